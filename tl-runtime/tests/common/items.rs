//! A table that is written by hand, for JSON.

use tl_runtime::inspect::{Row, Table, Ty, from_json};

pub static SCHEMA: Table<'static> = Table::new(
    &[
        Row::new(
            1,
            "item",
            "flags:#keep on:flags.0?true id:flags.1?long at:flags.1?Item",
            "Item*",
        ),
        Row::new(2, "list", "items:Vector<Item> raw:bytes t:true", "Item*"),
        Row::new(3, "empty", "", "Item*"),
        Row::new(
            4,
            "ns.pair",
            "flags:# flags2:flags.1?#keep a:flags2.0?int b:%00000005 c:flags.1?Int",
            "ns.Pair",
        ),
        Row::new(
            5,
            "scalars",
            "i:int n:# d:double f:float s:string",
            "Scalars",
        ),
        Row::new(6, "hashes", "a:int128 b:int256 c:int512 yes:Bool", "Hashes"),
        Row::new(7, "message", "id:long body:Object", "Message"),
    ],
    &[
        Row::new(16, "get", "id:int", "Item"),
        Row::new(17, "wrap", "layer:int query:!", "@query"),
    ],
)
.with_names(&[2, 7, 5, 0, 1, 6, 3, 4, 8]);

#[track_caller]
pub fn refuses(ty: &str, json: &str, error: &str) {
    let read = from_json(&SCHEMA, Ty::new(ty), json);
    assert_eq!(
        read.map_err(|error| error.to_string()),
        Err(error.to_owned()),
        "{json}"
    );
}
