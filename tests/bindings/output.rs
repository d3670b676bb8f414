//! The bindings, item by item: what there is, and what each names.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::{ImplItem, Item, ItemImpl, Visibility};

/// A file of windows-bindgen's.
#[derive(Default)]
pub struct Output(BTreeMap<String, Bound>);

/// A thing that is bound.
#[derive(Default)]
pub struct Bound {
    /// Whether it is a function or a constant: on those, nothing else depends.
    pub stands_alone: bool,
    /// The methods that it can be called by; an interface's alone.
    pub methods: BTreeSet<String>,
    /// All that its text names.
    pub names: BTreeSet<String>,
    function: bool,
}

impl Output {
    /// Reads the file's text.
    pub fn read(text: &str) -> Self {
        let mut output = Output::default();
        for item in syn::parse_file(text).unwrap().items {
            output.add(&item);
        }
        output
    }

    /// Everything, by its name.
    pub fn all(&self) -> impl Iterator<Item = (&String, &Bound)> {
        self.0.iter()
    }

    /// What is there by that name.
    pub fn get(&self, name: &str) -> Option<&Bound> {
        self.0.get(name)
    }

    /// The functions and the methods, by their names.
    pub fn callable(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flat_map(|(name, bound)| {
            let function = bound.function.then_some(name);
            function
                .into_iter()
                .chain(&bound.methods)
                .map(String::as_str)
        })
    }

    fn add(&mut self, item: &Item) {
        let name = match item {
            Item::Const(item) => item.ident.to_string(),
            Item::Fn(item) => item.sig.ident.to_string(),
            Item::Struct(item) => item.ident.to_string(),
            Item::Trait(item) => item.ident.to_string(),
            Item::Type(item) => item.ident.to_string(),
            Item::Union(item) => item.ident.to_string(),
            // define_interface!(NAME, ...), interface_hierarchy!(NAME, ...)
            Item::Macro(item) => first_name(&item.mac.tokens),
            Item::Impl(item) => first_name(&item.self_ty.to_token_stream()),
            other => panic!(
                "windows-bindgen makes a new sort of item: {}",
                other.to_token_stream()
            ),
        };
        let bound = self.0.entry(name.clone()).or_default();
        bound.function |= matches!(item, Item::Fn(_));
        bound.stands_alone |= matches!(item, Item::Fn(_) | Item::Const(_));
        if let Item::Impl(item) = item
            && item.trait_.is_none()
            && !name.ends_with("_Vtbl")
        {
            bound.methods.extend(methods(item));
        }
        add_names(item.to_token_stream(), &mut bound.names);
    }
}

/// The public functions of an `impl` that take `self`, by their names.
fn methods(item: &ItemImpl) -> impl Iterator<Item = String> {
    item.items.iter().filter_map(|item| match item {
        ImplItem::Fn(method)
            if matches!(method.vis, Visibility::Public(_)) && method.sig.receiver().is_some() =>
        {
            Some(method.sig.ident.to_string())
        }
        _ => None,
    })
}

fn first_name(tokens: &TokenStream) -> String {
    let mut names = tokens.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(name) => Some(name.to_string()),
        _ => None,
    });
    names.next().unwrap_or_else(|| panic!("no name: {tokens}"))
}

fn add_names(tokens: TokenStream, names: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(name) => {
                names.insert(name.to_string());
            }
            TokenTree::Group(group) => add_names(group.stream(), names),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
