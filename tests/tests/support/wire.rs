//! Random values as bytes, written from the checked schema alone: an implementation of
//! the wire form that shares nothing with the generated code.
//!
//! In: a [`Schema`] and a seed. Out: for a combinator the bytes of a boxed value, in
//! their only form: shortest lengths, zero padding, flags words that fit the fields.

use std::collections::BTreeMap;

use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, Condition, ConstructorId, Param, Ty, TypeId, VarId};

/// Levels of nesting below which vectors are empty and optional fields are absent.
const DEEPEST: usize = 4;

/// Finds the field that holds the length of another one.
pub type LengthOf<'l> = dyn Fn(&Combinator, &Param) -> Option<usize> + 'l;

/// Writes values of a schema.
pub struct Wire<'s> {
    schema: &'s Schema,
    random: Random,
    /// Whether flags words get bits that stand for no field.
    other_bits: bool,
    /// The place of the field that holds the length of a field.
    length_of: Option<&'s LengthOf<'s>>,
    depth: usize,
    out: Vec<u8>,
}

impl<'s> Wire<'s> {
    /// A writer whose values follow from `seed` alone.
    pub fn new(schema: &'s Schema, seed: u64, other_bits: bool) -> Self {
        Self {
            schema,
            random: Random(seed),
            other_bits,
            length_of: None,
            depth: 0,
            out: Vec::new(),
        }
    }

    /// With fields whose lengths are in other fields.
    #[allow(dead_code, reason = "not every test has such fields")]
    pub fn with_lengths(mut self, length_of: &'s LengthOf<'s>) -> Self {
        self.length_of = Some(length_of);
        self
    }

    /// A value of a constructor or a call of a function: its id, then its fields.
    pub fn boxed(&mut self, combinator: &'s Combinator) -> Vec<u8> {
        self.with_id(combinator);
        std::mem::take(&mut self.out)
    }

    fn with_id(&mut self, combinator: &'s Combinator) {
        self.nat(combinator.id);
        self.fields(combinator);
    }

    fn fields(&mut self, combinator: &'s Combinator) {
        self.depth += 1;
        let mut words = BTreeMap::new();
        let mut places = Vec::new();
        for param in &combinator.params {
            places.push(self.out.len());
            if param.condition.is_some_and(|it| !is_set(&words, it)) {
                continue;
            }
            match param.is_flags {
                true => {
                    let word = self.word(combinator, param);
                    words.insert(param.var, word);
                    self.nat(word);
                }
                false => self.value(&param.ty),
            }
            if let Some(at) = self.length_of.and_then(|find| find(combinator, param)) {
                let start = places[places.len() - 1];
                let length = (self.out.len() - start) as u32;
                self.out[places[at]..places[at] + 4].copy_from_slice(&length.to_le_bytes());
            }
        }
        self.depth -= 1;
    }

    /// A flags word. A conditional one is not 0, because it would be left out then.
    fn word(&mut self, combinator: &Combinator, param: &Param) -> u32 {
        let conditions = combinator.params.iter().filter_map(|it| it.condition);
        let on_word = conditions.filter(|it| it.word == param.var);
        let own = on_word.fold(0, |bits, it| bits | 1 << it.bit);
        let mut word = match self.is_deep() {
            true => 0,
            false => own & self.random.word(),
        };
        if self.other_bits {
            word |= !own & self.random.word();
        }
        match (word, param.condition) {
            (0, Some(_)) => own & own.wrapping_neg(),
            (word, _) => word,
        }
    }

    fn value(&mut self, ty: &'s Ty) {
        match ty {
            Ty::Nat => {
                let value = self.random.word();
                self.nat(value);
            }
            Ty::Builtin(builtin) => self.builtin(*builtin),
            Ty::BoxedBuiltin(builtin) => {
                self.nat(builtin.boxed_id());
                self.builtin(*builtin);
            }
            Ty::Bool => {
                let id = self.random.pick(&[0x9972_75b5, 0xbc79_9737]);
                self.nat(id);
            }
            Ty::Object => self.object(),
            Ty::Function | Ty::Var(_) => {
                let function = self.random.below(self.schema.functions.len());
                self.with_id(&self.schema.functions[function]);
            }
            Ty::Boxed(id, args) if args.is_empty() => self.boxed_type(*id),
            Ty::Bare(id, args) if args.is_empty() => self.fields(self.schema.constructor(*id)),
            Ty::Vector { bare, element } => self.vector(*bare, element),
            other => panic!("{other:?} is not generated"),
        }
    }

