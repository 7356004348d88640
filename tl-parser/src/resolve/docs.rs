//! Documentation comments: each item must be about something that is declared, and no
//! two about the same. What they say goes into the model.

use super::collect::Names;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::source::{Sources, Span};
use crate::syntax::File;
use crate::syntax::ast::{Arg, ClassDoc, DeclarationKind, DocItem};
use crate::text::UntrustedText;

/// What the declaration itself is called among the things that documentation is about.
const DECLARATION: &str = "";

/// What the documentation of one declaration says, by what it is about. Empty, and without
/// memory of its own, where there is none.
#[derive(Default)]
pub struct Docs<'a> {
    items: Vec<(&'a str, &'a DocItem<'a>)>,
    /// The arguments of the declaration.
    fields: Vec<&'a str>,
}

impl<'a> Docs<'a> {
    /// Goes on with the documentation of another declaration, which has these arguments.
    pub fn read(&mut self, doc: &'a [DocItem<'a>], args: &[Arg<'a>]) {
        self.items.clear();
        if doc.is_empty() {
            return;
        }
        self.fields.clear();
        collect_fields(args, &mut self.fields);
        let about = |item: &'a DocItem<'a>| Some((subject(item.key.text, &self.fields)?, item));
        self.items.extend(doc.iter().filter_map(about));
    }

    /// What is said of the declaration.
    pub fn of_declaration(&self, sources: &Sources) -> Option<UntrustedText> {
        self.of(DECLARATION, sources)
    }

    /// What is said of an argument.
    pub fn of_field(&self, name: &str, sources: &Sources) -> Option<UntrustedText> {
        self.of(name, sources)
    }

    fn of(&self, subject: &str, sources: &Sources) -> Option<UntrustedText> {
        let (_, item) = self.items.iter().find(|(name, _)| *name == subject)?;
        text(item, sources)
    }
}

/// What is said of each type.
pub type Classes<'f, 'a> = super::Map<&'a str, &'f ClassDoc<'a>>;

/// The documentation of all types; of two texts about one, the first.
pub fn classes<'f, 'a>(files: &'f [File<'a>]) -> Classes<'f, 'a> {
    let mut classes = Classes::default();
    for class in files.iter().flat_map(|file| &file.classes) {
        classes.entry(class.name.text).or_insert(class);
    }
    classes
}

/// The text about a type.
pub fn of_class(class: &ClassDoc<'_>, sources: &Sources) -> Option<UntrustedText> {
    let mut items = class.items.iter();
    let description = items.find(|item| subject(item.key.text, &[]) == Some(DECLARATION))?;
    text(description, sources)
}

/// The lines of an item as one; a single line is a piece of the source.
fn text(item: &DocItem<'_>, sources: &Sources) -> Option<UntrustedText> {
    match item.lines {
        lines if lines.iter().all(|line| line.is_empty()) => None,
        [line] => {
            let piece = sources.piece(item.key.span.file, line);
            Some(UntrustedText::of_piece(piece))
        }
        _ => Some(UntrustedText::plain(&item.to_string())),
    }
}

/// Checks the documentation of all declarations and types.
pub fn check(files: &[File<'_>], names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    for file in files {
        for declaration in file.declarations.iter().filter(|it| !it.doc.is_empty()) {
            let mut fields = Vec::new();
            if let DeclarationKind::Combinator(combinator) = &declaration.kind {
                collect_fields(combinator.args, &mut fields);
            }
            check_items(declaration.doc, &fields, names, diagnostics);
        }
        check_classes(file, names, diagnostics);
    }
}

fn collect_fields<'a>(args: &[Arg<'a>], fields: &mut Vec<&'a str>) {
    for arg in args {
        match arg {
            Arg::Field(field) => fields.extend(field.names.iter().map(|name| name.text)),
            Arg::Repeat(repeat) => {
                fields.extend(repeat.name.map(|name| name.text));
                collect_fields(repeat.args, fields);
            }
        }
    }
}

fn check_items(
    items: &[DocItem<'_>],
    fields: &[&str],
    names: &Names<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<(&str, Span)> = Vec::new();
    for item in items {
        let key = item.key;
        let Some(subject) = subject(key.text, fields) else {
            let message = format!("documentation for unknown argument `{}`", key.text);
            let similar = names.nearest_argument(key.text, fields);
            let found = Diagnostic::new(Code::UnknownDoc, key.span, message);
            diagnostics.push(found.with_suggestion(similar));
            continue;
        };
        match seen.iter().find(|(name, _)| *name == subject) {
            Some((_, first)) => report_repeated(key.text, key.span, *first, diagnostics),
            None => seen.push((subject, key.span)),
        }
    }
}

/// What a key is about: the declaration itself (the empty name) or an argument. An
/// argument that is called `description` has the key `param_description`.
fn subject<'k>(key: &'k str, fields: &[&str]) -> Option<&'k str> {
    let plain = key.strip_prefix("param_").unwrap_or(key);
    match key {
        "description" => Some(DECLARATION),
        _ if fields.contains(&key) => Some(key),
        _ if fields.contains(&plain) => Some(plain),
        _ => None,
    }
}

