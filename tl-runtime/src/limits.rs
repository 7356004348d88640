//! How much one message may cost a reader: nesting, vector elements, bytes, memory.

/// Bytes of heap that may be taken whatever the length of the input: 64 kB, less what an error and
/// the value that a failed reader gives may take.
const APART: usize = 56 << 10;

/// The most that a [`Reader`](crate::Reader) takes from one input.
///
/// TL has no limits of its own, so a few hostile bytes can claim four thousand million elements or
/// nest until the stack ends. A vector is checked against the bytes that are there as well; these
/// limits bound what remains.
///
/// ```
/// use tl_runtime::Limits;
///
/// let limits = Limits::DEFAULT.with_depth(16).with_bytes(1 << 20);
/// assert_eq!(limits.depth, 16);
/// assert_eq!(limits.elements, Limits::default().elements);
/// ```
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The most levels of nested boxed values of recursive types; 64 by default. 0 allows none.
    pub depth: u32,
    /// The most vector elements of one message, all its vectors together; 2^24 by default.
    pub elements: usize,
    /// The most vector elements without bytes (`vector<true>`, bare constructors without fields)
    /// that a message may have beyond one for each byte of input; 256 by default.
    ///
    /// So a few bytes cannot claim millions of values.
    pub empty_elements: usize,
    /// The longest input, in bytes; 64 MiB by default.
    pub bytes: usize,
    /// The most bytes that packed data of one message inflates to, all of it together; 64 MiB by
    /// default.
    pub inflated: usize,
    /// The most bytes of heap that decoded values take for each byte of input, 64 kB apart; 64 by
    /// default.
    ///
    /// What goes beyond is refused before it is allocated. Values in their only form stay below
    /// the default unless they hold many structs of hundreds of bytes whose fields are all absent:
    /// raise it for a schema with such.
    pub memory: usize,
    /// Whether the bits of a mask that the schema does not know are dropped, and optional masks
    /// without bits are taken for absent ones; false by default: they are refused, unless the
    /// bindings keep such bits. A value that has dropped any is encoded to other bytes than it
    /// came from.
    pub drops_unknown_bits: bool,
}

impl Limits {
    /// 64 levels, 2^24 vector elements, 64 MiB, inflated to 64 MiB, 64 bytes of heap a byte; unknown
    /// bits are refused.
    pub const DEFAULT: Self = Self {
        depth: 64,
        elements: 1 << 24,
        empty_elements: 256,
        bytes: 64 << 20,
        inflated: 64 << 20,
        memory: 64,
        drops_unknown_bits: false,
    };

    /// For walks over what a value in memory is encoded to, which need not be bounded. The bytes of
    /// unknown values were accepted once, perhaps with bits that are not assigned.
    pub(crate) const ENCODED: Self = Self {
        depth: u32::MAX,
        elements: usize::MAX,
        empty_elements: usize::MAX,
        bytes: usize::MAX,
        drops_unknown_bits: true,
        ..Self::DEFAULT
    };

    /// No limit at all, for values that this process has written itself.
    pub(crate) const NONE: Self = Self {
        depth: u32::MAX,
        elements: usize::MAX,
        empty_elements: usize::MAX,
        bytes: usize::MAX,
        inflated: usize::MAX,
        memory: usize::MAX,
        drops_unknown_bits: false,
    };

    /// These limits with another greatest nesting depth, in levels.
    ///
    /// Each level costs stack: raise it only with a stack to match.
    #[must_use]
    pub const fn with_depth(mut self, depth: u32) -> Self {
        self.depth = depth;
        self
    }

    /// These limits with another greatest number of vector elements of one message.
    #[must_use]
    pub const fn with_elements(mut self, elements: usize) -> Self {
        self.elements = elements;
        self
    }

    /// Sets the maximum number of vector elements without bytes, beyond one for each byte of input.
    #[must_use]
    pub const fn with_empty_elements(mut self, elements: usize) -> Self {
        self.empty_elements = elements;
        self
    }

    /// These limits with another greatest length of the input, in bytes.
    #[must_use]
    pub const fn with_bytes(mut self, bytes: usize) -> Self {
        self.bytes = bytes;
        self
    }

    /// These limits with another greatest size of what is inflated, in bytes.
    #[must_use]
    pub const fn with_inflated(mut self, bytes: usize) -> Self {
        self.inflated = bytes;
        self
    }

    /// These limits with another greatest number of bytes of heap for each byte of input.
    #[must_use]
    pub const fn with_memory(mut self, bytes: usize) -> Self {
        self.memory = bytes;
        self
    }

    /// The bytes of heap that vectors and pointers may take for an input of `length` bytes. The
    /// data of strings is not counted: it is no longer than the input, which is set aside for it.
    pub(crate) const fn heap(self, length: usize) -> usize {
        let all = length.saturating_mul(self.memory).saturating_add(APART);
        all.saturating_sub(length)
    }

    /// These limits, with the bits of masks that the schema does not know dropped, or refused.
    #[must_use]
    pub const fn dropping_unknown_bits(mut self, dropped: bool) -> Self {
        self.drops_unknown_bits = dropped;
        self
    }
}

impl Default for Limits {
    /// [`Limits::DEFAULT`].
    fn default() -> Self {
        Self::DEFAULT
    }
}
