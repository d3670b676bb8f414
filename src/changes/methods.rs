//! The methods of a class, before and now, as the user's code has them.

use super::locate::Seek;
use super::pairs::{Kept, Pairs};
use super::properties::Shape;
use super::values::Owner;
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Class, Method, Property, Provider};
use crate::render::{Templates, field, has_own_type, method_of_class, type_of_field};

/// Finds what changed in a class's methods. What there is to paste is made by these templates.
///
/// # Errors
/// If a template has a fault; a resolved provider causes none.
pub fn compare(
    (templates, provider): (&Templates, &Provider),
    before: &Class,
    now: &Class,
    found: &mut Vec<Change>,
) -> anyhow::Result<()> {
    let classes = Classes { before, now };
    let methods = Pairs::of_methods(before, now);
    let is_own = |method: &Method, class: &Class| {
        class
            .own_methods()
            .any(|own| own.name.eq_ignore_ascii_case(&method.name))
    };
    let gone = methods.gone.iter().filter(|one| is_own(one, before));
    found.extend(gone.map(|method| classes.removed(method)));
    for Kept {
        before: was,
        now: is,
    } in &methods.kept
    {
        match (is_own(was, before), is_own(is, now)) {
            (true, true) => classes.kept((templates, provider), was, is, found)?,
            (true, false) => found.push(classes.removed(was)),
            (false, true) => found.push(classes.added((templates, provider), is)?),
            (false, false) => {}
        }
    }
    for method in methods.added.iter().filter(|one| is_own(one, now)) {
        found.push(classes.added((templates, provider), method)?);
    }
    Ok(())
}

/// The types of a method: those of what it takes and gives, and those of its values.
pub fn types(method: &Method) -> Vec<String> {
    let input = method.inputs().next().map(|_| &method.input_type_name);
    let output = method.outputs().next().map(|_| &method.output_type_name);
    let values = method.values();
    let values = values.filter(|one| has_own_type(one) && one.shared_meanings.is_none());
    let values = values.map(|one| &one.meaning_type_name);
    input
        .into_iter()
        .chain(output)
        .chain(values)
        .cloned()
        .collect()
}

/// A class before and now.
#[derive(Clone, Copy)]
struct Classes<'c> {
    before: &'c Class,
    now: &'c Class,
}

/// A parameter of a method, or what it returns, and who gives it.
struct Value<'p> {
    property: &'p Property,
    taken: bool,
    given: bool,
}

fn values(method: &Method) -> Vec<Value<'_>> {
    let is = |other: &Property, one: &Property| std::ptr::eq(other, one);
    let value = |property| Value {
        property,
        taken: method.inputs().any(|one| is(one, property)),
        given: method.outputs().any(|one| is(one, property)),
    };
    method.values().map(value).collect()
}

/// What the function of a method has in its head.
#[derive(PartialEq, Eq)]
struct Head {
    key: bool,
    input: bool,
    output: bool,
}

impl Head {
    fn of(method: &Method, class: &Class) -> Self {
        Head {
            key: !method.is_static && !class.singleton,
            input: method.inputs().next().is_some(),
            output: method.outputs().next().is_some(),
        }
    }
}

