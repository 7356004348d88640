//! A checked schema as one file of canonical TL.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::documented::Writer;
use super::{Combinator, Schema};

impl Schema {
    /// The schema as one file of canonical TL: every declaration on a line of its own, in order, with its id,
    /// whether one was written or not. Comments are left out, but for the layer, and so is what only
    /// [older layers](Schema::add_older) declare. Read again, it is the same schema.
    ///
    /// After [`sort`](Schema::sort), equal schemas give equal texts, however they were written and
    /// whatever files they came from: what their hash is made of.
    ///
    /// ```
    /// use tl_parser::Sources;
    ///
    /// let mut sources = Sources::new();
    /// sources.add("pets.tl", "// Pets.\ndog  name:string\n= Pet;\n// LAYER 3");
    /// let schema = tl_parser::check(&sources).schema.expect("the schema has no errors");
    /// let tl = "// LAYER 3\n\ndog#78696ccb name:string = Pet;\n";
    /// assert_eq!(schema.to_tl(), tl);
    /// ```
    #[must_use]
    pub fn to_tl(&self) -> String {
        self.listing(line)
    }

    /// As [`to_tl`](Schema::to_tl), with the documentation as comments, an item a line. Read again, the
    /// schema is the same and says the same of everything.
    ///
    /// ```
    /// use tl_parser::Sources;
    ///
    /// let mut sources = Sources::new();
    /// sources.add("pets.tl", "//@description A dog @name How it is called\ndog name:string = Pet;");
    /// let schema = tl_parser::check(&sources).schema.expect("the schema has no errors");
    /// let tl = "//@description A dog\n//@name How it is called\ndog#78696ccb name:string = Pet;\n";
    /// assert_eq!(schema.to_documented_tl(), tl);
    /// ```
    #[must_use]
    pub fn to_documented_tl(&self) -> String {
        let mut writer = Writer::new(self);
        self.listing(|combinator| writer.comments(combinator) + &line(combinator))
    }

    /// The layer, then each declaration as `line` writes it, in its section.
    fn listing(&self, mut line: impl FnMut(&Combinator) -> String) -> String {
        let mut text = match self.layer {
            Some(layer) => format!("// LAYER {layer}\n\n"),
            None => String::new(),
        };
        // What is in no layer comes first: nothing behind a layer's mark is outside of it.
        let layers: BTreeSet<_> = self.combinators().map(|it| it.layer).collect();
        for layer in layers {
            if let Some(number) = layer {
                // Writing to a string cannot fail.
                let _ = write!(text, "\n==={number}===\n\n");
            }
            text.extend(of_layer(&self.constructors, layer).map(&mut line));
            let functions: String = of_layer(&self.functions, layer).map(&mut line).collect();
            if !functions.is_empty() {
                text += "\n---functions---\n\n";
                text += &functions;
            }
        }
        text
    }
}

fn of_layer(
    combinators: &[Combinator],
    layer: Option<u32>,
) -> impl Iterator<Item = &Combinator> + use<'_> {
    combinators
        .iter()
        .filter(move |it| it.layer == layer && it.until.is_none())
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
