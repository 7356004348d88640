//! The catalogue of rules that a schema can break.

use std::fmt;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The schema is usable, but somebody should look at it.
    Warning,
    /// The schema is not usable.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal, $severity:ident;)+) => {
        /// A rule of the language or of this tool. The text form (`unknown-type`) is
        /// stable.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[doc = $doc])+ $name,)+
        }

        impl Code {
            /// All codes, in the order of their declaration.
            pub const ALL: &[Code] = &[$(Code::$name,)+];

            /// The stable text form.
            pub fn as_str(self) -> &'static str {
                match self { $(Code::$name => $text,)+ }
            }

            /// How bad it is to break the rule.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// A character that no token of TL begins with.
    UnexpectedCharacter = "unexpected-character", Error;
    /// A control character, or one that is invisible, in a comment.
    HiddenCharacter = "hidden-character", Warning;
    /// A block comment without its end.
    UnterminatedComment = "unterminated-comment", Error;
    /// Another token than the grammar allows here.
    UnexpectedToken = "unexpected-token", Error;
    /// `---...---` that is neither `functions` nor `types`.
    BadSection = "bad-section", Error;
    /// A `===N===` line that names no layer.
    BadLayer = "bad-layer", Error;
    /// `#` that is not followed by 1 to 8 lower-case hex digits, or a reserved id.
    BadId = "bad-id", Error;
    /// A combinator that does not begin with a lower-case letter.
    BadName = "bad-name", Error;
    /// Brackets nested deeper, or more arguments, than in any real schema.
    TooLarge = "too-large", Error;
    /// Syntax that only another dialect of TL has.
    Dialect = "dialect", Error;
    /// A type, constructor or variable that is not declared.
    UnknownName = "unknown-name", Error;
    /// A condition on something that is not an earlier field of type `#`.
    BadCondition = "bad-condition", Error;
    /// A flag bit outside 0 to 31.
    BadBit = "bad-bit", Error;
    /// A second declaration of a name.
    DuplicateName = "duplicate-name", Error;
    /// A second use of a constructor id.
    DuplicateId = "duplicate-id", Error;
    /// A second use of a function id.
    DuplicateFunctionId = "duplicate-function-id", Warning;
    /// A written id that differs from the one Telegram would compute.
    IdMismatch = "id-mismatch", Warning;
    /// A bare use of a type that has not exactly one constructor.
    AmbiguousBare = "ambiguous-bare", Error;
    /// Type arguments of a wrong number or kind.
    BadArguments = "bad-arguments", Error;
    /// `Type` or `#` where the other one is needed, or another optional argument.
    BadOptionalArgument = "bad-optional-argument", Error;
    /// `!` before anything but a type variable.
    BadExclamation = "bad-exclamation", Error;
    /// `!` in a constructor.
    ExclamationInConstructor = "exclamation-in-constructor", Warning;
    /// A result that is not a boxed type.
    BadResult = "bad-result", Error;
    /// A repetition count that is not a number.
    BadCount = "bad-count", Error;
    /// `New`, `Final`, `Empty` or a partial application that contradicts the rest.
    BadStatement = "bad-statement", Error;
    /// A built-in declaration that this tool does not know.
    UnknownBuiltin = "unknown-builtin", Warning;
    /// A built-in declaration with the wrong result.
    BadBuiltin = "bad-builtin", Error;
    /// Documentation of something that is not declared.
    UnknownDoc = "unknown-doc", Warning;
    /// A second documentation of the same thing.
    DuplicateDoc = "duplicate-doc", Warning;
    /// A type without any finite value.
    Uninhabited = "uninhabited", Warning;
    /// A schema without declarations.
    EmptySchema = "empty-schema", Warning;
    /// Side data that is not in the documented form.
    BadSideData = "bad-side-data", Error;
    /// Side data about something that is not declared.
    UnknownInSideData = "unknown-in-side-data", Error;
    /// Side data that says the same thing twice.
    DuplicateSideData = "duplicate-side-data", Error;
    /// An error of side data that nothing refers to.
    UnusedSideData = "unused-side-data", Error;
    /// A declaration that is valid TL, but for which no code can be generated yet.
    NotGenerated = "not-generated", Error;
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
