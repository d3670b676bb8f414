//! What a class, a property or a provider was called before, with all names in Rust that follow from it.

use super::super::classes::RustNames;
use super::super::{Class, Method, Parameter, Property, Provider, idents, methods};

impl Class {
    /// The module that the class had before: in the provider of the last spec, if there it was another one, or else the one
    /// that its former name or its name in WMI gives.
    pub fn former_module(&self, previous: Option<&Provider>) -> String {
        let former = self.renamed_from.as_deref();
        let class = |name: &str| {
            let classes = previous.map_or(&[][..], |provider| &provider.classes);
            let mut same = classes.iter();
            same.find(|class| class.name.eq_ignore_ascii_case(name))
        };
        // A former name may be written long after the class has its new one.
        let moved = || class(&self.name).filter(|before| before.module != self.module);
        match former.and_then(class).or_else(moved) {
            Some(before) => before.module.clone(),
            None => idents::module(former.unwrap_or(&self.name)),
        }
    }

    /// What its names in Rust are made of when it has this name in WMI.
    pub fn stem_under<'s>(&'s self, name: &'s str) -> &'s str {
        self.rust_name.as_deref().unwrap_or(name)
    }

    /// The class as it is when it has another name: with all names in Rust that follow from it.
    #[must_use]
    pub fn called(&self, name: &str) -> Self {
        let RustNames {
            module,
            type_name,
            key_type_name,
            trait_name,
            new_type_name,
            change_type_name,
        } = RustNames::of(self.stem_under(name));
        let properties = self.properties.iter();
        Class {
            name: name.to_owned(),
            module: module.clone(),
            type_name,
            key_type_name,
            trait_name,
            new_type_name,
            change_type_name,
            properties: properties
                .map(|property| property.called(self.stem_under(name), &property.name))
                .collect(),
            methods: self
                .methods
                .iter()
                .map(|method| Method {
                    code_in: method.code_in.clone().map(|code_in| {
                        if code_in == self.module {
                            module.clone()
                        } else {
                            code_in
                        }
                    }),
                    ..method.called(self.stem_under(name), &method.name)
                })
                .collect(),
            ..self.clone()
        }
    }
}

impl Method {
    /// Gives the parameters the former names that those of the same method tell.
    fn take_former_names(&mut self, class: &str, now: &Method) {
        let stem = self.rust_name.as_deref().unwrap_or(&self.name);
        let names = methods::RustNames::of(class, stem);
        for (parameter, now) in self.parameters.iter_mut().zip(&now.parameters) {
            if let Some(before) = &now.property.renamed_from {
                parameter.property = now.property.called(&names.stem, before);
            }
        }
    }

    /// The method as it is in a class of this stem when it has another name: with all names in Rust that follow from it.
    #[must_use]
    pub fn called(&self, class: &str, name: &str) -> Self {
        let stem = self.rust_name.as_deref().unwrap_or(name);
        let names = methods::RustNames::of(class, stem);
        let called = |property: &Property| property.called(&names.stem, &property.name);
        Method {
            name: name.to_owned(),
            ident: names.ident.clone(),
            input_type_name: names.input_type_name.clone(),
            output_type_name: names.output_type_name.clone(),
            returns: self.returns.as_ref().map(called),
            parameters: self
                .parameters
                .iter()
                .map(|one| Parameter {
                    property: called(&one.property),
                    direction: one.direction,
                })
                .collect(),
            ..self.clone()
        }
    }
}

impl Provider {
    /// Whether the last spec had files of a class elsewhere than its names of today say.
    pub fn has_moved_since(&self, previous: &Provider) -> bool {
        self.classes
            .iter()
            .any(|class| class.former_module(Some(previous)) != class.former_module(None))
    }

    /// The first class whose module another class has taken since the last spec: the code of the one would be taken for that
    /// of the other.
    pub fn displaced_since(&self, previous: &Provider) -> Option<(&Class, &Class)> {
        self.classes.iter().find_map(|class| {
            let before = class.former_module(Some(previous));
            let had = |one: &Class| {
                let former = class.renamed_from.as_ref();
                let names = [Some(&class.name), former].into_iter().flatten();
                let mut same = names.filter(|name| name.eq_ignore_ascii_case(&one.name));
                one.module == before && same.next().is_some()
            };
            if !previous.classes.iter().any(had) {
                return None;
            }
            let took = |other: &&Class| {
                other.name != class.name
                    && other.module == before
                    && other.former_module(Some(previous)) != before
            };
            Some((class, self.classes.iter().find(took)?))
        })
    }

    /// The provider as it is when all that tells a former name still has it; none if nothing does.
    pub fn under_former_names(&self) -> Option<Self> {
        let classes = self.classes.iter().map(|class| {
            let name = class.renamed_from.as_deref();
            let mut former = name.map_or_else(|| class.clone(), |name| class.called(name));
            let name = name.unwrap_or(&class.name);
            for (property, now) in former.properties.iter_mut().zip(&class.properties) {
                if let Some(before) = &now.renamed_from {
                    *property = now.called(class.stem_under(name), before);
                }
            }
            for (method, now) in former.methods.iter_mut().zip(&class.methods) {
                if let Some(before) = &now.renamed_from {
                    let code_in = method.code_in.clone();
                    *method = now.called(class.stem_under(name), before);
                    method.code_in = code_in;
                }
                method.take_former_names(class.stem_under(name), now);
            }
            former
        });
        let former = Provider {
            classes: classes.collect(),
            ..self.clone()
        };
        (former != *self).then_some(former)
    }
}

impl Class {
    /// The names that code and texts have for the class: its own and those in Rust that follow from it, but for its fields.
    pub fn names(&self) -> Vec<&str> {
        let own = [
            &self.name,
            &self.module,
            &self.type_name,
            &self.key_type_name,
            &self.trait_name,
        ];
        let properties = self.properties.iter();
        let of_values = properties
            .filter(|property| property.shared_meanings.is_none())
            .map(|property| &property.field.meaning_type_name);
        own.into_iter()
            .chain(self.written_types())
            .chain(of_values)
            .map(String::as_str)
            .collect()
    }
}

impl Property {
    /// The property as it is when it has another name, in a class whose names in Rust are made of `class`: with all names in
    /// Rust that follow from them.
    #[must_use]
    pub fn called(&self, class: &str, name: &str) -> Self {
        let mut called = self.clone();
        name.clone_into(&mut called.field.name);
        let stem = self.rust_name.as_deref().unwrap_or(name);
        called.field.ident = idents::field(stem);
        if self.shared_meanings.is_none() {
            called.field.meaning_type_name = idents::meaning_type_name(class, stem);
        }
        called
    }
}
