//! The parameters of a method, before and now, as the user's code has them.

use super::locate::Seek;
use super::methods::{Classes, Value};
use super::properties::Shape;
use super::values::Owner;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Method, Property};
use crate::render::{field, has_own_type, type_of_field};

impl Classes<'_> {
    fn parameter(
        self,
        kind: ChangeKind,
        method: &Method,
        property: &Property,
        message: String,
    ) -> Change {
        let member = format!("{}.{}", method.name, property.name);
        Change::new(kind, message)
            .of_class(&self.now.name)
            .of_member(&member)
    }

    /// The uses of a field of what a method takes or gives.
    fn uses(self, (before, now): (&Method, &Method), property: &Property) -> Seek {
        let types = [before, now].into_iter();
        let types = types.flat_map(|one| [&one.input_type_name, &one.output_type_name]);
        let types: Vec<String> = types.cloned().collect();
        // What is taken is read without its type being named.
        let mut mentions = types.clone();
        mentions.extend(self.traits());
        Seek::Field {
            name: property.ident.clone(),
            types,
            mentions,
        }
    }

    pub fn parameter_removed(self, methods: (&Method, &Method), value: &Value<'_>) -> Change {
        let property = value.property;
        let message = format!(
            "the method {} of the class {} no longer has the parameter {}: remove the field `{}`",
            quoted(&methods.1.name),
            quoted(&self.now.name),
            quoted(&property.name),
            property.ident,
        );
        self.parameter(ChangeKind::ParameterRemoved, methods.1, property, message)
            .seeking(self.uses(methods, property))
    }

    pub fn parameter_added(self, (before, now): (&Method, &Method), value: &Value<'_>) -> Change {
        let property = value.property;
        let what = format!(
            "the method {} of the class {} has the parameter {} now",
            quoted(&now.name),
            quoted(&self.now.name),
            quoted(&property.name),
        );
        let field_of = format!("`{}: {}`", property.ident, type_of_field(property));
        let kind = ChangeKind::ParameterAdded;
        if !value.given {
            let message = format!(
                "{what}: its `{}` has the field {field_of}",
                now.input_type_name
            );
            return self.parameter(kind, now, property, message);
        }
        let message = format!(
            "{what}: give each `{}` the field {field_of}",
            now.output_type_name
        );
        self.parameter(kind, now, property, message)
            .with_stub(field(property))
            .seeking(Seek::Literals {
                types: vec![
                    before.output_type_name.clone(),
                    now.output_type_name.clone(),
                ],
                without: property.ident.clone(),
            })
    }

    pub fn parameter_kept(
        self,
        methods: (&Method, &Method),
        before: &Value<'_>,
        now: &Value<'_>,
        found: &mut Vec<Change>,
    ) {
        let (was, is) = (before.property, now.property);
        if before.given != now.given || before.taken != now.taken {
            found.push(self.direction_changed(methods, before, now));
        }
        let same_shape = Shape::of(was) == Shape::of(is);
        if !was.name.eq_ignore_ascii_case(&is.name) && same_shape {
            found.extend(self.parameter_renamed(methods, was, is));
        } else if was.ident != is.ident || !same_shape {
            let message = format!(
                "the parameter {} of the method {} of the class {} is another field in Rust: `{}: {}` and no longer `{}: {}`",
                quoted(&is.name),
                quoted(&methods.1.name),
                quoted(&self.now.name),
                is.ident,
                type_of_field(is),
                was.ident,
                type_of_field(was),
            );
            let change = self.parameter(ChangeKind::ParameterTypeChanged, methods.1, is, message);
            found.push(change.seeking(self.uses(methods, was)));
            return;
        }
        if let (Some(old), Some(new)) = (&was.meanings, &is.meanings)
            && (was.shared_meanings.is_none() || is.shared_meanings.is_none())
            && has_own_type(was)
            && has_own_type(is)
        {
            let owner = Owner {
                called: format!(
                    "the parameter {} of the method {} of the class {}",
                    quoted(&is.name),
                    quoted(&methods.1.name),
                    quoted(&self.now.name)
                ),
                class: Some(&self.now.name),
                name: &is.name,
                types: [&was.meaning_type_name, &is.meaning_type_name],
            };
            owner.compare(old, new, found);
        }
    }

    /// A parameter that has another name, where that is another one in Rust, too.
    fn parameter_renamed(
        self,
        methods: (&Method, &Method),
        was: &Property,
        is: &Property,
    ) -> Option<Change> {
        let has_type = |one: &Property| has_own_type(one) && one.shared_meanings.is_none();
        // The change of a renamed method already tells of the types that have its name in theirs.
        let same_method = methods.0.output_type_name == methods.1.output_type_name;
        let type_too = same_method && has_type(was) && has_type(is);
        let fields = (&was.ident, &is.ident);
        let types = type_too.then_some((&was.meaning_type_name, &is.meaning_type_name));
        let pairs = [Some(fields), types].into_iter().flatten();
        let differing = pairs.filter(|(was, is)| was != is);
        let words: Vec<_> = differing
            .map(|(was, is)| format!("`{is}` for `{was}`"))
            .collect();
        if words.is_empty() {
            return None;
        }
        let message = format!(
            "the parameter {} of the method {} of the class {} is {} now: write {}",
            quoted(&was.name),
            quoted(&methods.1.name),
            quoted(&self.now.name),
            quoted(&is.name),
            words.join(", "),
        );
        let change = self.parameter(ChangeKind::ParameterRenamed, methods.1, is, message);
        let change = change.seeking(self.uses(methods, was));
        Some(if type_too {
            change.seeking(Seek::Names(vec![was.meaning_type_name.clone()]))
        } else {
            change
        })
    }

    /// A parameter that others give than before.
    fn direction_changed(
        self,
        (before, now): (&Method, &Method),
        was: &Value<'_>,
        is: &Value<'_>,
    ) -> Change {
        let (input, output) = (&now.input_type_name, &now.output_type_name);
        let facts = [(was.taken, is.taken, input), (was.given, is.given, output)];
        let facts = facts.into_iter().filter(|(was, is, _)| was != is);
        let facts: Vec<_> = facts
            .map(|(_, has, of)| {
                if has {
                    format!("`{of}` has the field `{}` now", was.property.ident)
                } else {
                    format!("`{of}` no longer has the field `{}`", was.property.ident)
                }
            })
            .collect();
        let message = format!(
            "the parameter {} of the method {} of the class {} has another direction: {}",
            quoted(&is.property.name),
            quoted(&now.name),
            quoted(&self.now.name),
            facts.join(", and "),
        );
        let change = self.parameter(ChangeKind::ParameterTypeChanged, now, is.property, message);
        let change = change.seeking(self.uses((before, now), was.property));
        if is.given && !was.given {
            change
                .with_stub(field(is.property))
                .seeking(Seek::Literals {
                    types: vec![
                        before.output_type_name.clone(),
                        now.output_type_name.clone(),
                    ],
                    without: is.property.ident.clone(),
                })
        } else {
            change
        }
    }
}
