//! Whatever is done to a spec by hand and in the MOF, nothing that was written by hand is lost.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// A class's properties, each with its keys.
type Class = BTreeMap<u8, BTreeMap<u8, u8>>;

/// A spec: classes by their numbers.
type Model = BTreeMap<u8, Class>;

fn model() -> impl Strategy<Value = Model> {
    let keys = prop::collection::btree_map(0..3u8, 0..3u8, 0..4);
    let class = prop::collection::btree_map(0..4u8, keys, 0..4);
    prop::collection::btree_map(0..4u8, class, 1..5)
}

/// A spec as an import writes it.
fn written(model: &Model) -> String {
    let mut text = String::from("spec-version = 1\n");
    for (name, class) in model {
        text += &format!(
            "\n# {}\n[class.C{name}]\noperations = [\"get\"]\n",
            name % 2
        );
        if !class.is_empty() {
            text += &format!("\n[class.C{name}.properties]\n");
        }
        for (name, keys) in class {
            let keys: Vec<_> = keys
                .iter()
                .map(|(key, value)| format!("k{key} = {value}"))
                .collect();
            text += &match &keys[..] {
                [] => format!("P{name} = {{}}\n"),
                keys => format!("P{name} = {{ {} }}\n", keys.join(", ")),
            };
        }
    }
    text
}

/// What a user does to a line of the spec.
#[derive(Clone, Debug)]
enum ByHand {
    Comment,
    Trailing,
    Key,
    Value,
    Remove,
    Blank,
}

fn by_hand() -> impl Strategy<Value = (prop::sample::Index, ByHand)> {
    let what = prop::sample::select(vec![
        ByHand::Comment,
        ByHand::Trailing,
        ByHand::Key,
        ByHand::Value,
        ByHand::Remove,
        ByHand::Blank,
    ]);
    (any::<prop::sample::Index>(), what)
}

/// The spec after what the user did, each time to one line; what would be no TOML is left out.
fn edited(text: &str, edits: &[(prop::sample::Index, ByHand)]) -> String {
    let mut text = text.to_owned();
    for (number, (index, edit)) in edits.iter().enumerate() {
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let at = index.index(lines.len());
        let line = lines[at].clone();
        match edit {
            ByHand::Comment => lines.insert(at, format!("# mine {number}")),
            ByHand::Blank => lines.insert(at, String::new()),
            ByHand::Trailing if !line.is_empty() && !line.contains('#') => {
                lines[at] += &format!(" # mine {number}");
            }
            ByHand::Key if line.ends_with("1 }") => {
                lines[at] = line.replace("1 }", &format!("1, mine{number} = {number} }}"));
            }
            ByHand::Value => lines[at] = line.replacen("= 2", "= 20", 1),
            ByHand::Remove if line.starts_with('P') => {
                lines.remove(at);
            }
            _ => {}
        }
        let now = lines.join("\n") + "\n";
        if Text::parse(&now).is_some() {
            text = now;
        }
    }
    text
}

/// The leaves of a text.
fn leaves(text: &str) -> HashSet<(Vec<String>, String)> {
    meaning::leaves(&Text::parse(text).expect("TOML"))
}

proptest! {
    #[test]
    fn what_was_written_by_hand_stays(
        base in model(),
        new in model(),
        edits in prop::collection::vec(by_hand(), 0..8),
        crlf in any::<bool>(),
        knows_base in any::<bool>(),
    ) {
        let (base, new) = (written(&base), written(&new));
        let yours = edited(&base, &edits);
        let end = if crlf { "\r\n" } else { "\n" };
        let file = yours.replace('\n', end);
        let merge = merge_spec(Some(&*base).filter(|_| knows_base), file.as_bytes(), &new).unwrap();
        let merged = String::from_utf8(merge.bytes).unwrap();
        // No line has another end.
        prop_assert_eq!(merged.matches('\n').count(), merged.matches(end).count());
        let merged = merged.replace(end, "\n");
        // Each comment of the user's is there, and each key that is not as the import wrote it.
        for comment in yours.lines().filter_map(|line| line.split_once("# mine")) {
            prop_assert!(merged.contains(&format!("# mine{}", comment.1)), "{}", merged);
        }
        let (was, own, now) = (leaves(&base), leaves(&yours), leaves(&merged));
        for leaf in own.iter().filter(|leaf| !knows_base || !was.contains(*leaf)) {
            prop_assert!(now.contains(leaf), "{leaf:?} is lost in\n{merged}");
        }
        // What the MOF says is there, or it is told that it is not.
        let told = |path: &[String]| merge.differences.iter().any(|one| {
            path.join(".").starts_with(&one.path.to_ascii_lowercase())
        });
        let removed = |path: &[String]| was.iter().any(|(of, _)| of == path);
        for (path, value) in leaves(&new) {
            let is_there = now.contains(&(path.clone(), value));
            prop_assert!(is_there || told(&path) || removed(&path), "{path:?} is not in\n{merged}");
        }
        // Once more, and nothing is done.
        let again = merge_spec(Some(&*base).filter(|_| knows_base), merged.as_bytes(), &new).unwrap();
        prop_assert_eq!(again.changes, []);
    }

    #[test]
    fn a_spec_that_nobody_edits_becomes_the_import(base in model(), new in model()) {
        let (base, new) = (written(&base), written(&new));
        let merge = merge_spec(Some(&base), base.as_bytes(), &new).unwrap();
        let merged = String::from_utf8(merge.bytes).unwrap();
        prop_assert_eq!(leaves(&merged), leaves(&new));
        prop_assert_eq!(merge.differences, []);
    }

    #[test]
    fn any_toml_is_merged_or_refused(yours in "([a-c. =\\[\\]{},\"'#\n0-9]|\\[a.b\\]\n|a = 1\n|b = \\{ c = 1 \\}\n){0,24}") {
        let new = "a = 2\nc = [1]\n\n[b]\nc = { d = 1 }\n\n[b.e]\nf = 1\n";
        for base in [None, Some("a = 1\n")] {
            if let Ok(merge) = merge_spec(base, yours.as_bytes(), new) {
                prop_assert!(merge.bytes.len() >= yours.len().saturating_sub(8));
            }
        }
    }
}
