//! How large values are in memory, and which variants and fields go behind a pointer.
//!
//! Sizes are those of a 64-bit target on every host, so that the output does not
//! depend on where it is made. They are estimates: the compiler may find niches.

use std::cmp::Reverse;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Param, Ty, TypeId};

use crate::post_order::post_order;
use crate::words::WordTable;

/// The largest struct that a variant of a type with several constructors holds
/// inline, in bytes. Larger ones are boxed: one of them would make every value of
/// the type as large.
const LARGEST_INLINE: usize = 128;

/// The largest value that an optional field holds inline, in bytes. A struct takes the
/// room for it whether it is there or not, so that a packet of structs without it would
/// take many times its length in memory.
const LARGEST_OPTIONAL: usize = 256;

/// The largest struct, in bytes, as far as pointers can make it smaller. The largest of TDLib has
/// 2,896 bytes, that of layer 230 has 1,920. Values lie on the stack while they are read, and a schema of twenty lines can
/// declare a struct of megabytes.
const LARGEST_STRUCT: usize = 4096;

/// The size of a pointer.
const POINTER: usize = 8;

/// Puts the large fields of a schema behind pointers.
pub fn point_to_large_fields(schema: &mut Schema) {
    let words = WordTable::default();
    let sizes = Sizes::new(schema, &words);
    let combinators = schema.combinators();
    let pointers: Vec<_> = combinators.map(|it| sizes.pointers(it)).collect();
    let combinators = schema.constructors.iter_mut().chain(&mut schema.functions);
    for (combinator, pointers) in combinators.zip(pointers) {
        for at in pointers {
            if let Some(param) = combinator.params.get_mut(at) {
                param.is_recursive = true;
            }
        }
    }
}

/// Which constructors are boxed in the enum of their type.
#[derive(Debug)]
pub struct Layout {
    boxed: Vec<bool>,
    sizes: Vec<usize>,
    functions: Vec<usize>,
}

impl Layout {
    /// Sizes every constructor once.
    pub fn new(schema: &Schema, words: &WordTable) -> Self {
        let all = Sizes::new(schema, words);
        let functions = schema.functions.iter();
        let functions = functions.map(|it| all.combinator(it)).collect();
        let sizes = all.constructors;
        let mut boxed = vec![false; schema.constructors.len()];
        for ty in &schema.types {
            for id in &ty.constructors {
                let index = id.0 as usize;
                boxed[index] = sizes[index] > LARGEST_INLINE && ty.constructors.len() > 1;
            }
        }
        Self {
            boxed,
            sizes,
            functions,
        }
    }

    /// Whether the variant of a constructor holds a `Box`.
    pub fn is_boxed(&self, id: ConstructorId) -> bool {
        self.boxed[id.0 as usize]
    }

    /// The size of the struct of a function, by its place.
    pub fn function_size(&self, index: usize) -> usize {
        self.functions[index]
    }

    /// The size of the struct of a constructor.
    pub fn size(&self, id: ConstructorId) -> usize {
        self.sizes[id.0 as usize]
    }
}

struct Sizes<'s> {
    schema: &'s Schema,
    words: &'s WordTable,
    types: Vec<usize>,
    constructors: Vec<usize>,
}

impl<'s> Sizes<'s> {
    /// Sizes everything after all that it holds, which may be as deep as a schema is long.
    fn new(schema: &'s Schema, words: &'s WordTable) -> Self {
        let mut sizes = Self {
            schema,
            words,
            types: vec![0; schema.types.len()],
            constructors: vec![0; schema.constructors.len()],
        };
        let types = schema.types.len();
        let nodes = types + schema.constructors.len();
        for node in post_order(nodes, |node| sizes.held(node)) {
            match node.checked_sub(types) {
                None => sizes.types[node] = sizes.boxed_type(TypeId(node as u32)),
                Some(index) => {
                    sizes.constructors[index] = sizes.combinator(&schema.constructors[index]);
                }
            }
        }
        sizes
    }

