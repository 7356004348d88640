//! The checked schema to the format: names in the place of numbers.

use tl_parser::schema::{self, ConstructorId, Schema};
use tl_parser::text::UntrustedText;
use tl_parser::{Sources, Span};

use super::model::{
    Combinator, Condition, ConstructorRef, FORMAT, Generic, IdSource, Kind, Model, Nat, Param,
    Section, Ty, TyArg, Type,
};
use super::variables::Variables;

/// The whole schema.
pub fn model(schema: &Schema, sources: &Sources) -> Model {
    let context = Context { schema, sources };
    let all = |combinators: &[schema::Combinator], section| {
        let combinators = combinators.iter();
        combinators
            .map(|combinator| context.combinator(combinator, section))
            .collect()
    };
    Model {
        format: FORMAT,
        layer: schema.layer,
        types: schema.types.iter().map(|ty| context.ty(ty)).collect(),
        constructors: all(&schema.constructors, Section::Types),
        functions: all(&schema.functions, Section::Functions),
    }
}

/// What all declarations share.
#[derive(Clone, Copy)]
struct Context<'a> {
    schema: &'a Schema,
    sources: &'a Sources,
}

impl Context<'_> {
    fn ty(self, ty: &schema::Type) -> Type {
        let (file, line, column) = self.place(ty.span);
        Type {
            name: ty.name.to_string(),
            params: ty.params.iter().map(|param| kind(*param)).collect(),
            constructors: ty
                .constructors
                .iter()
                .map(|id| self.constructor_ref(*id))
                .collect(),
            shallowest: ty.shallowest.map(|id| self.constructor_ref(id)),
            nests: ty.nests,
            builtin: ty.is_builtin,
            doc: text(&ty.doc),
            file,
            line,
            column,
        }
    }

    fn combinator(self, combinator: &schema::Combinator, section: Section) -> Combinator {
        let variables = Variables::of(combinator);
        let terms = Terms {
            context: self,
            combinator,
            variables: &variables,
        };
        let is_constructor = section == Section::Types;
        let (file, line, column) = self.place(combinator.span);
        Combinator {
            name: combinator.name.to_string(),
            id: hex(combinator.id),
            id_source: id_source(combinator.id_source),
            section,
            layer: combinator.layer,
            generics: combinator
                .generics
                .iter()
                .map(|generic| terms.generic(generic))
                .collect(),
            params: terms.params(&combinator.params),
            result: terms.ty(&combinator.result),
            nests: is_constructor.then_some(combinator.nests),
            min_size: is_constructor.then_some(combinator.min_size),
            builtin: combinator.is_builtin,
            doc: text(&combinator.doc),
            tl: combinator.tl.to_string(),
            file,
            line,
            column,
        }
    }

    fn constructor_ref(self, id: ConstructorId) -> ConstructorRef {
        let constructor = self.schema.constructor(id);
        ConstructorRef {
            name: constructor.name.to_string(),
            id: hex(constructor.id),
        }
    }

    fn place(self, span: Span) -> (String, usize, usize) {
        let place = self.sources.location(span);
        (place.file.to_owned(), place.line, place.column)
    }
}

/// The fields and types of one combinator.
#[derive(Clone, Copy)]
struct Terms<'a> {
    context: Context<'a>,
    combinator: &'a schema::Combinator,
    variables: &'a Variables,
}

impl Terms<'_> {
    fn generic(self, generic: &schema::Generic) -> Generic {
        Generic {
            name: generic.name.to_string(),
            var: self.variables.name(generic.var),
            kind: kind(generic.kind),
        }
    }

    fn params(self, params: &[schema::Param]) -> Vec<Param> {
        params.iter().map(|param| self.param(param)).collect()
    }

    fn param(self, param: &schema::Param) -> Param {
        Param {
            name: param.name.as_deref().map(str::to_owned),
            var: self.variables.name(param.var),
            ty: self.ty(&param.ty),
            condition: param.condition.map(|condition| Condition {
                var: self.variables.name(condition.word),
                bit: condition.bit,
            }),
            exclamation: param.exclamation,
            flags: param.is_flags,
            recursive: param.is_recursive,
            doc: text(&param.doc),
            tl: self.combinator.param_tl(param).to_owned(),
        }
    }

    fn ty(self, ty: &schema::Ty) -> Ty {
        match ty {
            schema::Ty::Nat => Ty::Nat,
            schema::Ty::Builtin(builtin) => Ty::Builtin {
                name: builtin.name().to_owned(),
            },
            schema::Ty::BoxedBuiltin(builtin) => Ty::BoxedBuiltin {
                name: builtin.name().to_owned(),
                id: hex(builtin.boxed_id()),
            },
            schema::Ty::Bool => Ty::Bool,
            schema::Ty::Object => Ty::Object,
            schema::Ty::Function => Ty::Function,
            schema::Ty::Boxed(id, args) => Ty::Boxed {
                ty: self.context.schema.ty(*id).name.to_string(),
                args: self.args(args),
            },
            schema::Ty::Bare(id, args) => Ty::Bare {
                constructor: self.context.constructor_ref(*id),
                args: self.args(args),
            },
            schema::Ty::Vector { bare, element } => Ty::Vector {
                bare: *bare,
                element: Box::new(self.ty(element)),
            },
            schema::Ty::Var(var) => Ty::Var {
                var: self.variables.name(*var),
            },
            schema::Ty::Repeat { count, params } => Ty::Repeat {
                count: self.nat(*count),
                params: self.params(params),
            },
        }
    }

    fn args(self, args: &[schema::TyArg]) -> Vec<TyArg> {
        args.iter()
            .map(|arg| match arg {
                schema::TyArg::Type(ty) => TyArg::Type(self.ty(ty)),
                schema::TyArg::Nat(nat) => TyArg::Nat(self.nat(*nat)),
            })
            .collect()
    }

    fn nat(self, nat: schema::Nat) -> Nat {
        Nat {
            var: nat.variable.map(|var| self.variables.name(var)),
            plus: nat.plus,
        }
    }
}

fn kind(kind: schema::Kind) -> Kind {
    match kind {
        schema::Kind::Type => Kind::Type,
        schema::Kind::Nat => Kind::Nat,
    }
}

fn id_source(source: schema::IdSource) -> IdSource {
    match source {
        schema::IdSource::Agrees => IdSource::Agrees,
        schema::IdSource::Differs { .. } => IdSource::Differs,
        schema::IdSource::Computed => IdSource::Computed,
    }
}

fn text(text: &Option<UntrustedText>) -> Option<String> {
    text.as_ref().map(|text| text.value().to_owned())
}

fn hex(id: u32) -> String {
    format!("{id:08x}")
}
