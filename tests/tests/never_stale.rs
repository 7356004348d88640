//! Generated code is never stale and never made without need: what cargo does after a change of
//! each kind of file, and that folder, day and order leave no trace in the output.

#[path = "support/project.rs"]
mod project;

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use project::Project;

const THING: &str = "thing id:int = Thing;\n";
const OTHER: &str = "space.other = Other;\n";

const ONE: &str = ".schema(\"schema/api.tl\")";
const TWO: &str = ".schema(\"schema/api.tl\").schema(\"schema/more.tl\")";
const DESCRIBED: &str = ".schema(\"schema/api.tl\").side_data(\"schema/api.toml\")";

fn side_data(text: &str) -> String {
    format!(
        "format = \"tl-side-data/1\"\nlayer = 0\nsource = \"made up\"\n\n\
         [constructors.thing]\ntext = \"{text}\"\n"
    )
}

/// A project with a file of side data, built once.
fn described(name: &'static str) -> Project {
    let project = Project::new(name, THING);
    project.write("schema/api.toml", &side_data("What is there."));
    project.configure(DESCRIBED);
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("/// What is there."));
    project
}

/// A project whose schema is two files, built once.
fn of_two_files(name: &'static str) -> Project {
    let project = Project::new(name, THING);
    project.write("schema/more.tl", OTHER);
    project.configure(TWO);
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct Other"));
    project
}

#[test]
fn nothing_changed_and_nothing_is_rebuilt() {
    let project = Project::new("nothing-changed", THING);
    assert!(project.build().is_rebuilt());
    let first = project.generated();
    assert!(!project.build().is_rebuilt());
    assert_eq!(project.generated(), first);
}

#[test]
fn an_equal_schema_leaves_the_files_alone() {
    let project = Project::new("equal-schema", THING);
    assert!(project.build().is_rebuilt());
    let first = project.generated();
    project.touch("schema/api.tl");
    assert!(project.build().is_rebuilt(), "the script runs");
    assert_eq!(project.generated(), first);
}

#[test]
fn another_order_leaves_the_files_alone() {
    let project = Project::new("another-order", &format!("{THING}{OTHER}"));
    assert!(project.build().is_rebuilt());
    let first = project.generated();
    project.write("schema/api.tl", &format!("{OTHER}\n\n{THING}"));
    assert!(project.build().is_rebuilt(), "the script runs");
    assert_eq!(project.generated(), first);
}

#[test]
fn a_changed_schema_is_generated_again() {
    let project = Project::new("changed-schema", THING);
    assert!(project.build().is_rebuilt());
    assert!(!project.text().contains("Other"));
    project.write("schema/api.tl", &format!("{THING}{OTHER}"));
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct Other"));

    // And back: a namespace that is gone leaves no file.
    project.write("schema/api.tl", THING);
    assert!(project.build().is_rebuilt());
    let texts = project.texts();
    let mentions =
        |(path, text): (&String, &String)| path.contains("space") || text.contains("Other");
    assert!(!texts.iter().any(mentions), "{texts:#?}");
}

#[test]
fn a_changed_second_schema_is_generated_again() {
    let project = of_two_files("changed-second");
    project.write("schema/more.tl", "space.another = Other;\n");
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct Another"));
}

#[test]
fn changed_side_data_is_generated_again() {
    let project = described("changed-side-data");
    project.write("schema/api.toml", &side_data("What was found."));
    assert!(project.build().is_rebuilt());
    let text = project.text();
    assert!(text.contains("/// What was found."), "{text}");
    assert!(!text.contains("What is there."), "{text}");
}

