//! The list of the rules, out of their pages in `docs/rules`.
//!
//! A page begins with what declares its rule, a paragraph each: its id, its area and severity, and the sentence that
//! says what it asks for.

use super::{Outcome, files_below, text_of};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// The pages' second paragraph, with the rule's area, its severity, and whether it is about security; in the order of the
/// list.
const KINDS: [(&str, &str, &str, bool); 9] = [
    ("*An error in the spec.*", "Spec", "Error", false),
    ("*A warning about the spec.*", "Spec", "Warning", false),
    ("*A warning about security.*", "Spec", "Warning", true),
    ("*An error in a template.*", "Template", "Error", false),
    (
        "*A warning about a template.*",
        "Template",
        "Warning",
        false,
    ),
    ("*An error in the lock.*", "Lock", "Error", false),
    ("*An error in a file of MOF.*", "Mof", "Error", false),
    ("*A note about a file of MOF.*", "Mof", "Warning", false),
    (
        "*A finding about the files of the crate.*",
        "Crate",
        "Error",
        false,
    ),
];

/// What a page says of its rule.
struct Rule {
    id: String,
    /// Which of [`KINDS`] it is of.
    kind: usize,
    explanation: String,
}

impl Rule {
    /// The constant's name.
    fn name(&self) -> String {
        self.id.replace('-', "_").to_uppercase()
    }
}

/// A constant for each rule, and `RULES`, which has all of them.
pub fn list(root: &Path) -> Outcome<String> {
    let folder = "docs/rules";
    let mut rules = Vec::new();
    for file in files_below(root, folder)? {
        if file != "README.md" {
            let page = fs::read_to_string(root.join(folder).join(&file))?;
            let rule = read(&file, &page).map_err(|why| format!("{folder}/{file}: {why}"))?;
            rules.push(rule);
        }
    }
    rules.sort_by(|one, other| (one.kind, &one.id).cmp(&(other.kind, &other.id)));
    let mut list = String::new();
    for rule in &rules {
        let (_, area, severity, security) = KINDS[rule.kind];
        let (name, id, explanation) = (rule.name(), &rule.id, &rule.explanation);
        let page = text_of(&format!("{folder}/{id}.md"));
        writeln!(
            list,
            "#[doc = {explanation:?}]\npub const {name}: Rule = Rule {{\n    id: {id:?},\n    \
             explanation: {explanation:?},\n    area: Area::{area},\n    severity: Severity::{severity},\n    \
             security: {security},\n    page: {page},\n}};\n"
        )?;
    }
    list.push_str("/// All rules: those of the spec, first the errors and then the warnings, those of templates, those of the lock, those\n");
    list.push_str("/// of MOF, and those of the crate's files; each part in the order of the ids.\npub const RULES: &[Rule] = &[\n");
    for rule in &rules {
        writeln!(list, "    {},", rule.name())?;
    }
    list.push_str("];\n");
    Ok(list)
}

/// Reads the page in this file, or says what it should have.
fn read(file: &str, page: &str) -> Result<Rule, String> {
    let id = file
        .strip_suffix(".md")
        .ok_or("a page's name ends in .md")?;
    let is_kebab = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
    if !id.bytes().all(is_kebab) {
        return Err("a rule's id has lower-case letters and `-` only".to_owned());
    }
    let page = page.replace("\r\n", "\n");
    let mut paragraphs = page.split("\n\n").map(flat);
    let mut next = || paragraphs.next().unwrap_or_default();
    let heading = format!("# {id}");
    if next() != heading {
        return Err(format!("the first line is `{heading}`"));
    }
    let weight = next();
    let kind = KINDS.iter().position(|(words, ..)| *words == weight);
    let kind = kind.ok_or_else(|| {
        let all = KINDS.map(|(words, ..)| format!("`{words}`")).join(" or ");
        format!("the second paragraph is {all}")
    })?;
    let explanation = next();
    if !explanation.ends_with('.') || !explanation.starts_with(char::is_uppercase) {
        return Err("the third paragraph is one sentence on what the rule asks for".to_owned());
    }
    Ok(Rule {
        id: id.to_owned(),
        kind,
        explanation,
    })
}

/// A paragraph on one line.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
