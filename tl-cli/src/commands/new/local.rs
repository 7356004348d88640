//! What the new crate depends on: what is published, or a checkout.

use std::fs;
use std::path::Path;

use crate::error::Error;

/// The values of the two dependencies in `Cargo.toml`.
pub struct Dependencies {
    pub runtime: String,
    pub codegen: String,
}

/// Of the version of this tool, or from the folders of a checkout.
pub fn dependencies(checkout: Option<&Path>) -> Result<Dependencies, Error> {
    match checkout {
        None => {
            let version = concat!("\"", env!("CARGO_PKG_VERSION"), "\"").to_owned();
            Ok(Dependencies {
                runtime: version.clone(),
                codegen: version,
            })
        }
        Some(checkout) => Ok(Dependencies {
            runtime: in_checkout(checkout, "tl-runtime")?,
            codegen: in_checkout(checkout, "tl-codegen")?,
        }),
    }
}

/// The whole path, since the new crate may lie anywhere.
fn in_checkout(checkout: &Path, package: &str) -> Result<String, Error> {
    let folder = checkout.join(package);
    let manifest = folder.join("Cargo.toml");
    fs::metadata(&manifest).map_err(Error::read(&manifest))?;
    let folder = fs::canonicalize(&folder).map_err(Error::read(&folder))?;
    let path = toml::Value::String(folder.display().to_string());
    Ok(format!("{{ path = {path} }}"))
}
