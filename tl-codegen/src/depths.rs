//! How deep values can lie in each other, those that contain themselves apart, which the reader
//! counts.

use tl_parser::Schema;
use tl_parser::graph::{Components, Graph, components};
use tl_parser::schema::{Combinator, ConstructorId, Param, Ty, TypeId};

use crate::borrow::innermost;
use crate::layout::Layout;

/// How deep types lie in each other before a warning, in steps that rustc takes to see that a type is
/// `Send`. By default it takes 128; the rest is left for the types of callers.
const DEEP: u64 = 100;

/// How deep types may lie in each other, in the same steps: each takes stack.
const DEEPEST: u64 = 4_000;

/// How many bytes the structs that lie in each other may have together. Unoptimized code takes about
/// four times as much of the stack.
const MOST_STACK: u64 = 128 << 10;

/// The largest struct that can contain itself, which it can do as often as `Limits::depth` says.
const LARGEST_RECURSIVE: usize = 4096;

/// The depths of all combinators.
pub struct Depths {
    /// The number of types and constructors: the nodes of types come first, then those of
    /// constructors and of functions.
    types: usize,
    constructors: usize,
    nodes: Vec<Depth>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Depth {
    /// With all that it holds.
    whole: Path,
    /// What it holds.
    held: Path,
    size: usize,
    is_cyclic: bool,
}

/// The longest path, in steps of rustc and in bytes of structs.
#[derive(Debug, Clone, Copy, Default)]
struct Path {
    steps: u64,
    bytes: u64,
}

impl Path {
    fn max(self, other: Self) -> Self {
        Self {
            steps: self.steps.max(other.steps),
            bytes: self.bytes.max(other.bytes),
        }
    }

    fn then(self, other: Self) -> Self {
        Self {
            steps: self.steps.saturating_add(other.steps),
            bytes: self.bytes.saturating_add(other.bytes),
        }
    }
}

impl Depths {
    pub fn new(schema: &Schema, layout: &Layout) -> Self {
        let graph = holds(schema);
        let Components { component, cyclic } = components(&graph);
        let own: Vec<_> = own_paths(schema, layout);
        // Components are numbered in reverse: what a node holds has a smaller number, or its own.
        let mut order: Vec<_> = (0..graph.nodes()).collect();
        order.sort_by_key(|node| component[*node]);
        let mut deepest = vec![Path::default(); graph.nodes()];
        let mut nodes = vec![Depth::default(); graph.nodes()];
        for node in order {
            let same = component[node];
            let held = graph.successors(node).map(|to| deepest[component[to]]);
            let held = held.fold(deepest[same], Path::max);
            let (size, path) = own[node];
            let whole = match cyclic[node] {
                true => held,
                false => held.then(path),
            };
            deepest[same] = whole;
            nodes[node] = Depth {
                whole,
                held,
                size,
                is_cyclic: cyclic[node],
            };
        }
        Self {
            types: schema.types.len(),
            constructors: schema.constructors.len(),
            nodes,
        }
    }

    /// Why a constructor cannot be decoded, if it cannot.
    pub fn constructor(&self, id: ConstructorId) -> Option<String> {
        reason(self.nodes[self.types + id.0 as usize])
    }

    /// Whether a constructor is deeper than rustc takes by default.
    pub fn is_deep(&self, id: ConstructorId) -> bool {
        self.nodes[self.types + id.0 as usize].whole.steps > DEEP
    }

    /// Why a function cannot be decoded, if it cannot.
    pub fn function(&self, index: usize) -> Option<String> {
        reason(self.nodes[self.types + self.constructors + index])
    }
}

/// Of what is too deep, only the first is reported.
fn reason(depth: Depth) -> Option<String> {
    let Depth {
        whole,
        held,
        size,
        is_cyclic,
    } = depth;
    if whole.steps > DEEPEST && held.steps <= DEEPEST {
        return Some(format!("more than {DEEPEST} types lie in each other"));
    }
    if whole.bytes > MOST_STACK && held.bytes <= MOST_STACK {
        let most = MOST_STACK >> 10;
        return Some(format!(
            "the structs that lie in each other have more than {most} KiB"
        ));
    }
    (is_cyclic && size > LARGEST_RECURSIVE).then(|| {
        format!(
            "its struct has {size} bytes and can contain itself; {LARGEST_RECURSIVE} are allowed"
        )
    })
}

/// From each type to its constructors, from each combinator to what its fields hold, through vectors
/// too.
fn holds(schema: &Schema) -> Graph {
    let types = schema.types.len();
    let nodes = types + schema.constructors.len() + schema.functions.len();
    let mut graph = Graph::with_capacity(nodes);
    let constructor = |id: ConstructorId| types + id.0 as usize;
    for ty in &schema.types {
        let constructors = ty.constructors.iter();
        constructors.for_each(|id| graph.add_edge(constructor(*id)));
        graph.finish_node();
    }
    for combinator in schema.combinators() {
        for param in &combinator.params {
            match innermost(&param.ty) {
                Ty::Boxed(id, _) => graph.add_edge(id.0 as usize),
                Ty::Bare(id, _) => graph.add_edge(constructor(*id)),
                _ => {}
            }
        }
        graph.finish_node();
    }
    graph
}

/// The size of each node and what it adds to a path, in the order of the nodes.
fn own_paths(schema: &Schema, layout: &Layout) -> Vec<(usize, Path)> {
    let types = schema
        .type_ids()
        .map(|id| (0, enum_steps(schema, layout, id)));
    let ids = (0..).map(ConstructorId).zip(&schema.constructors);
    let constructors = ids.map(|(id, it)| (layout.size(id), struct_steps(it)));
    let functions = schema.functions.iter().enumerate();
    let functions = functions.map(|(at, it)| (layout.function_size(at), struct_steps(it)));
    let all = types.chain(constructors).chain(functions);
    let with_bytes = all.map(|(size, steps)| {
        let bytes = size as u64;
        (size, Path { steps, bytes })
    });
    with_bytes.collect()
}

const BOX_STEPS: u64 = 2;
const VEC_STEPS: u64 = 3;

fn enum_steps(schema: &Schema, layout: &Layout, id: TypeId) -> u64 {
    let mut constructors = schema.ty(id).constructors.iter();
    match constructors.any(|id| layout.is_boxed(*id)) {
        true => 1 + BOX_STEPS,
        false => 1,
    }
}

/// The struct itself, and what is around the field that has most around it.
fn struct_steps(combinator: &Combinator) -> u64 {
    let params = combinator.params.iter();
    let held = params.filter(|it| matches!(innermost(&it.ty), Ty::Boxed(..) | Ty::Bare(..)));
    1 + held.map(field_steps).max().unwrap_or_default()
}

fn field_steps(param: &Param) -> u64 {
    let mut steps = u64::from(param.condition.is_some());
    if param.is_recursive {
        steps += BOX_STEPS;
    }
    let mut ty = &param.ty;
    while let Ty::Vector { element, .. } = ty {
        steps += VEC_STEPS;
        ty = element;
    }
    steps
}
