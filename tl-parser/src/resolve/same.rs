//! Two declarations of one id: whether they are the same to who reads bytes.

use crate::schema::{Combinator, Param};
use crate::source::Span;

/// A combinator of an older layer that cannot be told apart from one of a newer layer: both have the
/// same id, and not the same bytes behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indistinct {
    /// Its name.
    pub name: String,
    /// Where it is declared.
    pub span: Span,
    /// Its id.
    pub id: u32,
    /// The older layer.
    pub layer: u32,
    /// As it is declared there.
    pub tl: String,
    /// As the newer layer declares what it is taken for.
    pub newer: String,
}

impl Indistinct {
    pub(super) fn new(older: &Combinator, layer: u32, newer: &Combinator) -> Self {
        Self {
            name: older.name.to_string(),
            span: older.span,
            id: older.id,
            layer,
            tl: older.tl.to_string(),
            newer: newer.tl.to_string(),
        }
    }
}

/// Whether what reads the newer declaration reads the bytes of the older one, too: what came
/// since then is optional, and absent as long as its bits are not set.
pub fn reads(newer: &Combinator, older: &Combinator) -> bool {
    if newer.tl == older.tl {
        return true;
    }
    let used: Vec<_> = older
        .params
        .iter()
        .filter_map(|it| bit(older, it))
        .collect();
    let is_new = |it: &&Param| bit(newer, it).is_some_and(|bit| !used.contains(&bit));
    let written = |it: &&Param| !it.is_bit();
    let mut newer_params = newer.params.iter().filter(written).filter(|it| !is_new(it));
    let mut older_params = older.params.iter().filter(written);
    loop {
        match (newer_params.next(), older_params.next()) {
            (None, None) => return true,
            (Some(new), Some(old)) => {
                let is_same = newer.type_tl(new) == older.type_tl(old)
                    && bit(newer, new) == bit(older, old)
                    && new.is_flags == old.is_flags;
                if !is_same {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// The bit that a field stands behind, and the place of its word among the words.
fn bit(combinator: &Combinator, param: &Param) -> Option<(usize, u8)> {
    let condition = param.condition?;
    let words = combinator.params.iter().filter(|it| it.is_flags);
    let word = words.take_while(|it| it.var != condition.word).count();
    Some((word, condition.bit))
}
