//! What the names of a schema mean in a type expression.

use super::collect::Names;
use crate::schema::{Builtin, ConstructorId, TypeId};

/// What a name means in a type expression where it is no variable.
#[derive(Clone, Copy)]
pub enum Meaning {
    /// `Vector`, or `vector` without its id.
    Vector {
        bare: bool,
    },
    Bool,
    Object,
    Function,
    Builtin(Builtin),
    BoxedBuiltin(Builtin),
    Type(TypeId),
    Constructor(ConstructorId),
}

impl Names<'_, '_> {
    /// Built-in names keep their meaning whatever is declared, except boxed ones: a schema
    /// may declare `Int` with a constructor of its own.
    pub fn add_meanings(&mut self) {
        self.meanings
            .reserve(self.types.len() + self.constructors.len() + 32);
        for (index, declared) in self.constructors.iter().enumerate() {
            let name = declared.combinator.name.text;
            if name != "_" {
                let meaning = Meaning::Constructor(ConstructorId(index as u32));
                // Of the same name in several layers, the first is meant.
                self.meanings.entry(name).or_insert(meaning);
            }
        }
        for (index, ty) in self.types.iter().enumerate() {
            self.meanings
                .insert(ty.name, Meaning::Type(TypeId(index as u32)));
        }
        for (name, builtin) in Builtin::NAMES {
            self.meanings.insert(name, Meaning::Builtin(*builtin));
        }
        for (name, builtin) in Builtin::BOXED_NAMES {
            let boxed = Meaning::BoxedBuiltin(*builtin);
            if *builtin != Builtin::True || !self.meanings.contains_key(name) {
                self.meanings.insert(name, boxed);
            }
        }
        self.meanings.extend([
            ("Vector", Meaning::Vector { bare: false }),
            ("vector", Meaning::Vector { bare: true }),
            ("Bool", Meaning::Bool),
            ("Object", Meaning::Object),
            ("object", Meaning::Object),
            ("Function", Meaning::Function),
            ("function", Meaning::Function),
        ]);
    }
}
