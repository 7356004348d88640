//! What contains itself: by value (a representation in memory needs a pointer), at
//! all (a decoder has to limit the depth), and always (no value of it is finite).

use super::heights::Heights;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph::{self, Graph};
use crate::schema::{Combinator, ConstructorId, Schema, Ty, TyArg, TypeId};

/// Marks types, constructors and fields, and reports types without finite values.
pub fn mark(schema: &mut Schema, diagnostics: &mut Diagnostics) {
    let cycles = mark_nesting(schema);
    mark_recursive_fields(schema, &cycles);
    let heights = Heights::compute(schema);
    heights.mark(schema);
    set_min_sizes(schema, &heights);
    warn_uninhabited(schema, diagnostics);
}

/// The node of a type in the graphs: types come first, constructors behind them.
pub fn type_node(id: TypeId) -> usize {
    id.0 as usize
}

/// The node of a constructor in the graphs.
pub fn constructor_node(schema: &Schema, id: ConstructorId) -> usize {
    schema.types.len() + id.0 as usize
}

/// Which parts of a type count.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Only what lies in the value itself.
    ByValue,
    /// What lies behind vectors too.
    Through,
}

/// Gives the node of each type and constructor that a value holds.
fn targets(schema: &Schema, ty: &Ty, reach: Reach, found: &mut impl FnMut(usize)) {
    let args = match ty {
        Ty::Boxed(id, args) => {
            found(type_node(*id));
            args
        }
        Ty::Bare(id, args) => {
            found(constructor_node(schema, *id));
            args
        }
        Ty::Vector { element, .. } if reach == Reach::Through => {
            return targets(schema, element, reach, found);
        }
        Ty::Repeat { params, .. } if reach == Reach::Through => {
            for param in params {
                targets(schema, &param.ty, reach, found);
            }
            return;
        }
        _ => return,
    };
    for arg in args {
        if let TyArg::Type(ty) = arg {
            targets(schema, ty, reach, found);
        }
    }
}

/// From each type to its constructors, from each constructor to what its fields hold; of
/// the nodes that `is_node` names.
fn edges(schema: &Schema, reach: Reach, is_node: impl Fn(usize) -> bool) -> Graph {
    let mut graph = Graph::with_capacity(schema.types.len() + schema.constructors.len());
    for (index, ty) in schema.types.iter().enumerate() {
        if is_node(index) {
            for id in &ty.constructors {
                graph.add_edge(constructor_node(schema, *id));
            }
        }
        graph.finish_node();
    }
    for (index, constructor) in schema.constructors.iter().enumerate() {
        if is_node(schema.types.len() + index) {
            for param in &constructor.params {
                targets(schema, &param.ty, reach, &mut |node| graph.add_edge(node));
            }
        }
        graph.finish_node();
    }
    graph
}

/// Marks what can contain itself at all, and gives the nodes that can.
fn mark_nesting(schema: &mut Schema) -> Vec<bool> {
    let edges = edges(schema, Reach::Through, |_| true);
    let components = graph::components(&edges);
    let types = schema.types.len();
    for (index, ty) in schema.types.iter_mut().enumerate() {
        ty.nests = components.cyclic[index];
    }
    // A bare use within the cycle: no boxed type between that would count the depth.
    for node in types..edges.nodes() {
        for target in edges.successors(node) {
            if target >= types && components.component[target] == components.component[node] {
                schema.constructors[target - types].nests = true;
            }
        }
    }
    components.cyclic
}

/// Only what lies on a cycle at all can lie on one by value.
fn mark_recursive_fields(schema: &mut Schema, cycles: &[bool]) {
    let components = graph::components(&edges(schema, Reach::ByValue, |node| cycles[node]));
    let mut marked = Vec::new();
    for (index, constructor) in schema.constructors.iter().enumerate() {
        let own = schema.types.len() + index;
        if !components.cyclic[own] {
            continue;
        }
        for (field, param) in constructor.params.iter().enumerate() {
            targets(schema, &param.ty, Reach::ByValue, &mut |node| {
                if components.component[node] == components.component[own] {
                    marked.push((index, field));
                }
            });
        }
    }
    for (index, field) in marked {
        schema.constructors[index].params[field].is_recursive = true;
    }
}

fn set_min_sizes(schema: &mut Schema, heights: &Heights) {
    // Constructors with finite values contain each other in order of their height.
    let mut order: Vec<_> = (0..schema.constructors.len()).collect();
    order.sort_by_key(|&index| heights.constructor(index));
    for index in order {
        let size = min_size_of(schema, &schema.constructors[index]);
        schema.constructors[index].min_size = size;
    }
}

fn min_size_of(schema: &Schema, combinator: &Combinator) -> usize {
    combinator
        .params
        .iter()
        .filter(|param| param.condition.is_none())
        .map(|param| schema.min_size(&param.ty))
        .fold(0, usize::saturating_add)
}

impl Schema {
    /// The fewest bytes that a value of a type takes.
    pub fn min_size(&self, ty: &Ty) -> usize {
        match ty {
            Ty::Builtin(builtin) => builtin.min_size(),
            Ty::BoxedBuiltin(builtin) => 4 + builtin.min_size(),
            Ty::Bare(id, _) => self.constructor(*id).min_size,
            Ty::Vector { bare: false, .. } => 8,
            Ty::Repeat { .. } | Ty::Var(_) => 0,
            Ty::Nat
            | Ty::Bool
            | Ty::Object
            | Ty::Function
            | Ty::Boxed(..)
            | Ty::Vector { bare: true, .. } => 4,
        }
    }
}

fn warn_uninhabited(schema: &Schema, diagnostics: &mut Diagnostics) {
    for ty in schema.types.iter().filter(|ty| ty.shallowest.is_none()) {
        let fields = ty
            .constructors
            .iter()
            .flat_map(|id| &schema.constructor(*id).params);
        let endless = fields
            .filter(|param| param.condition.is_none())
            .find(|param| match &param.ty {
                Ty::Boxed(id, _) => schema.ty(*id).shallowest.is_none(),
                Ty::Bare(..) => true,
                _ => false,
            });
        let span = endless.map_or(ty.span, |param| param.span);
        let message = format!("`{}` has no finite value", ty.name);
        diagnostics.push(Diagnostic::new(Code::Uninhabited, span, message));
    }
}
