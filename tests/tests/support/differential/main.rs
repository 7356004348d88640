//! Sends random bytes through all decoders of random schemas: owned and borrowed bindings, walks by
//! the generated table and by one that is made at run time, JSON, and an interpreter of the model.
//!
//! Arguments: how many inputs for all schemas together, and a seed.

mod cases;
mod interpreter;
mod options;
mod random;
mod schemas;
mod wire;

use std::process::ExitCode;

use cases::{Decoders, Subject};
use interpreter::{Interpreter, Target};
use options::Options;
use random::Random;
use tl_codegen::Description;
use tl_parser::{Schema, Sources};
use tl_runtime::Limits;
use tl_runtime::inspect::{Row, Table};
use wire::Wire;

/// How many findings are shown of a schema.
const MOST_SHOWN: usize = 3;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let mut number = |name| -> u64 {
        let argument = arguments.next();
        let argument = argument.unwrap_or_else(|| panic!("{name} is missing"));
        argument.parse().unwrap_or_else(|_| panic!("{name} is not a number"))
    };
    let (inputs, seed) = (number("number of inputs"), number("seed"));
    let share = inputs.div_ceil(schemas::SUBJECTS.len() as u64);
    let mut total = Total::default();
    for (subject, salt) in schemas::SUBJECTS.iter().zip(0..) {
        run(subject, share, Random(seed ^ salt << 32), &mut total);
    }
    println!(
        "{} schemas, {} inputs, {} values, {} findings",
        schemas::SUBJECTS.len(),
        total.inputs,
        total.values,
        total.findings
    );
    ExitCode::from(u8::from(total.findings > 0))
}

#[derive(Default)]
struct Total {
    inputs: u64,
    values: u64,
    findings: usize,
}

fn run(subject: &'static Subject, inputs: u64, mut random: Random, total: &mut Total) {
    let options = Options::of(subject.text);
    let schema = model(subject);
    let description = Description::with_config(&schema, &options.config())
        .unwrap_or_else(|report| panic!("{}: {report}", subject.name));
    let rows = |rows: &'static [tl_codegen::Row]| -> Vec<Row<'static>> {
        let row = |it: &'static tl_codegen::Row| Row::new(it.id, &it.name, &it.fields, &it.result);
        rows.iter().map(row).collect()
    };
    let description: &'static Description = Box::leak(Box::new(description));
    let (constructors, functions) = (rows(&description.constructors), rows(&description.functions));
    let described = Table::new(&constructors, &functions)
        .with_names(&description.names)
        .with_huge_bytes(description.huge_bytes)
        .with_unknown_objects(description.keeps_unknown_objects);
    let decoders = Decoders {
        subject,
        interpreter: Interpreter::new(&schema, &options),
        described: &described,
    };
    let targets: Vec<_> = subject.entries.iter().map(|it| cases::target(&schema, it.ty)).collect();
    let mut shown = 0;
    for turn in 0..inputs {
        let at = random.below(targets.len());
        let (entry, target) = (&subject.entries[at], targets[at]);
        let bytes = input(&decoders.interpreter, &schema, target, &mut random);
        let limits = limits(&mut random);
        let mut result = cases::compare(&decoders, entry, target, &bytes, limits);
        if turn % 16 == 0 && result.is_ok() {
            result = cases::show(subject.table, entry.ty, &bytes).and(result);
        }
        total.inputs += 1;
        match result {
            Ok(is_value) => total.values += u64::from(is_value),
            Err(finding) => {
                total.findings += 1;
                shown += 1;
                if shown <= MOST_SHOWN {
                    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
                    let (name, path) = (subject.name, entry.path);
                    println!("{name} {path} {digits}\n  {limits:?}\n  {finding}");
                }
            }
        }
    }
}

/// The schema of a subject, with its older layer, as the generator reads it.
fn model(subject: &Subject) -> Schema {
    let check = |text: &str| {
        let mut sources = Sources::new();
        sources.add("schema.tl", text);
        let checked = tl_parser::check(&sources);
        checked.schema.unwrap_or_else(|| panic!("{} is a valid schema", subject.name))
    };
    let mut schema = check(subject.text);
    schema.join_repeated();
    if let Some(older) = subject.older {
        schema.add_older(vec![(10, check(older))]);
    }
    schema.sort();
    schema
}

