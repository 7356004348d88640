//! `compile()` in a real build script: what a user sees of a right schema and of a wrong one.

#[path = "support/project.rs"]
mod project;

use project::Project;

const RIGHT: &str = "thing id:int = Thing;\n";
const WRONG: &str = "thing id:int = Thing;\nother a:Thng = Other;\nthird b:strin = Third;\n";

#[test]
fn a_wrong_schema_is_a_build_error_that_names_the_place() {
    let project = Project::new("wrong", WRONG);
    let build = project.build();
    build.assert_error("schema/api.tl:2:9: unknown type `Thng`");
    build.assert_error("schema/api.tl:3:9: unknown type or constructor `strin`");
    // The lines of the schema are shown too, with what may have been meant.
    assert!(
        build.stderr.contains("did you mean `Thing`?"),
        "{}",
        build.stderr
    );
    assert!(project.generated().is_empty(), "nothing is written");
}

#[test]
fn a_right_schema_prints_nothing_and_writes_only_into_out_dir() {
    let project = Project::new("right", RIGHT);
    let before: Vec<_> = project.entries().into_keys().collect();
    let build = project.build();
    assert!(build.is_success, "{}", build.stderr);
    assert_eq!(build.messages(), [""; 0]);
    let after: Vec<_> = project.entries().into_keys().collect();
    assert_eq!(after, before);
    assert!(project.generated().contains_key("tl/schema.rs"));
}

mod several_runs {
    use super::*;

    const OTHER: &str = "other = Other;\n";
    const FIRST: &str = ".schema(\"schema/api.tl\")";

    fn project(name: &'static str, runs: &[&str]) -> Project {
        let project = Project::new(name, RIGHT);
        project.write("schema/other.tl", OTHER);
        project.configure_all(runs);
        project
    }

    #[test]
    fn of_two_schemas_into_one_module_are_an_error_that_names_it() {
        let second = ".schema(\"schema/other.tl\")";
        let build = project("one-module", &[FIRST, second]).build();
        build.assert_error(
            "two runs write the module `schema`, and their output differs: \
             give each a name of its own by `include_file`",
        );
    }

    /// One schema, but not the same code.
    #[test]
    fn of_two_configurations_into_one_module_are_an_error_that_names_it() {
        let first = ".schema(\"schema/api.tl\").include_file(\"api.rs\")";
        let second = format!("{first}.any(false)");
        let build = project("one-schema", &[first, &second]).build();
        build.assert_error("two runs write the module `api`");
    }

    #[test]
    fn with_equal_output_are_one() {
        let project = project("equal-runs", &[FIRST, FIRST]);
        let build = project.build();
        assert!(build.is_success, "{}", build.stderr);
        assert!(project.text().contains("pub struct Thing"));
    }

    #[test]
    fn have_modules_of_their_own() {
        let second = ".schema(\"schema/other.tl\").include_file(\"other.rs\")";
        let project = project("two-modules", &[FIRST, second]);
        let build = project.build();
        assert!(build.is_success, "{}", build.stderr);
        let texts = project.texts();
        assert!(texts["tl/schema/types.rs"].contains("pub struct Thing"));
        assert!(texts["tl/other/types.rs"].contains("pub struct Other"));
    }

    /// What an earlier build of other schemas left is no run of this one.
    #[test]
    fn may_take_the_place_of_an_earlier_build() {
        let second = ".schema(\"schema/other.tl\").include_file(\"other.rs\")";
        let project = project("earlier-build", &[FIRST, second]);
        assert!(project.build().is_success);
        let swapped = ".schema(\"schema/api.tl\").include_file(\"other.rs\")";
        project.configure_all(&[".schema(\"schema/other.tl\")", swapped]);
        assert!(project.build().is_rebuilt());
        let texts = project.texts();
        assert!(texts["tl/schema/types.rs"].contains("pub struct Other"));
        assert!(texts["tl/other/types.rs"].contains("pub struct Thing"));
    }
}

/// Names that file systems do not take, or that lie too deep, become files all the same.
#[test]
fn namespaces_have_files_that_every_system_takes() {
    let deep = vec!["a"; 126].join(".");
    let long = "b".repeat(250);
    let alternating = "cD".repeat(100);
    let schema = format!(
        "aux.x = aux.X;\naux.con.y = aux.X;\nauxiliary.z = aux.X;\n{deep}.v = Deep;\n{long}.w = Long;\n\
         {alternating}.u = Long;\n---functions---\nnul.get = aux.X;\ncom1.get = aux.X;\n"
    );
    let project = Project::new("file-names", &schema);
    let build = project.build();
    assert!(build.is_success, "{}", build.stderr);
    assert_eq!(build.messages(), [""; 0]);
    let texts = project.texts();
    for path in [
        "types/aux_",
        "types/aux_/con_",
        "functions/com1_",
        "types/a/a",
    ] {
        let path = format!("tl/schema/{path}.rs");
        assert!(texts.contains_key(&path), "{path}: {:?}", texts.keys());
    }
    let names = texts.keys().flat_map(|path| path.split('/'));
    let longest = names.map(str::len).max();
    assert!(longest < Some(110), "{longest:?}");
    let deepest = texts.keys().map(|path| path.matches('/').count()).max();
    assert_eq!(deepest, Some(10), "{:?}", texts.keys());
}

