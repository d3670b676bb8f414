//! Which thing of the old spec is which of the new one.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::{Class, Method, Property, Provider};

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

impl Named for Method {
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
pub struct Pairs<'p, T: Clone> {
    /// What was there and still is, in the new order.
    pub kept: Vec<Kept<'p, T>>,
    /// What is gone, in the old order.
    pub gone: Vec<&'p T>,
    /// What is new, in the new order.
    pub added: Vec<&'p T>,
}

/// What was there and still is.
pub struct Kept<'p, T: Clone> {
    /// As the old spec has it. Where the new spec tells a former name that the old spec does not have, it is called by that
    /// name here: code may still have it, because the spec was generated under the new name before it told the former one.
    pub before: Cow<'p, T>,
    /// As the new spec has it.
    pub now: &'p T,
}

impl<'p> Pairs<'p, Class> {
    /// Pairs the classes of two providers.
    pub fn of_classes(old: &'p Provider, new: &'p Provider) -> Self {
        Self::of(&old.classes, &new.classes, Class::called)
    }
}

impl<'p> Pairs<'p, Property> {
    /// Pairs the properties of a class before and now.
    pub fn of_properties(before: &'p Class, now: &'p Class) -> Self {
        Self::of(&before.properties, &now.properties, |property, name| {
            property.called(before.stem_under(&before.name), name)
        })
    }
}

impl<'p> Pairs<'p, Method> {
    /// Pairs the methods of a class before and now.
    pub fn of_methods(before: &'p Class, now: &'p Class) -> Self {
        Self::of(&before.methods, &now.methods, |method, name| {
            method.called(before.stem_under(&before.name), name)
        })
    }
}

impl<'p, T: Named + Clone> Pairs<'p, T> {
    /// What was there and still is: before, and now.
    pub fn both(&self) -> impl Iterator<Item = (&T, &'p T)> + Clone {
        self.kept.iter().map(|kept| (&*kept.before, kept.now))
    }

    /// Pairs the things; `called` gives one another name.
    ///
    /// A former name comes first, unless the old spec tells it too: then everybody has generated with the new name. Then
    /// comes the name in WMI. Things that are left over and have the same name in Rust, like `FreeSpace` and
    /// `Free_Space`, are the same to all code.
    fn of(old: &'p [T], new: &'p [T], called: impl Fn(&T, &str) -> T) -> Self {
        let by_name = index(old, |one| one.name().to_ascii_lowercase());
        let in_rust = index(old, |one| one.in_rust().to_owned());
        let mut before: Vec<Option<usize>> = vec![None; new.len()];
        let mut taken = vec![false; old.len()];
        let mut pair = |find: &dyn Fn(&'p T) -> Option<usize>| {
            for (now, before) in new.iter().zip(&mut before) {
                if before.is_none()
                    && let Some(at) = find(now)
                    && !std::mem::replace(&mut taken[at], true)
                {
                    *before = Some(at);
                }
            }
        };
        let told = |one: &'p T| {
            let before = by_name.get(&one.name().to_ascii_lowercase());
            let before = before.and_then(|&at| old[at].former());
            let former = one.former()?;
            let is_news = !before.is_some_and(|before| before.eq_ignore_ascii_case(former));
            is_news.then_some(former)
        };
        let of_former = |one: &'p T| by_name.get(&told(one)?.to_ascii_lowercase()).copied();
        pair(&of_former);
        pair(&|one| by_name.get(&one.name().to_ascii_lowercase()).copied());
        pair(&|one| in_rust.get(one.in_rust()).copied());
        let mut kept = Vec::new();
        let mut added = Vec::new();
        for (now, before) in new.iter().zip(before) {
            let before = before.map(|at| &old[at]);
            let told_late = told(now).filter(|_| of_former(now).is_none());
            let before = match (before, told_late) {
                (before, Some(former)) => Cow::Owned(called(before.unwrap_or(now), former)),
                (Some(before), None) => Cow::Borrowed(before),
                (None, None) => {
                    added.push(now);
                    continue;
                }
            };
            kept.push(Kept { before, now });
        }
        let gone = old.iter().zip(&taken);
        Pairs {
            kept,
            gone: gone
                .filter_map(|(one, taken)| (!taken).then_some(one))
                .collect(),
            added,
        }
    }
}

/// Of each old parameter of a method which of the new ones it is: that which tells its name as the former one, unless the old one
/// told it, too; or else that of the same name.
pub fn same_parameters(old: &[&Property], new: &[&Property]) -> Vec<Option<usize>> {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let told_before = |now: &Property, former: &str| {
        let before = old.iter().find(|one| same(&one.name, &now.name));
        let before = before.and_then(|one| one.renamed_from.as_deref());
        before.is_some_and(|before| same(before, former))
    };
    let former = |now: &Property| {
        let former = now.renamed_from.clone();
        former.filter(|former| {
            let is_there = old.iter().any(|one| same(&one.name, former));
            is_there && !told_before(now, former)
        })
    };
    let one = |old: &&Property| {
        new.iter().position(|now| {
            let name = former(now).unwrap_or_else(|| now.name.clone());
            same(&name, &old.name)
        })
    };
    old.iter().map(one).collect()
}

fn index<T>(all: &[T], key: impl Fn(&T) -> String) -> HashMap<String, usize> {
    let keys = all.iter().map(key);
    keys.zip(0..).collect()
}
