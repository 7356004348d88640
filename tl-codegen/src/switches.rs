//! What is generated beside types and codec.

/// Parts of the output that can be left out.
#[derive(Debug, Clone)]
pub struct Switches {
    pub inspect: bool,
    pub constructors: bool,
    pub conversions: bool,
    pub any: bool,
    pub borrowed: bool,
    pub serde: bool,
    pub client: bool,
    pub server: bool,
    pub unknown_callers: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Self {
            inspect: true,
            constructors: true,
            conversions: true,
            any: true,
            borrowed: false,
            serde: false,
            client: false,
            server: false,
            unknown_callers: true,
        }
    }
}
