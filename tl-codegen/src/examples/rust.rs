//! A request as an expression of Rust, in the lines that rustfmt would make.

use tl_parser::Schema;
use tl_parser::schema::{Combinator, Param};

use super::value::Value;
use crate::names::{ItemName, Names, field_idents};

/// The longest line, without what stands before the expression.
const WIDTH: usize = 80;

/// Names things in Rust.
pub struct Writer<'s> {
    pub schema: &'s Schema,
    pub names: &'s Names,
}

/// Where a value stands.
#[derive(Clone, Copy, PartialEq)]
enum Slot {
    /// An argument of `new` or `with_*`: what converts is taken as it is.
    Argument,
    /// An element: it must have the type itself.
    Element,
}

impl Writer<'_> {
    /// `functions::messages::ExportChatInvite::new(..)`, and a call a line for what is optional.
    pub fn request(&self, index: usize, fields: &[(usize, Value)]) -> String {
        let path = path("functions", &self.names.functions[index]);
        self.call(&path, &self.schema.functions[index], fields)
    }

    /// `types::Dog::new(..)`
    pub fn bare(&self, value: &Value) -> String {
        self.value(value, Slot::Argument)
    }

    fn call(&self, path: &str, combinator: &Combinator, fields: &[(usize, Value)]) -> String {
        let is_required = |at: usize| combinator.params[at].condition.is_none();
        let required = fields.iter().filter(|(at, _)| is_required(*at));
        let arguments: Vec<_> = required
            .map(|(_, value)| self.value(value, Slot::Argument))
            .collect();
        let mut text = format!("{path}::new{}", in_parentheses(&arguments));
        let idents = field_idents(combinator);
        let optional = fields.iter().filter(|(at, _)| !is_required(*at));
        for (at, value) in optional {
            let name = idents[*at].to_string();
            let name = name.trim_start_matches("r#");
            let value = match is_flag(&combinator.params[*at]) {
                true => "true".to_owned(),
                false => self.value(value, Slot::Argument),
            };
            text += &format!("\n    .with_{name}({})", indented(&value));
        }
        text
    }

    fn value(&self, value: &Value, slot: Slot) -> String {
        match (value, slot) {
            (Value::Int(number) | Value::Long(number), _) => grouped(*number),
            (Value::Float(number), _) => format!("{number:?}"),
            (Value::Text(text), Slot::Argument) => format!("{text:?}"),
            (Value::Text(text), Slot::Element) => format!("{text:?}.into()"),
            (Value::Bytes(count), Slot::Argument) => format!("[0; {count}]"),
            (Value::Bytes(count), Slot::Element) => format!("vec![0; {count}]"),
            (Value::Fixed(count), _) => format!("[0; {count}]"),
            (Value::Bool(value), _) => value.to_string(),
            (Value::Unit, _) => "()".to_owned(),
            (Value::List(values), _) => {
                let values = values.iter().map(|it| self.value(it, Slot::Element));
                format!("vec![{}]", values.collect::<Vec<_>>().join(", "))
            }
            (
                Value::Constructor {
                    id,
                    fields,
                    is_boxed,
                },
                slot,
            ) => {
                let constructor = self.schema.constructor(*id);
                if *is_boxed && constructor.params.is_empty() {
                    return self.unit(value, constructor);
                }
                let path = path("types", &self.names.constructors[id.0 as usize]);
                let call = self.call(&path, constructor, fields);
                match *is_boxed && slot == Slot::Element {
                    true => format!("{call}.into()"),
                    false => call,
                }
            }
        }
    }

    /// `enums::InputPeer::PeerSelf`
    fn unit(&self, value: &Value, constructor: &Combinator) -> String {
        let (Value::Constructor { id, .. }, tl_parser::schema::Ty::Boxed(ty, _)) =
            (value, &constructor.result)
        else {
            return String::new();
        };
        let path = path("enums", &self.names.types[ty.0 as usize]);
        format!("{path}::{}", self.names.variant(*id))
    }
}

fn is_flag(param: &Param) -> bool {
    param.is_bit()
}

fn path(top: &str, name: &ItemName) -> String {
    let modules = name
        .modules
        .iter()
        .map(|module| crate::names::ident(module));
    let modules: String = modules.map(|module| format!("{module}::")).collect();
    format!("{top}::{modules}{}", name.ident())
}

/// In one line, or an argument a line.
fn in_parentheses(arguments: &[String]) -> String {
    let line = format!("({})", arguments.join(", "));
    if line.len() <= WIDTH && !line.contains('\n') {
        return line;
    }
    let lines = arguments
        .iter()
        .map(|argument| format!("\n    {},", indented(argument)));
    format!("({}\n)", lines.collect::<String>())
}

fn indented(text: &str) -> String {
    text.replace('\n', "\n    ")
}

/// `1_735_689_600`; numbers of four digits and fewer stay as they are.
fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let sign = if number < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('_');
        }
        text.push(digit);
    }
    format!("{sign}{text}")
}
