//! JSON that is no value: each error with its words.

#[path = "common/items.rs"]
mod items;

use items::{SCHEMA, refuses};
use tl_runtime::inspect::{Ty, from_json};

#[test]
fn errors_name_member_and_constructor() {
    refuses(
        "Item",
        r#"{"_":"item","of":1}"#,
        "unknown member `of` of item at line 1 column 16",
    );
    refuses(
        "Item",
        "{\n \"of\":1,\n \"_\":\"item\"}",
        "unknown member `of` of item at line 3 column 12",
    );
    refuses(
        "Item",
        r#"{"_":"list","raw":"","t":true}"#,
        "missing member `items` of list at line 1 column 30",
    );
    refuses(
        "Item",
        r#"{"_":"item","id":"1"}"#,
        "missing member `at` of item: it must be there with `id` at line 1 column 21",
    );
    refuses(
        "Item",
        r#"{"_":"item","on":true,"on":true}"#,
        "duplicate member `on` of item at line 1 column 26",
    );
    refuses(
        "Item",
        r#"{"_":"item","on":null,"on":true}"#,
        "duplicate member `on` of item at line 1 column 26",
    );
    refuses(
        "Item",
        r#"{"_":"item","_":"item"}"#,
        "duplicate member `_` of item at line 1 column 15",
    );
    refuses(
        "Item",
        r#"{"on":true}"#,
        "missing member `_` of a constructor of Item at line 1 column 11",
    );
    refuses(
        "Object",
        "{}",
        "missing member `_` of an object at line 1 column 2",
    );
    refuses(
        "Item",
        r#"{"_":"get","id":1}"#,
        "`get` is not the name of a constructor of Item at line 1 column 10",
    );
    refuses(
        "Scalars",
        r#"{"i":1,"_":"item"}"#,
        "`item` is not the name of a constructor of Scalars at line 1 column 17",
    );
    refuses(
        "Item",
        r#"{"_":5}"#,
        "invalid type: integer `5`, expected the name of a constructor of Item in `_` at line 1 column 6",
    );
    refuses(
        "%00000005",
        "[]",
        "invalid type: sequence, expected the constructor 0x00000005 at line 1 column 2",
    );
    refuses(
        "Item",
        r#"{"_":"item","id":true}"#,
        "invalid type: boolean `true`, expected a long as a decimal string for `id` of item at line 1 column 21",
    );
    refuses(
        "Item",
        r#"{"_":"list","t":false}"#,
        "invalid value: boolean `false`, expected true for `t` of list at line 1 column 21",
    );
    refuses(
        "Item",
        r#"{"_":"list","items":[null]}"#,
        "invalid type: null, expected a constructor of Item for `items` of list at line 1 column 25",
    );
    refuses(
        "Scalars",
        r#"{"i":2147483648}"#,
        "invalid value: integer `2147483648`, expected an int for `i` of scalars at line 1 column 15",
    );
    refuses(
        "Scalars",
        r#"{"n":-1}"#,
        "invalid value: integer `-1`, expected a number from 0 to 4294967295 for `n` of scalars at line 1 column 7",
    );
    refuses(
        "Scalars",
        r#"{"f":1e39}"#,
        "invalid value: floating point `1e+39`, expected a float for `f` of scalars at line 1 column 9",
    );
    refuses(
        "Hashes",
        r#"{"a":"00"}"#,
        "invalid value: string \"00\", expected 16 bytes as hex digits for `a` of hashes at line 1 column 9",
    );
    let long = "x".repeat(200);
    refuses(
        "Hashes",
        &format!(r#"{{"a":"{long}"}}"#),
        "invalid value: a long string, expected 16 bytes as hex digits for `a` of hashes at line 1 column 207",
    );
    for bytes in ["0", "0g", "é0", "+1"] {
        let error = from_json(&SCHEMA, Ty::new("bytes"), &format!("\"{bytes}\"")).unwrap_err();
        assert!(
            error.to_string().contains("expected bytes as hex digits"),
            "{error}"
        );
    }
    refuses("int", "5 5", "trailing characters at line 1 column 3");
    refuses(
        "Nothing",
        "{}",
        "missing member `_` of a constructor of Nothing at line 1 column 2",
    );
    assert!(from_json(&SCHEMA, Ty::new("in"), "5").is_err());
}
