//! A request and its reply: written, shown, read.

use std::error::Error;

use tl_runtime::inspect::{self, JsonExt, Ty};
use tl_runtime::{Decode, Encode, Function};

use tl::{enums, functions, types};

/// What the build script made of `schema/pets.tl`.
#[allow(dead_code, reason = "a schema has more than one program uses")]
mod tl {
    tl_runtime::include_tl!();
}

fn main() -> Result<(), Box<dyn Error>> {
    let request = functions::GetPet::new("Ada").to_bytes()?;
    println!("{}", inspect::hex(&tl::SCHEMA, Ty::FUNCTION, &request));

    let reply = answer(&request)?;
    println!("{}", inspect::hex(&tl::SCHEMA, Ty::OBJECT, &reply));

    let pet = functions::GetPet::decode_reply(&reply)?;
    println!("{}", pet.to_json()?);
    match pet {
        enums::Pet::Dog(dog) => println!("{} plays with {:?}", dog.name, dog.friends),
        enums::Pet::Cat(cat) => println!("a cat with {} lives", cat.lives),
    }
    Ok(())
}

/// The other side.
fn answer(request: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let request = functions::GetPet::from_bytes(request)?;
    let dog = types::Dog::new("Rex", vec!["Tom".to_owned(), request.owner])
        .with_is_trained(true)
        .with_age(7);
    Ok(enums::Pet::from(dog).to_bytes()?)
}
