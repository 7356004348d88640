//! A random combinator of a random schema: its fields refer only to what is declared and
//! in scope.

use arbitrary::{Result, Unstructured};

use super::schema::{Kind, Type};
use super::tokens::Tokens;

const BUILTINS: &[&str] = &[
    "int", "long", "double", "string", "bytes", "true", "int128", "int256", "Bool", "Int",
    "String", "Object",
];

/// How deep types are nested.
const DEPTH: u32 = 3;

/// A combinator that is being declared.
pub struct Combinator<'u, 'b, 't> {
    u: &'u mut Unstructured<'b>,
    types: &'t [Type],
    /// Only types of lower numbers can be held by value.
    below: usize,
    tokens: &'t mut Tokens,
    /// Type variables in scope.
    variables: Vec<String>,
    /// Numbers in scope, by name.
    nats: Vec<String>,
    /// Whether the level has a `#` that counts a repetition without a count.
    has_count: bool,
    fields: u32,
}

impl<'u, 'b, 't> Combinator<'u, 'b, 't> {
    pub fn new(
        u: &'u mut Unstructured<'b>,
        types: &'t [Type],
        below: usize,
        tokens: &'t mut Tokens,
    ) -> Self {
        Self {
            u,
            types,
            below,
            tokens,
            variables: Vec::new(),
            nats: Vec::new(),
            has_count: false,
            fields: 0,
        }
    }

    /// The name and, for some, an id of its own in one of its spellings.
    pub fn head(&mut self, name: &str, next_id: &mut u32) -> Result<()> {
        self.tokens.add(name);
        *next_id += 1;
        match self.u.int_in_range(0..=3)? {
            0 => self.tokens.add_id(&format!("{next_id:x}")),
            1 => self.tokens.add_id(&format!("{next_id:08x}")),
            _ => {}
        }
        Ok(())
    }

    /// `{X0:Type} {n1:#} fields = T X0 n1`
    pub fn constructor(&mut self, ty: &Type) -> Result<()> {
        let mut args = Vec::new();
        for (number, kind) in ty.params.iter().enumerate() {
            let name = match kind {
                Kind::Type => format!("X{number}"),
                Kind::Nat => format!("n{number}"),
            };
            self.optional(&name, *kind);
            args.push(name);
        }
        self.params(DEPTH)?;
        self.tokens.add("=");
        self.tokens.add(&ty.name);
        let is_angled = !args.is_empty() && self.u.arbitrary()?;
        let (open, separator) = if is_angled { ("<", ",") } else { ("", "") };
        for (number, arg) in args.iter().enumerate() {
            let before = if number == 0 { open } else { separator };
            if !before.is_empty() {
                self.tokens.add(before);
            }
            self.tokens.add(arg);
        }
        if is_angled {
            self.tokens.add(">");
        }
        Ok(())
    }

    fn optional(&mut self, name: &str, kind: Kind) {
        match kind {
            Kind::Type => {
                self.tokens.add(&format!("{{ {name} : Type }}"));
                self.variables.push(name.to_owned());
            }
            Kind::Nat => {
                self.tokens.add(&format!("{{ {name} : # }}"));
                self.nats.push(name.to_owned());
                self.has_count = true;
            }
        }
    }

    /// `fields = T`, or `{X:Type} fields query:!X = X`
    pub fn function(&mut self) -> Result<()> {
        if self.u.ratio(1, 4)? {
            self.optional("X", Kind::Type);
            self.params(DEPTH)?;
            self.tokens.add("query : ! X = X");
            return Ok(());
        }
        self.params(DEPTH)?;
        self.tokens.add("=");
        if self.u.ratio(1, 4)? {
            self.tokens.add("Vector <");
            self.ty(DEPTH)?;
            self.tokens.add(">");
            return Ok(());
        }
        let index = self.u.choose_index(self.types.len())?;
        self.boxed(index, DEPTH, false)
    }

    fn params(&mut self, depth: u32) -> Result<()> {
        for _ in 0..self.u.int_in_range(0..=4)? {
            self.param(depth)?;
        }
        Ok(())
    }

    fn param(&mut self, depth: u32) -> Result<()> {
        match self.u.int_in_range(0..=9)? {
            0 | 1 => self.word(),
            2 if !self.nats.is_empty() => self.conditional(depth),
            3 if depth > 0 => self.repeat(depth - 1),
            4 => self.multiple(depth),
            5 => self.ty(depth),
            6 => {
                self.tokens.add("_ :");
                self.ty(depth)
            }
            _ => {
                self.label();
                self.ty(depth)
            }
        }
    }

    fn field_name(&mut self) -> String {
        self.fields += 1;
        format!("f{}", self.fields)
    }

    /// `name:`
    fn label(&mut self) {
        let name = self.field_name();
        self.tokens.add(&format!("{name} :"));
    }

    /// `flags:#`
    fn word(&mut self) -> Result<()> {
        self.has_count = true;
        if self.u.ratio(1, 6)? {
            self.tokens.add("#");
            return Ok(());
        }
        let name = self.field_name();
        self.tokens.add(&format!("{name} : #"));
        self.nats.push(name);
        Ok(())
    }

