//! Checked schema to tokens. Each file shows the Rust that it makes.
//!
//! ```text
//! structs    pub struct ChatInviteExported { .. }   impl { new, with_* }
//! encode     impl Encode
//! decode     impl Decode
//! enums      pub enum InputPeer { .. }              From, TryFrom
//! functions  pub struct ExportChatInvite { .. }     impl Function
//! object     pub enum Object { .. }                 pub enum AnyFunction { .. }
//! table      LAYER, ids and names
//! ```

mod codec;
mod decode;
mod docs;
mod encode;
mod enums;
mod fields;
mod functions;
mod object;
mod place;
mod structs;
mod table;

use proc_macro2::TokenStream;
use tl_parser::Schema;

use crate::attributes::{Externs, PathSet, PathTable};
use crate::layout::Layout;
use crate::names::{ItemName, Names};
use crate::select::Selection;

/// Everything that is decided before the first token is written.
pub struct Bindings<'s> {
    pub schema: &'s Schema,
    pub selection: Selection,
    pub names: Names,
    pub layout: Layout,
    pub extern_paths: Externs,
    pub options: Options,
}

/// What the user wants to be different.
pub struct Options {
    pub type_attributes: PathTable,
    pub field_attributes: PathTable,
    pub skip_debug: PathSet,
    /// The type that `Object` reads unknown ids as.
    pub extern_object: Option<TokenStream>,
}

/// Where an item goes: `types`, `enums` or `functions`, and the modules below.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModulePath {
    pub top: &'static str,
    pub modules: Vec<String>,
}

/// All items of a run, in the order of the schema.
pub struct Emitted {
    pub items: Vec<(ModulePath, TokenStream)>,
    /// What stands beside the three modules.
    pub root: TokenStream,
}

/// Emits what is selected.
pub fn emit(bindings: &Bindings<'_>) -> Emitted {
    let names = &bindings.names;
    let selection = &bindings.selection;
    let mut items = Vec::new();
    for id in &selection.constructors {
        let name = &names.constructors[id.0 as usize];
        items.push((path("types", name), structs::constructor(bindings, *id)));
    }
    for id in &selection.types {
        let name = &names.types[id.0 as usize];
        items.push((path("enums", name), enums::boxed_type(bindings, *id)));
    }
    for index in &selection.functions {
        let name = &names.functions[*index];
        items.push((path("functions", name), functions::function(bindings, *index)));
    }
    let mut root = table::table(bindings);
    root.extend(object::object(bindings));
    root.extend(object::any_function(bindings));
    Emitted { items, root }
}

fn path(top: &'static str, name: &ItemName) -> ModulePath {
    ModulePath {
        top,
        modules: name.modules.clone(),
    }
}
