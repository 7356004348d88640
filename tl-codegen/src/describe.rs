//! A checked schema to the rows of `tl_runtime::inspect`: ids, names, and fields in that module's
//! notation.
//!
//! ```text
//! (0xa22cbd96, "chatInviteExported", "flags:# revoked:flags.0?true link:string ..",
//!  "ExportedChatInvite")
//! ```

use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId, VarId};
use tl_parser::{Schema, Span};

use crate::layers::{Layers, Older};
use crate::select::unsupported_parts;
use crate::strings::StringTable;
use crate::unknown::{self, UnknownTable};
use crate::words::{self, WordTable, unknown_bits};
use crate::{Config, Report, UnknownBits};

/// A schema as rows, sorted by id: what `tl_runtime::inspect::Table` is made of.
///
/// ```
/// let mut sources = tl_parser::Sources::new();
/// sources.add("pricing.tl", "starsSubscriptionPricing#05416d58 period:int amount:long
///     = StarsSubscriptionPricing;");
/// let schema = tl_parser::check(&sources).schema.expect("a valid schema");
///
/// let description = tl_codegen::Description::new(&schema);
/// let [row] = &description.constructors[..] else { panic!("one constructor is declared") };
/// assert_eq!((row.id, &row.fields[..]), (0x05416d58, "period:int amount:long"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// The constructors, sorted by id; of equal ids, in the order of the schema.
    pub constructors: Vec<Row>,
    /// The functions, sorted by id; of equal ids, in the order of the schema.
    pub functions: Vec<Row>,
    /// The numbers of all rows, constructors first, sorted by name.
    pub names: Vec<u32>,
    /// Whether strings of 2^24 bytes and more have a form.
    pub huge_bytes: bool,
    /// Whether an `Object` keeps the bytes of a value that cannot be read.
    pub keeps_unknown_objects: bool,
    /// What no row can describe, in the order of the schema, constructors first.
    pub refused: Vec<Refused>,
}

/// A constructor or function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its id.
    pub id: u32,
    /// Its name with the namespace; `name#id` if a newer layer has the name.
    pub name: String,
    /// Its fields.
    pub fields: String,
    /// Its type or, of a function, the type of the answer, with marks for what nests.
    pub result: String,
}

impl Row {
    /// The newest combinator has the name alone; an older one has its id too, so that JSON says
    /// which is meant.
    fn part(&mut self, older: Option<Older>) {
        if older.is_some() {
            self.name = format!("{}#{:08x}", self.name, self.id);
        }
    }
}

/// A constructor or function that no row can describe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Its name with the namespace.
    pub name: String,
    /// Where what cannot be described stands.
    pub span: Span,
    /// Why not, as a sentence about it that begins with "it".
    pub reason: &'static str,
}

impl Description {
    /// Describes all of a schema but what is built in, with the default options of [`Config`].
    #[must_use]
    pub fn new(schema: &Schema) -> Self {
        Self::of_all(schema, &Options::default())
    }

    /// As [`new`](Description::new), with the options of a configuration: the bindings that it
    /// generates accept the same bytes. The schema files that it names are not read.
    ///
    /// # Errors
    ///
    /// If an option does not fit the schema.
    pub fn with_config(schema: &Schema, config: &Config) -> Result<Self, Report> {
        let mut report = Report::default();
        let options = Options {
            huge_bytes: config.huge_bytes,
            bytes: StringTable::new(&config.string_as_bytes, schema, &mut report),
            words: words::resolve(&config.unknown_bits, schema, &mut report),
            unknown: unknown::resolve(
                &config.keep_unknown,
                &config.length_fields,
                schema,
                &mut report,
            ),
        };
        match report.has_errors() {
            true => Err(report),
            false => Ok(Self::of_all(schema, &options)),
        }
    }

    fn of_all(schema: &Schema, options: &Options) -> Self {
        let constructors: Vec<_> = (0..)
            .map(ConstructorId)
            .take(schema.constructors.len())
            .collect();
        let functions: Vec<_> = (0..schema.functions.len()).collect();
        Self::of(schema, &constructors, &functions, &options.borrowed())
    }

    /// Describes some constructors, and some functions by their places in the schema.
    pub(crate) fn of<'i>(
        schema: &Schema,
        constructors: impl IntoIterator<Item = &'i ConstructorId>,
        functions: impl IntoIterator<Item = &'i usize>,
        options: &WireOptions<'_>,
    ) -> Self {
        let mut description = Self {
            huge_bytes: options.huge_bytes,
            keeps_unknown_objects: options.unknown.is_kept("Object"),
            ..Self::default()
        };
        let describe = Describe { schema, options };
        let types = schema.types_of_constructors();
        let layers = Layers::new(schema);
        for id in constructors {
            let constructor = schema.constructor(*id);
            if !constructor.is_builtin && description.is_described(constructor, false) {
                let ty = types[id.0 as usize];
                let mut row = describe.constructor(constructor, ty);
                row.part(layers.constructor(*id));
                description.constructors.push(row);
            }
        }
        for index in functions {
            let function = &schema.functions[*index];
            if description.is_described(function, true) {
                let mut row = describe.function(function);
                row.part(layers.function(*index));
                description.functions.push(row);
            }
        }
        description.constructors.sort_by_key(|row| row.id);
        description.functions.sort_by_key(|row| row.id);
        description.names = description.by_name();
        description
    }

    /// Whether there can be a row; if not, says why.
    fn is_described(&mut self, combinator: &Combinator, is_function: bool) -> bool {
        let parts = unsupported_parts(combinator, is_function);
        let refused = parts.iter().map(|(span, reason)| Refused {
            name: combinator.name.to_string(),
            span: *span,
            reason,
        });
        self.refused.extend(refused);
        parts.is_empty()
    }

    fn by_name(&self) -> Vec<u32> {
        let rows = self.constructors.iter().chain(&self.functions);
        let mut named: Vec<_> = (0..)
            .zip(rows)
            .map(|(number, row)| (&row.name, number))
            .collect();
        named.sort_unstable();
        named.into_iter().map(|(_, number)| number).collect()
    }
}

