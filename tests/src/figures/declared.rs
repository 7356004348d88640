//! Figures of whole declarations: names, ids, types.

use std::collections::{BTreeMap, BTreeSet};

use tl_parser::id::{self, Rule};
use tl_parser::syntax::ast::{Combinator, Declaration, DeclarationKind, File, Id, Section};

use super::terms::name_of;

/// All constructors and functions of a file, in order.
pub struct Declarations<'t, 'a> {
    pub all: Vec<Declared<'t, 'a>>,
}

/// What the figures need of a combinator or a built-in declaration.
pub struct Declared<'t, 'a> {
    section: Section,
    name: &'a str,
    id: Option<Id>,
    /// The head of the result, if it is a name.
    ty: Option<&'a str>,
    /// Nothing for a built-in declaration.
    combinator: Option<&'t Combinator<'a>>,
}

impl<'t, 'a> Declared<'t, 'a> {
    /// `None` for `New`, `Final`, `Empty` and partial applications, which declare nothing.
    fn of(declaration: &'t Declaration<'a>) -> Option<Self> {
        let section = declaration.section;
        match &declaration.kind {
            DeclarationKind::Combinator(combinator) => Some(Self {
                section: combinator.arrow.map_or(section, |_| Section::Functions),
                name: combinator.name.text,
                id: combinator.id,
                ty: name_of(combinator.result.head()),
                combinator: Some(combinator),
            }),
            DeclarationKind::Builtin(builtin) => Some(Self {
                section,
                name: builtin.name.text,
                id: builtin.id,
                ty: Some(builtin.result.text),
                combinator: None,
            }),
            DeclarationKind::Statement(_) | DeclarationKind::Partial(_) => None,
        }
    }

    /// The id that its text has by `rule`.
    fn computed_id(&self, rule: Rule) -> u32 {
        match self.combinator {
            Some(combinator) => id::compute(combinator, rule),
            None => id::of_builtin(self.name, self.ty.unwrap_or_default()),
        }
    }
}

impl<'t, 'a> Declarations<'t, 'a> {
    pub fn of(file: &'t File<'a>) -> Self {
        Self {
            all: file.declarations.iter().filter_map(Declared::of).collect(),
        }
    }

    pub fn combinators(&self) -> Vec<&'t Combinator<'a>> {
        self.all.iter().filter_map(|it| it.combinator).collect()
    }

    pub fn in_section(&self, section: Section) -> impl Iterator<Item = &Declared<'t, 'a>> {
        self.all.iter().filter(move |it| it.section == section)
    }

    pub fn namespaces(&self) -> Vec<String> {
        let names = self.all.iter().filter_map(|it| it.name.rsplit_once('.'));
        let namespaces: BTreeSet<_> = names.map(|(namespace, _)| namespace.to_owned()).collect();
        namespaces.into_iter().collect()
    }

    /// Declarations with a written id, and that id.
    pub fn ids(&self) -> impl Iterator<Item = (&Declared<'t, 'a>, u32)> {
        self.all.iter().filter_map(|it| Some((it, it.id?.value)))
    }

    /// How many written ids are those of `rule`.
    pub fn ids_of(&self, rule: Rule) -> usize {
        self.ids()
            .filter(|(it, id)| it.computed_id(rule) == *id)
            .count()
    }

    pub fn duplicate_ids(&self) -> BTreeMap<String, Vec<String>> {
        let mut names_by_id: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (it, id) in self.ids() {
            let names = names_by_id.entry(format!("{id:08x}")).or_default();
            names.push(it.name.to_owned());
        }
        names_by_id.retain(|_, names| names.len() > 1);
        names_by_id
    }

    /// How many constructors each type has, in the order of their first constructors.
    pub fn types(&self) -> Vec<(&'a str, usize)> {
        let mut types: Vec<(&str, usize)> = Vec::new();
        let mut index_by_name = BTreeMap::new();
        for name in self.in_section(Section::Types).filter_map(|it| it.ty) {
            let index = *index_by_name.entry(name).or_insert(types.len());
            match types.get_mut(index) {
                Some((_, constructors)) => *constructors += 1,
                None => types.push((name, 1)),
            }
        }
        types
    }

    pub fn largest_type(&self) -> Option<(String, usize)> {
        let types = self.types();
        // Of several largest ones, `max_by_key` gives the last: seen from behind, the first.
        let largest = types
            .iter()
            .rev()
            .max_by_key(|(_, constructors)| constructors);
        largest.map(|(name, constructors)| ((*name).to_owned(), *constructors))
    }
}
