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
