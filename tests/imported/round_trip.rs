//! MOF, its spec, and the MOF that is generated of that: class by class, property by property, qualifier by qualifier.

use super::declared::{Lines, declared};
use super::{Sample, collected, golden};
use wmigen::diagnostics::rules::MOF_SYNTAX;
use wmigen::mof::load;

/// What the MOF may have that the generated one has not, by a part of the line, and why; and what an import tells it has left out.
const LOST: &[(&str, &str)] = &[
    (
        "[not_null]",
        "`Required` says the same, and WMI may refuse what it finds NULL in spite of `Not_Null`",
    ),
    ("[required]", "a key is never NULL"),
    (
        "] : ",
        "wmigen says of its own qualifiers how they are inherited, as WMI's pages have it",
    ),
    ("[override(", "nothing of an external class is overridden"),
    ("[locale(1033)]", "English is what WMI takes texts for"),
    ("[cimtype(", "WMI adds it by itself"),
    ("[key(false)]", "it is what is so without it"),
    ("[read(false)]", "every property can be read"),
    ("[in(false)]", "it is what is so without it"),
    (
        "MethProvSamp [dynamic]",
        "all its methods are static: nobody asks for its instances",
    ),
    (
        "MethProvSamp.Echo.sInArg = ",
        "MOF has no default of a parameter, and its default stands for NULL",
    ),
];

/// What the generated MOF has that was not there, and why.
const ADDED: &[(&str, &str)] = &[
    ("[dynamic]", "the instances come from the provider"),
    ("[provider(", "the class has this provider"),
    ("[read]", "every property can be read"),
    ("[required]", "it says what `Not_Null` did"),
    (
        "[implemented]",
        "no method was said to be, and all are served",
    ),
    ("[id(", "WMI numbers parameters"),
    (
        "[in]",
        "a parameter that is neither is one that clients give",
    ),
    ("[override(", "WMI wants it said"),
    (
        "[association]",
        "WMI wants it said of a class below one of the namespace's",
    ),
    ("[valuemap(", "values by their places"),
    (
        "[optional]",
        "MOF has no default of a parameter, and its default stands for NULL",
    ),
    (
        "] : ",
        "wmigen says of its own qualifiers how they are inherited",
    ),
];

/// What differs in the two.
fn differences(sample: &Sample, before: &Lines, after: &Lines) -> Vec<String> {
    let is_allowed =
        |line: &str, rows: &[(&str, &str)]| rows.iter().any(|(part, _)| line.contains(part));
    let lost = before.iter().filter(|(line, (file, places))| {
        let told = places.iter().any(|place| sample.tells(*file, place));
        !after.contains_key(*line) && !told && !is_allowed(line, LOST)
    });
    let added = after.keys().filter(|line| {
        let is_said = before.contains_key(*line) || is_allowed(line, ADDED);
        !is_said && !is_inherited(line, after) && !is_key_of_external(line, after)
    });
    let lost = lost.map(|(line, _)| format!("lost: {line}"));
    lost.chain(added.map(|line| format!("added: {line}")))
        .collect()
}

/// Whether a line says of an override that it is a key, which the class of the namespace says that it overrides.
fn is_key_of_external(line: &str, all: &Lines) -> bool {
    let Some(of) = line.strip_suffix(" [key]") else {
        return false;
    };
    let Some((class, _)) = of.split_once('.') else {
        return false;
    };
    let has = |start: &str| all.keys().find_map(|one| one.strip_prefix(start));
    let superclass = has(&format!("{class} derives from "));
    let is_external = superclass.is_some_and(|one| has(&format!("{one} derives from ")).is_none());
    is_external && has(&format!("{of} [override(")).is_some()
}

/// Whether a line is of an override, and says again what the member of the superclass says.
fn is_inherited(line: &str, all: &Lines) -> bool {
    let Some((of, qualifier)) = line.split_once(" [") else {
        return false;
    };
    let Some((_, member)) = of.split_once('.') else {
        return false;
    };
    let overrides = format!("{of} [override(");
    let same = format!(".{member} [{qualifier}");
    let mut others = all.keys().filter(|other| *other != line);
    all.keys().any(|one| one.starts_with(&overrides)) && others.any(|other| other.ends_with(&same))
}

/// What of the MOF of a sample is not in that which is generated; nothing is looked at where the spec is not whole.
fn of_sample(sample: &Sample) -> Option<Vec<String>> {
    let spec = sample.whole()?;
    let folder = tempfile::tempdir().unwrap();
    let files = sample.generate(spec, &folder.path().join("crate"));
    let generated = load(&files, &[], &MOF_SYNTAX);
    assert!(!generated.has_errors(), "{}", sample.name);
    let (before, after) = (declared(&sample.loaded), declared(&generated));
    assert!(!after.is_empty());
    Some(differences(sample, &before, &after))
}

/// Compares all samples whose spec is whole; gives how many these are.
fn assert_same(samples: &[Sample]) -> usize {
    let mut compared = 0;
    let mut all = Vec::new();
    for sample in samples {
        if let Some(differences) = of_sample(sample) {
            let named = differences
                .iter()
                .map(|one| format!("{}: {one}", sample.name));
            all.extend(named);
            compared += 1;
        }
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
    compared
}

#[test]
fn the_mof_of_the_golden_crates_comes_back() {
    let samples = golden();
    assert_eq!(assert_same(&samples), samples.len(), "each spec is whole");
}

#[test]
fn what_others_ship_comes_back() {
    let samples = collected("windows-samples");
    if !samples.is_empty() {
        assert!(assert_same(&samples) >= 10, "so many are served");
    }
}

#[test]
fn what_microsofts_pages_show_comes_back() {
    let samples = collected("windows-docs");
    assert!(samples.is_empty() || assert_same(&samples) > 0);
}
