//! The errors in side data, read by other means than those that are tested.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

/// Code and name.
pub type Errors = BTreeSet<(i32, String)>;

fn table<'v>(value: &'v Value, key: &str) -> &'v Table {
    value[key].as_table().expect("a table")
}

/// The errors of each method.
pub fn errors_of_methods(side_data: &str) -> BTreeMap<String, Errors> {
    let data: Value = side_data.parse::<Table>().expect("TOML").into();
    let methods = table(&data, "methods").iter();
    methods
        .map(|(method, facts)| {
            let mut errors = Errors::new();
            for (code, names) in table(facts, "errors") {
                for name in names.as_array().expect("names") {
                    let code = code.parse().expect("a code");
                    errors.insert((code, name.as_str().expect("a name").to_owned()));
                }
            }
            (method.clone(), errors)
        })
        .collect()
}

/// The errors that any call may fail with.
pub fn global_errors(side_data: &str) -> Errors {
    let data: Value = side_data.parse::<Table>().expect("TOML").into();
    let mut errors = Errors::new();
    for (name, facts) in table(&data, "errors") {
        let codes = facts.get("codes").and_then(Value::as_array);
        for code in codes.into_iter().flatten() {
            let code = code.as_integer().expect("a code") as i32;
            errors.insert((code, name.clone()));
        }
    }
    errors
}
