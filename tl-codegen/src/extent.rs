//! How much a value takes at least: what bounds the time and the memory that decoding takes, whatever
//! the input is.
//!
//! A reader that has failed still has to return a value, so the smallest value of a type is made even
//! if there are no bytes for it. In twenty lines a schema can declare a type whose smallest value has
//! a million parts. A type of which that is true is *heavy*: generated code reads it by
//! `Decode::try_read`, which gives up at the first failure. What has no end of values without bytes
//! is refused.

use tl_parser::schema::{Combinator, ConstructorId, Param, Ty, TypeId};
use tl_parser::{Code, Diagnostic, Diagnostics, Schema};

use crate::depths::Depths;
use crate::layout::Layout;
use crate::post_order::post_order;
use crate::report::Report;
use crate::select::Selection;

/// From how many values on the smallest value of a type is heavy.
const MOST_VALUES: u64 = 1_000;

/// From how many values on the smallest values of the optional fields of a combinator are too large
/// together.
const MOST_OPTIONAL: u64 = 4 * MOST_VALUES;

/// From how many bytes on the heap of the smallest value of a type is heavy.
const MOST_HEAP: u64 = 16 << 10;

/// The longest value that there is: `Limits::DEFAULT.bytes` of the runtime.
const MOST_BYTES: u64 = 64 << 20;

/// How many more values than bytes a constructor may have, those in other boxed values and in
/// vectors apart.
const MOST_EMPTY: i64 = 4_000;

/// What the smallest value of a combinator takes.
#[derive(Debug, Clone, Copy, Default)]
struct Least {
    values: u64,
    bytes: u64,
    heap: u64,
}

impl Least {
    fn add(&mut self, other: Self) {
        self.values = self.values.saturating_add(other.values);
        self.bytes = self.bytes.saturating_add(other.bytes);
        self.heap = self.heap.saturating_add(other.heap);
    }

    fn is_heavy(self) -> bool {
        self.values > MOST_VALUES || self.heap > MOST_HEAP
    }
}

/// How a combinator is read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Weight {
    /// Whether its smallest value is large.
    pub is_heavy: bool,
    /// Whether its smallest value is larger than any message.
    pub is_endless: bool,
    /// Whether its optional fields are large together: none of them may be made of a failed reader.
    pub is_wide: bool,
}

/// What is heavy.
#[derive(Debug, Default)]
pub struct Heavy {
    constructors: Vec<Weight>,
    types: Vec<Weight>,
    functions: Vec<Weight>,
}

impl Heavy {
    pub fn new(schema: &Schema, layout: &Layout) -> Self {
        let extent = Extent::new(schema, layout);
        let constructors = schema.constructors.iter().map(|it| extent.weight(it));
        let constructors: Vec<_> = constructors.collect();
        let types = schema.types.iter().map(|ty| {
            let smallest = ty.shallowest.map(|id| constructors[id.0 as usize]);
            smallest.unwrap_or_default()
        });
        let functions = schema.functions.iter();
        Self {
            types: types.collect(),
            functions: functions.map(|it| extent.weight(it)).collect(),
            constructors,
        }
    }

    /// How a constructor is read.
    pub fn constructor(&self, id: ConstructorId) -> Weight {
        let weight = self.constructors.get(id.0 as usize);
        weight.copied().unwrap_or_default()
    }

    /// How a type is read: as its smallest constructor.
    pub fn boxed_type(&self, id: TypeId) -> Weight {
        self.types.get(id.0 as usize).copied().unwrap_or_default()
    }

    /// How a function is read.
    pub fn function(&self, index: usize) -> Weight {
        self.functions.get(index).copied().unwrap_or_default()
    }

    /// Whether the Rust type of a field is.
    pub fn ty(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Boxed(id, _) => self.boxed_type(*id).is_heavy,
            Ty::Bare(id, _) => self.constructor(*id).is_heavy,
            _ => false,
        }
    }
}

/// Reports what cannot be decoded within bounds.
pub fn check(schema: &Schema, layout: &Layout, selection: &Selection, report: &mut Report) {
    let extent = Extent::new(schema, layout);
    let depths = Depths::new(schema, layout);
    let diagnostics = &mut report.diagnostics;
    for id in &selection.constructors {
        let index = id.0 as usize;
        let constructor = schema.constructor(*id);
        let reason = extent
            .reason(constructor, extent.empty[index])
            .or_else(|| depths.constructor(*id));
        refuse(constructor, reason, diagnostics);
    }
    for index in &selection.functions {
        let function = &schema.functions[*index];
        let reason = extent
            .reason(function, extent.empty_of(function))
            .or_else(|| depths.function(*index));
        refuse(function, reason, diagnostics);
    }
    let deep = selection
        .constructors
        .iter()
        .find(|id| depths.is_deep(**id));
    if let Some(id) = deep {
        let name = &schema.constructor(*id).name;
        report.warning(format!(
            "`{name}` holds types that lie deeper in each other than rustc's default recursion limit \
             allows; raise `#![recursion_limit]`"
        ));
    }
}

