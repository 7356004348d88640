//! Directed graphs: edges turned round, strongly connected components.

/// The successors of each node, one behind the other.
#[derive(Debug, Default)]
pub struct Graph {
    /// Where the successors of each node end.
    ends: Vec<u32>,
    successors: Vec<u32>,
}

impl Graph {
    /// Without nodes yet, for as many.
    pub fn with_capacity(nodes: usize) -> Self {
        Self {
            ends: Vec::with_capacity(nodes),
            successors: Vec::with_capacity(2 * nodes),
        }
    }

    /// Adds an edge from the node that is built now.
    pub fn add_edge(&mut self, to: usize) {
        self.successors.push(to as u32);
    }

    /// Finishes a node: the edges since the last one are its.
    pub fn finish_node(&mut self) {
        self.ends.push(self.successors.len() as u32);
    }

    /// The number of nodes.
    pub fn nodes(&self) -> usize {
        self.ends.len()
    }

    /// The successors of a node.
    pub fn successors(&self, node: usize) -> impl Iterator<Item = usize> {
        self.slice(node).iter().map(|&to| to as usize)
    }

    fn slice(&self, node: usize) -> &[u32] {
        let start = match node {
            0 => 0,
            _ => self.ends[node - 1],
        };
        &self.successors[start as usize..self.ends[node] as usize]
    }

    /// The same nodes with all edges turned round.
    pub fn reversed(&self) -> Self {
        let mut ends = vec![0; self.nodes()];
        for &to in &self.successors {
            ends[to as usize] += 1;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        // Each entry is now where its node starts, and moves to where it ends.
        let mut successors = vec![0; self.successors.len()];
        for node in 0..self.nodes() {
            for to in self.successors(node) {
                successors[ends[to] as usize] = node as u32;
                ends[to] += 1;
            }
        }
        Self { ends, successors }
    }
}

/// The strongly connected components of a graph: for each node whether it lies on a
/// cycle, and the number of its component.
pub struct Components {
    /// The component of each node; components are numbered from 0 in reverse
    /// topological order.
    pub component: Vec<usize>,
    /// Whether each node can reach itself.
    pub cyclic: Vec<bool>,
}

/// Finds the components of a graph by Tarjan's algorithm, without recursion.
pub fn components(graph: &Graph) -> Components {
    let mut search = Search::new(graph);
    for node in 0..graph.nodes() {
        if search.order[node] == UNSEEN {
            search.visit(node);
        }
    }
    let mut sizes = vec![0; search.count];
    for &component in &search.component {
        sizes[component] += 1;
    }
    let cyclic = (0..graph.nodes())
        .map(|node| {
            let is_own = |to| to == node;
            sizes[search.component[node]] > 1 || graph.successors(node).any(is_own)
        })
        .collect();
    Components {
        component: search.component,
        cyclic,
    }
}

const UNSEEN: usize = usize::MAX;

struct Search<'a> {
    graph: &'a Graph,
    /// When each node was first seen.
    order: Vec<usize>,
    /// The oldest node on the stack that each node reaches.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    /// The nodes that are open now, and how many of their edges have been followed.
    path: Vec<(usize, usize)>,
    component: Vec<usize>,
    clock: usize,
    count: usize,
}

impl<'a> Search<'a> {
    fn new(graph: &'a Graph) -> Self {
        let nodes = graph.nodes();
        Self {
            graph,
            order: vec![UNSEEN; nodes],
            low: vec![0; nodes],
            on_stack: vec![false; nodes],
            stack: Vec::new(),
            path: Vec::new(),
            component: vec![0; nodes],
            clock: 0,
            count: 0,
        }
    }

    fn visit(&mut self, root: usize) {
        let mut path = std::mem::take(&mut self.path);
        path.push((root, 0));
        self.open(root);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&target) = self.graph.slice(node).get(*next) {
                let target = target as usize;
                *next += 1;
                if self.order[target] == UNSEEN {
                    self.open(target);
                    path.push((target, 0));
                } else if self.on_stack[target] {
                    self.low[node] = self.low[node].min(self.order[target]);
                }
                continue;
            }
            path.pop();
            if let Some(&(parent, _)) = path.last() {
                self.low[parent] = self.low[parent].min(self.low[node]);
            }
            if self.low[node] == self.order[node] {
                self.close(node);
            }
        }
        self.path = path;
    }

    fn open(&mut self, node: usize) {
        self.order[node] = self.clock;
        self.low[node] = self.clock;
        self.clock += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, root: usize) {
        while let Some(node) = self.stack.pop() {
            self.on_stack[node] = false;
            self.component[node] = self.count;
            if node == root {
                break;
            }
        }
        self.count += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::{Graph, components};

    fn graph(edges: &[&[usize]]) -> Graph {
        let mut graph = Graph::default();
        for successors in edges {
            successors.iter().for_each(|to| graph.add_edge(*to));
            graph.finish_node();
        }
        graph
    }

    #[test]
    fn edges_are_turned_round() {
        let turned = graph(&[&[1, 2], &[2], &[0, 2], &[]]).reversed();
        let successors = |node| turned.successors(node).collect::<Vec<_>>();
        assert_eq!(
            [0, 1, 2, 3].map(successors),
            [&[2][..], &[0], &[0, 1, 2], &[]]
        );
    }

    #[test]
    fn cycles_and_self_edges_are_found() {
        // 0 -> 1 <-> 2, 3 -> 3, 4
        let found = components(&graph(&[&[1], &[2], &[1], &[3], &[]]));
        assert_eq!(found.cyclic, [false, true, true, true, false]);
        assert_eq!(found.component[1], found.component[2]);
        assert_ne!(found.component[0], found.component[1]);
    }
}
