//! The same client for `grammers-tl-types`.

use std::error::Error;

use tl::{Deserializable, Serializable, enums, functions, types};

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
    for request in requests() {
        println!("{} bytes", request.len());
    }
    Ok(())
}

fn requests() -> [Vec<u8>; 5] {
    [
        history().to_bytes(),
        message().to_bytes(),
        difference().to_bytes(),
        invite().to_bytes(),
        users().to_bytes(),
    ]
}

#[cfg(feature = "json")]
macro_rules! json {
    ($value:expr) => {
        serde_json::to_string($value)
    };
}

include!("uses.rs");
