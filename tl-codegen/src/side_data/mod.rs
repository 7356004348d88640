//! What a schema does not say, and a reference page does: texts, RPC errors, who may call
//! what, units and example values. It stands in TOML files beside the schema.
//!
//! ```text
//! text ─▸ form (tables and their keys) ─▸ read (names become ids) ─▸ check (across sections)
//! ```
//!
//! ```toml
//! format = "tl-side-data/1"
//!
//! [errors.CHAT_ADMIN_REQUIRED]
//! text = "Only an admin of the chat may do this."
//!
//! [errors."FLOOD_WAIT_%d"]            # `%d` stands for a number
//! text = "Wait {seconds} seconds."
//! args = ["seconds"]                  # what each number means
//! retry = "wait"
//! codes = [420]                       # any call may fail with it: no method lists it
//!
//! [methods."messages.exportChatInvite"]
//! text = "Makes an invite link."
//! callers = { user = true, bot = true, business = false, unauthorized = false }
//! errors = { 400 = ["CHAT_ADMIN_REQUIRED"] }
//!
//! [methods."messages.exportChatInvite".params]
//! peer = "The chat."
//! expire_date = { text = "When the link expires.", unit = "unix-seconds", example = 1735689600 }
//!
//! [constructors.chatInviteExported]
//! text = "An invite link."
//!
//! [types.ExportedChatInvite]
//! text = "An invite link."
//! ```
//!
//! What is left out is unknown, and stays unknown: a caller that is not named is neither
//! allowed nor refused. `errors = {}` is known: the method has none of its own. Where a
//! text is left out, the schema may have it in a documentation comment ([`Texts`](crate::Texts)).
//!
//! # Texts
//!
//! A text is plain: every character stands for itself, in documentation, pages and messages. So a
//! list that somebody else published cannot put code, HTML or links into them. Only addresses with
//! `https://` become links. With
//!
//! ```toml
//! format = "tl-side-data/1"
//! markdown = true                     # (default: false)
//! ```
//!
//! the texts of this file are Markdown of a subset: paragraphs, lists, titles, `` `code` ``,
//! `*emphasis*`, `**strong**`, fenced code, and links with `https://`. Fenced code is never compiled as
//! a test, whatever its language; HTML, images and other links stand for themselves.
//!
//! In the text of an error, `{name}` stands for an argument, and other braces are not allowed.
//! Control characters and invisible characters are shown as `\u{202e}` in either form.

mod check;
mod coverage;
mod form;
mod params;
mod read;

use std::collections::BTreeMap;

use tl_parser::diagnostic::Suggestions;
use tl_parser::schema::{ConstructorId, TypeId};
use tl_parser::text::UntrustedText;
use tl_parser::{Diagnostics, FileId, Schema, Sources, Span};

pub use check::is_error_name;
pub use coverage::{Coverage, Share};

/// The first line of a file of this format.
pub const FORMAT: &str = "tl-side-data/1";

/// What the files say, by the ids of one [`Schema`].
#[derive(Debug, Clone, Default)]
pub struct SideData {
    /// The layer that the facts are of, if a file names one.
    pub layer: Option<u32>,
    /// Where the facts come from, a line a file.
    pub sources: Vec<UntrustedText>,
    /// The RPC errors, by their names.
    pub errors: BTreeMap<String, RpcErrorFacts>,
    /// The functions, by their place in [`Schema::functions`].
    pub functions: BTreeMap<usize, FunctionFacts>,
    /// The constructors.
    pub constructors: BTreeMap<ConstructorId, ConstructorFacts>,
    /// Texts of boxed types.
    pub types: BTreeMap<TypeId, UntrustedText>,
}

impl SideData {
    /// Reads files of `sources` for a schema. Files of one schema are one set of facts: what
    /// two of them say of the same thing is a mistake.
    ///
    /// What is wrong goes to `diagnostics`; the rest is read all the same, so that one run
    /// shows all mistakes.
    pub fn read(
        schema: &Schema,
        sources: &Sources,
        files: &[FileId],
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let suggestions = Suggestions::new();
        let mut reading = read::Reading::new(schema, &suggestions, diagnostics);
        for file in files {
            reading.file(*file, sources.text(*file));
        }
        let data = reading.finish();
        check::check(&data, &suggestions, diagnostics);
        data
    }

    /// The facts about a function.
    pub fn function(&self, index: usize) -> Option<&FunctionFacts> {
        self.functions.get(&index)
    }

