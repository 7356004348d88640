//! An order in which everything comes after what it holds.

/// The nodes below `count`, each after all of its successors, but for those that close a cycle.
/// `successors` is called once for each. Does not call itself: a path may be as long as a schema.
pub fn post_order(count: usize, successors: impl Fn(usize) -> Vec<usize>) -> Vec<usize> {
    let mut order = Vec::with_capacity(count);
    let mut is_seen = vec![false; count];
    let mut path: Vec<(usize, std::vec::IntoIter<usize>)> = Vec::new();
    for root in 0..count {
        if std::mem::replace(&mut is_seen[root], true) {
            continue;
        }
        path.push((root, successors(root).into_iter()));
        while let Some((node, rest)) = path.last_mut() {
            match rest.next() {
                None => {
                    order.push(*node);
                    path.pop();
                }
                Some(next) => {
                    if !std::mem::replace(&mut is_seen[next], true) {
                        path.push((next, successors(next).into_iter()));
                    }
                }
            }
        }
    }
    order
}

#[cfg(test)]
mod tests {
    use super::post_order;

    #[test]
    fn each_node_comes_after_its_successors() {
        let edges: [&[usize]; 5] = [&[2, 1], &[3], &[1], &[], &[0, 4]];
        let order = post_order(5, |node| edges[node].to_vec());
        assert_eq!(order, [3, 1, 2, 0, 4]);
    }

    #[test]
    fn long_paths_take_no_stack() {
        let count = 1_000_000;
        let order = post_order(count, |node| {
            if node + 1 < count {
                vec![node + 1]
            } else {
                vec![]
            }
        });
        assert!(order.iter().rev().copied().eq(0..count));
    }
}
