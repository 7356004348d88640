//! What a build script asks for.

use std::path::{Path, PathBuf};

use tl_parser::{Dialect, Options};

use crate::attributes::{Attributes, ExternPaths};
use crate::read::{self, Input, Model};
use crate::report::Report;
use crate::switches::Switches;
use crate::traits::{Impl, Trait};
use crate::words::UnknownBits;
use crate::{Files, compile, generate, layout, strings};

/// A generator run. Set it up by value, then call [`compile`](Config::compile) in a
/// build script, [`generate`](Config::generate) to get the text, or
/// [`check`](Config::check) to get only what is wrong.
///
/// Where a method takes a *path*, it is matched against TL names: `.` is everything,
/// `messages` a namespace and all in it, `messages.exportChatInvite` or `InputPeer`
/// one combinator or type, and `inputPeerUser.user_id` one field. The more specific
/// path wins; a path that matches nothing is a warning.
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Config {
    inputs: Vec<Input>,
    older: Vec<Input>,
    out_dir: Option<PathBuf>,
    include_file: Option<String>,
    pub(crate) roots: Vec<String>,
    pub(crate) type_attributes: Attributes,
    pub(crate) field_attributes: Attributes,
    pub(crate) extern_paths: ExternPaths,
    pub(crate) extern_object: Option<String>,
    pub(crate) example_path: Option<String>,
    pub(crate) traits: Vec<(String, Trait, Impl)>,
    pub(crate) switches: Switches,
    pub(crate) string_as_bytes: Vec<String>,
    options: Options,
    pub(crate) huge_bytes: bool,
    pub(crate) unknown_bits: Vec<(String, UnknownBits)>,
    pub(crate) side_data: Vec<Input>,
    pub(crate) keep_unknown: Vec<String>,
    pub(crate) length_fields: Vec<(String, String)>,
}

impl Config {
    /// A run without input.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a schema file. All files of a run are one schema.
    pub fn schema(mut self, path: impl AsRef<Path>) -> Self {
        self.inputs.push(Input::File(path.as_ref().to_owned()));
        self
    }

    /// Adds a schema that is not in a file; `name` is what diagnostics call it.
    pub fn source(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.inputs.push(Input::text(name, text));
        self
    }

    /// Adds the same schema as it was in older layers, a file a layer; each names its layer by a
    /// comment `// LAYER 133`. So values of servers and peers that are not up to date are
    /// read, too.
    ///
    /// Constructors and functions that the schema has no more, or declares otherwise, are further
    /// variants and structs, called by the last layer that had them: `UserLayer133`. What is
    /// decoded by an id takes them all; what is encoded is what the caller made. The names of all
    /// others stay as they are.
    ///
    /// `upgrade()` turns a value into one of the newest layer where nothing is lost by it: optional
    /// fields that are new are absent, `int` that has become `long` is widened, and fields
    /// behind other bits move. `HISTORY` lists what is older, and why it cannot be upgraded where that
    /// is so.
    ///
    /// A declaration whose id a newer one has too, with other bytes behind it, cannot be told
    /// apart: it is left out, with a warning.
    pub fn layers(mut self, paths: impl IntoIterator<Item = impl AsRef<Path>>) -> Self {
        let paths = paths.into_iter().map(|path| path.as_ref().to_owned());
        self.older.extend(paths.map(Input::File));
        self
    }

    /// Adds a file of [side data](crate::side_data): texts, errors, callers. All files of a run
    /// are one set of facts about its schema.
    ///
    /// With side data there is a module `errors` beside the others, each function implements
    /// `Call`, and the callers that are known decide which sessions may call it.
    pub fn side_data(mut self, path: impl AsRef<Path>) -> Self {
        self.side_data.push(Input::File(path.as_ref().to_owned()));
        self
    }

    /// As [`side_data`](Config::side_data), of what is not in a file; `name` is what diagnostics call
    /// it.
    pub fn side_data_source(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.side_data.push(Input::text(name, text));
        self
    }

    /// Whether callers not listed in the side data may call a function (default: true). It decides
    /// what compiles with a client, and what a server refuses.
    pub fn unknown_callers(mut self, allowed: bool) -> Self {
        self.switches.unknown_callers = allowed;
        self
    }

