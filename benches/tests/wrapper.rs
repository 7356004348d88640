//! The program as `RUSTC_WRAPPER`: what it notes of rustc, and what it passes on.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Duration;

use tl_benches::compile::wrapper::{LOG, records};

/// Runs `rustc ARGUMENTS` as cargo would, below the wrapper.
fn rustc(folder: &Path, arguments: &[&OsStr]) -> io::Result<ExitStatus> {
    Command::new(env!("CARGO_BIN_EXE_tl-benches"))
        .arg("rustc")
        .args(arguments)
        .current_dir(folder)
        .env(LOG, folder.join("log"))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
}

/// Compiles `text` as the library `name`, without code.
fn compile(folder: &Path, name: &str, text: &str) -> io::Result<ExitStatus> {
    fs::write(folder.join("lib.rs"), text)?;
    let arguments = [
        "--crate-name",
        name,
        "--crate-type=lib",
        "--emit=metadata",
        "lib.rs",
    ];
    rustc(folder, &arguments.map(OsStr::new))
}

#[test]
fn each_crate_is_noted_with_time_and_memory() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    for name in ["first", "second"] {
        assert!(compile(folder.path(), name, "pub struct It;")?.success());
    }
    let records = records(&folder.path().join("log"))?;
    let names: Vec<_> = records.iter().map(|record| &record.name[..]).collect();
    assert_eq!(names, ["first", "second"]);
    for record in records {
        assert!(record.cpu > Duration::from_millis(1), "{record:?}");
        assert!(record.cpu < Duration::from_secs(60), "{record:?}");
        // rustc needs some tens of megabytes for nothing.
        assert!((10 << 20..4 << 30).contains(&record.rss), "{record:?}");
    }
    Ok(())
}

#[test]
fn an_error_of_rustc_is_passed_on() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let status = compile(folder.path(), "wrong", "pub struct")?;
    assert_eq!(status.code(), Some(1));
    Ok(())
}

#[test]
fn a_question_is_not_noted() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    assert!(rustc(folder.path(), &[OsStr::new("-vV")])?.success());
    assert!(!folder.path().join("log").exists());
    Ok(())
}
