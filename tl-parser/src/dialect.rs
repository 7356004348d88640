//! What some users of TL write that others must not.

/// A way of writing TL. All of them read the same grammar; what only some allow is
/// reported where another was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Dialect {
    /// The language of Telegram and TON (<https://core.telegram.org/mtproto/TL-formal>).
    #[default]
    Standard,
    /// That of VK's back ends: annotations such as `@read` before a combinator, `=>` for
    /// functions in any section, conditions before repetitions.
    Vk,
    /// That of mtcute's schemas: a result may be a bare type, `= bytes`.
    Mtcute,
}

impl Dialect {
    /// All dialects.
    pub const ALL: &[Dialect] = &[Dialect::Standard, Dialect::Vk, Dialect::Mtcute];

    /// The name of a dialect, as an option spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Vk => "vk",
            Self::Mtcute => "mtcute",
        }
    }
}

/// How a schema is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Options {
    /// What is allowed beyond the standard.
    pub dialect: Dialect,
}

impl Options {
    /// Everything as the standard has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the dialect.
    #[must_use]
    pub fn dialect(mut self, dialect: Dialect) -> Self {
        self.dialect = dialect;
        self
    }
}
