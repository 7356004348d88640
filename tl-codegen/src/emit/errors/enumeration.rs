//! The enums: of a function, with the shared errors in a variant of their own; and of the shared
//! errors alone.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::variant::{Variant, definition, display_arm, from_arm, into_arm, retry_arm};

/// The enum of a function, or of functions that list no errors.
pub fn of_function(
    ident: &Ident,
    global: &TokenStream,
    docs: &TokenStream,
    variants: &[Variant<'_>],
) -> TokenStream {
    let definitions = variants.iter().map(definition);
    let otherwise = quote! {
        match <#global as __rt::TryFrom<__rt::RpcError>>::try_from(error) {
            __rt::Ok(error) => Self::Global(error),
            __rt::Err(error) => Self::Other(error),
        }
    };
    let from = match variants.is_empty() {
        true => otherwise,
        false => {
            let found = by_name(ident, variants, &otherwise);
            let take_apart = take_apart();
            quote! { #take_apart #found }
        }
    };
    let into = variants.iter().map(|variant| into_arm(ident, variant));
    let display = variants.iter().map(|variant| display_arm(ident, variant));
    let retry: Vec<_> = variants
        .iter()
        .filter_map(|variant| retry_arm(ident, variant))
        .collect();
    let without_retry = (retry.len() < variants.len()).then(|| quote! { _ => __rt::None, });
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ident {
            #(#definitions)*
            /// An error that any call may fail with.
            Global(#global),
            /// An error that is not described.
            Other(__rt::RpcError),
        }
        impl __rt::From<__rt::RpcError> for #ident {
            fn from(error: __rt::RpcError) -> Self {
                #from
            }
        }
        impl __rt::From<#ident> for __rt::RpcError {
            fn from(error: #ident) -> Self {
                match error {
                    #(#into)*
                    #ident::Global(error) => __rt::Into::into(error),
                    #ident::Other(error) => error,
                }
            }
        }
        impl __rt::Display for #ident {
            fn fmt(&self, f: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                match self {
                    #(#display)*
                    Self::Global(error) => __rt::Display::fmt(error, f),
                    Self::Other(error) => __rt::Display::fmt(error, f),
                }
            }
        }
        impl __rt::Error for #ident {}
        impl __rt::CallError for #ident {
            fn retry_after(&self) -> __rt::Option<__rt::Duration> {
                match self {
                    #(#retry)*
                    Self::Global(error) => error.retry_after(),
                    Self::Other(error) => __rt::CallError::retry_after(error),
                    #without_retry
                }
            }
        }
    }
}

/// The enum of the errors that any call may fail with; there may be none.
pub fn global(ident: &Ident, docs: &TokenStream, variants: &[Variant<'_>]) -> TokenStream {
    let definitions = variants.iter().map(definition);
    let from = match variants.is_empty() {
        true => quote! { __rt::Err(error) },
        false => {
            let take_apart = take_apart();
            let found = by_name(ident, variants, &quote! { return __rt::Err(error) });
            quote! {
                #take_apart
                let found = #found;
                __rt::Ok(found)
            }
        }
    };
    let into = variants.iter().map(|variant| into_arm(ident, variant));
    let display = variants.iter().map(|variant| display_arm(ident, variant));
    let retry: Vec<_> = variants
        .iter()
        .filter_map(|variant| retry_arm(ident, variant))
        .collect();
    // Without variants there is nothing to write.
    let formatter = match variants.is_empty() {
        true => quote! { _ },
        false => quote! { f },
    };
    let retry = match retry.is_empty() {
        true => quote! { __rt::None },
        false => quote! { match self { #(#retry)* _ => __rt::None, } },
    };
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum #ident { #(#definitions)* }
        impl #ident {
            /// After which time the same call may succeed, if the error says so.
            #[must_use]
            pub fn retry_after(&self) -> __rt::Option<__rt::Duration> {
                #retry
            }
        }
        impl __rt::TryFrom<__rt::RpcError> for #ident {
            type Error = __rt::RpcError;
            fn try_from(error: __rt::RpcError) -> __rt::Result<Self, __rt::RpcError> {
                #from
            }
        }
        impl __rt::From<#ident> for __rt::RpcError {
            fn from(error: #ident) -> Self {
                match error { #(#into)* }
            }
        }
        impl __rt::Display for #ident {
            fn fmt(&self, #formatter: &mut __rt::Formatter<'_>) -> __rt::FmtResult {
                match *self { #(#display)* }
            }
        }
        impl __rt::Error for #ident {}
    }
}

fn take_apart() -> TokenStream {
    quote! { let (name, numbers) = error.name_and_numbers(); }
}

/// The variant that an error is: by its code, its name, and the numbers in it.
fn by_name(ident: &Ident, variants: &[Variant<'_>], otherwise: &TokenStream) -> TokenStream {
    let arms = variants.iter().map(|variant| from_arm(ident, variant));
    quote! {
        match (error.code(), name.as_str(), numbers.as_slice()) {
            #(#arms)*
            _ => #otherwise,
        }
    }
}
