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

#[global_allocator]
static HEAP: memory::Heap = memory::HEAP;

fn main() -> ExitCode {
    let files: Vec<_> = std::env::args_os().skip(1).collect();
    match parser::run(&files) {
        Ok(table) => {
            println!("{table}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
