//! The format as it is written: a struct an object, in the order of the keys.
//!
//! Nothing here refers to anything by its position: constructors are named, with the id
//! beside it, and variables have a name that is unique in their combinator.

use serde::{Deserialize, Serialize};

/// The version of the format. It is raised when a key goes or changes its meaning, not
/// when one is added.
pub const FORMAT: u32 = 1;

/// A whole schema.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Model {
    pub format: u32,
    pub layer: Option<u32>,
    pub types: Vec<Type>,
    pub constructors: Vec<Combinator>,
    pub functions: Vec<Combinator>,
}

/// A boxed type.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Type {
    pub name: String,
    pub params: Vec<Kind>,
    pub constructors: Vec<ConstructorRef>,
    pub shallowest: Option<ConstructorRef>,
    pub nests: bool,
    pub builtin: bool,
    pub doc: Option<String>,
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// What an argument of a type, or an optional argument, stands for.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Type,
    Nat,
}

/// A constructor that is referred to.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct ConstructorRef {
    pub name: String,
    pub id: String,
}

/// A constructor or function.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Combinator {
    pub name: String,
    pub id: String,
    pub id_source: IdSource,
    pub section: Section,
    pub layer: Option<u32>,
    pub generics: Vec<Generic>,
    pub params: Vec<Param>,
    pub result: Ty,
    /// Not known of functions, as the next one.
    pub nests: Option<bool>,
    pub min_size: Option<usize>,
    pub builtin: bool,
    pub doc: Option<String>,
    pub tl: String,
    pub file: String,
    pub line: usize,
    pub column: usize,
}

/// Where an id comes from.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdSource {
    Agrees,
    Differs,
    Computed,
}

/// Whether a combinator is a constructor or a function.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Types,
    Functions,
}

/// An optional argument.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Generic {
    pub name: String,
    pub var: String,
    pub kind: Kind,
}

/// A field.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Param {
    pub name: Option<String>,
    pub var: String,
    #[serde(rename = "type")]
    pub ty: Ty,
    pub condition: Option<Condition>,
    pub exclamation: bool,
    pub flags: bool,
    pub recursive: bool,
    pub doc: Option<String>,
    pub tl: String,
}

/// `flags.3?`
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Condition {
    pub var: String,
    pub bit: u8,
}

/// A type expression.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Ty {
    Nat,
    Builtin {
        name: String,
    },
    BoxedBuiltin {
        name: String,
        id: String,
    },
    Bool,
    Object,
    Function,
    Boxed {
        #[serde(rename = "type")]
        ty: String,
        args: Vec<TyArg>,
    },
    Bare {
        constructor: ConstructorRef,
        args: Vec<TyArg>,
    },
    Vector {
        bare: bool,
        element: Box<Ty>,
    },
    Var {
        var: String,
    },
    Repeat {
        count: Nat,
        params: Vec<Param>,
    },
}

/// An argument of a type: an object with one of two keys.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TyArg {
    Type(Ty),
    Nat(Nat),
}

/// `n+1`
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub struct Nat {
    pub var: Option<String>,
    pub plus: u32,
}
