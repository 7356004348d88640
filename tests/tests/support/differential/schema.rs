//! Random schemas of all that bindings are generated for, with random options: what is read, and
//! how. Types are numbered; by value a type holds only those of lower numbers, so that each has a
//! finite value. Optional fields and vectors may hold any.

use std::fmt::Write;

use super::random::Random;

const BUILTINS: [&str; 17] = [
    "int", "long", "double", "string", "bytes", "true", "int128", "Bool", "Int", "Long", "String",
    "Bytes", "True", "Object", "#", "string", "bytes",
];

/// A schema and, if values of an older layer are read too, that layer.
pub struct Drawn {
    pub text: String,
    pub older: Option<String>,
}

/// The schema that follows from a seed.
pub fn draw(seed: u64) -> Drawn {
    let mut random = Random(seed);
    let types = 1 + random.below(5);
    let mut draw = Draw {
        constructors: (0..types).map(|_| random.pick(&[1, 1, 1, 2, 3])).collect(),
        namespaces: (0..types)
            .map(|_| random.pick(&["", "", "ns.", "a.b."]))
            .collect(),
        random,
        options: String::new(),
        fields: 0,
    };
    let mut combinators = Vec::new();
    for index in 0..types {
        for number in 0..draw.constructors[index] {
            let name = draw.constructor(index, number);
            // The first constructor is the one that every type is finite by.
            let combinator = draw.combinator(&name, index);
            combinators.push(format!("{combinator} = {};", draw.ty(index)));
        }
    }
    if draw.random.one_in(4) {
        let combinator = draw.combinator("packed", types);
        combinators.push(format!("{combinator} = Object;"));
    }
    combinators.push("---functions---".into());
    for number in 0..draw.random.below(4) {
        combinators.push(draw.function(number, types));
    }
    draw.options(types);
    let older = draw.random.one_in(4).then(|| draw.older(&combinators));
    let text = combinators.join("\n");
    Drawn {
        text: format!("{}// LAYER 20\n{text}\n", draw.options),
        older: older.map(|text| format!("// LAYER 10\n{text}\n")),
    }
}

struct Draw {
    random: Random,
    /// How many constructors each type has.
    constructors: Vec<usize>,
    namespaces: Vec<&'static str>,
    /// `// config: ...` lines.
    options: String,
    /// How many fields have been named.
    fields: usize,
}

impl Draw {
    fn ty(&self, index: usize) -> String {
        format!("{}T{index}", self.namespaces[index])
    }

    fn constructor(&self, index: usize, number: usize) -> String {
        format!("{}c{index}_{number}", self.namespaces[index])
    }

    fn option(&mut self, option: &str) {
        writeln!(self.options, "// config: {option}").expect("a string can be written to");
    }

    /// A name and fields; by value only types below `below`.
    fn combinator(&mut self, name: &str, below: usize) -> String {
        let mut fields = Vec::new();
        let mut flags: Vec<String> = Vec::new();
        for _ in 0..self.random.below(6) {
            self.fields += 1;
            let field = format!("f{}", self.fields);
            match self.random.below(8) {
                0 | 1 => {
                    let condition = match flags.is_empty() || self.random.below(3) > 0 {
                        true => String::new(),
                        false => self.condition(&flags),
                    };
                    fields.push(format!("{field}:{condition}#"));
                    flags.push(field);
                }
                2..=4 if !flags.is_empty() => {
                    let condition = self.condition(&flags);
                    let all = self.constructors.len();
                    let ty = match self.random.one_in(3) {
                        true => "true".into(),
                        false => self.value(all, true),
                    };
                    fields.push(format!("{field}:{condition}{ty}"));
                }
                5 if self.random.one_in(2) => self.sized(name, &field, below, &mut fields),
                _ => {
                    let ty = self.value(below, false);
                    fields.push(format!("{field}:{ty}"));
                }
            }
        }
        let space = if fields.is_empty() { "" } else { " " };
        format!("{name}{space}{}", fields.join(" "))
    }

    fn condition(&mut self, flags: &[String]) -> String {
        let word = self.random.pick(flags);
        let bit = self.random.pick(&[0, 0, 1, 1, 2, 31]);
        format!("{word}.{bit}?")
    }

