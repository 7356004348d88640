//! The command `tl`; its library does all the work.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    tl_cli::main()
}
