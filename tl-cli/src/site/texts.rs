//! What is known beside the schema, in one place: side data today.

use tl_codegen::SideData;
use tl_codegen::side_data::{Callers, FunctionFacts, ParamFacts};
use tl_parser::schema::{ConstructorId, TypeId};

/// Looks up texts and facts.
#[derive(Debug, Clone, Copy)]
pub struct Texts<'s> {
    data: Option<&'s SideData>,
}

impl<'s> Texts<'s> {
    pub fn new(data: Option<&'s SideData>) -> Self {
        Self { data }
    }

    /// The side data, for what is about no declaration.
    pub fn data(self) -> Option<&'s SideData> {
        self.data
    }

    fn facts(self, index: usize) -> Option<&'s FunctionFacts> {
        self.data.and_then(|data| data.function(index))
    }

    pub fn function(self, index: usize) -> Option<&'s str> {
        self.facts(index)?.text.as_deref()
    }

    pub fn function_param(self, index: usize, at: usize) -> Option<&'s ParamFacts> {
        self.facts(index)?.params.get(&at)
    }

    pub fn constructor(self, id: ConstructorId) -> Option<&'s str> {
        self.data?.constructors.get(&id)?.text.as_deref()
    }

    pub fn constructor_param(self, id: ConstructorId, at: usize) -> Option<&'s ParamFacts> {
        self.data?.constructors.get(&id)?.params.get(&at)
    }

    pub fn ty(self, id: TypeId) -> Option<&'s str> {
        self.data?.types.get(&id).map(String::as_str)
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

    /// The errors that any call may fail with.
    pub fn global_errors(self) -> impl Iterator<Item = (i32, &'s str)> {
        self.data.into_iter().flat_map(SideData::global_errors)
    }
}
