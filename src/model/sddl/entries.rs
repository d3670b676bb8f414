//! The entries of an access list: `(A;;0x1;;;BA)`.

use std::ops::Range;

use super::purpose::Purpose;
use super::text::{Fault, Text};
use super::{Entry, flags, sid};
use crate::diagnostics::quoted;

/// The words that stand for whatever an object makes of them.
const GENERIC: [&str; 4] = ["GA", "GR", "GW", "GX"];

/// Types of entries besides A and D, and what they do.
const OTHER_TYPES: [(&str, &str); 15] = [
    ("AU", "audits"),
    ("AL", "is reserved"),
    (
        "OA",
        "is for a property or a child of an object in a directory",
    ),
    (
        "OD",
        "is for a property or a child of an object in a directory",
    ),
    ("OU", "audits"),
    ("OL", "is reserved"),
    ("XA", "has a condition"),
    ("XD", "has a condition"),
    ("ZA", "has a condition"),
    ("XU", "audits"),
    ("ML", "labels"),
    ("RA", "describes"),
    ("SP", "refers to a central policy"),
    ("TL", "labels"),
    ("FL", "filters"),
];

/// All entries up to the end of the text.
pub fn read(text: &mut Text<'_>, purpose: &Purpose) -> Result<Vec<Entry>, Fault> {
    let mut entries: Vec<Entry> = Vec::new();
    while !text.rest().is_empty() {
        let at = text.here();
        if !text.take("(") {
            return Err(no_entry(text, purpose));
        }
        let entry = entry(text, purpose)?;
        if entry.denies && entries.iter().any(|before| !before.denies) {
            let why = "an entry denies what one before it may have granted already".to_owned();
            let help = "write those that deny (D) first";
            return Err(Fault::new(at, why).with_help(help));
        }
        entries.push(entry);
    }
    Ok(entries)
}

fn no_entry(text: &Text<'_>, purpose: &Purpose) -> Fault {
    let rest = text.rest();
    if rest.starts_with("S:") {
        let why = "it has a system access list, and neither audits nor labels count here";
        return Fault::new(text.here(), why.to_owned())
            .with_help("leave `S:` and all after it out");
    }
    if rest.starts_with(char::is_whitespace) {
        return Fault::new(text.here(), "it has a space in it".to_owned())
            .with_help("leave the spaces out");
    }
    Fault::new(
        text.here(),
        "something follows the entries that is none".to_owned(),
    )
    .with_help(&format!(
        "write each entry as `{}`, one behind the other",
        purpose.entry
    ))
}

/// The six fields of an entry: type, flags, rights, two that are for directories, and the SID.
fn entry(text: &mut Text<'_>, purpose: &Purpose) -> Result<Entry, Fault> {
    let (kind, kind_at) = field(text, ';', purpose)?;
    let denies = match kind {
        "A" => false,
        "D" => true,
        other => return Err(other_type(other, kind_at)),
    };
    let (letters, letters_at) = field(text, ';', purpose)?;
    let inheritance = flags::read(letters, letters_at, purpose)?;
    let (rights, rights_at) = field(text, ';', purpose)?;
    let mask = mask(rights, &rights_at, purpose)?;
    for _ in 0..2 {
        let (guid, at) = field(text, ';', purpose)?;
        if !guid.is_empty() {
            let why = format!("{} names a part of an object in a directory", quoted(guid));
            let help = format!(
                "leave it out: the two fields before the SID are empty, as in `{}`",
                purpose.entry
            );
            return Err(Fault::new(at, why).with_help(&help));
        }
    }
    let (name, at) = field(text, ')', purpose)?;
    if let Some((_, condition)) = name.split_once(';') {
        let start = at.end - condition.len().min(at.len());
        let why = "an entry has a seventh field, which is for conditions".to_owned();
        return Err(Fault::new(start..at.end.max(start + 1), why).with_help("leave it out"));
    }
    let sid = sid::of_text(name).map_err(|why| Fault::new(at.clone(), format!("the SID {why}")))?;
    match sid.nobody() {
        Some(why) => Err(Fault::new(at, format!("an entry is for {why}"))
            .with_help("write who is meant, as `BA` or `S-1-5-32-544`")),
        None => Ok(Entry {
            denies,
            mask,
            inheritance,
            sid,
        }),
    }
}

