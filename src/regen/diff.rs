//! A plan as unified diffs: what `generate --diff` prints.

use std::fmt::{Display, Write};

use similar::TextDiff;

use super::plan::{Action, Plan, Refusal};
use crate::line_ends::normalised;

/// The differences that `plan` would make, as `patch` and `git apply` read them. A file that stops the
/// plan is shown too, as if it were overwritten. Line ends do not count, and the lock is left out: its
/// hashes say nothing to a reader.
pub fn diff(plan: &Plan) -> String {
    let mut out = String::new();
    // Last, because `git apply` takes what follows such a head for a part of it.
    let mut moved = String::new();
    for (path, action) in &plan.steps {
        match action {
            Action::Create { text } | Action::Restore { text } => {
                file(&mut out, path, None, Some(text));
            }
            Action::Update { text, before }
            | Action::Overwrite { text, before, .. }
            | Action::Refuse(
                Refusal::Edited { text, before } | Refusal::Foreign { text, before },
            ) => {
                file(&mut out, path, Some(before), Some(text));
            }
            Action::Merge { merged, before, .. } => {
                file(
                    &mut out,
                    path,
                    Some(before),
                    Some(&String::from_utf8_lossy(merged)),
                );
            }
            // The offer is the change of the scaffold, whatever the user's file is like.
            Action::Conflict { text, base, .. } => {
                file(
                    &mut out,
                    path,
                    base.as_deref().map(str::as_bytes),
                    Some(text),
                );
            }
            Action::Rename { from, .. } => {
                // Writing to a `String` cannot fail. This is how git tells it.
                let _ = writeln!(
                    moved,
                    "diff --git a/{from} b/{path}\nsimilarity index 100%\nrename from {from}\nrename to {path}"
                );
            }
            Action::Remove { before } | Action::Prune { before, .. } => {
                file(&mut out, path, Some(before), None);
            }
            Action::Unchanged
            | Action::Keep
            | Action::Orphan
            | Action::Eject
            | Action::TakeBack
            | Action::Refuse(Refusal::Blocked(_) | Refusal::Broken(_)) => {}
        }
    }
    out + &moved
}

/// The difference of one file, as a plan's: an absent side is `/dev/null`.
pub fn file_diff(path: &str, before: Option<&[u8]>, after: Option<&str>) -> String {
    let mut out = String::new();
    file(&mut out, path, before, after);
    out
}

/// Appends the difference of one file.
fn file(out: &mut String, path: impl Display, before: Option<&[u8]>, after: Option<&str>) {
    let name = |side: &str, there: bool| {
        if there {
            format!("{side}/{path}")
        } else {
            "/dev/null".to_owned()
        }
    };
    let names = (name("a", before.is_some()), name("b", after.is_some()));
    let texts = [
        before.unwrap_or_default(),
        after.unwrap_or_default().as_bytes(),
    ];
    out.push_str(&compare((&names.0, &names.1), texts));
}

/// The difference of two texts with these names as a unified diff; nothing if they differ in line ends alone. What is no
/// text is only said to differ.
pub fn compare((from, to): (&str, &str), texts: [&[u8]; 2]) -> String {
    let [before, after] = texts.map(normalised);
    let Ok(before) = std::str::from_utf8(&before) else {
        return format!("Binary files {from} and {to} differ\n");
    };
    let Ok(after) = std::str::from_utf8(&after) else {
        return format!("Binary files {from} and {to} differ\n");
    };
    let diff = TextDiff::from_lines(before, after);
    diff.unified_diff().header(from, to).to_string()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::regen::{CratePath, Lock, Obstacle, Rendering, Tree, plan};

    fn path(text: &str) -> CratePath {
        CratePath::parse(text).expect(text)
    }

    #[test]
    fn every_kind_of_step_is_shown_as_what_it_would_do() {
        let mut plan = plan(&Rendering::default(), &Lock::default(), &Tree::default());
        let text = "one\ntwo\n".to_owned();
        let before = b"one\r\n2\r\n".to_vec();
        plan.steps = BTreeMap::from([
            (path("a"), Action::Create { text: text.clone() }),
            (
                path("b"),
                Action::Update {
                    text: text.clone(),
                    before: before.clone(),
                },
            ),
            (
                path("c"),
                Action::Remove {
                    before: before.clone(),
                },
            ),
            (
                path("d"),
                Action::Refuse(Refusal::Edited {
                    text: text.clone(),
                    before: b"one\ntwo".to_vec(),
                }),
            ),
            (
                path("e"),
                Action::Refuse(Refusal::Blocked(Obstacle::Folder)),
            ),
            (
                path("f"),
                Action::Refuse(Refusal::Foreign {
                    text,
                    before: vec![0xff],
                }),
            ),
            (path("g"), Action::Unchanged),
            (path("h"), Action::Orphan),
        ]);
        snapbox::assert_data_eq!(
            diff(&plan),
            snapbox::str![[r"
--- /dev/null
+++ b/a
@@ -0,0 +1,2 @@
+one
+two
--- a/b
+++ b/b
@@ -1,2 +1,2 @@
 one
-2
+two
--- a/c
+++ /dev/null
@@ -1,2 +0,0 @@
-one
-2
--- a/d
+++ b/d
@@ -1,2 +1,2 @@
 one
-two
/ No newline at end of file
+two
Binary files a/f and b/f differ

"]]
        );
    }
}
