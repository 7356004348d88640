//! A checked schema as JSON: `Schema` in, the text of `tl schema --json` out.
//!
//! ```text
//! Schema ─▸ build (names instead of numbers) ─▸ model ─▸ JSON
//! ```
//!
//! `book/schema-json.md` describes the format; a change to `model` is a change to it.

mod build;
mod model;
mod variables;

use tl_parser::{Schema, Sources};

use model::Model;

/// The schema as JSON, two spaces a level, with a newline at the end. The same schema
/// always gives the same text.
pub fn to_json(schema: &Schema, sources: &Sources) -> String {
    let model: Model = build::model(schema, sources);
    let text = serde_json::to_string_pretty(&model);
    text.expect("the model has no maps and no fractions: it is always JSON") + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every form of an argument, a type and a number.
    const FORMS: &str = "\
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
pair {X Y:Type} a:X b:Y = Pair X Y;
matrix {n:#} rows:n*[ cells:(n+1)*[ cell:double ] ] = Matrix n;
//@description Some forms @ok Whether it is
some flags:# ok:flags.0?true one:flags.1?%(Matrix 3) (x y:int) _:Int = Some;
---functions---
wrap {X:Type} query:!X n:# all:Vector<Pair int (Matrix (n+2))> any:Object = X;
";

    #[test]
    fn serde_reads_what_it_wrote() {
        let mut sources = Sources::new();
        sources.add("forms.tl", FORMS);
        let checked = tl_parser::check(&sources);
        let schema = checked.schema.unwrap_or_else(|| {
            let found: Vec<_> = checked.diagnostics.iter().collect();
            panic!("{found:#?}")
        });
        let model = build::model(&schema, &sources);
        let text = to_json(&schema, &sources);
        let read: Model = serde_json::from_str(&text).expect("JSON of the model");
        assert_eq!(read, model);
    }
}
