//! The names that the provider has had, as far as a run can know.

use std::borrow::Cow;

use crate::model::Provider;

/// The provider of the last spec; and the same under the name that the new spec calls its former one, if the last spec
/// did not tell that: code and machines may have it, although the crate was generated under another name since.
pub fn versions<'p>(old: &'p Provider, new: &Provider) -> Vec<Cow<'p, Provider>> {
    let mut versions = vec![Cow::Borrowed(old)];
    let is_old = |name: &str| {
        let known = [Some(&old.name), old.renamed_from.as_ref()];
        known.into_iter().flatten().any(|known| known == name)
    };
    if let Some(former) = new.renamed_from.as_deref().filter(|former| !is_old(former)) {
        versions.push(Cow::Owned(old.called(former)));
    }
    versions
}
