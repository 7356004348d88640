//! How much stack nested values take, of every type that can contain itself: read, written,
//! cloned, compared, shown and dropped on a thread with little of it. An overflow ends the
//! process, and the test with it.

mod support {
    pub mod heavy_inputs;
    #[allow(dead_code, reason = "calls of functions belong to another test")]
    pub mod least;
    pub mod nested;
}

use std::thread;

use support::heavy_inputs;
use support::least::Least;
use support::nested::{Cycle, cycles};
use tl_parser::Schema;
use tl_runtime::inspect::{Tables, Ty, Walker};
use tl_runtime::{Decode, DecodeError, DecodeErrorKind, Encode, Identifiable, Limit, Limits};
use tl_tests::boxed::{self, Boxed};
use tl_tests::{heavy, tables};

/// Stack of the threads, in bytes. Unoptimized code takes several times as much.
const STACK: usize = match cfg!(debug_assertions) {
    true => 1 << 20,
    false => 256 << 10,
};

#[test]
fn nesting_to_the_limit_fits_into_a_small_stack() {
    let path = concat!(env!("LAYER_230"), "/api.tl");
    let text = std::fs::read_to_string(path).expect("the layer is there");
    let schema = tables::checked(&text);
    let least = Least::new(&schema);
    let types = boxed::layer230();
    let cycles = cycles(&schema);
    for cycle in &cycles {
        let name = &schema.ty(cycle.ty()).name;
        let ty = types.iter().find(|it| it.name == name.as_str());
        let ty = ty.expect("every type is listed");
        assert_fits(&schema, &least, cycle, ty);
    }
    let nesting = schema.types.iter().filter(|ty| ty.nests).count();
    assert_eq!((nesting, cycles.len()), (17, 64));
}

/// Nested to the limit and used, and one level deeper.
fn assert_fits(schema: &Schema, least: &Least<'_>, cycle: &Cycle, ty: &Boxed) {
    let title = cycle.title(schema);
    let limit = Limits::DEFAULT.depth as usize;
    // What lies innermost may nest itself.
    let deepest = (limit - 4..=limit)
        .rev()
        .map(|levels| cycle.nested(schema, least, levels))
        .find(|bytes| (ty.read)(bytes).is_ok())
        .unwrap_or_else(|| panic!("{title} cannot be nested"));
    let too_deep = cycle.nested(schema, least, limit + 1);
    let (used, read) = (ty.use_all, ty.read);
    let (legal, illegal) = on_small_stack(&title, move || (used(&deepest), read(&too_deep)));
    assert_eq!(legal, Ok(()), "{title}");
    let error = illegal.expect_err("one level too many");
    let is_depth = matches!(
        error.kind(),
        DecodeErrorKind::LimitExceeded {
            limit: Limit::Depth,
            ..
        }
    );
    assert!(is_depth, "{title}: {error}");
}

/// Types whose smallest value has a million parts: it is neither made of a few bytes nor lies on the
/// stack, and what is wrong with the bytes is what a walk finds.
#[test]
fn values_of_a_million_parts_fit_into_a_small_stack() {
    assert!(size_of::<heavy::types::C0>() <= 4096);
    assert!(size_of::<heavy::types::Wide>() <= 4096);
    on_stack("heavy", 2 << 20, || {
        for bytes in heavy_inputs::all() {
            heavy_inputs::each(&bytes, &mut |_, read| drop(read(&bytes)));
            // A walk keeps nothing that is unknown.
            if bytes.starts_with(&heavy::types::Kept::CONSTRUCTOR_ID.to_le_bytes()) {
                continue;
            }
            let walked =
                Walker::new(Tables::one(&heavy::SCHEMA), Ty::OBJECT, &bytes).find_map(Result::err);
            let read = heavy::Object::from_bytes(&bytes).err();
            let place = |error: DecodeError| (error.offset(), error.kind().clone());
            assert_eq!(read.map(place), walked.map(place), "{bytes:02x?}");
        }
    });
}

/// A value of more than a million parts is read, written, cloned and compared on the same stack, and
/// cut off anywhere it is an error at the cut.
#[test]
fn a_whole_value_of_a_million_parts_is_read() {
    let schema = tables::checked(include_str!("../fixtures/heavy.tl"));
    on_stack("heavy", 2 << 20, move || {
        let least = Least::new(&schema);
        let ty = schema.type_ids().find(|id| schema.ty(*id).name == "T0");
        let bytes = least.boxed_type(ty.expect("it is declared"));
        let bytes = bytes.expect("it has a value");
        assert!(bytes.len() > 1 << 22);
        let value = heavy::enums::T0::from_bytes(&bytes).expect("a valid value");
        assert!(value.to_bytes().is_ok_and(|it| it == bytes));
        assert!(value.clone() == value);
        for end in [4, 100, bytes.len() / 8 * 4, bytes.len() - 4] {
            let error = heavy::enums::T0::from_bytes(&bytes[..end]).expect_err("it is cut off");
            assert_eq!(error.offset(), end);
        }
    });
}

fn on_small_stack<T: Send + 'static>(name: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    on_stack(name, STACK, run)
}

/// The thread's name is what an overflow prints.
fn on_stack<T: Send + 'static>(
    name: &str,
    stack: usize,
    run: impl FnOnce() -> T + Send + 'static,
) -> T {
    let thread = thread::Builder::new().name(name.to_owned());
    let thread = thread.stack_size(stack).spawn(run);
    thread
        .expect("a thread can be started")
        .join()
        .expect("no panic")
}
