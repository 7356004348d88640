//! Types as people write them to the notation of the runtime's tables.
//!
//! | written | in the tables |
//! |---|---|
//! | `InputPeer`, `int`, `#`, `Object` | the same |
//! | `Vector<User>`, `Vector User`, `(Vector User)` | `Vector<User>` |
//! | `vector<int>`, `%Vector<int>` | `vector<int>` |
//! | `chatInviteExported`, `%chatInviteExported` | `%a22cbd96` |
//! | `%Message`, of a type with one constructor | `%5bb8e511` |

use std::collections::HashMap;

use tl_parser::diagnostic::Suggestions;
use tl_runtime::inspect::{Row, Tables};

use super::asked::Asked;

/// How deep vectors may lie in each other. It bounds how many types there are, and so what a run
/// over many lines remembers.
const DEEPEST_VECTOR: usize = 4;

/// How deep parentheses and vectors may lie in each other.
const DEEPEST: usize = 16;

const BUILTINS: [&str; 10] = [
    "int", "long", "double", "float", "string", "bytes", "true", "int128", "int256", "int512",
];

const BOXED_BUILTINS: [&str; 10] = [
    "Int", "Long", "Double", "Float", "String", "Bytes", "True", "Int128", "Int256", "Int512",
];

/// What the schemas declare, by name; what the first of them declares counts.
#[derive(Debug, Default)]
pub struct Names {
    /// The ids of the constructors of each type, in one schema.
    types: HashMap<&'static str, Vec<u32>>,
    constructors: HashMap<&'static str, u32>,
    functions: HashMap<&'static str, &'static Row<'static>>,
    suggestions: Suggestions,
}

impl Names {
    pub fn of(tables: Tables<'static>) -> Self {
        let mut names = Self::default();
        for table in tables.iter() {
            let mut types: HashMap<_, Vec<_>> = HashMap::new();
            for row in table.constructors() {
                types.entry(row.result()).or_default().push(row.id());
                names.constructors.entry(row.name()).or_insert(row.id());
            }
            for (name, ids) in types {
                names.types.entry(name).or_insert(ids);
            }
            for row in table.functions() {
                names.functions.entry(row.name()).or_insert(row);
            }
        }
        names
    }

    /// The notation of what is asked for.
    pub fn notation(&self, asked: Asked<'_>) -> Result<String, String> {
        match asked {
            Asked::Any => Ok("Object".into()),
            Asked::Type(text) => self.type_of(text),
            Asked::Function(name) => Ok(format!("!{:08x}", self.function(name)?.id())),
            Asked::ResultOf(name) => match self.function(name)?.result() {
                result if result.starts_with('@') => Err(format!(
                    "what `{name}` returns is what the function in it returns: name that one"
                )),
                result => Ok(result.into()),
            },
        }
    }

    fn function(&self, name: &str) -> Result<&'static Row<'static>, String> {
        let found = self.functions.get(name).copied();
        found.ok_or_else(|| {
            let hint = self.hint(name, self.functions.keys());
            format!("no schema declares a function `{name}`{hint}")
        })
    }

    fn type_of(&self, text: &str) -> Result<String, String> {
        let mut parser = Parser {
            names: self,
            rest: text,
            depth: 0,
            vectors: 0,
        };
        let ty = parser.ty()?;
        match parser.rest.trim() {
            "" => Ok(ty),
            rest => Err(format!("`{rest}` is too much in the type `{text}`")),
        }
    }
}

struct Parser<'n, 'a> {
    names: &'n Names,
    rest: &'a str,
    depth: usize,
    vectors: usize,
}

impl Parser<'_, '_> {
    /// `%? ( '(' type ')' | '#' | vector | name )`
    fn ty(&mut self) -> Result<String, String> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err("types are nested too deep".into());
        }
        let ty = match () {
            () if self.eat('(') => self.ty_then(')'),
            () if self.eat('#') => Ok("#".into()),
            () if self.eat('%') => self.named(true),
            () => self.named(false),
        };
        self.depth -= 1;
        ty
    }

    fn ty_then(&mut self, end: char) -> Result<String, String> {
        let ty = self.ty()?;
        match self.eat(end) {
            true => Ok(ty),
            false => Err(format!("`{end}` is missing behind `{ty}`")),
        }
    }

    fn named(&mut self, is_bare: bool) -> Result<String, String> {
        let rest = self.rest.trim_start();
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '.';
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (name, behind) = rest.split_at(end);
        self.rest = behind;
        match name {
            "" if rest.is_empty() => Err("the name of a type is missing".into()),
            "" => Err(format!("`{rest}` is no type")),
            "Vector" => self.vector(is_bare),
            "vector" => self.vector(true),
            _ => self.names.named(name, is_bare),
        }
    }

    fn vector(&mut self, is_bare: bool) -> Result<String, String> {
        self.vectors += 1;
        if self.vectors > DEEPEST_VECTOR {
            return Err("vectors are nested too deep".into());
        }
        let element = match self.eat('<') {
            true => self.ty_then('>')?,
            false => self.ty()?,
        };
        let vector = if is_bare { "vector" } else { "Vector" };
        Ok(format!("{vector}<{element}>"))
    }

    fn eat(&mut self, character: char) -> bool {
        match self.rest.trim_start().strip_prefix(character) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }
}

