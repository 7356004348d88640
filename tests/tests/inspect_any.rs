//! Random values of every form of the language, random schemas, tables without sense, texts that
//! are nearly JSON.

#[path = "support/wire.rs"]
mod wire;

use std::fs;
use std::path::Path;

use arbitrary::{Result, Unstructured};
use arbtest::arbtest;
use tl_codegen::{Config, Description, UnknownBits};
use tl_parser::Sources;
use tl_parser::schema::Combinator;
use tl_runtime::inspect::{Table, Ty, Walker, from_json, to_json};
use tl_tests::any_value::{self, Sense};
use tl_tests::vectors;
use tl_tests::{layer230, tables};
use wire::Wire;

/// How long each property is tried.
const BUDGET_MS: u64 = 2_000;

/// Values of each combinator.
const VALUES: u64 = 16;

/// From how many bytes on a value is large.
const LARGE: usize = 1 << 16;

/// All forms of TL that bindings can be generated for, a fixture each: boxed built-ins, bare vectors,
/// several flags words, conditional ones, bits that stand for no field.
#[test]
fn every_form_is_kept_by_json() {
    let (mut count, mut with_others, mut large) = (0, 0, 0);
    for (name, text) in fixtures() {
        let mut sources = Sources::new();
        sources.add(name.as_str(), text.as_str());
        let schema = tl_parser::check(&sources)
            .schema
            .expect("a fixture is valid");
        let huge_bytes = text.contains("// config: huge_bytes");
        let config = Config::new()
            .huge_bytes(huge_bytes)
            .unknown_bits(".", UnknownBits::Keep);
        let description = Description::with_config(&schema, &config).expect("the options fit");
        assert_eq!(description.refused, [], "{name}");
        let table = tables::leaked_description(description);
        let strict = tables::leaked(&schema).with_huge_bytes(huge_bytes);
        let constructors = schema.constructors.iter().filter(|it| !it.is_builtin);
        let constructors = constructors.map(|it| (it, Ty::OBJECT));
        let functions = schema.functions.iter().map(|it| (it, Ty::FUNCTION));
        for (combinator, ty) in constructors.chain(functions) {
            // Of equal ids, the first counts. A request inside a request is in the vectors.
            if !combinator.generics.is_empty() || !is_first(&table, combinator) {
                continue;
            }
            for seed in 0..VALUES {
                let others = seed % 2 == 1;
                let bytes = Wire::new(&schema, seed, others).boxed(combinator);
                // Values of megabytes are read in `memory.rs` and `stack.rs`.
                if bytes.len() > LARGE {
                    large += 1;
                    break;
                }
                is_kept(&table, ty, &bytes, &combinator.name);
                let knows_all = Walker::new((&strict).into(), ty, &bytes).all(|it| it.is_ok());
                with_others += usize::from(!knows_all);
                assert!(knows_all || others, "{}", combinator.name);
                count += 1;
            }
        }
    }
    assert!(large < 30, "{large} combinators have only large values");
    assert!(
        count > 3000 && with_others > 300,
        "{count} and {with_others}"
    );
}

/// The schemas of the fixtures, by name.
fn fixtures() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let entries = fs::read_dir(folder).expect("the folder of fixtures is there");
    let paths = entries.map(|entry| entry.expect("its entries can be listed").path());
    let mut schemas: Vec<_> = paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "tl"))
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a fixture can be read");
            (path.display().to_string(), text)
        })
        .collect();
    schemas.sort();
    schemas
}

fn is_first(table: &Table<'_>, combinator: &Combinator) -> bool {
    table.name_of(combinator.id) == Some(&combinator.name)
}

fn is_kept(table: &Table<'_>, ty: Ty<'_>, bytes: &[u8], name: &str) {
    let json = to_json(table, ty, bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    let again = from_json(table, ty, &json).unwrap_or_else(|e| panic!("{name}: {e}: {json}"));
    assert_eq!(again, bytes, "{name}: {json}");
    any_value::look_at(table, ty, bytes, Sense::Schema);
}

#[test]
fn any_schema_and_any_bytes() {
    arbtest(any_value::schema_and_bytes).budget_ms(BUDGET_MS);
}

#[test]
fn any_table() {
    arbtest(any_value::nonsense).budget_ms(BUDGET_MS);
}

#[test]
fn any_text_as_json() -> std::result::Result<(), tl_tests::jsonl::Error> {
    let vectors = vectors::mission()?;
    let texts: Vec<_> = vectors.iter().map(|it| it.json.to_string()).collect();
    arbtest(|u| {
        let text = damaged(u, &texts)?;
        any_value::json(&layer230::SCHEMA, Ty::OBJECT, &text);
        Ok(())
    })
    .budget_ms(BUDGET_MS);
    Ok(())
}

/// A JSON text with some of its characters replaced by others that JSON uses.
fn damaged(u: &mut Unstructured<'_>, texts: &[String]) -> Result<String> {
    let mut text: Vec<char> = u.choose(texts)?.chars().collect();
    for _ in 0..u.int_in_range(0..=3)? {
        let at = u.choose_index(text.len())?;
        text[at] = *u.choose(&[
            '"', ',', ':', '{', '}', '[', ']', '0', '9', '-', 'e', 'a', '_',
        ])?;
    }
    Ok(text.into_iter().collect())
}