impl Classes<'_> {
    fn change(self, kind: ChangeKind, method: &Method, message: String) -> Change {
        Change::new(kind, message)
            .of_class(&self.now.name)
            .of_member(&method.name)
    }

    fn traits(self) -> Vec<String> {
        [self.before, self.now]
            .map(|class| class.trait_name.clone())
            .into()
    }

    /// The function of a method, in the user's `impl`.
    fn function(self, method: &Method) -> Seek {
        Seek::Method {
            traits: self.traits(),
            name: method.ident.trim_start_matches("r#").to_owned(),
        }
    }

    fn removed(self, method: &Method) -> Change {
        let message = format!(
            "the class {} no longer has the method {}: take `{}` out of the `impl` of `{}`",
            quoted(&self.now.name),
            quoted(&method.name),
            method.ident,
            self.now.trait_name
        );
        self.change(ChangeKind::MethodRemoved, method, message)
            .seeking(self.function(method))
            .seeking(Seek::Names(types(method)))
    }

    fn added(
        self,
        (templates, provider): (&Templates, &Provider),
        method: &Method,
    ) -> anyhow::Result<Change> {
        let message = format!(
            "the class {} has the method {} now: write `{}` in the `impl` of `{}`",
            quoted(&self.now.name),
            quoted(&method.name),
            method.ident,
            self.now.trait_name
        );
        let change = self.change(ChangeKind::MethodAdded, method, message);
        let stub = method_of_class(templates, provider, self.now, method)?;
        Ok(change.with_stub(stub).seeking(Seek::Impl(self.traits())))
    }

    fn kept(
        self,
        made_by: (&Templates, &Provider),
        before: &Method,
        now: &Method,
        found: &mut Vec<Change>,
    ) -> anyhow::Result<()> {
        found.extend(self.renamed(before, now));
        found.extend(self.head_changed(made_by, before, now)?);
        let (was, is) = (values(before), values(now));
        let same = |one: &Value<'_>, other: &Value<'_>| {
            one.property.name.eq_ignore_ascii_case(&other.property.name)
        };
        for one in &was {
            match is.iter().find(|other| same(one, other)) {
                None => found.push(self.parameter_removed((before, now), one)),
                Some(other) => self.parameter_kept((before, now), one, other, found),
            }
        }
        let added = is
            .iter()
            .filter(|one| !was.iter().any(|other| same(one, other)));
        found.extend(added.map(|one| self.parameter_added((before, now), one)));
        Ok(())
    }

    fn renamed(self, before: &Method, now: &Method) -> Option<Change> {
        // The change of a renamed class already tells of the types that have its name in theirs.
        let same_class = self.before.type_name == self.now.type_name;
        let pairs = [
            Some((&before.ident, &now.ident)),
            same_class.then_some((&before.input_type_name, &now.input_type_name)),
            same_class.then_some((&before.output_type_name, &now.output_type_name)),
        ];
        let there = [
            true,
            Head::of(before, self.before).input,
            Head::of(before, self.before).output,
        ];
        let pairs = pairs.into_iter().zip(there).filter(|(_, there)| *there);
        let differing: Vec<_> = pairs
            .filter_map(|(pair, _)| pair)
            .filter(|(before, now)| before != now)
            .collect();
        let words: Vec<_> = differing
            .iter()
            .map(|(before, now)| format!("`{now}` for `{before}`"))
            .collect();
        if words.is_empty() {
            return None;
        }
        let (method, class) = (quoted(&before.name), quoted(&self.now.name));
        let what = if before.name == now.name {
            format!("the method {method} of the class {class} has another name in Rust now")
        } else {
            format!(
                "the method {method} of the class {class} is {} now",
                quoted(&now.name)
            )
        };
        let message = format!("{what}: write {}", words.join(", "));
        let change = self
            .change(ChangeKind::MethodRenamed, now, message)
            .seeking(self.function(before));
        Some(if before.input_type_name == now.input_type_name {
            change
        } else {
            change.seeking(Seek::Names(types(before)))
        })
    }

    /// A method whose function takes or gives something that it did not.
    fn head_changed(
        self,
        (templates, provider): (&Templates, &Provider),
        before: &Method,
        now: &Method,
    ) -> anyhow::Result<Option<Change>> {
        let (was, is) = (Head::of(before, self.before), Head::of(now, self.now));
        if was == is {
            return Ok(None);
        }
        let facts = [
            (
                was.key,
                is.key,
                "takes the key of an instance",
                "takes no key",
            ),
            (was.input, is.input, "takes an `input`", "takes no `input`"),
            (
                was.output,
                is.output,
                "gives something back",
                "gives nothing back",
            ),
        ];
        let facts = facts.into_iter().filter(|(was, is, ..)| was != is);
        let facts: Vec<_> = facts
            .map(|(_, is, has, has_not)| if is { has } else { has_not })
            .collect();
        let message = format!(
            "the method {} of the class {} {} now: write `{}` anew in the `impl` of `{}`",
            quoted(&now.name),
            quoted(&self.now.name),
            facts.join(", and "),
            now.ident,
            self.now.trait_name
        );
        let stub = method_of_class(templates, provider, self.now, now)?;
        let change = self.change(ChangeKind::MethodChanged, now, message);
        Ok(Some(change.with_stub(stub).seeking(self.function(before))))
    }

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

    fn parameter_removed(self, methods: (&Method, &Method), value: &Value<'_>) -> Change {
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

    fn parameter_added(self, (before, now): (&Method, &Method), value: &Value<'_>) -> Change {
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

    fn parameter_kept(
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
        if was.ident != is.ident || Shape::of(was) != Shape::of(is) {
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
        } else if let (Some(old), Some(new)) = (&was.meanings, &is.meanings)
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
