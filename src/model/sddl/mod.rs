//! Security descriptors in Windows' own language for them, read as strictly as they are meant to be written: an owner, a
//! group, and an access list whose entries deny, first, or allow ([MS-DTYP] 2.5.1). What counts depends on what a descriptor is
//! for, which is a [`Purpose`].
//!
//! Windows would read more than that, and evaluate less: it ignores entries that it has no use for, even ones that deny.
//! What would be ignored is refused here, with the place in the text.

mod descriptor;
mod entries;
mod flags;
mod purpose;
mod sid;
mod text;

#[cfg(test)]
mod tests;

use toml::Spanned;

use crate::diagnostics::rules::INVALID_SDDL;
use crate::diagnostics::{Checked, Diagnostic, quoted};
pub use descriptor::{Descriptor, Entry};
pub use flags::Inheritance;
pub use purpose::{Purpose, Unfit};
pub use sid::Sid;
use text::{Fault, Text};

/// The most entries of an access list, which has 64 KiB: each has 76 bytes at most.
pub const ENTRIES_MAX: usize = 800;

/// What is written, or what there is to say about it.
pub fn parse(written: &Spanned<String>, purpose: &Purpose) -> Checked<Descriptor> {
    let text = written.get_ref();
    read(&mut Text::of(text), purpose).map_err(|fault| Box::new(report(written, &fault, purpose)))
}

/// Reports a fault at its place in the string, where the string stands in the file as it is.
fn report(written: &Spanned<String>, fault: &Fault, purpose: &Purpose) -> Diagnostic {
    let span = written.span();
    let text = written.get_ref();
    // Its quotes are all that a string has besides, if it has no escapes; else the whole is shown.
    let is_plain = span.len() == text.len() + 2;
    let place = if is_plain {
        let start = span.start + 1 + fault.at.start;
        start..span.start + 1 + fault.at.end
    } else {
        span
    };
    let message = format!(
        "{} is no security descriptor for {}: {}",
        quoted(text),
        purpose.of,
        fault.why
    );
    let help = fault.help.clone();
    let help = help.unwrap_or_else(|| format!("write for instance `{}`", purpose.example));
    Diagnostic::error(&INVALID_SDDL, place, message)
        .with_label("here")
        .with_help(help)
}

fn read(text: &mut Text<'_>, purpose: &Purpose) -> Result<Descriptor, Fault> {
    let mut owners = Vec::new();
    for (tag, what) in [("O:", "owner"), ("G:", "group")] {
        if !text.take(tag) {
            return Err(missing(text, tag, what, purpose));
        }
        let at = text.here();
        let name = text.until_tag();
        let sid = sid::of_text(name);
        let place = at.start..at.start + name.len().max(1);
        owners.push(sid.map_err(|why| Fault::new(place, format!("its {what} {why}")))?);
    }
    if !text.take("D:") {
        return Err(missing(text, "D:", "access list", purpose));
    }
    let is_protected = list_flags(text, purpose)?;
    let entries = entries::read(text, purpose)?;
    if entries.is_empty() {
        let why = "its access list has no entry, so that nobody has any right".to_owned();
        return Err(Fault::new(text.here(), why));
    }
    if entries.len() > ENTRIES_MAX {
        let why = format!("its access list has more than {ENTRIES_MAX} entries");
        return Err(
            Fault::new(text.here(), why).with_help("write one for a group, and its members there")
        );
    }
    let mut owners = owners.into_iter();
    match (owners.next(), owners.next()) {
        (Some(owner), Some(group)) => Ok(Descriptor {
            owner,
            group,
            is_protected,
            entries,
        }),
        _ => Err(Fault::new(text.here(), "its owner is missing".to_owned())),
    }
}

/// The flags of a list, which end where its first entry begins: whether it inherits nothing.
fn list_flags(text: &mut Text<'_>, purpose: &Purpose) -> Result<bool, Fault> {
    let at = text.here();
    let flags = text.until_entry();
    let place = at.start..at.start + flags.len().max(1);
    match flags {
        "" => Ok(false),
        "P" if purpose.inherits => Ok(true),
        "NO_ACCESS_CONTROL" => {
            let why = "it would allow everybody everything".to_owned();
            Err(Fault::new(place, why))
        }
        _ if purpose.inherits => {
            let why = format!(
                "{} are flags that Windows writes where a list has inherited",
                quoted(flags)
            );
            let help = "write `D:P`, which inherits nothing, or `D:`";
            Err(Fault::new(place, why).with_help(help))
        }
        _ => {
            let why = format!(
                "{} are flags of a list that is inherited, and nothing inherits here",
                quoted(flags)
            );
            let help = format!("leave them out, as in `D:{}`", purpose.entry);
            Err(Fault::new(place, why).with_help(&help))
        }
    }
}

fn missing(text: &Text<'_>, tag: &str, what: &str, purpose: &Purpose) -> Fault {
    let rest = text.rest();
    if rest.starts_with(&tag.to_lowercase()) {
        let why = format!("`{}` is in small letters", tag.to_lowercase());
        let at = text.here();
        let help = format!("write `{tag}`: Windows tells capital letters from small ones");
        return Fault::new(at.start..at.start + tag.len(), why).with_help(&help);
    }
    if rest.starts_with(char::is_whitespace) {
        return Fault::new(text.here(), "it has a space in it".to_owned())
            .with_help("leave the spaces out");
    }
    Fault::new(text.here(), format!("its {what} is missing"))
        .with_help(&format!("write `{tag}` here, as in `{}`", purpose.example))
}
