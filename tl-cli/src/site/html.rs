//! The site as HTML: views into templates, and the files that all pages share.

use askama::Template;
use tl_parser::schema::{ConstructorId, TypeId};

use super::inline::Description;
use super::pages::{Constructor, Errors, List, Method, Overview, Type};
use super::{Files, Input, Site, parallel, search, text};

const STYLE: &str = include_str!("../../templates/style.css");
const SCRIPT: &str = include_str!("../../templates/search.js");

/// The pages of declarations lie a folder below the root.
const ROOT_OF_PAGES: &str = "../";

/// What every page has around what it says.
struct Page<'s> {
    /// The way to the root of the site.
    root: &'static str,
    /// The name of the site.
    site: &'s str,
    title: String,
    description: String,
    /// The part of the site that it belongs to.
    section: &'static str,
    has_data: bool,
    /// Whether declarations have texts.
    has_texts: bool,
}

impl Page<'_> {
    /// The parts of the site: file without its ending, title, whether the page belongs to it.
    fn sections(&self) -> impl Iterator<Item = (&'static str, &'static str, bool)> {
        let sections = [
            ("methods", "Methods"),
            ("types", "Types"),
            ("constructors", "Constructors"),
            ("errors", "Errors"),
        ];
        let count = if self.has_data { 4 } else { 3 };
        let sections = sections.into_iter().take(count);
        sections.map(|(file, title)| (file, title, file == self.section))
    }
}

/// A template around a view.
macro_rules! templates {
    ($($name:ident $path:literal $view:ident;)+) => {
        $(
            #[derive(Template)]
            #[template(path = $path, whitespace = "minimize")]
            struct $name<'s> {
                page: Page<'s>,
                it: $view<'s>,
            }
        )+
    };
}

templates! {
    MethodPage "method.html" Method;
    ConstructorPage "constructor.html" Constructor;
    TypePage "type.html" Type;
    ListPage "list.html" List;
    ErrorsPage "errors.html" Errors;
    OverviewPage "index.html" Overview;
}

/// The whole site.
pub fn html(input: &Input<'_>) -> Files {
    let site = Site::new(input, "html");
    let schema = input.schema;
    let mut files = Files::new();
    files.extend(parallel(schema.functions.len(), |index| {
        method(&site, index)
    }));
    files.extend(parallel(schema.constructors.len(), |index| {
        constructor(&site, ConstructorId(index as u32))
    }));
    files.extend(parallel(schema.types.len(), |index| {
        ty(&site, TypeId(index as u32))
    }));
    files.extend(lists(&site));
    files.insert("style.css".to_owned(), STYLE.to_owned());
    files.insert("search.js".to_owned(), SCRIPT.to_owned());
    files.insert("search-index.js".to_owned(), search::index(&site));
    files
}

fn method(site: &Site<'_>, index: usize) -> Option<(String, String)> {
    let it = Method::new(site, index);
    let page = site.page(it.name, "methods", it.text, "Method");
    Some((
        site.paths.method(index).to_owned(),
        text(&MethodPage { page, it }),
    ))
}

fn constructor(site: &Site<'_>, id: ConstructorId) -> Option<(String, String)> {
    let it = Constructor::new(site, id)?;
    let page = site.page(it.name, "constructors", it.text, "Constructor");
    let path = site.paths.constructor(id)?.to_owned();
    Some((path, text(&ConstructorPage { page, it })))
}

fn ty(site: &Site<'_>, id: TypeId) -> Option<(String, String)> {
    let it = Type::new(site, id)?;
    let page = site.page(it.name, "types", it.text, "Type");
    let path = site.paths.ty(id)?.to_owned();
    Some((path, text(&TypePage { page, it })))
}

/// The pages at the root.
fn lists(site: &Site<'_>) -> Vec<(String, String)> {
    let lists = [List::methods, List::constructors, List::types];
    let mut files: Vec<_> = lists
        .map(|list| {
            let it = list(site);
            let page = site.root_page(it.title, it.file);
            (format!("{}.html", it.file), text(&ListPage { page, it }))
        })
        .into();
    if site.known.data().is_some() {
        let page = site.root_page("Errors", "errors");
        let it = Errors::new(site);
        files.push(("errors.html".to_owned(), text(&ErrorsPage { page, it })));
    }
    let page = Page {
        title: site.title.clone(),
        ..site.root_page("", "")
    };
    let it = Overview::new(site);
    files.push(("index.html".to_owned(), text(&OverviewPage { page, it })));
    files
}

impl Site<'_> {
    fn page(
        &self,
        name: &str,
        section: &'static str,
        text: Description<'_>,
        kind: &str,
    ) -> Page<'_> {
        Page {
            root: ROOT_OF_PAGES,
            site: &self.title,
            title: format!("{name} · {}", self.title),
            description: match text.message() {
                Some(text) => format!("{name}: {text}"),
                None => format!("{kind} {name} of the {}", self.title),
            },
            section,
            has_data: self.known.data().is_some(),
            has_texts: self.known.has_texts(),
        }
    }

    fn root_page(&self, title: &str, section: &'static str) -> Page<'_> {
        Page {
            root: "",
            site: &self.title,
            title: format!("{title} · {}", self.title),
            description: self.title.clone(),
            section,
            has_data: self.known.data().is_some(),
            has_texts: self.known.has_texts(),
        }
    }
}
