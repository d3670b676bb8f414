//! What becomes of objects in properties and in what methods give back, where their classes say otherwise what denies them.
//!
//! A class tells of its own properties what a denial of them does. What has objects of it is another thing to clients: the
//! denial of an object goes on to the property that has it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::facts::{Fact, lesson, reveals};
use super::properties::{becomes_null, facts_of_denial};
use super::{AnswerChange, AnswerChangeKind};
use crate::changes::pairs::Pairs;
use crate::diagnostics::{quoted, some};
use crate::model::{Class, Property, Provider, ValueType};

/// The properties within the objects of a class, each as `Class.Property`, and whether the denial of one denies the object.
type Within = BTreeMap<String, bool>;

/// Two providers, with what is in the objects of each.
pub struct Objects<'p> {
    old: Side<'p>,
    new: Side<'p>,
}

impl<'p> Objects<'p> {
    /// The objects of both providers; the old ones are called by the names of today.
    pub fn of(old: &'p Provider, new: &'p Provider, classes: &Pairs<'p, Class>) -> Self {
        let mut names = HashMap::new();
        for (before, now) in classes.both() {
            for (was, is) in Pairs::of_properties(before, now).both() {
                let name = full_name(before, was);
                names.insert(name, full_name(now, is));
            }
        }
        Objects {
            old: Side {
                provider: old,
                names,
            },
            new: Side {
                provider: new,
                names: HashMap::new(),
            },
        }
    }

    /// What becomes of objects in a class's properties, and in what its methods give back.
    pub fn compare(&self, before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
        for (was, is) in Pairs::of_properties(before, now).both() {
            let places = [Place::of(before, was), Place::of(now, is)];
            found.extend(self.changed(now, &is.name, (was, is), places));
        }
        for (method_before, method) in Pairs::of_methods(before, now).both() {
            let former: HashMap<_, _> = method_before
                .outputs()
                .map(|one| (one.name.to_ascii_lowercase(), one))
                .collect();
            for is in method.outputs() {
                if let Some(was) = former.get(&is.name.to_ascii_lowercase()) {
                    let member = format!("{}.{}", method.name, is.name);
                    let places = [Place::Output, Place::Output];
                    found.extend(self.changed(now, &member, (was, is), places));
                }
            }
        }
    }

    /// The changes of one that had objects and has them.
    fn changed(
        &self,
        class: &Class,
        member: &str,
        (was, is): (&Property, &Property),
        places: [Place<'_>; 2],
    ) -> Vec<AnswerChange> {
        let (was, is) = (self.old.within(&was.of), self.new.within(&is.of));
        let [before, now] = places;
        let change = |denies: bool| {
            // What is new, or gone, is told as such.
            let turned = is.iter().filter(|(name, now)| {
                **now == denies && was.get(*name).is_some_and(|before| *before != denies)
            });
            let names: Vec<_> = turned.map(|(name, _)| name.as_str()).collect();
            if names.is_empty() {
                return None;
            }
            let (learned, learns) = (before.facts(!denies), now.facts(denies));
            let message = format!(
                "a client that may not see {} of an object in {} {}; until now it {}{}",
                some(&names),
                quoted(member),
                now.words(denies, ["gets", "is"]),
                before.words(!denies, ["got", "was"]),
                lesson(&learned, &learns),
            );
            Some(AnswerChange {
                kind: AnswerChangeKind::PropertyDenialChanged,
                class: Some(class.name.clone()),
                member: Some(member.to_owned()),
                message,
                reveals: reveals(&learned, &learns),
            })
        };
        [true, false].into_iter().filter_map(change).collect()
    }
}

/// What has an object.
enum Place<'c> {
    /// A property that is NULL itself where its object is denied.
    Nullable,
    /// A property that denies its instance then.
    Denying(&'c Class),
    /// What a method gives back, which is NULL then.
    Output,
}

impl<'c> Place<'c> {
    fn of(class: &'c Class, property: &Property) -> Self {
        if becomes_null(property) {
            Self::Nullable
        } else {
            Self::Denying(class)
        }
    }

    /// What a client gets where something in the object is denied.
    fn words(&self, denies: bool, [gets, is]: [&str; 2]) -> String {
        match (denies, self) {
            (false, _) => format!("{gets} the object with NULL in that place"),
            (true, Self::Nullable | Self::Output) => {
                format!("{gets} NULL in the place of the object")
            }
            (true, Self::Denying(_)) => format!("{is} denied the instance"),
        }
    }

    /// What it learns then.
    fn facts(&self, denies: bool) -> BTreeSet<Fact> {
        match (denies, self) {
            (false, Self::Denying(_)) => BTreeSet::from([Fact::Rest]),
            (false, Self::Nullable | Self::Output) => BTreeSet::from([Fact::RestOfObject]),
            (true, Self::Nullable | Self::Output) => BTreeSet::new(),
            (true, Self::Denying(class)) => facts_of_denial(class),
        }
    }
}

/// A provider.
struct Side<'p> {
    provider: &'p Provider,
    /// What its classes and properties are called now, where that is not what it calls them.
    names: HashMap<String, String>,
}

impl Side<'_> {
    /// What is in the objects of this type, and in the objects in them.
    fn within(&self, of: &ValueType) -> Within {
        let mut within = Within::new();
        let mut seen = HashSet::new();
        let mut ahead = vec![(of, true)];
        while let Some((of, matters)) = ahead.pop() {
            // Most are of no class, and there are many classes.
            if !matches!(of, ValueType::Object(_) | ValueType::AnyObject(_)) {
                continue;
            }
            for class in self.provider.classes.iter().filter(|one| of.is_of(one)) {
                if !seen.insert((&*class.name, matters)) {
                    continue;
                }
                for property in &class.properties {
                    let denies = matters && !becomes_null(property);
                    *within.entry(self.name(class, property)).or_default() |= denies;
                    ahead.push((&property.of, denies));
                }
            }
        }
        within
    }

    fn name(&self, class: &Class, property: &Property) -> String {
        let name = full_name(class, property);
        self.names.get(&name).cloned().unwrap_or(name)
    }
}

fn full_name(class: &Class, property: &Property) -> String {
    format!("{}.{}", class.name, property.name)
}
