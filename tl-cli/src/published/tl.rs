//! TL of what is published: a line a declaration, in the order of the JSON.

use std::collections::BTreeSet;

use super::model::{Constructor, Id, Method, Param, Schema, VECTOR};

/// The text of a schema. What is in no layer stands first: behind a layer's mark, all is in one.
pub fn of(schema: &Schema) -> String {
    let layer = schema.layer.map(|layer| format!("// LAYER {layer}\n\n"));
    let mut text = layer.unwrap_or_default();
    let constructors = schema.constructors.iter().map(|it| it.layer);
    let layers: BTreeSet<_> = constructors
        .chain(schema.methods.iter().map(|it| it.layer))
        .collect();
    for layer in layers {
        if let Some(number) = layer {
            text += &format!("\n==={number}===\n\n");
        }
        let constructors = schema.constructors.iter();
        text.extend(constructors.filter(|it| it.layer == layer).map(constructor));
        let methods = schema.methods.iter().filter(|it| it.layer == layer);
        let methods: String = methods.map(method).collect();
        if !methods.is_empty() {
            text += "\n---functions---\n\n";
            text += &methods;
        }
    }
    text
}

fn constructor(constructor: &Constructor) -> String {
    let (name, result) = (&constructor.predicate.0, &constructor.result.0);
    match (name.as_str(), result.as_str()) {
        ("vector", VECTOR) => line("vector", constructor.id, " {t:Type} # [ t ]", VECTOR),
        _ => line(name, constructor.id, &params(&constructor.params), result),
    }
}

fn method(method: &Method) -> String {
    let params = generics(&method.params) + &params(&method.params);
    line(&method.method.0, method.id, &params, &method.result.0)
}

fn line(name: &str, id: Id, params: &str, result: &str) -> String {
    format!("{name}#{:08x}{params} = {result};\n", id.0)
}

fn params(params: &[Param]) -> String {
    let params = params.iter();
    params
        .map(|param| format!(" {}:{}", param.name.0, param.ty.0))
        .collect()
}

/// A function as an argument, `!X`, answers with a type that follows from it.
fn generics(params: &[Param]) -> String {
    let mut variables: Vec<&str> = Vec::new();
    for name in params.iter().filter_map(|it| it.ty.0.strip_prefix('!')) {
        if !variables.contains(&name) {
            variables.push(name);
        }
    }
    let variables = variables.iter();
    variables.map(|name| format!(" {{{name}:Type}}")).collect()
}
