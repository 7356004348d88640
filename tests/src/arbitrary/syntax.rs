//! Random declarations in every form of the grammar; each function carries its rule. The
//! names are arbitrary and mean nothing.

use arbitrary::{Result, Unstructured};

use super::tokens::Tokens;

const LOWER: &[&str] = &[
    "a",
    "b",
    "int",
    "flags",
    "x_1",
    "functions",
    "final",
    "ns.a",
    "a.b9.c_",
];
const UPPER: &[&str] = &["A", "Vector", "Type", "X_1", "ns.A", "a.b.C"];
const VARIABLES: &[&str] = &["a", "flags", "x_1", "X", "types"];
const NUMBERS: &[&str] = &["0", "1", "31", "007", "4294967295", "99999999999"];
const IDS: &[&str] = &["1", "0a", "5416d58", "05416d58", "a455de90", "fffffffe"];
const ANNOTATIONS: &[&str] = &["@any", "@read", "@kphp"];
const MARKERS: &[&str] = &[
    "--- functions ---",
    "--- types ---",
    "--- constructors ---",
    "=== 8 ===",
    "=== 0143 ===",
];

/// How deep types are nested.
const DEPTH: u32 = 4;

/// `{ marker | declaration ";" }`
pub fn file(u: &mut Unstructured<'_>) -> Result<Tokens> {
    let mut tokens = Tokens::default();
    for _ in 0..u.int_in_range(0..=12)? {
        if u.ratio(1, 5)? {
            tokens.add(u.choose(MARKERS)?);
        } else {
            Syntax {
                u,
                tokens: &mut tokens,
            }
            .declaration()?;
            tokens.add(";");
        }
    }
    Ok(tokens)
}

struct Syntax<'u, 'b, 't> {
    u: &'u mut Unstructured<'b>,
    tokens: &'t mut Tokens,
}

