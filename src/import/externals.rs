//! Classes that the spec's own derive from or name, and that are there already as far as the files and the standard tables tell.

mod known;
mod named;

use std::collections::HashSet;

use super::chosen::Chosen;
use super::found::Found;
use super::kinds::Kind;
use super::notes::Notes;
use super::provider::Registered;
use super::standard::{Source, Standard};
use super::toml_text;
use crate::diagnostics::quoted;
use known::{Known, known};
use named::{External, Externals};

/// What is said above a class that has the keys of others.
const WITHOUT_KEYS: &str = "# No file that was read has this class, so that its keys are not known. Add them, such as\n\
     # properties.Name = { type = \"string\", key = true }\n";

/// What is said above a class of which there are objects.
const WITHOUT_PROPERTIES: &str = "# No file that was read says what objects of this class have. Add its properties, such as\n\
     # properties.Name = { type = \"string\" }\n";

fn namespace<'f>(found: &'f Found<'_>, chosen: &Chosen<'_>) -> &'f str {
    &found.namespaces[chosen.namespace]
}

/// The tables `[external.NAME]`. What is a guess is noted.
pub fn text(
    found: &Found<'_>,
    registered: &Registered<'_>,
    chosen: &Chosen<'_>,
    notes: &mut Notes,
) -> String {
    let keyless = tops_of_keyless(found, chosen);
    let mut text = String::new();
    for external in &Externals::of(found, registered, chosen).all {
        let known = known(found, chosen, external);
        text.push('\n');
        if let Some(standard) = &known.standard {
            let namespace = namespace(found, chosen);
            text.push_str(&toml_text::comment(&origin(external, standard, namespace)));
            if standard.is_guess(namespace) {
                note(external, standard, namespace, notes);
            }
            if known.lacks_key {
                text.push_str("# Its page does not say what its key is. Add it.\n");
            }
        } else if keyless.contains(&external.name.to_ascii_lowercase()) {
            text.push_str(WITHOUT_KEYS);
        } else if external.has_objects && !known.is_abstract && known.properties.is_empty() {
            text.push_str(WITHOUT_PROPERTIES);
        }
        text.extend([format!("[external.{}]\n", toml_text::key(&external.name))]);
        for (flag, is_so) in [
            ("abstract", known.is_abstract),
            ("singleton", known.is_singleton),
        ] {
            if is_so {
                text.extend([format!("{flag} = true\n")]);
            }
        }
        text.extend(known.properties.iter().map(Known::line));
    }
    text
}

/// Where what is said of a class is from.
fn origin(external: &External, standard: &Standard, namespace: &str) -> String {
    let source = match standard.source {
        Source::System => "Of WMI itself",
        Source::Cimv2 => "From Microsoft's page of the class",
        Source::Dmtf => "From the DMTF's CIM schema 2.32",
    };
    let source = if external.name.eq_ignore_ascii_case(standard.name) {
        source.to_owned()
    } else {
        format!("What it has of {}: {source}", standard.name)
    };
    if standard.is_guess(namespace) {
        format!("{source}; {namespace} may have another version.")
    } else {
        format!("{source}.")
    }
}

/// Notes that the namespace may have another class of this name.
fn note(external: &External, standard: &Standard, namespace: &str, notes: &mut Notes) {
    let whose = match standard.source {
        Source::Dmtf => "the DMTF's",
        Source::Cimv2 | Source::System => "that of root\\cimv2",
    };
    let message = format!(
        "the class {} is taken for {whose}, and {} may have another version",
        quoted(standard.name),
        quoted(namespace)
    );
    let help = "compare its properties in the spec with the class there, or name the folder of its MOF with `--include`";
    let (file, span) = &external.place;
    notes.tell_once(standard.name, *file, span, message, help);
}

/// The names of the classes that no file has and that classes with instances derive from of which no key is known, in small letters.
fn tops_of_keyless(found: &Found<'_>, chosen: &Chosen<'_>) -> HashSet<String> {
    let classes = chosen.classes.iter();
    let keyless = classes.filter(|one| one.kind == Kind::Served && !found.has_key(one.found));
    keyless
        .filter_map(|one| found.top(one.found))
        .map(str::to_ascii_lowercase)
        .collect()
}
