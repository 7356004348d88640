//! What a command line, or a line of input, says that bytes are.

/// What the bytes are, by one of three options.
#[derive(Debug, clap::Args)]
#[group(multiple = false)]
pub struct TypeArgs {
    /// The type of the value, such as `InputPeer`, `Vector<long>` or, without its id,
    /// `chatInviteExported`; any boxed value or call if it is not given
    #[arg(long = "type", value_name = "TYPE")]
    ty: Option<String>,

    /// The value is a call of this function
    #[arg(long, value_name = "NAME")]
    function: Option<String>,

    /// The value is what this function returns
    #[arg(long, value_name = "NAME")]
    result_of: Option<String>,
}

impl TypeArgs {
    /// Which of them was given.
    pub fn asked(&self) -> Asked<'_> {
        match self {
            Self { ty: Some(ty), .. } => Asked::Type(ty),
            Self {
                function: Some(name),
                ..
            } => Asked::Function(name),
            Self {
                result_of: Some(name),
                ..
            } => Asked::ResultOf(name),
            _ => Asked::Any,
        }
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    Any,
    Type(&'a str),
    Function(&'a str),
    ResultOf(&'a str),
}