impl Syntax<'_, '_, '_> {
    /// `combinator | builtin | statement | partial`
    fn declaration(&mut self) -> Result<()> {
        match self.u.int_in_range(0..=9)? {
            0..=5 => self.combinator(),
            6 => self.builtin(),
            7 => self.statement(),
            _ => self.partial(),
        }
    }

    /// `{ annotation } name [ "#" id ] { optional } { arg } ( "=" | "=>" ) result`
    fn combinator(&mut self) -> Result<()> {
        for _ in 0..self.few(2)? {
            self.one_of(ANNOTATIONS)?;
        }
        self.name_and_id()?;
        for _ in 0..self.few(2)? {
            self.optional()?;
        }
        // An argument at least, because without one the parser wants `=`.
        let is_arrow = self.u.ratio(1, 6)?;
        self.args(usize::from(is_arrow), DEPTH)?;
        self.tokens.add(if is_arrow { "=>" } else { "=" });
        self.result()
    }

    /// `name [ "#" id ] "?" "=" uc-ident`
    fn builtin(&mut self) -> Result<()> {
        self.name_and_id()?;
        self.tokens.add("? =");
        self.one_of(UPPER)
    }

    /// `( "New" | "Final" | "Empty" ) uc-ident`
    fn statement(&mut self) -> Result<()> {
        self.one_of(&["New", "Final", "Empty"])?;
        self.one_of(UPPER)
    }

    /// `uc-ident ( "<" exprs ">" | subexpr { subexpr } ) | lc-ident subexpr { subexpr }`
    fn partial(&mut self) -> Result<()> {
        if self.u.arbitrary()? {
            self.one_of(UPPER)?;
            if self.u.arbitrary()? {
                return self.angles(DEPTH);
            }
        } else {
            self.one_of(LOWER)?;
        }
        self.juxtaposed(1, DEPTH)
    }

    /// `( lc-ident | "_" ) [ "#" id ]`
    fn name_and_id(&mut self) -> Result<()> {
        if self.u.ratio(1, 8)? {
            self.tokens.add("_");
            return Ok(());
        }
        self.one_of(LOWER)?;
        if self.u.arbitrary()? {
            self.tokens.add_id(self.u.choose(IDS)?);
        }
        Ok(())
    }

    /// `"{" var { var } ":" term "}"`
    fn optional(&mut self) -> Result<()> {
        self.tokens.add("{");
        for _ in 0..1 + self.few(2)? {
            self.one_of(VARIABLES)?;
        }
        self.tokens.add(":");
        match self.u.int_in_range(0..=2)? {
            0 => self.tokens.add("Type"),
            1 => self.tokens.add("#"),
            _ => self.term(1)?,
        }
        self.tokens.add("}");
        Ok(())
    }

    fn args(&mut self, least: usize, depth: u32) -> Result<()> {
        for _ in 0..least + self.few(4)? {
            self.arg(depth)?;
        }
        Ok(())
    }

    fn arg(&mut self, depth: u32) -> Result<()> {
        match self.u.int_in_range(0..=5)? {
            0 => self.multiple(depth),
            1 if depth > 0 => self.repeat(depth - 1),
            2 => self.typed(depth),
            _ => {
                self.var_opt()?;
                self.tokens.add(":");
                self.typed(depth)
            }
        }
    }

    /// `"(" var-opt { var-opt } ":" typed ")"`
    fn multiple(&mut self, depth: u32) -> Result<()> {
        self.tokens.add("(");
        for _ in 0..1 + self.few(2)? {
            self.var_opt()?;
        }
        self.tokens.add(":");
        self.typed(depth)?;
        self.tokens.add(")");
        Ok(())
    }

    /// `[ var-opt ":" ] [ term "*" ] "[" { arg } "]"`
    fn repeat(&mut self, depth: u32) -> Result<()> {
        if self.u.arbitrary()? {
            self.var_opt()?;
            self.tokens.add(":");
        }
        if self.u.arbitrary()? {
            self.term(depth)?;
            self.tokens.add("*");
        }
        self.tokens.add("[");
        self.args(0, depth)?;
        self.tokens.add("]");
        Ok(())
    }

    /// `typed = [ var [ "." nat ] "?" ] [ "!" ] term`
    fn typed(&mut self, depth: u32) -> Result<()> {
        if self.u.ratio(1, 3)? {
            self.one_of(VARIABLES)?;
            if self.u.ratio(5, 6)? {
                self.tokens.add(".");
                self.one_of(NUMBERS)?;
            }
            self.tokens.add("?");
        }
        if self.u.ratio(1, 6)? {
            self.tokens.add("!");
        }
        self.term(depth)
    }

    /// `{ "%" } ( "(" expr ")" | name [ "<" exprs ">" ] | "#" | nat )`
    fn term(&mut self, depth: u32) -> Result<()> {
        let percents = match self.u.ratio(1, 5)? {
            true => self.u.int_in_range(1..=2)?,
            false => 0,
        };
        for _ in 0..percents {
            self.tokens.add("%");
        }
        match self.u.int_in_range(0..=6)? {
            0 if percents == 0 => self.one_of(NUMBERS),
            1 => {
                self.tokens.add("#");
                Ok(())
            }
            2 if depth > 0 => self.parens(depth - 1),
            3 if depth > 0 => {
                self.name()?;
                self.angles(depth - 1)
            }
            _ => self.name(),
        }
    }

    fn parens(&mut self, depth: u32) -> Result<()> {
        self.tokens.add("(");
        self.juxtaposed(1, depth)?;
        self.tokens.add(")");
        Ok(())
    }

    /// `"<" expr { "," expr } ">"`
    fn angles(&mut self, depth: u32) -> Result<()> {
        self.tokens.add("<");
        self.juxtaposed(1, depth)?;
        for _ in 0..self.few(2)? {
            self.tokens.add(",");
            self.juxtaposed(1, depth)?;
        }
        self.tokens.add(">");
        Ok(())
    }

    /// `{ subexpr }`, at least so many
    fn juxtaposed(&mut self, least: usize, depth: u32) -> Result<()> {
        for _ in 0..least + self.few(2)? {
            self.subexpr(depth)?;
        }
        Ok(())
    }

    /// `term { "+" term }`
    fn subexpr(&mut self, depth: u32) -> Result<()> {
        self.term(depth)?;
        if self.u.ratio(1, 6)? {
            for _ in 0..1 + self.few(2)? {
                self.tokens.add("+");
                self.term(depth)?;
            }
        }
        Ok(())
    }

    /// `name ( "<" exprs ">" | { subexpr } )`; lower-case ones are mtcute's.
    fn result(&mut self) -> Result<()> {
        self.name()?;
        match self.u.ratio(1, 4)? {
            true => self.angles(DEPTH),
            false => self.juxtaposed(0, DEPTH),
        }
    }

    fn name(&mut self) -> Result<()> {
        match self.u.arbitrary()? {
            true => self.one_of(LOWER),
            false => self.one_of(UPPER),
        }
    }

    /// `var | "_"`
    fn var_opt(&mut self) -> Result<()> {
        match self.u.ratio(1, 6)? {
            true => self.one_of(&["_"]),
            false => self.one_of(VARIABLES),
        }
    }

    fn one_of(&mut self, words: &[&str]) -> Result<()> {
        self.tokens.add(self.u.choose(words)?);
        Ok(())
    }

    /// A number up to `most`, more often a small one.
    fn few(&mut self, most: usize) -> Result<usize> {
        let most = self.u.int_in_range(0..=most)?;
        self.u.int_in_range(0..=most)
    }
}
