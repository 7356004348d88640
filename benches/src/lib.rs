//! What the program measures, a module a part of its output, and what they share.
//!
//! | module | what it holds |
//! |---|---|
//! | [`compile`] | what both full-layer crates and their clients cost the compiler |
//! | [`generator`] | the generator in a build script |
//! | [`runtime`] | reading and writing the same bytes |
//! | [`parser`], [`memory`] | the parser: time, growth, memory |
//! | [`scratch`], [`cargo`] | temporary projects, and building them |
//! | [`timing`], [`table`], [`machine`] | medians, Markdown, what it ran on |

pub mod cargo;
pub mod compile;
pub mod generator;
pub mod machine;
pub mod memory;
pub mod parser;
pub mod runtime;
pub mod scratch;
pub mod table;
pub mod timing;

/// The schema that everything is measured with: layer 230, out of the peer's package.
pub const LAYER_230: &str = env!("LAYER_230");
