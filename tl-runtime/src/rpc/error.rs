//! [`RpcError`]: what a server answers instead of a result, and the typed errors made of it.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::error::Error;
use core::fmt;
use core::time::Duration;

use crate::Function;

/// What stands for a number in the name of an error.
const NUMBER: &str = "%d";

/// An error that a server answers a call with: MTProto's `rpc_error`.
///
/// The code is like one of HTTP; the message is a name in capitals, often with a number in it.
///
/// ```
/// use tl_runtime::rpc::RpcError;
///
/// let error = RpcError::new(420, "FLOOD_WAIT_31");
/// assert_eq!(error.to_string(), "420 FLOOD_WAIT_31");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RpcError {
    code: i32,
    message: String,
}

impl RpcError {
    /// The error of a code and a message.
    #[must_use]
    pub fn new(code: i32, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    /// The error of a name where `%d` stands for a number: the first for the first, and so on.
    ///
    /// ```
    /// use tl_runtime::rpc::RpcError;
    ///
    /// let error = RpcError::with_numbers(420, "FLOOD_WAIT_%d", &[31]);
    /// assert_eq!(error.message(), "FLOOD_WAIT_31");
    /// ```
    #[must_use]
    pub fn with_numbers(code: i32, name: &str, numbers: &[u32]) -> Self {
        let mut message = String::new();
        let mut numbers = numbers.iter();
        let mut parts = name.split(NUMBER);
        message.push_str(parts.next().unwrap_or_default());
        for part in parts {
            if let Some(number) = numbers.next() {
                message.push_str(&number.to_string());
            }
            message.push_str(part);
        }
        Self { code, message }
    }

    /// The code, such as 400.
    #[must_use]
    pub fn code(&self) -> i32 {
        self.code
    }

    /// The message, such as `CHAT_ADMIN_REQUIRED` or `FLOOD_WAIT_31`.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The message with `%d` for each number in it, and the numbers. A number is a whole piece
    /// between underscores that fits into 32 bits and has no leading zeros, so that the name and the
    /// numbers make the same message again.
    ///
    /// ```
    /// use tl_runtime::rpc::RpcError;
    ///
    /// let error = RpcError::new(400, "FILE_PART_7_MISSING");
    /// assert_eq!(error.name_and_numbers(), ("FILE_PART_%d_MISSING".into(), vec![7]));
    /// assert_eq!(RpcError::new(400, "2FA_ERROR").name_and_numbers(), ("2FA_ERROR".into(), vec![]));
    /// ```
    #[must_use]
    pub fn name_and_numbers(&self) -> (String, Vec<u32>) {
        let mut name = String::new();
        let mut numbers = Vec::new();
        for (index, part) in self.message.split('_').enumerate() {
            if index > 0 {
                name.push('_');
            }
            match number(part) {
                Some(number) => {
                    numbers.push(number);
                    name.push_str(NUMBER);
                }
                None => name.push_str(part),
            }
        }
        (name, numbers)
    }
}

/// A number in its canonical form: `+7` and `07` are not numbers.
fn number(part: &str) -> Option<u32> {
    let is_number = match part.as_bytes() {
        [b'0', _, ..] => false,
        digits => digits.iter().all(u8::is_ascii_digit),
    };
    is_number.then(|| part.parse().ok()).flatten()
}

impl fmt::Display for RpcError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.code, self.message)
    }
}

impl Error for RpcError {}

/// The errors of one function: an enum that generated code has for each.
///
/// What nobody has described is kept as an [`RpcError`], so that the conversion cannot fail.
pub trait CallError: Error + From<RpcError> + Into<RpcError> {
    /// After which time the same call may succeed, if the error says so.
    fn retry_after(&self) -> Option<Duration>;
}

impl CallError for RpcError {
    /// The number of `FLOOD_WAIT_%d` and of what is called like it.
    fn retry_after(&self) -> Option<Duration> {
        let (name, numbers) = self.name_and_numbers();
        match (name.ends_with("WAIT_%d"), numbers.last()) {
            (true, Some(seconds)) => retry(*seconds),
            _ => None,
        }
    }
}

/// A wait of so many seconds.
#[doc(hidden)]
#[must_use]
pub fn retry(seconds: u32) -> Option<Duration> {
    Some(Duration::from_secs(seconds.into()))
}

/// A function whose errors are typed.
pub trait Call: Function {
    /// The errors that a call can fail with.
    type Error: CallError;
}
