//! Each option of [`Config`]: what it does to the output, and what is wrong with it.

use std::collections::BTreeSet;

use tl_codegen::{Config, Files, Report, UnknownBits};
use tl_parser::Severity;

const SCHEMA: &str = "\
user id:long name:string = User;
nobody = User;
group title:string owner:User = Group;
chats.chat id:long = chats.Chat;
---functions---
getUser id:long = User;
chats.getChat id:long = chats.Chat;
";

fn config() -> Config {
    Config::new().source("schema.tl", SCHEMA)
}

fn files(config: &Config) -> Files {
    config
        .generate()
        .unwrap_or_else(|report| panic!("a valid configuration:\n{report}"))
}

fn refused(config: &Config) -> Report {
    config.generate().expect_err("a wrong configuration")
}

/// The lines directly above a declaration, up to the documentation.
fn above(text: &str, declaration: &str) -> Vec<String> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    let at = lines.iter().position(|line| line.starts_with(declaration));
    let at = at.unwrap_or_else(|| panic!("`{declaration}` is declared in:\n{text}"));
    let attributes = lines[..at]
        .iter()
        .rev()
        .take_while(|line| line.starts_with('#'));
    attributes.map(|line| (*line).to_owned()).collect()
}

fn has(files: &Files, file: &str, declaration: &str, attribute: &str) -> bool {
    above(&files[file], declaration)
        .iter()
        .any(|line| line == attribute)
}

/// The names behind `pub struct`, `pub enum` in a run's output, with their files.
fn declared(files: &Files, keyword: &str) -> BTreeSet<String> {
    let of_file = |text: &String| {
        text.lines()
            .filter_map(|line| line.strip_prefix(keyword))
            .map(|rest| {
                rest.split(['<', ' ', '{'])
                    .next()
                    .unwrap_or_default()
                    .to_owned()
            })
            .collect::<Vec<_>>()
    };
    files.values().flat_map(of_file).collect()
}

fn messages(report: &Report, severity: Severity) -> Vec<&str> {
    let problems = report
        .problems
        .iter()
        .filter(|problem| problem.severity == severity);
    problems.map(|problem| problem.message.as_str()).collect()
}

#[test]
fn type_attributes_go_where_their_path_says() {
    const EQ: &str = "#[derive(Eq)]";
    let one = files(&config().type_attribute("user", EQ));
    assert!(has(&one, "schema/types.rs", "pub struct User ", EQ));
    assert!(!has(&one, "schema/types.rs", "pub struct Group ", EQ));
    assert!(!has(&one, "schema/enums.rs", "pub enum User ", EQ));

    let boxed = files(&config().type_attribute("User", EQ));
    assert!(has(&boxed, "schema/enums.rs", "pub enum User ", EQ));
    assert!(!has(&boxed, "schema/types.rs", "pub struct User ", EQ));

    let function = files(&config().type_attribute("getUser", EQ));
    assert!(has(
        &function,
        "schema/functions.rs",
        "pub struct GetUser ",
        EQ
    ));

    let namespace = files(&config().type_attribute("chats", EQ));
    assert!(has(
        &namespace,
        "schema/types/chats.rs",
        "pub struct Chat ",
        EQ
    ));
    assert!(has(
        &namespace,
        "schema/enums/chats.rs",
        "pub enum Chat ",
        EQ
    ));
    assert!(has(
        &namespace,
        "schema/functions/chats.rs",
        "pub struct GetChat ",
        EQ
    ));
    assert!(!has(&namespace, "schema/types.rs", "pub struct User ", EQ));

    let all = files(&config().type_attribute(".", EQ));
    assert!(has(&all, "schema/types.rs", "pub struct Group ", EQ));
    assert!(has(&all, "schema/enums/chats.rs", "pub enum Chat ", EQ));
}

#[test]
fn the_more_specific_path_wins() {
    let config = config()
        .type_attribute(".", "#[derive(Eq)]")
        .type_attribute("chats", "#[derive(Hash)]")
        .type_attribute("chats.chat", "#[derive(Ord)]");
    let files = files(&config);
    let derives = |file: &str, declaration: &str| {
        ["Eq", "Hash", "Ord"]
            .into_iter()
            .filter(|name| has(&files, file, declaration, &format!("#[derive({name})]")))
            .collect::<Vec<_>>()
    };
    assert_eq!(derives("schema/types.rs", "pub struct User "), ["Eq"]);
    assert_eq!(derives("schema/enums/chats.rs", "pub enum Chat "), ["Hash"]);
    assert_eq!(
        derives("schema/types/chats.rs", "pub struct Chat "),
        ["Ord"]
    );
}

