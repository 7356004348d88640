//! Items to files: one file a namespace, and one that includes them all.
//!
//! | namespace | file below `types/` |
//! |---|---|
//! | `messages` | `messages.rs` |
//! | `aux`, which Windows reserves | `aux_.rs` |
//! | one of more than 100 bytes | its first 60, `-`, a hash, `.rs` |
//! | more than eight levels deep | that of the eighth level |

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::Files;
use crate::emit::ModulePath;
use crate::output::{MARK, is_reserved, shortened};

/// Lints that names and shapes given by a schema cannot please.
const ALLOWED: &str = "#[allow(\n    clippy::enum_variant_names,\n    clippy::large_enum_variant,\n    clippy::module_inception,\n    clippy::needless_lifetimes,\n    clippy::new_without_default,\n    clippy::self_named_constructors,\n    clippy::should_implement_trait,\n    clippy::too_many_arguments,\n    clippy::wrong_self_convention\n)]";

/// Namespaces below this level are in the file of their parent: paths have a limit, and rustc
/// follows no more than 127 files that include each other.
const DEEPEST: usize = 8;

/// The module tree that the paths of the items span.
#[derive(Default)]
struct Module {
    text: String,
    children: BTreeMap<String, Module>,
}

/// All files of a run. `module.rs` is the one to include; the others lie in a folder
/// of that name.
pub fn assemble(module: &str, items: Vec<(ModulePath, String)>) -> Files {
    let tops = ["types", "enums", "functions"];
    let mut tree: BTreeMap<_, _> = tops.map(|top| (top, Module::default())).into();
    let mut root = String::new();
    for (path, text) in items {
        let target = match path.top {
            None => &mut root,
            Some(top) => &mut node(tree.entry(top).or_default(), path.modules).text,
        };
        target.push('\n');
        target.push_str(&text);
    }
    let mut files = Files::new();
    let mut main = first_line();
    for (top, node) in tree {
        let name = format!("{module}/{top}.rs");
        write_module(node, &format!("{module}/{top}"), DEEPEST, &mut files);
        let doc = top_doc(top);
        push(
            &mut main,
            format_args!(
                "\n/// {doc}\n{ALLOWED}\npub mod {top} {{\n    include!(\"{name}\");\n}}\n"
            ),
        );
    }
    main += &root;
    files.insert(format!("{module}.rs"), main);
    files
}

fn first_line() -> String {
    format!("{MARK}. Changes are lost when it runs again.\n")
}

fn node(mut module: &mut Module, path: Vec<String>) -> &mut Module {
    for part in path {
        module = module.children.entry(part).or_default();
    }
    module
}

fn top_doc(top: &str) -> &'static str {
    match top {
        "types" => "A struct for each constructor.",
        "enums" => "An enum for each boxed type.",
        "errors" => "The errors of functions.",
        "client" => "A method for each function, on a client over any transport.",
        "layers" => "What each layer of the schema declares, under the names that it has there.",
        "server" => "A method for each function, on what answers requests.",
        "borrowed" => "The forms of types that borrow strings and bytes from their input.",
        _ => "A struct for each function.",
    }
}

fn child_doc(parent: &str, child: &str) -> String {
    match child.strip_prefix("layer") {
        Some(layer) if parent == "layers" => format!("Layer {layer}."),
        _ => format!("The namespace `{child}`."),
    }
}

/// Writes a module to the file of its folder's name.
fn write_module(node: Module, folder: &str, levels: usize, files: &mut Files) {
    let text = first_line() + &body(node, folder, levels, files);
    files.insert(format!("{folder}.rs"), text);
}

/// A module's own items and, from files in its folder, its children.
fn body(node: Module, folder: &str, levels: usize, files: &mut Files) -> String {
    let mut text = String::new();
    if !node.text.is_empty() {
        if node.text.contains("__rt::") {
            text += "\nuse ::tl_runtime::__v0_1 as __rt;\n";
        }
        text += &node.text;
    }
    // `include!` looks in the folder of the file that it stands in.
    let parent = folder.rfind('/').map_or("", |slash| &folder[slash + 1..]);
    for (child, node) in node.children {
        let doc = child_doc(parent, &child);
        let ident = crate::names::ident(&child);
        let content = if levels == 0 {
            body(node, folder, 0, files)
        } else {
            let stem = stem(&child);
            write_module(node, &format!("{folder}/{stem}"), levels - 1, files);
            format!("    include!(\"{parent}/{stem}.rs\");\n")
        };
        push(
            &mut text,
            format_args!("\n/// {doc}\npub mod {ident} {{\n{content}}}\n"),
        );
    }
    text
}

/// The name of the file of a namespace, which is in snake case: none ends with `_`, or has a `-`.
fn stem(namespace: &str) -> Cow<'_, str> {
    match is_reserved(namespace) {
        true => format!("{namespace}_").into(),
        false => shortened(namespace),
    }
}

fn push(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    text.write_fmt(arguments)
        .expect("writing to a string cannot fail");
}
