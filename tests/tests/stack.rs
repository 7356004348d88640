//! How much stack nested values take, of every type that can contain itself: read, written,
//! cloned, compared, shown and dropped on a thread with little of it. An overflow ends the
//! process, and the test with it.

mod support {
    #[allow(dead_code, reason = "calls of functions belong to another test")]
    pub mod least;
    pub mod nested;
}

use std::thread;

use support::least::Least;
use support::nested::{Cycle, cycles};
use tl_parser::Schema;
use tl_runtime::{DecodeErrorKind, Limit, Limits};
use tl_tests::boxed::{self, Boxed};
use tl_tests::tables;

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

/// The thread's name is what an overflow prints.
fn on_small_stack<T: Send + 'static>(name: &str, run: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().name(name.to_owned());
    let thread = thread.stack_size(STACK).spawn(run);
    thread
        .expect("a thread can be started")
        .join()
        .expect("no panic")
}
