//! What is generated: everything, or what the roots reach.

use std::collections::{BTreeSet, HashMap};

use tl_parser::schema::{Combinator, ConstructorId, Param, Ty, TyArg, TypeId};
use tl_parser::{Code, Diagnostic, Diagnostics, Schema, Span};

use crate::attributes::{Externs, first_of_each_name};
use crate::extent::Heavy;
use crate::report::Report;

/// The part of a schema that is generated; built-in and external parts are left out.
#[derive(Debug, Default)]
pub struct Selection {
    pub types: BTreeSet<TypeId>,
    pub constructors: BTreeSet<ConstructorId>,
    /// Indices into [`Schema::functions`].
    pub functions: BTreeSet<usize>,
}

impl Selection {
    /// Follows the roots, or takes all if there are none.
    pub fn new(schema: &Schema, roots: &[String], externs: &Externs, report: &mut Report) -> Self {
        let mut walk = Walk {
            schema,
            externs,
            selection: Self::default(),
            pending: Vec::new(),
            object: schema.type_ids().find(|id| schema.ty(*id).name == "Object"),
        };
        match roots.is_empty() {
            true => walk.all(),
            false => walk.roots(roots, report),
        }
        walk.finish()
    }

    /// Reports what cannot be generated yet.
    pub fn check(&self, schema: &Schema, heavy: &Heavy, diagnostics: &mut Diagnostics) {
        for id in &self.types {
            let ty = schema.ty(*id);
            if ty.shallowest.is_none() {
                let message = format!(
                    "no code can be generated for `{}`: no value of it is finite",
                    ty.name
                );
                diagnostics.push(Diagnostic::new(Code::NotGenerated, ty.span, message));
            }
        }
        for id in &self.constructors {
            check_combinator(schema.constructor(*id), false, diagnostics);
        }
        for index in &self.functions {
            check_combinator(&schema.functions[*index], true, diagnostics);
        }
        self.check_functions(schema, heavy, diagnostics);
    }

    /// A field that holds any function needs one that can stand in for an unknown id.
    fn check_functions(&self, schema: &Schema, heavy: &Heavy, diagnostics: &mut Diagnostics) {
        if self.placeholder_function(schema, heavy).is_some() {
            return;
        }
        for param in self.params(schema).filter(|it| holds_function(&it.ty)) {
            let message = "no function is generated that this field could hold";
            diagnostics.push(Diagnostic::new(Code::NotGenerated, param.span, message));
        }
    }

    /// Whether a field holds any value or any function, told apart by its id.
    pub fn holds_any(&self, schema: &Schema) -> bool {
        self.params(schema).any(|param| holds_any(&param.ty))
    }

    /// The fields of all that is selected.
    fn params<'s>(&'s self, schema: &'s Schema) -> impl Iterator<Item = &'s Param> {
        let constructors = self.constructors.iter().map(|id| schema.constructor(*id));
        let functions = self.functions.iter().map(|index| &schema.functions[*index]);
        constructors.chain(functions).flat_map(|it| &it.params)
    }

    /// The function that stands in when an id is unknown: it must not hold another one, nor be
    /// large.
    pub fn placeholder_function(&self, schema: &Schema, heavy: &Heavy) -> Option<usize> {
        let holds_none = |function: &Combinator| {
            function.generics.is_empty()
                && !function
                    .params
                    .iter()
                    .any(|param| holds_function(&param.ty))
        };
        self.functions
            .iter()
            .copied()
            .filter(|index| holds_none(&schema.functions[*index]))
            .filter(|index| !heavy.function(*index).is_heavy)
            .min_by_key(|index| (schema.functions[*index].params.len(), *index))
    }
}

fn holds_any(ty: &Ty) -> bool {
    match ty {
        Ty::Object | Ty::Function => true,
        Ty::Vector { element, .. } => holds_any(element),
        _ => false,
    }
}

fn holds_function(ty: &Ty) -> bool {
    match ty {
        Ty::Function => true,
        Ty::Vector { element, .. } => holds_function(element),
        _ => false,
    }
}

/// What each name means as a root.
struct Named<'s> {
    /// Of each layer.
    functions: HashMap<&'s str, Vec<usize>>,
    constructors: HashMap<&'s str, u32>,
    types: HashMap<&'s str, u32>,
}

impl<'s> Named<'s> {
    fn new(schema: &'s Schema) -> Self {
        let mut functions = HashMap::<_, Vec<_>>::new();
        for (index, function) in schema.functions.iter().enumerate() {
            functions.entry(&*function.name).or_default().push(index);
        }
        Self {
            functions,
            constructors: first_of_each_name(schema.constructors.iter().map(|it| &*it.name)),
            types: first_of_each_name(schema.types.iter().map(|it| &*it.name)),
        }
    }
}

struct Walk<'s> {
    schema: &'s Schema,
    externs: &'s Externs,
    selection: Selection,
    pending: Vec<&'s Combinator>,
    /// The type of that name.
    object: Option<TypeId>,
}

impl<'s> Walk<'s> {
    fn all(&mut self) {
        self.schema.type_ids().for_each(|id| self.ty(id));
        (0..self.schema.functions.len()).for_each(|index| self.function(index));
    }