    /// Whether there is a module `client` with a `Client` over any transport, which has a method
    /// for each function: `client.messages().export_chat_invite(request).await`. There is
    /// none if it is not set: it costs compile time for each function.
    pub fn client(mut self, wanted: bool) -> Self {
        self.switches.client = wanted;
        self
    }

    /// Whether there is a module `server` with a trait `Handler`, which has a method for each
    /// function, and `serve`, which answers requests by it. There is none if it is not set.
    ///
    /// `serve` takes who is calling, and refuses what [side data](Config::side_data) does not allow them,
    /// whatever wraps it; `serve_unchecked` leaves that to the handler.
    pub fn server(mut self, wanted: bool) -> Self {
        self.switches.server = wanted;
        self
    }

    /// Sets where [`compile`](Config::compile) writes (default: `$OUT_DIR`). Files go into the folder
    /// `tl` below it. Of what is there already, only files whose first line says that
    /// `tl-codegen` generated them are removed, and nothing is written through a symbolic link below
    /// `path`: that is an error.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(path.into());
        self
    }

    /// The name of the file that is to be included, `schema.rs` if it is not set. With
    /// `api.rs` here, write `tl_runtime::include_tl!("api")`. A build script that compiles
    /// several schemas gives each a name of its own; two that write one file, or files whose names
    /// differ only in case, are an error.
    pub fn include_file(mut self, name: impl Into<String>) -> Self {
        self.include_file = Some(name.into());
        self
    }

    /// Generates only what these functions, constructors and types reach. Names are
    /// those of TL: `messages.exportChatInvite`.
    pub fn roots(mut self, roots: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.roots.extend(roots.into_iter().map(Into::into));
        self
    }

    /// Puts an attribute on the structs and enums that `path` matches:
    /// `type_attribute("InputPeer", "#[derive(Eq, Hash)]")`.
    pub fn type_attribute(mut self, path: impl Into<String>, attribute: impl Into<String>) -> Self {
        self.type_attributes.add(path.into(), attribute.into());
        self
    }

    /// Puts an attribute on the fields that `path` matches.
    pub fn field_attribute(
        mut self,
        path: impl Into<String>,
        attribute: impl Into<String>,
    ) -> Self {
        self.field_attributes.add(path.into(), attribute.into());
        self
    }

    /// Uses the Rust type `rust_path` for the boxed type or constructor `name` instead
    /// of generating it. It must implement the runtime's `Encode` and `Decode` (and
    /// `Clone`, `Debug` and `PartialEq`, as far as those that contain it do).
    pub fn extern_path(mut self, name: impl Into<String>, rust_path: impl Into<String>) -> Self {
        self.extern_paths.add(name.into(), rust_path.into());
        self
    }

    /// Lets `Object` hold the values of another schema: what this one does not declare
    /// is read as `rust_path`, such as `crate::api::Object`, and held in the variant
    /// `Extern`. The type must implement the runtime's `Encode`, `Decode` and
    /// `inspect::Inspect`, as the `Object` of every schema does.
    ///
    /// MTProto's service messages need it: `rpc_result` and `message` carry objects
    /// of the API's schema.
    pub fn extern_object(mut self, rust_path: impl Into<String>) -> Self {
        self.extern_object = Some(rust_path.into());
        self
    }

    /// The path of the bindings as other crates write it, such as `my_bindings::api`. With it the
    /// documentation of each function has an example, which `cargo test --doc` compiles; it
    /// needs the crate `tl-runtime` under that name.
    ///
    /// Values are those that side data gives as examples, and plain ones for the rest. Functions
    /// that wrap others, or take types that are external, have no example; nor have those whose
    /// smallest request has more than 128 values.
    pub fn example_path(mut self, path: impl Into<String>) -> Self {
        self.example_path = Some(path.into());
        self
    }

    /// How the types that `path` matches implement a trait: through their bytes, if
    /// nothing else is said.
    ///
    /// ```
    /// use tl_codegen::{Config, Impl, Trait};
    ///
    /// // `Clone` at full speed for messages, and no `Debug` for keys.
    /// Config::new()
    ///     .implement("Message", Trait::Clone, Impl::Derived)
    ///     .implement("message", Trait::Clone, Impl::Derived)
    ///     .implement("auth", Trait::Debug, Impl::None);
    /// ```
    ///
    /// A type whose impl is derived needs the trait of all that it contains.
    pub fn implement(mut self, path: impl Into<String>, wanted: Trait, how: Impl) -> Self {
        self.traits.push((path.into(), wanted, how));
        self
    }

    /// Leaves `Debug` out for the types that `path` matches.
    pub fn skip_debug(self, path: impl Into<String>) -> Self {
        self.implement(path, Trait::Debug, Impl::None)
    }

    /// Whether structs have `new` and `with_*`; they have if it is not set.
    pub fn constructors(mut self, wanted: bool) -> Self {
        self.switches.constructors = wanted;
        self
    }

    /// Whether structs and the enums that hold them convert into each other, by `From`
    /// and `TryFrom`; they do if it is not set.
    pub fn conversions(mut self, wanted: bool) -> Self {
        self.switches.conversions = wanted;
        self
    }

    /// Whether any value can be decoded by its id alone: the enums `Object` and
    /// `AnyFunction`, and `Decode` of functions, which servers need. It can if it is not
    /// set. A schema with fields of these types has them in any case.
    pub fn any(mut self, wanted: bool) -> Self {
        self.switches.any = wanted;
        self
    }

    /// Whether each type implements `tl_runtime::inspect::Inspect`, which JSON needs;
    /// it does if it is not set.
    pub fn inspect(mut self, wanted: bool) -> Self {
        self.switches.inspect = wanted;
        self
    }

    /// Whether types implement serde's `Serialize` and `Deserialize`, in TL-JSON's shape.
    /// They do not if it is not set: `to_json`, `from_json` and serde's `Json` wrapper of
    /// the runtime need no impls. It takes `inspect`, and the runtime's feature `serde`.
    pub fn serde(mut self, wanted: bool) -> Self {
        self.switches.serde = wanted;
        self
    }

    /// Whether there is a module `borrowed` beside the others, with a second form of all
    /// that has strings or bytes: `borrowed::types::User<'a>` with `&'a str` and
    /// `&'a [u8]`, which is decoded without a copy (`DecodeRef::from_slice`), encoded
    /// without owning anything, and turned into the other form by `into_owned`. There is
    /// none if it is not set.
    pub fn borrowed(mut self, wanted: bool) -> Self {
        self.switches.borrowed = wanted;
        self
    }

    /// Makes the strings that `path` matches `Vec<u8>`: `.`, a namespace, `resPQ`, or one
    /// field, `resPQ.pq`.
    ///
    /// MTProto says `string` where the bytes are no text. A string that is not UTF-8 is an
    /// error where this is not set.
    pub fn string_as_bytes(mut self, path: impl Into<String>) -> Self {
        self.string_as_bytes.push(path.into());
        self
    }

    /// Reads the schema in a dialect: VK's annotations and `=>`, or mtcute's bare results.
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.options = self.options.dialect(dialect);
        self
    }

    /// Lets strings and bytes be 2^24 bytes and longer, in the form of TDLib and TON: 0xff
    /// and seven bytes of length before them. Off if it is not set: Telegram has no such
    /// form, so that encoding fails and decoding refuses 0xff.
    pub fn huge_bytes(mut self, allowed: bool) -> Self {
        self.huge_bytes = allowed;
        self
    }

    /// What becomes of the bits of flags words that no field stands for, for the words
    /// that `path` matches: `.`, a namespace, `liteServer.lookupBlock`, or one word,
    /// `liteServer.lookupBlock.mode`.
    ///
    /// TON needs [`UnknownBits::Keep`]: bits without a field select there how a request
    /// is meant and what its answer holds.
    pub fn unknown_bits(mut self, path: impl Into<String>, bits: UnknownBits) -> Self {
        self.unknown_bits.push((path.into(), bits));
        self
    }

    /// Keeps the bytes of values that cannot be read because a constructor is not known: the enums of
    /// the types that `path` matches have a variant `Unknown` for them (`UnknownConstructor` where the
    /// type has an `Unknown`). `Object` is one of these types, `.` is all.
    ///
    /// Where a value ends that nobody can read is known at the end of the input, so it can be the
    /// last of a message, as the result of an `rpc_result` is, and behind a
    /// [length](Config::length_field). It is an error where more comes behind it. Values inside may be
    /// what is unknown: then the whole is kept that has such a variant.
    ///
    /// ```
    /// // A container keeps the other messages when one of them has an unknown body.
    /// tl_codegen::Config::new()
    ///     .keep_unknown("Object")
    ///     .length_field("message.body", "bytes");
    /// ```
    pub fn keep_unknown(mut self, path: impl Into<String>) -> Self {
        self.keep_unknown.push(path.into());
        self
    }

    /// Says that the `int` field `length` of the same combinator is the length of `field` in bytes:
    /// what is decoded must have just that length, and what is unknown in it ends there. What is
    /// encoded has the length that the caller gives.
    pub fn length_field(mut self, field: impl Into<String>, length: impl Into<String>) -> Self {
        self.length_fields.push((field.into(), length.into()));
        self
    }

    /// Generates, writes below `$OUT_DIR/tl`, and tells cargo which files matter.
    ///
    /// Prints nothing but cargo's directives unless something is wrong; a path that
    /// matches nothing is shown as a warning of the build. Files are written only if they
    /// changed, so that nothing is rebuilt without need.
    ///
    /// On an error, all findings go to stderr, one `cargo::error` line each to
    /// stdout, and the process ends with exit code 1; nothing is written then.
    pub fn compile(self) {
        compile::compile(&self);
    }

    /// Generates without writing or printing anything.
    ///
    /// Decoding any input takes bounded time, memory and stack, whatever the schema is. So a schema is
    /// refused if a constructor holds more than 4,000 values without bytes, if the structs that lie in
    /// each other have more than 128 KiB, if a struct of more than 4 KiB can contain itself, or if
    /// types lie thousands deep in each other. Types deeper than rustc's default `recursion_limit` get
    /// a warning.
    ///
    /// # Errors
    ///
    /// All that is wrong with the schema or with this configuration. Warnings alone are
    /// no error; [`generate_with_warnings`](Config::generate_with_warnings) gives them too.
    pub fn generate(&self) -> Result<Files, Report> {
        self.generate_with_warnings().map(|(files, _)| files)
    }

    /// As [`generate`](Config::generate), with the warnings beside the files.
    ///
    /// # Errors
    ///
    /// All that is wrong with the schema or with this configuration.
    pub fn generate_with_warnings(&self) -> Result<(Files, Report), Report> {
        let (model, report) = self.read();
        match model {
            Some(mut model) if !report.has_errors() => {
                layout::point_to_large_fields(&mut model.schema);
                generate::generate(self, &model, report)
            }
            _ => Err(report),
        }
    }

    /// What is wrong with the schema or with this configuration, warnings included.
    pub fn check(&self) -> Report {
        let (model, mut report) = self.read();
        if let Some(mut model) = model {
            layout::point_to_large_fields(&mut model.schema);
            generate::plan(self, &model, &mut report);
            report.diagnostics.sort();
        }
        report
    }

    /// The files that are read, for cargo to watch.
    pub(crate) fn input_files(&self) -> impl Iterator<Item = &Path> {
        let inputs = self.inputs.iter().chain(&self.older);
        let inputs = inputs.chain(&self.side_data);
        inputs.filter_map(Input::path)
    }

    /// The directory that has the folder `tl`.
    pub(crate) fn output_dir(&self) -> Option<PathBuf> {
        let given = self.out_dir.clone();
        given.or_else(|| std::env::var_os("OUT_DIR").map(PathBuf::from))
    }

    /// The module name that the include file stands for.
    pub(crate) fn module(&self) -> &str {
        let file = self.include_file.as_deref().unwrap_or("schema.rs");
        file.strip_suffix(".rs").unwrap_or(file)
    }

    fn read(&self) -> (Option<Model>, Report) {
        let (mut model, mut report) = read::read(&self.inputs, &self.older, self.options);
        if let Some(model) = &mut model {
            strings::apply(&self.string_as_bytes, &mut model.schema, &mut report);
        }
        (model, report)
    }
}