#[test]
fn modules_that_differ_in_case_are_an_error_on_every_system() {
    let project = Project::new("case", RIGHT);
    project.write("schema/other.tl", "other = Other;\n");
    project.configure_all(&[
        ".schema(\"schema/api.tl\")",
        ".schema(\"schema/other.tl\").include_file(\"Schema.rs\")",
    ]);
    let build = project.build();
    build.assert_error("two runs write the module `Schema`, and their output differs");
}

/// The directory is one that has other files: those of the user, and links.
mod a_directory_of_the_user {
    use std::fs;

    use super::*;

    const IN_SOURCES: &str = ".schema(\"schema/api.tl\").include_file(\"api.rs\").out_dir(\"src\")";
    const SPACES: &str = "old.thing = Thing;\nthing = Thing;\n";

    fn project(name: &'static str) -> Project {
        let project = Project::new(name, SPACES);
        project.configure_all(&[".schema(\"schema/api.tl\")", IN_SOURCES]);
        project
    }

    fn read(project: &Project, path: &str) -> String {
        fs::read_to_string(project.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    #[test]
    fn keeps_all_files_that_are_not_generated() {
        let project = project("foreign-files");
        assert!(project.build().is_success);
        let old = read(&project, "src/tl/api/types/old.rs");
        let theirs = [
            ("src/tl/api/mine.rs", "fn mine() {}\n"),
            ("src/tl/api/notes", "Read this.\n"),
            ("src/tl/api/types/old/empty.rs", ""),
            ("src/tl/api/fork.rs", "// @generated by tl-codegen-fork\n"),
        ];
        for (path, text) in theirs {
            project.write(path, text);
        }
        project.write("src/tl/api/types/older/gone.rs", &old);
        project.write("schema/api.tl", RIGHT);
        assert!(project.build().is_success);
        for (path, text) in theirs {
            assert_eq!(read(&project, path), text, "{path}");
        }
        for path in ["types/old.rs", "types/older/gone.rs"] {
            let path = project.path("src/tl/api").join(path);
            assert!(!path.exists(), "{}", path.display());
        }
    }

    #[cfg(unix)]
    mod with_links {
        use std::os::unix::fs::symlink;

        use super::*;

        /// A project with generated files elsewhere, which nobody may touch.
        fn with_elsewhere(name: &'static str) -> (Project, String) {
            let project = project(name);
            assert!(project.build().is_success);
            let text = read(&project, "src/tl/api/types/old.rs");
            project.write("elsewhere/old.rs", &text);
            (project, text)
        }

        fn build_again(project: &Project) -> project::Build {
            project.write(
                "schema/api.tl",
                "new.thing = Thing;\nthing id:int = Thing;\n",
            );
            project.build()
        }

        #[test]
        fn that_no_output_needs_leaves_them_alone() {
            let (project, text) = with_elsewhere("idle-links");
            let folder = project.path("src/tl/api/linked");
            symlink("../../../elsewhere", &folder).expect("a link");
            let file = project.path("src/tl/api/linked.rs");
            symlink("../../../elsewhere/old.rs", &file).expect("a link");
            let build = build_again(&project);
            assert!(build.is_success, "{}", build.stderr);
            assert!(folder.is_symlink() && file.is_symlink());
            assert_eq!(read(&project, "elsewhere/old.rs"), text);
        }

        #[test]
        fn in_the_place_of_a_folder_is_an_error() {
            let (project, text) = with_elsewhere("linked-folder");
            for (folder, target) in [
                ("src/tl/api/types", "../../../elsewhere"),
                ("src/tl/api", "../../elsewhere"),
                ("src/tl", "../elsewhere"),
            ] {
                let folder = project.path(folder);
                fs::remove_dir_all(&folder).expect("a folder");
                symlink(target, &folder).expect("a link");
                build_again(&project).assert_error("it is a symbolic link");
                let names = fs::read_dir(project.path("elsewhere")).expect("a folder");
                assert_eq!(names.count(), 1, "{}", folder.display());
                assert_eq!(read(&project, "elsewhere/old.rs"), text);
                fs::remove_file(&folder).expect("a link");
                assert!(project.build().is_success);
            }
        }

        #[test]
        fn in_the_place_of_a_file_is_an_error() {
            let (project, text) = with_elsewhere("linked-file");
            let file = project.path("src/tl/api/types.rs");
            fs::remove_file(&file).expect("a file");
            symlink("../../../elsewhere/old.rs", &file).expect("a link");
            build_again(&project).assert_error("it is a symbolic link");
            assert_eq!(read(&project, "elsewhere/old.rs"), text);
        }
    }
}
