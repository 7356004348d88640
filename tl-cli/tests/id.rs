//! `tl id` from outside: ids of texts, and declarations found by id or name.

mod common;

use common::{Run, Workspace};

const PETS: &str = "\
int ? = Int;
dog#00000abc name:string = pets.Pet;
cat = pets.Pet;
face#0badcafe = Face;
---functions---
pets.get#deadbeef flags:# old:flags.0?true data:bytes = pets.Pet;
";

fn assert_prints(run: &Run, stdout: &str) {
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(0), stdout, "")
    );
}

fn assert_fails(run: &Run, code: i32, stderr: &str) {
    assert_eq!(
        (run.code, run.stdout.as_str(), run.stderr.as_str()),
        (Some(code), "", stderr)
    );
}

mod of_text {
    use super::*;

    fn id(text: &str) -> Run {
        Workspace::new(&[]).tl(&["id", text])
    }

    /// The id that the documentation of MTProto gives, with and without `;`.
    #[test]
    fn is_the_published_one() {
        let text = "message msg_id:long seqno:int bytes:int body:Object = Message";
        assert_prints(&id(text), "5bb8e511\n");
        assert_prints(&id(&format!("{text};")), "5bb8e511\n");
        assert_prints(&id(&format!(" {text} // a comment")), "5bb8e511\n");
    }

    #[test]
    fn of_a_builtin() {
        assert_prints(&id("int ? = Int"), "a8509bda\n");
        assert_prints(
            &id("int#1 ? = Int"),
            "a8509bda\n00000001 is written: differs\n",
        );
    }

    /// The second one is what Telegram publishes.
    #[test]
    fn tells_the_rules_apart() {
        let text = "upload.saveFilePart file_id:long file_part:int bytes:bytes = Bool";
        assert_prints(
            &id(text),
            "a32c868f by the official parser's rule\nb304a621 by Telegram's rule\n",
        );
    }

    #[test]
    fn says_whether_a_written_id_agrees() {
        let pq = |written: &str| format!("req_pq#{written} nonce:int128 = ResPQ");
        assert_prints(
            &id(&pq("60469778")),
            "60469778\n60469778 is written: agrees\n",
        );
        assert_prints(&id(&pq("1")), "60469778\n00000001 is written: differs\n");

        let part = |written: &str| {
            format!("upload.saveFilePart#{written} file_id:long file_part:int bytes:bytes = Bool")
        };
        let rules = "a32c868f by the official parser's rule\nb304a621 by Telegram's rule\n";
        for (written, verdict) in [
            ("b304a621", "agrees with Telegram's rule"),
            ("a32c868f", "agrees with the official parser's rule"),
            ("00000007", "differs"),
        ] {
            let expected = format!("{rules}{written} is written: {verdict}\n");
            assert_prints(&id(&part(written)), &expected);
        }
    }

    /// Each line names its declaration then.
    #[test]
    fn of_several_on_standard_input() {
        let text = "req_pq nonce:int128 = ResPQ;\n\nreq_pq_multi#be7e8ef1 nonce:int128 = ResPQ";
        let run = Workspace::new(&[]).tl_with_stdin(&["id", "-"], text);
        assert_prints(
            &run,
            "60469778 req_pq\nbe7e8ef1 req_pq_multi\nbe7e8ef1 req_pq_multi is written: agrees\n",
        );
    }

    #[test]
    fn shows_what_is_wrong_with_it() {
        let run = id("dog name:string => = Pet");
        assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
        assert_eq!(run.places(), ["<declaration>:1:20"]);
    }

    #[test]
    fn needs_a_combinator() {
        let workspace = Workspace::new(&[]);
        let run = workspace.tl_with_stdin(&["id", "-"], "a = A;\nFinal A;");
        let message = "error: <stdin>:2:1: this is no combinator, so it has no id\n";
        assert_eq!((run.code, run.stderr.as_str()), (Some(1), message));
        assert!(
            run.stdout.ends_with('\n') && run.stdout.len() == 9,
            "{run:?}"
        );

        let run = workspace.tl_with_stdin(&["id", "-"], "// nothing\n");
        assert_fails(&run, 1, "error: there is no declaration\n");
    }

    #[test]
    fn is_not_searched_for() {
        let run = Workspace::new(&[("pets.tl", PETS)]).tl(&["id", "cat = Cat", "pets.tl"]);
        let message = "error: the id of a declaration is computed from its text: give no FILE \
                       with it\n";
        assert_fails(&run, 2, message);
    }
}

mod search {
    use super::*;

    const DOG: &str = "00000abc constructor pets.tl:2:1  dog#00000abc name:string = pets.Pet\n";
    const FACE: &str = "0badcafe constructor pets.tl:4:1  face#0badcafe = Face\n";
    const GET: &str = "deadbeef function pets.tl:6:1  pets.get#deadbeef flags:# \
                       old:flags.0?true data:bytes = pets.Pet\n";

