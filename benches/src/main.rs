//! Measures this project beside its peers, in one process, and prints Markdown tables.
//!
//! ```sh
//! cargo run --release -p tl-benches            # everything
//! cargo run --release -p tl-benches -- FILE    # the parser, with one more schema
//! ```

mod memory;
mod parser;
mod timing;

use std::process::ExitCode;

fn main() -> ExitCode {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    let outcome = match &files[..] {
        [option, path] if option == memory::OPTION => parser::peak(path.as_ref()),
        files => parser::run(files),
    };
    match outcome {
        Ok(text) => {
            println!("{text}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