    /// `name:flags.N?type`
    fn conditional(&mut self, depth: u32) -> Result<()> {
        self.label();
        let word = self.u.choose(&self.nats)?;
        let bit = self.u.int_in_range(0..=31)?;
        self.tokens.add(&format!("{word} . {bit} ?"));
        self.ty(depth)
    }

    /// `(x y:type)`
    fn multiple(&mut self, depth: u32) -> Result<()> {
        self.tokens.add("(");
        for _ in 0..self.u.int_in_range(1..=3)? {
            let name = self.field_name();
            self.tokens.add(&name);
        }
        self.tokens.add(":");
        self.ty(depth)?;
        self.tokens.add(")");
        Ok(())
    }

    /// `name:n*[ ... ]`: a level of its own, which sees the outer one.
    fn repeat(&mut self, depth: u32) -> Result<()> {
        if self.u.arbitrary()? {
            self.label();
        }
        if !self.has_count || self.u.arbitrary()? {
            match self.u.int_in_range(0..=2)? {
                0 if !self.nats.is_empty() => {
                    self.tokens.add("(");
                    self.nat()?;
                    self.tokens.add(")");
                }
                1 if !self.nats.is_empty() => self.tokens.add(self.u.choose(&self.nats)?),
                _ => self.tokens.add("3"),
            }
            self.tokens.add("*");
        }
        let (outer, had_count) = (self.nats.len(), self.has_count);
        self.has_count = false;
        self.tokens.add("[");
        self.params(depth)?;
        self.tokens.add("]");
        self.nats.truncate(outer);
        self.has_count = had_count;
        Ok(())
    }

    /// A type in one term.
    fn ty(&mut self, depth: u32) -> Result<()> {
        match self.u.int_in_range(0..=6)? {
            0 if depth > 0 => self.vector(depth - 1),
            1 if !self.variables.is_empty() => {
                self.tokens.add(self.u.choose(&self.variables)?);
                Ok(())
            }
            2 if depth > 0 => {
                self.tokens.add("(");
                self.ty(depth - 1)?;
                self.tokens.add(")");
                Ok(())
            }
            3 | 4 if self.below > 0 => {
                let index = self.u.choose_index(self.below)?;
                self.declared(index, depth)
            }
            _ => {
                self.tokens.add(self.u.choose(BUILTINS)?);
                Ok(())
            }
        }
    }

    /// `Vector<t>`, `(vector t)`, `%(Vector t)`: of any type.
    fn vector(&mut self, depth: u32) -> Result<()> {
        let (open, close) = *self.u.choose(&[
            ("Vector <", ">"),
            ("vector <", ">"),
            ("( Vector", ")"),
            ("( vector", ")"),
            ("% ( Vector", ")"),
            ("% Vector <", ">"),
        ])?;
        self.tokens.add(open);
        let below = std::mem::replace(&mut self.below, self.types.len());
        self.ty(depth)?;
        self.below = below;
        self.tokens.add(close);
        Ok(())
    }

    /// A type of the schema: boxed or, if it has one constructor, bare.
    fn declared(&mut self, index: usize, depth: u32) -> Result<()> {
        let ty = &self.types[index];
        if ty.constructors != 1 {
            return self.boxed(index, depth, true);
        }
        match self.u.int_in_range(0..=2)? {
            0 => {
                self.tokens.add("%");
                self.boxed(index, depth, true)
            }
            1 => self.applied(&ty.bare, &ty.params, depth, true),
            _ => self.boxed(index, depth, true),
        }
    }

    fn boxed(&mut self, index: usize, depth: u32, in_term: bool) -> Result<()> {
        let ty = &self.types[index];
        self.applied(&ty.name, &ty.params, depth, in_term)
    }

    /// `T`, `T<a,b>`, `(T a b)`; without parentheses if it need not be one term.
    fn applied(&mut self, name: &str, params: &[Kind], depth: u32, in_term: bool) -> Result<()> {
        if params.is_empty() {
            self.tokens.add(name);
            return Ok(());
        }
        let depth = depth.saturating_sub(1);
        let is_angled: bool = self.u.arbitrary()?;
        if !is_angled && in_term {
            self.tokens.add("(");
        }
        self.tokens.add(name);
        for (number, kind) in params.iter().enumerate() {
            if is_angled {
                self.tokens.add(if number == 0 { "<" } else { "," });
            }
            match kind {
                Kind::Type => self.ty(depth)?,
                Kind::Nat => self.nat()?,
            }
        }
        if is_angled {
            self.tokens.add(">");
        } else if in_term {
            self.tokens.add(")");
        }
        Ok(())
    }

    /// `3`, `n`, `n+1`, `2+n+3`
    fn nat(&mut self) -> Result<()> {
        match self.u.int_in_range(0..=3)? {
            0 if !self.nats.is_empty() => {
                let nat = self.u.choose(&self.nats)?;
                self.tokens.add(nat);
            }
            1 if !self.nats.is_empty() => {
                let nat = self.u.choose(&self.nats)?;
                self.tokens.add(&format!("{nat} + 1"));
            }
            2 if !self.nats.is_empty() => {
                let nat = self.u.choose(&self.nats)?;
                self.tokens.add(&format!("2 + {nat} + 3"));
            }
            _ => self.tokens.add("4"),
        }
        Ok(())
    }
}
