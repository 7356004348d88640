//! The generator in a build script: schema file to written files, full layer, beside the
//! build script of grammers-tl-types. Cargo compiles build scripts and all that they
//! use without optimisation unless a profile says otherwise, so both are.

use std::io::{self, Seek};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4;

use crate::LAYER_230;
use crate::cargo;
use crate::scratch::{Folder, dependency};
use crate::table::{Table, Unit, medians};

const ABOUT: &str = "\n## The generator in a build script\n\n\
    `api.tl` of layer 230 to written files: the compiled build scripts run by themselves, built as cargo builds \
    them by default, without optimisation. The peer's is that of `grammers-tl-types` with default features.\n\n";

/// What one run of a build script took.
#[derive(Debug, Clone, Copy)]
struct Sample {
    cpu: f64,
    wall: f64,
    rss: f64,
}

/// A compiled build script, and where it is to run.
struct Script {
    program: PathBuf,
    folder: PathBuf,
}

/// Runs each script `rounds` times, in turn, and gives the table of medians.
///
/// # Errors
///
/// If the scripts cannot be built or one fails.
pub fn run(rounds: usize) -> io::Result<String> {
    let folder = project()?;
    eprintln!("generator: building the scripts");
    let scripts = scripts(&folder)?;
    let mut samples = [const { Vec::new() }; 2];
    for _ in 0..rounds {
        for (script, samples) in scripts.iter().zip(&mut samples) {
            samples.push(measure(script)?);
        }
    }
    let sides = samples.each_ref().map(Vec::as_slice);
    let mut table = Table::new(&["this project", "grammers 0.11"]);
    table.push(medians("CPU", Unit::Seconds, sides, |it| it.cpu, Some(1.0)));
    table.push(medians(
        "wall clock",
        Unit::Seconds,
        sides,
        |it| it.wall,
        Some(1.0),
    ));
    table.push(medians(
        "peak memory",
        Unit::Bytes,
        sides,
        |it| it.rss,
        None,
    ));
    Ok(format!("{ABOUT}{table}"))
}

/// Two packages with a build script each and nothing else.
fn project() -> io::Result<Folder> {
    let folder = Folder::new()?;
    folder.write(
        "Cargo.toml",
        "[workspace]\nresolver = \"3\"\nmembers = [\"ours\", \"both\"]\nexclude = [\"peer\"]\n",
    )?;
    let generator = dependency("tl-codegen", &[]);
    folder.write(
        "ours/Cargo.toml",
        &format!(
            "[package]\nname = \"ours\"\nedition = \"2024\"\n\n[build-dependencies]\n{generator}"
        ),
    )?;
    let script = format!(
        "fn main() {{\n    tl_codegen::Config::new().schema({LAYER_230:?}).compile();\n}}\n"
    );
    folder.write("ours/build.rs", &script)?;
    folder.write("ours/src/lib.rs", "")?;
    folder.copy_peer("peer")?;
    folder.write("peer/src/lib.rs", "")?;
    folder.write(
        "both/Cargo.toml",
        "[package]\nname = \"both\"\nedition = \"2024\"\n\n[dependencies]\n\
         grammers-tl-types = { path = \"../peer\" }\nours = { path = \"../ours\" }\n",
    )?;
    folder.write("both/src/lib.rs", "")?;
    Ok(folder)
}

/// Builds both scripts: this project's, then the peer's.
fn scripts(folder: &Folder) -> io::Result<[Script; 2]> {
    let artifacts =
        cargo::build(cargo::command(folder.path()).args(["build", "--package", "both"]))?;
    let script = |name: &str| {
        let program = artifacts.build_script(name);
        let program = program.ok_or_else(|| io::Error::other(format!("{name} has no script")))?;
        Ok::<_, io::Error>(Script {
            program: program.to_owned(),
            folder: folder.path().join(name),
        })
    };
    Ok([script("ours")?, script("peer")?])
}

/// Runs a script as cargo does, into an empty folder.
fn measure(script: &Script) -> io::Result<Sample> {
    let out = tempfile::tempdir()?;
    // Shown only if the script fails: the peer's says each time what it leaves out.
    let mut messages = tempfile::tempfile()?;
    let mut command = Command::new(&script.program);
    command
        .current_dir(&script.folder)
        .env("OUT_DIR", out.path());
    command.stdout(Stdio::null()).stderr(messages.try_clone()?);
    let start = Instant::now();
    let used = command.spawn()?.wait4()?;
    let wall = start.elapsed().as_secs_f64();
    if !used.status.success() || is_empty(out.path())? {
        messages.rewind()?;
        let program = script.program.display();
        let messages = io::read_to_string(messages)?;
        return Err(io::Error::other(format!(
            "{program} has written nothing: {messages}"
        )));
    }
    Ok(Sample {
        cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(),
        wall,
        rss: used.rusage.maxrss as f64,
    })
}

fn is_empty(folder: &Path) -> io::Result<bool> {
    Ok(std::fs::read_dir(folder)?.next().is_none())
}
