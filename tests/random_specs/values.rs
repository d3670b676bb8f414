//! Values of every type, as a spec writes them.

use super::tape::Tape;
use super::texts::text;

pub const TYPES: &[&str] = &[
    "string", "boolean", "uint8", "uint16", "uint32", "uint64", "sint8", "sint16", "sint32",
    "sint64", "real32", "real64", "char16", "datetime", "interval",
];

/// A type without the brackets of an array.
pub fn element(cim_type: &str) -> &str {
    cim_type
        .split_once('[')
        .map_or(cim_type, |(element, _)| element)
}

/// The least and the greatest value of an integer type.
pub fn bounds(cim_type: &str) -> Option<(i128, i128)> {
    let (signed, bits) = match cim_type.split_at_checked(4)? {
        ("uint", bits) => (false, bits),
        ("sint", bits) => (true, bits),
        _ => return None,
    };
    let bits: u32 = bits.parse().ok().filter(|bits| *bits <= 64)?;
    Some(if signed {
        (-(1 << (bits - 1)), (1 << (bits - 1)) - 1)
    } else {
        (0, (1 << bits) - 1)
    })
}

/// A text in quotes, in one of TOML's ways.
pub fn quoted(text: &str, tape: &mut Tape<'_>) -> String {
    let plain = |c: char| !c.is_control() && c != '\'';
    if tape.chance(20) && text.chars().all(plain) {
        return format!("'{text}'");
    }
    if tape.chance(10) {
        let numbers = text.chars().map(u32::from);
        let escaped = numbers.fold(String::new(), |escaped, number| {
            escaped + &format!("\\U{number:08x}")
        });
        return format!("\"{escaped}\"");
    }
    toml::Value::String(text.to_owned()).to_string()
}

/// An integer of this type.
pub fn integer(cim_type: &str, tape: &mut Tape<'_>) -> i128 {
    let (least, most) = bounds(cim_type).unwrap_or((0, 100));
    let number = i128::from(tape.number());
    if tape.slip() {
        return [least - 1, most + 1, i128::MAX][tape.below(3)];
    }
    match tape.below(4) {
        0 => number.clamp(least, most),
        1 => (-number).clamp(least, most),
        2 => least,
        _ => most,
    }
}

/// A number as TOML may write it.
pub fn spelled(number: i128, tape: &mut Tape<'_>) -> String {
    let decimal = number.to_string();
    let Some((first, rest)) = decimal.split_at_checked(1).filter(|_| number >= 0) else {
        return decimal;
    };
    match tape.below(12) {
        0 => format!("0x{number:x}"),
        1 => format!("0x{number:08X}"),
        2 => format!("0o{number:o}"),
        3 => format!("0b{number:b}"),
        4 => format!("+{number}"),
        5 if !rest.is_empty() => format!("{first}_{rest}"),
        _ => decimal,
    }
}

/// A value of this type, or sometimes one that is none.
pub fn value(cim_type: &str, tape: &mut Tape<'_>) -> String {
    if let Some((element, bound)) = cim_type.split_once('[') {
        let most = bound.trim_end_matches(']').parse().unwrap_or(usize::MAX);
        let count = tape.below(4);
        let count = if tape.slip() { count } else { count.min(most) };
        let elements: Vec<String> = (0..count).map(|_| value(element, tape)).collect();
        return format!("[{}]", elements.join(", "));
    }
    if tape.slip() {
        return tape
            .one_of(&[
                "\"\"",
                "\"ab\"",
                "true",
                "-1",
                "1.5",
                "nan",
                "inf",
                "[]",
                "[1]",
                "{}",
                "1979-05-27",
                "1e400",
            ])
            .to_owned();
    }
    match cim_type {
        "boolean" => tape.one_of(&["false", "true"]).to_owned(),
        "string" => {
            let text = text(tape);
            quoted(&text, tape)
        }
        "char16" => {
            let code = [0x7f, 0x20, 0x250, 0xd800, 0x1_0000][tape.below(5)];
            let code = u32::try_from(1 + tape.below(code)).unwrap_or(1);
            let c = char::from_u32(code)
                .filter(|c| c.len_utf16() == 1)
                .unwrap_or('A');
            quoted(&c.to_string(), tape)
        }
        "real32" | "real64" => real(cim_type, tape),
        "datetime" => datetime(tape),
        "interval" => interval(tape),
        integer_type => {
            let number = integer(integer_type, tape);
            spelled(number, tape)
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "any number will do")]
fn real(cim_type: &str, tape: &mut Tape<'_>) -> String {
    let number = match tape.below(4) {
        0 => return tape.below(100).to_string(),
        1 => tape.number() as f64 / 1000.0,
        2 => -(tape.number() as f64) * 1e-12,
        _ => f64::from_bits(tape.number() << 3 | tape.number()),
    };
    let narrow = number.is_finite() && number.abs() < 1e38;
    let number = if number.is_finite() && (cim_type == "real64" || narrow) {
        number
    } else {
        0.5
    };
    toml::Value::Float(number).to_string()
}

fn datetime(tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return format!(
            "\"{}\"",
            tape.one_of(&[
                "20260231000000.000000+000",
                "20261301000000.000000+000",
                "20260101240000.000000+000",
                "20260101006000.000000+000",
                "20260101000000.000000 000",
                "20260101000000,000000+000",
                "2026010100000*.000000+000",
                "20260101000000.000000+0000",
                "20260101000000.000000+00",
                "00000001000000.000000:000",
                "2026-01-01T00:00:00Z",
                "+0260101000000.000000+000",
                "\u{0660}0260101000000.000000+000",
            ])
        );
    }
    let mut field = |width: usize, least: usize, end: usize| {
        if tape.chance(10) {
            "*".repeat(width)
        } else {
            format!("{:0width$}", least + tape.below(end - least))
        }
    };
    // Any month has 28 days.
    let date = [field(4, 1970, 2100), field(2, 1, 13), field(2, 1, 29)].concat();
    let time = [field(2, 0, 24), field(2, 0, 60), field(2, 0, 60)].concat();
    let rest = field(6, 0, 1_000_000);
    let offset = field(3, 0, 721);
    format!(
        "\"{date}{time}.{rest}{}{offset}\"",
        tape.one_of(&["+", "-"])
    )
}

fn interval(tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return format!(
            "\"{}\"",
            tape.one_of(&[
                "00000000240000.000000:000",
                "00000000006000.000000:000",
                "00000000000000.000000+000",
                "00000000000000.000000:001",
                "0000000000000.000000:000",
                "********000000.000000:000",
                "PT1H",
            ])
        );
    }
    let days = tape.below(100_000_000);
    let (hours, minutes, seconds) = (tape.below(24), tape.below(60), tape.below(60));
    let micros = tape.below(1_000_000);
    format!("\"{days:08}{hours:02}{minutes:02}{seconds:02}.{micros:06}:000\"")
}
