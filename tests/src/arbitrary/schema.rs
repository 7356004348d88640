//! Random schemas that check without errors: every name is declared, every `#` is there
//! before its use, types have the arguments that they take.
//!
//! Types are numbered. By value a constructor holds only types of lower numbers, so that
//! every type has a finite value; behind a vector it may hold any.

use arbitrary::{Result, Unstructured};

use super::combinator::Combinator;
use super::tokens::Tokens;

/// What a type takes as an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Type,
    Nat,
}

/// A type that the schema declares.
#[derive(Debug)]
pub struct Type {
    pub name: String,
    /// The name of its first constructor.
    pub bare: String,
    pub params: Vec<Kind>,
    pub constructors: usize,
}

/// What stands in which section.
struct Item {
    is_function: bool,
    tokens: Tokens,
}

/// `{ marker | declaration ";" }`
pub fn file(u: &mut Unstructured<'_>) -> Result<Tokens> {
    let types = types(u)?;
    let mut next_id = 0;
    let mut items = Vec::new();
    for index in order(u, types.len())? {
        declare(u, &types, index, &mut next_id, &mut items)?;
        if u.ratio(1, 2)? {
            items.push(function(u, &types, index, &mut next_id)?);
        }
    }
    in_sections(u, items)
}

fn types(u: &mut Unstructured<'_>) -> Result<Vec<Type>> {
    let mut types = Vec::new();
    for index in 0..u.int_in_range(1..=6)? {
        let namespace = *u.choose(&["", "", "ns.", "a.b."])?;
        let mut params = Vec::new();
        for _ in 0..u.int_in_range(0..=4)? / 2 {
            params.push(*u.choose(&[Kind::Type, Kind::Nat])?);
        }
        types.push(Type {
            name: format!("{namespace}T{index}"),
            bare: format!("{namespace}c{index}_0"),
            params,
            constructors: *u.choose(&[1, 1, 2, 3])?,
        });
    }
    Ok(types)
}

/// The numbers below `count` in a random order.
fn order(u: &mut Unstructured<'_>, count: usize) -> Result<Vec<usize>> {
    let mut order: Vec<_> = (0..count).collect();
    for index in 1..count {
        order.swap(index, u.int_in_range(0..=index)?);
    }
    Ok(order)
}

/// All constructors of a type, with `New` before and `Final` behind them.
fn declare(
    u: &mut Unstructured<'_>,
    types: &[Type],
    index: usize,
    next_id: &mut u32,
    items: &mut Vec<Item>,
) -> Result<()> {
    let ty = &types[index];
    let mut of_types = |text: &str| {
        let mut tokens = Tokens::default();
        tokens.add(text);
        items.push(Item {
            is_function: false,
            tokens,
        });
    };
    if u.ratio(1, 6)? {
        of_types(&format!("New {}", ty.name));
    }
    if u.ratio(1, 6)? {
        of_types("int ? = Int");
    }
    if u.ratio(1, 6)? {
        of_types("Vector int");
    }
    for number in 0..ty.constructors {
        let mut tokens = Tokens::default();
        let name = match number {
            0 => ty.bare.clone(),
            _ => format!("c{index}_{number}"),
        };
        let mut combinator = Combinator::new(u, types, index, &mut tokens);
        combinator.head(&name, next_id)?;
        combinator.constructor(ty)?;
        items.push(Item {
            is_function: false,
            tokens,
        });
    }
    if u.ratio(1, 6)? {
        let mut tokens = Tokens::default();
        tokens.add(&format!("Final {}", ty.name));
        items.push(Item {
            is_function: false,
            tokens,
        });
    }
    Ok(())
}

fn function(
    u: &mut Unstructured<'_>,
    types: &[Type],
    index: usize,
    next_id: &mut u32,
) -> Result<Item> {
    let mut tokens = Tokens::default();
    let mut combinator = Combinator::new(u, types, types.len(), &mut tokens);
    combinator.head(&format!("get{index}"), next_id)?;
    combinator.function()?;
    Ok(Item {
        is_function: true,
        tokens,
    })
}

/// A marker wherever the section changes, and some where it does not.
fn in_sections(u: &mut Unstructured<'_>, items: Vec<Item>) -> Result<Tokens> {
    let mut tokens = Tokens::default();
    let mut in_functions = false;
    for item in items {
        if u.ratio(1, 12)? {
            tokens.add(&format!("=== {} ===", u.int_in_range(1..=300)?));
            in_functions = false;
        }
        if in_functions != item.is_function || u.ratio(1, 12)? {
            in_functions = item.is_function;
            tokens.add(match in_functions {
                true => "--- functions ---",
                false => "--- types ---",
            });
        }
        tokens.append(item.tokens);
        tokens.add(";");
    }
    Ok(tokens)
}
