//! What generated types implement.

use alloc::vec::Vec;

use crate::{DecodeError, EncodeError, Limits, Reader, Writer};

/// A value with a TL form. An implementation by hand has `encode_into<const ONCE: bool>`, with the
/// parameters of [`encode`](Encode::encode).
///
/// ```
/// use tl_runtime::Encode;
///
/// assert_eq!("abc".to_bytes()?, b"\x03abc");
/// # Ok::<(), tl_runtime::EncodeError>(())
/// ```
pub trait Encode {
    /// The sticky write of generated code: a failure is remembered in `w`.
    ///
    /// It is generic so that it is compiled only where it is used, and there once: what is
    /// `#[inline]` is compiled once for each codegen unit. `ONCE` has no meaning.
    #[doc(hidden)]
    fn encode_into<const ONCE: bool>(&self, w: &mut Writer);

    /// Appends the value to `w`; a failure is remembered there.
    fn encode(&self, w: &mut Writer) {
        self.encode_into::<true>(w);
    }

    /// Appends values one after the other. Numbers are copied many at a time.
    #[doc(hidden)]
    fn encode_all(elements: &[Self], w: &mut Writer)
    where
        Self: Sized,
    {
        elements
            .iter()
            .for_each(|element| element.encode_into::<true>(w));
    }

    /// The value in bytes of its own.
    ///
    /// # Errors
    ///
    /// The first [`EncodeError`] that encoding met.
    fn to_bytes(&self) -> Result<Vec<u8>, EncodeError> {
        // Most requests fit, so the buffer seldom grows.
        let mut w = Writer::with_capacity(256);
        self.encode(&mut w);
        w.finish()
    }
}

/// A value that can be read from TL bytes. An implementation by hand has
/// `read<const ONCE: bool>(r: &mut Reader<'_>) -> Self`, and `MIN_SIZE` if it may take less than 4 bytes.
///
/// ```
/// use tl_runtime::Decode;
///
/// assert_eq!(String::from_bytes(b"\x03abc")?, "abc");
/// assert!(String::from_bytes(b"\x03abc\0").is_err());
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
pub trait Decode: Sized {
    /// The fewest bytes that a value takes: a vector's count is checked against it before
    /// anything is allocated. Too small is only less strict; too large rejects valid input.
    #[doc(hidden)]
    const MIN_SIZE: usize = 4;

    /// The sticky read of generated code: on failure the reader remembers the error, and the value
    /// returned has no meaning. It is generic for the reason that [`Encode::encode_into`] is.
    #[doc(hidden)]
    fn read<const ONCE: bool>(r: &mut Reader<'_>) -> Self;

    /// The sticky read of `count` values, for which there are bytes enough if each has its fewest.
    /// Numbers are copied many at a time.
    #[doc(hidden)]
    fn read_all(r: &mut Reader<'_>, count: usize) -> Vec<Self> {
        match Self::IS_HEAVY {
            true => r.heavy_elements(count),
            false => r.elements(count, Self::read::<true>),
        }
    }

    /// Whether even the smallest value is large: then none is made of a failed reader, and
    /// [`try_read`](Decode::try_read) is called in place of [`read`](Decode::read).
    #[doc(hidden)]
    const IS_HEAVY: bool = false;

    /// As [`read`](Decode::read), but gives up at the first failure: `None`, and the reader
    /// remembers the error. What that is does not depend on which of the two is called.
    #[doc(hidden)]
    fn try_read<const ONCE: bool>(r: &mut Reader<'_>) -> Option<Self> {
        let value = Self::read::<ONCE>(r);
        (!r.is_failed()).then_some(value)
    }

    /// Reads a value where `r` stands and leaves `r` behind it.
    ///
    /// # Errors
    ///
    /// The first [`DecodeError`] of `r`, also one of an earlier read.
    fn decode(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        if Self::IS_HEAVY {
            return r.heavy();
        }
        let value = Self::read::<true>(r);
        r.check()?;
        Ok(value)
    }

    /// Reads a value that is the whole of `bytes`, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    ///
    /// A [`DecodeError`] if the bytes are no such value, go on after it, or exceed a limit.
    fn from_bytes(bytes: &[u8]) -> Result<Self, DecodeError> {
        Self::from_bytes_with(bytes, Limits::DEFAULT)
    }

    /// Reads a value that is the whole of `bytes`, within `limits`.
    ///
    /// # Errors
    ///
    /// As [`from_bytes`](Decode::from_bytes).
    fn from_bytes_with(bytes: &[u8], limits: Limits) -> Result<Self, DecodeError> {
        let mut r = Reader::with_limits(bytes, limits);
        if Self::IS_HEAVY {
            return r.whole_heavy();
        }
        // In this order the value is read into the result, and not copied there.
        let mut result = Ok(Self::read::<true>(&mut r));
        if let Err(error) = r.finish() {
            result = Err(error);
        }
        result
    }
}

/// A value that is read from TL bytes without copying them: its strings and bytes are pieces of the
/// input. Everything that implements [`Decode`] implements it too.
///
/// Generated types with a lifetime implement it (`Config::borrowed`).
///
/// ```
/// use tl_runtime::{DecodeRef, Reader};
///
/// struct Error<'a> {
///     code: i32,
///     text: &'a str,
/// }
///
/// impl<'a> DecodeRef<'a> for Error<'a> {
///     fn read_ref<const ONCE: bool>(r: &mut Reader<'a>) -> Self {
///         Self { code: r.int(), text: r.str_ref() }
///     }
/// }
///
/// let bytes = b"\x90\x01\0\0\x0aBAD_FORMAT\0";
/// let error = Error::from_slice(bytes)?;
/// assert_eq!((error.code, error.text), (400, "BAD_FORMAT"));
/// # Ok::<(), tl_runtime::DecodeError>(())
/// ```
pub trait DecodeRef<'a>: Sized {
    /// As [`Decode::MIN_SIZE`].
    #[doc(hidden)]
    const MIN_SIZE: usize = 4;

