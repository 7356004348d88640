//! Packed data in, inflated data out: what `gzip_packed#3072cfa1 packed_data:bytes` carries.
//!
//! Kilobytes can be packed so that they inflate to gigabytes. So nothing is inflated further than
//! [`Limits::inflated`] allows, and memory follows what is inflated, never what the data claims.
//!
//! ```
//! use tl_runtime::{Limits, gzip};
//!
//! let packed = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x3b\x5a\x5c\x6e\xc2\xc8\x10\xb5\x26\xe8\xbc\
//!     \x5f\xea\xbf\xff\x10\x00\x00\xeb\x26\xd2\xed\x14\x00\x00\x00";
//! let pong = gzip::inflate(packed, &Limits::DEFAULT)?;
//! assert_eq!(pong, b"\xc5\x73\x77\x34\x01\x00\x5a\xac\x52\xcf\x4e\x65\xfe\xff\xff\xff\xff\xff\xff\xff");
//!
//! let error = gzip::inflate(packed, &Limits::DEFAULT.with_inflated(19)).unwrap_err();
//! assert_eq!(error.to_string(), "more than 19 bytes inflated from packed data at byte 0");
//! # Ok::<(), tl_runtime::DecodeError>(())
//! ```

use alloc::string::ToString;
use alloc::vec::Vec;
use std::io::{ErrorKind, Read};

use flate2::bufread::GzDecoder;

use crate::{DecodeError, DecodeErrorKind, Limit, Limits};

/// The id of `gzip_packed packed_data:bytes = Object`, which can stand wherever an `Object` can.
pub const GZIP_PACKED_ID: u32 = 0x3072_cfa1;

/// Inflates data in the format of gzip, one member and nothing behind it.
///
/// # Errors
///
/// [`InvalidGzip`](DecodeErrorKind::InvalidGzip) if the data is not gzip, is cut off or has another
/// checksum than it says; [`TrailingBytes`](DecodeErrorKind::TrailingBytes) if there is more behind it;
/// [`LimitExceeded`](DecodeErrorKind::LimitExceeded) if it inflates to more than
/// [`Limits::inflated`] bytes. The offset is 0, but for trailing bytes the first of them.
pub fn inflate(packed: &[u8], limits: &Limits) -> Result<Vec<u8>, DecodeError> {
    let mut inflated = Vec::new();
    inflate_into(packed, limits, &mut inflated)?;
    Ok(inflated)
}

/// As [`inflate`], appended to a buffer, which can be used again. What it holds already does not
/// count. On an error nothing is appended.
///
/// # Errors
///
/// As [`inflate`].
pub fn inflate_into(packed: &[u8], limits: &Limits, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let before = out.len();
    let inflated = try_inflate(packed, limits.inflated, out);
    if inflated.is_err() {
        out.truncate(before);
    }
    inflated
}

fn try_inflate(packed: &[u8], most: usize, out: &mut Vec<u8>) -> Result<(), DecodeError> {
    let mut decoder = GzDecoder::new(packed);
    // A byte more: that it is not there tells that the limit has been enough, and only at the end
    // the checksum is compared.
    let bound = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    let count = decoder.by_ref().take(bound).read_to_end(out);
    let count = count.map_err(|error| invalid(&error))?;
    if count > most {
        let limit = Limit::Inflated;
        let kind = DecodeErrorKind::LimitExceeded { limit, max: most };
        return Err(DecodeError::new(0, kind));
    }
    let rest = decoder.into_inner().len();
    match rest {
        0 => Ok(()),
        count => {
            let end = packed.len().saturating_sub(rest);
            Err(DecodeError::new(
                end,
                DecodeErrorKind::TrailingBytes { count },
            ))
        }
    }
}

fn invalid(error: &std::io::Error) -> DecodeError {
    let reason = match error.kind() {
        ErrorKind::UnexpectedEof => "it ends too early".into(),
        _ => error.to_string().into(),
    };
    DecodeError::new(0, DecodeErrorKind::InvalidGzip { reason })
}