#[test]
fn several_attributes_of_a_path_are_kept_in_order() {
    let config = config()
        .type_attribute("user", "#[cfg_attr(a, derive(Eq))]")
        .type_attribute("user", "#[derive(Hash)] #[derive(Ord)]");
    let files = files(&config);
    let found = above(&files["schema/types.rs"], "pub struct User ");
    let found: Vec<_> = found.iter().rev().map(String::as_str).collect();
    let expected = [
        "#[cfg_attr(a, derive(Eq))]",
        "#[derive(Hash)]",
        "#[derive(Ord)]",
    ];
    assert!(found.ends_with(&expected), "{found:?}");
}

#[test]
fn field_attributes_go_to_fields() {
    const SKIP: &str = "#[cfg(never)]";
    let one = files(&config().field_attribute("user.id", SKIP));
    assert!(has(&one, "schema/types.rs", "pub id: i64", SKIP));
    assert!(!has(&one, "schema/types.rs", "pub name: ", SKIP));
    assert!(!has(&one, "schema/functions.rs", "pub id: i64", SKIP));

    let all = files(&config().field_attribute("user", SKIP));
    assert!(has(&all, "schema/types.rs", "pub id: i64", SKIP));
    assert!(has(&all, "schema/types.rs", "pub name: ", SKIP));
    assert!(!has(&all, "schema/types.rs", "pub title: ", SKIP));
}

#[test]
fn extern_paths_stand_in_for_types_and_constructors() {
    let files = files(&config().extern_path("User", "crate::Person"));
    assert!(!declared(&files, "pub enum ").contains("User"));
    assert!(!declared(&files, "pub struct ").contains("User"));
    assert!(files["schema/types.rs"].contains("pub owner: crate::Person,"));
    assert!(files["schema/functions.rs"].contains("type Return = crate::Person;"));

    let files = self::files(&config().extern_path("user", "crate::Person"));
    assert!(declared(&files, "pub enum ").contains("User"));
    assert!(!declared(&files, "pub struct ").contains("User"));
    assert!(files["schema/enums.rs"].contains("User(crate::Person),"));
}

#[test]
fn extern_object_holds_what_the_schema_does_not_declare() {
    let without = &files(&config())["schema.rs"];
    assert!(!without.contains("Extern("));
    let with = &files(&config().extern_object("crate::api::Object"))["schema.rs"];
    assert!(
        with.contains("Extern(::tl_runtime::__v0_1::Box<crate::api::Object>),"),
        "{with}"
    );
    assert!(with.contains("Self::Extern(r.value())"), "{with}");
}

#[test]
fn clients_and_servers_are_there_where_asked() {
    let plain = files(&config());
    let is_there = |files: &Files, name: &str| files.contains_key(name);
    for name in ["client", "server", "errors"] {
        assert!(!is_there(&plain, &format!("schema/{name}.rs")), "{name}");
    }
    let client = files(&config().client(true));
    assert!(is_there(&client, "schema/client/chats.rs"));
    assert!(is_there(&client, "schema/errors.rs"));
    assert!(!is_there(&client, "schema/server.rs"));
    let server = files(&config().server(true).any(false));
    assert!(server["schema/server.rs"].contains("fn chats_get_chat("));
    assert!(server["schema.rs"].contains("pub enum AnyFunction"));
    // What is not selected has no method.
    let roots = files(&config().roots(["getUser"]).client(true).server(true));
    assert!(roots["schema/client.rs"].contains("pub fn get_user("));
    assert!(!is_there(&roots, "schema/client/chats.rs"));
    assert!(!roots["schema/server.rs"].contains("get_chat"));
}

#[test]
fn functions_have_examples_where_asked() {
    let schema = "user id:long = User; ---functions--- getSelf = User; rename who:User = User;";
    let config = || Config::new().source("schema.tl", schema);
    let count = |config: Config| {
        let text = &files(&config)["schema/functions.rs"];
        text.matches("/// # Example").count()
    };
    assert_eq!(count(config()), 0);
    let example = || config().example_path("bindings::api");
    assert_eq!(count(example()), 2);
    // A type that somebody else has written is made in a way that is not known.
    assert_eq!(count(example().extern_path("User", "crate::Person")), 1);
    assert_eq!(count(example().extern_path("user", "crate::Person")), 1);
    let text = &files(&example())["schema/functions.rs"];
    assert!(
        text.contains("/// use bindings::api::{functions, types};"),
        "{text}"
    );
    assert!(
        text.contains("/// let request = functions::Rename::new(types::User::new(1));"),
        "{text}"
    );
}

