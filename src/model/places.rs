//! The namespaces of a provider, and which classes are written in each.

use std::collections::{HashMap, HashSet};

use super::{Class, Namespace, Provider, ValueType};

impl Provider {
    /// The classes in the order of the MOF: each after the one that it derives from, and after those whose objects it has or
    /// that it refers to, as far as they do not lead back to it; and else in the order of the spec.
    pub fn classes_by_descent(&self) -> Vec<&Class> {
        let places = self.own_classes().enumerate();
        let places: HashMap<&str, usize> = places.map(|(at, class)| (&*class.name, at)).collect();
        let mut taken = vec![false; places.len()];
        let mut order = Order {
            provider: self,
            written: vec![false; places.len()],
            places,
            classes: Vec::new(),
        };
        for first in 0..taken.len() {
            // What is to come: a class to look at, or one that follows those that it names.
            let mut ahead = vec![(first, false)];
            while let Some((at, follows)) = ahead.pop() {
                let class = &self.classes[at];
                if follows {
                    order.write(at);
                } else if !std::mem::replace(&mut taken[at], true) {
                    ahead.push((at, true));
                    let named = class.named_classes();
                    let named = named.filter_map(|name| order.places.get(name));
                    let named: Vec<usize> = named.copied().collect();
                    ahead.extend(named.into_iter().rev().map(|at| (at, false)));
                }
            }
        }
        order.classes
    }

    /// The namespaces that have classes with instances: the provider's first, then the others by their first classes. Each
    /// of them has a registration of the provider. Where no class has instances, it is the provider's alone.
    pub fn namespaces(&self) -> Vec<&Namespace> {
        let mut all: Vec<&Namespace> = Vec::new();
        for class in self.served_classes() {
            if !all.contains(&&class.namespace) {
                all.push(&class.namespace);
            }
        }
        if all.is_empty() {
            all.push(&self.namespace);
        }
        all.sort_by_key(|namespace| **namespace != self.namespace);
        all
    }

    /// The classes that are written in a namespace, in the order of [`Self::classes_by_descent`]: those that are served
    /// there, and with them what they name of the classes that are not served, which are wherever they are named.
    pub fn classes_in(&self, namespace: &Namespace) -> Vec<&Class> {
        let named = self.with_named(self.served_classes().collect());
        let first = self
            .namespaces()
            .first()
            .is_some_and(|first| **first == *namespace);
        // What nobody names is in the first.
        let is_here = |class: &&Class| {
            let unnamed = first && !class.is_served() && !named.contains(&*class.name);
            unnamed || class.is_served() && class.namespace == *namespace
        };
        let here = self.with_named(self.own_classes().filter(is_here).collect());
        let mut classes = self.classes_by_descent();
        classes.retain(|class| here.contains(&*class.name));
        classes
    }

    /// The names of these classes, and of those that they name and that are not served. Where a property has objects that may
    /// be of several classes, it names all of these.
    fn with_named<'p>(&'p self, mut open: Vec<&'p Class>) -> HashSet<&'p str> {
        let by_name: HashMap<&str, &Class> =
            self.own_classes().map(|one| (&*one.name, one)).collect();
        let mut all = HashSet::new();
        while let Some(class) = open.pop() {
            if all.insert(&*class.name) {
                let named = class.named_classes().filter_map(|name| by_name.get(name));
                let named = named.copied().chain(self.possible_objects(class));
                open.extend(named.filter(|class| !class.is_served()));
            }
        }
        all
    }

    /// The classes that objects can be of in a class's properties that do not say which.
    fn possible_objects<'p>(&'p self, class: &'p Class) -> impl Iterator<Item = &'p Class> {
        self.own_classes().filter(|one| {
            let mut fields = class.fields();
            one.is_embedded() && fields.any(|property| property.of.may_be(one))
        })
    }

    /// Each class in each namespace that it is written in.
    pub fn places(&self) -> Vec<(&Namespace, &Class)> {
        let namespaces = self.namespaces().into_iter();
        let places = namespaces.flat_map(|namespace| {
            let classes = self.classes_in(namespace).into_iter();
            classes.map(move |class| (namespace, class))
        });
        places.collect()
    }
}

