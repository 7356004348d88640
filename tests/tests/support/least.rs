//! The smallest value of each constructor and function of a schema, as the bytes of its
//! fields: optional ones absent, vectors and strings empty, numbers 0, and of each type the
//! constructor that takes fewest bytes.

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, ConstructorId, Ty, TypeId};

/// The smallest values of a schema.
pub struct Least<'s> {
    schema: &'s Schema,
    /// The fields of each constructor; none if no finite value is known yet.
    fields: Vec<Option<Vec<u8>>>,
}

impl<'s> Least<'s> {
    /// Finds them all: shorter values of one make those that contain it shorter, until
    /// nothing changes.
    pub fn new(schema: &'s Schema) -> Self {
        let mut least = Self {
            schema,
            fields: vec![None; schema.constructors.len()],
        };
        while least.improve() {}
        least
    }

    /// A boxed value of a constructor; none if it has no finite one.
    pub fn constructor(&self, id: ConstructorId) -> Option<Vec<u8>> {
        let fields = self.fields[id.0 as usize].as_ref()?;
        let id = self.schema.constructor(id).id;
        Some([&id.to_le_bytes()[..], fields].concat())
    }

    /// A call of a function; its type variables are bound to `inner`.
    pub fn function(&self, function: &Combinator, inner: &[u8]) -> Option<Vec<u8>> {
        let fields = self.fields(function, inner)?;
        Some([&function.id.to_le_bytes()[..], &fields].concat())
    }

    /// A value of a boxed type.
    pub fn boxed_type(&self, id: TypeId) -> Option<Vec<u8>> {
        let constructors = self.schema.ty(id).constructors.iter();
        let values = constructors.filter_map(|id| self.constructor(*id));
        values.min_by_key(Vec::len)
    }

    /// Whether any constructor has got a shorter value.
    fn improve(&mut self) -> bool {
        let mut has_changed = false;
        for (index, constructor) in self.schema.constructors.iter().enumerate() {
            if constructor.is_builtin {
                continue;
            }
            let found = self.fields(constructor, &[]);
            let Some(found) = found else { continue };
            let known = self.fields[index].as_ref();
            if known.is_none_or(|known| found.len() < known.len()) {
                self.fields[index] = Some(found);
                has_changed = true;
            }
        }
        has_changed
    }

    fn fields(&self, combinator: &Combinator, inner: &[u8]) -> Option<Vec<u8>> {
        let params = combinator.params.iter();
        let present = params.filter(|param| param.condition.is_none());
        let values = present.map(|param| self.value(&param.ty, inner));
        values.collect::<Option<Vec<_>>>().map(|it| it.concat())
    }

    /// A value of any term; type variables are bound to `inner`.
    pub fn value(&self, ty: &Ty, inner: &[u8]) -> Option<Vec<u8>> {
        const VECTOR: u32 = 0x1cb5_c415;
        const TRUE: u32 = 0x9972_75b5;
        let nothing = |bytes: usize| Some(vec![0; bytes]);
        match ty {
            Ty::Nat => nothing(4),
            Ty::Builtin(Builtin::String | Builtin::Bytes) => nothing(4),
            Ty::Builtin(builtin) => nothing(builtin.min_size()),
            Ty::Bool | Ty::Object => Some(TRUE.to_le_bytes().to_vec()),
            Ty::Boxed(id, args) if args.is_empty() => self.boxed_type(*id),
            Ty::Bare(id, args) if args.is_empty() => self.fields[id.0 as usize].clone(),
            Ty::Vector { bare: true, .. } => nothing(4),
            Ty::Vector { bare: false, .. } => {
                Some([VECTOR.to_le_bytes(), 0_u32.to_le_bytes()].concat())
            }
            Ty::Var(_) => Some(inner.to_vec()),
            other => panic!("{other:?} is not in the schemas of the tests"),
        }
    }
}
