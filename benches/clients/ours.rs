//! A client of this project's bindings, as small as one that talks to Telegram can be:
//! reads updates and messages, writes five requests, and does with the values what its
//! features say. What depends on the shape of the generated code is in this file.

use std::error::Error;

use tl::{enums, functions, types};
use tl_runtime::{Decode, Encode};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args_os().skip(1) {
        let bytes = std::fs::read(path)?;
        if let Ok(updates) = enums::Updates::from_bytes(&bytes) {
            use_updates(updates)?;
        }
        if let Ok(messages) = enums::messages::Messages::from_bytes(&bytes) {
            use_messages(messages)?;
        }
    }
    for request in requests()? {
        println!("{} bytes", request.len());
    }
    Ok(())
}

fn requests() -> Result<[Vec<u8>; 5], Box<dyn Error>> {
    Ok([
        history().to_bytes()?,
        message().to_bytes()?,
        difference().to_bytes()?,
        invite().to_bytes()?,
        users().to_bytes()?,
    ])
}

#[cfg(feature = "json")]
macro_rules! json {
    ($value:expr) => {
        tl_runtime::inspect::JsonExt::to_json($value)
    };
}

include!("uses.rs");