#[test]
fn a_changed_older_layer_is_generated_again() {
    let project = Project::new("changed-layer", THING);
    project.write("schema/7.tl", "// LAYER 7\nthing = Thing;\n");
    project.configure(".schema(\"schema/api.tl\").layers([\"schema/7.tl\"])");
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct ThingLayer7 {}"));
    project.write("schema/7.tl", "// LAYER 7\nthing name:string = Thing;\n");
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct ThingLayer7 {\n"));
}

/// The files that a build script names are watched, not the folders that they lie in.
#[test]
fn an_unrelated_file_rebuilds_nothing() {
    let project = described("unrelated-file");
    let first = project.generated();
    for path in [
        "README.md",
        "schema/README.md",
        "schema/more.tl",
        "schema/more.toml",
    ] {
        project.write(path, "not read by anything\n");
        assert!(!project.build().is_rebuilt(), "{path}");
        project.remove(path);
        assert!(!project.build().is_rebuilt(), "{path} is gone");
    }
    assert_eq!(project.generated(), first);
}

/// It was unrelated before.
#[test]
fn a_file_that_the_build_script_adds_is_watched_from_then_on() {
    let project = Project::new("added-file", THING);
    project.write("schema/more.tl", OTHER);
    project.configure(ONE);
    assert!(project.build().is_rebuilt());
    assert!(!project.text().contains("Other"));

    project.configure(TWO);
    assert!(project.build().is_rebuilt());
    assert!(project.text().contains("pub struct Other"));
    assert!(!project.build().is_rebuilt());
    project.touch("schema/more.tl");
    assert!(project.build().is_rebuilt());
}

#[test]
fn a_removed_schema_is_an_error_that_names_it() {
    let project = Project::new("removed-schema", THING);
    assert!(project.build().is_rebuilt());
    project.remove("schema/api.tl");
    project.build().assert_error("cannot read schema/api.tl");
}

#[test]
fn a_removed_second_schema_is_an_error_that_names_it() {
    let project = of_two_files("removed-second");
    project.remove("schema/more.tl");
    project.build().assert_error("cannot read schema/more.tl");
}

#[test]
fn removed_side_data_is_an_error_that_names_it() {
    let project = described("removed-side-data");
    project.remove("schema/api.toml");
    project.build().assert_error("cannot read schema/api.toml");
}

/// After an error, the next good build is as if there had been none.
#[test]
fn a_schema_that_comes_back_builds_again() {
    let project = Project::new("back-again", THING);
    assert!(project.build().is_rebuilt());
    let first = project.generated();
    project.write("schema/api.tl", "thing id:in = Thing;\n");
    project.build().assert_error("schema/api.tl:1:10");
    project.write("schema/api.tl", THING);
    assert!(project.build().is_success);
    assert_eq!(project.generated(), first);
}

#[test]
fn the_output_is_the_same_in_any_folder_and_on_any_day() {
    let here = output_at("a", SystemTime::now(), &[("TZ", "UTC"), ("LC_ALL", "C")]);
    let there = output_at(
        "a rather longer path/mit Umlauten äöü/и ещё",
        SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000),
        &[
            ("TZ", "Pacific/Kiritimati"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("SOURCE_DATE_EPOCH", "86400"),
        ],
    );
    assert!(here["tl/schema/types.rs"].contains("pub struct Thing"));
    assert_eq!(here, there);
}

/// What is generated in a folder, from files of a time, by their absolute paths.
fn output_at(
    place: &'static str,
    time: SystemTime,
    environment: &[(&str, &str)],
) -> BTreeMap<String, String> {
    let project = Project::at(place, "any-folder", &format!("{THING}{OTHER}"));
    project.write("schema/api.toml", &side_data("What is there."));
    project.configure(
        ".schema(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/schema/api.tl\"))\
         .side_data(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/schema/api.toml\"))",
    );
    for path in ["schema/api.tl", "schema/api.toml", "build.rs", "src/lib.rs"] {
        project.set_time(path, time);
    }
    let build = project.build_with(environment);
    assert!(build.is_success, "{}", build.stderr);
    project.texts()
}

mod read_only {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// Permissions do not bind whoever may do everything, so the times of files and folders are
    /// looked at too: nothing in the tree is made, written or removed.
    #[test]
    fn a_source_tree_is_enough() {
        let project = described("read-only");
        // That build wrote Cargo.lock; what it built is made again.
        project.forget();
        let before = project.entries();
        let locked = ReadOnly::new(&project);
        let build = project.build();
        drop(locked);
        assert!(build.is_rebuilt());
        assert!(project.text().contains("/// What is there."));
        assert_eq!(project.entries(), before);
    }

    /// A tree that nobody may write to, until this is dropped: it is removed then.
    struct ReadOnly(Vec<PathBuf>);

    impl ReadOnly {
        fn new(project: &Project) -> Self {
            let paths = project.entries().into_keys();
            let locked = Self(paths.map(|path| project.path(&path)).collect());
            locked.set(true);
            locked
        }

        fn set(&self, is_read_only: bool) {
            for path in &self.0 {
                let metadata = fs::metadata(path).expect("it is there");
                let mut permissions = metadata.permissions();
                allow_writing(&mut permissions, !is_read_only);
                fs::set_permissions(path, permissions).expect("they can be set");
            }
        }
    }

    impl Drop for ReadOnly {
        fn drop(&mut self) {
            self.set(false);
        }
    }

    #[cfg(unix)]
    fn allow_writing(permissions: &mut fs::Permissions, is_allowed: bool) {
        use std::os::unix::fs::PermissionsExt;

        let mode = permissions.mode();
        permissions.set_mode(match is_allowed {
            true => mode | 0o200,
            false => mode & !0o222,
        });
    }

    #[cfg(not(unix))]
    fn allow_writing(permissions: &mut fs::Permissions, is_allowed: bool) {
        permissions.set_readonly(!is_allowed);
    }
}
