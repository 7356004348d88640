//! A request as TL-JSON, in the form that `tl_runtime::inspect` documents.

use std::fmt::Write;

use tl_parser::Schema;
use tl_parser::schema::Combinator;

use super::value::Value;

/// The JSON of a request.
pub fn of(schema: &Schema, index: usize, fields: &[(usize, Value)]) -> String {
    object(schema, &schema.functions[index], fields)
}

fn object(schema: &Schema, combinator: &Combinator, fields: &[(usize, Value)]) -> String {
    let mut text = format!("{{\"_\":{}", string(&combinator.name));
    for (at, value) in fields {
        let name = combinator.params[*at].name.as_deref().unwrap_or_default();
        text += &format!(",{}:{}", string(name), of_value(schema, value));
    }
    text + "}"
}

fn of_value(schema: &Schema, value: &Value) -> String {
    match value {
        Value::Int(number) => number.to_string(),
        Value::Long(number) => format!("\"{number}\""),
        Value::Float(number) => number.to_string(),
        Value::Text(text) => string(text),
        Value::Bytes(count) | Value::Fixed(count) => format!("\"{}\"", "00".repeat(*count)),
        Value::Bool(value) => value.to_string(),
        Value::Unit => "true".to_owned(),
        Value::List(values) => {
            let values: Vec<_> = values.iter().map(|it| of_value(schema, it)).collect();
            format!("[{}]", values.join(","))
        }
        Value::Constructor { id, fields, .. } => object(schema, schema.constructor(*id), fields),
    }
}

fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted + "\""
}