fn refuse(combinator: &Combinator, reason: Option<String>, diagnostics: &mut Diagnostics) {
    if let Some(reason) = reason {
        let name = &combinator.name;
        let message = format!("no code can be generated for `{name}`: {reason}");
        let found = Diagnostic::new(Code::NotGenerated, combinator.span, message);
        diagnostics.push(found.with_help("make fields optional, or vectors"));
    }
}

struct Extent<'s> {
    schema: &'s Schema,
    layout: &'s Layout,
    /// Of each constructor.
    least: Vec<Least>,
    /// Of each constructor, how many values it can hold more than it has bytes.
    empty: Vec<i64>,
}

impl<'s> Extent<'s> {
    fn new(schema: &'s Schema, layout: &'s Layout) -> Self {
        let count = schema.constructors.len();
        let mut extent = Self {
            schema,
            layout,
            least: vec![Least::default(); count],
            empty: vec![0; count],
        };
        for index in post_order(count, |index| extent.needed(index)) {
            extent.least[index] = extent.of(&schema.constructors[index]);
        }
        for index in post_order(count, |index| bare_fields(&schema.constructors[index])) {
            extent.empty[index] = extent.empty_of(&schema.constructors[index]);
        }
        extent
    }

    fn weight(&self, combinator: &Combinator) -> Weight {
        let params = combinator.params.iter();
        let mut optional = Least::default();
        for param in params.filter(|it| it.condition.is_some()) {
            optional.add(self.of_field(param));
        }
        let least = self.of(combinator);
        Weight {
            is_heavy: least.is_heavy(),
            is_endless: least.bytes > MOST_BYTES,
            is_wide: optional.values > MOST_OPTIONAL,
        }
    }

    /// The constructors in the smallest value of one.
    fn needed(&self, index: usize) -> Vec<usize> {
        let params = self.schema.constructors[index].params.iter();
        let required = params.filter(|it| it.condition.is_none());
        let needed = required.filter_map(|it| self.smallest(&it.ty));
        needed.map(|id| id.0 as usize).collect()
    }

    /// What a value of a type is that the reader falls back on.
    fn smallest(&self, ty: &Ty) -> Option<ConstructorId> {
        match ty {
            Ty::Boxed(id, _) => self.schema.ty(*id).shallowest,
            Ty::Bare(id, _) => Some(*id),
            _ => None,
        }
    }

    fn of(&self, combinator: &Combinator) -> Least {
        let mut least = Least {
            values: 1,
            ..Least::default()
        };
        let params = combinator.params.iter();
        for param in params.filter(|it| it.condition.is_none()) {
            least.add(self.of_field(param));
        }
        least
    }

    fn of_field(&self, param: &Param) -> Least {
        let own = Least {
            values: 1,
            bytes: own_bytes(self.schema, &param.ty),
            heap: 0,
        };
        let Some(id) = self.smallest(&param.ty) else {
            return own;
        };
        let mut least = self.least[id.0 as usize];
        least.add(Least { values: 0, ..own });
        let is_boxed = matches!(param.ty, Ty::Boxed(..)) && self.layout.is_boxed(id);
        if param.is_recursive || is_boxed {
            let size = self.layout.size(id) as u64;
            least.heap = least.heap.saturating_add(size);
        }
        least
    }

    fn empty_of(&self, combinator: &Combinator) -> i64 {
        let params = combinator.params.iter();
        let fields = params.map(|param| {
            let empty = match &param.ty {
                Ty::Bare(id, _) => self.empty[id.0 as usize],
                ty => -i64::try_from(own_bytes(self.schema, ty)).unwrap_or(i64::MAX),
            };
            match param.condition {
                Some(_) => empty.max(0),
                None => empty,
            }
        });
        fields.fold(1, i64::saturating_add)
    }

    /// Why a combinator cannot be decoded. Of what is too large, only the first is reported.
    fn reason(&self, combinator: &Combinator, empty: i64) -> Option<String> {
        let mut bare = bare_fields(combinator).into_iter();
        let is_first = !bare.any(|index| self.empty[index] > MOST_EMPTY);
        (empty > MOST_EMPTY && is_first)
            .then(|| format!("a value of it holds more than {MOST_EMPTY} values without bytes"))
    }
}

/// The bytes of a value but for those of the constructor in it.
fn own_bytes(schema: &Schema, ty: &Ty) -> u64 {
    match ty {
        Ty::Bare(..) => 0,
        ty => schema.min_size(ty) as u64,
    }
}

fn bare_fields(combinator: &Combinator) -> Vec<usize> {
    let params = combinator.params.iter();
    let bare = params.filter_map(|it| match &it.ty {
        Ty::Bare(id, _) => Some(id.0 as usize),
        _ => None,
    });
    bare.collect()
}
