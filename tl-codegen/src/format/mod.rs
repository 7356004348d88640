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

mod spacing;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The longest line that is not broken where it could be.
const WIDTH: usize = 100;

/// The spaces of one level.
const INDENT: usize = 4;

/// The items as text, with a blank line between them.
pub fn format(items: TokenStream) -> String {
    let tokens: Vec<TokenTree> = items.into_iter().collect();
    let mut printer = Printer::default();
    for (index, item) in entries(&tokens).enumerate() {
        if index > 0 {
            printer.out.push('\n');
        }
        printer.entry(item, 0);
    }
    printer.out
}

/// Splits the content of a block or list behind every top-level `;` and `,` and
/// behind every body in braces.
fn entries(mut tokens: &[TokenTree]) -> impl Iterator<Item = &[TokenTree]> {
    std::iter::from_fn(move || {
        let length = entry_length(tokens);
        let (entry, rest) = tokens.split_at(length);
        tokens = rest;
        (!entry.is_empty()).then_some(entry)
    })
}

fn entry_length(tokens: &[TokenTree]) -> usize {
    for (index, token) in tokens.iter().enumerate() {
        let next = tokens.get(index + 1);
        let ends = is_punct(token, ';')
            || is_punct(token, ',') && !in_angles(&tokens[..index])
            || is_braces(token) && !next.is_some_and(continues);
        if ends {
            return index + 1;
        }
    }
    tokens.len()
}

/// Whether a token goes on behind a body: `else`, `;`, `,`, a method or an operator.
fn continues(token: &TokenTree) -> bool {
    match token {
        TokenTree::Ident(ident) => ident == "else",
        TokenTree::Punct(punct) => punct.as_char() != '#',
        _ => false,
    }
}

/// Whether more angle brackets are open than closed: `Foo<A, B>`.
fn in_angles(tokens: &[TokenTree]) -> bool {
    let mut depth = 0_i32;
    let mut previous = None;
    for token in tokens {
        if is_punct(token, '<') {
            depth += 1;
        } else if is_punct(token, '>') && !previous.is_some_and(is_arrow_start) {
            depth -= 1;
        }
        previous = Some(token);
    }
    depth > 0 && !tokens.iter().any(is_shift_start)
}

fn is_arrow_start(token: &TokenTree) -> bool {
    is_punct(token, '-') || is_punct(token, '=')
}

fn is_shift_start(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(punct) if spacing::is_shift_start(punct))
}

fn is_punct(token: &TokenTree, char: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == char)
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

#[derive(Default)]
struct Printer {
    out: String,
}

