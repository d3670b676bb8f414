//! Classes of specs, and their properties.

use std::fmt::Write as _;

use super::meanings::{List, alone, meanings, meant};
use super::objects::object;
use super::qualifiers::qualifiers;
use super::specs::{line, lints, ruled, text_of};
use super::tape::Tape;
use super::texts::name;
use super::values::{TYPES, bounds, element, integer, quoted, spelled, value};

/// What a translation has to know of a class.
pub struct Class {
    pub name: String,
    pub properties: Vec<Property>,
}

pub struct Property {
    pub name: String,
    /// `values` or `bitmap`, and what stands before the meanings.
    pub meanings: Option<(&'static str, Vec<String>)>,
    /// Whether they stand there without meanings.
    pub alone: bool,
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
    let operations = operations(writes, singleton, tape);
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
    (name, class)
}

/// That clients may write a property, or not, in some cases.
fn write(is_key: bool, tape: &mut Tape<'_>) -> Option<String> {
    let is_said = (!is_key || tape.slip()) && tape.chance(15);
    is_said.then(|| format!("write = {}", tape.one_of(&["true", "true", "false"])))
}

/// The operations of a class.
fn operations(writes: bool, singleton: bool, tape: &mut Tape<'_>) -> &'static str {
    if tape.slip() {
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
    }
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
fn referred(classes: &[String], tape: &mut Tape<'_>) -> String {
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

/// A former name, which hardly ever two have.
fn former(prefix: &str, tape: &mut Tape<'_>) -> Option<String> {
    if !tape.chance(10) {
        return None;
    }
    let name = if tape.slip() {
        name(tape)
    } else {
        format!("{prefix}{}", tape.below(1 << 30))
    };
    Some(format!("renamed-from = {}", quoted(&name, tape)))
}

/// A name of its own in Rust, which hardly ever two have.
fn rust_name(tape: &mut Tape<'_>, name_of: impl Fn(usize) -> String) -> Option<String> {
    if !tape.chance(10) {
        return None;
    }
    let written = if tape.slip() {
        name(tape)
    } else {
        name_of(tape.below(1 << 30))
    };
    Some(format!("rust-name = {}", quoted(&written, tape)))
}

/// A name as a key of TOML.
fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        toml::Value::String(name.to_owned())
            .to_string()
            .replace('\n', "\\n")
    }
}

/// Whether a property is never NULL, which it may say if it is not.
fn required(is_key: bool, tape: &mut Tape<'_>, parts: &mut Vec<String>) -> bool {
    let required = tape.chance(20);
    if required || (tape.chance(5) && (!is_key || tape.slip())) {
        parts.push(format!("required = {required}"));
    }
    required
}

/// Writes a property that has values.
pub fn property(
    (is_key, index, has_rules): (bool, usize, bool),
    lists: &[List],
    tape: &mut Tape<'_>,
    out: &mut String,
) -> Property {
    // Most names are different.
    let base = name(tape);
    let name = if base.is_empty() || tape.slip() {
        base
    } else {
        format!("{base}{index}")
    };
    let mut cim_type = tape.one_of(TYPES).to_owned();
    let list = (!lists.is_empty() && tape.chance(40)).then(|| &lists[tape.below(lists.len())]);
    if let Some(list) = list.filter(|_| !tape.slip()) {
        list.element.clone_into(&mut cim_type);
    }
    let mut array = tape.chance(30);
    if is_key && !tape.slip() {
        array = false;
        if cim_type.starts_with("real") {
            "string".clone_into(&mut cim_type);
        }
    }
    if array {
        cim_type += tape.one_of(&["[]", "[]", "[]", "[1]", "[2]", "[6]", "[2147483647]"]);
    }
    if tape.slip() {
        tape.one_of(&[
            "strin",
            "uint128",
            "ref",
            "string[0]",
            "uint8[06]",
            "string[][]",
            "STRING",
            "",
        ])
        .clone_into(&mut cim_type);
    }
    let mut parts = vec![format!("type = \"{cim_type}\"")];
    if is_key {
        parts.push("key = true".to_owned());
    }
    parts.extend(text_of("description", 50, tape));
    parts.extend(text_of("display-name", 15, tape));
    parts.extend(former("Former", tape));
    parts.extend(rust_name(tape, |number| format!("chosen_{number}")));
    parts.extend(text_of("units", 25, tape));
    let required = required(is_key, tape, &mut parts);
    parts.extend(write(is_key, tape));
    let has_rules = has_rules && (!is_key || tape.slip());
    parts.extend(denied_or_ruled(is_key || required, has_rules, tape));
    if list.is_none() || tape.slip() {
        parts.extend(limits(&cim_type, required, tape));
    }
    let meanings = meanings(&cim_type, tape).filter(|_| list.is_none());
    let of_list = list.map(|list| (list.key, list.values.clone()));
    if (!is_key || tape.slip()) && tape.chance(40) {
        let default = match meanings.as_ref().or(of_list.as_ref()) {
            Some(meanings) if tape.chance(50) => meant_default(&cim_type, meanings, tape),
            _ => value(&cim_type, tape),
        };
        parts.push(format!("default = {default}"));
    }
    let alone_too = !cim_type.starts_with("boolean") || tape.slip();
    let are_alone = alone_too && tape.chance(25);
    if let Some((key, values)) = &meanings {
        let listed = if are_alone {
            alone(values, tape)
        } else {
            meant(values, tape)
        };
        parts.push(format!("{key} = {listed}"));
    }
    if let Some(list) = list {
        let name = if tape.slip() {
            "Other".to_owned()
        } else if tape.chance(20) {
            list.name.to_uppercase()
        } else {
            list.name.clone()
        };
        parts.push(format!("{} = \"{name}\"", list.key));
    }
    parts.extend(qualifiers(tape));
    if tape.slip() {
        parts.push(
            tape.one_of(&[
                "ref = \"A\"",
                "uints = 1",
                "key = 1",
                "max = \"1\"",
                "description = 5",
            ])
            .to_owned(),
        );
    }
    let name = key(&name);
    line(out, &name, &format!("{{ {} }}", parts.join(", ")));
    Property {
        name,
        meanings,
        alone: are_alone,
    }
}

/// A default that has a meaning of its own, unless it is a range that was hit upon.
fn meant_default(
    cim_type: &str,
    (key, values): &(&str, Vec<String>),
    tape: &mut Tape<'_>,
) -> String {
    let one = &values[tape.below(values.len())];
    let one = match one.parse::<u32>() {
        Ok(position) if *key == "bitmap" => (1_u128 << position.min(64)).to_string(),
        _ if one.contains("..") && !cim_type.starts_with("string") => "0".to_owned(),
        _ => one.clone(),
    };
    if cim_type.ends_with(']') {
        format!("[{one}]")
    } else {
        one
    }
}

pub fn denied(never_null: bool, tape: &mut Tape<'_>) -> Option<String> {
    let words: &[&str] = if never_null && !tape.slip() {
        &["true", "\"deny-object\"", "false"]
    } else {
        &["true", "\"null\"", "\"deny-object\"", "false"]
    };
    tape.chance(25)
        .then(|| format!("denied = {}", tape.one_of(words)))
}

/// What denies a property: a rule, its own answer, or both.
fn denied_or_ruled(never_null: bool, has_rules: bool, tape: &mut Tape<'_>) -> Vec<String> {
    let rule = (has_rules && tape.chance(20)).then(|| ruled(tape));
    let denied = denied(never_null, tape);
    let denied = denied.filter(|one| rule.is_none() || !one.ends_with("false") || tape.slip());
    rule.into_iter().chain(denied).collect()
}

fn limits(cim_type: &str, required: bool, tape: &mut Tape<'_>) -> Vec<String> {
    let element = element(cim_type);
    let mut parts = Vec::new();
    if (element.starts_with("real") || tape.slip()) && tape.chance(30) {
        let word = if required && !tape.slip() {
            "fail"
        } else {
            tape.one_of(&["null", "fail"])
        };
        parts.push(format!("not-finite = \"{word}\""));
    }
    if (element == "string" || tape.slip()) && tape.chance(30) {
        let most = if tape.slip() {
            "0".to_owned()
        } else {
            let most = 1 + tape.number() % 0x7fff_ffff;
            spelled(most.into(), tape)
        };
        parts.push(format!("max-len = {most}"));
    }
    if (bounds(element).is_some() || tape.slip()) && tape.chance(30) {
        let mut ends = [integer(element, tape), integer(element, tape)];
        ends.sort_unstable();
        if tape.slip() {
            ends.reverse();
        }
        for (key, end) in [("min", ends[0]), ("max", ends[1])] {
            if tape.chance(70) {
                parts.push(format!("{key} = {}", spelled(end, tape)));
            }
        }
    }
    parts
}
