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
//! errors        pub enum ExportChatInvite { .. }       impl Call
//! facts         /// what side data and comments say
//! callers       impl UserCallable, BotCallable ..
//! example       /// a call that compiles
//! client        pub struct Client { .. }               a method for each function
//! server        pub trait Handler { .. }               pub async fn serve
//! unknown       Unknown(..)                            r.mark(), r.recover(..)
//! upgrade       pub fn upgrade(self)
//! history       HISTORY, LAYERS                        pub mod layers
//! table         LAYER, SCHEMA_HASH, SCHEMA
//! ```

mod callers;
mod client;
mod codec;
mod constructors;
mod decode;
mod docs;
mod encode;
mod enums;
mod errors;
mod example;
mod facts;
mod fields;
mod functions;
mod heavy;
mod history;
mod object;
mod parts;
mod place;
mod renewed;
mod runs;
mod server;
mod structs;
mod table;
mod traits;
mod unknown;
mod upgrade;

pub use client::namespaces;

use proc_macro2::TokenStream;
use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, TypeId};

use crate::attributes::{Externs, PathTable};
use crate::borrow::Borrows;
use crate::examples::Plainest;
use crate::extent::Heavy;
use crate::format::format_into;
use crate::layers::Layers;
use crate::layout::Layout;
use crate::names::{ItemName, Names};
use crate::select::Selection;
use crate::side_data::SideData;
use crate::texts::Texts;
use crate::traits::{Impl, Trait, TraitTable};
use crate::unknown::UnknownTable;
use crate::upgrade::Upgrades;
use crate::words::WordTable;

/// What is decided about a schema before the first token is written.
pub struct Plan {
    pub selection: Selection,
    /// Whether functions are decoded, and there are `Object` and `AnyFunction`.
    pub any: bool,
    /// What has a borrowed form, if there are borrowed forms.
    pub borrows: Option<Borrows>,
    /// What values of the selection can hold, whatever Rust type stands for it.
    pub described: Selection,
    pub names: Names,
    /// What is history.
    pub layers: Layers,
    /// What becomes of it.
    pub upgrades: Upgrades,
    pub layout: Layout,
    pub heavy: Heavy,
    pub plainest: Plainest,
    /// What the schema does not say.
    pub side_data: Option<SideData>,
    /// The namespaces of a client, if there is one.
    pub namespaces: Vec<Vec<String>>,
    /// Whether there is a server.
    pub server: bool,
    /// What identifies the schema.
    pub hash: String,
}

/// Everything that the templates look at.
pub struct Bindings<'s> {
    pub schema: &'s Schema,
    pub selection: &'s Selection,
    pub any: bool,
    pub borrows: Option<&'s Borrows>,
    pub described: &'s Selection,
    pub names: &'s Names,
    pub layers: &'s Layers,
    pub upgrades: &'s Upgrades,
    pub layout: &'s Layout,
    pub heavy: &'s Heavy,
    pub plainest: &'s Plainest,
    pub side_data: Option<&'s SideData>,
    pub namespaces: &'s [Vec<String>],
    pub hash: &'s str,
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
    /// Whether each type implements serde's traits.
    pub serde: bool,
    /// Whether structs have `new` and `with_*`.
    pub constructors: bool,
    /// Whether enums have `From` and `TryFrom`.
    pub conversions: bool,
    /// The type that `Object` reads unknown ids as.
    pub extern_object: Option<TokenStream>,
    /// Whether strings of 2^24 bytes and more have a form.
    pub huge_bytes: bool,
    pub unknown_bits: WordTable,
    /// What becomes of values that cannot be read.
    pub unknown: UnknownTable,
    /// Whether somebody of whom nothing is known may call a function.
    pub unknown_callers: bool,
    /// Where the bindings are, for the examples in their documentation.
    pub example_path: Option<String>,
}

impl<'s> Bindings<'s> {
    /// Whether a function can be decoded: a copy of it is.
    fn is_decoded(&self, function: &Combinator) -> bool {
        self.any || self.options.traits.get(Trait::Clone, &function.name) == Impl::Bytes
    }

    /// What is said of the parts of the schema.
    fn texts(&self) -> Texts<'s> {
        Texts::new(self.schema, self.side_data)
    }

    fn codec(&self, form: Form) -> codec::Codec<'s> {
        codec::Codec {
            schema: self.schema,
            borrows: self.borrows.filter(|_| form == Form::Borrowed),
            huge_bytes: self.options.huge_bytes,
        }
    }
}

/// Where an item goes: a module below `types`, `enums`, `functions` or `borrowed`, or the root.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModulePath {
    /// `None` is the root.
    pub top: Option<&'static str>,
    pub modules: Vec<String>,
}

/// One thing to emit.
#[derive(Debug, Clone, Copy)]
pub enum Job {
    /// What stands beside the modules.
    Root,
    Constructor(Form, ConstructorId),
    Type(Form, TypeId),
    Function(Form, usize),
    /// The errors that any call may fail with.
    GlobalErrors,
    /// The errors of a function.
    Errors(usize),
    /// What a client has in a namespace.
    Client(usize),
    /// The other side.
    Server,
    /// The names of a `===N===` layer.
    Layer(u32),
}