    /// The nodes of what a type or constructor holds by value: types come first, then constructors.
    /// A field that closes a cycle is a pointer.
    fn held(&self, node: usize) -> Vec<usize> {
        let types = self.schema.types.len();
        let constructor = |id: &ConstructorId| types + id.0 as usize;
        let Some(index) = node.checked_sub(types) else {
            let ty = &self.schema.types[node];
            return ty.constructors.iter().map(constructor).collect();
        };
        let params = self.schema.constructors[index].params.iter();
        let by_value = params.filter(|param| !param.is_recursive);
        by_value
            .filter_map(|param| match &param.ty {
                Ty::Boxed(id, _) => Some(id.0 as usize),
                Ty::Bare(id, _) => Some(constructor(id)),
                _ => None,
            })
            .collect()
    }

    /// The places of the fields that are too large, alone or together with the others.
    fn pointers(&self, combinator: &Combinator) -> Vec<usize> {
        let params = combinator.params.iter().enumerate();
        let large = params.filter(|(_, it)| self.is_large_option(it));
        let mut pointers: Vec<_> = large.map(|(at, _)| at).collect();
        pointers.extend(self.largest_fields(combinator));
        pointers
    }

    fn is_large_option(&self, param: &Param) -> bool {
        let is_open = param.condition.is_some() && !param.is_recursive;
        is_open && self.ty(&param.ty) > LARGEST_OPTIONAL
    }

    /// The fields that have to be pointers for the struct not to be too large: the largest ones.
    fn largest_fields(&self, combinator: &Combinator) -> Vec<usize> {
        let mut size = self.inline(combinator);
        if size <= LARGEST_STRUCT {
            return Vec::new();
        }
        let params = combinator.params.iter().enumerate();
        let parts = params.filter(|(_, it)| matches!(it.ty, Ty::Boxed(..) | Ty::Bare(..)));
        let sizes = parts.map(|(at, it)| (self.param(it), at));
        let mut sizes: Vec<_> = sizes.filter(|(size, _)| *size > POINTER).collect();
        sizes.sort_by_key(|(size, at)| (Reverse(*size), *at));
        let mut pointers = Vec::new();
        for (part, at) in sizes {
            if size <= LARGEST_STRUCT {
                break;
            }
            size -= part - POINTER;
            pointers.push(at);
        }
        pointers
    }

    /// The size of a struct whose large fields are pointers.
    fn combinator(&self, combinator: &Combinator) -> usize {
        let pointers = self.largest_fields(combinator);
        let saved = pointers.iter().map(|at| {
            let part = self.param(&combinator.params[*at]);
            part - POINTER
        });
        let size = self.inline(combinator) - saved.sum::<usize>();
        size.next_multiple_of(8)
    }

    fn inline(&self, combinator: &Combinator) -> usize {
        let params = combinator.params.iter();
        let sizes = params.map(|param| match self.words.keeps(combinator, param) {
            true => 4,
            false => self.param(param),
        });
        sizes.sum()
    }

    fn param(&self, param: &Param) -> usize {
        if param.is_flags {
            return 0;
        }
        if param.is_bit() {
            return 1;
        }
        if param.is_recursive {
            return POINTER;
        }
        let size = self.ty(&param.ty);
        match (&param.ty, param.condition) {
            (_, Some(_)) if size > LARGEST_OPTIONAL => POINTER,
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
            Ty::Boxed(id, _) => self.types[id.0 as usize],
            Ty::Bare(id, _) => self.constructors[id.0 as usize],
            Ty::Vector { .. } | Ty::Repeat { .. } | Ty::Var(_) => 24,
        }
    }

    /// An enum: its largest variant and a tag.
    fn boxed_type(&self, id: TypeId) -> usize {
        let constructors = &self.schema.ty(id).constructors;
        let several = constructors.len() > 1;
        let largest = constructors
            .iter()
            .map(|id| match self.constructors[id.0 as usize] {
                size if several && size > LARGEST_INLINE => POINTER,
                size => size,
            })
            .max()
            .unwrap_or(0);
        if several { largest + 8 } else { largest }
    }
}
