//! A workspace in a temporary folder: each form of the two crates, and a client for each.
//!
//! ```text
//! Cargo.toml, Cargo.lock       members: all but peer/
//! ours-NAME/                   what the generator writes, included by src/lib.rs
//! ours-NAME-client/            clients/ours.rs
//! peer/                        the package grammers-tl-types as it is published
//! peer-NAME-client/            clients/peer.rs, with the features of that form
//! ```
//!
//! Sources come last: before, dependencies are built with empty ones.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tl_codegen::Config;

use super::subjects::{OURS, Ours, PEERS, Peer};
use crate::LAYER_230;
use crate::scratch::{Folder, HERE, dependency, peer_package};

/// The workspace; the folder is removed with it.
#[derive(Debug)]
pub struct Workspace {
    folder: Folder,
}

/// A library in the workspace and its client.
#[derive(Debug, Clone)]
pub struct Subject {
    /// The package of the client.
    pub client: String,
    /// The library, as rustc names it.
    pub library: String,
    /// The library's folder in the workspace.
    folder: &'static str,
}

impl Subject {
    /// A form of this project's crate.
    #[must_use]
    pub fn ours(ours: &Ours) -> Self {
        Self {
            client: format!("{}-client", ours.name),
            library: ours.name.replace('-', "_"),
            folder: ours.name,
        }
    }

    /// A form of the peer's crate.
    #[must_use]
    pub fn peer(peer: &Peer) -> Self {
        Self {
            client: format!("{}-client", peer.name),
            library: "grammers_tl_types".into(),
            folder: "peer",
        }
    }
}

impl Workspace {
    /// The manifests, with empty sources.
    ///
    /// # Errors
    ///
    /// If a file cannot be written or copied.
    pub fn new() -> io::Result<Self> {
        let folder = Folder::new()?;
        // A copy, so that building this program anew does not disturb a measurement.
        fs::copy(std::env::current_exe()?, folder.path().join("wrapper"))?;
        folder.write("Cargo.toml", &workspace_manifest())?;
        for ours in OURS {
            let name = ours.name;
            folder.write(&format!("{name}/Cargo.toml"), &library_manifest(ours))?;
            let tl = format!("tl = {{ package = \"{name}\", path = \"../{name}\" }}\n");
            let dependencies = tl + &dependency("tl-runtime", &[]);
            folder.write(
                &format!("{name}-client/Cargo.toml"),
                &client_manifest(name, &dependencies),
            )?;
        }
        for peer in PEERS {
            let (name, features) = (peer.name, peer.features);
            let tl = format!(
                "tl = {{ package = \"grammers-tl-types\", path = \"../peer\", \
                 default-features = false, features = {features:?} }}\n"
            );
            folder.write(
                &format!("{name}-client/Cargo.toml"),
                &client_manifest(name, &tl),
            )?;
        }
        folder.copy_peer("peer")?;
        write_empty_sources(&folder)?;
        Ok(Self { folder })
    }

    /// The folder of the workspace.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// This program, to be started by cargo in place of rustc.
    #[must_use]
    pub fn wrapper(&self) -> PathBuf {
        self.path().join("wrapper")
    }

    /// Replaces the empty sources by the real ones.
    ///
    /// # Errors
    ///
    /// If the schema cannot be generated from, or a file cannot be written.
    pub fn write_sources(&self) -> io::Result<()> {
        for ours in OURS {
            self.generate(ours)?;
            let text = "#![no_std]\ninclude!(\"../tl/schema.rs\");\n";
            self.folder
                .write(&format!("{}/src/lib.rs", ours.name), text)?;
            self.write_client(ours.name, "ours.rs")?;
        }
        fs::copy(
            peer_package()?.join("src/lib.rs"),
            self.path().join("peer/src/lib.rs"),
        )?;
        for peer in PEERS {
            self.write_client(peer.name, "peer.rs")?;
        }
        Ok(())
    }

    /// Makes the library of `subject` older than its source, as an edit would.
    ///
    /// # Errors
    ///
    /// If the time of the file cannot be set.
    pub fn touch(&self, subject: &Subject) -> io::Result<()> {
        let path = self.path().join(subject.folder).join("src/lib.rs");
        File::options()
            .append(true)
            .open(path)?
            .set_modified(SystemTime::now())
    }

    fn generate(&self, ours: &Ours) -> io::Result<()> {
        let config = (ours.config)(Config::new().schema(LAYER_230));
        let files = config
            .generate()
            .map_err(|report| io::Error::other(format!("{report:?}")))?;
        for (name, text) in files {
            self.folder
                .write(&format!("{}/tl/{name}", ours.name), &text)?;
        }
        Ok(())
    }

    fn write_client(&self, name: &str, source: &str) -> io::Result<()> {
        let (from, to) = (
            Path::new(HERE).join("clients"),
            self.path().join(format!("{name}-client/src")),
        );
        fs::copy(from.join("uses.rs"), to.join("uses.rs"))?;
        // Written and not copied: a copy may keep the time of the file, and cargo would
        // take what it has built of the empty source for newer.
        let text = fs::read_to_string(from.join(source))?;
        fs::write(to.join("main.rs"), text)
    }
}

fn write_empty_sources(folder: &Folder) -> io::Result<()> {
    folder.write("peer/src/lib.rs", "")?;
    for ours in OURS {
        folder.write(&format!("{}/src/lib.rs", ours.name), "#![no_std]\n")?;
    }
    let clients = OURS
        .map(|it| it.name)
        .into_iter()
        .chain(PEERS.map(|it| it.name));
    for name in clients {
        folder.write(&format!("{name}-client/src/main.rs"), "fn main() {}\n")?;
    }
    Ok(())
}

fn workspace_manifest() -> String {
    let ours = OURS
        .iter()
        .flat_map(|it| [it.name.to_owned(), format!("{}-client", it.name)]);
    let peers = PEERS.iter().map(|it| format!("{}-client", it.name));
    let members: Vec<String> = ours.chain(peers).collect();
    format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\nexclude = [\"peer\"]\n")
}

fn library_manifest(ours: &Ours) -> String {
    let runtime = dependency("tl-runtime", ours.runtime_features);
    format!(
        "[package]\nname = \"{}\"\nedition = \"2024\"\n\n[dependencies]\n{}{runtime}",
        ours.name, ours.dependencies
    )
}

fn client_manifest(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = \"{name}-client\"\nedition = \"2024\"\n\n\
         [features]\nclone = []\ndebug = []\neq = []\njson = [\"dep:serde_json\"]\n\n\
         [dependencies]\nserde_json = {{ version = \"1\", optional = true }}\n{dependencies}"
    )
}
