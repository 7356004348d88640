//! Strongly connected components.

/// Tarjan's algorithm without recursion. `edges[n]` are the successors of node `n`.
///
/// Gives for each node whether it lies on a cycle, and the number of its component.
pub struct Components {
    /// The component of each node; components are numbered from 0 in reverse
    /// topological order.
    pub component: Vec<usize>,
    /// Whether each node can reach itself.
    pub cyclic: Vec<bool>,
}

/// Finds the components of a graph.
pub fn components(edges: &[Vec<usize>]) -> Components {
    let mut search = Search::new(edges);
    for node in 0..edges.len() {
        if search.order[node] == UNSEEN {
            search.visit(node);
        }
    }
    let mut sizes = vec![0; search.count];
    for &component in &search.component {
        sizes[component] += 1;
    }
    let cyclic = (0..edges.len())
        .map(|node| sizes[search.component[node]] > 1 || edges[node].contains(&node))
        .collect();
    Components {
        component: search.component,
        cyclic,
    }
}

const UNSEEN: usize = usize::MAX;

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// When each node was first seen.
    order: Vec<usize>,
    /// The oldest node on the stack that each node reaches.
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    component: Vec<usize>,
    clock: usize,
    count: usize,
}

impl<'a> Search<'a> {
    fn new(edges: &'a [Vec<usize>]) -> Self {
        let nodes = edges.len();
        Self {
            edges,
            order: vec![UNSEEN; nodes],
            low: vec![0; nodes],
            on_stack: vec![false; nodes],
            stack: Vec::new(),
            component: vec![0; nodes],
            clock: 0,
            count: 0,
        }
    }

    fn visit(&mut self, root: usize) {
        // A node and how many of its edges have been followed.
        let mut path = vec![(root, 0)];
        self.open(root);
        while let Some((node, next)) = path.last_mut() {
            let node = *node;
            if let Some(&target) = self.edges[node].get(*next) {
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
    use super::components;

    #[test]
    fn cycles_and_self_edges_are_found() {
        // 0 -> 1 <-> 2, 3 -> 3, 4
        let found = components(&[vec![1], vec![2], vec![1], vec![3], vec![]]);
        assert_eq!(found.cyclic, [false, true, true, true, false]);
        assert_eq!(found.component[1], found.component[2]);
        assert_ne!(found.component[0], found.component[1]);
    }
}
