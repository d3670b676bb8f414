//! Which thing of the old spec is which of the new one.

use std::collections::HashMap;

use crate::model::{Class, Property};

/// Something that has a name in WMI, and another in Rust.
pub trait Named {
    /// The name in WMI.
    fn name(&self) -> &str;
    /// The name in WMI that it had before.
    fn former(&self) -> Option<&str>;
    /// The name in Rust that no other has beside it.
    fn in_rust(&self) -> &str;
}

impl Named for Class {
    fn name(&self) -> &str {
        &self.name
    }
    fn former(&self) -> Option<&str> {
        self.renamed_from.as_deref()
    }
    fn in_rust(&self) -> &str {
        &self.module
    }
}

impl Named for Property {
    fn name(&self) -> &str {
        &self.name
    }
    fn former(&self) -> Option<&str> {
        self.renamed_from.as_deref()
    }
    fn in_rust(&self) -> &str {
        &self.ident
    }
}

/// Old things and new ones, side by side.
pub struct Pairs<'p, T> {
    /// What was there and still is, in the new order.
    pub kept: Vec<(&'p T, &'p T)>,
    /// What is gone, in the old order.
    pub gone: Vec<&'p T>,
    /// What is new, in the new order.
    pub added: Vec<&'p T>,
}

impl<'p, T: Named> Pairs<'p, T> {
    /// Pairs the things.
    ///
    /// A former name comes first, as long as the old spec has it: once everybody has generated with the new name, it
    /// says nothing. Then comes the name in WMI. Things that are left over and have the same name in Rust, like
    /// `FreeSpace` and `Free_Space`, are the same to all code.
    pub fn of(old: &'p [T], new: &'p [T]) -> Self {
        let by_name = index(old, |one| one.name().to_ascii_lowercase());
        let in_rust = index(old, |one| one.in_rust().to_owned());
        let mut before: Vec<Option<usize>> = vec![None; new.len()];
        let mut taken = vec![false; old.len()];
        let mut pair = |find: &dyn Fn(&T) -> Option<usize>| {
            for (now, before) in new.iter().zip(&mut before) {
                if before.is_none()
                    && let Some(at) = find(now)
                    && !std::mem::replace(&mut taken[at], true)
                {
                    *before = Some(at);
                }
            }
        };
        pair(&|one| by_name.get(&one.former()?.to_ascii_lowercase()).copied());
        pair(&|one| by_name.get(&one.name().to_ascii_lowercase()).copied());
        pair(&|one| in_rust.get(one.in_rust()).copied());
        let pairs = || new.iter().zip(&before);
        Pairs {
            kept: pairs()
                .filter_map(|(now, before)| Some((&old[(*before)?], now)))
                .collect(),
            gone: old
                .iter()
                .zip(&taken)
                .filter_map(|(one, taken)| (!taken).then_some(one))
                .collect(),
            added: pairs()
                .filter_map(|(now, before)| before.is_none().then_some(now))
                .collect(),
        }
    }
}

fn index<T>(all: &[T], key: impl Fn(&T) -> String) -> HashMap<String, usize> {
    let keys = all.iter().map(key);
    keys.zip(0..).collect()
}
