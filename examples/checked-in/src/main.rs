//! A request and its reply, by generated code that lies in `src/tl/`.

use std::error::Error;

use tl_runtime::{Decode, Encode, Function};

use tl::{enums, functions, types};

/// What `tl generate` made of `schema/ping.tl`.
#[allow(dead_code, reason = "a schema has more than one program uses")]
#[path = "tl/schema.rs"]
#[rustfmt::skip]
mod tl;

fn main() -> Result<(), Box<dyn Error>> {
    let request = functions::Ping::new(7).to_bytes()?;
    let reply = answer(&request)?;
    let enums::Pong::Pong(pong) = functions::Ping::decode_reply(&reply)?;
    println!("{} came back, layer {}", pong.ping_id, tl::LAYER);
    Ok(())
}

/// The other side.
fn answer(request: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let request = functions::Ping::from_bytes(request)?;
    let pong = types::Pong::new(request.ping_id);
    Ok(enums::Pong::from(pong).to_bytes()?)
}
