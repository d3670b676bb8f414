//! Values and bits that mean something.

use super::specs::line;
use super::tape::Tape;
use super::texts::text;
use super::values::{bounds, element, integer, quoted, spelled};

/// Values or bits to give a meaning to.
pub fn meanings(cim_type: &str, tape: &mut Tape<'_>) -> Option<(&'static str, Vec<String>)> {
    let element = element(cim_type);
    let served = bounds(element).is_some() || ["string", "boolean"].contains(&element);
    let served = served || tape.slip();
    if !served || !tape.chance(30) {
        return None;
    }
    let count = 1 + tape.below(5);
    let bits = bounds(element).is_some_and(|(least, _)| least == 0);
    if (bits || tape.slip()) && tape.chance(40) {
        let width =
            element.trim_start_matches("uint").parse().unwrap_or(8) + usize::from(tape.slip());
        let step = 1 + tape.below(width);
        let positions = (0..count).map(|index| (index * step % width).to_string());
        return Some(("bitmap", without_doubles(positions.collect(), tape)));
    }
    let values = (0..count).map(|index| match element {
        "string" => {
            let text = text(tape);
            quoted(&text, tape)
        }
        "boolean" => (index % 2 == 0).to_string(),
        _ if tape.chance(15) => range(element, index, tape),
        _ => integer(element, tape).to_string(),
    });
    let values = values.collect();
    Some(("values", without_doubles(values, tape)))
}

/// A range of numbers far from the others'.
fn range(element: &str, index: usize, tape: &mut Tape<'_>) -> String {
    let (least, most) = bounds(element).unwrap_or((0, 9));
    // All others.
    if index == 0 && tape.chance(30) {
        return "\"..\"".to_owned();
    }
    let start = (most / 8 * i128::try_from(index).unwrap_or(0)).clamp(least, most - 5) + 1;
    if tape.slip() {
        return tape
            .one_of(&[
                "\"7..3\"",
                "\"a..b\"",
                "\"..\"",
                "\"3\"",
                "\"1..1\"",
                "\"-..5\"",
                "\"0..999999999999999999999\"",
            ])
            .to_owned();
    }
    format!(
        "\"{start}..{}\"",
        start + i128::try_from(tape.below(4)).unwrap_or(0)
    )
}

fn without_doubles(mut values: Vec<String>, tape: &mut Tape<'_>) -> Vec<String> {
    if !tape.slip() {
        values.sort();
        values.dedup();
    }
    values
}

/// A list of `[values]`, and the type that it is for.
pub struct List {
    pub name: String,
    pub element: &'static str,
    pub key: &'static str,
    pub values: Vec<String>,
    pub alone: bool,
}

/// Lists with names, and how the spec has them.
pub fn lists(tape: &mut Tape<'_>, out: &mut String) -> Vec<List> {
    let mut lists = Vec::new();
    if !tape.chance(30) {
        return lists;
    }
    *out += "[values]\n";
    for at in 0..=tape.below(3) {
        let element = tape.one_of(&["uint8", "uint16", "sint32", "string", "boolean"]);
        let Some((key, values)) = meanings(element, tape) else {
            continue;
        };
        let name = tape.one_of(&["State", "acme_list", "ABC", "Vec"]);
        let name = format!("{name}{at}");
        let alone_too = element != "boolean" || tape.slip();
        let is_alone = alone_too && tape.chance(30);
        let listed = if is_alone {
            alone(&values, tape)
        } else {
            meant(&values, tape)
        };
        line(out, &name, &listed);
        lists.push(List {
            name,
            element,
            key,
            values,
            alone: is_alone,
        });
    }
    lists
}

/// The values alone; booleans say nothing so.
pub fn alone(values: &[String], tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return format!("[{}, [0, \"a\"]]", values.join(", "));
    }
    format!("[{}]", values.join(", "))
}

/// The same number, or range of numbers in quotes, in another spelling; a text as it is.
fn respelled(value: &str, tape: &mut Tape<'_>) -> String {
    if let Ok(number) = value.parse() {
        return spelled(number, tape);
    }
    let quoted = value
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let ends = quoted.and_then(|range| range.split_once(".."));
    let numbers = ends.and_then(|(from, to)| Some((from.parse().ok()?, to.parse().ok()?)));
    match numbers {
        Some((from, to)) => format!("\"{}..{}\"", spelled(from, tape), spelled(to, tape)),
        None => value.to_owned(),
    }
}

/// Each value with a meaning.
pub fn meant(values: &[String], tape: &mut Tape<'_>) -> String {
    let pairs = values.iter().map(|value| {
        let meaning = text(tape);
        if tape.slip() {
            return tape
                .one_of(&[
                    "[1]",
                    "[1, 2]",
                    "[]",
                    "5",
                    "[true, \"a\"]",
                    "[1, \"a\", \"b\"]",
                ])
                .to_owned();
        }
        let value = respelled(value, tape);
        format!("[{value}, {}]", quoted(&meaning, tape))
    });
    format!("[{}]", pairs.collect::<Vec<_>>().join(", "))
}
