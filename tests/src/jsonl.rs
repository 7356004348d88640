//! Files of one JSON value a line.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use serde::de::DeserializeOwned;

/// Why a file of vectors is unusable.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// The rows of the file `name` in the folder `vectors/`, which is compressed if the name
/// ends with `.gz`.
///
/// # Errors
///
/// If the file is missing, or a line is no `T`; the error names file and line.
pub fn read<T: DeserializeOwned>(name: &str) -> Result<Vec<T>, Error> {
    let text = text(&path(name)).map_err(|error| format!("{name}: {error}"))?;
    let rows = text.lines().enumerate().map(|(index, line)| {
        serde_json::from_str(line)
            .map_err(|error| format!("{name}:{}: {error}", index.saturating_add(1)).into())
    });
    rows.collect()
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("vectors")
        .join(name)
}

fn text(path: &Path) -> Result<String, std::io::Error> {
    if path.extension().is_none_or(|extension| extension != "gz") {
        return fs::read_to_string(path);
    }
    let mut text = String::new();
    GzDecoder::new(fs::File::open(path)?).read_to_string(&mut text)?;
    Ok(text)
}