/// The options that decide which bytes a value has.
#[derive(Debug, Default)]
struct Options {
    huge_bytes: bool,
    bytes: StringTable,
    words: WordTable,
    unknown: UnknownTable,
}

impl Options {
    fn borrowed(&self) -> WireOptions<'_> {
        WireOptions {
            huge_bytes: self.huge_bytes,
            bytes: Some(&self.bytes),
            words: &self.words,
            unknown: &self.unknown,
        }
    }
}

/// As [`Options`], borrowed from where they are.
pub(crate) struct WireOptions<'o> {
    pub huge_bytes: bool,
    /// The strings that are `bytes`; none if the schema says it already.
    pub bytes: Option<&'o StringTable>,
    pub words: &'o WordTable,
    pub unknown: &'o UnknownTable,
}

struct Describe<'s> {
    schema: &'s Schema,
    options: &'s WireOptions<'s>,
}

impl Describe<'_> {
    fn constructor(&self, constructor: &Combinator, ty: Option<TypeId>) -> Row {
        let mut result = self.term(constructor, &constructor.result, false);
        if let Some(id) = ty {
            let ty = self.schema.ty(id);
            // Of `Object` the table says it.
            let is_kept = !ty.is_builtin && self.options.unknown.is_kept(&ty.name);
            result += if is_kept { "?" } else { "" };
            result += if ty.nests { "*" } else { "" };
        }
        result += if constructor.nests { "^" } else { "" };
        self.row(constructor, result)
    }

    fn function(&self, function: &Combinator) -> Row {
        self.row(function, self.term(function, &function.result, false))
    }

    fn row(&self, combinator: &Combinator, result: String) -> Row {
        let fields = combinator
            .params
            .iter()
            .map(|param| self.field(combinator, param));
        Row {
            id: combinator.id,
            name: combinator.name.to_string(),
            fields: fields.collect::<Vec<_>>().join(" "),
            result,
        }
    }

    /// `title:flags.4?string`
    fn field(&self, combinator: &Combinator, param: &Param) -> String {
        let name = param.name.as_deref().unwrap_or_default();
        let ty = self.field_type(combinator, param);
        match param.condition {
            None => format!("{name}:{ty}"),
            Some(condition) => {
                let word = name_of(combinator, |it| it.var == condition.word);
                format!("{name}:{word}.{}?{ty}", condition.bit)
            }
        }
    }

    fn field_type(&self, combinator: &Combinator, param: &Param) -> String {
        if param.exclamation {
            return "!".to_owned();
        }
        if param.is_flags {
            let is_all_assigned = unknown_bits(combinator, param) == 0;
            return match self.options.words.get(combinator, param) {
                UnknownBits::Keep => "#keep".to_owned(),
                UnknownBits::Drop if !is_all_assigned => "#drop".to_owned(),
                UnknownBits::Drop | UnknownBits::Refuse => "#".to_owned(),
            };
        }
        let bytes = self.options.bytes;
        let is_bytes = bytes.is_some_and(|table| table.is_bytes(combinator, param));
        let ty = self.term(combinator, &param.ty, is_bytes);
        match self.options.unknown.length_of(combinator, param) {
            None => ty,
            Some(at) => {
                let length = combinator.params[at].name.as_deref().unwrap_or_default();
                format!("[{length}]{ty}")
            }
        }
    }

    fn term(&self, combinator: &Combinator, ty: &Ty, is_bytes: bool) -> String {
        match ty {
            Ty::Nat => "#".into(),
            Ty::Builtin(Builtin::String) if is_bytes => "bytes".into(),
            Ty::BoxedBuiltin(Builtin::String) if is_bytes => "Bytes".into(),
            Ty::Builtin(builtin) => builtin.name().into(),
            Ty::BoxedBuiltin(builtin) => capitalised(builtin.name()),
            Ty::Bool => "Bool".into(),
            Ty::Object => "Object".into(),
            Ty::Function => "!".into(),
            Ty::Boxed(id, _) => self.schema.ty(*id).name.to_string(),
            Ty::Bare(id, _) => format!("%{:08x}", self.schema.constructor(*id).id),
            Ty::Vector { bare, element } => {
                let vector = if *bare { "vector" } else { "Vector" };
                format!("{vector}<{}>", self.term(combinator, element, is_bytes))
            }
            Ty::Var(var) => format!("@{}", asked(combinator, *var)),
            Ty::Repeat { .. } => unreachable!("refused by unsupported_parts"),
        }
    }
}

/// The field whose function answers with a type variable.
fn asked(combinator: &Combinator, var: VarId) -> &str {
    name_of(combinator, |param| {
        param.exclamation && param.ty == Ty::Var(var)
    })
}

fn name_of(combinator: &Combinator, is_it: impl Fn(&Param) -> bool) -> &str {
    let param = combinator.params.iter().find(|param| is_it(param));
    param
        .and_then(|param| param.name.as_deref())
        .unwrap_or_default()
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_ascii_uppercase() + rest
}
