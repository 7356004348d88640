//! The constants of TL's wire format that reader and writer share.

/// `vector#1cb5c415 {t:Type} # [ t ] = Vector t`: written before the count of a boxed vector.
pub(crate) const VECTOR_ID: u32 = 0x1cb5_c415;

/// `boolTrue#997275b5 = Bool`.
pub(crate) const BOOL_TRUE_ID: u32 = 0x9972_75b5;

/// `boolFalse#bc799737 = Bool`.
pub(crate) const BOOL_FALSE_ID: u32 = 0xbc79_9737;

/// In a copy, what stands before an unknown value; the id of no constructor.
pub(crate) const COPIED_UNKNOWN_ID: u32 = 0;

/// The greatest length of a string, in bytes, that its first byte can hold.
pub(crate) const SHORT_MAX: u8 = 253;

/// First byte of a string whose length is in the next three bytes.
pub(crate) const LONG_PREFIX: u8 = 0xfe;

/// First byte of a string whose length is in the next seven bytes: TDLib's and TON's form for 2^24
/// bytes and more, unknown to Telegram.
pub(crate) const HUGE_PREFIX: u8 = 0xff;

/// The greatest length of a string, in bytes, that three bytes can hold.
pub(crate) const BYTES_MAX: usize = 0x00ff_ffff;

/// The greatest length of a string, in bytes, that seven bytes can hold.
pub(crate) const HUGE_BYTES_MAX: u64 = 0x00ff_ffff_ffff_ffff;
