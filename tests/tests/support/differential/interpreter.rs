//! Bytes to the bytes of the same value in canonical form, by the checked model alone: an
//! implementation of the wire format that shares nothing with the runtime and the generated code.

use std::collections::BTreeMap;

use tl_codegen::UnknownBits;
use tl_parser::Schema;
use tl_parser::schema::{Builtin, Combinator, Condition, ConstructorId, Param, Ty, TypeId, VarId};
use tl_runtime::Limits;

use super::options::{Options, most_specific};

const VECTOR: u32 = 0x1cb5_c415;
const BOOLS: [u32; 2] = [0x9972_75b5, 0xbc79_9737];

/// What bytes are read as.
#[derive(Clone, Copy, Debug)]
pub enum Target {
    Boxed(TypeId),
    Bare(ConstructorId),
    Function(usize),
    Object,
    AnyFunction,
}

/// Why bytes are not a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Failure {
    pub offset: usize,
    pub kind: FailureKind,
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureKind {
    End,
    Id,
    Count,
    Utf8,
    Prefix,
    Bits,
    EmptyFlags,
    Trailing,
    Limit,
}

/// Reads values of a schema.
pub struct Interpreter<'s> {
    schema: &'s Schema,
    options: &'s Options,
    kept: Vec<(String, ())>,
    bytes: Vec<(String, ())>,
    /// The type of each constructor with an id; none for those of `Object`.
    constructors: BTreeMap<u32, (ConstructorId, Option<TypeId>)>,
    functions: BTreeMap<u32, usize>,
}

impl<'s> Interpreter<'s> {
    pub fn new(schema: &'s Schema, options: &'s Options) -> Self {
        let unit = |paths: &[String]| paths.iter().map(|path| (path.clone(), ())).collect();
        let types = schema.types_of_constructors();
        let mut constructors = BTreeMap::new();
        for (at, constructor) in schema.constructors.iter().enumerate() {
            let ty = types[at];
            let ty = ty.filter(|id| !schema.ty(*id).is_builtin);
            if !constructor.is_builtin {
                constructors.insert(constructor.id, (ConstructorId(at as u32), ty));
            }
        }
        // Functions that take others alone never come to an end.
        let takes_none = |it: &Combinator| it.params.iter().all(|it| !it.exclamation);
        let is_any = schema.functions.iter().any(takes_none);
        let functions = schema.functions.iter().enumerate().filter(|_| is_any);
        Self {
            schema,
            options,
            kept: unit(&options.kept),
            bytes: unit(&options.bytes),
            constructors,
            functions: functions.map(|(at, function)| (function.id, at)).collect(),
        }
    }

    /// The canonical form of a value that is all of `input`.
    pub fn canonical(
        &self,
        target: Target,
        input: &[u8],
        limits: Limits,
    ) -> Result<Vec<u8>, Failure> {
        let mut run = Run {
            it: self,
            input,
            limits,
            position: 0,
            end: input.len(),
            depth: 0,
            elements: limits.elements,
            empty_elements: input.len().saturating_add(limits.empty_elements),
            unclaimed: input.len(),
            recovered: None,
            out: Vec::new(),
        };
        match target {
            Target::Boxed(id) => run.boxed(id)?,
            Target::Bare(id) => run.bare(id)?,
            Target::Function(at) => run.function(at)?,
            Target::Object => run.object()?,
            Target::AnyFunction => run.any_function()?,
        }
        match run.position == run.end {
            true => Ok(run.out),
            false => Err(run.failure(run.position, FailureKind::Trailing)),
        }
    }

    fn keeps(&self, name: &str) -> bool {
        most_specific(name, &self.kept).is_some()
    }

    fn is_bytes(&self, combinator: &Combinator, param: &Param) -> bool {
        most_specific(&path(combinator, param), &self.bytes).is_some()
    }

    fn bits(&self, combinator: &Combinator, param: &Param) -> UnknownBits {
        let found = most_specific(&path(combinator, param), &self.options.bits);
        found.copied().unwrap_or_default()
    }

