//! Tokens to text, laid out as people write Rust.
//!
//! The templates use a small part of the language, so that tokens can be printed as
//! they come: parsing them again only to lay them out would take most of a run's
//! time. What a line holds is decided here, what stands between two tokens in
//! [`spacing`].
//!
//! ```text
//! stream ─▸ entries (items, statements, fields, arms) ─▸ segments up to each { ─▸ lines
//! ```

mod entries;
mod spacing;
mod tree;

use proc_macro2::{Delimiter, TokenStream};

use entries::{entries, first_operator, is_body, width};
use tree::Token;

/// The longest line that is not broken where it could be.
const WIDTH: usize = 100;

/// The spaces of one level.
const INDENT: &str = "    ";

/// Appends the items as text, with a blank line before each but the first.
pub fn format_into(items: TokenStream, text: &mut String) {
    let tokens = tree::read(items);
    let mut printer = Printer { out: text };
    for item in entries(&tokens) {
        if !printer.out.is_empty() {
            printer.out.push('\n');
        }
        printer.entry(item, 0);
    }
}

struct Printer<'t> {
    out: &'t mut String,
}

impl Printer<'_> {
    /// An item, statement, field or arm with the attributes before it.
    fn entry(&mut self, mut tokens: &[Token], level: usize) {
        while let [hash, Token::Group { delimiter, content }, rest @ ..] = tokens
            && hash.is('#')
            && *delimiter == Delimiter::Bracket
        {
            self.attribute(content, level);
            tokens = rest;
        }
        if tokens.is_empty() {
            return;
        }
        self.indent(level);
        self.line(tokens, level);
        self.out.push('\n');
    }

    /// `/// text` or `#[...]`
    fn attribute(&mut self, content: &[Token], level: usize) {
        self.indent(level);
        match entries::doc_text(content) {
            Some(text) => {
                self.out.push_str("///");
                self.out.push_str(&text);
            }
            None => {
                self.out.push_str("#[");
                spacing::print_flat(content, self.out);
                self.out.push(']');
            }
        }
        self.out.push('\n');
    }

    /// What stands on a line, with the bodies that it opens.
    fn line(&mut self, mut tokens: &[Token], level: usize) {
        loop {
            let body = (0..tokens.len()).find(|&index| is_body(tokens, index));
            let Some(body) = body else {
                return self.segment(tokens, level);
            };
            let (head, rest) = tokens.split_at(body);
            self.head(head, level);
            self.body(rest[0].braces().unwrap_or_default(), level);
            tokens = &rest[1..];
            if let [Token::Word(_), ..] = tokens {
                self.out.push(' ');
            }
        }
    }

    /// What stands before a body; bounds behind `where` have a line each.
    fn head(&mut self, head: &[Token], level: usize) {
        let bounds = head.iter().position(|token| token.is_word("where"));
        let (head, bounds) = head.split_at(bounds.unwrap_or(head.len()));
        self.segment(head, level);
        match bounds {
            [] if head.is_empty() => {}
            [] => self.out.push(' '),
            [_, bounds @ ..] => {
                self.out.push('\n');
                self.indent(level);
                self.out.push_str("where\n");
                for bound in entries(bounds) {
                    self.entry(bound, level + 1);
                    self.close_with_comma(bound);
                }
                self.indent(level);
            }
        }
    }

    /// `{ ... }`, an entry a line.
    fn body(&mut self, content: &[Token], level: usize) {
        if content.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{\n");
        let is_list = entries::is_list(content);
        let mut previous: &[Token] = &[];
        for entry in entries(content) {
            if entries::is_function(previous) && entries::is_function(entry) {
                self.out.push('\n');
            }
            self.entry(entry, level + 1);
            if is_list {
                self.close_with_comma(entry);
            }
            previous = entry;
        }
        self.indent(level);
        self.out.push('}');
    }

    /// A list that is broken into lines has a comma behind each of them.
    fn close_with_comma(&mut self, entry: &[Token]) {
        let last = entry.last();
        // The rest of a pattern ends it.
        if matches!(entry, [first, second] if first.is_joint('.') && second.is('.')) {
            return;
        }
        if !last.is_some_and(|last| last.is(',') || last.braces().is_some()) {
            self.out.pop();
            self.out.push_str(",\n");
        }
    }

    /// Tokens without a body: on one line if they fit, else broken at each `|` or at
    /// the widest bracket.
    fn segment(&mut self, tokens: &[Token], level: usize) {
        let start = self.out.len();
        spacing::print_flat(tokens, self.out);
        if self.column() <= WIDTH {
            return;
        }
        self.out.truncate(start);
        match first_operator(tokens) {
            Some(operator) => self.broken_at_operators(tokens, operator, level),
            None => self.operand(tokens, level),
        }
    }

    /// Tokens without an operator: on one line if they fit, else broken at the widest
    /// bracket.
    fn operand(&mut self, tokens: &[Token], level: usize) {
        let start = self.out.len();
        spacing::print_flat(tokens, self.out);
        if self.column() <= WIDTH {
            return;
        }
        let widest = tokens
            .iter()
            .enumerate()
            .filter_map(|(index, token)| Some((width(token)?, index)))
            .max();
        if let Some((_, widest)) = widest {
            self.out.truncate(start);
            self.broken_at_group(tokens, widest, level);
        }
    }

    fn broken_at_operators(&mut self, tokens: &[Token], first: usize, level: usize) {
        let (head, mut rest) = tokens.split_at(first);
        spacing::print_flat(head, self.out);
        while let [_operator, tail @ ..] = rest {
            self.out.push('\n');
            self.indent(level + 1);
            self.out.push_str("| ");
            let next = first_operator(tail).unwrap_or(tail.len());
            self.operand(&tail[..next], level + 1);
            rest = &tail[next..];
        }
    }

    fn broken_at_group(&mut self, tokens: &[Token], index: usize, level: usize) {
        let (head, rest) = tokens.split_at(index);
        let [group @ Token::Group { delimiter, content }, tail @ ..] = rest else {
            return;
        };
        let (open, close) = match delimiter {
            Delimiter::Bracket => ('[', ']'),
            Delimiter::Brace => ('{', '}'),
            _ => ('(', ')'),
        };
        spacing::print_flat(head, self.out);
        if spacing::is_needed(head, group) {
            self.out.push(' ');
        }
        self.out.push(open);
        self.out.push('\n');
        let is_call = matches!(head.last(), Some(Token::Word(_)));
        let is_list = is_call || entries(content).nth(1).is_some();
        for entry in entries(content) {
            self.entry(entry, level + 1);
            if is_list {
                self.close_with_comma(entry);
            }
        }
        self.indent(level);
        self.out.push(close);
        if let [next, ..] = tail
            && spacing::is_needed(&rest[..1], next)
        {
            self.out.push(' ');
        }
        spacing::print_flat(tail, self.out);
    }

    fn indent(&mut self, level: usize) {
        for _ in 0..level {
            self.out.push_str(INDENT);
        }
    }

    fn column(&self) -> usize {
        let line = self.out.rfind('\n').map_or(0, |newline| newline + 1);
        self.out.len() - line
    }
}
