//! Schemas in the JSON that core.telegram.org publishes: all commands read them as those in TL.

mod common;

use std::path::Path;

use common::Workspace;

/// Declarations as they are published.
const JSON: &str = r##"{"constructors":[
{"id":"-1132882121","predicate":"boolFalse","params":[],"type":"Bool"},
{"id":"-1720552011","predicate":"boolTrue","params":[],"type":"Bool"},
{"id":"481674261","predicate":"vector","params":[],"type":"Vector t"},
{"id":"-994444869","predicate":"error","params":[{"name":"code","type":"int"},{"name":"text","type":"string"}],"type":"Error"},
{"id":"1450380236","predicate":"null","params":[],"type":"Null"},
{"id":"2107670217","predicate":"inputPeerSelf","params":[],"type":"InputPeer"},
{"id":"-317687113","predicate":"chatInvitePublicJoinRequests","params":[],"type":"ExportedChatInvite"},
{"id":"88173912","predicate":"starsSubscriptionPricing","params":[{"name":"period","type":"int"},{"name":"amount","type":"long"}],"type":"StarsSubscriptionPricing"}
],"methods":[
{"id":"-878758099","method":"invokeAfterMsg","params":[{"name":"msg_id","type":"long"},{"name":"query","type":"!X"}],"type":"X"},
{"id":"1036301552","method":"invokeAfterMsgs","params":[{"name":"msg_ids","type":"Vector<long>"},{"name":"query","type":"!X"}],"type":"X"},
{"id":"-1537876336","method":"messages.exportChatInvite","params":[{"name":"flags","type":"#"},{"name":"legacy_revoke_permanent","type":"flags.2?true"},{"name":"request_needed","type":"flags.3?true"},{"name":"peer","type":"InputPeer"},{"name":"expire_date","type":"flags.0?int"},{"name":"usage_limit","type":"flags.1?int"},{"name":"title","type":"flags.4?string"},{"name":"subscription_pricing","type":"flags.5?StarsSubscriptionPricing"}],"type":"ExportedChatInvite"}
]}"##;

const TL: &str = "\
boolFalse#bc799737 = Bool;
boolTrue#997275b5 = Bool;
vector#1cb5c415 {t:Type} # [ t ] = Vector t;
error#c4b9f9bb code:int text:string = Error;
null#56730bcc = Null;
inputPeerSelf#7da07ec9 = InputPeer;
chatInvitePublicJoinRequests#ed107ab7 = ExportedChatInvite;
starsSubscriptionPricing#05416d58 period:int amount:long = StarsSubscriptionPricing;

---functions---

invokeAfterMsg#cb9f372d {X:Type} msg_id:long query:!X = X;
invokeAfterMsgs#3dc4b4f0 {X:Type} msg_ids:Vector<long> query:!X = X;
messages.exportChatInvite#a455de90 flags:# legacy_revoke_permanent:flags.2?true request_needed:flags.3?true peer:InputPeer expire_date:flags.0?int usage_limit:flags.1?int title:flags.4?string subscription_pricing:flags.5?StarsSubscriptionPricing = ExportedChatInvite;
";

