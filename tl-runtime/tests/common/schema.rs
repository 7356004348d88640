//! A table that is written by hand.

use tl_runtime::inspect::{Row, Table};

/// Items nest, `loop` contains itself without a byte, `twice` has two empty constructors at each step.
pub static SCHEMA: Table<'static> = Table::new(
    &[
        Row::new(
            1,
            "item",
            "flags:# on:flags.0?true id:flags.1?long at:flags.2?Item",
            "Item*",
        ),
        Row::new(2, "list", "items:Vector<Item> raw:bytes t:true", "Item*"),
        Row::new(3, "empty", "", "Item*"),
        Row::new(
            4,
            "ns.pair",
            "flags:# flags2:flags.1?# a:flags2.0?int b:%00000003",
            "ns.Pair",
        ),
        Row::new(5, "loop", "x:%00000005", "Loop"),
        Row::new(6, "twice", "x:%00000007 y:%00000007", "Twice"),
        Row::new(7, "again", "x:%00000008 y:%00000008", "Again"),
        Row::new(8, "nothing", "x:true", "Nothing"),
    ],
    &[
        Row::new(16, "get", "id:int", "Item"),
        Row::new(17, "wrap", "query:!", "@query"),
    ],
);
