//! Parameters, callers and errors as pages show them, in HTML and in Markdown alike.

use tl_codegen::side_data::{Callers, Example, Retry};
use tl_parser::schema::{Combinator, Param};

use super::Site;
use super::inline::Description;
use super::known::ParamKnown;
use super::linked::{Piece, Words};

/// A parameter or field. Three facts are told apart: what the wire wants, what a client fills in,
/// and what nobody gives because it is computed.
#[derive(Debug)]
pub struct ParamView<'s> {
    /// Empty if it is anonymous.
    pub name: &'s str,
    pub ty: Vec<Piece<'s>>,
    /// `required`, `optional`, or `flag` for what is only a bit.
    pub wire: &'static str,
    /// The bit that it depends on: `flags.3`.
    pub bit: Option<String>,
    /// Whether client libraries fill it in.
    pub is_default: bool,
    /// Whether it is a flags word.
    pub is_hidden: bool,
    pub text: Description<'s>,
    /// What a number counts.
    pub unit: Option<&'static str>,
    pub example: Option<String>,
}

/// The parameters of a combinator.
#[derive(Debug)]
pub struct ParamList<'s> {
    pub rows: Vec<ParamView<'s>>,
    /// Whether anything is known of any of them beside the schema.
    pub is_described: bool,
}

/// The parameters of a combinator; `known` looks up what is known of each.
pub fn params<'s>(
    site: &Site<'s>,
    combinator: &'s Combinator,
    words: &Words<'s>,
    known: impl Fn(usize) -> ParamKnown<'s>,
) -> ParamList<'s> {
    let params = combinator.params.iter().enumerate();
    let rows = params.map(|(at, it)| param(site, combinator, words, it, known(at)));
    ParamList {
        rows: rows.collect(),
        is_described: (0..combinator.params.len()).any(|at| known(at).is_any()),
    }
}

fn param<'s>(
    site: &Site<'s>,
    combinator: &'s Combinator,
    words: &Words<'s>,
    param: &'s Param,
    known: ParamKnown<'s>,
) -> ParamView<'s> {
    let ParamKnown { text, facts } = known;
    ParamView {
        name: param.name.as_deref().unwrap_or_default(),
        ty: words.param(combinator, param),
        wire: match param.condition {
            None => "required",
            Some(_) if param.is_bit() => "flag",
            Some(_) => "optional",
        },
        bit: bit(combinator, param),
        is_default: facts.is_some_and(|facts| facts.is_default),
        is_hidden: param.is_flags,
        text: Description::new(text),
        unit: facts.and_then(|facts| facts.unit).map(|unit| unit.words()),
        example: facts
            .and_then(|facts| facts.example.as_ref())
            .map(|example| example_text(site, example)),
    }
}

fn bit(combinator: &Combinator, param: &Param) -> Option<String> {
    let condition = param.condition?;
    let mut words = combinator.params.iter();
    let word = words.find(|it| it.var == condition.word);
    let word = word.and_then(|it| it.name.as_deref()).unwrap_or("#");
    Some(format!("{word}.{}", condition.bit))
}

fn example_text(site: &Site<'_>, example: &Example) -> String {
    match example {
        Example::Integer(number) => number.to_string(),
        Example::Text(text) => format!("{text:?}"),
        Example::Bool(value) => value.to_string(),
        Example::Constructor(id) => site.schema.constructor(*id).name.to_string(),
    }
}

/// Whether somebody may call a method.
#[derive(Debug)]
pub struct CallerView {
    pub who: &'static str,
    /// `yes`, `no` or `unknown`.
    pub may: &'static str,
}

/// Each kind of caller. What is not known is unknown: it is never shown as a yes.
pub fn callers(callers: Callers) -> [CallerView; 4] {
    let Callers {
        user,
        bot,
        business,
        unauthorized,
    } = callers;
    [
        ("Users", user),
        ("Bots", bot),
        ("Bots over a business connection", business),
        ("Before logging in", unauthorized),
    ]
    .map(|(who, may)| CallerView {
        who,
        may: match may {
            Some(true) => "yes",
            Some(false) => "no",
            None => "unknown",
        },
    })
}

/// An error of a method, or of any.
#[derive(Debug)]
pub struct ErrorView<'s> {
    pub code: i32,
    pub name: &'s str,
    /// Its fragment on the page of errors.
    pub anchor: String,
    pub text: Description<'s>,
    /// What a caller can do.
    pub advice: &'static str,
}

/// An error by its key.
pub fn error<'s>(site: &Site<'s>, code: i32, name: &'s str) -> ErrorView<'s> {
    view(site, (code, name), |text| text)
}

/// An error with the beginning of its text, for pages of other things.
pub fn short_error<'s>(site: &Site<'s>, code: i32, name: &'s str) -> ErrorView<'s> {
    view(site, (code, name), Description::shortened)
}

fn view<'s>(
    site: &Site<'s>,
    (code, name): (i32, &'s str),
    shortened: impl Fn(Description<'s>) -> Description<'s>,
) -> ErrorView<'s> {
    let facts = site.known.data().and_then(|data| data.errors.get(name));
    let text = facts.and_then(|facts| facts.text.as_ref());
    ErrorView {
        code,
        name,
        anchor: anchor(name),
        text: shortened(Description::of_error(text)),
        advice: match facts.map(|facts| facts.retry).unwrap_or_default() {
            Retry::None => "",
            Retry::Wait => "Wait that long, then call again.",
            Retry::Migrate => "Call again at that data centre.",
            Retry::Reauth => "Log in again.",
        },
    }
}

/// The errors that a method lists, by code and name.
pub fn own_errors<'s>(site: &Site<'s>, index: usize) -> Vec<ErrorView<'s>> {
    let mut keys: Vec<_> = site.known.errors(index).collect();
    keys.sort_unstable();
    let keys = keys.into_iter();
    keys.map(|(code, name)| short_error(site, code, name))
        .collect()
}

/// The errors that any call may fail with, by code and name.
pub fn global_errors<'s>(site: &Site<'s>) -> Vec<ErrorView<'s>> {
    let keys = site.global_errors.iter();
    keys.map(|(code, name)| error(site, *code, name)).collect()
}

/// A percent sign in an address would begin an escape; no name has a hyphen.
pub fn anchor(name: &str) -> String {
    name.replace("%d", "-n")
}
