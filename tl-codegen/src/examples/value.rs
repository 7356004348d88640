//! A value of each type that makes sense to a reader: what side data gives as an example, or the
//! plainest one that is not empty.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId};

use crate::SideData;
use crate::side_data::{Example, ParamFacts};

/// So many constructors lie in each other at most, before the shallowest ones are taken.
const DEEPEST: usize = 3;

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
pub struct Maker<'s> {
    pub schema: &'s Schema,
    pub data: Option<&'s SideData>,
}

impl Maker<'_> {
    /// The parameters of a function; `None` if one of them has no example.
    pub fn request(&self, index: usize) -> Option<Vec<(usize, Value)>> {
        let function = &self.schema.functions[index];
        if !function.generics.is_empty() {
            return None;
        }
        let facts = self.data.and_then(|data| data.function(index));
        self.fields(function, facts.map(|facts| &facts.params), 0)
    }

    /// A constructor without its id; `None` if one of its parameters has no example.
    pub fn bare(&self, id: ConstructorId) -> Option<Value> {
        self.constructor(id, false, 0)
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
                let id = self.plainest(*id, depth)?;
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
        let constructor = self.schema.constructor(id);
        // A type that always holds itself has no value.
        if depth > 4 * DEEPEST || constructor.name == "_" || !constructor.generics.is_empty() {
            return None;
        }
        let facts = self.data.and_then(|data| data.constructors.get(&id));
        let params = facts.map(|facts| &facts.params);
        Some(Value::Constructor {
            id,
            fields: self.fields(constructor, params, depth + 1)?,
            is_boxed,
        })
    }

    /// The constructor with the fewest required fields, of those that are not called `Empty`.
    fn plainest(&self, id: TypeId, depth: usize) -> Option<ConstructorId> {
        let ty = self.schema.ty(id);
        if depth >= DEEPEST {
            return ty.shallowest;
        }
        let required = |id: &&ConstructorId| {
            let constructor = self.schema.constructor(**id);
            let params = constructor.params.iter();
            let required = params.filter(|it| it.condition.is_none() && !it.is_flags);
            let is_empty = constructor.name.to_lowercase().ends_with("empty");
            (
                is_empty,
                constructor.nests,
                required.count(),
                constructor.name.clone(),
            )
        };
        ty.constructors.iter().min_by_key(required).copied()
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
