//! Structs and enums: the module from the namespace, the name from the rest.

use std::collections::HashMap;

use super::ItemName;
use super::case::{pascal, pascal_full, snake};

/// Names within the modules of their namespaces. Of two equal names both fall back to
/// the full name with its namespace, and if that does not part them, to the id.
pub fn in_modules(names: &[(&str, u32)]) -> Vec<ItemName> {
    let modules: Vec<Vec<String>> = names.iter().map(|(name, _)| modules(name)).collect();
    let attempts = names.iter().map(|(name, id)| {
        [
            pascal(name),
            pascal_full(name),
            format!("{}{id:08x}", pascal_full(name)),
        ]
    });
    let keyed = modules.iter().cloned().zip(attempts).collect::<Vec<_>>();
    let idents = distinct(&keyed);
    modules
        .into_iter()
        .zip(idents)
        .map(|(modules, name)| ItemName { modules, name })
        .collect()
}

/// Names in one flat space: with their namespaces, and with the id if that does not
/// part them or the name is reserved.
pub fn flat(names: &[(&str, u32)], reserved: &[&str]) -> Vec<String> {
    let keyed: Vec<_> = names
        .iter()
        .map(|(name, id)| {
            let full = pascal_full(name);
            let with_id = format!("{full}{id:08x}");
            match reserved.contains(&full.as_str()) {
                true => ((), [with_id.clone(), with_id.clone(), with_id]),
                false => ((), [full.clone(), full, with_id]),
            }
        })
        .collect();
    distinct(&keyed)
}

/// For each entry the first of its three attempts that no other entry of the same
/// scope makes in the same round.
pub fn distinct<K: std::hash::Hash + Eq>(entries: &[(K, [String; 3])]) -> Vec<String> {
    let mut chosen = vec![0; entries.len()];
    for round in 0..2 {
        let mut uses: HashMap<(&K, &str), usize> = HashMap::new();
        for ((scope, attempts), choice) in entries.iter().zip(&chosen) {
            *uses.entry((scope, attempts[*choice].as_str())).or_default() += 1;
        }
        let clashes: Vec<bool> = entries
            .iter()
            .zip(&chosen)
            .map(|((scope, attempts), choice)| uses[&(scope, attempts[*choice].as_str())] > 1)
            .collect();
        for (choice, clashes) in chosen.iter_mut().zip(clashes) {
            if clashes {
                *choice = round + 1;
            }
        }
    }
    entries
        .iter()
        .zip(chosen)
        .map(|((_, attempts), choice)| attempts[choice].clone())
        .collect()
}

fn modules(name: &str) -> Vec<String> {
    let mut parts: Vec<_> = name.split('.').map(snake).collect();
    parts.pop();
    parts
}