    /// As [`Decode::read`].
    #[doc(hidden)]
    fn read_ref<const ONCE: bool>(r: &mut Reader<'a>) -> Self;

    /// Reads a value that is [heavy](Decode::IS_HEAVY): none that borrows is.
    #[doc(hidden)]
    #[inline]
    fn heavy_ref(r: &mut Reader<'a>) -> Option<Result<Self, DecodeError>> {
        let _ = r;
        None
    }

    /// Reads a value where `r` stands and leaves `r` behind it.
    ///
    /// # Errors
    ///
    /// As [`Decode::decode`].
    #[inline]
    fn decode_ref(r: &mut Reader<'a>) -> Result<Self, DecodeError> {
        if let Some(result) = Self::heavy_ref(r) {
            return result;
        }
        let value = Self::read_ref::<true>(r);
        r.check()?;
        Ok(value)
    }

    /// Reads a value that is the whole of `bytes`, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    ///
    /// As [`Decode::from_bytes`].
    #[inline]
    fn from_slice(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        Self::from_slice_with(bytes, Limits::DEFAULT)
    }

    /// Reads a value that is the whole of `bytes`, within `limits`.
    ///
    /// # Errors
    ///
    /// As [`Decode::from_bytes`].
    #[inline]
    fn from_slice_with(bytes: &'a [u8], limits: Limits) -> Result<Self, DecodeError> {
        let mut r = Reader::with_limits(bytes, limits);
        if let Some(result) = Self::heavy_ref(&mut r) {
            return result.and_then(|value| r.finish().map(|()| value));
        }
        let mut result = Ok(Self::read_ref::<true>(&mut r));
        if let Err(error) = r.finish() {
            result = Err(error);
        }
        result
    }
}

impl<'a, T: Decode> DecodeRef<'a> for T {
    const MIN_SIZE: usize = <T as Decode>::MIN_SIZE;

    #[inline]
    fn read_ref<const ONCE: bool>(r: &mut Reader<'a>) -> Self {
        T::read::<true>(r)
    }

    #[inline]
    fn heavy_ref(r: &mut Reader<'a>) -> Option<Result<Self, DecodeError>> {
        T::IS_HEAVY.then(|| r.heavy())
    }
}

/// A constructor or function of a schema.
pub trait Identifiable {
    /// Its id: the CRC-32 of its declaration, or the one written after `#`.
    const CONSTRUCTOR_ID: u32;
}

/// A request: a TL function, whose result type is known.
pub trait Function: Encode {
    /// The result; TL functions return boxed values.
    type Return: Encode + Decode;

    /// Sticky read of a reply, for generated code: it differs from the type's own form where the
    /// schema boxes what is otherwise bare (`= Int`, `= Vector<Int>`).
    #[doc(hidden)]
    fn read_reply(r: &mut Reader<'_>) -> Self::Return {
        Self::Return::read::<true>(r)
    }

    /// Writes what [`read_reply`](Function::read_reply) reads, for generated code.
    #[doc(hidden)]
    fn write_reply(reply: &Self::Return, w: &mut Writer) {
        w.value(reply);
    }

    /// The bytes of a reply, as a server sends it.
    ///
    /// # Errors
    ///
    /// As [`Encode::to_bytes`].
    fn encode_reply(reply: &Self::Return) -> Result<Vec<u8>, EncodeError> {
        let mut w = Writer::new();
        Self::write_reply(reply, &mut w);
        w.finish()
    }

    /// Reads a reply that is the whole of `bytes`, within [`Limits::DEFAULT`].
    ///
    /// # Errors
    ///
    /// As [`Decode::from_bytes`].
    fn decode_reply(bytes: &[u8]) -> Result<Self::Return, DecodeError> {
        Self::decode_reply_with(bytes, Limits::DEFAULT)
    }

    /// Reads a reply that is the whole of `bytes`, within `limits`.
    ///
    /// # Errors
    ///
    /// As [`Decode::from_bytes`].
    fn decode_reply_with(bytes: &[u8], limits: Limits) -> Result<Self::Return, DecodeError> {
        let mut r = Reader::with_limits(bytes, limits);
        // What has another form as a reply is never heavy.
        if Self::Return::IS_HEAVY {
            return r.whole_heavy();
        }
        let reply = Self::read_reply(&mut r);
        r.finish()?;
        Ok(reply)
    }
}
