//! Flags words: which of their bits stand for no field, and what becomes of those.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Combinator, Param};

use crate::attributes::{known_paths, most_specific, warn_if_unknown};
use crate::report::Report;

/// What becomes of the bits of a flags word that stand for no field of the schema.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum UnknownBits {
    /// They are not looked at, and a value that is encoded again has lost them.
    Drop,
    /// The struct has a field of the word's name that holds them: a caller can set
    /// them, and a value that is encoded again has them still.
    Keep,
    /// Decoding fails with the runtime's `DecodeErrorKind::UnknownBits`, unless who
    /// decodes says otherwise (`Limits::dropping_unknown_bits`).
    #[default]
    Refuse,
}

/// What becomes of the unknown bits of flags words, by path.
#[derive(Debug, Default)]
pub struct WordTable {
    entries: BTreeMap<String, UnknownBits>,
}

impl WordTable {
    /// What the most specific path that matches the word says.
    pub fn get(&self, combinator: &Combinator, word: &Param) -> UnknownBits {
        if unknown_bits(combinator, word) == 0 {
            return UnknownBits::Drop;
        }
        if self.entries.is_empty() {
            return UnknownBits::default();
        }
        let path = param_path(combinator, word);
        let found = most_specific(&path, |path| self.entries.get(path));
        found.map_or(UnknownBits::default(), |it| *it)
    }

    /// Whether the struct has a field for the word.
    pub fn keeps(&self, combinator: &Combinator, word: &Param) -> bool {
        word.is_flags && self.get(combinator, word) == UnknownBits::Keep
    }
}

/// The bits of a flags word that stand for no field.
pub fn unknown_bits(combinator: &Combinator, word: &Param) -> u32 {
    let conditions = combinator.params.iter().filter_map(|param| param.condition);
    let own = conditions.filter(|condition| condition.word == word.var);
    own.fold(u32::MAX, |bits, condition| bits & !(1 << condition.bit))
}

/// Checks that each path can match a flags word. Of equal paths the last one counts.
pub fn resolve(
    entries: &[(String, UnknownBits)],
    schema: &Schema,
    report: &mut Report,
) -> WordTable {
    if entries.is_empty() {
        return WordTable::default();
    }
    let mut known = known_paths(schema);
    for combinator in schema.combinators() {
        let words = combinator.params.iter().filter(|param| param.is_flags);
        known.extend(words.map(|word| param_path(combinator, word)));
    }
    entries
        .iter()
        .for_each(|(path, _)| warn_if_unknown(path, &known, report));
    WordTable {
        entries: entries.iter().cloned().collect(),
    }
}

/// `inputPeerUser.user_id`
fn param_path(combinator: &Combinator, param: &Param) -> String {
    let name = param.name.as_deref().unwrap_or_default();
    format!("{}.{name}", combinator.name)
}

#[cfg(test)]
mod tests {
    use tl_parser::Sources;

    use super::UnknownBits::{Drop, Keep, Refuse};
    use super::{resolve, unknown_bits};
    use crate::report::Report;

    #[test]
    fn the_most_specific_path_decides() {
        let mut sources = Sources::new();
        sources.add(
            "t.tl",
            "a.x f:# g:# y:f.0?int z:g.31?int = X; x f:# y:f.0?int = Y;",
        );
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        let [ax, x] = &schema.constructors[..] else {
            panic!("there are two constructors");
        };
        let mut report = Report::default();
        let entries = [("a", Refuse), ("a.x.g", Drop), (".", Refuse), (".", Keep)];
        let entries = entries.map(|(path, bits)| (path.to_owned(), bits));
        let words = resolve(&entries, &schema, &mut report);
        assert_eq!(report.problems, []);
        assert_eq!(words.get(ax, &ax.params[0]), Refuse);
        assert_eq!(words.get(ax, &ax.params[1]), Drop);
        assert_eq!(words.get(x, &x.params[0]), Keep);
        assert_eq!(unknown_bits(ax, &ax.params[1]), 0x7fff_ffff);
    }

    #[test]
    fn a_word_without_other_bits_has_nothing_to_keep() {
        let bits: String = (0..32).map(|bit| format!(" b{bit}:f.{bit}?true")).collect();
        let mut sources = Sources::new();
        sources.add("t.tl", format!("x f:#{bits} = X;"));
        let schema = tl_parser::check(&sources).schema.expect("valid schema");
        let x = &schema.constructors[0];
        let entries = [(".".to_owned(), Keep)];
        let words = resolve(&entries, &schema, &mut Report::default());
        assert!(!words.keeps(x, &x.params[0]));
    }
}