#[test]
fn is_the_same_schema_as_in_tl() {
    let workspace = Workspace::new(&[("api.json", JSON), ("api.tl", TL)]);
    let run = workspace.tl(&["schema", "api.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), TL), "{run:?}");
    let hash = |file: &str| workspace.tl(&["schema", "--hash", file]).stdout;
    assert_eq!(hash("api.json"), hash("api.tl"));
    let run = workspace.tl_with_stdin(&["schema", "--hash", "-"], JSON);
    assert_eq!(run.stdout, hash("api.tl"));
}

#[test]
fn every_command_reads_it() {
    let workspace = Workspace::new(&[("api.json", JSON), ("api.tl", TL)]);
    let generate = |file: &str| {
        let run = workspace.tl(&["generate", file, "--out", "out"]);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout
    };
    assert!(generate("api.tl").starts_with("wrote "));
    assert!(generate("api.json").starts_with("wrote 0 files, removed 0, "));

    let runs: [(&[&str], &str); 4] = [
        (&["diff", "api.json", "api.tl"], "no change\n"),
        (&["id", "7da07ec9", "api.json"], "inputPeerSelf"),
        (&["encode", "--schema", "api.json", "--hex"], "c97ea07d"),
        (
            &["update", "new.tl", "--from", "api.json"],
            "new.tl is new: 5 constructors, ",
        ),
    ];
    for (args, expected) in runs {
        let run = workspace.tl_with_stdin(args, r#"{"_":"inputPeerSelf"}"#);
        assert_eq!(run.code, Some(0), "{args:?}: {run:?}");
        assert!(run.stdout.contains(expected), "{args:?}: {run:?}");
    }
    assert!(
        workspace
            .read("new.tl")
            .starts_with("// Source: api.json\n")
    );
    assert!(workspace.read("new.tl").ends_with(TL));
}

#[test]
fn findings_name_the_file_and_say_that_lines_are_of_tl() {
    let wrong = JSON.replace(
        "\"peer\",\"type\":\"InputPeer\"",
        "\"peer\",\"type\":\"InputPear\"",
    );
    let workspace = Workspace::new(&[("api.json", &wrong)]);
    let run = workspace.tl(&["check", "api.json"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""));
    let expected = ["api.json (as TL):14:27", "api.json (as TL):14:114"];
    assert_eq!(run.places(), expected, "{run:?}");
}

#[test]
fn what_is_wrong_in_the_json_is_an_error_with_its_place() {
    let workspace = Workspace::new(&[]);
    let wrong = [
        (
            JSON.replace("-994444869", "c4b9f9bb"),
            "api.json:5:16: constructors[3].id: invalid value",
        ),
        (
            JSON.replace("\"null\"", "\"null;x\""),
            "api.json:6:39: constructors[4].predicate: ';' stands in no name",
        ),
        (
            JSON.replace("],\"methods\"", "],,\"methods\""),
            "api.json:10:3: ",
        ),
    ];
    for (text, start) in wrong {
        workspace.write("api.json", &text);
        for command in ["check", "schema", "id"] {
            let args = [command, "null", "api.json"];
            let args = if command == "id" {
                &args[..]
            } else {
                &[command, "api.json"]
            };
            let run = workspace.tl(args);
            assert_eq!((run.code, run.stdout.as_str()), (Some(1), ""), "{run:?}");
            assert!(
                run.stderr.starts_with(&format!("error: {start}")),
                "{run:?}"
            );
        }
    }
}

#[test]
fn our_own_json_is_told_apart() {
    let workspace = Workspace::new(&[("api.tl", TL)]);
    let ours = workspace.tl(&["schema", "--json", "api.tl"]).stdout;
    workspace.write("ours.json", &ours);
    let run = workspace.tl(&["check", "ours.json"]);
    let message = "error: ours.json: this is what `tl schema --json` writes, not what Telegram \
                   publishes\n";
    assert_eq!((run.code, run.stderr.as_str()), (Some(1), message));
}

/// It would be replaced by TL.
#[test]
fn is_not_formatted() {
    let workspace = Workspace::new(&[("api.json", JSON)]);
    let run = workspace.tl(&["fmt", "api.json"]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert_eq!(workspace.read("api.json"), JSON);
}

#[test]
fn the_slice_comes_back_from_json() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../schema/api.tl");
    comes_back(&std::fs::read_to_string(path).expect("a schema"));
}

#[test]
#[ignore = "needs the corpus: set TL_SHARED and run with --include-ignored, as .ci/run does"]
fn the_corpus_comes_back_from_json() {
    let Some(shared) = std::env::var_os("TL_SHARED") else {
        panic!("TL_SHARED is not set");
    };
    for name in [
        "madeline_telegram_v190.tl",
        "madeline_secret.tl",
        "gotd_telegram.tl",
    ] {
        let path = Path::new(&shared).join("corpus").join(name);
        let text = std::fs::read_to_string(&path);
        comes_back(&text.unwrap_or_else(|error| panic!("{}: {error}", path.display())));
    }
}

/// Writes a schema as JSON, word by word, and compares the hashes.
fn comes_back(tl: &str) {
    let workspace = Workspace::new(&[("api.tl", tl)]);
    let listing = workspace.tl(&["schema", "api.tl"]).stdout;
    workspace.write("api.json", &json(&listing));
    let hash = |file: &str| workspace.tl(&["schema", "--hash", file]).stdout;
    assert_eq!(hash("api.tl").len(), 65);
    assert_eq!(hash("api.json"), hash("api.tl"));
}

fn json(listing: &str) -> String {
    let (mut layer, mut block, mut is_method) = (None, None, false);
    let (mut constructors, mut methods) = (Vec::new(), Vec::new());
    for line in listing.lines() {
        if let Some(number) = line.strip_prefix("// LAYER ") {
            layer = Some(number);
        } else if line == "---functions---" {
            is_method = true;
        } else if let Some(number) = line.strip_prefix("===") {
            block = number.strip_suffix("===");
            is_method = false;
        } else if !line.is_empty() {
            let list = if is_method {
                &mut methods
            } else {
                &mut constructors
            };
            list.push(entry(line, is_method, block));
        }
    }
    let layer = layer
        .map(|it| format!("\"layer\":{it},"))
        .unwrap_or_default();
    let (constructors, methods) = (constructors.join(","), methods.join(","));
    format!("{{{layer}\"constructors\":[{constructors}],\"methods\":[{methods}]}}")
}

fn entry(line: &str, is_method: bool, block: Option<&str>) -> String {
    let (head, result) = line
        .trim_end_matches(';')
        .split_once(" = ")
        .expect("a result");
    let mut words = head.split(' ');
    let (name, id) = words
        .next()
        .and_then(|it| it.split_once('#'))
        .expect("an id");
    let id = u32::from_str_radix(id, 16).expect("8 digits").cast_signed();
    let key = if is_method { "method" } else { "predicate" };
    let is_vector = name == "vector";
    let params = words.filter(|word| !is_vector && !word.starts_with('{'));
    let params = params.map(|param| {
        let (name, ty) = param.split_once(':').expect("a type");
        format!(r#"{{"name":"{name}","type":"{ty}"}}"#)
    });
    let params = params.collect::<Vec<_>>().join(",");
    let block = block
        .map(|it| format!(",\"layer\":{it}"))
        .unwrap_or_default();
    format!(r#"{{"id":"{id}","{key}":"{name}","params":[{params}],"type":"{result}"{block}}}"#)
}
