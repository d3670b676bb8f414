//! What numbers and texts of MOF say: numbers are decimal, octal (`017`), binary (`101b`), hexadecimal (`0x1F`) and real.

use winnow::combinator::{alt, eof, opt, preceded, terminated};
use winnow::error::{EmptyError, ErrMode};
use winnow::prelude::*;
use winnow::token::{any, one_of, take_while};

use super::tree::ValueKind;

type Read<T> = Result<T, ErrMode<EmptyError>>;

/// A number with its sign, up to the end of the text; none that is larger than any type of CIM.
pub fn number(input: &mut &str) -> Read<ValueKind> {
    let sign = opt(one_of(['+', '-'])).parse_next(input)?;
    let is_negative = sign == Some('-');
    let whole = |(value, by_bits): (i128, bool)| {
        ValueKind::Integer(if is_negative { -value } else { value }, by_bits)
    };
    alt((
        terminated(alt((hexadecimal, binary, octal)), eof).map(|value| whole((value, true))),
        terminated(decimal, eof).map(|value| whole((value, false))),
        real.map(|value| ValueKind::Real(if is_negative { -value } else { value })),
    ))
    .parse_next(input)
}

/// The number that this word is.
pub fn number_of(word: &str) -> Option<ValueKind> {
    number.parse(word).ok()
}

/// The UTF-16 code units of a text or a character in its quotes, with its escapes resolved; what is no escape is left out, as it
/// is told where the token is read.
pub fn units(literal: &str) -> Vec<u16> {
    let quote = literal.chars().next().unwrap_or('"');
    let inner = literal.strip_prefix(quote).unwrap_or(literal);
    // The last quote is the one that ends it, unless it is open.
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let mut units = Vec::with_capacity(inner.len());
    let mut input = inner;
    let mut buffer = [0; 2];
    while let Ok(part) = part(&mut input) {
        match part {
            Part::Plain(text) => units.extend(text.encode_utf16()),
            Part::Letter(letter) => units.extend_from_slice(letter.encode_utf16(&mut buffer)),
            Part::Unit(unit) => units.push(unit),
            Part::Nothing => {}
        }
    }
    units
}

/// What a text is made of.
enum Part<'t> {
    Plain(&'t str),
    Letter(char),
    Unit(u16),
    Nothing,
}

fn part<'t>(input: &mut &'t str) -> Read<Part<'t>> {
    let plain = take_while(1.., |letter: char| letter != '\\').map(Part::Plain);
    let digits = take_while(1..=4, |letter: char| letter.is_ascii_hexdigit());
    let by_number = preceded(one_of(['x', 'X']), digits)
        .verify_map(|digits| u16::from_str_radix(digits, 16).ok())
        .map(Part::Unit);
    let by_letter = any.map(|letter| match letter {
        'b' => Part::Letter('\u{8}'),
        't' => Part::Letter('\t'),
        'n' => Part::Letter('\n'),
        'f' => Part::Letter('\u{c}'),
        'r' => Part::Letter('\r'),
        '"' | '\'' | '\\' => Part::Letter(letter),
        _ => Part::Nothing,
    });
    let escape = preceded(
        '\\',
        alt((by_number, by_letter, eof.map(|_| Part::Nothing))),
    );
    alt((plain, escape)).parse_next(input)
}

fn hexadecimal(input: &mut &str) -> Read<i128> {
    let digits = take_while(1..=16, |letter: char| letter.is_ascii_hexdigit());
    let digits = (one_of('0'), one_of(['x', 'X']), digits);
    digits
        .verify_map(|(_, _, digits)| i128::from_str_radix(digits, 16).ok())
        .parse_next(input)
}

fn binary(input: &mut &str) -> Read<i128> {
    let digits = (take_while(1..=64, ['0', '1']), one_of(['b', 'B']));
    digits
        .verify_map(|(digits, _)| i128::from_str_radix(digits, 2).ok())
        .parse_next(input)
}

fn octal(input: &mut &str) -> Read<i128> {
    let digits = (one_of('0'), take_while(1..=22, '0'..='7'));
    digits
        .verify_map(|(_, digits)| i128::from_str_radix(digits, 8).ok())
        .parse_next(input)
}

/// Digits of which the first is no zero; more than any type of CIM has are told where the type is looked at.
fn decimal(input: &mut &str) -> Read<i128> {
    take_while(1..=38, '0'..='9')
        .verify_map(|digits: &str| {
            let is_decimal = digits == "0" || !digits.starts_with('0');
            is_decimal.then(|| digits.parse().ok()).flatten()
        })
        .parse_next(input)
}

fn real(input: &mut &str) -> Read<f64> {
    let digits = |least: usize| take_while::<_, &str, ErrMode<EmptyError>>(least.., '0'..='9');
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digits(1));
    let fraction = ('.', digits(1));
    let with_point = (digits(0), fraction, opt(exponent)).void();
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digits(1));
    let without = (digits(1), exponent).void();
    terminated(alt((with_point, without)).take(), eof)
        .verify_map(|number: &str| {
            number
                .parse()
                .ok()
                .filter(|number: &f64| number.is_finite())
        })
        .parse_next(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_what_their_escapes_say() {
        let text = |literal: &str| String::from_utf16(&units(literal)).expect("a text");
        assert_eq!(text(r#""a\"b\\c\'\n\r\t\b\f""#), "a\"b\\c'\n\r\t\u{8}\u{c}");
        assert_eq!(text(r#""\x41\x00E91\XD83E\xDD80g""#), "A\u{e9}1\u{1f980}g");
        assert_eq!(text("'\u{e9}'"), "\u{e9}");
        // What is open or no escape is told elsewhere, and must not stop here.
        for (open, expected) in [
            ("\"a", "a"),
            ("\"a\\", "a"),
            (r#""\qa""#, "a"),
            ("", ""),
            ("\"", ""),
        ] {
            assert_eq!(text(open), expected, "{open}");
        }
    }

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let bits = |value| ValueKind::Integer(value, true);
        let whole = |value| ValueKind::Integer(value, false);
        for (written, expected) in [
            ("0", whole(0)),
            ("+12", whole(12)),
            ("-128", whole(-128)),
            ("18446744073709551615", whole(u64::MAX.into())),
            ("0x1f", bits(31)),
            ("-0XFF", bits(-255)),
            ("101b", bits(5)),
            ("0B", bits(0)),
            ("017", bits(15)),
            ("00", bits(0)),
            ("1.5", ValueKind::Real(1.5)),
            (".5", ValueKind::Real(0.5)),
            ("-1.5e-3", ValueKind::Real(-0.0015)),
            ("2E3", ValueKind::Real(2000.0)),
        ] {
            assert_eq!(number.parse(written), Ok(expected), "{written}");
        }
        for wrong in [
            "",
            "-",
            "1.",
            "1e",
            "0x",
            "08",
            "12b",
            "1-",
            "--1",
            "1.5.2",
            "1e999",
            "0x12345678901234567",
        ] {
            assert!(number.parse(wrong).is_err(), "{wrong}");
        }
    }
}
