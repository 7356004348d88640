//! What the test of a new crate sends and reads again: a value of its own schema.

use tl_codegen::{Examples, SideData, schema_hash};
use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId};

/// The test of the crate.
pub enum Test {
    /// A value comes back from its bytes.
    Value {
        /// The modules that it names, as `use` takes them.
        used: String,
        /// The value.
        expression: String,
    },
    /// The bindings are of the schema: it has no value that is easily written.
    Hash { hash: String },
}

/// A request with parameters, else one without, else a value of a constructor.
pub fn test(schema: &Schema, data: &SideData) -> Test {
    let examples = Examples::new(schema, Some(data));
    let functions = ordered(&schema.functions).map(|index| examples.function(index));
    let constructors = ordered(&schema.constructors).map(|index| {
        let id = ConstructorId(u32::try_from(index).ok()?);
        examples.constructor(id)
    });
    match functions.chain(constructors).flatten().next() {
        Some(expression) => Test::Value {
            used: used(&expression),
            expression: expression.replace('\n', "\n    "),
        },
        None => Test::Hash {
            hash: schema_hash(schema),
        },
    }
}

/// The places of the combinators, those with parameters first.
fn ordered(combinators: &[Combinator]) -> impl Iterator<Item = usize> + use<'_> {
    let with = |wanted: bool| {
        let all = combinators.iter().enumerate();
        let own = all.filter(|(_, it)| !it.is_builtin);
        own.filter(move |(_, it)| it.params.is_empty() != wanted)
            .map(|(index, _)| index)
    };
    with(true).chain(with(false))
}

fn used(expression: &str) -> String {
    let modules = ["enums", "functions", "types"].into_iter();
    let used = modules.filter(|module| expression.contains(&format!("{module}::")));
    match &used.collect::<Vec<_>>()[..] {
        [module] => (*module).to_owned(),
        modules => format!("{{{}}}", modules.join(", ")),
    }
}
