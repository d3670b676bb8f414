//! Properties of classes, and parameters of methods, which are fields alike.

use super::meanings::{List, alone, meanings, meant};
use super::qualifiers::qualifiers;
use super::specs::{line, ruled, text_of};
use super::tape::Tape;
use super::texts::name;
use super::values::{TYPES, bounds, element, integer, quoted, spelled, value};

pub struct Property {
    pub name: String,
    /// `values` or `bitmap`, and what stands before the meanings.
    pub meanings: Option<(&'static str, Vec<String>)>,
    /// Whether they stand there without meanings.
    pub alone: bool,
}

/// A former name, which hardly ever two have.
pub fn former(prefix: &str, tape: &mut Tape<'_>) -> Option<String> {
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
pub fn rust_name(tape: &mut Tape<'_>, name_of: impl Fn(usize) -> String) -> Option<String> {
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
pub fn key(name: &str) -> String {
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
pub fn required(is_key: bool, tape: &mut Tape<'_>, parts: &mut Vec<String>) -> bool {
    let required = tape.chance(20);
    if required || (tape.chance(5) && (!is_key || tape.slip())) {
        parts.push(format!("required = {required}"));
    }
    required
}

/// Where a field stands.
#[derive(Clone, Copy)]
pub enum Place {
    /// In the properties of a class.
    Property {
        is_key: bool,
        /// Whether there are rules that it may name.
        has_rules: bool,
    },
    /// Among the parameters of a method, with this key for its name.
    Parameter(&'static str),
    /// It is what a method returns.
    Returns,
}

impl Place {
    fn is_key(self) -> bool {
        matches!(self, Place::Property { is_key: true, .. })
    }

    fn is_property(self) -> bool {
        matches!(self, Place::Property { .. })
    }

    /// Whether MOF has its texts and qualifiers, and not those of its method alone.
    fn has_texts(self) -> bool {
        !matches!(self, Place::Returns)
    }

    /// Whether it can have a default.
    fn has_default(self) -> bool {
        match self {
            Place::Property { is_key, .. } => !is_key,
            Place::Parameter(direction) => direction != "out",
            Place::Returns => false,
        }
    }

    /// Whether the provider gives its values.
    fn is_given(self) -> bool {
        !matches!(self, Place::Parameter("in"))
    }
}

/// Writes a property that has values.
pub fn property(
    (is_key, index, has_rules): (bool, usize, bool),
    lists: &[List],
    tape: &mut Tape<'_>,
    out: &mut String,
) -> Property {
    let name = field_name(index, tape);
    let field = field(Place::Property { is_key, has_rules }, lists, tape);
    let name = key(&name);
    line(out, &name, &format!("{{ {} }}", field.parts.join(", ")));
    Property {
        name,
        meanings: field.meanings,
        alone: field.alone,
    }
}

/// A name that most likely no other has.
pub fn field_name(index: usize, tape: &mut Tape<'_>) -> String {
    let base = name(tape);
    if base.is_empty() || tape.slip() {
        base
    } else {
        format!("{base}{index}")
    }
}

/// What is written of a field that has values.
pub struct Written {
    pub parts: Vec<String>,
    /// `values` or `bitmap`, and what stands before the meanings.
    pub meanings: Option<(&'static str, Vec<String>)>,
    /// Whether they stand there without meanings.
    pub alone: bool,
}

/// A field that has values.
pub fn field(place: Place, lists: &[List], tape: &mut Tape<'_>) -> Written {
    let is_key = place.is_key();
    let list = (!lists.is_empty() && tape.chance(40)).then(|| &lists[tape.below(lists.len())]);
    let cim_type = cim_type(place, list, tape);
    let mut parts = vec![format!("type = \"{cim_type}\"")];
    if is_key {
        parts.push("key = true".to_owned());
    }
    if place.has_texts() || tape.slip() {
        parts.extend(text_of("description", 50, tape));
        parts.extend(text_of("display-name", 15, tape));
    }
    if place.is_property() || tape.slip() {
        parts.extend(former("Former", tape));
    }
    parts.extend(rust_name(tape, |number| format!("chosen_{number}")));
    parts.extend(text_of("units", 25, tape));
    let never_null = if place.is_property() {
        required(is_key, tape, &mut parts)
    } else {
        !optional(place, tape, &mut parts)
    };
    if let Place::Property { has_rules, .. } = place {
        if (!is_key || tape.slip()) && tape.chance(15) {
            parts.push(format!(
                "write = {}",
                tape.one_of(&["true", "true", "false"])
            ));
        }
        let has_rules = has_rules && (!is_key || tape.slip());
        parts.extend(denied_or_ruled(is_key || never_null, has_rules, tape));
    }
    if list.is_none() || tape.slip() {
        parts.extend(limits(&cim_type, never_null, place.is_given(), tape));
    }
    let meanings = meanings(&cim_type, tape).filter(|_| list.is_none());
    let of_list = list.map(|list| (list.key, list.values.clone()));
    let has_default = place.has_default() && (place.is_property() || never_null);
    if (has_default || tape.slip()) && tape.chance(40) {
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
    if place.has_texts() || tape.slip() {
        parts.extend(qualifiers(tape));
    }
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
    Written {
        parts,
        meanings,
        alone: are_alone,
    }
}

/// A type, which is that of the list if the field has one.
fn cim_type(place: Place, list: Option<&List>, tape: &mut Tape<'_>) -> String {
    let mut cim_type = tape.one_of(TYPES).to_owned();
    if let Some(list) = list.filter(|_| !tape.slip()) {
        list.element.clone_into(&mut cim_type);
    }
    let mut array = tape.chance(30);
    if (place.is_key() || !place.has_texts()) && !tape.slip() {
        array = false;
        if place.is_key() && cim_type.starts_with("real") {
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
    cim_type
}

/// Whether a parameter may be NULL, which it may say if it may not.
fn optional(place: Place, tape: &mut Tape<'_>, parts: &mut Vec<String>) -> bool {
    if !place.has_texts() {
        return false;
    }
    let optional = tape.chance(30);
    if optional || tape.chance(5) {
        parts.push(format!("optional = {optional}"));
    }
    optional
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

fn limits(cim_type: &str, required: bool, is_given: bool, tape: &mut Tape<'_>) -> Vec<String> {
    let element = element(cim_type);
    let mut parts = Vec::new();
    let finite = element.starts_with("real") && is_given;
    if (finite || tape.slip()) && tape.chance(30) {
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
