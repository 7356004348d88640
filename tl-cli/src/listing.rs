//! A checked schema as one file of canonical TL, every declaration with its id: the
//! text of `tl schema`. Read again, it is the same schema.

use std::collections::BTreeSet;
use std::fmt::Write;

use tl_parser::Schema;
use tl_parser::schema::Combinator;

/// The schema as TL.
pub fn of(schema: &Schema) -> String {
    let mut text = match schema.layer {
        Some(layer) => format!("// LAYER {layer}\n\n"),
        None => String::new(),
    };
    // What is in no layer comes first: nothing behind a layer's mark is outside of it.
    let layers: BTreeSet<_> = schema.combinators().map(|it| it.layer).collect();
    for layer in layers {
        if let Some(number) = layer {
            // Writing to a string cannot fail.
            let _ = write!(text, "\n==={number}===\n\n");
        }
        text += &lines(&schema.constructors, layer);
        let functions = lines(&schema.functions, layer);
        if !functions.is_empty() {
            text += "\n---functions---\n\n";
            text += &functions;
        }
    }
    text
}

fn lines(combinators: &[Combinator], layer: Option<u32>) -> String {
    combinators
        .iter()
        .filter(|combinator| combinator.layer == layer)
        .map(line)
        .collect()
}

/// The declaration with its id also where none was written. The default constructor of
/// a type, `_`, cannot have a written one.
fn line(combinator: &Combinator) -> String {
    let (name, tl) = (combinator.name.as_str(), combinator.tl.as_str());
    match tl.split_once(' ') {
        Some((_, rest)) if name != "_" => format!("{name}#{:08x} {rest};\n", combinator.id),
        _ => format!("{tl};\n"),
    }
}
