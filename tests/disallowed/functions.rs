//! The functions of a crate, by what its source says.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use quote::quote;
use syn::{ImplItem, Item, ItemImpl, ItemMod, TraitItem, Visibility};

/// The names of the functions in a crate's files that others may call, if the path to them is public too.
pub fn of(folder: &Path, names: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            of(&path, names);
        } else if path.extension() == Some(OsStr::new("rs")) {
            let text = fs::read_to_string(&path).unwrap();
            if text.contains("windows_link::link!") {
                names.extend(text.lines().filter_map(linked).map(str::to_owned));
            } else {
                add_public(&syn::parse_file(&text).unwrap().items, names);
            }
        }
    }
}

/// The function that a line of `windows-sys` declares.
fn linked(line: &str) -> Option<&str> {
    let (_, rest) = line
        .strip_prefix("windows_link::link!")?
        .split_once("fn ")?;
    rest.split('(').next()
}

fn add_public(items: &[Item], names: &mut BTreeSet<String>) {
    let public = |vis: &Visibility| matches!(vis, Visibility::Public(_));
    for item in items {
        match item {
            Item::Fn(item) if public(&item.vis) => {
                names.insert(item.sig.ident.to_string());
            }
            Item::Trait(item) if public(&item.vis) => {
                names.extend(item.items.iter().filter_map(|item| match item {
                    TraitItem::Fn(item) => Some(item.sig.ident.to_string()),
                    _ => None,
                }));
            }
            Item::Impl(item) => add_methods(item, names),
            Item::Mod(ItemMod {
                content: Some((_, items)),
                ..
            }) => add_public(items, names),
            // What a macro around it turns on and off, as `cfg_rt! { pub fn spawn() {} }`.
            Item::Macro(item) => {
                if let Ok(file) = item.mac.parse_body::<syn::File>() {
                    add_public(&file.items, names);
                }
            }
            _ => {}
        }
    }
}

fn add_methods(item: &ItemImpl, names: &mut BTreeSet<String>) {
    for item in &item.items {
        match item {
            ImplItem::Fn(item) if matches!(item.vis, Visibility::Public(_)) => {
                names.insert(item.sig.ident.to_string());
            }
            ImplItem::Macro(item) => {
                let body = &item.mac.tokens;
                if let Ok(inside) = syn::parse2(quote!(impl Inside { #body })) {
                    add_methods(&inside, names);
                }
            }
            _ => {}
        }
    }
}
