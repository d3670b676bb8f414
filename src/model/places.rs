//! The namespaces of a provider, and which classes are written in each.

use std::collections::HashSet;

use super::{Class, Namespace, Provider};

impl Provider {
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
        let mut written: HashSet<&str> = HashSet::new();
        let mut open: Vec<&Class> = self.classes.iter().collect();
        open.retain(|class| class.is_served() && class.namespace == *namespace);
        while let Some(class) = open.pop() {
            if !written.insert(&class.name) {
                continue;
            }
            let above = class.superclasses.iter();
            let above = above.filter_map(|name| self.classes.iter().find(|one| one.name == *name));
            open.extend(above.filter(|class| !class.is_served()));
        }
        // What nobody names is in the first.
        let is_first = self
            .namespaces()
            .first()
            .is_some_and(|first| **first == *namespace);
        let is_named = |name: &String| {
            let mut served = self.served_classes();
            served.any(|class| class.superclasses.contains(name))
        };
        let mut classes = self.classes_by_descent();
        classes.retain(|class| {
            let unnamed = is_first && !class.is_served() && !is_named(&class.name);
            unnamed || written.contains(class.name.as_str())
        });
        classes
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
                r"root\Acme\Admin:Acme_Alone",
                r"root\Acme\Admin:Acme_Setting",
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
