//! A walk refuses what generated code refuses, with the same error, and accepts what it accepts:
//! on the malformed inputs of other implementations and on damaged vectors.

use tl_runtime::inspect::{Table, Tables, Ty, Walker, from_json, hex, pretty, to_json};
use tl_runtime::{Decode, DecodeError, Encode};
use tl_tests::decoders::decoder;
use tl_tests::jsonl::Error;
use tl_tests::malformed::{self, Input};
use tl_tests::vectors::{self, Kind, Vector};
use tl_tests::{layer230, mtproto, tables};

/// A walk to the end.
fn walk(tables: Tables<'_>, ty: Ty<'_>, bytes: &[u8]) -> Result<(), DecodeError> {
    Walker::new(tables, ty, bytes).try_for_each(|event| event.map(drop))
}

/// The table that declares the target of a row, and the target as a type.
fn target(input: &Input) -> (&'static Table<'static>, Ty<'static>) {
    let tables = [&layer230::SCHEMA, &mtproto::SCHEMA];
    let found = tables.into_iter().find_map(|table| {
        let ty = match input.target.strip_prefix("function ") {
            Some(name) => format!(
                "!{:08x}",
                table
                    .functions()
                    .iter()
                    .find(|row| row.name() == name)?
                    .id()
            ),
            None => {
                let mut rows = table.constructors().iter();
                rows.find(|row| row.result() == input.target)?;
                input.target.clone()
            }
        };
        Some((table, Ty::new(ty.leak())))
    });
    found.unwrap_or_else(|| panic!("{} is declared", input.target))
}

#[test]
fn hostile_inputs_are_refused_alike() -> Result<(), Error> {
    let (hostile, controls) = (malformed::hostile()?, malformed::controls()?);
    assert_eq!((hostile.len(), controls.len()), (159, 6));
    for input in hostile
        .iter()
        .chain(&controls)
        .chain(&malformed::lenient()?)
    {
        let (table, ty) = target(input);
        let decode = decoder(&input.target).unwrap_or_else(|| panic!("{}", input.target));
        let bytes = input.bytes();
        assert_eq!(
            walk(table.into(), ty, &bytes),
            decode(&bytes),
            "{}",
            input.title()
        );
    }
    assert!(hostile.iter().all(|input| {
        let (table, ty) = target(input);
        walk(table.into(), ty, &input.bytes()).is_err()
    }));
    Ok(())
}

/// Tables made at run time, and all of them side by side.
#[test]
fn hostile_inputs_are_refused_by_tables_made_at_run_time() -> Result<(), Error> {
    for input in malformed::hostile()? {
        let (_, ty) = target(&input);
        let error = walk(tables::layer230(), ty, &input.bytes());
        let (table, _) = target(&input);
        let expected = walk(table.into(), ty, &input.bytes());
        let (error, expected) = (error.unwrap_err(), expected.unwrap_err());
        assert_eq!(error.offset(), expected.offset(), "{}", input.title());
    }
    for input in malformed::controls()? {
        let (_, ty) = target(&input);
        assert_eq!(walk(tables::layer230(), ty, &input.bytes()), Ok(()));
    }
    Ok(())
}

#[test]
fn hostile_inputs_are_shown_up_to_the_error() -> Result<(), Error> {
    for input in malformed::hostile()? {
        let (table, ty) = target(&input);
        let bytes = input.bytes();
        let error = to_json(table, ty, &bytes).expect_err("it is refused");
        let shown = hex(table, ty, &bytes).to_string();
        let line = format!("{:04x}  !! {}\n", error.offset(), error.kind());
        assert!(shown.contains(&line), "{}:\n{shown}", input.title());
        let shown = pretty(table, ty, &bytes).to_string();
        assert!(shown.ends_with(&format!(" !! {error}")), "{shown}");
    }
    Ok(())
}

#[test]
fn truncated_vectors_are_refused_alike() -> Result<(), Error> {
    let mut random = Random(1);
    for vector in every(&vectors::layer230()?, 3) {
        let length = random.below(vector.bytes.len());
        agrees(vector, &vector.bytes[..length]);
    }
    Ok(())
}

#[test]
fn damaged_vectors_are_read_or_refused_alike() -> Result<(), Error> {
    let mut random = Random(2);
    let vectors = vectors::layer230()?;
    let (mut read, mut refused) = (0, 0);
    for vector in every(&vectors, 2) {
        for _ in 0..4 {
            let mut bytes = vector.bytes.clone();
            damage(&mut bytes, &vectors, &mut random);
            match agrees(vector, &bytes) {
                true => read += 1,
                false => refused += 1,
            }
        }
    }
    assert!(read > 1000 && refused > 1000, "{read} and {refused}");
    Ok(())
}

fn every(vectors: &[Vector], step: usize) -> impl Iterator<Item = &Vector> {
    vectors
        .iter()
        .filter(|it| !it.bytes.is_empty())
        .step_by(step)
}

/// Changes a bit, a byte or a word, puts another vector inside, or adds bytes.
fn damage(bytes: &mut Vec<u8>, vectors: &[Vector], random: &mut Random) {
    // The id stays: else nothing behind it would be read.
    let at = random.below(bytes.len() / 4) * 4;
    match random.below(6) {
        0 => bytes[at] ^= 1 << random.below(8),
        1 => bytes[at + 3] = random.below(256) as u8,
        2 => bytes[at..at + 4].copy_from_slice(&(random.below(5) as u32).to_le_bytes()),
        3 => bytes[at..at + 4].fill(0xff),
        4 => {
            let other = &vectors[random.below(vectors.len())].bytes;
            bytes.splice(at..at + 4, other.iter().copied());
        }
        _ => bytes.extend_from_within(at..at + 4),
    }
}

/// Generated code and a walk say the same of some bytes; gives whether they are a value. If they
/// are, JSON keeps what generated code keeps.
fn agrees(vector: &Vector, bytes: &[u8]) -> bool {
    let (ty, decoded) = match vector.kind {
        Kind::Constructor => {
            let value = layer230::Object::from_bytes(bytes);
            (Ty::OBJECT, value.map(|value| value.to_bytes()))
        }
        Kind::Function => {
            let value = layer230::AnyFunction::from_bytes(bytes);
            (Ty::FUNCTION, value.map(|value| value.to_bytes()))
        }
    };
    let table = &layer230::SCHEMA;
    let walked = walk(table.into(), ty, bytes);
    assert_eq!(
        walked,
        decoded.as_ref().map(drop).map_err(Clone::clone),
        "{}",
        vector.name
    );
    let Ok(encoded) = decoded else { return false };
    let json = to_json(table, ty, bytes).expect("it is a value");
    let again = from_json(table, ty, &json).expect("it is JSON of one");
    assert_eq!(Ok(&again), encoded.as_ref(), "{}", vector.name);
    assert_eq!(
        to_json(table, ty, &again).as_ref(),
        Ok(&json),
        "{}",
        vector.name
    );
    true
}

/// Numbers that follow from a seed.
struct Random(u64);

impl Random {
    /// A number below `end`, 0 if that is 0.
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % end.max(1)
    }
}