#[test]
fn debug_is_left_out_where_asked() {
    let files = files(&config().skip_debug("user").skip_debug("chats"));
    for (file, declaration, has_debug) in [
        ("schema/types.rs", "pub struct User ", false),
        ("schema/types/chats.rs", "pub struct Chat ", false),
        ("schema/functions/chats.rs", "pub struct GetChat ", false),
        ("schema/types.rs", "pub struct Group ", true),
        ("schema/enums.rs", "pub enum User ", true),
    ] {
        let name = declaration.split(' ').nth(2).expect("a name");
        let implementation = format!("impl __rt::Debug for {name} {{");
        let text = &files[file];
        assert!(text.contains(declaration), "{declaration} in {file}");
        assert_eq!(text.contains(&implementation), has_debug, "{declaration}");
    }
}

#[test]
fn roots_give_what_they_reach_and_nothing_else() {
    let config = Config::new()
        .schema("../schema/api.tl")
        .roots(["messages.exportChatInvite"]);
    let files = files(&config);
    let set = |names: &[&str]| {
        names
            .iter()
            .map(|name| (*name).to_owned())
            .collect::<BTreeSet<_>>()
    };
    let types = set(&[
        "ExportedChatInvite",
        "InputPeer",
        "StarsSubscriptionPricing",
    ]);
    // Both stand at the root, whatever is selected.
    let always = set(&["AnyFunction", "Object"]);
    let enums = declared(&files, "pub enum ");
    assert_eq!(enums, types.union(&always).cloned().collect());
    let structs = declared(&files, "pub struct ");
    #[rustfmt::skip]
    let constructors = set(&[
        "ChatInviteExported", "ChatInvitePublicJoinRequests", "InputPeerChannel",
        "InputPeerChannelFromMessage", "InputPeerChat", "InputPeerEmpty", "InputPeerSelf",
        "InputPeerUser", "InputPeerUserFromMessage", "StarsSubscriptionPricing",
    ]);
    assert_eq!(constructors.len(), 10);
    let function = set(&["ExportChatInvite"]);
    assert_eq!(structs, constructors.union(&function).cloned().collect());
}

#[test]
fn a_root_may_be_a_type_or_a_constructor() {
    let files = files(&config().roots(["Group"]));
    assert_eq!(
        declared(&files, "pub enum ")
            .into_iter()
            .collect::<Vec<_>>(),
        ["Group", "Object", "User"]
    );
    // A constructor brings the whole of its type.
    let files = self::files(&config().roots(["nobody"]));
    assert_eq!(
        declared(&files, "pub struct ")
            .into_iter()
            .collect::<Vec<_>>(),
        ["Nobody", "User"]
    );
}

#[test]
fn names_do_not_depend_on_roots() {
    // `foo_bar` is not selected, and all the same `fooBar` may not have the short name.
    let text = "fooBar = A; foo_bar x:int = B; ---functions--- getA = A;";
    let all = Config::new().source("schema.tl", text);
    let some = all.clone().roots(["getA"]);
    let [all, some] = [all, some].map(|config| declared(&files(&config), "pub struct "));
    assert_eq!((all.len(), some.len()), (3, 2));
    assert!(some.is_subset(&all), "{some:?} are among {all:?}");
}

#[test]
fn an_unknown_root_is_an_error() {
    let report = refused(&config().roots(["chats.getchat"]));
    assert_eq!(
        messages(&report, Severity::Error),
        ["roots: the schema declares no `chats.getchat`; did you mean `chats.getChat`?"]
    );
    let report = refused(&config().roots(["zzz"]));
    assert_eq!(
        messages(&report, Severity::Error),
        ["roots: the schema declares no `zzz`"]
    );
}