impl Printer {
    /// An item, statement, field or arm with the attributes before it.
    fn entry(&mut self, mut tokens: &[TokenTree], level: usize) {
        while let [TokenTree::Punct(_), TokenTree::Group(attribute), rest @ ..] = tokens {
            if !is_punct(&tokens[0], '#') || attribute.delimiter() != Delimiter::Bracket {
                break;
            }
            self.attribute(attribute, level);
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
    fn attribute(&mut self, attribute: &Group, level: usize) {
        self.indent(level);
        match doc_text(attribute) {
            Some(text) => {
                self.out.push_str("///");
                self.out.push_str(&text);
            }
            None => {
                self.out.push('#');
                let group = TokenTree::Group(attribute.clone());
                spacing::print_flat(std::slice::from_ref(&group), &mut self.out);
            }
        }
        self.out.push('\n');
    }

    /// What stands on a line, with the bodies that it opens.
    fn line(&mut self, mut tokens: &[TokenTree], level: usize) {
        loop {
            let body = tokens
                .iter()
                .enumerate()
                .position(|(index, token)| is_body(&tokens[..index], token));
            let Some(body) = body else {
                return self.segment(tokens, level);
            };
            let (head, rest) = tokens.split_at(body);
            self.segment(head, level);
            if !head.is_empty() {
                self.out.push(' ');
            }
            let TokenTree::Group(group) = &rest[0] else {
                return;
            };
            self.body(group, level);
            tokens = &rest[1..];
            if tokens.first().is_some_and(|token| matches!(token, TokenTree::Ident(_))) {
                self.out.push(' ');
            }
        }
    }

    /// `{ ... }`, an entry a line.
    fn body(&mut self, group: &Group, level: usize) {
        let content: Vec<TokenTree> = group.stream().into_iter().collect();
        if content.is_empty() {
            self.out.push_str("{}");
            return;
        }
        self.out.push_str("{\n");
        let is_list = !content.iter().any(|token| is_punct(token, ';'));
        for entry in entries(&content) {
            self.entry(entry, level + 1);
            let is_open = !entry
                .last()
                .is_some_and(|last| is_punct(last, ',') || is_punct(last, ';') || is_braces(last));
            let is_field = entry.iter().any(|token| is_punct(token, ','))
                || content.iter().any(|token| is_punct(token, ','));
            if is_list && is_open && is_field {
                self.out.pop();
                self.out.push_str(",\n");
            }
        }
        self.indent(level);
        self.out.push('}');
    }

    /// Tokens without a body: on one line if they fit, else broken at the widest
    /// bracket or at each `|`.
    fn segment(&mut self, tokens: &[TokenTree], level: usize) {
        let start = self.out.len();
        spacing::print_flat(tokens, &mut self.out);
        if self.column() <= WIDTH {
            return;
        }
        if let Some(operator) = first_operator(tokens) {
            self.out.truncate(start);
            return self.broken_at_operators(tokens, operator, level);
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

    fn broken_at_operators(&mut self, tokens: &[TokenTree], first: usize, level: usize) {
        let (head, mut rest) = tokens.split_at(first);
        spacing::print_flat(head, &mut self.out);
        while let [_operator, tail @ ..] = rest {
            self.out.push('\n');
            self.indent(level + 1);
            self.out.push_str("| ");
            let next = first_operator(tail).unwrap_or(tail.len());
            spacing::print_flat(&tail[..next], &mut self.out);
            rest = &tail[next..];
        }
    }

    fn broken_at_group(&mut self, tokens: &[TokenTree], index: usize, level: usize) {
        let (head, rest) = tokens.split_at(index);
        let [TokenTree::Group(group), tail @ ..] = rest else {
            return;
        };
        let (open, close) = match group.delimiter() {
            Delimiter::Bracket => ('[', ']'),
            _ => ('(', ')'),
        };
        spacing::print_flat(head, &mut self.out);
        if head.last().is_some_and(|last| spacing::is_needed(head, last, &rest[0])) {
            self.out.push(' ');
        }
        self.out.push(open);
        self.out.push('\n');
        let content: Vec<TokenTree> = group.stream().into_iter().collect();
        let is_list = entries(&content).nth(1).is_some();
        for entry in entries(&content) {
            self.entry(entry, level + 1);
            if is_list && !entry.last().is_some_and(|last| is_punct(last, ',')) {
                self.out.pop();
                self.out.push_str(",\n");
            }
        }
        self.indent(level);
        self.out.push(close);
        if let [TokenTree::Punct(punct), ..] = tail
            && punct.as_char() == '-'
        {
            self.out.push(' ');
        }
        spacing::print_flat(tail, &mut self.out);
    }

    fn indent(&mut self, level: usize) {
        self.out.extend(std::iter::repeat_n(' ', level * INDENT));
    }

    fn column(&self) -> usize {
        let line = self.out.rfind('\n').map_or(0, |newline| newline + 1);
        self.out.len() - line
    }
}

/// Whether a group in braces is laid out on lines of its own: all but a literal
/// `Self { .. }` that is short.
fn is_body(before: &[TokenTree], token: &TokenTree) -> bool {
    if !is_braces(token) {
        return false;
    }
    let is_literal = match before {
        [.., arrow, TokenTree::Ident(name)] => name == "Self" && !is_punct(arrow, '>'),
        [TokenTree::Ident(name)] => name == "Self",
        _ => false,
    };
    let mut flat = String::new();
    if is_literal {
        spacing::print_flat(std::slice::from_ref(token), &mut flat);
    }
    !is_literal || flat.len() > WIDTH / 2
}

/// The first `|` between operands: `let flags = a | b`.
fn first_operator(tokens: &[TokenTree]) -> Option<usize> {
    tokens
        .iter()
        .enumerate()
        .position(|(index, token)| index > 0 && is_punct(token, '|'))
}

/// How much there is to break in a bracket; `None` for other tokens.
fn width(token: &TokenTree) -> Option<usize> {
    match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
            Some(group.stream().into_iter().count())
        }
        _ => None,
    }
}

/// The text of `#[doc = "..."]`, if it can stand in a line comment.
fn doc_text(attribute: &Group) -> Option<String> {
    let mut tokens = attribute.stream().into_iter();
    let is_doc = matches!(tokens.next()?, TokenTree::Ident(name) if name == "doc");
    let is_value = is_punct(&tokens.next()?, '=');
    let text = syn::parse2::<syn::LitStr>(tokens.collect()).ok()?.value();
    let fits = !text.contains('\n') && (text.is_empty() || text.starts_with(' '));
    (is_doc && is_value && fits).then_some(text)
}
