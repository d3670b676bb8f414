//! The forms of texts of objects, which clients read.

use super::{AnswerChange, AnswerChangeKind, Reveals};
use crate::changes::pairs::Pairs;
use crate::diagnostics::quoted;
use crate::model::Class;

/// The properties that have the text of an object in another form. One that had none, or has none now, is of another type to
/// WMI, which is told of the class.
pub fn compare(before: &Class, now: &Class, found: &mut Vec<AnswerChange>) {
    let properties = Pairs::of_properties(before, now);
    let changed = properties.both().filter_map(|(was, is)| {
        let (former, form) = (was.text?, is.text?);
        (former != form).then(|| {
            let message = format!(
                "{} has the text of its object in {} now, and no longer in {}: clients that read one find the other",
                quoted(&is.name),
                form.words(),
                former.words(),
            );
            AnswerChange {
                kind: AnswerChangeKind::TextChanged,
                class: Some(now.name.clone()),
                member: Some(is.name.clone()),
                message,
                reveals: Reveals::Same,
            }
        })
    });
    found.extend(changed);
}