#[test]
fn a_path_that_matches_nothing_is_a_warning() {
    let wrong = [
        config().type_attribute("Usr", "#[derive(Eq)]"),
        config().field_attribute("Usr", "#[cfg(a)]"),
        config().skip_debug("Usr"),
        config().extern_path("Usr", "crate::User"),
        config().unknown_bits("Usr", UnknownBits::Keep),
    ];
    for config in wrong {
        let report = config.check();
        assert_eq!(
            messages(&report, Severity::Warning),
            ["the path `Usr` matches nothing; did you mean `User`?"]
        );
        assert!(!report.has_errors());
        files(&config);
    }
    let report = config().field_attribute("user.nam", "#[cfg(a)]").check();
    assert_eq!(
        messages(&report, Severity::Warning),
        ["the path `user.nam` matches nothing; did you mean `user.name`?"]
    );
}

#[test]
fn an_invalid_attribute_or_path_is_an_error() {
    let wrong = [
        (
            config().type_attribute("user", "derive(Eq)"),
            "`derive(Eq)` for `user` is not an attribute",
        ),
        (
            config().field_attribute("user.id", ""),
            "`` for `user.id` is not an attribute",
        ),
        (
            config().type_attribute("user", "#[derive(Eq)"),
            "`#[derive(Eq)` for `user` is not an attribute",
        ),
        (
            config().extern_path("User", "1x"),
            "`1x` for `User` is not a path",
        ),
        (
            config().extern_object("crate::"),
            "`crate::` for `extern_object` is not a path",
        ),
        (
            config().example_path("api::"),
            "`api::` for `example_path` is not a path",
        ),
        (
            config().example_path("api").constructors(false),
            "example_path: examples need `constructors` and `conversions`",
        ),
    ];
    for (config, expected) in wrong {
        let report = refused(&config);
        let errors = messages(&report, Severity::Error);
        assert!(
            matches!(&errors[..], [only] if only.starts_with(expected)),
            "{expected}: {errors:?}"
        );
    }
}

#[test]
fn input_that_cannot_be_read_is_an_error() {
    let report = refused(&Config::new().schema("no/such.tl"));
    let errors = messages(&report, Severity::Error);
    assert!(
        matches!(&errors[..], [only] if only.starts_with("cannot read no/such.tl: ")),
        "{errors:?}"
    );
    let report = refused(&Config::new());
    assert_eq!(
        messages(&report, Severity::Error),
        ["no schema is given: call `schema(path)`"]
    );
}

#[test]
fn the_include_file_names_the_folder_too() {
    let files = files(&config().include_file("api.rs"));
    assert!(
        files
            .keys()
            .all(|name| name == "api.rs" || name.starts_with("api/")),
        "{:?}",
        files.keys()
    );
    let report = refused(&config().include_file("../api.rs"));
    assert_eq!(messages(&report, Severity::Error).len(), 1);
}

#[test]
fn a_length_must_be_an_int_before_its_field() {
    let schema = "a size:int name:string b:flags.0?string flags:# = A;";
    let schema = schema.replace("b:flags.0?string flags:#", "flags:# b:flags.0?string");
    let config = |field, length| {
        let config = Config::new().source("schema.tl", schema.as_str());
        config.length_field(field, length)
    };
    assert!(config("a.name", "size").generate().is_ok());
    let order = "must be an `int` before";
    for (field, length, message) in [
        (
            "a.b",
            "size",
            "`size` must be an `int` before `b`, and both must be required",
        ),
        ("a.size", "name", order),
        ("a.name", "flags", order),
        ("a.nme", "size", "`a` does not have a field `nme`"),
        ("a.name", "sze", "`a` does not have a field `sze`"),
        ("b.name", "size", "`b` is not declared in the schema"),
        ("name", "size", "`name` is not declared in the schema"),
    ] {
        let report = refused(&config(field, length));
        let found = messages(&report, Severity::Error);
        assert!(found[0].contains(message), "{found:?}");
    }
    let twice = Config::new()
        .source("schema.tl", "a size:int name:string b:string = A;")
        .length_field("a.name", "size")
        .length_field("a.b", "size");
    let found = refused(&twice);
    assert!(messages(&found, Severity::Error)[0].contains("already"));
}

#[test]
fn what_is_unknown_is_kept_where_asked() {
    let files = files(&config().keep_unknown("chats").keep_unknown("Object"));
    let has_variant = |file: &str| files[file].contains("Unknown(");
    assert!(has_variant("schema.rs") && has_variant("schema/enums/chats.rs"));
    assert!(!has_variant("schema/enums.rs"));
    let report = config().keep_unknown("Usr").check();
    assert_eq!(
        messages(&report, Severity::Warning),
        ["the path `Usr` matches nothing; did you mean `User`?"]
    );
}
