//! The checked schema: every name resolved, every id known. Nobody behind this
//! model looks up a name again.

mod builtin;
mod documented;
mod ids;
mod listing;

use std::ops::Range;

use arcstr::Substr;

use crate::source::Span;
use crate::text::UntrustedText;

pub use crate::resolve::Indistinct;
pub use builtin::Builtin;

/// A piece of the text of a schema: it shares the memory of the source.
pub type Text = Substr;

/// A type of a [`Schema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub u32);

/// A constructor of a [`Schema`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConstructorId(pub u32);

/// A variable of a combinator: an optional argument or a field. Numbered from 0 in
/// the order of declaration, nested repetitions included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VarId(pub u32);

/// Everything that a set of source files declares.
#[derive(Debug, Clone, Default)]
pub struct Schema {
    /// The layer that a `// LAYER n` comment names; none if there is no such comment
    /// or several that differ.
    pub layer: Option<u32>,
    /// The boxed types, in the order of their first constructor.
    pub types: Vec<Type>,
    /// The constructors, in order.
    pub constructors: Vec<Combinator>,
    /// The functions, in order.
    pub functions: Vec<Combinator>,
}

impl Schema {
    /// The type behind an id of this schema.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// The constructor behind an id of this schema.
    pub fn constructor(&self, id: ConstructorId) -> &Combinator {
        &self.constructors[id.0 as usize]
    }

    /// The ids of all types, in order.
    pub fn type_ids(&self) -> impl Iterator<Item = TypeId> + use<> {
        (0..self.types.len() as u32).map(TypeId)
    }

    /// The type of each constructor, in order; none if its result is no type.
    pub fn types_of_constructors(&self) -> Vec<Option<TypeId>> {
        let mut types = vec![None; self.constructors.len()];
        for id in self.type_ids() {
            for constructor in &self.ty(id).constructors {
                types[constructor.0 as usize] = Some(id);
            }
        }
        types
    }

    /// Constructors and functions, in order.
    pub fn combinators(&self) -> impl Iterator<Item = &Combinator> {
        self.constructors.iter().chain(&self.functions)
    }
}

/// A boxed type.
#[derive(Debug, Clone)]
pub struct Type {
    /// Its name with the namespace.
    pub name: Text,
    /// Its name in the result of its first constructor.
    pub span: Span,
    /// The kinds of its arguments.
    pub params: Vec<Kind>,
    /// Its constructors, in order.
    pub constructors: Vec<ConstructorId>,
    /// Whether values of it can contain values of it, through vectors too: a decoder
    /// has to limit how deep.
    pub nests: bool,
    /// Whether every implementation has it built in (`Bool`, `Vector`, `Int128` ...).
    pub is_builtin: bool,
    /// The constructor with the shallowest finite value; of equals, the one with the fewest
    /// arguments, and of those the first. None if every value of the
    /// type contains another one of it.
    pub shallowest: Option<ConstructorId>,
    /// What `//@class Name @description` says of it; see [`Combinator::doc`].
    pub doc: Option<UntrustedText>,
}

/// What an argument of a type stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// `Type`
    Type,
    /// `#`
    Nat,
}

/// A constructor or function.
#[derive(Debug, Clone)]
pub struct Combinator {
    /// Its name with the namespace; `_` for the default constructor of a type.
    pub name: Text,
    /// Where the name stands.
    pub span: Span,
    /// The id that is put on the wire.
    pub id: u32,
    /// Where the id is written; the name if it is not.
    pub id_span: Span,
    /// Where that id comes from.
    pub id_source: IdSource,
    /// The layer of the `===N===` block that it stands in.
    pub layer: Option<u32>,
    /// The last of the older layers that had it, if the schema itself does not have it:
    /// [`Schema::add_older`].
    pub until: Option<u32>,
    /// The optional arguments.
    pub generics: Vec<Generic>,
    /// The arguments that are serialized, in order.
    pub params: Vec<Param>,
    /// The type that it belongs to or, for a function, the type of the answer.
    pub result: Ty,
    /// The declaration in canonical form, with its id if one was written.
    pub tl: Text,
    /// Whether every implementation has it built in (`vector`, `boolTrue` ...).
    pub is_builtin: bool,
    /// Whether values of it can contain values of it without a boxed type between.
    pub nests: bool,
    /// The fewest bytes that a bare value takes.
    pub min_size: usize,
    /// What the documentation comments before it say of it, as TDLib's schemas have them:
    /// the text of `//@description`. The lines of an item are joined by one space, as TDLib's
    /// generator joins what goes on behind `//-`. Not Markdown: a `<` is a `<`. Hidden
    /// characters are replaced by their visible form ([`UntrustedText`]). None if there
    /// is no such comment, or no text in it; of two, the first one. Other comments are no
    /// documentation.
    pub doc: Option<UntrustedText>,
}