    /// A length and the field that it is of, perhaps with another one in between.
    fn sized(&mut self, name: &str, field: &str, below: usize, fields: &mut Vec<String>) {
        fields.push(format!("{field}_size:int"));
        if self.random.one_in(3) {
            let between = self.value(below, false);
            fields.push(format!("{field}_between:{between}"));
        }
        let ty = match self.random.one_in(2) {
            true => "Object".into(),
            false => self.value(below, false),
        };
        fields.push(format!("{field}:{ty}"));
        self.option(&format!("length_field {name}.{field} {field}_size"));
    }

    /// A type. By value only types below `below`, which may be that of the combinator itself where
    /// the value need not be there.
    fn value(&mut self, below: usize, is_optional: bool) -> String {
        match self.random.below(7) {
            0 | 1 => self.vector(),
            2..=4 if below > 0 => {
                let index = self.random.below(below);
                let is_bare = self.constructors[index] == 1 && self.random.one_in(2);
                match (is_bare, is_optional) {
                    (true, _) => format!("%{}", self.ty(index)),
                    (false, _) => self.ty(index),
                }
            }
            5 if self.random.one_in(4) => "!".into(),
            _ => self.random.pick(&BUILTINS).into(),
        }
        .replace('!', "Object")
    }

    fn vector(&mut self) -> String {
        let all = self.constructors.len();
        let element = match self.random.one_in(4) {
            true => self.vector(),
            false => self.value_in_vector(all),
        };
        match self.random.one_in(3) {
            true => format!("vector<{element}>"),
            false => format!("Vector<{element}>"),
        }
    }

    fn value_in_vector(&mut self, all: usize) -> String {
        match self.random.one_in(2) {
            true => {
                let index = self.random.below(all);
                match self.constructors[index] == 1 && self.random.one_in(2) {
                    true => format!("%{}", self.ty(index)),
                    false => self.ty(index),
                }
            }
            false => self.random.pick(&BUILTINS).into(),
        }
    }

    fn function(&mut self, number: usize, types: usize) -> String {
        let name = format!("get{number}");
        if self.random.one_in(5) {
            let fields = self.combinator("", types);
            let fields = match fields.is_empty() {
                true => String::new(),
                false => fields + " ",
            };
            // Lengths are of combinators with a name.
            let fields = fields.trim_start().to_owned();
            self.rename_options(&name);
            return format!("{name} {{X:Type}} {fields}query:!X = X;");
        }
        let fields = self.combinator(&name, types);
        let index = self.random.below(types);
        match self.random.one_in(4) {
            true => format!("{fields} = Vector<{}>;", self.ty(index)),
            false => format!("{fields} = {};", self.ty(index)),
        }
    }

    /// Options of a combinator that had no name yet.
    fn rename_options(&mut self, name: &str) {
        self.options = self
            .options
            .replace("length_field .", &format!("length_field {name}."));
    }

    /// Options that are not about single fields.
    fn options(&mut self, types: usize) {
        if self.random.one_in(4) {
            self.option("huge_bytes");
        }
        if self.random.one_in(2) {
            self.option("keep_unknown Object");
        }
        for index in 0..types {
            if self.random.one_in(4) {
                let ty = self.ty(index);
                self.option(&format!("keep_unknown {ty}"));
            }
            let how = self
                .random
                .pick(&["", "", "keep_bits", "drop_bits", "refuse_bits"]);
            if !how.is_empty() {
                let name = self.constructor(index, 0);
                self.option(&format!("{how} {name}"));
            }
            if self.random.one_in(6) {
                let name = self.constructor(index, 0);
                self.option(&format!("string_as_bytes {name}"));
            }
        }
        match self.random.below(6) {
            0 => self.option("keep_bits ."),
            1 => self.option("drop_bits ."),
            _ => {}
        }
    }

    /// Some of the combinators as an older layer may have had them: without a field, or with an
    /// `int` where there is a `long` now.
    fn older(&mut self, combinators: &[String]) -> String {
        let mut older = Vec::new();
        for combinator in combinators {
            let mut words: Vec<String> = combinator.split(' ').map(str::to_owned).collect();
            let can_change = words.len() > 3 && self.random.one_in(2) && !combinator.contains('{');
            if can_change {
                let at = 1 + self.random.below(words.len() - 3);
                match words[at].strip_suffix(":long") {
                    Some(name) => words[at] = format!("{name}:int"),
                    // What others depend on stays.
                    None if words[at].ends_with('#') || words[at].contains("_size") => {}
                    None => drop(words.remove(at)),
                }
            }
            older.push(words.join(" "));
        }
        older.join("\n")
    }
}
