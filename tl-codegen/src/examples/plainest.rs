//! The constructor of each type that an example takes.

use tl_parser::Schema;
use tl_parser::schema::{ConstructorId, TypeId};

/// The constructors, by type. They are chosen once: a type may have as many constructors as there are
/// functions that take it.
#[derive(Debug, Default)]
pub struct Plainest {
    types: Vec<Option<ConstructorId>>,
}

impl Plainest {
    /// Of each type the one with the fewest required fields, of those that are not called `Empty`.
    pub fn new(schema: &Schema) -> Self {
        let types = schema.types.iter().map(|ty| {
            let constructors = ty.constructors.iter().copied();
            constructors.min_by_key(|id| key(schema, *id))
        });
        Self {
            types: types.collect(),
        }
    }

    /// The one of a type.
    pub fn of(&self, id: TypeId) -> Option<ConstructorId> {
        self.types.get(id.0 as usize).copied().flatten()
    }
}

fn key(schema: &Schema, id: ConstructorId) -> (bool, bool, usize, &str) {
    let constructor = schema.constructor(id);
    let params = constructor.params.iter();
    let required = params.filter(|it| it.condition.is_none() && !it.is_flags);
    let is_empty = constructor.name.to_lowercase().ends_with("empty");
    (
        is_empty,
        constructor.nests,
        required.count(),
        &constructor.name,
    )
}
