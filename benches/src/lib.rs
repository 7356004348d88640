//! What the program measures, a module a part of its output, and what they share.
//!
//! | module | what it holds |
//! |---|---|
//! | [`compile`] | what both full-layer crates and their clients cost the compiler |
//! | [`runtime`] | reading and writing the same bytes |
//! | [`parser`], [`memory`] | the parser: time, growth, memory |
//! | [`timing`], [`table`], [`machine`] | medians, Markdown, what it ran on |

pub mod compile;
pub mod machine;
pub mod memory;
pub mod parser;
pub mod runtime;
pub mod table;
pub mod timing;

/// The schema that everything is measured with: layer 230, out of the peer's package.
pub const LAYER_230: &str = env!("LAYER_230");
