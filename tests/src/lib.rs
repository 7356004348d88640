//! What the tests share: bindings of whole schemas, and the vectors that other
//! implementations wrote.
//!
//! | module | what it is |
//! |---|---|
//! | [`layer230`], [`mtproto`] | generated: the full API, and MTProto whose `Object` reaches it |
//! | [`layer230_mtproto`] | generated: MTProto with the additions of the layer's source |
//! | [`history`] | generated: the invite link slice with seven older layers |
//! | [`heavy`] | generated: types whose smallest value is large |
//! | [`any_bytes`] | what must hold for any bytes, shared with a fuzz target |
//! | [`any_schema`] | what must hold for any text, shared with the fuzz targets |
//! | [`any_value`] | what must hold for any bytes and any description of them, shared too |
//! | [`any_packed`] | what must hold for any packed data |
//! | [`any`] | a value of these schemas, found by its id |
//! | [`names`] | the TL name of a generated value |
//! | [`tables`] | the descriptions of the schemas, made at run time |
//! | [`vectors`], [`malformed`] | rows of the files in `vectors/` |
//! | [`boxed`] | every boxed type of these schemas, by name |
//! | [`decoders`] | the decoder of a TL type by name |
//! | [`arbitrary`] | random texts in TL, for property tests and fuzzing |
//! | [`hex`], [`jsonl`] | the form of those files |
//! | [`fuzz`] | the bodies of all fuzz targets, with what they start from |
//! | [`forms`], [`unknown`], [`calls`] | generated: schemas made for fuzz targets |
//! | [`figures`] | what is in a schema file, counted |

pub mod any;
pub mod any_bytes;
pub mod any_packed;
pub mod any_schema;
pub mod any_value;
pub mod arbitrary;
pub mod boxed;
pub mod decoders;
pub mod figures;
pub mod fuzz;
pub mod hex;
pub mod hostile_text;
pub mod jsonl;
pub mod malformed;
pub mod names;
pub mod tables;
pub mod vectors;

/// The full API of Telegram, layer 230.
pub mod layer230 {
    tl_runtime::include_tl!("layer230");
}

/// The service messages of MTProto, with objects of layer 230 inside.
pub mod mtproto {
    tl_runtime::include_tl!("mtproto");
}

/// The invite link slice of layer 228, and what older layers had in its place.
pub mod history {
    tl_runtime::include_tl!("history");
}

/// Types whose smallest value has a million parts.
pub mod heavy {
    tl_runtime::include_tl!("heavy");
}

/// MTProto as the source of layer 230 declares it: with the simple configuration and the
/// blocks of a TLS greeting, which [`mtproto`] leaves out.
pub mod layer230_mtproto {
    tl_runtime::include_tl!("layer230_mtproto");
}

/// Every form of the language, with an older layer: `fuzz/forms.tl`.
pub mod forms {
    tl_runtime::include_tl!("forms");
}

/// Values whose constructor is unknown, in every place: `fuzz/unknown.tl`.
pub mod unknown {
    tl_runtime::include_tl!("unknown");
}

/// Functions of every kind of result, with errors: `fuzz/calls.tl`.
pub mod calls {
    tl_runtime::include_tl!("calls");
}
