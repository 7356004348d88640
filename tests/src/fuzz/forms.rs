//! Any bytes as every type of two schemas made for it: `forms` has every form of the language and an
//! older layer, `unknown` keeps values whose constructor is unknown.

use tl_runtime::{Decode, Encode};

use super::agree;

/// Checks `data` as a value of every type of the module that `use` brings in.
macro_rules! every_type {
    ($list:literal, $data:ident) => {{
        let mut is_value = false;
        macro_rules! boxed {
            ($owned:path) => {
                is_value |= agree::owned::<$owned>($data)
            };
            ($owned:path, $borrowed:path) => {
                is_value |= agree::both($data, <$borrowed>::into_owned as fn(_) -> $owned)
            };
        }
        // A function begins with its own id, as a boxed value does.
        macro_rules! function {
            ($owned:path) => {
                boxed!($owned)
            };
            ($owned:path, $borrowed:path) => {
                boxed!($owned, $borrowed)
            };
        }
        macro_rules! bare {
            ($owned:path) => {
                if let Some(fields) = agree::without_id::<$owned>($data) {
                    agree::owned::<$owned>(fields);
                }
            };
            ($owned:path, $borrowed:path) => {
                if let Some(fields) = agree::without_id::<$owned>($data) {
                    agree::both(fields, <$borrowed>::into_owned as fn(_) -> $owned);
                }
            };
        }
        include!(concat!(env!("OUT_DIR"), "/types/", $list, ".rs"));
        is_value
    }};
}

/// Checks bytes as every type of `forms`, and that what is upgraded is of the newest layer. Returns
/// whether they are a value of one.
///
/// # Panics
///
/// If the forms of a type disagree, or upgrading twice differs from upgrading once.
pub fn forms(data: &[u8]) -> bool {
    use crate::forms::{AnyFunction, Object, borrowed, enums, functions, types};
    upgraded_once(data, Object::upgrade);
    agree::owned::<Vec<types::Point>>(data);
    agree::owned::<Vec<enums::Texts>>(data);
    let is_any = agree::owned::<Object>(data) | agree::owned::<AnyFunction>(data);
    is_any | every_type!("forms", data)
}

/// Checks bytes as every type of `unknown`, and of the slice with seven older layers, where nearly
/// all bytes are a value. Returns whether they are a value of one.
///
/// # Panics
///
/// As [`forms`].
pub fn unknown(data: &[u8]) -> bool {
    use crate::unknown::{AnyFunction, Object, borrowed, enums, functions, types};
    agree::owned::<Vec<types::Pay>>(data);
    agree::owned::<Vec<enums::Color>>(data);
    agree::owned::<crate::history::Object>(data);
    upgraded_once(data, crate::history::Object::upgrade);
    let is_any = agree::owned::<Object>(data) | agree::owned::<AnyFunction>(data);
    is_any | every_type!("unknown", data)
}

/// Checks that what is upgraded is encoded, and has nothing left to upgrade.
fn upgraded_once<T: Decode + Encode>(data: &[u8], upgrade: fn(T) -> T) {
    if let Ok(older) = T::from_bytes(data) {
        let newest = upgrade(older).to_bytes();
        let newest = newest.expect("an upgraded value is encoded");
        let again = T::from_bytes(&newest).expect("an encoded value is decoded");
        assert_eq!(upgrade(again).to_bytes(), Ok(newest));
    }
}
