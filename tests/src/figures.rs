//! The figures of a schema file: what is in it, counted from its syntax tree. The corpus
//! says what they must be for files of other projects.
//!
//! Built-in declarations (`int ? = Int`) count as constructors, and a `(x y:int)` counts
//! as the two arguments that it stands for. Arguments in repetitions count like others.
//!
//! | module | what it counts |
//! |---|---|
//! | `declared` | names, ids, types |
//! | `arguments` | flags words, conditions, bits |
//! | `terms` | types, wherever they are written |

mod arguments;
mod declared;
mod terms;

use std::collections::BTreeMap;

use serde::Serialize;
use tl_parser::id::Rule;
use tl_parser::syntax::ast::{Combinator, Comment, File, Section};

use arguments::Arguments;
use declared::Declarations;
use terms::Occurrences;

/// The figures of one file. Each is serialized under the key that the corpus uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[allow(non_snake_case)]
pub struct Figures {
    /// The length of the text.
    pub bytes: usize,
    /// Its line feeds.
    pub lines: usize,
    /// The numbers of the comments `// LAYER n` and `// Layer: n`, in order.
    pub layer: Vec<u32>,
    /// All constructors and functions.
    pub declarations: usize,
    /// Declarations such as `int ? = Int`.
    pub builtins: usize,
    /// Declarations of the types section, the built-in ones too.
    pub constructors: usize,
    /// Declarations of the functions section.
    pub functions: usize,
    /// Different types among the results of constructors.
    pub types_declared: usize,
    /// Everything before the last dot of a declared name, sorted.
    pub namespaces: Vec<String>,
    /// Declarations with an id.
    pub ids_present: usize,
    /// Declarations without one.
    pub ids_absent: usize,
    /// Written ids that [`Rule::Telegram`] gives.
    pub ids_matching_telegram_rule: usize,
    /// Written ids that [`Rule::Official`] gives.
    pub ids_matching_tlparser_rule: usize,
    /// Arguments of type `#`, whatever they are used for.
    pub flags_params: usize,
    /// Names with more than one argument of type `#`. A name that two `===N===` layers
    /// declare counts once, with the arguments of both.
    pub combs_with_several_flags: usize,
    /// Arguments with a condition.
    pub conditional_params: usize,
    /// Those of them whose type is `true`.
    pub conditional_true: usize,
    /// The highest bit of a condition.
    pub max_bit: Option<u32>,
    /// Bits of a word that more than one argument depends on.
    pub bits_shared_by_several_params: usize,
    /// Combinators with optional arguments.
    pub generic_decls: usize,
    /// Arguments such as `query:!X`.
    pub excl_params: usize,
    /// Arguments without a name, repetitions too.
    pub anonymous_params: usize,
    /// Repetitions.
    pub arrays: usize,
    /// `%` signs.
    pub percent: usize,
    /// How often the type `Vector` is named, as a result too.
    pub Vector_uses: usize,
    /// How often the type `vector` is named.
    pub vector_uses: usize,
    /// Annotations such as `@read`.
    pub annotations: usize,
    /// Comments that begin with `//@` or `///@`; the lines `//-` that go on are not counted.
    pub doc_comment_lines: usize,
    /// Ids that are written more than once, with the names that they are written at.
    pub duplicate_ids: BTreeMap<String, Vec<String>>,
    /// Named arguments of type `#` that no condition, count or type looks at.
    pub nat_fields_plain_data: usize,
    /// The type with the most constructors, the first of several, with their number.
    pub largest_type: Vec<(String, usize)>,
}

/// Counts all figures of a file.
pub fn of(text: &str, file: &File<'_>) -> Figures {
    let declared = Declarations::of(file);
    let combinators = declared.combinators();
    let args = Arguments::of(&combinators);
    let occurrences = Occurrences::of(&combinators);
    let documentation = file.comments.iter().filter(|it| is_documentation(it));
    let generic = combinators.iter().filter(|it| !it.optional.is_empty());
    let annotations = |it: &&Combinator<'_>| it.annotations.len();
    Figures {
        bytes: text.len(),
        lines: text.matches('\n').count(),
        layer: file.comments.iter().filter_map(layer).collect(),
        declarations: declared.all.len(),
        builtins: declared.all.len() - combinators.len(),
        constructors: declared.in_section(Section::Types).count(),
        functions: declared.in_section(Section::Functions).count(),
        types_declared: declared.types().len(),
        namespaces: declared.namespaces(),
        ids_present: declared.ids().count(),
        ids_absent: declared.all.len() - declared.ids().count(),
        ids_matching_telegram_rule: declared.ids_of(Rule::Telegram),
        ids_matching_tlparser_rule: declared.ids_of(Rule::Official),
        flags_params: args.count(arguments::is_nat),
        combs_with_several_flags: arguments::names_with_several_words(&combinators),
        conditional_params: args.count(arguments::is_conditional),
        conditional_true: args.count(arguments::is_conditional_true),
        max_bit: args.bits().max(),
        bits_shared_by_several_params: combinators.iter().map(arguments::shared_bits).sum(),
        generic_decls: generic.count(),
        excl_params: args.count(arguments::has_exclamation),
        anonymous_params: args.anonymous(),
        arrays: args.repetitions(),
        percent: occurrences.percent,
        Vector_uses: occurrences.boxed_vector,
        vector_uses: occurrences.bare_vector,
        annotations: combinators.iter().map(annotations).sum(),
        doc_comment_lines: documentation.count(),
        duplicate_ids: declared.duplicate_ids(),
        nat_fields_plain_data: combinators.iter().map(arguments::plain_data).sum(),
        largest_type: declared.largest_type().into_iter().collect(),
    }
}

fn layer(comment: &Comment<'_>) -> Option<u32> {
    let text = comment.text.strip_prefix("//")?.trim();
    let (word, number) = text.split_once(' ')?;
    match word {
        "LAYER" | "Layer:" => number.trim().parse().ok(),
        _ => None,
    }
}

fn is_documentation(comment: &Comment<'_>) -> bool {
    comment.text.starts_with("//@") || comment.text.starts_with("///@")
}
