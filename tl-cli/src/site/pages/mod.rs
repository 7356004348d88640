//! What each page says, without its form: HTML and Markdown are made of the same views.

mod constructor;
mod errors;
mod method;
mod overview;
mod ty;

pub use constructor::Constructor;
pub use errors::Errors;
pub use method::Method;
pub use overview::{List, Overview};
pub use ty::Type;