/// The order of the classes, as far as it is known.
struct Order<'p> {
    provider: &'p Provider,
    places: HashMap<&'p str, usize>,
    written: Vec<bool>,
    classes: Vec<&'p Class>,
}

impl Order<'_> {
    /// Appends a class, after those that it derives from: a circle of objects may have come to the class before them.
    fn write(&mut self, at: usize) {
        let class = &self.provider.classes[at];
        let above = class.superclasses.iter();
        let above = above.filter_map(|name| self.places.get(name.as_str()));
        for at in above.copied().chain([at]) {
            if !std::mem::replace(&mut self.written[at], true) {
                self.classes.push(&self.provider.classes[at]);
            }
        }
    }
}

impl ValueType {
    /// Whether an object may be of this class.
    pub fn is_of(&self, class: &Class) -> bool {
        let is_declared = self.class_name() == Some(&class.name);
        is_declared || self.may_be(class)
    }

    /// Whether an object may be of this class, where the class is known only when the object is there.
    fn may_be(&self, class: &Class) -> bool {
        match self {
            Self::Scalar(_) | Self::Object(_) | Self::Reference(_) => false,
            Self::AnyObject(None) => true,
            Self::AnyObject(Some(base)) => class.superclasses.contains(base),
        }
    }
}

impl Class {
    /// The classes that it names in its MOF: those that it derives from, those of its objects, and those that it refers to.
    fn named_classes(&self) -> impl Iterator<Item = &str> {
        let named = self.fields();
        let named = named.filter_map(|property| property.of.named_class());
        self.superclasses.iter().map(String::as_str).chain(named)
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::check;
    use crate::model::Provider;

    const HEAD: &str = "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root/Acme'\n\
         clsid = '{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}'\n[namespace.'root/Acme/Admin']\n";
    const BASE: &str = "abstract = true\nproperties.Name = { type = 'string', key = true }\n";

    fn places(provider: &Provider) -> Vec<String> {
        let places = provider.places().into_iter();
        let places = places.map(|(namespace, class)| format!("{namespace}:{}", class.name));
        places.collect()
    }

    #[test]
    fn a_class_without_instances_is_written_where_classes_derive_from_it() {
        let served = "superclass = 'Acme_Base'\noperations = ['get', 'enumerate']\n";
        let here = format!("[class.Acme_Disk]\n{served}");
        let there = format!("[class.Acme_Setting]\nnamespace = 'root/Acme/Admin'\n{served}");
        let base = format!("[class.Acme_Base]\n{BASE}");
        let alone = "[class.Acme_Alone]\nabstract = true\n";
        let of = |classes: &[&str]| {
            let (provider, found) = check(&format!("{HEAD}{}", classes.concat()));
            places(&provider.unwrap_or_else(|| panic!("{found:#?}")))
        };
        assert_eq!(
            of(&[&here, &there, &base]),
            [
                r"root\Acme:Acme_Base",
                r"root\Acme:Acme_Disk",
                r"root\Acme\Admin:Acme_Base",
                r"root\Acme\Admin:Acme_Setting",
            ]
        );
        assert_eq!(
            of(&[&there, &base, alone]),
            [
                r"root\Acme\Admin:Acme_Base",
                r"root\Acme\Admin:Acme_Setting",
                r"root\Acme\Admin:Acme_Alone",
            ]
        );
        assert_eq!(of(&[&base]), [r"root\Acme:Acme_Base"]);
    }

    #[test]
    fn a_superclass_with_instances_is_in_the_namespace_of_the_class() {
        let superclass = "[class.Acme_Disk]\noperations = ['get']\nproperties.Name = { type = 'string', key = true }\n";
        let class = "[class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\n";
        let errors = |namespace: &str| {
            let (_, found) = check(&format!(
                "{HEAD}{superclass}{class}namespace = '{namespace}'\n"
            ));
            let errors = found.into_iter().filter(|one| one.rule == "superclass");
            errors.count()
        };
        assert_eq!(errors("root/acme"), 0);
        assert_eq!(errors("root/acme/admin"), 1);
    }
}