/// Limits that are met now and then. Memory is the one limit that depends on the form.
fn limits(random: &mut Random) -> Limits {
    let mut limits = Limits::DEFAULT.with_memory(usize::MAX);
    if random.one_in(8) {
        limits = limits.with_depth(random.below(6) as u32);
    }
    if random.one_in(8) {
        limits = limits.with_elements(random.below(6));
    }
    if random.one_in(8) {
        limits = limits.with_empty_elements(random.below(6));
    }
    limits.dropping_unknown_bits(random.one_in(6))
}

/// A value of the target, most often damaged, or words that are not one.
fn input(
    interpreter: &Interpreter<'_>,
    schema: &Schema,
    target: Target,
    random: &mut Random,
) -> Vec<u8> {
    let mut bytes = match random.one_in(12) {
        true => Vec::new(),
        false => value(interpreter, schema, target, random),
    };
    let changes = match random.below(4) {
        0 => 0,
        1 => 1,
        _ => random.below(5),
    };
    let changes = if bytes.is_empty() { 4 + random.below(8) } else { changes };
    (0..changes).for_each(|_| change(&mut bytes, schema, random));
    bytes
}

fn value(
    interpreter: &Interpreter<'_>,
    schema: &Schema,
    target: Target,
    random: &mut Random,
) -> Vec<u8> {
    let length_of = |combinator: &_, param: &_| interpreter.length_of(combinator, param);
    let mut wire = Wire::new(schema, random.long(), random.one_in(3)).with_lengths(&length_of);
    match target {
        Target::Boxed(id) => {
            let constructor = random.pick(&schema.ty(id).constructors);
            wire.boxed(schema.constructor(constructor))
        }
        Target::Bare(id) => wire.boxed(schema.constructor(id)).split_off(4),
        Target::Function(at) => wire.boxed(&schema.functions[at]),
        Target::Object => {
            let constructors: Vec<_> = schema.constructors.iter().filter(|it| !it.is_builtin).collect();
            wire.boxed(random.pick(&constructors))
        }
        Target::AnyFunction => {
            let at = random.below(schema.functions.len());
            wire.boxed(&schema.functions[at])
        }
    }
}

/// A difference of one kind.
fn change(bytes: &mut Vec<u8>, schema: &Schema, random: &mut Random) {
    let at = random.below(bytes.len());
    let word = at / 4 * 4;
    let end = bytes.len().min(word + 4);
    match random.below(10) {
        _ if bytes.is_empty() => bytes.extend(some_word(schema, random).to_le_bytes()),
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at] = random.pick(&[0, 1, 2, 4, 0x7f, 0xfd, 0xfe, 0xff]),
        2 | 3 => drop(bytes.splice(word..end, some_word(schema, random).to_le_bytes())),
        4 => drop(bytes.splice(word..word, some_word(schema, random).to_le_bytes())),
        5 => bytes.truncate(at),
        6 => drop(bytes.drain(word..end)),
        7 => bytes.extend(some_word(schema, random).to_le_bytes()),
        8 => {
            let size = random.below(5) * 4;
            let piece = bytes[word..bytes.len().min(word + size)].to_vec();
            bytes.splice(word..word, piece);
        }
        // A short string with a long prefix has the same value.
        _ => lengthen(bytes, word),
    }
}

fn lengthen(bytes: &mut Vec<u8>, word: usize) {
    let length = usize::from(bytes[word]);
    let end = word + (length + 1).next_multiple_of(4);
    if length < 254 && end <= bytes.len() {
        let data = bytes[word + 1..word + 1 + length].to_vec();
        let mut long = vec![0xfe, length as u8, 0, 0];
        long.extend(data);
        long.resize(long.len().next_multiple_of(4), 0xaa);
        bytes.splice(word..end, long);
    }
}

/// An id of the schema, another one, or a small number.
fn some_word(schema: &Schema, random: &mut Random) -> u32 {
    match random.below(8) {
        0 => 0x1cb5_c415,
        1 => random.pick(&[0x9972_75b5, 0xbc79_9737, 0x3fed_d339]),
        2..=4 => {
            let combinators: Vec<_> = schema.combinators().map(|it| it.id).collect();
            random.pick(&combinators)
        }
        5 => random.word(),
        _ => random.below(9) as u32,
    }
}