    fn roots(&mut self, roots: &[String], report: &mut Report) {
        let named = Named::new(self.schema);
        for root in roots {
            let root = root.as_str();
            if let Some(functions) = named.functions.get(root) {
                // In each of the layers.
                functions.iter().for_each(|index| self.function(*index));
            } else if let Some(index) = named.constructors.get(root) {
                self.constructor(ConstructorId(*index));
            } else if let Some(index) = named.types.get(root) {
                self.ty(TypeId(*index));
            } else {
                let combinators = self.schema.combinators().map(|it| it.name.as_str());
                let types = self.schema.types.iter().map(|it| it.name.as_str());
                let hint = report.hint(root, combinators.chain(types));
                report.error(format!("roots: the schema declares no `{root}`{hint}"));
            }
        }
    }

    fn function(&mut self, index: usize) {
        if self.selection.functions.insert(index) {
            self.pending.push(&self.schema.functions[index]);
        }
    }

    fn ty(&mut self, id: TypeId) {
        let ty = self.schema.ty(id);
        if self.externs.types.contains_key(&id) {
            return;
        }
        if ty.is_builtin {
            // `Object` is no enum of its own, but its constructors are structs.
            ty.constructors.iter().for_each(|id| self.constructor(*id));
        } else if self.selection.types.insert(id) {
            ty.constructors.iter().for_each(|id| self.constructor(*id));
        }
    }

    fn constructor(&mut self, id: ConstructorId) {
        let constructor = self.schema.constructor(id);
        let is_extern = self.externs.constructors.contains_key(&id);
        if !constructor.is_builtin && !is_extern && self.selection.constructors.insert(id) {
            self.pending.push(constructor);
        }
    }

    fn finish(mut self) -> Selection {
        while let Some(combinator) = self.pending.pop() {
            combinator
                .params
                .iter()
                .for_each(|param| self.reach(&param.ty));
            self.reach(&combinator.result);
        }
        self.selection
    }

    fn reach(&mut self, ty: &Ty) {
        match ty {
            Ty::Boxed(id, args) => {
                self.ty(*id);
                self.reach_args(args);
            }
            Ty::Bare(id, args) => {
                self.constructor(*id);
                self.reach_args(args);
            }
            Ty::Vector { element, .. } => self.reach(element),
            Ty::Repeat { params, .. } => {
                params.iter().for_each(|param| self.reach(&param.ty));
            }
            Ty::Object => {
                if let Some(object) = self.object {
                    self.ty(object);
                }
            }
            Ty::Nat
            | Ty::Builtin(_)
            | Ty::BoxedBuiltin(_)
            | Ty::Bool
            | Ty::Function
            | Ty::Var(_) => {}
        }
    }

    fn reach_args(&mut self, args: &[TyArg]) {
        for arg in args {
            if let TyArg::Type(ty) = arg {
                self.reach(ty);
            }
        }
    }
}

fn check_combinator(combinator: &Combinator, is_function: bool, diagnostics: &mut Diagnostics) {
    for (span, what) in unsupported_parts(combinator, is_function) {
        let message = format!(
            "no code can be generated for `{}` yet: {what}",
            combinator.name
        );
        diagnostics.push(Diagnostic::new(Code::NotGenerated, span, message));
    }
}

/// What of a combinator cannot be generated, and where it stands.
pub fn unsupported_parts(combinator: &Combinator, is_function: bool) -> Vec<(Span, &'static str)> {
    if combinator.name == "_" {
        return vec![(combinator.span, "it has no name")];
    }
    let is_answered = |generic: &tl_parser::schema::Generic| {
        combinator
            .params
            .iter()
            .any(|param| param.exclamation && param.ty == Ty::Var(generic.var))
    };
    let is_plain = combinator.generics.is_empty();
    let is_wrapper = is_function && combinator.generics.iter().all(is_answered);
    if !is_plain && !is_wrapper {
        let what = "it has optional arguments other than the type of a `!` argument";
        return vec![(combinator.span, what)];
    }
    let params = combinator.params.iter();
    let mut parts: Vec<_> = params
        .filter_map(|param| unsupported(param).map(|what| (param.span, what)))
        .collect();
    // A constructor's result has arguments only if the constructor has them too.
    if is_function && unsupported_type(&combinator.result).is_some() {
        parts.push((combinator.span, "it returns a type with arguments"));
    }
    parts
}

fn unsupported(param: &Param) -> Option<&'static str> {
    if param.name.is_none() {
        return Some("it has an argument without a name");
    }
    if !param.exclamation && holds_variable(&param.ty) {
        return Some("it has a value of a type variable");
    }
    unsupported_type(&param.ty)
}

fn holds_variable(ty: &Ty) -> bool {
    match ty {
        Ty::Var(_) => true,
        Ty::Vector { element, .. } => holds_variable(element),
        _ => false,
    }
}

fn unsupported_type(ty: &Ty) -> Option<&'static str> {
    match ty {
        Ty::Repeat { .. } => Some("it has a repetition"),
        Ty::Boxed(_, args) | Ty::Bare(_, args) if !args.is_empty() => {
            Some("it uses a type with arguments")
        }
        Ty::Vector { element, .. } => unsupported_type(element),
        _ => None,
    }
}
