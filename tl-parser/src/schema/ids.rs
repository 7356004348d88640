//! The types and constructors that a type names.

use super::{ConstructorId, Ty, TyArg, TypeId};

impl Ty {
    /// Goes through the types and the bare constructors that it names.
    pub(crate) fn for_each_id(
        &mut self,
        on_type: &mut impl FnMut(&mut TypeId),
        on_constructor: &mut impl FnMut(&mut ConstructorId),
    ) {
        match self {
            Self::Boxed(id, args) => {
                on_type(id);
                for_each_arg(args, on_type, on_constructor);
            }
            Self::Bare(id, args) => {
                on_constructor(id);
                for_each_arg(args, on_type, on_constructor);
            }
            Self::Vector { element, .. } => element.for_each_id(on_type, on_constructor),
            Self::Repeat { params, .. } => {
                for param in params {
                    param.ty.for_each_id(on_type, on_constructor);
                }
            }
            Self::Nat
            | Self::Builtin(_)
            | Self::BoxedBuiltin(_)
            | Self::Bool
            | Self::Object
            | Self::Function
            | Self::Var(_) => {}
        }
    }
}

fn for_each_arg(
    args: &mut [TyArg],
    on_type: &mut impl FnMut(&mut TypeId),
    on_constructor: &mut impl FnMut(&mut ConstructorId),
) {
    for arg in args {
        if let TyArg::Type(ty) = arg {
            ty.for_each_id(on_type, on_constructor);
        }
    }
}
