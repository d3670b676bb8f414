//! What a spec says of classes of the namespace, held against the files that bring these classes.

use std::collections::{HashMap, HashSet};

use toml::Spanned;

use super::check::OfFiles;
use super::members::{Member, Outline};
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Lines, Source, Span, quoted};
use crate::model::{Choice as _, CimType, Suffixed};
use crate::spec::{ExternalTable, FieldTable, PropertyTable, Spec};

/// What differs, each with the number of the file that brings the class.
pub fn differences(files: &OfFiles<'_>, spec: &Spec, source: &Source) -> Vec<(usize, Diagnostic)> {
    let outlines: Vec<_> = files
        .iter()
        .flat_map(|(file, classes)| classes.iter().map(|class| (*file, Outline::of(class))))
        .collect();
    let mut declared = HashMap::new();
    for (file, class) in &outlines {
        declared
            .entry(folded(&class.name))
            .or_insert((*file, class));
    }
    let known = Known {
        declared,
        spec,
        lines: Lines::new(&source.text),
        name: &source.name,
    };
    let externals = spec.externals.iter();
    externals.flat_map(|external| known.of(external)).collect()
}

fn folded(name: &str) -> String {
    name.to_ascii_lowercase()
}

struct Known<'d> {
    /// The classes of the files, by their names.
    declared: HashMap<String, (usize, &'d Outline)>,
    spec: &'d Spec,
    /// The lines of the spec, and what it is called.
    lines: Lines<'d>,
    name: &'d str,
}

/// A class, and those that it derives from as far as the files have them.
struct Above<'d> {
    classes: Vec<(usize, &'d Outline)>,
    /// Whether there are no others.
    is_all: bool,
}

impl Above<'_> {
    /// The property that the class has by this name, and the number of the file in which it stands.
    fn property(&self, name: &str) -> Option<(usize, &Member)> {
        self.classes.iter().find_map(|(file, class)| {
            let mut members = class.members.iter();
            let found = members.find(|member| member.name.eq_ignore_ascii_case(name));
            found.map(|member| (*file, member))
        })
    }

    /// All that declare a property by this name.
    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Member> {
        let members = self.classes.iter().flat_map(|(_, class)| &class.members);
        members.filter(move |member| member.name.eq_ignore_ascii_case(name))
    }
}

impl<'d> Known<'d> {
    fn of(&self, external: &ExternalTable) -> Vec<(usize, Diagnostic)> {
        let name = external.name.get_ref();
        let Some(&(file, class)) = self.declared.get(&folded(name)) else {
            return Vec::new();
        };
        let above = self.above(file, class);
        let mut found: Vec<_> = external
            .superclass
            .as_ref()
            .and_then(|superclass| self.other_superclass(class, &above, superclass))
            .map(|problem| (file, problem))
            .into_iter()
            .collect();
        for property in &external.properties {
            found.extend(self.property((file, class), &above, property));
        }
        found.extend(self.unknown_keys(external, (file, class)));
        found
    }