    fn boxed_type(&mut self, id: TypeId) {
        let ty = self.schema.ty(id);
        let constructor = match self.is_deep() {
            true => ty.shallowest.expect("a finite value"),
            false => self.random.pick(&ty.constructors),
        };
        self.with_id(self.schema.constructor(constructor));
    }

    /// Any boxed value; far down, the one that needs nothing.
    fn object(&mut self) {
        let types = self.schema.types.iter();
        let plain = types.filter(|ty| !ty.is_builtin && ty.params.is_empty());
        let constructors: Vec<ConstructorId> =
            plain.flat_map(|ty| ty.constructors.clone()).collect();
        match self.is_deep() {
            true => self.nat(0x9972_75b5),
            false => {
                let constructor = self.random.pick(&constructors);
                self.with_id(self.schema.constructor(constructor));
            }
        }
    }

    fn vector(&mut self, bare: bool, element: &'s Ty) {
        if !bare {
            self.nat(0x1cb5_c415);
        }
        let count = match self.is_deep() {
            true => 0,
            false => self.random.below(4),
        };
        self.nat(count as u32);
        self.depth += 1;
        (0..count).for_each(|_| self.value(element));
        self.depth -= 1;
    }

    fn builtin(&mut self, builtin: Builtin) {
        match builtin {
            Builtin::String => self.string(|random| char::from_u32(0x410 + random.word() % 64)),
            Builtin::Bytes => self.string(|random| char::from_u32(random.word() % 128)),
            Builtin::True => {}
            // All other built-in types are so many bytes, any bytes.
            fixed => (0..fixed.min_size()).for_each(|_| {
                let byte = self.random.word() as u8;
                self.out.push(byte);
            }),
        }
    }

    /// A string of a length at a border of the form, or of a few letters.
    fn string(&mut self, letter: impl Fn(&mut Random) -> Option<char>) {
        let length = match self.random.below(8) {
            0 => self.random.pick(&[252, 253, 254, 255, 256, 300]),
            _ => self.random.below(20),
        };
        let mut data = String::new();
        while data.len() < length {
            let next = letter(&mut self.random).unwrap_or('a');
            // The last letter may be too long to fit.
            match data.len() + next.len_utf8() > length {
                true => data.push('a'),
                false => data.push(next),
            }
        }
        self.string_of(data.as_bytes());
    }

    fn string_of(&mut self, data: &[u8]) {
        let start = self.out.len();
        match u8::try_from(data.len()) {
            Ok(short) if short < 254 => self.out.push(short),
            _ => {
                let length = u32::try_from(data.len()).expect("a length of a test");
                self.nat(length << 8 | 0xfe);
            }
        }
        self.out.extend(data);
        while !(self.out.len() - start).is_multiple_of(4) {
            self.out.push(0);
        }
    }

    fn nat(&mut self, value: u32) {
        self.out.extend(value.to_le_bytes());
    }

    fn is_deep(&self) -> bool {
        self.depth > DEEPEST
    }
}

fn is_set(words: &BTreeMap<VarId, u32>, condition: Condition) -> bool {
    let word = words.get(&condition.word).copied().unwrap_or(0);
    word >> condition.bit & 1 == 1
}

/// SplitMix64: the same numbers on each run.
struct Random(u64);

impl Random {
    fn word(&mut self) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ mixed >> 31) as u32
    }

    fn below(&mut self, bound: usize) -> usize {
        self.word() as usize % bound
    }

    fn pick<T: Copy>(&mut self, among: &[T]) -> T {
        among[self.below(among.len())]
    }
}
