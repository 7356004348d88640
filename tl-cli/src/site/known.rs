//! What is known beside the declarations, in one place: texts of side data or of comments, and the
//! facts of side data.

use tl_codegen::side_data::{Callers, FunctionFacts, ParamFacts};
use tl_codegen::{SideData, Texts};
use tl_parser::Schema;
use tl_parser::schema::{ConstructorId, TypeId};
use tl_parser::text::UntrustedText;

/// Looks up texts and facts.
#[derive(Debug, Clone, Copy)]
pub struct Known<'s> {
    texts: Texts<'s>,
    data: Option<&'s SideData>,
    has_texts: bool,
}

/// What is known of a parameter or field.
#[derive(Debug, Clone, Copy)]
pub struct ParamKnown<'s> {
    pub text: Option<&'s UntrustedText>,
    pub facts: Option<&'s ParamFacts>,
}

impl ParamKnown<'_> {
    /// Whether anything is.
    pub fn is_any(self) -> bool {
        self.text.is_some() || self.facts.is_some()
    }
}

impl<'s> Known<'s> {
    pub fn new(schema: &'s Schema, data: Option<&'s SideData>) -> Self {
        Self {
            texts: Texts::new(schema, data),
            data,
            has_texts: data.is_some() || schema.combinators().any(|it| it.doc.is_some()),
        }
    }

    /// The side data, for what is about no declaration.
    pub fn data(self) -> Option<&'s SideData> {
        self.data
    }

    /// Whether declarations have texts at all.
    pub fn has_texts(self) -> bool {
        self.has_texts
    }

    fn facts(self, index: usize) -> Option<&'s FunctionFacts> {
        self.data.and_then(|data| data.function(index))
    }

    pub fn function(self, index: usize) -> Option<&'s UntrustedText> {
        self.texts.function(index)
    }

    pub fn function_param(self, index: usize, at: usize) -> ParamKnown<'s> {
        ParamKnown {
            text: self.texts.function_param(index, at),
            facts: self.facts(index).and_then(|it| it.params.get(&at)),
        }
    }

    pub fn constructor(self, id: ConstructorId) -> Option<&'s UntrustedText> {
        self.texts.constructor(id)
    }

    pub fn constructor_param(self, id: ConstructorId, at: usize) -> ParamKnown<'s> {
        let facts = self.data.and_then(|data| data.constructors.get(&id));
        ParamKnown {
            text: self.texts.constructor_param(id, at),
            facts: facts.and_then(|it| it.params.get(&at)),
        }
    }

    pub fn ty(self, id: TypeId) -> Option<&'s UntrustedText> {
        self.texts.ty(id)
    }

    /// Who may call a function; what is not said is unknown.
    pub fn callers(self, index: usize) -> Callers {
        self.facts(index).map(|it| it.callers).unwrap_or_default()
    }

    /// The errors that are a function's own: code and name, as they are listed.
    pub fn errors(self, index: usize) -> impl Iterator<Item = (i32, &'s str)> {
        let errors = self.facts(index).map(|it| &it.errors[..]);
        let errors = errors.unwrap_or_default().iter();
        errors.map(|(code, name, _)| (*code, name.as_str()))
    }

    /// Whether it is known which errors a function has, be it none.
    pub fn are_errors_known(self, index: usize) -> bool {
        self.facts(index).is_some_and(|it| it.errors_known)
    }

    /// The errors that any call may fail with.
    pub fn global_errors(self) -> impl Iterator<Item = (i32, &'s str)> {
        self.data.into_iter().flat_map(SideData::global_errors)
    }
}
