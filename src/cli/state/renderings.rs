//! The rendering of a spec: made, or as much of it recalled as the lock proves.

use std::env;

use crate::model::Provider;
use crate::regen::{CratePath, Hash, Lock, Outline, Rendering, Tree, hash_of_own, recall};
use crate::render::{self, MadeOf, OutlinedFile};

/// A rendering, and how many of its files were recalled and not rendered.
pub(super) struct Recalled {
    pub rendering: Rendering,
    pub files: usize,
}

/// Set to have everything rendered, always: what is printed and written is the same.
const ALWAYS_RENDER: &str = "WMIGEN_ALWAYS_RENDER";

fn is_all_to_be_rendered() -> bool {
    env::var_os(ALWAYS_RENDER).is_some_and(|value| !value.is_empty())
}

/// The rendering of the spec with this text: rendered, unless the lock proves what it is. None if the user's templates are not
/// sound, which is asked only if something is rendered without proof that this wmigen has rendered by them before.
pub(super) fn recalled_or_rendered(
    made_of: MadeOf<'_>,
    files: Vec<OutlinedFile>,
    spec: &str,
    (outline, lock, tree): (&Outline, &Lock, &Tree),
    are_sound: impl FnOnce() -> bool,
) -> anyhow::Result<Option<Recalled>> {
    if !is_all_to_be_rendered()
        && lock.spec == Some(Hash::of(spec.as_bytes()))
        && let Some(rendering) = recall(outline, hash_of_own(made_of), lock, tree)
    {
        return Ok(Some(Recalled {
            files: rendering.len(),
            rendering,
        }));
    }
    rendered(made_of, files, spec, are_sound)
}

fn rendered(
    made_of: MadeOf<'_>,
    files: Vec<OutlinedFile>,
    spec: &str,
    are_sound: impl FnOnce() -> bool,
) -> anyhow::Result<Option<Recalled>> {
    if !are_sound() {
        return Ok(None);
    }
    let files = render::render_outline(made_of, files)?;
    Ok(Some(Recalled {
        rendering: Rendering::new(files)?
            .of_spec(spec)
            .by_templates(hash_of_own(made_of)),
        files: 0,
    }))
}

/// The rendering of the spec with this text: only what may have another text than it had for the last spec is rendered, if
/// the lock proves what that was. None as of [`recalled_or_rendered`].
pub(super) fn rendered_after(
    last: &Provider,
    made_of: MadeOf<'_>,
    files: Vec<OutlinedFile>,
    spec: &str,
    (lock, tree): (&Lock, &Tree),
    are_sound: impl FnOnce() -> bool,
) -> anyhow::Result<Option<Recalled>> {
    let made_of_last = MadeOf {
        provider: last,
        besides: &[],
        ..made_of
    };
    let before = if is_all_to_be_rendered() {
        None
    } else {
        recall(
            &Outline::new(&render::outline(None, made_of_last))?,
            hash_of_own(made_of),
            lock,
            tree,
        )
    };
    let Some(before) = before else {
        return rendered(made_of, files, spec, are_sound);
    };
    let (unchanged, mut others) = render::part_unchanged(last, made_of.provider, files);
    let mut files = Vec::new();
    for file in unchanged {
        let path = CratePath::parse(&file.path)?;
        match before.file(&path) {
            Some(before) => files.push(file.with_text(before.text.clone())),
            // A part of the runtime that is new.
            None => others.push(file),
        }
    }
    let recalled = files.len();
    files.extend(render::render_outline(made_of, others)?);
    Ok(Some(Recalled {
        rendering: Rendering::new(files)?
            .of_spec(spec)
            .by_templates(hash_of_own(made_of)),
        files: recalled,
    }))
}
