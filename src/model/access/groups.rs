//! The groups and accounts that a spec may name, which are the same on every Windows ([MS-DTYP] 2.4.2.4); all others are
//! written as SIDs.

use toml::Spanned;

use super::super::sddl::Sid;
use crate::diagnostics::rules::UNKNOWN_GROUP;
use crate::diagnostics::{Checked, Diagnostic, closest, quoted};

/// The words, each with its SID. An anonymous client is none of them: no provider of wmigen's serves one.
pub const GROUPS: &[(&str, &str)] = &[
    ("administrators", "S-1-5-32-544"),
    ("users", "S-1-5-32-545"),
    ("guests", "S-1-5-32-546"),
    ("power-users", "S-1-5-32-547"),
    ("account-operators", "S-1-5-32-548"),
    ("server-operators", "S-1-5-32-549"),
    ("print-operators", "S-1-5-32-550"),
    ("backup-operators", "S-1-5-32-551"),
    ("remote-desktop-users", "S-1-5-32-555"),
    ("network-configuration-operators", "S-1-5-32-556"),
    ("performance-monitor-users", "S-1-5-32-558"),
    ("performance-log-users", "S-1-5-32-559"),
    ("distributed-com-users", "S-1-5-32-562"),
    ("event-log-readers", "S-1-5-32-573"),
    ("hyper-v-administrators", "S-1-5-32-578"),
    ("remote-management-users", "S-1-5-32-580"),
    ("everyone", "S-1-1-0"),
    ("authenticated-users", "S-1-5-11"),
    ("interactive", "S-1-5-4"),
    ("network", "S-1-5-2"),
    ("batch", "S-1-5-3"),
    ("service", "S-1-5-6"),
    ("local-system", "S-1-5-18"),
    ("local-service", "S-1-5-19"),
    ("network-service", "S-1-5-20"),
];

/// The regular expression of what a list may have, for those who check a spec by its JSON Schema; [`trustee`] is what judges
/// it.
pub const PATTERN: &str = r"^(?:[a-z]+(?:-[a-z]+)*|S-1-[0-9a-fA-Fx]+(?:-[0-9]{1,10}){1,15})$";

/// The SID that a list means by a name or a SID.
pub fn trustee(written: &Spanned<String>) -> Checked<Sid> {
    let text = written.get_ref();
    if let Some((_, sid)) = GROUPS.iter().find(|(word, _)| word == text) {
        return Sid::parse(sid).map_err(|why| report(written, &why));
    }
    if text
        .get(..2)
        .is_some_and(|start| start.eq_ignore_ascii_case("s-"))
    {
        return Sid::parse(text)
            .and_then(|sid| match sid.nobody() {
                Some(why) => Err(why.to_owned()),
                None => Ok(sid),
            })
            .map_err(|why| report(written, &why));
    }
    let words = GROUPS.iter().map(|(word, _)| *word);
    let folded = text.trim().to_lowercase().replace([' ', '_'], "-");
    let help = match closest(&folded, words) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "write its SID, as `S-1-5-32-544`: Windows has names of groups in other languages, and \
                 wmigen knows those alone that every Windows has, such as `administrators` and `users`"
            .to_owned(),
    };
    let message = format!("there is no group {}", quoted(text));
    Diagnostic::error(&UNKNOWN_GROUP, written.span(), message)
        .with_label("no group that every Windows has, and no SID")
        .with_help(help)
        .refuse()
}

fn report(written: &Spanned<String>, why: &str) -> Box<Diagnostic> {
    let message = format!(
        "{} is no SID that a client can have: {why}",
        quoted(written.get_ref())
    );
    Box::new(
        Diagnostic::error(&UNKNOWN_GROUP, written.span(), message)
            .with_help("write for instance `S-1-5-32-544`, or `administrators`"),
    )
}

/// The word for a SID, if it has one.
pub fn word_of(sid: &Sid) -> Option<&'static str> {
    let text = sid.to_string();
    let group = GROUPS.iter().find(|(_, group)| *group == text);
    group.map(|(word, _)| *word)
}
