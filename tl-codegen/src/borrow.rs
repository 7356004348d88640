//! Which types have strings or bytes in them, also through other types: a borrowed form of these
//! has a lifetime. All others are the same in both forms.

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Ty, TypeId};

use tl_parser::graph::Graph;

use crate::attributes::Externs;
use crate::extent::Heavy;

/// The types of a schema that can borrow from their input.
#[derive(Debug, Default)]
pub struct Borrows {
    constructors: Vec<bool>,
    types: Vec<bool>,
}

impl Borrows {
    /// Goes from what has strings to all that holds it. Whatever holds an external type owns it, and
    /// what is heavy is read into an owned form only.
    pub fn new(schema: &Schema, externs: &Externs, heavy: &Heavy) -> Self {
        let types = schema.types.len();
        let types_of = schema.types_of_constructors();
        let can_borrow = |node: usize| match node.checked_sub(types) {
            None => {
                let id = TypeId(node as u32);
                let is_own = !schema.ty(id).is_builtin && !externs.types.contains_key(&id);
                is_own && !heavy.boxed_type(id).is_heavy
            }
            Some(index) => {
                let id = ConstructorId(index as u32);
                let is_own = !externs.constructors.contains_key(&id);
                let is_declared = types_of[index].is_some_and(|ty| !schema.ty(ty).is_builtin);
                is_own && is_declared && !heavy.constructor(id).is_heavy
            }
        };
        let users = holds(schema).reversed();
        let mut found = vec![false; users.nodes()];
        let has_text = schema.constructors.iter().map(has_text);
        let mut pending: Vec<_> = (types..).zip(has_text).filter(|it| it.1).collect();
        while let Some((node, _)) = pending.pop() {
            if can_borrow(node) && !std::mem::replace(&mut found[node], true) {
                pending.extend(users.successors(node).map(|user| (user, true)));
            }
        }
        let constructors = found.split_off(types);
        Self {
            constructors,
            types: found,
        }
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

/// From each type to its constructors, from each constructor to what its fields hold.
fn holds(schema: &Schema) -> Graph {
    let types = schema.types.len();
    let mut graph = Graph::with_capacity(types + schema.constructors.len());
    for ty in &schema.types {
        for id in &ty.constructors {
            graph.add_edge(types + id.0 as usize);
        }
        graph.finish_node();
    }
    for constructor in &schema.constructors {
        for param in &constructor.params {
            match innermost(&param.ty) {
                Ty::Boxed(id, _) => graph.add_edge(id.0 as usize),
                Ty::Bare(id, _) => graph.add_edge(types + id.0 as usize),
                _ => {}
            }
        }
        graph.finish_node();
    }
    graph
}

/// The type of the elements, however many vectors are around them.
pub fn innermost(mut ty: &Ty) -> &Ty {
    while let Ty::Vector { element, .. } = ty {
        ty = element;
    }
    ty
}

fn has_text(combinator: &Combinator) -> bool {
    let params = combinator.params.iter();
    params.map(|it| innermost(&it.ty)).any(|ty| {
        let (Ty::Builtin(builtin) | Ty::BoxedBuiltin(builtin)) = ty else {
            return false;
        };
        matches!(builtin, Builtin::String | Builtin::Bytes)
    })
}
