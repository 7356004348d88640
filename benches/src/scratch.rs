//! Temporary folders with cargo projects, and what they are made of.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::LAYER_230;

/// This package's folder: this project's crates lie beside it.
pub(crate) const HERE: &str = env!("CARGO_MANIFEST_DIR");

/// A folder that is removed with this value.
#[derive(Debug)]
pub struct Folder(TempDir);

impl Folder {
    /// A folder with nothing in it but the versions that this workspace is tested with.
    ///
    /// # Errors
    ///
    /// If the folder cannot be made or `Cargo.lock` cannot be copied.
    pub fn new() -> io::Result<Self> {
        let folder = tempfile::Builder::new().prefix("tl-benches-").tempdir()?;
        fs::copy(
            Path::new(HERE).join("../Cargo.lock"),
            folder.path().join("Cargo.lock"),
        )?;
        Ok(Self(folder))
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Writes a file, and the folders that it lies in.
    ///
    /// # Errors
    ///
    /// If one of them cannot be written.
    pub fn write(&self, path: &str, text: &str) -> io::Result<()> {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(self.path()))?;
        fs::write(path, text)
    }

    /// Copies the sources of grammers-tl-types, as they are published, into the folder
    /// `to`, but for a `build.rs` that does not run again whenever another file changes.
    ///
    /// # Errors
    ///
    /// If a file cannot be copied, or the build script is another than expected.
    pub fn copy_peer(&self, to: &str) -> io::Result<()> {
        let (from, folder) = (peer_package()?, self.path().join(to));
        for part in ["src", "tl"] {
            copy_files(&from.join(part), &folder.join(part))?;
        }
        fs::copy(from.join("Cargo.toml"), folder.join("Cargo.toml"))?;
        let script = fs::read_to_string(from.join("build.rs"))?;
        let start = "fn main() -> std::io::Result<()> {\n";
        let line = "    println!(\"cargo::rerun-if-changed=build.rs\");\n";
        if !script.contains(start) {
            return Err(io::Error::other("the peer's build script has another main"));
        }
        let script = script.replacen(start, &format!("{start}{line}"), 1);
        self.write(&format!("{to}/build.rs"), &script)
    }
}

/// The folder of grammers-tl-types: the schema lies in its folder `tl`.
///
/// # Errors
///
/// If the schema lies in no package.
pub fn peer_package() -> io::Result<PathBuf> {
    let folder = Path::new(LAYER_230).parent().and_then(Path::parent);
    let folder = folder.ok_or_else(|| io::Error::other("the schema lies in no package"))?;
    Ok(folder.to_owned())
}

/// The line of a manifest's dependencies for one of this project's crates.
#[must_use]
pub fn dependency(name: &str, features: &[&str]) -> String {
    let path = Path::new(HERE).join("..").join(name);
    format!("{name} = {{ path = {path:?}, features = {features:?} }}\n")
}

fn copy_files(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))?;
    }
    Ok(())
}