    /// The errors that any call may fail with: code and name.
    pub fn global_errors(&self) -> impl Iterator<Item = (i32, &str)> {
        self.errors.iter().flat_map(|(name, error)| {
            let codes = error.codes.iter();
            codes.map(move |code| (*code, name.as_str()))
        })
    }
}

/// An error that a server answers with.
#[derive(Debug, Clone)]
pub struct RpcErrorFacts {
    /// What went wrong; `{name}` stands for an argument.
    pub text: Option<UntrustedText>,
    /// What the number at each `%d` of the name means.
    pub arguments: Vec<String>,
    /// What a caller can do.
    pub retry: Retry,
    /// The codes with which any call may fail with it; none if only the methods do that list it.
    pub codes: Vec<i32>,
    /// Where its name stands.
    pub span: Span,
}

/// What a caller can do about an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Retry {
    /// The same call fails again.
    #[default]
    None,
    /// The same call may succeed after as many seconds as the argument says.
    Wait,
    /// The call belongs to the data centre that the argument names.
    Migrate,
    /// A new authorization is needed.
    Reauth,
}

/// What is known of a function.
#[derive(Debug, Clone, Default)]
pub struct FunctionFacts {
    /// What it does.
    pub text: Option<UntrustedText>,
    /// Who may call it.
    pub callers: Callers,
    /// The errors that are its own: code and name, and where the name stands.
    pub errors: Vec<(i32, String, Span)>,
    /// Whether the errors are said, also that there are none of its own: `errors = {}`.
    pub errors_known: bool,
    /// Its parameters, by their place in `Combinator::params`.
    pub params: BTreeMap<usize, ParamFacts>,
}

/// What is known of a constructor.
#[derive(Debug, Clone, Default)]
pub struct ConstructorFacts {
    /// What it is.
    pub text: Option<UntrustedText>,
    /// Its fields, by their place in `Combinator::params`.
    pub params: BTreeMap<usize, ParamFacts>,
}

/// Who may call a function: yes, no, or unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Callers {
    /// Somebody who is logged in.
    pub user: Option<bool>,
    /// A bot.
    pub bot: Option<bool>,
    /// A bot over a business connection.
    pub business: Option<bool>,
    /// Somebody who is not logged in.
    pub unauthorized: Option<bool>,
}

/// What is known of a parameter or field.
#[derive(Debug, Clone, Default)]
pub struct ParamFacts {
    /// What it is.
    pub text: Option<UntrustedText>,
    /// What its number counts.
    pub unit: Option<Unit>,
    /// A value that makes sense.
    pub example: Option<Example>,
    /// Whether client libraries fill it in where the caller gives nothing.
    pub is_default: bool,
}

/// A value that makes sense.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Example {
    /// Of `int` and `long`.
    Integer(i64),
    /// Of `string`.
    Text(String),
    /// Of `Bool` and `true`.
    Bool(bool),
    /// Of a boxed type: one of its constructors, with the examples of its fields.
    Constructor(ConstructorId),
}

macro_rules! units {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $words:literal;)+) => {
        /// What a number counts.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Unit {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Unit {
            /// All units.
            pub const ALL: &[Unit] = &[$(Unit::$name,)+];

            /// As it is written in side data: `unix-seconds`.
            pub fn as_str(self) -> &'static str {
                match self { $(Unit::$name => $text,)+ }
            }

            /// As it is read: `seconds since 1970 (Unix time)`.
            pub fn words(self) -> &'static str {
                match self { $(Unit::$name => $words,)+ }
            }
        }
    };
}

units! {
    /// Seconds since 1970.
    UnixSeconds = "unix-seconds", "seconds since 1970 (Unix time)";
    /// Seconds.
    Seconds = "seconds", "seconds";
    /// Milliseconds.
    Milliseconds = "milliseconds", "milliseconds";
    /// Bytes.
    Bytes = "bytes", "bytes";
    /// Pixels.
    Pixels = "pixels", "pixels";
    /// Metres.
    Metres = "metres", "metres";
    /// Degrees.
    Degrees = "degrees", "degrees";
    /// Telegram Stars.
    Stars = "stars", "Telegram Stars";
    /// The smallest unit of a currency.
    Cents = "cents", "the smallest unit of the currency";
    /// Users, messages, or whatever the parameter is about.
    Count = "count", "a count";
    /// The number of a data centre.
    DataCentre = "data-centre", "the number of a data centre";
}