impl Names {
    fn named(&self, name: &str, is_bare: bool) -> Result<String, String> {
        if let Some(ids) = self.types.get(name) {
            return match (is_bare, &ids[..]) {
                (false, _) => Ok(name.into()),
                (true, [id]) => Ok(format!("%{id:08x}")),
                (true, _) => Err(format!(
                    "`{name}` has {} constructors: name one in place of `%{name}`",
                    ids.len()
                )),
            };
        }
        if let Some(id) = self.constructors.get(name) {
            return Ok(format!("%{id:08x}"));
        }
        match name {
            "Object" | "Bool" if !is_bare => Ok(name.into()),
            _ if BUILTINS.contains(&name) => Ok(name.into()),
            _ if BOXED_BUILTINS.contains(&name) => Ok(match is_bare {
                true => name.to_ascii_lowercase(),
                false => name.into(),
            }),
            _ => Err(self.unknown(name)),
        }
    }

    fn unknown(&self, name: &str) -> String {
        if self.functions.contains_key(name) {
            return format!("`{name}` is a function, not a type");
        }
        let declared = self.types.keys().chain(self.constructors.keys());
        let known = declared
            .chain(&BUILTINS)
            .chain(&["Bool", "Object", "Vector"]);
        let hint = self.hint(name, known);
        format!("no schema declares a type `{name}`{hint}")
    }

    fn hint<'a>(&self, name: &str, candidates: impl Iterator<Item = &'a &'static str>) -> String {
        match self.suggestions.nearest(name, candidates.copied()) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use tl_runtime::inspect::{Table, Tables};

    use super::*;

    fn names() -> Names {
        const ROWS: [Row<'static>; 4] = [
            Row::new(1, "dog", "", "Pet*"),
            Row::new(2, "cat", "", "Pet*"),
            Row::new(3, "a.fish", "", "a.Fish"),
            Row::new(0x5bb8_e511, "message", "", "Message"),
        ];
        const CALLS: [Row<'static>; 2] = [
            Row::new(0xf, "getPets", "", "Vector<Pet>"),
            Row::new(0x10, "after", "query:!", "@query"),
        ];
        static TABLE: Table<'static> = Table::new(&ROWS, &CALLS);
        Names::of(Tables::one(&TABLE))
    }

    #[test]
    fn every_way_to_write_a_type() {
        let written = [
            ("Pet", "Pet"),
            (" a.Fish ", "a.Fish"),
            ("dog", "%00000001"),
            ("%cat", "%00000002"),
            ("%Message", "%5bb8e511"),
            ("%a.Fish", "%00000003"),
            ("int", "int"),
            ("%Int", "int"),
            ("Int", "Int"),
            ("#", "#"),
            ("Bool", "Bool"),
            ("Object", "Object"),
            ("Vector<Pet>", "Vector<Pet>"),
            ("Vector Pet", "Vector<Pet>"),
            ("(Vector (vector dog))", "Vector<vector<%00000001>>"),
            ("%Vector < %Message >", "vector<%5bb8e511>"),
        ];
        for (text, notation) in written {
            assert_eq!(names().notation(Asked::Type(text)), Ok(notation.into()));
        }
    }

    #[test]
    fn calls_and_results() {
        let names = names();
        let function = names.notation(Asked::Function("getPets"));
        assert_eq!(function, Ok("!0000000f".into()));
        let result = names.notation(Asked::ResultOf("getPets"));
        assert_eq!(result, Ok("Vector<Pet>".into()));
        assert!(names.notation(Asked::ResultOf("after")).is_err());
        let error = names.notation(Asked::Function("getPet"));
        let message = "no schema declares a function `getPet`; did you mean `getPets`?";
        assert_eq!(error, Err(message.into()));
    }

    #[test]
    fn what_is_no_type() {
        let deep = "Vector<".repeat(5) + "int" + &">".repeat(5);
        let parentheses = "(".repeat(100_000);
        let wrong = [
            (
                "Pets",
                "no schema declares a type `Pets`; did you mean `Pet`?",
            ),
            (
                "%Pet",
                "`Pet` has 2 constructors: name one in place of `%Pet`",
            ),
            ("getPets", "`getPets` is a function, not a type"),
            ("Pet<int>", "`<int>` is too much in the type `Pet<int>`"),
            ("Vector<Pet", "`>` is missing behind `Pet`"),
            ("Vector", "the name of a type is missing"),
            ("", "the name of a type is missing"),
            ("?", "`?` is no type"),
            (&deep, "vectors are nested too deep"),
            (&parentheses, "types are nested too deep"),
        ];
        for (text, message) in wrong {
            assert_eq!(names().notation(Asked::Type(text)), Err(message.into()));
        }
    }
}
