//! Methods of classes, and classes that have nothing else.

use std::fmt::Write as _;

use super::classes::{Class, Known, referred};
use super::fields::{Place, Property, field, field_name, former, key, rust_name};
use super::meanings::List;
use super::objects::NAMED;
use super::qualifiers::qualifiers;
use super::specs::{line, ruled, text_of};
use super::tape::Tape;
use super::values::quoted;

/// What a translation has to know of a method.
pub struct Method {
    pub name: String,
    pub parameters: Vec<Property>,
    /// What it returns, without its name.
    pub returns: Option<Property>,
}

/// The method of the class that the namespace has, as the class that has it declares it.
pub const OF_EXTERNAL: &str = "method.Restart = { returns = \"uint32\", parameters = [\
     { in = \"Delay\", type = \"uint16\", default = 5 }, { out = \"Count\", type = \"sint64[]\" }] }\n";

/// Writes methods of a class that has been written, in many cases. One that derives from the class of the namespace may have the
/// method of that one.
pub fn methods(
    known: Known<'_>,
    class: &str,
    (derives, of_instances): (bool, bool),
    tape: &mut Tape<'_>,
    out: &mut String,
) -> Vec<Method> {
    let mut methods = Vec::new();
    if derives && of_instances && tape.chance(30) {
        restated(class, "Restart", tape, out);
    }
    if !tape.chance(30) {
        return methods;
    }
    for index in 0..=tape.below(3) {
        let of_class = tape.chance(40) || !(of_instances || tape.slip());
        methods.push(method(known, (class, index), of_class, tape, out));
    }
    methods
}

/// Writes what a class says of a method that it inherits.
fn restated(class: &str, name: &str, tape: &mut Tape<'_>, out: &mut String) {
    let _ = writeln!(out, "[class.{class}.method.{name}]");
    if let Some(text) = text_of("description", 50, tape) {
        *out += &(text + "\n");
    }
    if tape.slip() {
        line(out, "returns", "\"string\"");
    }
}

/// Writes classes that have nothing but methods, in some cases; one may derive from the one before it and serve what that one
/// serves.
pub fn tools(known: Known<'_>, tape: &mut Tape<'_>, out: &mut String) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    while tape.chance(25) {
        let name = format!("Acme_Tool{}", classes.len());
        let _ = writeln!(out, "[class.{name}]");
        let above = classes.last().filter(|_| tape.chance(60));
        if let Some(above) = above {
            line(out, "superclass", &quoted(&above.name, tape));
            let _ = writeln!(out, "lints = {{ served-superclass = \"allow\" }}");
        }
        if known.has_rules && tape.chance(30) {
            *out += &(ruled(tape) + "\n");
        }
        for method in above.into_iter().flat_map(|above| &above.methods) {
            if tape.chance(40) {
                restated(&name, &method.name, tape, out);
            }
        }
        let first = 4 * classes.len();
        let count = 1 + tape.below(3);
        let methods = (0..count)
            .map(|index| method(known, (&name, first + index), !tape.slip(), tape, out))
            .collect();
        classes.push(Class {
            name,
            properties: Vec::new(),
            methods,
        });
    }
    classes
}

/// Writes one method.
fn method(
    known: Known<'_>,
    (class, index): (&str, usize),
    of_class: bool,
    tape: &mut Tape<'_>,
    out: &mut String,
) -> Method {
    let name = key(&field_name(100 + index, tape));
    let _ = writeln!(out, "[class.{class}.method.{name}]");
    let lines = [
        text_of("description", 50, tape),
        text_of("display-name", 20, tape),
        former("FormerMethod", tape),
        rust_name(tape, |number| format!("chosen_method_{number}")),
        qualifiers(tape),
    ];
    for line in lines.into_iter().flatten() {
        *out += &(line + "\n");
    }
    if of_class || tape.chance(5) {
        line(out, "static", if of_class { "true" } else { "false" });
    }
    if known.has_rules && tape.chance(30) {
        *out += &(ruled(tape) + "\n");
    }
    let returns = tape.chance(50).then(|| returns(known, tape, out));
    let mut parameters = Vec::new();
    if tape.chance(80) {
        *out += "parameters = [\n";
        for index in 0..tape.below(6) {
            parameters.push(parameter(known, index, tape, out));
        }
        *out += "]\n";
    }
    Method {
        name,
        parameters,
        returns,
    }
}

fn returns(known: Known<'_>, tape: &mut Tape<'_>, out: &mut String) -> Property {
    let mut meanings = None;
    let mut alone = false;
    if tape.chance(30) {
        line(out, "returns", "\"uint32\"");
    } else if known.has_objects && tape.chance(20) {
        let of = tape.one_of(NAMED);
        line(out, "returns", &format!("{{ object = \"{of}\" }}"));
    } else {
        let written = field(Place::Returns, known.lists, tape);
        let parts = written.parts.join(", ");
        line(out, "returns", &format!("{{ {parts} }}"));
        (meanings, alone) = (written.meanings, written.alone);
    }
    Property {
        name: String::new(),
        meanings,
        alone,
    }
}

/// Writes an entry of the list of parameters.
fn parameter(known: Known<'_>, index: usize, tape: &mut Tape<'_>, out: &mut String) -> Property {
    let direction = tape.one_of(&["in", "out", "in-out"]);
    let name = field_name(index, tape);
    let written = if tape.chance(15) {
        let of = referred(known.classes, tape) + tape.one_of(&["", "[]", "[2]"]);
        named_class(&format!("ref = {}", quoted(&of, tape)), tape)
    } else if known.has_objects && tape.chance(20) {
        let of = tape.one_of(NAMED);
        let brackets = tape.one_of(&["", "[]", "[2]"]);
        named_class(&format!("object = \"{of}{brackets}\""), tape)
    } else {
        value(Place::Parameter(direction), known.lists, tape)
    };
    let quoted = quoted(&name, tape);
    let (parts, property) = written;
    let _ = writeln!(out, "  {{ {direction} = {quoted}, {} }},", parts.join(", "));
    Property {
        name: key(&name),
        ..property
    }
}

fn value(place: Place, lists: &[List], tape: &mut Tape<'_>) -> (Vec<String>, Property) {
    let written = field(place, lists, tape);
    let property = Property {
        name: String::new(),
        meanings: written.meanings,
        alone: written.alone,
    };
    (written.parts, property)
}

/// A parameter that names a class.
fn named_class(of: &str, tape: &mut Tape<'_>) -> (Vec<String>, Property) {
    let mut parts = vec![of.to_owned()];
    parts.extend(text_of("description", 30, tape));
    if tape.chance(30) {
        parts.push("optional = true".to_owned());
    }
    let property = Property {
        name: String::new(),
        meanings: None,
        alone: false,
    };
    (parts, property)
}