    fn above(&self, file: usize, class: &'d Outline) -> Above<'d> {
        let mut seen = HashSet::new();
        let mut above = Above {
            classes: vec![(file, class)],
            is_all: false,
        };
        let mut last = class;
        while seen.insert(folded(&last.name)) {
            let Some((superclass, _)) = &last.superclass else {
                above.is_all = true;
                break;
            };
            let Some(&next) = self.declared.get(&folded(superclass)) else {
                break;
            };
            above.classes.push(next);
            last = next.1;
        }
        above
    }

    /// Where the spec has something, as a label.
    fn says(&self, span: &Span, what: &str) -> String {
        let at = self.lines.position(span.start);
        format!("{}:{}:{} {what}", self.name, at.line, at.column)
    }

    fn other_superclass(
        &self,
        class: &Outline,
        above: &Above<'_>,
        written: &Spanned<String>,
    ) -> Option<Diagnostic> {
        let superclasses = above.classes.iter();
        let mut names = superclasses.filter_map(|(_, one)| one.superclass.as_ref());
        // A spec may leave out what is between two classes; and of those above no file says anything.
        if names.any(|(name, _)| name.eq_ignore_ascii_case(written.get_ref())) {
            return None;
        }
        if !above.is_all && above.classes.len() > 1 {
            return None;
        }
        let (place, derives) = match &class.superclass {
            Some((name, place)) => (place, format!("from {}", quoted(name))),
            None => (&class.place, "from no class".to_owned()),
        };
        let message = format!(
            "the class {} derives {derives} here, and from {} in the spec",
            quoted(&class.name),
            quoted(written.get_ref()),
        );
        let label = self.says(&written.span(), "says otherwise");
        Some(differs(place, message, label))
    }

    /// What is wrong with a property that the spec knows.
    fn property(
        &self,
        (file, class): (usize, &Outline),
        above: &Above<'_>,
        written: &PropertyTable,
    ) -> Vec<(usize, Diagnostic)> {
        let name = written.name.get_ref();
        let Some((at, member)) = above.property(name) else {
            let absent = above.is_all.then(|| {
                let message = format!(
                    "the class {} has no property {}, which the spec knows",
                    quoted(&class.name),
                    quoted(name)
                );
                let label = self.says(&written.name.span(), "has it");
                (file, differs(&class.place, message, label))
            });
            return absent.into_iter().collect();
        };
        let property = quoted(&member.name);
        let mut found = Vec::new();
        if let Some((expected, span)) = other_type(&written.field, member) {
            let message = format!(
                "the property {property} is {} here, and {} in the spec",
                quoted(&member.written()),
                quoted(&expected),
            );
            found.push((
                at,
                differs(&member.place, message, self.says(&span, "says otherwise")),
            ));
        }
        let is_key = written.key.as_ref().is_some_and(|key| *key.get_ref());
        let is_declared = above.all(name).any(|one| one.is_key);
        let key = written.key.as_ref();
        let key_span = key.map_or_else(|| written.name.span(), Spanned::span);
        let message = match (is_key, is_declared) {
            (true, false) if above.is_all => "no key here, and one in the spec",
            (false, true) => "a key here, and none in the spec",
            _ => return found,
        };
        let message = format!("the property {property} is {message}");
        found.push((
            at,
            differs(
                &member.place,
                message,
                self.says(&key_span, "says otherwise"),
            ),
        ));
        found
    }

    /// The keys that a class declares and of which the spec says nothing, where it matters by what the instances are named:
    /// classes of the spec derive from this one, or the spec knows other keys of it.
    fn unknown_keys(
        &self,
        external: &ExternalTable,
        (file, class): (usize, &Outline),
    ) -> Vec<(usize, Diagnostic)> {
        let name = external.name.get_ref();
        let above = |superclass: &Option<Spanned<String>>| {
            let superclass = superclass.as_ref();
            superclass.is_some_and(|one| one.get_ref().eq_ignore_ascii_case(name))
        };
        let has_keys = |one: &ExternalTable| {
            let mut properties = one.properties.iter();
            properties.any(|one| one.key.as_ref().is_some_and(|key| *key.get_ref()))
        };
        let mut classes = self.spec.classes.iter();
        if !has_keys(external) && !classes.any(|one| above(&one.superclass)) {
            return Vec::new();
        }
        let knows = |member: &Member| {
            let mut externals = self.spec.externals.iter();
            externals.any(|one| {
                let mut properties = one.properties.iter();
                properties.any(|one| one.name.get_ref().eq_ignore_ascii_case(&member.name))
            })
        };
        let keys = class.members.iter().filter(|member| member.is_key);
        let unknown = keys.filter(|member| !knows(member));
        let unknown = unknown.map(|member| {
            let message = format!(
                "the property {} is a key of {}, of which the spec does not know it",
                quoted(&member.name),
                quoted(&class.name)
            );
            let label = self.says(&external.name.span(), "has the class");
            (file, differs(&member.place, message, label))
        });
        unknown.collect()
    }
}

/// The type that the spec has, and its place, if the class has another one.
fn other_type(field: &FieldTable, member: &Member) -> Option<(String, Span)> {
    let is = |word: &str| member.element.eq_ignore_ascii_case(word);
    let same = |written: &Spanned<String>, may_be: &dyn Fn(&str) -> bool| {
        let Suffixed { element, suffix } = Suffixed::of(written.get_ref());
        suffix.is_array() == member.is_array && may_be(element)
    };
    let of_class = |element: &str| element == "*" || is("object") || is(element);
    let (written, is_same) = if let Some(written) = &field.cim_type {
        // To MOF, an interval is a form of a datetime.
        let word = |element: &str| match element {
            "interval" => is("datetime"),
            _ => is(element),
        };
        (written, !member.is_reference && same(written, &word))
    } else if let Some(written) = &field.object {
        let object = |element: &str| of_class(element) && !is_value(&member.element);
        (written, !member.is_reference && same(written, &object))
    } else {
        let written = field.reference.as_ref()?;
        (written, member.is_reference && same(written, &of_class))
    };
    let expected = match &field.reference {
        Some(_) => format!("a reference to {}", written.get_ref()),
        None => written.get_ref().clone(),
    };
    (!is_same).then(|| (expected, written.span()))
}

/// Whether a word of MOF's is that of a value, and not of a class.
fn is_value(word: &str) -> bool {
    let mut types = CimType::ALL.iter();
    types.any(|one| one.as_str().eq_ignore_ascii_case(word))
}

fn differs(place: &Span, message: String, label: String) -> Diagnostic {
    Diagnostic::error(&SCHEMA_MOF_FILE, place.clone(), message)
        .with_label(label)
        .with_help("say the same in both: what the provider is generated by is not what would be installed")
}

#[cfg(test)]
mod tests {
    use super::super::declarations::declarations;
    use super::*;

