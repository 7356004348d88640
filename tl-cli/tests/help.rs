//! Help texts, the examples in them, and completions.

mod common;

use common::{Workspace, commands};

fn help(args: &[&str]) -> String {
    let run = Workspace::new(&[]).tl(args);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    run.stdout
}

/// Of `tl` and of every command, those that are added later included.
fn all_helps() -> Vec<(String, String)> {
    let mut helps = vec![("all".to_owned(), help(&["--help"]))];
    for command in commands() {
        let text = help(&[&command, "--help"]);
        helps.push((command, text));
    }
    helps
}

#[test]
fn texts() {
    for (command, text) in all_helps() {
        insta::assert_snapshot!(format!("of_{command}"), text);
    }
}

/// A short help and a long one that differ would be one text too many.
#[test]
fn short_and_long_are_one() {
    for command in commands() {
        assert_eq!(help(&[&command, "-h"]), help(&[&command, "--help"]));
    }
    assert_eq!(help(&["-h"]), help(&["--help"]));
}

/// As they stand there, in their order, from the root of the repository.
#[cfg(unix)]
#[test]
fn examples_work() {
    let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/");
    let read = |name| std::fs::read_to_string(format!("{schemas}{name}")).expect("a schema");
    for (command, text) in all_helps() {
        let workspace = Workspace::new(&[
            ("schema/api.tl", &read("api.tl")),
            ("schema/mtproto.tl", &read("mtproto.tl")),
            ("schema/api.toml", &read("api.toml")),
            ("errors.json", "{ \"errors\": {} }"),
        ]);
        let (_, examples) = text.split_once("\nExamples:\n").unwrap_or_else(|| {
            panic!("the help of {command} has no examples:\n{text}");
        });
        assert!(examples.contains("tl "), "{command}");
        for example in examples.lines() {
            let output = workspace.shell(example);
            assert!(output.status.success(), "{example}: {output:?}");
        }
    }
}

mod completions {
    use super::*;

    #[test]
    fn of_every_shell_name_every_command() {
        for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
            let script = help(&["completions", shell]);
            for command in commands() {
                assert!(script.contains(&command), "{shell}: {command}");
            }
            assert!(script.contains("message-format"), "{shell}");
        }
    }

    #[test]
    fn of_an_unknown_shell_are_wrong_usage() {
        let run = Workspace::new(&[]).tl(&["completions", "cmd"]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("zsh"), "{run:?}");
    }

    /// What bash would offer behind `tl che` and `tl check --message-format `.
    #[cfg(target_os = "linux")]
    #[test]
    fn complete_in_bash() {
        let workspace = Workspace::new(&[]);
        workspace.write("tl.bash", &help(&["completions", "bash"]));
        let offered = |words: &str, current: &str, before: &str| {
            let script = format!(
                "source ./tl.bash; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
                 _tl tl '{current}' '{before}'; echo \"${{COMPREPLY[*]}}\""
            );
            let output = std::process::Command::new("bash")
                .args(["-c", &script])
                .current_dir(workspace.path())
                .output()
                .expect("bash, which .ci/run needs as well");
            assert!(output.status.success(), "{output:?}");
            String::from_utf8_lossy(&output.stdout).trim().to_owned()
        };
        assert_eq!(offered("tl che", "che", "tl"), "check");
        assert_eq!(
            offered("tl check --message-format ''", "", "--message-format"),
            "human json"
        );
    }
}
