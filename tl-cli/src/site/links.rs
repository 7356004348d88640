//! What refers to what, computed once for all pages.
//!
//! ```text
//! messages.exportChatInvite peer:InputPeer = ExportedChatInvite
//!   ─▸ accepted_by[InputPeer], returned_by[ExportedChatInvite]
//! ```
//!
//! What lies in vectors, in repetitions and in arguments of types counts as well.

use tl_parser::Schema;
use tl_parser::schema::{Combinator, ConstructorId, Param, Ty, TyArg, TypeId};

/// The references between declarations.
#[derive(Debug)]
pub struct Links {
    types: Vec<Uses>,
    /// The type of each constructor.
    type_of: Vec<Option<TypeId>>,
    /// `Bool` has a form of its own in the model.
    bool: Option<TypeId>,
}

/// Where a type is used. Lists have the order of the schema until they are
/// [arranged](Links::arrange).
#[derive(Debug, Clone, Default)]
pub struct Uses {
    /// The functions that return it, by their places.
    pub returned_by: Vec<usize>,
    /// The functions with parameters of it.
    pub accepted_by: Vec<Use>,
    /// The constructors with fields of it.
    pub contained_in: Vec<Use>,
}

/// A combinator, and its parameters that are meant.
#[derive(Debug, Clone)]
pub struct Use {
    /// The place of the function or constructor.
    pub owner: usize,
    /// The places of the parameters.
    pub params: Vec<usize>,
}

/// What a term names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    Type(TypeId),
    Constructor(ConstructorId),
}

fn sort_by_name<'s>(uses: &mut [Use], name: impl Fn(usize) -> &'s str) {
    uses.sort_by_cached_key(|it| {
        let name = name(it.owner);
        (name.to_ascii_lowercase(), name)
    });
}

impl Links {
    pub fn of(schema: &Schema) -> Self {
        let mut links = Self {
            types: vec![Uses::default(); schema.types.len()],
            type_of: vec![None; schema.constructors.len()],
            bool: schema.type_ids().find(|id| schema.ty(*id).name == "Bool"),
        };
        for id in schema.type_ids() {
            for constructor in &schema.ty(id).constructors {
                links.type_of[constructor.0 as usize] = Some(id);
            }
        }
        for (index, function) in schema.functions.iter().enumerate() {
            links.result(index, function);
            links.params(index, function, |uses| &mut uses.accepted_by);
        }
        for (index, constructor) in schema.constructors.iter().enumerate() {
            links.params(index, constructor, |uses| &mut uses.contained_in);
        }
        links
    }

    /// Sorts uses by name and drops those by constructors without a page: once for each type, since
    /// the page of each of its constructors names the first ones.
    pub fn arrange(&mut self, schema: &Schema, has_page: impl Fn(ConstructorId) -> bool) {
        for uses in &mut self.types {
            sort_by_name(&mut uses.accepted_by, |owner| &schema.functions[owner].name);
            uses.contained_in
                .retain(|it| has_page(ConstructorId(it.owner as u32)));
            let name = |owner: usize| &*schema.constructors[owner].name;
            sort_by_name(&mut uses.contained_in, name);
        }
    }

    /// Where a type is used.
    pub fn uses(&self, id: TypeId) -> &Uses {
        &self.types[id.0 as usize]
    }

    /// The type that a constructor belongs to.
    pub fn type_of(&self, id: ConstructorId) -> Option<TypeId> {
        self.type_of[id.0 as usize]
    }

    /// What a term names, in its order.
    pub fn targets(&self, ty: &Ty) -> Vec<Target> {
        let mut found = Vec::new();
        self.collect(ty, &mut found);
        found
    }

    /// What the parameters of a combinator and its result name.
    pub fn targets_of(&self, combinator: &Combinator) -> Vec<Target> {
        let mut found = Vec::new();
        for param in &combinator.params {
            self.collect(&param.ty, &mut found);
        }
        self.collect(&combinator.result, &mut found);
        found
    }

    fn result(&mut self, index: usize, function: &Combinator) {
        for id in self.types_in(&function.result) {
            let functions = &mut self.types[id.0 as usize].returned_by;
            if functions.last() != Some(&index) {
                functions.push(index);
            }
        }
    }

    fn params(
        &mut self,
        owner: usize,
        combinator: &Combinator,
        list: impl Fn(&mut Uses) -> &mut Vec<Use>,
    ) {
        for (place, param) in combinator.params.iter().enumerate() {
            for id in self.types_in(&param.ty) {
                let uses = list(&mut self.types[id.0 as usize]);
                match uses.last_mut() {
                    Some(last) if last.owner == owner => {
                        // A parameter can name a type twice.
                        if last.params.last() != Some(&place) {
                            last.params.push(place);
                        }
                    }
                    _ => uses.push(Use {
                        owner,
                        params: vec![place],
                    }),
                }
            }
        }
    }

    fn types_in(&self, ty: &Ty) -> Vec<TypeId> {
        let targets = self.targets(ty).into_iter();
        targets
            .filter_map(|target| match target {
                Target::Type(id) => Some(id),
                Target::Constructor(id) => self.type_of(id),
            })
            .collect()
    }

    fn collect(&self, ty: &Ty, found: &mut Vec<Target>) {
        match ty {
            Ty::Bool => found.extend(self.bool.map(Target::Type)),
            Ty::Boxed(id, args) => {
                found.push(Target::Type(*id));
                self.collect_args(args, found);
            }
            Ty::Bare(id, args) => {
                found.push(Target::Constructor(*id));
                self.collect_args(args, found);
            }
            Ty::Vector { element, .. } => self.collect(element, found),
            Ty::Repeat { params, .. } => {
                let types = params.iter().map(|param: &Param| &param.ty);
                types.for_each(|ty| self.collect(ty, found));
            }
            Ty::Nat
            | Ty::Builtin(_)
            | Ty::BoxedBuiltin(_)
            | Ty::Object
            | Ty::Function
            | Ty::Var(_) => {}
        }
    }

    fn collect_args(&self, args: &[TyArg], found: &mut Vec<Target>) {
        for arg in args {
            if let TyArg::Type(ty) = arg {
                self.collect(ty, found);
            }
        }
    }
}