    /// The place of the field that holds the length of another one.
    pub fn length_of(&self, combinator: &Combinator, param: &Param) -> Option<usize> {
        let path = path(combinator, param);
        let (_, length) = self
            .options
            .lengths
            .iter()
            .find(|(field, _)| *field == path)?;
        let mut params = combinator.params.iter();
        params.position(|it| it.name.as_deref() == Some(length) && it.ty == INT)
    }

    /// The fewest bytes of an element, as far as counts are checked against them.
    fn min_size(&self, element: &Ty) -> usize {
        match element {
            Ty::Builtin(builtin) => builtin.min_size(),
            Ty::BoxedBuiltin(builtin) => builtin.min_size() + 4,
            Ty::Vector { bare: false, .. } => 8,
            Ty::Bare(id, _) if self.schema.constructor(*id).min_size < 4 => 0,
            _ => 4,
        }
    }
}

const INT: Ty = Ty::Builtin(Builtin::Int);

fn path(combinator: &Combinator, param: &Param) -> String {
    let name = param.name.as_deref().unwrap_or_default();
    format!("{}.{name}", combinator.name)
}

struct Run<'i, 's, 'a> {
    it: &'i Interpreter<'s>,
    input: &'a [u8],
    limits: Limits,
    position: usize,
    end: usize,
    depth: u32,
    elements: usize,
    empty_elements: usize,
    unclaimed: usize,
    /// Why a value is unknown that has taken the rest of the input.
    recovered: Option<Failure>,
    out: Vec<u8>,
}

/// A field that has been read: none if it is absent.
struct Read<'s> {
    param: &'s Param,
    bytes: Option<Vec<u8>>,
}

