//! Classes of specs, and their properties.

use std::fmt::Write as _;

use super::fields::{Property, denied, former, key, property, required, rust_name};
use super::meanings::List;
use super::methods::{Method, methods};
use super::objects::object;
use super::qualifiers::qualifiers;
use super::specs::{line, lints, ruled, text_of};
use super::tape::Tape;
use super::texts::name;
use super::values::{quoted, spelled};

/// What a translation has to know of a class.
pub struct Class {
    pub name: String,
    pub properties: Vec<Property>,
    pub methods: Vec<Method>,
}

pub fn policy(tape: &mut Tape<'_>) -> Vec<String> {
    let words: [(&str, &[&str]); 3] = [
        ("object", &["hide", "fail", "fail-with-error-object"]),
        ("property", &["null", "deny-object"]),
        (
            "enumeration",
            &[
                "omit",
                "fail",
                "fail-with-error-object",
                "report-and-continue",
                "report-and-stop",
            ],
        ),
    ];
    let mut lines = Vec::new();
    for (key, words) in words {
        if tape.chance(50) {
            let word = if tape.slip() {
                "maybe"
            } else {
                tape.one_of(words)
            };
            lines.push(format!("{key} = \"{word}\""));
        }
    }
    if tape.chance(30) {
        let most = if tape.slip() {
            0
        } else {
            1 + tape.below(1_000_000)
        };
        let most = i128::try_from(most).unwrap_or(1);
        lines.push(format!("held-instances-max = {}", spelled(most, tape)));
    }
    lines
}

/// What a class may name.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// A class that it may derive from.
    pub superclass: Option<&'k str>,
    /// The lists of `[values]`.
    pub lists: &'k [List],
    /// The namespaces that it may be in.
    pub namespaces: &'k [String],
    /// Whether there are rules of who may do what.
    pub has_rules: bool,
    /// The classes before it.
    pub classes: &'k [String],
    /// Whether there are classes of objects.
    pub has_objects: bool,
}

/// Writes a class, and gives its name, too.
pub fn class(known: Known<'_>, tape: &mut Tape<'_>, out: &mut String) -> (String, Class) {
    let Known {
        superclass,
        lists,
        namespaces,
        has_rules,
        classes,
        has_objects,
    } = known;
    let name = format!("Acme_{}", name(tape));
    let mut class = Class {
        name: key(&name),
        properties: Vec::new(),
        methods: Vec::new(),
    };
    let _ = writeln!(out, "[class.{}]", class.name);
    let is_abstract = tape.chance(7);
    let singleton = !is_abstract && tape.chance(7);
    let superclass = superclass.filter(|_| tape.chance(60));
    if let Some(superclass) = superclass {
        line(out, "superclass", &quoted(superclass, tape));
    }
    if is_abstract || tape.chance(5) {
        line(out, "abstract", if is_abstract { "true" } else { "false" });
    }
    let association = !singleton && tape.chance(10);
    if association {
        line(out, "kind", "\"association\"");
    }
    if singleton || tape.chance(5) {
        line(out, "singleton", if singleton { "true" } else { "false" });
    }
    let writes = tape.chance(25);
    let operations = if tape.slip() {
        tape.one_of(&[
            "[]",
            "[\"put\"]",
            "\"get\"",
            "[\"get\", \"get\"]",
            "['update']",
        ])
    } else if writes && singleton {
        tape.one_of(&["[\"get\", \"update\"]", "['get', 'enumerate', 'update']"])
    } else if writes {
        tape.one_of(&[
            "[\"get\", \"create\", \"update\", \"delete\"]",
            "['update', 'get']",
            "['create', 'delete', 'get', 'enumerate']",
        ])
    } else {
        tape.one_of(&["[\"get\", \"enumerate\"]", "['enumerate']", "[\"get\"]"])
    };
    if !is_abstract || tape.slip() {
        line(out, "operations", operations);
    }
    if tape.slip() {
        line(out, "namespace", "'root\\Nowhere'");
    } else if !namespaces.is_empty() && tape.chance(50) {
        let namespace = &namespaces[tape.below(namespaces.len())];
        line(out, "namespace", &quoted(namespace, tape));
    }
    let lines = [
        text_of("description", 50, tape),
        text_of("display-name", 20, tape),
        former("Acme_Former", tape),
        rust_name(tape, |number| format!("Chosen{number}")),
        qualifiers(tape),
    ];
    for line in lines.into_iter().flatten() {
        *out += &(line + "\n");
    }
    if tape.chance(20) {
        line(
            out,
            "access-denied",
            &format!("{{ {} }}", policy(tape).join(", ")),
        );
    }
    if has_rules && tape.chance(40) {
        *out += &(ruled(tape) + "\n");
    }
    if let Some(lints) = lints(tape) {
        line(out, "lints", &format!("{{ {lints} }}"));
    }
    let _ = writeln!(out, "[class.{}.properties]", class.name);
    let without_key = singleton || tape.slip();
    if superclass.is_some() && tape.chance(50) {
        let text = text_of("description", 50, tape).unwrap_or_default();
        let _ = writeln!(out, "Code = {{ {text} }}");
    }
    for end in ["EndA", "EndB"] {
        if association && !tape.slip() {
            let key = if without_key { "" } else { ", key = true" };
            let of = referred(classes, tape);
            let _ = writeln!(out, "{end} = {{ ref = {}{key} }}", quoted(&of, tape));
        }
    }
    reference(classes, tape, out);
    for index in 0..=tape.below(6) {
        let is_key = index == 0 && !without_key && !association;
        class
            .properties
            .push(property((is_key, index, has_rules), lists, tape, out));
    }
    if writes && !is_abstract && !tape.slip() {
        let _ = writeln!(out, "Written = {{ type = \"string\", write = true }}");
    }
    while has_objects && tape.chance(40) {
        let index = class.properties.len();
        class.properties.push(object(("Object", index), tape, out));
    }
    // A method of an instance needs `get`, and one of an abstract class is nobody's yet.
    let of_instances = operations.contains("get") || is_abstract;
    class.methods = methods(
        known,
        &class.name,
        (superclass.is_some(), of_instances),
        tape,
        out,
    );
    (name, class)
}

/// Writes a property that refers to another class, in some cases.
fn reference(classes: &[String], tape: &mut Tape<'_>, out: &mut String) {
    if !tape.chance(15) {
        return;
    }
    let of = referred(classes, tape);
    let of = of + tape.one_of(&["", "", "[]", "[3]"]);
    let mut parts = vec![format!("ref = {}", quoted(&of, tape))];
    parts.extend(text_of("description", 50, tape));
    let required = required(false, tape, &mut parts);
    parts.extend(denied(required, tape));
    if tape.slip() {
        let wrong = [
            "type = \"string\"",
            "default = \"a\"",
            "units = \"m\"",
            "max = 5",
        ];
        parts.push(tape.one_of(&wrong).to_owned());
    }
    let _ = writeln!(out, "Referred = {{ {} }}", parts.join(", "));
}

/// What a reference refers to: a class before the one that has it, or any.
pub fn referred(classes: &[String], tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return "Acme_Nothing".to_owned();
    }
    match classes.len() {
        0 => "*".to_owned(),
        _ if tape.chance(20) => "*".to_owned(),
        count => {
            let class = &classes[tape.below(count)];
            if tape.chance(20) {
                class.to_uppercase()
            } else {
                class.clone()
            }
        }
    }
}
