//! How large values are in memory, and which variants and fields go behind a pointer.
//!
//! Sizes are those of a 64-bit target on every host, so that the output does not
//! depend on where it is made. They are estimates: the compiler may find niches.

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId};

use crate::words::WordTable;

/// The largest struct that a variant of a type with several constructors holds
/// inline, in bytes. Larger ones are boxed: one of them would make every value of
/// the type as large.
const LARGEST_INLINE: usize = 128;

/// The largest value that an optional field holds inline, in bytes. A struct takes the
/// room for it whether it is there or not, so that a packet of structs without it would
/// take many times its length in memory.
const LARGEST_OPTIONAL: usize = 256;

/// Puts the large optional fields of a schema behind pointers.
pub fn point_to_large_fields(schema: &mut Schema) {
    let words = WordTable::default();
    let mut sizes = Sizes::new(schema, &words);
    let combinators = schema.combinators();
    let large: Vec<Vec<bool>> = combinators
        .map(|it| {
            it.params
                .iter()
                .map(|it| sizes.is_large_field(it))
                .collect()
        })
        .collect();
    let combinators = schema.constructors.iter_mut().chain(&mut schema.functions);
    for (combinator, large) in combinators.zip(large) {
        for (param, is_large) in combinator.params.iter_mut().zip(large) {
            param.is_recursive |= is_large;
        }
    }
}

/// Which constructors are boxed in the enum of their type.
#[derive(Debug)]
pub struct Layout {
    boxed: Vec<bool>,
}

impl Layout {
    /// Sizes every constructor once.
    pub fn new(schema: &Schema, words: &WordTable) -> Self {
        let mut sizes = Sizes::new(schema, words);
        let mut boxed = vec![false; schema.constructors.len()];
        for ty in &schema.types {
            for id in &ty.constructors {
                let is_large = sizes.constructor(*id) > LARGEST_INLINE;
                boxed[id.0 as usize] = is_large && ty.constructors.len() > 1;
            }
        }
        Self { boxed }
    }

    /// Whether the variant of a constructor holds a `Box`.
    pub fn is_boxed(&self, id: ConstructorId) -> bool {
        self.boxed[id.0 as usize]
    }
}

struct Sizes<'s> {
    schema: &'s Schema,
    words: &'s WordTable,
    constructors: Vec<Option<usize>>,
}

impl<'s> Sizes<'s> {
    fn new(schema: &'s Schema, words: &'s WordTable) -> Self {
        Self {
            schema,
            words,
            constructors: vec![None; schema.constructors.len()],
        }
    }

    /// Whether a field is optional, and larger than it may be inline.
    fn is_large_field(&mut self, param: &Param) -> bool {
        let is_open = param.condition.is_some() && !param.is_recursive;
        if !is_open {
            return false;
        }
        self.parts(&param.ty).for_each(|part| self.settle(*part));
        self.ty(&param.ty) > LARGEST_OPTIONAL
    }

    fn constructor(&mut self, id: ConstructorId) -> usize {
        self.settle(id);
        self.known(id)
    }

    /// Sizes a constructor after all that it holds, which may be as deep as a schema is long.
    ///
    /// Ends: a field that closes a cycle is a pointer and is not looked into.
    fn settle(&mut self, id: ConstructorId) {
        let mut pending = vec![id];
        while let Some(id) = pending.last().copied() {
            match self.unknown_part(id) {
                Some(part) => pending.push(part),
                None => {
                    let size = self.combinator(self.schema.constructor(id));
                    self.constructors[id.0 as usize] = Some(size);
                    pending.pop();
                }
            }
        }
    }

    /// A constructor that another one holds by value, and that is not sized yet.
    fn unknown_part(&self, id: ConstructorId) -> Option<ConstructorId> {
        let params = self.schema.constructor(id).params.iter();
        let by_value = params.filter(|param| !param.is_recursive);
        let mut parts = by_value.flat_map(|param| self.parts(&param.ty));
        parts
            .find(|part| self.constructors[part.0 as usize].is_none())
            .copied()
    }

    /// The constructors that a value of a type may be, as far as it holds them itself.
    fn parts<'t>(&self, ty: &'t Ty) -> std::slice::Iter<'t, ConstructorId>
    where
        's: 't,
    {
        match ty {
            Ty::Boxed(id, _) => self.schema.ty(*id).constructors.iter(),
            Ty::Bare(id, _) => std::slice::from_ref(id).iter(),
            _ => [].iter(),
        }
    }

    fn known(&self, id: ConstructorId) -> usize {
        self.constructors[id.0 as usize].unwrap_or_default()
    }

    fn combinator(&self, combinator: &Combinator) -> usize {
        let params = combinator.params.iter();
        let sizes = params.map(|param| match self.words.keeps(combinator, param) {
            true => 4,
            false => self.param(param),
        });
        sizes.sum::<usize>().next_multiple_of(8)
    }

    fn param(&self, param: &Param) -> usize {
        if param.is_flags {
            return 0;
        }
        if param.is_bit() {
            return 1;
        }
        if param.is_recursive {
            return 8;
        }
        let size = self.ty(&param.ty);
        match (&param.ty, param.condition) {
            (_, Some(_)) if size > LARGEST_OPTIONAL => 8,
            (Ty::Nat | Ty::Builtin(Builtin::Int | Builtin::Float), Some(_)) => 8,
            (Ty::Builtin(Builtin::Long | Builtin::Double), Some(_)) => 16,
            _ => size,
        }
    }

    fn ty(&self, ty: &Ty) -> usize {
        match ty {
            Ty::Nat => 4,
            Ty::Builtin(builtin) | Ty::BoxedBuiltin(builtin) => match builtin {
                Builtin::String | Builtin::Bytes => 24,
                Builtin::True => 0,
                other => other.min_size(),
            },
            Ty::Bool => 1,
            Ty::Object | Ty::Function => 16,
            Ty::Boxed(id, _) => self.boxed_type(*id),
            Ty::Bare(id, _) => self.known(*id),
            Ty::Vector { .. } | Ty::Repeat { .. } | Ty::Var(_) => 24,
        }
    }

    /// An enum: its largest variant and a tag.
    fn boxed_type(&self, id: TypeId) -> usize {
        let constructors = &self.schema.ty(id).constructors;
        let several = constructors.len() > 1;
        let largest = constructors
            .iter()
            .map(|id| match self.known(*id) {
                size if several && size > LARGEST_INLINE => 8,
                size => size,
            })
            .max()
            .unwrap_or(0);
        if several { largest + 8 } else { largest }
    }
}
