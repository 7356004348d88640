//! What fresh inputs start from in addition to the corpus, made at run time: values of the schemas,
//! files of the repository, and the words of each format.

#[path = "../../tests/support/wire.rs"]
mod wire;

use std::path::{Path, PathBuf};
use std::{fs, iter};

use tl_parser::Schema;
use tl_runtime::inspect::{Table, Ty, to_json};

use crate::{
    any_packed, calls, forms as of_forms, layer230 as of_layer230, tables, unknown as of_unknown,
};
use crate::{vectors, vectors::Vector};
use wire::Wire;

/// Values of each combinator.
const VALUES: u64 = 8;

/// The schemas of the fixtures, right and wrong ones.
#[must_use]
pub fn schemas() -> Vec<Vec<u8>> {
    [files("fixtures", "tl"), files("fixtures/errors", "tl")].concat()
}

/// Words of TL.
#[must_use]
pub fn words_of_tl() -> Vec<Vec<u8>> {
    let words = include_str!("../../../fuzz/tl.dict").lines();
    let words = words.filter_map(|line| line.strip_prefix('"')?.strip_suffix('"'));
    words.map(|word| word.as_bytes().to_vec()).collect()
}

/// Bytes that structured inputs are made of.
#[must_use]
pub fn random() -> Vec<Vec<u8>> {
    let mut state = 1_u64;
    let mut byte = || {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(1);
        (state >> 56) as u8
    };
    let lengths = (0..64).map(|index| 16 << (index % 8));
    lengths
        .map(|length| iter::repeat_with(&mut byte).take(length).collect())
        .collect()
}

/// Values of the schema that ships, and of `forms`, as JSON.
#[must_use]
pub fn json() -> Vec<Vec<u8>> {
    let mission = vectors::mission().expect("the vectors can be read");
    let of_schema = forms().into_iter().filter_map(|bytes| {
        to_json(&of_forms::SCHEMA, Ty::OBJECT, &bytes)
            .ok()
            .map(String::into_bytes)
    });
    let mission = mission.iter().map(|it| it.json.to_string().into_bytes());
    mission.chain(of_schema).collect()
}

/// Pieces of JSON, and the names of the schemas.
#[must_use]
pub fn words_of_json() -> Vec<Vec<u8>> {
    let pieces = [
        "{}",
        "[]",
        "null",
        "true",
        "false",
        "\"_\":",
        "-0.0",
        "1e400",
        "9223372036854775807",
        "\"0x7ff0000000000000\"",
        "\\u0000",
        "\\ud800",
        "\"flags\":",
        ",",
        ":",
        "\"",
    ];
    let names = of_forms::SCHEMA.constructors().iter().map(|row| row.name());
    let names = names.map(|name| format!("\"{name}\"").into_bytes());
    pieces
        .iter()
        .map(|it| it.as_bytes().to_vec())
        .chain(names)
        .collect()
}

/// Values and requests of layer 230, written by another implementation.
#[must_use]
pub fn layer230() -> Vec<Vec<u8>> {
    let vectors = vectors::layer230().expect("the vectors can be read");
    vectors.into_iter().map(|it: Vector| it.bytes).collect()
}

/// The ids of layer 230.
#[must_use]
pub fn ids() -> Vec<Vec<u8>> {
    ids_of(&of_layer230::SCHEMA)
}

/// Values of `forms`.
#[must_use]
pub fn forms() -> Vec<Vec<u8>> {
    [
        include_str!("../../fuzz/forms.tl"),
        include_str!("../../fuzz/forms-layer1.tl"),
    ]
    .iter()
    .flat_map(|text| values(text))
    .collect()
}

/// The ids of `forms`.
#[must_use]
pub fn ids_of_forms() -> Vec<Vec<u8>> {
    ids_of(&of_forms::SCHEMA)
}

/// Values of `unknown`, and of the slice.
#[must_use]
pub fn unknown() -> Vec<Vec<u8>> {
    let mission = vectors::mission().expect("the vectors can be read");
    let mission = mission.into_iter().map(|it| it.bytes);
    let own = values(include_str!("../../fuzz/unknown.tl"));
    own.into_iter().chain(mission).collect()
}

/// The ids of `unknown`, and one that is none.
#[must_use]
pub fn ids_of_unknown() -> Vec<Vec<u8>> {
    [
        ids_of(&of_unknown::SCHEMA),
        vec![0xdead_u32.to_le_bytes().to_vec()],
    ]
    .concat()
}

/// Replies of `calls`: values, and vectors of them.
#[must_use]
pub fn replies() -> Vec<Vec<u8>> {
    let values = values(include_str!("../../fuzz/calls.tl"));
    let vector = |value: &Vec<u8>| [&b"\x15\xc4\xb5\x1c\x01\0\0\0"[..], value].concat();
    let vectors: Vec<_> = values.iter().map(vector).collect();
    let bare = values
        .iter()
        .filter_map(|value| Some(vector(&value.get(4..)?.to_vec())));
    let others = [
        &b"\x9b\x0a\x85\x50\x07\0\0\0"[..],
        b"\xb5\x75\x72\x99",
        b"\x37\x97\x79\xbc",
        b"\x15\xc4\xb5\x1c\x01\0\0\0\x03cat",
        b"\xa4\x01\0\0FLOOD_WAIT_31",
        b"\x90\x01\0\0PET_ID_INVALID",
        b"\x2f\x01\0\0SERVER_2_MOVED",
        b"\xa4\x01\0\0SLEEP_1_2",
    ];
    let others = others.iter().map(|it| it.to_vec());
    bare.chain(others)
        .chain(vectors.clone())
        .chain(values.clone())
        .collect()
}

