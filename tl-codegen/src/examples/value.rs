//! A value of each type that makes sense to a reader: what side data gives as an example, or the
//! plainest one that is not empty.

use std::cell::Cell;
use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty};

use super::plainest::Plainest;
use crate::SideData;
use crate::side_data::{Example, ParamFacts};

/// So many constructors lie in each other at most, before the shallowest ones are taken.
const DEEPEST: usize = 3;

/// How many values an example has at most. The largest of layer 230 has 31; a schema of a few lines
/// can ask for more than fit into memory.
const MOST_VALUES: usize = 128;

/// So many bytes of text count as a value.
const VALUE_LENGTH: usize = 64;

/// Why there is no example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// A value has no plain form: a function in a function, a type with arguments.
    NotPlain,
    /// The smallest value is larger than an example may be.
    TooLarge,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Of `int` and `#`.
    Int(i64),
    /// Of `long`.
    Long(i64),
    /// Of `double` and `float`.
    Float(f64),
    /// Of `string`.
    Text(String),
    /// Of `bytes`, so many of them.
    Bytes(usize),
    /// Of `int128` and what is like it: so many bytes, always.
    Fixed(usize),
    /// Of `Bool`, and of a flag.
    Bool(bool),
    /// Of a `true` that stands for itself.
    Unit,
    /// Of vectors.
    List(Vec<Value>),
    /// A constructor with the parameters that are there.
    Constructor {
        id: ConstructorId,
        fields: Vec<(usize, Value)>,
        /// Whether its type stands there, not the constructor alone.
        is_boxed: bool,
    },
}

impl Value {
    /// Whether `wanted` holds for each constructor in the value.
    pub fn all_constructors(&self, wanted: &impl Fn(ConstructorId) -> bool) -> bool {
        match self {
            Self::List(values) => values.iter().all(|it| it.all_constructors(wanted)),
            Self::Constructor { id, fields, .. } => {
                let mut fields = fields.iter();
                wanted(*id) && fields.all(|(_, field)| field.all_constructors(wanted))
            }
            _ => true,
        }
    }
}

/// Makes values.
#[derive(Clone, Copy)]
pub struct Maker<'s> {
    pub schema: &'s Schema,
    pub data: Option<&'s SideData>,
    pub plainest: &'s Plainest,
}

impl Maker<'_> {
    /// The parameters of a function.
    pub fn request(self, index: usize) -> Result<Vec<(usize, Value)>, Missing> {
        let function = &self.schema.functions[index];
        if !function.generics.is_empty() {
            return Err(Missing::NotPlain);
        }
        let facts = self.data.and_then(|data| data.function(index));
        let facts = facts.map(|facts| &facts.params);
        self.shortened(|attempt| attempt.fields(function, facts, 0))
    }

    /// A constructor without its id.
    pub fn bare(self, id: ConstructorId) -> Result<Value, Missing> {
        self.shortened(|attempt| attempt.constructor(id, false, 0))
    }

    /// A value that makes sense or, if it is too large, one of the shallowest constructors.
    fn shortened<T>(self, make: impl Fn(&Attempt<'_>) -> Option<T>) -> Result<T, Missing> {
        for deepest in [DEEPEST, 0] {
            let attempt = Attempt {
                maker: self,
                deepest,
                left: Cell::new(Some(MOST_VALUES)),
            };
            match (make(&attempt), attempt.left.get()) {
                (Some(value), _) => return Ok(value),
                (None, Some(_)) => return Err(Missing::NotPlain),
                (None, None) => {}
            }
        }
        Err(Missing::TooLarge)
    }
}

/// A value on its way.
struct Attempt<'s> {
    maker: Maker<'s>,
    /// From which depth on constructors are the shallowest.
    deepest: usize,
    /// How many values it may still have; none if it had too many.
    left: Cell<Option<usize>>,
}

