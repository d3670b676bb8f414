//! The methods of a class, before and now, as the user's code has them.

use super::locate::Seek;
use super::pairs::{Kept, Pairs, same_parameters};
use super::{Change, ChangeKind};
use crate::diagnostics::quoted;
use crate::model::{Class, Method, Property, Provider};
use crate::render::{Templates, has_own_type, method_of_class};

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
pub struct Classes<'c> {
    before: &'c Class,
    pub now: &'c Class,
}

/// A parameter of a method, or what it returns, and who gives it.
pub struct Value<'p> {
    pub property: &'p Property,
    pub taken: bool,
    pub given: bool,
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

/// Of each old one which of the new ones it is: that which tells its name as the former one, unless it did so before; or that of
/// the same name.
fn pairs(was: &[Value<'_>], is: &[Value<'_>]) -> Vec<Option<usize>> {
    let old: Vec<&Property> = was.iter().map(|one| one.property).collect();
    let new: Vec<&Property> = is.iter().map(|one| one.property).collect();
    same_parameters(&old, &new)
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

    /// Its trait's names.
    pub fn traits(self) -> Vec<String> {
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
        let pairs = pairs(&was, &is);
        for (one, at) in was.iter().zip(&pairs) {
            match at.and_then(|at| is.get(at)) {
                None => found.push(self.parameter_removed((before, now), one)),
                Some(other) => self.parameter_kept((before, now), one, other, found),
            }
        }
        let added = (0..).zip(&is).filter(|(at, _)| !pairs.contains(&Some(*at)));
        found.extend(added.map(|(_, one)| self.parameter_added((before, now), one)));
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
}