/// The form of a type: with strings of its own, or with pieces of its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    Owned,
    Borrowed,
}

/// All jobs of a run, in the order of the schema.
pub fn jobs(schema: &Schema, plan: &Plan) -> Vec<Job> {
    let selection = &plan.selection;
    let mut jobs = vec![Job::Root];
    let constructors = selection.constructors.iter();
    jobs.extend(constructors.map(|id| Job::Constructor(Form::Owned, *id)));
    jobs.extend(selection.types.iter().map(|id| Job::Type(Form::Owned, *id)));
    let functions = selection.functions.iter();
    jobs.extend(functions.map(|index| Job::Function(Form::Owned, *index)));
    if let Some(data) = &plan.side_data {
        let functions = selection.functions.iter().copied();
        let with_errors = functions.filter(|index| errors::has_own(data, *index));
        jobs.push(Job::GlobalErrors);
        jobs.extend(with_errors.map(Job::Errors));
    }
    jobs.extend((0..plan.namespaces.len()).map(Job::Client));
    jobs.extend(plan.server.then_some(Job::Server));
    jobs.extend(plan.layers.blocks.iter().map(|layer| Job::Layer(*layer)));
    if let Some(borrows) = &plan.borrows {
        jobs.extend(borrowed_jobs(schema, selection, borrows, &plan.heavy));
    }
    jobs
}

fn borrowed_jobs<'j>(
    schema: &'j Schema,
    selection: &'j Selection,
    borrows: &'j Borrows,
    heavy: &'j Heavy,
) -> impl Iterator<Item = Job> + 'j {
    let constructors = selection.constructors.iter().copied();
    let constructors = constructors.filter(|id| borrows.constructor(*id));
    let types = selection.types.iter().copied();
    let types = types.filter(|id| borrows.boxed_type(*id));
    let functions = selection.functions.iter().copied().filter(|index| {
        let function = &schema.functions[*index];
        let is_heavy = heavy.function(*index).is_heavy;
        function.generics.is_empty() && !is_heavy && borrows.combinator(function)
    });
    let constructors = constructors.map(|id| Job::Constructor(Form::Borrowed, id));
    let types = types.map(|id| Job::Type(Form::Borrowed, id));
    let functions = functions.map(|index| Job::Function(Form::Borrowed, index));
    constructors.chain(types).chain(functions)
}

/// The text of one job and where it goes.
pub fn emit(bindings: &Bindings<'_>, job: Job) -> (ModulePath, String) {
    let names = bindings.names;
    let (path, items) = match job {
        Job::Root => (root_path(), root(bindings)),
        Job::Constructor(form, id) => (
            path(form, "types", &names.constructors[id.0 as usize]),
            constructors::constructor(bindings, form, id),
        ),
        Job::Type(form, id) => (
            path(form, "enums", &names.types[id.0 as usize]),
            enums::boxed_type(bindings, form, id),
        ),
        Job::Function(form, index) => (
            path(form, "functions", &names.functions[index]),
            functions::function(bindings, form, index),
        ),
        Job::GlobalErrors => (beside("errors", &[]), with_data(bindings, errors::global)),
        Job::Errors(index) => (
            beside("errors", &names.functions[index].modules),
            with_data(bindings, |bindings, data| {
                errors::of_function(bindings, data, index)
            }),
        ),
        Job::Client(namespace) => (
            beside("client", &bindings.namespaces[namespace]),
            client::client(bindings, namespace),
        ),
        Job::Server => (beside("server", &[]), with_data(bindings, server::server)),
        Job::Layer(layer) => (
            beside("layers", &[format!("layer{layer}")]),
            history::layer(bindings, layer),
        ),
    };
    let mut text = String::new();
    for item in items {
        format_into(item, &mut text);
    }
    (path, text)
}

fn root(bindings: &Bindings<'_>) -> Vec<TokenStream> {
    let mut items = vec![table::table(bindings), history::tables(bindings)];
    if bindings.any {
        items.push(object::object(bindings));
        items.push(object::any_function(bindings));
    }
    items
}

/// What is only there with side data.
fn with_data<'b>(
    bindings: &'b Bindings<'_>,
    items: impl Fn(&'b Bindings<'_>, &'b SideData) -> Vec<TokenStream>,
) -> Vec<TokenStream> {
    let data = bindings.side_data;
    data.map(|data| items(bindings, data)).unwrap_or_default()
}

fn beside(top: &'static str, modules: &[String]) -> ModulePath {
    ModulePath {
        top: Some(top),
        modules: modules.to_vec(),
    }
}

fn root_path() -> ModulePath {
    ModulePath {
        top: None,
        modules: Vec::new(),
    }
}

fn path(form: Form, top: &'static str, name: &ItemName) -> ModulePath {
    match form {
        Form::Owned => ModulePath {
            top: Some(top),
            modules: name.modules.clone(),
        },
        Form::Borrowed => ModulePath {
            top: Some("borrowed"),
            modules: std::iter::once(top.to_owned())
                .chain(name.modules.iter().cloned())
                .collect(),
        },
    }
}