fn check_classes(file: &File<'_>, names: &Names<'_, '_>, diagnostics: &mut Diagnostics) {
    let mut seen = super::Map::default();
    for class in &file.classes {
        let name = class.name;
        if !names.meanings.contains_key(name.text) {
            let message = format!("documentation for unknown type `{}`", name.text);
            let similar = names.nearest(name.text, names.types.iter().map(|ty| ty.name));
            let found = Diagnostic::new(Code::UnknownDoc, name.span, message);
            diagnostics.push(found.with_suggestion(similar));
        } else if let Some(first) = seen.insert(name.text, name.span) {
            report_repeated(name.text, name.span, first, diagnostics);
        }
        check_items(class.items, &[], names, diagnostics);
    }
}

fn report_repeated(name: &str, span: Span, first: Span, diagnostics: &mut Diagnostics) {
    let message = format!("duplicate documentation for `{name}`");
    diagnostics.push(
        Diagnostic::new(Code::DuplicateDoc, span, message)
            .with_related(first, "first documented here"),
    );
}

#[cfg(test)]
mod tests {
    use crate::schema::{Combinator, Param, Ty};
    use crate::text::UntrustedText;
    use crate::{Schema, Sources};

    fn checked(files: &[&str]) -> Schema {
        let mut sources = Sources::new();
        for text in files {
            sources.add("t.tl", *text);
        }
        let checked = crate::check(&sources);
        checked.schema.expect("documentation is never an error")
    }

    /// What is said of a combinator and then of its parameters, `-` for nothing.
    fn texts(combinator: &Combinator) -> Vec<&str> {
        let own = combinator.doc.as_ref();
        let params = combinator.params.iter().map(|it| it.doc.as_ref());
        let all = std::iter::once(own).chain(params);
        all.map(|text| text.map_or("-", UntrustedText::value))
            .collect()
    }

    fn nested(param: &Param) -> &[Param] {
        match &param.ty {
            Ty::Repeat { params, .. } => params,
            _ => panic!("a repetition"),
        }
    }

    #[test]
    fn texts_reach_what_they_are_about() {
        let schema = checked(&["//@description A dog\n//-of any size @size Kilograms\n\
             ///@param_description What is said of it\n\
             dog name:string description:string size:int = Dog;\n// A cat\ncat = Cat;\n\
             ---functions---\n//@description Feeds it @dog Who\nfeed dog:Dog = Dog;"]);
        let [dog, cat] = &schema.constructors[..] else {
            panic!("two constructors");
        };
        let expected = ["A dog of any size", "-", "What is said of it", "Kilograms"];
        assert_eq!(texts(dog), expected);
        assert_eq!(texts(cat), ["-"]);
        assert_eq!(texts(&schema.functions[0]), ["Feeds it", "Who"]);
    }

    #[test]
    fn arguments_of_one_declaration_have_texts_of_their_own() {
        let schema = checked(&["//@a First @b Second @rows All rows @cell One of them\n\
             grid n:# (a b:int) rows:n*[ cell:int ] = Grid;"]);
        let grid = &schema.constructors[0];
        assert_eq!(texts(grid), ["-", "-", "First", "Second", "All rows"]);
        let cell = &nested(&grid.params[3])[0];
        assert_eq!(cell.doc, Some(UntrustedText::plain("One of them")));
    }

    #[test]
    fn a_class_is_about_the_type_alone() {
        let schema = checked(&[
            "dog = Pet;",
            "//@class Pet @description Any\n//-of them\n//@class Cat @description A cat\n\
             cat = Cat;",
            "//@class Pet @description Another text",
        ]);
        let types = schema.types.iter().map(|ty| ty.doc.as_ref());
        let types: Vec<_> = types.map(|it| it.map(UntrustedText::value)).collect();
        assert_eq!(types, [Some("Any of them"), Some("A cat")]);
        assert!(schema.constructors.iter().all(|it| it.doc.is_none()));
    }

    #[test]
    fn the_first_text_counts_and_an_empty_one_is_none() {
        let schema = checked(&["//@description\n//-\n//@a One @param_a Two @b\n\
             //@b Three\ndog a:int b:int = Dog;"]);
        assert_eq!(texts(&schema.constructors[0]), ["-", "One", "-"]);
    }

    /// `param_x` is an argument of that name, if there is one.
    #[test]
    fn names_are_taken_as_they_are_first() {
        let schema = checked(&["//@param_x Two @description All @param_description One\n\
             dog x:int param_x:int param_description:int = Dog;"]);
        let dog = &schema.constructors[0];
        assert_eq!(texts(dog), ["All", "-", "Two", "One"]);
    }

    /// What stands on one line takes no memory of its own.
    #[test]
    fn a_line_is_a_piece_of_the_source() {
        let mut sources = Sources::new();
        let file = sources.add("t.tl", "//@description A dog\ndog = Dog;");
        let checked = crate::check(&sources);
        let schema = checked.schema.expect("it is valid");
        let doc = schema.constructors[0].doc.clone().expect("it has a text");
        let text = sources.text(file);
        assert!(
            text.as_bytes()
                .as_ptr_range()
                .contains(&doc.value().as_ptr())
        );
    }
}