impl Combinator {
    /// The argument that declares `param`, one of this combinator's, in canonical form.
    /// Several names in parentheses share one.
    pub fn param_tl(&self, param: &Param) -> &str {
        &self.tl[param.tl.start as usize..param.tl.end as usize]
    }

    /// The type of `param` as it is written, without its name and condition: `string` of
    /// `title:flags.4?string`. A repetition is written whole.
    pub fn type_tl(&self, param: &Param) -> &str {
        let tl = self.param_tl(param);
        let inner = tl.strip_prefix('(').and_then(|it| it.strip_suffix(')'));
        let tl = inner.unwrap_or(tl);
        // A colon in a repetition belongs to its own fields.
        let named = tl.find('[').unwrap_or(tl.len());
        let ty = tl[..named].find(':').map_or(tl, |colon| &tl[colon + 1..]);
        match (param.condition, ty.split_once('?')) {
            (Some(_), Some((_, ty))) => ty,
            _ => ty,
        }
    }

    /// The result as it is written: `ExportedChatInvite` of `.. = ExportedChatInvite`.
    pub fn result_tl(&self) -> &str {
        let tl = self.tl.as_str();
        let result = tl.rsplit_once(" = ").or(tl.rsplit_once(" => "));
        result.map_or("", |(_, result)| result)
    }
}

/// Where the id of a combinator comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdSource {
    /// It is written, and equal to what one of the two rules computes.
    Agrees,
    /// It is written, and no rule computes it.
    Differs {
        /// What the official rule computes.
        official: u32,
        /// What Telegram's ids would be.
        telegram: u32,
    },
    /// None is written: it is computed by the official rule.
    Computed,
}

/// An optional argument, `{X:Type}`.
#[derive(Debug, Clone)]
pub struct Generic {
    /// Its name.
    pub name: Text,
    /// What it stands for.
    pub kind: Kind,
    /// Its number among the variables.
    pub var: VarId,
}

/// A field.
#[derive(Debug, Clone)]
pub struct Param {
    /// Its name; none if it is anonymous or `_`.
    pub name: Option<Text>,
    /// Its number among the variables.
    pub var: VarId,
    /// Where its type stands.
    pub span: Span,
    /// Where its declaration lies in [`Combinator::tl`].
    pub(crate) tl: Range<u32>,
    /// The type.
    pub ty: Ty,
    /// When it is there at all; none for always.
    pub condition: Option<Condition>,
    /// Whether `!` stands before the type: the value is a function.
    pub exclamation: bool,
    /// Whether it is a `#` that a condition refers to. Other `#` are data.
    pub is_flags: bool,
    /// Whether its type contains the combinator by value, so that a representation
    /// in memory needs a pointer.
    pub is_recursive: bool,
    /// What `//@name` says of it, where `name` is its name (or `//@param_name`, which a field
    /// called `description` needs); see [`Combinator::doc`].
    pub doc: Option<UntrustedText>,
}

impl Param {
    /// Whether it is `name:flags.N?true`: all of its value is the bit.
    pub fn is_bit(&self) -> bool {
        self.condition.is_some() && self.ty == Ty::Builtin(Builtin::True)
    }
}

/// `flags.3?`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition {
    /// The `#` whose bit is looked at.
    pub word: VarId,
    /// The bit, 0 to 31.
    pub bit: u8,
}

/// A resolved type expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ty {
    /// `#`
    Nat,
    /// A built-in type, bare.
    Builtin(Builtin),
    /// A built-in type behind the id of its declaration: `Int`, `String`.
    BoxedBuiltin(Builtin),
    /// `Bool`
    Bool,
    /// Any boxed value of the schema: `Object`, `object`.
    Object,
    /// Any function of the schema: `Function`, `function`.
    Function,
    /// A type: the id of one of its constructors, then that constructor's fields.
    Boxed(TypeId, Box<[TyArg]>),
    /// A constructor: its fields alone.
    Bare(ConstructorId, Box<[TyArg]>),
    /// `Vector t` or, without its id, `vector t`.
    Vector {
        /// Whether the id is left out.
        bare: bool,
        /// The type of the elements.
        element: Box<Ty>,
    },
    /// A type variable.
    Var(VarId),
    /// `n*[ ... ]`
    Repeat {
        /// How often.
        count: Nat,
        /// What.
        params: Box<[Param]>,
    },
}

/// An argument of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TyArg {
    /// For a parameter of kind [`Kind::Type`].
    Type(Ty),
    /// For a parameter of kind [`Kind::Nat`].
    Nat(Nat),
}

/// `n+1`: at most one variable and a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nat {
    /// The variable.
    pub variable: Option<VarId>,
    /// What is added to it.
    pub plus: u32,
}

impl PartialEq for Param {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.ty == other.ty && self.condition == other.condition
    }
}

impl Eq for Param {}
