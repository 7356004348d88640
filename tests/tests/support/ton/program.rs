//! Decodes and encodes again what `ton.rs` has written to a file, one value a line:
//! `schema kind name hex`. Says how many values have kept their bytes.

use std::fs;
use std::process::ExitCode;

use tl_runtime::{Decode, Encode};

fn main() -> ExitCode {
    let path = std::env::args().nth(1).expect("a path is given");
    let text = fs::read_to_string(path).expect("the file is there");
    let failures: Vec<String> = text.lines().filter_map(|line| check(line).err()).collect();
    for failure in failures.iter().take(10) {
        eprintln!("{failure}");
    }
    println!(
        "{} of {}",
        text.lines().count() - failures.len(),
        text.lines().count()
    );
    ExitCode::from(u8::from(!failures.is_empty()))
}

fn check(line: &str) -> Result<(), String> {
    let words: Vec<&str> = line.split(' ').collect();
    let [schema, kind, name, hex] = words[..] else {
        return Err(format!("`{line}` has not four words"));
    };
    let bytes = decode_hex(hex);
    let again = match (schema, kind) {
        ("lite", "constructor") => again::<ton::lite::Object>(&bytes),
        ("lite", "function") => again::<ton::lite::AnyFunction>(&bytes),
        ("ton", "constructor") => again::<ton::ton::Object>(&bytes),
        ("ton", "function") => again::<ton::ton::AnyFunction>(&bytes),
        _ => Err(format!("no decoder of `{schema} {kind}`")),
    };
    match again {
        Ok(again) if again == bytes => Ok(()),
        Ok(again) => Err(format!("{name}: {hex} became {again:02x?}")),
        Err(error) => Err(format!("{name}: {error}: {hex}")),
    }
}

fn again<T: Decode + Encode>(bytes: &[u8]) -> Result<Vec<u8>, String> {
    let value = T::from_bytes(bytes).map_err(|error| error.to_string())?;
    value.to_bytes().map_err(|error| error.to_string())
}

fn decode_hex(hex: &str) -> Vec<u8> {
    let pairs = (0..hex.len()).step_by(2).map(|at| &hex[at..at + 2]);
    let bytes = pairs.map(|pair| u8::from_str_radix(pair, 16));
    bytes
        .collect::<Result<_, _>>()
        .expect("pairs of hex digits")
}
