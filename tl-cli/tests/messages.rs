//! How findings look: colours and formats.

mod common;

use common::{BROKEN, MAIN, Workspace, generated};

mod color {
    use super::*;

    const ESCAPE: char = '\x1b';

    #[test]
    fn of_diagnostics() {
        let workspace = Workspace::new(&[("broken.tl", BROKEN)]);
        let is_coloured = |args: &[&str]| workspace.tl(args).stderr.contains(ESCAPE);
        assert!(is_coloured(&["check", "broken.tl", "--color", "always"]));
        assert!(is_coloured(&["--color", "always", "check", "broken.tl"]));
        assert!(!is_coloured(&["check", "broken.tl", "--color", "never"]));
        assert!(!is_coloured(&["check", "broken.tl", "--color", "auto"]));
        assert!(!is_coloured(&["check", "broken.tl"]));
        let generate = ["generate", "broken.tl", "--out", "out", "--color", "always"];
        assert!(is_coloured(&generate));
    }

    /// The colours are all that is added.
    #[test]
    fn of_differences() {
        let (workspace, tree) = generated();
        workspace.write(MAIN, &format!("// by hand\n{}", tree[MAIN]));
        let check = ["generate", "pets.tl", "--out", "out", "--check", "--color"];
        let with = |when| workspace.tl(&[check.as_slice(), &[when]].concat()).stdout;

        let coloured = with("always");
        assert!(
            coloured.contains("\x1b[31m-// by hand\x1b[0m\n"),
            "{coloured}"
        );
        let plain = ["\x1b[31m", "\x1b[32m", "\x1b[36m", "\x1b[0m"]
            .iter()
            .fold(coloured, |text, code| text.replace(code, ""));
        assert_eq!(plain, with("never"));
    }
}
