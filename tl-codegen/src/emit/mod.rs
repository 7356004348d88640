//! Checked schema to Rust text. Each file shows the Rust that it makes.
//!
//! ```text
//! structs       pub struct ChatInviteExported { .. }   impl { new, with_* }
//! constructors  .. with Identifiable, Encode, Decode
//! encode        impl Encode
//! decode        impl Decode
//! enums         pub enum InputPeer { .. }              From, TryFrom
//! functions     pub struct ExportChatInvite { .. }     impl Function
//! object        pub enum Object { .. }                 pub enum AnyFunction { .. }
//! table         LAYER, SCHEMA
//! ```

mod codec;
mod constructors;
mod decode;
mod docs;
mod encode;
mod enums;
mod fields;
mod functions;
mod object;
mod parts;
mod place;
mod structs;
mod table;
mod traits;

use proc_macro2::TokenStream;
use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, TypeId};

use crate::attributes::{Externs, PathTable};
use crate::format::format_into;
use crate::layout::Layout;
use crate::names::{ItemName, Names};
use crate::select::Selection;
use crate::traits::{Impl, Trait, TraitTable};
use crate::words::WordTable;

/// What is decided about a schema before the first token is written.
pub struct Plan {
    pub selection: Selection,
    /// Whether functions are decoded, and there are `Object` and `AnyFunction`.
    pub any: bool,
    /// What values of the selection can hold, whatever Rust type stands for it.
    pub described: Selection,
    pub names: Names,
    pub layout: Layout,
}

/// Everything that the templates look at.
pub struct Bindings<'s> {
    pub schema: &'s Schema,
    pub selection: &'s Selection,
    pub any: bool,
    pub described: &'s Selection,
    pub names: &'s Names,
    pub layout: &'s Layout,
    pub options: Options,
}

/// What the user wants to be different.
pub struct Options {
    pub extern_paths: Externs,
    pub type_attributes: PathTable,
    pub field_attributes: PathTable,
    pub traits: TraitTable,
    /// Whether each type says how the table describes it.
    pub inspect: bool,
    /// Whether structs have `new` and `with_*`.
    pub constructors: bool,
    /// Whether enums have `From` and `TryFrom`.
    pub conversions: bool,
    /// The type that `Object` reads unknown ids as.
    pub extern_object: Option<TokenStream>,
    /// Whether strings of 2^24 bytes and more have a form.
    pub huge_bytes: bool,
    pub unknown_bits: WordTable,
}

impl<'s> Bindings<'s> {
    /// Whether a function can be decoded: a copy of it is.
    fn is_decoded(&self, function: &Combinator) -> bool {
        self.any || self.options.traits.get(Trait::Clone, &function.name) == Impl::Bytes
    }

    fn codec(&self) -> codec::Codec<'s> {
        codec::Codec {
            schema: self.schema,
            huge_bytes: self.options.huge_bytes,
        }
    }
}

/// Where an item goes: a module below `types`, `enums` or `functions`, or the root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModulePath {
    /// `None` is the root.
    pub top: Option<&'static str>,
    pub modules: Vec<String>,
}

/// One thing to emit.
#[derive(Debug, Clone, Copy)]
pub enum Job {
    /// What stands beside the three modules.
    Root,
    Constructor(ConstructorId),
    Type(TypeId),
    Function(usize),
}

/// All jobs of a run, in the order of the schema.
pub fn jobs(selection: &Selection) -> Vec<Job> {
    let constructors = selection.constructors.iter().copied().map(Job::Constructor);
    let types = selection.types.iter().copied().map(Job::Type);
    let functions = selection.functions.iter().copied().map(Job::Function);
    std::iter::once(Job::Root)
        .chain(constructors)
        .chain(types)
        .chain(functions)
        .collect()
}

/// The text of one job and where it goes.
pub fn emit(bindings: &Bindings<'_>, job: Job) -> (ModulePath, String) {
    let names = bindings.names;
    let (path, items) = match job {
        Job::Root => (root_path(), root(bindings)),
        Job::Constructor(id) => (
            path("types", &names.constructors[id.0 as usize]),
            constructors::constructor(bindings, id),
        ),
        Job::Type(id) => (
            path("enums", &names.types[id.0 as usize]),
            enums::boxed_type(bindings, id),
        ),
        Job::Function(index) => (
            path("functions", &names.functions[index]),
            functions::function(bindings, index),
        ),
    };
    let mut text = String::new();
    for item in items {
        format_into(item, &mut text);
    }
    (path, text)
}

fn root(bindings: &Bindings<'_>) -> Vec<TokenStream> {
    let mut items = vec![table::table(bindings)];
    if bindings.any {
        items.push(object::object(bindings));
        items.push(object::any_function(bindings));
    }
    items
}

fn root_path() -> ModulePath {
    ModulePath {
        top: None,
        modules: Vec::new(),
    }
}

fn path(top: &'static str, name: &ItemName) -> ModulePath {
    ModulePath {
        top: Some(top),
        modules: name.modules.clone(),
    }
}
