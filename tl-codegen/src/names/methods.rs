//! Methods that stand for functions: `messages.exportChatInvite` is `export_chat_invite` of a
//! client's `messages()`, and `messages_export_chat_invite` of a server's handler.

use std::collections::BTreeSet;

use super::ItemName;
use super::case::snake;
use super::items::distinct;

/// What a client has beside the functions.
const OF_CLIENT: [&str; 4] = ["new", "with_limits", "from", "rpc"];

/// What a handler has beside the functions.
const OF_HANDLER: [&str; 1] = ["refuse"];

/// The method of each function in the namespace that it lies in. Of two equal names, and where
/// a namespace has that name too, both get their namespace, and if that does not part them, the id.
pub fn of_clients(names: &[(&str, u32)], functions: &[ItemName]) -> Vec<String> {
    let mut taken: BTreeSet<(&[String], &str)> = BTreeSet::new();
    for name in functions {
        for depth in 0..name.modules.len() {
            taken.insert((&name.modules[..depth], &name.modules[depth]));
        }
    }
    let keyed: Vec<_> = functions
        .iter()
        .zip(names)
        .map(|(item, (name, id))| {
            let local = snake(name.rsplit('.').next().unwrap_or_default());
            let with_id = format!("{}_{id:08x}", full(name));
            let second = match item.modules.is_empty() {
                true => with_id.clone(),
                false => full(name),
            };
            let is_reserved = item.modules.is_empty() && OF_CLIENT.contains(&local.as_str());
            let is_taken = is_reserved || taken.contains(&(&item.modules[..], local.as_str()));
            let first = if is_taken { second.clone() } else { local };
            (item.modules.clone(), [first, second, with_id])
        })
        .collect();
    distinct(&keyed)
}

/// The method of each function, all beside each other.
pub fn of_handler(names: &[(&str, u32)]) -> Vec<String> {
    let keyed: Vec<_> = names
        .iter()
        .map(|(name, id)| {
            let full = full(name);
            let with_id = format!("{full}_{id:08x}");
            let first = match OF_HANDLER.contains(&full.as_str()) {
                true => with_id.clone(),
                false => full,
            };
            ((), [first, with_id.clone(), with_id])
        })
        .collect();
    distinct(&keyed)
}

fn full(name: &str) -> String {
    let parts: Vec<_> = name.split('.').map(snake).collect();
    parts.join("_")
}

#[cfg(test)]
mod tests {
    use tl_parser::Sources;

    use super::super::items::in_modules;

    fn names(tl: &str) -> (Vec<String>, Vec<String>) {
        let mut sources = Sources::new();
        sources.add("t.tl", tl);
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        let functions = schema.functions.iter().map(|it| (it.name.as_str(), it.id));
        let functions: Vec<_> = functions.collect();
        let items = in_modules(&functions);
        (
            super::of_clients(&functions, &items),
            super::of_handler(&functions),
        )
    }

    #[test]
    fn names_are_those_of_the_schema() {
        let (client, handler) = names("---functions--- a.b.getX = Bool; a.match = Bool;");
        assert_eq!(client, ["get_x", "match"]);
        assert_eq!(handler, ["a_b_get_x", "a_match"]);
    }

    #[test]
    fn names_that_are_taken_fall_back() {
        let (client, handler) = names(
            "---functions--- new#0000000a = Bool; a#0000000b = Bool; a.b#0000000c = Bool;
             a.b.c#0000000d = Bool; refuse#0000000e = Bool; fooBar#1 = Bool; foo_bar#2 = Bool;",
        );
        assert_eq!(
            client,
            [
                "new_0000000a",
                "a_0000000b",
                "a_b",
                "c",
                "refuse",
                "foo_bar_00000001",
                "foo_bar_00000002"
            ]
        );
        assert_eq!(handler[4], "refuse_0000000e");
        assert_eq!(handler[5..], ["foo_bar_00000001", "foo_bar_00000002"]);
    }
}
