//! Where the text about a part of a schema stands: side data has the first word, then come
//! the documentation comments of the schema itself (`//@description`, as TDLib writes them).
//!
//! Nobody else looks for a text, so that bindings, coverage and pages say the same.

use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, TypeId};
use tl_parser::text::UntrustedText;

use crate::side_data::{ParamFacts, SideData};

/// The texts about the parts of one schema.
///
/// ```
/// use tl_codegen::Texts;
/// use tl_parser::Sources;
///
/// let mut sources = Sources::new();
/// sources.add("pets.tl", "//@description A dog @name How it is called\ndog name:string = Dog;");
/// let schema = tl_parser::check(&sources).schema.expect("it is valid");
/// let dog = schema.types[0].constructors[0];
///
/// let texts = Texts::new(&schema, None);
/// let markdown = |text: &tl_parser::text::UntrustedText| text.markdown();
/// assert_eq!(texts.constructor(dog).map(markdown).as_deref(), Some("A dog"));
/// assert_eq!(texts.constructor_param(dog, 0).map(markdown).as_deref(), Some("How it is called"));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Texts<'s> {
    schema: &'s Schema,
    data: Option<&'s SideData>,
}

impl<'s> Texts<'s> {
    /// The texts of a schema and of what was read beside it.
    #[must_use]
    pub fn new(schema: &'s Schema, data: Option<&'s SideData>) -> Self {
        Self { schema, data }
    }

    /// What a function does, by its place in [`Schema::functions`].
    #[must_use]
    pub fn function(&self, index: usize) -> Option<&'s UntrustedText> {
        self.of(Owner::Function(index))
    }

    /// What a constructor is.
    #[must_use]
    pub fn constructor(&self, id: ConstructorId) -> Option<&'s UntrustedText> {
        self.of(Owner::Constructor(id))
    }

    /// What a boxed type is. Where no comment speaks of the type, as TDLib leaves that out
    /// for types with one constructor, the comment of this constructor does.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> Option<&'s UntrustedText> {
        self.of_type(id)
    }

    /// What a parameter of a function is, by its place in [`Combinator::params`].
    #[must_use]
    pub fn function_param(&self, index: usize, at: usize) -> Option<&'s UntrustedText> {
        self.of_param(Owner::Function(index), at)
    }

    /// What a field of a constructor is, by its place in [`Combinator::params`].
    #[must_use]
    pub fn constructor_param(&self, id: ConstructorId, at: usize) -> Option<&'s UntrustedText> {
        self.of_param(Owner::Constructor(id), at)
    }

    pub(crate) fn of(&self, owner: Owner) -> Option<&'s UntrustedText> {
        let facts = self.data.and_then(|data| match owner {
            Owner::Function(index) => data.function(index)?.text.as_ref(),
            Owner::Constructor(id) => data.constructors.get(&id)?.text.as_ref(),
        });
        facts.or_else(|| owner.of(self.schema).doc.as_ref())
    }

    pub(crate) fn of_param(&self, owner: Owner, at: usize) -> Option<&'s UntrustedText> {
        let facts = self.data.and_then(|data| owner.param(data, at));
        let text = facts.and_then(|facts| facts.text.as_ref());
        text.or_else(|| owner.of(self.schema).params.get(at)?.doc.as_ref())
    }

    pub(crate) fn of_type(&self, id: TypeId) -> Option<&'s UntrustedText> {
        let facts = self.data.and_then(|data| data.types.get(&id));
        let ty = self.schema.ty(id);
        let of_only_one = || match ty.constructors[..] {
            [only] => self.schema.constructor(only).doc.as_ref(),
            _ => None,
        };
        facts.or(ty.doc.as_ref()).or_else(of_only_one)
    }
}

/// A combinator, by its place.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Owner {
    Function(usize),
    Constructor(ConstructorId),
}

impl Owner {
    fn of(self, schema: &Schema) -> &Combinator {
        match self {
            Self::Function(index) => &schema.functions[index],
            Self::Constructor(id) => schema.constructor(id),
        }
    }

    /// What side data says of a parameter.
    pub(crate) fn param(self, data: &SideData, at: usize) -> Option<&ParamFacts> {
        match self {
            Self::Function(index) => data.function(index)?.params.get(&at),
            Self::Constructor(id) => data.constructors.get(&id)?.params.get(&at),
        }
    }
}
