//! Which types have strings or bytes in them, also through other types: a borrowed form of these
//! has a lifetime. All others are the same in both forms.

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Ty, TypeId};

use crate::attributes::Externs;

/// The types of a schema that can borrow from their input.
#[derive(Debug, Default)]
pub struct Borrows {
    constructors: Vec<bool>,
    types: Vec<bool>,
}

impl Borrows {
    /// Follows the types until nothing new is found. Whatever holds an external type owns it.
    pub fn new(schema: &Schema, externs: &Externs) -> Self {
        let mut borrows = Self {
            constructors: vec![false; schema.constructors.len()],
            types: vec![false; schema.types.len()],
        };
        while borrows.spread(schema, externs) {}
        borrows
    }

    /// Marks what holds something marked; whether there was any.
    fn spread(&mut self, schema: &Schema, externs: &Externs) -> bool {
        let mut has_grown = false;
        for id in schema.type_ids().filter(|id| !schema.ty(*id).is_builtin) {
            for constructor in &schema.ty(id).constructors {
                let index = constructor.0 as usize;
                let is_new = !self.constructors[index]
                    && !externs.constructors.contains_key(constructor)
                    && self.combinator(schema.constructor(*constructor));
                if is_new {
                    self.constructors[index] = true;
                    self.types[id.0 as usize] = !externs.types.contains_key(&id);
                    has_grown = true;
                }
            }
        }
        has_grown
    }

    /// Whether one of the fields can borrow.
    pub fn combinator(&self, combinator: &Combinator) -> bool {
        combinator.params.iter().any(|param| self.ty(&param.ty))
    }

    /// Whether the struct of a constructor has a borrowed form.
    pub fn constructor(&self, id: ConstructorId) -> bool {
        self.constructors.get(id.0 as usize).is_some_and(|it| *it)
    }

    /// Whether the enum of a type has a borrowed form.
    pub fn boxed_type(&self, id: TypeId) -> bool {
        self.types.get(id.0 as usize).is_some_and(|it| *it)
    }

    /// Whether values of a type can borrow.
    pub fn ty(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Builtin(builtin) | Ty::BoxedBuiltin(builtin) => {
                matches!(builtin, Builtin::String | Builtin::Bytes)
            }
            Ty::Boxed(id, _) => self.boxed_type(*id),
            Ty::Bare(id, _) => self.constructor(*id),
            Ty::Vector { element, .. } => self.ty(element),
            Ty::Nat | Ty::Bool | Ty::Object | Ty::Function | Ty::Var(_) | Ty::Repeat { .. } => {
                false
            }
        }
    }
}
