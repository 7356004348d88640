//! How deep the shallowest value of each constructor and type is: what a decoder makes of
//! a broken value, and in which order constructors contain each other.

use std::collections::VecDeque;

use super::recursion::{constructor_node, type_node};
use crate::graph::Graph;
use crate::schema::{Param, Schema, Ty, TypeId};

/// Heights in levels of types and bare constructors; none for what has no finite value.
pub struct Heights {
    constructors: Vec<Option<u32>>,
    types: Vec<Option<u32>>,
}

impl Heights {
    /// Goes up from the constructors that need nothing, level by level.
    pub fn compute(schema: &Schema) -> Self {
        let needs = needs(schema);
        let mut search = Search {
            heights: Self {
                constructors: vec![None; schema.constructors.len()],
                types: vec![None; schema.types.len()],
            },
            missing: Vec::new(),
            types_of: schema.types_of_constructors(),
            reached: VecDeque::new(),
        };
        let nodes = schema.types.len()..needs.nodes();
        search.missing = nodes.map(|node| needs.successors(node).count()).collect();
        search.run(&needs.reversed());
        search.heights
    }

    /// The height of a constructor.
    pub fn constructor(&self, index: usize) -> Option<u32> {
        self.constructors[index]
    }

    /// Notes the shallowest constructor of each type; of equals, the one with the fewest
    /// arguments, and of those, the first.
    pub fn mark(&self, schema: &mut Schema) {
        let Schema {
            types,
            constructors,
            ..
        } = schema;
        for ty in types {
            let heights = ty.constructors.iter().filter_map(|id| {
                let index = id.0 as usize;
                Some((
                    self.constructors[index]?,
                    constructors[index].params.len(),
                    *id,
                ))
            });
            ty.shallowest = heights.min().map(|(.., id)| id);
        }
    }
}

struct Search {
    heights: Heights,
    /// How many of its needs each constructor waits for.
    missing: Vec<usize>,
    /// The type of each constructor.
    types_of: Vec<Option<TypeId>>,
    /// Nodes whose height is known but not yet told to those who need them, lowest first.
    reached: VecDeque<(usize, u32)>,
}

impl Search {
    fn run(&mut self, users: &Graph) {
        let types = self.heights.types.len();
        for constructor in 0..self.missing.len() {
            if self.missing[constructor] == 0 {
                self.settle(constructor, 0);
            }
        }
        while let Some((node, height)) = self.reached.pop_front() {
            for user in users.successors(node) {
                let constructor = user - types;
                self.missing[constructor] -= 1;
                if self.missing[constructor] == 0 {
                    self.settle(constructor, height);
                }
            }
        }
    }

    /// All that a constructor needs is known; the highest of it has `height`.
    fn settle(&mut self, constructor: usize, height: u32) {
        let types = self.heights.types.len();
        self.heights.constructors[constructor] = Some(height);
        self.reached.push_back((types + constructor, height + 1));
        if let Some(ty) = self.types_of[constructor].map(type_node)
            && self.heights.types[ty].is_none()
        {
            self.heights.types[ty] = Some(height + 1);
            self.reached.push_back((ty, height + 1));
        }
    }
}

/// From each constructor to the types and constructors that every value of it holds.
fn needs(schema: &Schema) -> Graph {
    let mut graph = Graph::with_capacity(schema.types.len() + schema.constructors.len());
    schema.types.iter().for_each(|_| graph.finish_node());
    for constructor in &schema.constructors {
        add_needs(schema, &constructor.params, &mut graph);
        graph.finish_node();
    }
    graph
}

fn add_needs(schema: &Schema, params: &[Param], graph: &mut Graph) {
    for param in params.iter().filter(|param| param.condition.is_none()) {
        match &param.ty {
            Ty::Boxed(id, _) => graph.add_edge(type_node(*id)),
            Ty::Bare(id, _) => graph.add_edge(constructor_node(schema, *id)),
            Ty::Repeat { params, .. } => add_needs(schema, params, graph),
            _ => {}
        }
    }
}
