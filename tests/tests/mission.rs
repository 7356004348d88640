//! The vectors of the invite slice and of MTProto's basics, read and written again byte
//! for byte: through the full schemas, and through the bindings of the slice.

use generated_api::api;
use tl_runtime::{Decode, Encode};
use tl_tests::any;
use tl_tests::jsonl::Error;
use tl_tests::vectors::{self, Kind, Vector};

#[test]
fn every_vector_round_trips() -> Result<(), Error> {
    let vectors = vectors::mission()?;
    let failures: Vec<_> = vectors
        .iter()
        .filter_map(|v| any::round_trip(v).err())
        .collect();
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(vectors.len(), 112);
    Ok(())
}

#[test]
fn the_slice_round_trips_through_its_own_bindings() -> Result<(), Error> {
    let vectors = vectors::mission()?;
    let vectors: Vec<_> = vectors.iter().filter(|v| is_of_slice(v)).collect();
    for vector in &vectors {
        let written = through_slice(vector).map_err(|e| format!("{}: {e}", vector.name))?;
        assert_eq!(written, vector.bytes, "{}", vector.name);
    }
    assert_eq!(vectors.len(), 88);
    Ok(())
}

/// Whether the bindings of the slice have the combinator and all in it.
fn is_of_slice(vector: &Vector) -> bool {
    let types = ["InputPeer", "ExportedChatInvite"];
    types.contains(&vector.ty.as_str())
}

/// Reads and writes the vector with `generated_api`.
fn through_slice(vector: &Vector) -> Result<Vec<u8>, Error> {
    let object = api::Object::from_bytes(&vector.bytes)?;
    let bytes = match (vector.kind, object) {
        (Kind::Function, api::Object::Function(function)) => {
            assert_eq!(api::AnyFunction::from_bytes(&vector.bytes)?, function);
            function.to_bytes()
        }
        (Kind::Function, object) => return Err(format!("decoded as {object:?}").into()),
        (Kind::Constructor, object) => object.to_bytes(),
    };
    Ok(bytes?)
}
