//! What contains itself: by value (a representation in memory needs a pointer), at
//! all (a decoder has to limit the depth), and always (no value of it is finite).

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::graph;
use crate::schema::{Combinator, ConstructorId, Param, Schema, Ty, TyArg, TypeId};

/// Marks types, constructors and fields, and reports types without finite values.
pub fn mark(schema: &mut Schema, diagnostics: &mut Diagnostics) {
    mark_recursive_fields(schema);
    mark_nesting(schema);
    let heights = Heights::compute(schema);
    heights.mark(schema);
    set_min_sizes(schema, &heights);
    warn_uninhabited(schema, diagnostics);
}

/// Types come first, constructors behind them.
fn node(schema: &Schema, target: Target) -> usize {
    match target {
        Target::Type(id) => id.0 as usize,
        Target::Constructor(id) => schema.types.len() + id.0 as usize,
    }
}

#[derive(Clone, Copy)]
enum Target {
    Type(TypeId),
    Constructor(ConstructorId),
}

/// Which parts of a type count.
#[derive(Clone, Copy, PartialEq)]
enum Reach {
    /// Only what lies in the value itself.
    ByValue,
    /// What lies behind vectors too.
    Through,
}

fn targets(ty: &Ty, reach: Reach, found: &mut Vec<Target>) {
    let args = match ty {
        Ty::Boxed(id, args) => {
            found.push(Target::Type(*id));
            args
        }
        Ty::Bare(id, args) => {
            found.push(Target::Constructor(*id));
            args
        }
        Ty::Vector { element, .. } if reach == Reach::Through => {
            return targets(element, reach, found);
        }
        Ty::Repeat { params, .. } if reach == Reach::Through => {
            return params
                .iter()
                .for_each(|param| targets(&param.ty, reach, found));
        }
        _ => return,
    };
    for arg in args {
        if let TyArg::Type(ty) = arg {
            targets(ty, reach, found);
        }
    }
}

fn edges(schema: &Schema, reach: Reach) -> Vec<Vec<usize>> {
    let of_types = schema.types.iter().map(|ty| {
        ty.constructors
            .iter()
            .map(|id| node(schema, Target::Constructor(*id)))
            .collect()
    });
    let of_constructors = schema.constructors.iter().map(|constructor| {
        let mut found = Vec::new();
        for param in &constructor.params {
            targets(&param.ty, reach, &mut found);
        }
        found
            .into_iter()
            .map(|target| node(schema, target))
            .collect()
    });
    of_types.chain(of_constructors).collect()
}

fn mark_recursive_fields(schema: &mut Schema) {
    let components = graph::components(&edges(schema, Reach::ByValue)).component;
    let mut marked = Vec::new();
    for (index, constructor) in schema.constructors.iter().enumerate() {
        let own = components[schema.types.len() + index];
        for (field, param) in constructor.params.iter().enumerate() {
            let mut found = Vec::new();
            targets(&param.ty, Reach::ByValue, &mut found);
            if found
                .into_iter()
                .any(|target| components[node(schema, target)] == own)
            {
                marked.push((index, field));
            }
        }
    }
    for (index, field) in marked {
        schema.constructors[index].params[field].is_recursive = true;
    }
}

fn mark_nesting(schema: &mut Schema) {
    let edges = edges(schema, Reach::Through);
    let components = graph::components(&edges);
    let types = schema.types.len();
    for (index, ty) in schema.types.iter_mut().enumerate() {
        ty.nests = components.cyclic[index];
    }
    // A bare use within the cycle: no boxed type between that would count the depth.
    for (node, targets) in edges.iter().enumerate().skip(types) {
        for &target in targets {
            if target >= types && components.component[target] == components.component[node] {
                schema.constructors[target - types].nests = true;
            }
        }
    }
}

/// How deep the shallowest value of each constructor and type is; `None` for those
/// that have no finite value.
struct Heights {
    constructors: Vec<Option<u32>>,
    types: Vec<Option<u32>>,
}

impl Heights {
    fn compute(schema: &Schema) -> Self {
        let mut heights = Self {
            constructors: vec![None; schema.constructors.len()],
            types: vec![None; schema.types.len()],
        };
        while heights.improve(schema) {}
        heights
    }

    /// One round; whether anything became known.
    fn improve(&mut self, schema: &Schema) -> bool {
        let mut changed = false;
        for (index, constructor) in schema.constructors.iter().enumerate() {
            if self.constructors[index].is_none() {
                self.constructors[index] = self.of_params(&constructor.params);
                changed |= self.constructors[index].is_some();
            }
        }
        for (index, ty) in schema.types.iter().enumerate() {
            if self.types[index].is_none() {
                let least = ty
                    .constructors
                    .iter()
                    .filter_map(|id| self.constructors[id.0 as usize])
                    .min();
                self.types[index] = least.map(|height| height + 1);
                changed |= least.is_some();
            }
        }
        changed
    }

    fn of_params(&self, params: &[Param]) -> Option<u32> {
        params
            .iter()
            .filter(|param| param.condition.is_none())
            .try_fold(0, |height, param| {
                Some(height.max(self.of_type(&param.ty)?))
            })
    }

    fn of_type(&self, ty: &Ty) -> Option<u32> {
        match ty {
            Ty::Boxed(id, _) => self.types[id.0 as usize],
            Ty::Bare(id, _) => self.constructors[id.0 as usize].map(|height| height + 1),
            Ty::Repeat { params, .. } => self.of_params(params),
            _ => Some(0),
        }
    }

    fn mark(&self, schema: &mut Schema) {
        for ty in &mut schema.types {
            ty.shallowest = ty
                .constructors
                .iter()
                .filter_map(|id| Some((self.constructors[id.0 as usize]?, *id)))
                .min()
                .map(|(_, id)| id);
        }
    }
}

fn set_min_sizes(schema: &mut Schema, heights: &Heights) {
    // Constructors with finite values contain each other in order of their height.
    let mut order: Vec<_> = (0..schema.constructors.len()).collect();
    order.sort_by_key(|&index| heights.constructors[index]);
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