/// The ids of `calls`, and pieces of names of errors.
#[must_use]
pub fn words_of_errors() -> Vec<Vec<u8>> {
    let pieces = [
        "_",
        "%d",
        "0",
        "07",
        "+1",
        "4294967295",
        "4294967296",
        "SLEEP",
        "FLOOD",
        "WAIT",
    ];
    let pieces = pieces.iter().map(|it| it.as_bytes().to_vec());
    ids_of(&calls::SCHEMA).into_iter().chain(pieces).collect()
}

/// Packed values.
#[must_use]
pub fn packed() -> Vec<Vec<u8>> {
    let mission = vectors::mission().expect("the vectors can be read");
    mission
        .iter()
        .map(|it| any_packed::pack(&it.bytes))
        .collect()
}

/// Published schemas, and schemas in TL.
#[must_use]
pub fn published() -> Vec<Vec<u8>> {
    files("fixtures", "tl")
}

/// Pieces of published JSON, and of TL.
#[must_use]
pub fn words_of_published() -> Vec<Vec<u8>> {
    let pieces = [
        "\"constructors\":[",
        "\"methods\":[",
        "\"id\":\"",
        "\"predicate\":\"",
        "\"method\":\"",
        "\"params\":[",
        "\"name\":\"",
        "\"type\":\"",
        "Vector t",
        "flags.0?",
        "\\u202e",
        "\\n",
        "\"layer\":",
        "},{",
        "-1132882121",
        "#1cb5c415",
        "!X",
    ];
    let pieces = pieces.iter().map(|it| it.as_bytes().to_vec());
    pieces.chain(words_of_tl()).collect()
}

/// Files of side data.
#[must_use]
pub fn side_data() -> Vec<Vec<u8>> {
    let texts = [
        "```\nfn main() {}\n```",
        "<img src=x onerror=alert(1)>",
        "[`Pet`](crate::x) [Pet]",
        "\u{202e}\u{1b}[31m",
        "a\r\n\n    code\n# title\n| a | b |\n|---|---|\n",
        "\"#\"\"\\",
        "](https://example.org) <https://a.b> http://a.b javascript:alert(1)",
        "*/ //! */",
        "{seconds} {{ }}",
        "&lt; &#60; --- *** ~~~",
        "</script><!-- -->",
        "[x]: https://a.b \"y\"",
    ];
    let texts = texts.iter().map(|it| it.as_bytes().to_vec());
    files("fixtures", "toml").into_iter().chain(texts).collect()
}

/// Markup, and keys of side data.
#[must_use]
pub fn words_of_side_data() -> Vec<Vec<u8>> {
    let pieces = [
        "```",
        "~~~",
        "`",
        "\n",
        "\n\n",
        "    ",
        "<",
        ">",
        "<b>",
        "</p>",
        "<!--",
        "[",
        "](",
        ")",
        "!",
        "http://",
        "https://",
        "javascript:",
        "&",
        "&amp;",
        "|",
        "# ",
        "* ",
        "1. ",
        "\\",
        "\"",
        "{",
        "}",
        "{seconds}",
        "\u{202e}",
        "\u{1b}",
        "\r",
        "\0",
        "[methods.feed]\n",
        "[errors.X]\n",
        "text = ",
        "example = ",
        "params = ",
        "codes = [420]",
        "args = [\"x\"]",
        "markdown = true\n",
        "'''",
        "\"\"\"",
        "rust",
        "no_run",
        "[^1]",
        "- [ ] ",
        "$",
        "==",
        "\u{feff}",
        "\u{85}",
        "\u{2028}",
    ];
    pieces.iter().map(|it| it.as_bytes().to_vec()).collect()
}

/// Random values of each combinator of a schema, those with bits that are not assigned to a field
/// among them.
fn values(text: &str) -> Vec<Vec<u8>> {
    let schema: Schema = tables::checked(text);
    let all = schema.combinators();
    // A request that holds another one has no type of its own.
    let all = all.filter(|it| !it.is_builtin && it.generics.is_empty());
    all.flat_map(|it| {
        let schema = &schema;
        (0..VALUES).map(move |seed| Wire::new(schema, seed, seed % 4 == 3).boxed(it))
    })
    .collect()
}

fn ids_of(table: &Table<'_>) -> Vec<Vec<u8>> {
    const OTHERS: [u32; 3] = [0x1cb5_c415, 0x9972_75b5, 0xbc79_9737];
    let rows = table.constructors().iter().chain(table.functions());
    let ids = rows.map(|row| row.id()).chain(OTHERS);
    ids.map(|id| id.to_le_bytes().to_vec()).collect()
}

/// The files of a folder of this crate that have this extension.
fn files(folder: &str, extension: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("the folder exists");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("its entries can be listed").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    paths.sort();
    let read = |path: &PathBuf| fs::read(path).expect("a fixture can be read");
    paths.iter().map(read).collect()
}