/// The next field, up to the character that ends it, which is taken.
fn field<'t>(
    text: &mut Text<'t>,
    end: char,
    purpose: &Purpose,
) -> Result<(&'t str, Range<usize>), Fault> {
    let start = text.here().start;
    let field = text.until(end);
    let at = start..start + field.len().max(1);
    let is_cut = end == ';' && field.contains(')');
    if is_cut || !text.take(end.encode_utf8(&mut [0; 4])) {
        let why = "an entry ends before its time".to_owned();
        let help = format!(
            "write six fields with `;` between them, in brackets: `{}`",
            purpose.entry
        );
        return Err(Fault::new(at, why).with_help(&help));
    }
    Ok((field, at))
}

fn other_type(kind: &str, at: Range<usize>) -> Fault {
    let known = OTHER_TYPES.iter().find(|(name, _)| *name == kind);
    let why = match known {
        Some((name, does)) => format!("an entry of the type {name} {does}"),
        None => format!("there is no type {} of entries", quoted(kind)),
    };
    Fault::new(at, why).with_help("write `A`, which allows, or `D`, which denies")
}

/// The bits of rights: a number, or words of two letters one behind the other.
fn mask(rights: &str, at: &Range<usize>, purpose: &Purpose) -> Result<u32, Fault> {
    let known = format!("the bits are {}", (purpose.bits_in_words)());
    let fault = |why: String| Fault::new(at.clone(), why).with_help(&known);
    if rights.is_empty() {
        return Err(fault("an entry has no rights".to_owned()));
    }
    let mask = if rights.starts_with(|first: char| first.is_ascii_digit()) {
        number(rights).ok_or_else(|| {
            fault(format!(
                "{} is no number of 32 bits that Windows reads so",
                quoted(rights)
            ))
        })?
    } else {
        words(rights, purpose).map_err(fault)?
    };
    if mask & 0xF000_0000 != 0 {
        return Err(fault(format!(
            "{} has generic rights, which stand for nothing here",
            quoted(rights)
        )));
    }
    purpose.check(mask, at)?;
    if mask == 0 {
        return Err(fault("an entry has no rights".to_owned()));
    }
    Ok(mask)
}

/// A number in hexadecimal or decimal digits. A leading zero would make it octal.
fn number(text: &str) -> Option<u32> {
    if let Some(digits) = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        let all_digits = digits.chars().all(|digit| digit.is_ascii_hexdigit());
        return u32::from_str_radix(digits, 16).ok().filter(|_| all_digits);
    }
    let plain = text == "0" || !text.starts_with('0');
    let all_digits = text.chars().all(|digit| digit.is_ascii_digit());
    text.parse().ok().filter(|_| plain && all_digits)
}

fn words(rights: &str, purpose: &Purpose) -> Result<u32, String> {
    let mut mask = 0;
    let mut rest = rights;
    while !rest.is_empty() {
        let word = rest.get(..2).ok_or_else(|| no_right(rest, purpose))?;
        if GENERIC.contains(&word) {
            return Err(format!(
                "{word} is a generic right, which stands for nothing here"
            ));
        }
        let known = purpose.words.iter().find(|(name, _)| *name == word);
        mask |= known.ok_or_else(|| no_right(word, purpose))?.1;
        rest = rest.get(2..).unwrap_or_default();
    }
    Ok(mask)
}

fn no_right(word: &str, purpose: &Purpose) -> String {
    format!("{} is no right {}", quoted(word), purpose.no_right)
}
