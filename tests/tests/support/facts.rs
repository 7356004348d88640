//! The facts in `vectors/invite_facts.json`, and looking for them.

use std::fmt::Debug;

use serde::Deserialize;

/// What is known of `messages.exportChatInvite`.
#[derive(Deserialize)]
pub struct Facts {
    pub method: Method,
    pub params: Vec<Param>,
    pub errors: Vec<(i32, String)>,
    pub global_errors: Vec<(i32, String)>,
    pub constructors: Vec<Combinator>,
}

#[derive(Deserialize)]
pub struct Method {
    pub name: String,
    pub id: String,
    pub returns: String,
    callers: Callers,
}

#[derive(Deserialize)]
struct Callers {
    user: bool,
    bot: bool,
    business: bool,
}

#[derive(Deserialize)]
pub struct Param {
    pub name: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub required: bool,
    /// Words of its description.
    pub says: Vec<String>,
}

#[derive(Deserialize)]
pub struct Combinator {
    pub name: String,
    pub id: String,
    #[serde(rename = "type")]
    pub ty: String,
    pub fields: Vec<String>,
}

impl Facts {
    pub fn read() -> Self {
        let text = include_str!("../../vectors/invite_facts.json");
        serde_json::from_str(text).expect("the facts have this shape")
    }

    pub fn count(&self) -> usize {
        let fields = self.constructors.iter().map(|it| it.fields.len());
        let of_method = ["id", "returns"].len() + self.method.callers().len();
        let of_params = 3 * self.params.len();
        let errors = self.errors.len() + self.global_errors.len();
        of_method + of_params + errors + self.constructors.len() + fields.sum::<usize>()
    }
}

impl Method {
    pub fn callers(&self) -> [(&'static str, bool); 3] {
        let Callers {
            user,
            bot,
            business,
        } = self.callers;
        [("User", user), ("Bot", bot), ("Business", business)]
    }
}

/// Counts facts, and remembers those that were not found.
#[derive(Default)]
pub struct Missing {
    looked_for: usize,
    facts: Vec<String>,
}

impl Missing {
    pub fn unless(&mut self, is_there: bool, fact: impl Debug) {
        self.looked_for += 1;
        if !is_there {
            self.facts.push(format!("{fact:?}"));
        }
    }

    #[track_caller]
    pub fn check(self, count: usize) {
        assert_eq!(self.facts, [""; 0], "these facts are missing");
        assert_eq!(self.looked_for, count, "so many facts are looked for");
    }
}

/// The text of a page without its tags.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    for piece in html.split('<') {
        let shown = piece.split_once('>').map_or(piece, |(_, shown)| shown);
        text.push_str(shown);
    }
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&#39;", "'"), ("&amp;", "&")];
    entities
        .iter()
        .fold(text, |text, (entity, char)| text.replace(entity, char))
}

/// What rustdoc says of a field.
pub fn field(page: &str, name: &str) -> String {
    let start = format!("id=\"structfield.{name}\"");
    let section = page.split(&start).nth(1).unwrap_or_default();
    let end = section.find("id=\"structfield.").unwrap_or(section.len());
    let end = section
        .find("id=\"implementations\"")
        .map_or(end, |it| it.min(end));
    text(&section[..end])
}

/// Whether a text has a word, in any case.
pub fn contains(text: &str, word: &str) -> bool {
    text.to_lowercase().contains(&word.to_lowercase())
}
