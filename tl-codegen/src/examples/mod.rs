//! Example requests: one for each function, of the values that side data names and of plain ones
//! for the rest, as Rust and as JSON.
//!
//! ```text
//! side data, types ─▸ value ─▸ rust   functions::messages::ExportChatInvite::new(..)
//!                           └▸ json   {"_":"messages.exportChatInvite","peer":{..}}
//! ```

mod json;
mod plainest;
mod rust;
mod value;

use tl_parser::Schema;
use tl_parser::schema::ConstructorId;

use crate::SideData;
use crate::layers::Layers;
use crate::names::Names;

pub use plainest::Plainest;
use rust::Writer;
use value::{Maker, Missing};

/// The example requests of a schema.
///
/// ```
/// let mut sources = tl_parser::Sources::new();
/// sources.add("pay.tl", "---functions--- pay.send to:string grams:long = Bool;");
/// let schema = tl_parser::check(&sources).schema.expect("a valid schema");
///
/// let examples = tl_codegen::Examples::new(&schema, None);
/// assert_eq!(
///     examples.function(0).as_deref(),
///     Some(r#"functions::pay::Send::new("text", 1)"#),
/// );
/// assert_eq!(
///     examples.function_json(0).as_deref(),
///     Some(r#"{"_":"pay.send","to":"text","grams":"1"}"#),
/// );
/// ```
#[derive(Debug)]
pub struct Examples<'s> {
    schema: &'s Schema,
    data: Option<&'s SideData>,
    names: Names,
    plainest: Plainest,
}

impl<'s> Examples<'s> {
    /// Decides the Rust names of the schema once.
    #[must_use]
    pub fn new(schema: &'s Schema, data: Option<&'s SideData>) -> Self {
        let names = Names::new(schema, &Layers::new(schema));
        Self {
            schema,
            data,
            names,
            plainest: Plainest::new(schema),
        }
    }

    /// The request as an expression of Rust, in several lines if it is long. It names the modules
    /// `functions`, `types` and `enums`.
    ///
    /// `None` if a value has no plain example: of functions that wrap others, and of types with
    /// arguments. `None` also if the smallest example would be [too large](Examples::is_too_large).
    #[must_use]
    pub fn function(&self, index: usize) -> Option<String> {
        let fields = self.maker().request(index).ok()?;
        Some(self.writer().request(index, &fields))
    }

    /// Whether a request has no example because it would have too many values: more than 128.
    #[must_use]
    pub fn is_too_large(&self, index: usize) -> bool {
        self.maker().request(index) == Err(Missing::TooLarge)
    }

    fn maker(&self) -> Maker<'_> {
        Maker {
            schema: self.schema,
            data: self.data,
            plainest: &self.plainest,
        }
    }

    fn writer(&self) -> Writer<'_> {
        Writer {
            schema: self.schema,
            names: &self.names,
        }
    }

    /// A value of a constructor, bare, as an expression of Rust; `None` as for
    /// [`function`](Examples::function).
    ///
    /// ```
    /// # use tl_parser::schema::ConstructorId;
    /// let mut sources = tl_parser::Sources::new();
    /// sources.add("pets.tl", "dog name:string age:int = Pet;");
    /// let schema = tl_parser::check(&sources).schema.expect("a valid schema");
    ///
    /// let examples = tl_codegen::Examples::new(&schema, None);
    /// let dog = examples.constructor(ConstructorId(0));
    /// assert_eq!(dog.as_deref(), Some(r#"types::Dog::new("text", 1)"#));
    /// ```
    #[must_use]
    pub fn constructor(&self, id: ConstructorId) -> Option<String> {
        let value = self.maker().bare(id).ok()?;
        Some(self.writer().bare(&value))
    }

    /// The same request as TL-JSON.
    #[must_use]
    pub fn function_json(&self, index: usize) -> Option<String> {
        let value = self.maker().request(index).ok()?;
        Some(json::of(self.schema, index, &value))
    }
}

/// The request as an expression of Rust, unless it takes a constructor that is not generated.
pub fn function(
    schema: &Schema,
    data: Option<&SideData>,
    names: &Names,
    plainest: &Plainest,
    index: usize,
    is_generated: impl Fn(ConstructorId) -> bool,
) -> Option<String> {
    let maker = Maker {
        schema,
        data,
        plainest,
    };
    let fields = maker.request(index).ok()?;
    let mut values = fields.iter();
    if !values.all(|(_, value)| value.all_constructors(&is_generated)) {
        return None;
    }
    Some(Writer { schema, names }.request(index, &fields))
}
