//! Short inputs for types whose smallest value has a million parts, and every way to read them.

use tl_runtime::{Decode, DecodeError, DecodeRef, Function, Identifiable};
use tl_tests::heavy::{AnyFunction, Object, borrowed, enums, functions, types};

/// Reads a value and says why there is none.
pub type Read<'r> = dyn Fn(&[u8]) -> Result<(), DecodeError> + 'r;

const VECTOR: u32 = 0x1cb5_c415;

/// The ids of everything, alone, before zeroes, and before each other.
pub fn all() -> Vec<Vec<u8>> {
    let ids = [
        types::C0::CONSTRUCTOR_ID,
        types::C1::CONSTRUCTOR_ID,
        types::Big::CONSTRUCTOR_ID,
        types::Maybe::CONSTRUCTOR_ID,
        types::Many::CONSTRUCTOR_ID,
        types::Wide::CONSTRUCTOR_ID,
        types::Text::CONSTRUCTOR_ID,
        types::Node::CONSTRUCTOR_ID,
        types::Bare::CONSTRUCTOR_ID,
        types::Kept::CONSTRUCTOR_ID,
        functions::Get::CONSTRUCTOR_ID,
        functions::Put::CONSTRUCTOR_ID,
        VECTOR,
        0,
        1,
    ];
    let words =
        |words: &[u32]| -> Vec<u8> { words.iter().flat_map(|it| it.to_le_bytes()).collect() };
    let mut all = vec![Vec::new()];
    for id in ids {
        all.push(words(&[id]));
        all.push(words(&[id, 1]));
        all.push(words(&[id, 3, 0, 0]));
        all.extend(ids.map(|next| words(&[id, next])));
        all.extend(ids.map(|next| words(&[id, 1, next, 0])));
    }
    all
}

/// Hands on every way to read `bytes`.
pub fn each(bytes: &[u8], run: &mut dyn FnMut(&str, &Read<'_>)) {
    macro_rules! owned {
        ($($ty:ty),+ $(,)?) => {$(
            let result = <$ty>::from_bytes(bytes).map(drop);
            assert_eq!(<$ty>::from_slice(bytes).map(drop), result);
            run(stringify!($ty), &|bytes| <$ty>::from_bytes(bytes).map(drop));
        )+};
    }
    owned!(
        enums::T0,
        enums::T1,
        enums::Pick,
        enums::Maybe,
        enums::Many,
        enums::Wide,
        enums::Text,
        enums::Node,
        enums::Bare,
        enums::Kept,
        types::C0,
        types::Text,
        types::Many,
        functions::Put,
        Vec<enums::T0>,
        Vec<Box<enums::Node>>,
        Object,
        AnyFunction,
    );
    run("borrowed Many", &|bytes| {
        borrowed::types::Many::from_slice(bytes).map(drop)
    });
    run("borrowed Maybe", &|bytes| {
        borrowed::enums::Maybe::from_slice(bytes).map(drop)
    });
    run("reply", &|bytes| {
        functions::Get::decode_reply(bytes).map(drop)
    });
    run("list", &|bytes| {
        functions::List::decode_reply(bytes).map(drop)
    });
}
