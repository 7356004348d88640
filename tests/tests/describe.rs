//! Schemas as rows: the notation of every form, the marks of what nests, and what no row can
//! describe.

use tl_codegen::{Config, Description, Row};
use tl_tests::tables::checked;

#[track_caller]
fn rows(text: &str) -> Description {
    let description = Description::new(&checked(text));
    assert_eq!(description.refused, []);
    description
}

fn line(row: &Row) -> String {
    let Row {
        name,
        fields,
        result,
        ..
    } = row;
    format!("{name}|{fields}|{result}")
}

/// The constructors of a schema in the order of their names.
#[track_caller]
fn constructors(text: &str) -> Vec<String> {
    let mut lines: Vec<_> = rows(text).constructors.iter().map(line).collect();
    lines.sort();
    lines
}

#[test]
fn every_term_has_one_form() {
    let text = "
        a x:int32 y:int53 z:secureString w:secureBytes d:double f:float t:true = A;
        b x:Int y:Long z:String w:Bytes t:True i:Int128 = B;
        c x:int128 y:int256 z:int512 b:Bool o:Object p:object = C;
        ns.d#000000ff x:(Vector %ns.d) y:vector<Ns> z:Vector<Vector<ns.D>> w:(vector int) = ns.D;
        e n:# x:# y:x.0?int z:x.31?true f:x.0?# g:f.5?ns.D = Ns;
    ";
    assert_eq!(
        constructors(text),
        [
            "a|x:int y:long z:string w:bytes d:double f:float t:true|A",
            "b|x:Int y:Long z:String w:Bytes t:True i:Int128|B",
            "c|x:int128 y:int256 z:int512 b:Bool o:Object p:Object|C",
            "e|n:# x:# y:x.0?int z:x.31?true f:x.0?# g:f.5?ns.D|Ns*",
            "ns.d|x:Vector<%000000ff> y:vector<Ns> z:Vector<Vector<ns.D>> w:vector<int>|ns.D*^",
        ]
    );
}

#[test]
fn functions_say_what_they_return() {
    let text = "
        a = A;
        ---functions---
        get = A;
        ids x:Function = Vector<long>;
        int = Int;
        wrap {X:Type} flags:# query:!X = X;
        all {X:Type} query:!X = Vector X;
    ";
    let mut lines: Vec<_> = rows(text).functions.iter().map(line).collect();
    lines.sort();
    assert_eq!(
        lines,
        [
            "all|query:!|Vector<@query>",
            "get||A",
            "ids|x:!|Vector<long>",
            "int||Int",
            "wrap|flags:# query:!|@query",
        ]
    );
}

/// Through vectors, through other types, and without a boxed type between.
#[test]
fn what_nests_is_marked() {
    let text = "
        leaf = Tree; node x:Vector<Tree> = Tree;
        ping x:Pong = Ping; pingEnd = Ping; pong x:Ping = Pong;
        list flags:# next:flags.0?%List = List;
        plain x:Tree y:List = Plain;
    ";
    let marks: Vec<_> = constructors(text)
        .iter()
        .map(|line| line.rsplit('|').next().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        marks,
        [
            "Tree*", "List^", "Tree*", "Ping*", "Ping*", "Plain", "Pong*"
        ]
    );
}

#[test]
fn rows_are_sorted_by_id_and_names_by_name() {
    let text = "b#00000002 = T; a#00000003 = T; c#00000001 = T;
        ---functions--- z#00000009 = T; aa#00000008 = T;";
    let rows = rows(text);
    let ids: Vec<_> = rows.constructors.iter().map(|row| row.id).collect();
    assert_eq!(ids, [1, 2, 3]);
    let all: Vec<_> = rows.constructors.iter().chain(&rows.functions).collect();
    let names: Vec<_> = rows
        .names
        .iter()
        .map(|index| &all[*index as usize].name[..])
        .collect();
    assert_eq!(names, ["a", "aa", "b", "c", "z"]);
}

/// Of equal ids the first declared is the first row.
#[test]
fn equal_ids_keep_their_order() {
    let text = "a = A; ---functions--- second#00000005 x:int = A; first#00000005 = A;";
    let rows = rows(text);
    let names: Vec<_> = rows.functions.iter().map(|row| &row.name[..]).collect();
    assert_eq!(names, ["second", "first"]);
}

#[test]
fn what_cannot_be_described_is_said() {
    let schema = checked(
        "a x:int = A;
        _ x:int = B;
        pair {X:Type} x:X = Pair X;
        use p:(Pair int) q:A = Use;
        many n:# x:n*[ int ] = Many;
        unnamed int = Unnamed;
        ---functions---
        ok = A; get = Pair int;",
    );
    let description = Description::new(&schema);
    let described: Vec<_> = description
        .constructors
        .iter()
        .map(|row| &row.name[..])
        .collect();
    assert_eq!(described, ["a"]);
    assert_eq!(description.functions.len(), 1);
    let refused: Vec<_> = description
        .refused
        .iter()
        .map(|it| (&it.name[..], it.reason))
        .collect();
    assert_eq!(
        refused,
        [
            ("_", "it has no name"),
            (
                "pair",
                "it has optional arguments other than the type of a `!` argument"
            ),
            ("use", "it uses a type with arguments"),
            ("many", "it has a repetition"),
            ("unnamed", "it has an argument without a name"),
            ("get", "it returns a type with arguments"),
        ]
    );
    assert_eq!(
        description.refused[0].span.start,
        schema.constructors[1].span.start
    );
}

#[test]
fn strings_are_bytes_where_asked() {
    let schema = checked("a x:string y:string z:Vector<string> w:String = A;");
    let mut config = Config::new();
    for field in ["a.x", "a.z", "a.w"] {
        config = config.string_as_bytes(field);
    }
    let description = Description::with_config(&schema, &config).expect("the options fit");
    let [row] = &description.constructors[..] else {
        panic!("one is declared");
    };
    assert_eq!(row.fields, "x:bytes y:string z:Vector<bytes> w:Bytes");
}