impl Attempt<'_> {
    /// Counts a value with a text of so many bytes.
    fn take(&self, length: usize) -> Option<()> {
        let cost = 1 + length / VALUE_LENGTH;
        let left = self.left.get().and_then(|left| left.checked_sub(cost));
        self.left.set(left);
        left.map(|_| ())
    }

    /// What is required, and of the rest what has an example of its own.
    fn fields(
        &self,
        combinator: &Combinator,
        facts: Option<&BTreeMap<usize, ParamFacts>>,
        depth: usize,
    ) -> Option<Vec<(usize, Value)>> {
        let mut fields = Vec::new();
        for (at, param) in combinator.params.iter().enumerate() {
            let example = facts
                .and_then(|facts| facts.get(&at))
                .and_then(|facts| facts.example.as_ref());
            let is_left_out = param.condition.is_some() && example.is_none();
            if !param.is_flags && !is_left_out {
                fields.push((at, self.param(param, example, depth)?));
            }
        }
        Some(fields)
    }

    fn param(&self, param: &Param, example: Option<&Example>, depth: usize) -> Option<Value> {
        self.take(match example {
            Some(Example::Text(text)) => text.len(),
            _ => 0,
        })?;
        match (example, &param.ty) {
            (Some(Example::Integer(number)), Ty::Builtin(Builtin::Long)) => {
                Some(Value::Long(*number))
            }
            (Some(Example::Integer(number)), _) => Some(Value::Int(*number)),
            (Some(Example::Text(text)), _) => Some(Value::Text(text.clone())),
            (Some(Example::Bool(value)), _) => Some(Value::Bool(*value)),
            (Some(Example::Constructor(id)), _) => self.constructor(*id, true, depth),
            (None, ty) => self.plain(ty, depth),
        }
    }

    fn plain(&self, ty: &Ty, depth: usize) -> Option<Value> {
        match ty {
            Ty::Nat => Some(Value::Int(1)),
            Ty::Builtin(builtin) | Ty::BoxedBuiltin(builtin) => Some(plain_builtin(*builtin)),
            Ty::Bool => Some(Value::Bool(true)),
            Ty::Boxed(id, args) if args.is_empty() => {
                let id = match depth < self.deepest {
                    true => self.maker.plainest.of(*id)?,
                    false => self.maker.schema.ty(*id).shallowest?,
                };
                self.constructor(id, true, depth)
            }
            Ty::Bare(id, args) if args.is_empty() => self.constructor(*id, false, depth),
            Ty::Vector { element, .. } => Some(Value::List(vec![self.plain(element, depth)?])),
            Ty::Boxed(..)
            | Ty::Bare(..)
            | Ty::Object
            | Ty::Function
            | Ty::Var(_)
            | Ty::Repeat { .. } => None,
        }
    }

    fn constructor(&self, id: ConstructorId, is_boxed: bool, depth: usize) -> Option<Value> {
        let constructor = self.maker.schema.constructor(id);
        // A type that always holds itself has no value.
        if depth > 4 * DEEPEST || constructor.name == "_" || !constructor.generics.is_empty() {
            return None;
        }
        let data = self.maker.data;
        let facts = data.and_then(|data| data.constructors.get(&id));
        let params = facts.map(|facts| &facts.params);
        Some(Value::Constructor {
            id,
            fields: self.fields(constructor, params, depth + 1)?,
            is_boxed,
        })
    }
}

fn plain_builtin(builtin: Builtin) -> Value {
    match builtin {
        Builtin::Int => Value::Int(1),
        Builtin::Long => Value::Long(1),
        Builtin::Double | Builtin::Float => Value::Float(0.5),
        Builtin::Int128 => Value::Fixed(16),
        Builtin::Int256 => Value::Fixed(32),
        Builtin::Int512 => Value::Fixed(64),
        Builtin::String => Value::Text("text".to_owned()),
        Builtin::Bytes => Value::Bytes(4),
        Builtin::True => Value::Unit,
    }
}