    fn find(what: &str) -> Run {
        Workspace::new(&[("pets.tl", PETS)]).tl(&["id", what, "pets.tl"])
    }

    #[test]
    fn finds_the_slice_of_the_real_schema() {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl");
        let run = Workspace::new(&[]).tl(&["id", "a455de90", schema]);
        let start = format!("a455de90 function {schema}:38:1  messages.exportChatInvite#a455de90 ");
        assert!(run.stdout.starts_with(&start), "{run:?}");
        assert_eq!(run.stdout.lines().count(), 1);
        let by_name = Workspace::new(&[]).tl(&["id", "messages.exportChatInvite", schema]);
        assert_eq!(by_name.stdout, run.stdout);
    }

    #[test]
    fn finds_an_id_in_every_spelling() {
        for id in [
            "abc",
            "00000abc",
            "0xabc",
            "0X00000ABC",
            "#abc",
            "#00000abc",
        ] {
            assert_prints(&find(id), DOG);
        }
    }

    /// Where none is written, by the official rule.
    #[test]
    fn finds_a_computed_id() {
        let computed = Workspace::new(&[]).tl(&["id", "cat = pets.Pet"]).stdout;
        let cat = format!(
            "{} constructor pets.tl:3:1  cat = pets.Pet\n",
            computed.trim()
        );
        assert_prints(&find(computed.trim()), &cat);
        let int = "a8509bda builtin pets.tl:1:1  int ? = Int\n";
        for what in ["a8509bda", "int", "Int"] {
            assert_prints(&find(what), int);
        }
    }

    #[test]
    fn finds_constructors_functions_and_types_by_name() {
        assert_prints(&find("dog"), DOG);
        assert_prints(&find("pets.get"), GET);
        let run = find("pets.Pet");
        assert!(run.stdout.starts_with(DOG), "{run:?}");
        let names: Vec<_> = run
            .stdout
            .lines()
            .filter_map(|line| line.split_whitespace().nth(3))
            .collect();
        assert_eq!(names, ["dog#00000abc", "cat"]);
    }

    /// `face` is four hex digits, too.
    #[test]
    fn takes_a_word_of_hex_digits_for_both() {
        let text = "face = Face;\nnose#0000face = Nose;";
        let workspace = Workspace::new(&[("pets.tl", text)]);
        let found = |what| {
            let run = workspace.tl(&["id", what, "pets.tl"]);
            run.stdout.lines().count()
        };
        assert_eq!([found("face"), found("0xface"), found("#face")], [2, 1, 1]);
        assert_prints(&find("face"), FACE);
    }

    #[test]
    fn goes_through_all_files_and_standard_input() {
        let workspace = Workspace::new(&[("a.tl", "a#1 = A;"), ("b.tl", "b#1 = B;")]);
        let run = workspace.tl_with_stdin(&["id", "1", "a.tl", "-", "b.tl"], "c#1 = C;");
        assert_prints(
            &run,
            "00000001 constructor a.tl:1:1  a#00000001 = A\n\
             00000001 constructor <stdin>:1:1  c#00000001 = C\n\
             00000001 constructor b.tl:1:1  b#00000001 = B\n",
        );
    }

    /// Unknown types, taken names and broken declarations do not matter.
    #[test]
    fn goes_on_behind_mistakes() {
        let text = "dog = ;\ncat#2 x:Nope = Pet;\ncat#3 = Pet;";
        let workspace = Workspace::new(&[("pets.tl", text)]);
        let run = workspace.tl(&["id", "cat", "pets.tl"]);
        assert_eq!(
            (run.code, run.stdout.as_str(), run.stderr.as_str()),
            (
                Some(0),
                "00000002 constructor pets.tl:2:1  cat#00000002 x:Nope = Pet\n\
                 00000003 constructor pets.tl:3:1  cat#00000003 = Pet\n",
                "warning: pets.tl has 1 syntax error: declarations with errors are not searched\n"
            )
        );
    }

    #[test]
    fn suggests_a_name() {
        for (what, message) in [
            ("get", "name `get`; did you mean `pets.get`?"),
            ("users.pet", "name `users.pet`; did you mean `pets.Pet`?"),
            ("pets.gte", "name `pets.gte`; did you mean `pets.get`?"),
            ("fade", "id or name `fade`; did you mean `face`?"),
            ("elephant", "name `elephant`"),
            ("#fade", "id `#fade`"),
            ("12345678", "id or name `12345678`"),
            ("123456789", "name `123456789`"),
        ] {
            let message = format!("error: nothing is declared with the {message}\n");
            assert_fails(&find(what), 1, &message);
        }
    }

    #[test]
    fn needs_a_file() {
        let message = "error: `dog` has no `=`, so it is an id or a name: give a FILE to find \
                       it in\n";
        assert_fails(&Workspace::new(&[]).tl(&["id", "dog"]), 2, message);
    }
}
