//! `tl completions`: the script that teaches a shell the command line of `tl`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::Outcome;
use crate::args;
use crate::error::Error;
use crate::output::Output;

const EXAMPLES: &str = "\
Examples:
  tl completions bash > tl.bash        # then: source tl.bash
  tl completions zsh > _tl             # in a folder of $fpath
  tl completions fish > tl.fish        # in ~/.config/fish/completions";

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The shell that the script is for
    shell: Shell,
}

/// Prints the script.
pub fn run(args: &Args, output: &Output) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::Args::command(), "tl", &mut script);
    output.print_data(&String::from_utf8_lossy(&script))?;
    Ok(Outcome::Good)
}
