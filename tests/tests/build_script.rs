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