impl<'s, 'a> Run<'_, 's, 'a> {
    fn failure(&mut self, offset: usize, kind: FailureKind) -> Failure {
        self.recovered.take().unwrap_or(Failure { offset, kind })
    }

    fn remaining(&self) -> usize {
        self.end - self.position
    }

    fn take(&mut self, size: usize) -> Result<&'a [u8], Failure> {
        if self.remaining() < size {
            return Err(self.failure(self.position, FailureKind::End));
        }
        let start = self.position;
        self.position += size;
        Ok(&self.input[start..self.position])
    }

    fn word(&mut self) -> Result<u32, Failure> {
        let bytes = self.take(4)?.try_into().expect("four bytes");
        Ok(u32::from_le_bytes(bytes))
    }

    fn write(&mut self, word: u32) {
        self.out.extend(word.to_le_bytes());
    }

    fn nested<T>(
        &mut self,
        nests: bool,
        read: impl FnOnce(&mut Self) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        if !nests {
            return read(self);
        }
        self.depth += 1;
        if self.depth > self.limits.depth {
            return Err(self.failure(self.position, FailureKind::Limit));
        }
        let value = read(self)?;
        self.depth -= 1;
        Ok(value)
    }

    /// Reads a value that keeps its bytes if something in it is unknown.
    fn kept(
        &mut self,
        is_kept: bool,
        read: impl FnOnce(&mut Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let (start, end, depth) = (self.position, self.end, self.depth);
        let (unclaimed, written) = (self.unclaimed, self.out.len());
        let failure = match read(self) {
            Ok(()) => return Ok(()),
            Err(failure) => failure,
        };
        if !is_kept || failure.kind != FailureKind::Id || failure.offset < start {
            return Err(failure);
        }
        self.out.truncate(written);
        self.out.extend(&self.input[start..end]);
        (self.position, self.end, self.depth) = (end, end, depth);
        self.unclaimed = unclaimed;
        self.recovered = Some(failure);
        Ok(())
    }

    fn boxed(&mut self, id: TypeId) -> Result<(), Failure> {
        let ty = self.it.schema.ty(id);
        self.kept(self.it.keeps(&ty.name), |run| {
            run.nested(ty.nests, |run| {
                let offset = run.position;
                let found = run.word()?;
                let schema = run.it.schema;
                let mut constructors = ty.constructors.iter();
                let constructor = constructors.find(|id| schema.constructor(**id).id == found);
                match constructor {
                    Some(constructor) => {
                        run.write(found);
                        run.bare(*constructor)
                    }
                    None => Err(run.failure(offset, FailureKind::Id)),
                }
            })
        })
    }

    fn bare(&mut self, id: ConstructorId) -> Result<(), Failure> {
        let constructor = self.it.schema.constructor(id);
        self.nested(constructor.nests, |run| run.fields(constructor))
    }

    fn function(&mut self, at: usize) -> Result<(), Failure> {
        let function = &self.it.schema.functions[at];
        self.id(function.id)?;
        self.fields(function)
    }

    /// An id that must be this one.
    fn id(&mut self, id: u32) -> Result<(), Failure> {
        let offset = self.position;
        if self.word()? != id {
            return Err(self.failure(offset, FailureKind::Id));
        }
        self.write(id);
        Ok(())
    }

    fn any_function(&mut self) -> Result<(), Failure> {
        self.nested(true, |run| {
            let id = run.peek()?;
            match run.it.functions.get(&id) {
                Some(at) => run.function(*at),
                None => Err(run.failure(run.position, FailureKind::Id)),
            }
        })
    }

    fn peek(&mut self) -> Result<u32, Failure> {
        let id = self.word()?;
        self.position -= 4;
        Ok(id)
    }

    fn object(&mut self) -> Result<(), Failure> {
        self.kept(self.it.keeps("Object"), |run| {
            run.nested(true, |run| {
                let id = run.peek()?;
                if BOOLS.contains(&id) {
                    return run.id(id);
                }
                match run.it.constructors.get(&id) {
                    Some((_, Some(ty))) => return run.boxed(*ty),
                    Some((constructor, None)) => {
                        run.id(id)?;
                        return run.bare(*constructor);
                    }
                    None => {}
                }
                match run.it.functions.contains_key(&id) {
                    true => run.any_function(),
                    false => Err(run.failure(run.position, FailureKind::Id)),
                }
            })
        })
    }

    fn fields(&mut self, combinator: &'s Combinator) -> Result<(), Failure> {
        let mut words = BTreeMap::new();
        let mut lengths = BTreeMap::new();
        let mut fields = Vec::new();
        for param in &combinator.params {
            let bytes = match param.condition.is_none_or(|it| is_set(&words, it)) {
                false => None,
                true => {
                    let outer = std::mem::take(&mut self.out);
                    let read = self.field(combinator, param, &mut words, &mut lengths);
                    let bytes = std::mem::replace(&mut self.out, outer);
                    read?;
                    Some(bytes)
                }
            };
            fields.push(Read { param, bytes });
        }
        self.assemble(combinator, &fields, &words);
        Ok(())
    }

    fn field(
        &mut self,
        combinator: &'s Combinator,
        param: &'s Param,
        words: &mut BTreeMap<VarId, u32>,
        lengths: &mut BTreeMap<VarId, u32>,
    ) -> Result<(), Failure> {
        if param.is_flags {
            let word = self.flags(combinator, param)?;
            words.insert(param.var, word);
            return Ok(());
        }
        if param.is_bit() {
            return Ok(());
        }
        if param.exclamation {
            return self.any_function();
        }
        if param.ty == INT && param.condition.is_none() {
            let value = self.peek()?;
            lengths.insert(param.var, value);
        }
        let is_bytes = self.it.is_bytes(combinator, param);
        match self.it.length_of(combinator, param) {
            Some(at) => {
                let size = lengths[&combinator.params[at].var];
                self.sized(size as usize, |run| run.value(&param.ty, is_bytes))
            }
            None => self.value(&param.ty, is_bytes),
        }
    }

    /// A flags field without the bits that are dropped.
    fn flags(&mut self, combinator: &Combinator, param: &Param) -> Result<u32, Failure> {
        let offset = self.position;
        let word = self.word()?;
        let own = own_bits(combinator, param);
        let bits = self.it.bits(combinator, param);
        if !self.limits.drops_unknown_bits {
            if word & !own != 0 && bits == UnknownBits::Refuse {
                return Err(self.failure(offset, FailureKind::Bits));
            }
            if word == 0 && is_alone(combinator, param) {
                return Err(self.failure(offset, FailureKind::EmptyFlags));
            }
        }
        Ok(match bits {
            UnknownBits::Keep => word,
            UnknownBits::Drop | UnknownBits::Refuse => word & own,
        })
    }

    fn sized(
        &mut self,
        size: usize,
        read: impl FnOnce(&mut Self) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        if self.remaining() < size {
            return Err(self.failure(self.position, FailureKind::End));
        }
        let (end, had_recovered) = (self.end, self.recovered.is_some());
        self.end = self.position + size;
        read(self)?;
        if self.remaining() > 0 {
            return Err(self.failure(self.position, FailureKind::Trailing));
        }
        self.end = end;
        if !had_recovered {
            self.recovered = None;
        }
        Ok(())
    }

    /// Writes fields: flags fields and lengths follow from the others.
    fn assemble(
        &mut self,
        combinator: &Combinator,
        fields: &[Read<'_>],
        read: &BTreeMap<VarId, u32>,
    ) {
        let mut words: BTreeMap<VarId, u32> = BTreeMap::new();
        for flags in fields.iter().rev().filter(|it| it.param.is_flags) {
            let own = own_bits(combinator, flags.param);
            let mut word = read.get(&flags.param.var).map_or(0, |word| word & !own);
            for field in fields {
                let is_there = match field.param.is_flags {
                    true => words.get(&field.param.var).is_some_and(|word| *word != 0),
                    false => field.bytes.is_some(),
                };
                if let Some(Condition { word: on, bit }) = field.param.condition
                    && on == flags.param.var
                    && is_there
                {
                    word |= 1 << bit;
                }
            }
            words.insert(flags.param.var, word);
        }
        for field in fields {
            if field.param.condition.is_some_and(|it| !is_set(&words, it)) {
                continue;
            }
            let mut params = combinator.params.iter().zip(fields);
            let measured = params.find(|(param, _)| {
                let at = self.it.length_of(combinator, param);
                at.is_some_and(|at| combinator.params[at].var == field.param.var)
            });
            match (measured, &field.bytes) {
                _ if field.param.is_flags => self.write(words[&field.param.var]),
                (Some((_, measured)), _) => {
                    let length = measured.bytes.as_ref().map_or(0, Vec::len);
                    self.write(length as u32);
                }
                (None, Some(bytes)) => self.out.extend(bytes),
                (None, None) => {}
            }
        }
    }

    fn value(&mut self, ty: &'s Ty, is_bytes: bool) -> Result<(), Failure> {
        match ty {
            Ty::Nat => self.copy(4),
            Ty::Builtin(builtin) => self.builtin(*builtin, is_bytes),
            Ty::BoxedBuiltin(builtin) => {
                let boxed = match builtin {
                    Builtin::String if is_bytes => Builtin::Bytes,
                    builtin => *builtin,
                };
                self.id(boxed.boxed_id())?;
                self.builtin(boxed, is_bytes)
            }
            Ty::Bool => {
                let offset = self.position;
                let id = self.word()?;
                self.write(id);
                match BOOLS.contains(&id) {
                    true => Ok(()),
                    false => Err(self.failure(offset, FailureKind::Id)),
                }
            }
            Ty::Object => self.object(),
            Ty::Function | Ty::Var(_) => self.any_function(),
            Ty::Boxed(id, _) => self.boxed(*id),
            Ty::Bare(id, _) => self.bare(*id),
            Ty::Vector { bare, element } => self.vector(*bare, element, is_bytes),
            Ty::Repeat { .. } => unreachable!("the generator refuses it"),
        }
    }

    fn copy(&mut self, size: usize) -> Result<(), Failure> {
        let bytes = self.take(size)?;
        self.out.extend(bytes);
        Ok(())
    }

    fn vector(&mut self, bare: bool, element: &'s Ty, is_bytes: bool) -> Result<(), Failure> {
        if !bare {
            self.id(VECTOR)?;
        }
        let offset = self.position;
        let count = self.word()? as usize;
        let min_size = self.it.min_size(element);
        let claimed = count.saturating_mul(min_size);
        let is_covered = match min_size {
            0 => count <= self.empty_elements,
            _ => claimed <= self.unclaimed && claimed <= self.remaining(),
        };
        if !is_covered {
            return Err(self.failure(offset, FailureKind::Count));
        }
        match min_size {
            0 => self.empty_elements -= count,
            _ => self.unclaimed -= claimed,
        }
        if count > self.elements {
            return Err(self.failure(offset, FailureKind::Limit));
        }
        self.elements -= count;
        self.write(count as u32);
        (0..count).try_for_each(|_| self.value(element, is_bytes))
    }

    fn builtin(&mut self, builtin: Builtin, is_bytes: bool) -> Result<(), Failure> {
        match builtin {
            Builtin::String => self.string(!is_bytes),
            Builtin::Bytes => self.string(false),
            fixed => self.copy(fixed.min_size()),
        }
    }

    fn string(&mut self, is_text: bool) -> Result<(), Failure> {
        let start = self.position;
        let first = match self.remaining() {
            0 => return Err(self.failure(start, FailureKind::End)),
            _ => self.input[start],
        };
        let header = match first {
            0..=253 => 1,
            254 => 4,
            255 if self.it.options.huge_bytes => 8,
            255 => return Err(self.failure(start, FailureKind::Prefix)),
        };
        if self.remaining() < header {
            return Err(self.failure(start, FailureKind::End));
        }
        let length = match header {
            1 => u64::from(first),
            _ => {
                let mut length = [0; 8];
                length[..header - 1].copy_from_slice(&self.input[start + 1..start + header]);
                u64::from_le_bytes(length)
            }
        };
        let padded = length
            .saturating_add(header as u64)
            .div_ceil(4)
            .saturating_mul(4);
        if padded > self.remaining() as u64 {
            return Err(self.failure(start, FailureKind::End));
        }
        let data = &self.input[start + header..start + header + length as usize];
        if is_text && let Err(error) = std::str::from_utf8(data) {
            let offset = start + header + error.valid_up_to();
            return Err(self.failure(offset, FailureKind::Utf8));
        }
        self.position += padded as usize;
        self.write_string(data);
        Ok(())
    }

    fn write_string(&mut self, data: &[u8]) {
        let start = self.out.len();
        match data.len() {
            short @ 0..=253 => self.out.push(short as u8),
            long => self.write((long as u32) << 8 | 0xfe),
        }
        self.out.extend(data);
        let padded = start + (self.out.len() - start).next_multiple_of(4);
        self.out.resize(padded, 0);
    }
}

fn is_set(words: &BTreeMap<VarId, u32>, condition: Condition) -> bool {
    let word = words.get(&condition.word).copied().unwrap_or(0);
    word >> condition.bit & 1 == 1
}

/// The bits of a flags field that are assigned to fields.
fn own_bits(combinator: &Combinator, flags: &Param) -> u32 {
    let conditions = combinator.params.iter().filter_map(|it| it.condition);
    let own = conditions.filter(|it| it.word == flags.var);
    own.fold(0, |bits, it| bits | 1 << it.bit)
}

/// Whether an optional flags field shares its bit with no other kind of field.
fn is_alone(combinator: &Combinator, flags: &Param) -> bool {
    let Some(condition) = flags.condition else {
        return false;
    };
    let mut params = combinator.params.iter();
    params.all(|it| it.condition != Some(condition) || it.is_flags)
}