    /// What is said of these classes by a spec with these tables, and the word that it stands at.
    fn told(mof: &str, tables: &str) -> Vec<(String, String)> {
        let source = Source {
            name: "wmigen.toml".to_owned(),
            text: tables.to_owned(),
        };
        let (spec, _) = crate::spec::read(tables);
        let classes = declarations(mof).expect(mof);
        let classes: Vec<_> = classes.iter().map(|one| &one.class).collect();
        let found = differences(&[(3, classes)], &spec, &source).into_iter();
        let told = found.map(|(file, problem)| {
            assert_eq!(file, 3);
            assert!(
                problem.primary.text.starts_with("wmigen.toml:"),
                "{problem:?}"
            );
            (mof[problem.primary.span].to_owned(), problem.message)
        });
        told.collect()
    }

    const MOF: &str = "class A { [key] string Name; uint8 Sizes[]; datetime Since; Acme_Path Way; object Any; }; \
                       class B : A { uint16 State; A ref One; }; class C : Far { boolean Is; }; class D : C { };";

    #[test]
    fn what_is_the_same_in_both_is_no_problem() {
        for tables in [
            "[external.Other]\nproperties.No = { type = 'uint8' }",
            "[external.a]\nproperties.NAME = { type = 'string', key = true }\nproperties.Sizes = { type = 'uint8[4]' }\n\
             properties.Since = { type = 'interval' }\nproperties.Way = { object = 'acme_path' }\n\
             properties.Any = { object = 'Acme_Path' }",
            "[external.B]\nsuperclass = 'A'\nproperties.Name = { type = 'string', key = true }\n\
             properties.State = { type = 'uint16' }\nproperties.One = { ref = '*' }",
            // What the files do not have, nobody knows.
            "[external.C]\nsuperclass = 'Far'\nproperties.No = { type = 'uint8', key = true }",
            "[external.C]\nproperties.Is = { type = 'boolean', key = true }",
            "[external.D]\nsuperclass = 'Farther'",
            "[external.A]\nproperties.Since = { type = 'datetime' }",
        ] {
            assert_eq!(told(MOF, tables), [], "{tables}");
        }
    }

    #[test]
    fn what_differs_is_told_where_the_file_has_it() {
        for (tables, at, said) in [
            (
                "[external.A]\nproperties.Name = { type = 'uint8', key = true }",
                "Name",
                "is `string` here, and `uint8` in",
            ),
            (
                "[external.A]\nproperties.Sizes = { type = 'uint8' }",
                "Sizes",
                "is `uint8[]` here, and `uint8` in",
            ),
            (
                "[external.A]\nproperties.Name = { type = 'string' }",
                "Name",
                "is a key here, and none in",
            ),
            (
                "[external.A]\nproperties.Name = { type = 'string', key = true }\nproperties.Since = { type = 'datetime', key = true }",
                "Since",
                "is no key here, and one in",
            ),
            (
                "[external.A]\nproperties.Way = { object = 'Acme_Line' }",
                "Way",
                "is `Acme_Path` here, and `Acme_Line`",
            ),
            (
                "[external.A]\nproperties.Since = { object = '*' }",
                "Since",
                "is `datetime` here, and `*`",
            ),
            (
                "[external.B]\nproperties.One = { object = 'A' }",
                "One",
                "is `A ref` here, and `A`",
            ),
            (
                "[external.B]\nproperties.One = { ref = 'B' }",
                "One",
                "is `A ref` here, and `a reference to B`",
            ),
            (
                "[external.B]\nproperties.No = { type = 'uint8' }",
                "B",
                "has no property `No`",
            ),
            (
                "[external.A]\nsuperclass = 'Z'",
                "A",
                "derives from no class here, and from `Z` in",
            ),
            (
                "[external.B]\nsuperclass = 'Z'",
                "A",
                "derives from `A` here, and from `Z` in",
            ),
            (
                "[external.C]\nsuperclass = 'Z'",
                "Far",
                "derives from `Far` here, and from `Z` in",
            ),
            (
                "[external.A]\nabstract = true\n[class.E]\nsuperclass = 'A'",
                "Name",
                "is a key of `A`, of which",
            ),
        ] {
            let found = told(MOF, tables);
            assert_eq!(found.len(), 1, "{tables}: {found:?}");
            assert_eq!(found[0].0, at, "{tables}");
            assert!(found[0].1.contains(said), "{tables}: {}", found[0].1);
        }
    }
}
