//! What a plan has for one file, and the word for it in every list that wmigen prints.

use crate::regen::path::CratePath;
use crate::regen::place::Obstacle;

/// What is to be done about one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// Nothing: it is as it should be, or it is the user's.
    Unchanged,
    /// Nothing: a file of the user's stands where a scaffold would go, and wmigen has not met it before.
    Keep,
    /// Write a file that was never there.
    Create {
        /// The text to write.
        text: String,
    },
    /// Write a file that wmigen once wrote and that is gone.
    Restore {
        /// The text to write.
        text: String,
    },
    /// Replace text that wmigen wrote.
    Update {
        /// The text to write, with LF.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// Replace text that wmigen did not write, after copying it to `backup`.
    Overwrite {
        /// The text to write, with LF.
        text: String,
        /// What is there now.
        before: Vec<u8>,
        /// Where its copy goes.
        backup: CratePath,
    },
    /// Move a file of the user's, as it is, to where a class that was renamed has it.
    Rename {
        /// Where it is now.
        from: CratePath,
        /// What is in it.
        bytes: Vec<u8>,
        /// The scaffold that nobody has touched and that it takes the place of.
        replaces: Option<Vec<u8>>,
    },
    /// Change a file of the user's in some places and leave the rest as it is, after copying it to `backup`.
    Merge {
        /// The whole file as it will be.
        merged: Vec<u8>,
        /// What is there now.
        before: Vec<u8>,
        /// Where its copy goes.
        backup: CratePath,
        /// The keys that change, in a manifest.
        keys: Vec<String>,
        /// Whether there are conflict markers in it.
        markers: bool,
    },
    /// Leave a file of the user's alone, and put the scaffold that could not be merged into it beside it.
    Conflict {
        /// The new scaffold.
        text: String,
        /// Where it goes.
        incoming: CratePath,
        /// What is there now, and where its copy goes.
        replaced: Option<(Vec<u8>, CratePath)>,
        /// What the scaffold was before; none if it is not known.
        base: Option<String>,
        /// Why it could not be merged.
        why: &'static str,
        /// Whether both texts would go into the file, between conflict markers.
        mergeable: bool,
    },
    /// Delete text that wmigen wrote and no longer renders.
    Remove {
        /// What is there now.
        before: Vec<u8>,
    },
    /// Delete an orphan, after copying it to `backup`.
    Prune {
        /// What is there now.
        before: Vec<u8>,
        /// Where its copy goes.
        backup: CratePath,
    },
    /// Keep a file that is no longer rendered, because what is in it is not only wmigen's.
    Orphan,
    /// Make a file of wmigen's the user's, as it is.
    Eject,
    /// Make a file that was ejected wmigen's again, as it is.
    TakeBack,
    /// Do nothing at all, in the whole crate.
    Refuse(Refusal),
}

/// Why a file stops the whole plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// wmigen wrote the file, and somebody changed it.
    Edited {
        /// The text that wmigen would write.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// wmigen did not write the file.
    Foreign {
        /// The text that wmigen would write.
        text: String,
        /// What is there now.
        before: Vec<u8>,
    },
    /// There is something that wmigen cannot replace.
    Blocked(Obstacle),
    /// wmigen has keys to change in the file, and it cannot be understood.
    Broken(String),
}

impl Action {
    /// The word for it in every list that wmigen prints.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Keep => "keep",
            Self::Create { .. } => "create",
            Self::Restore { .. } => "restore",
            Self::Update { .. } => "update",
            Self::Overwrite { .. } => "overwrite",
            Self::Rename { .. } => "rename",
            Self::Merge { .. } => "merge",
            Self::Conflict { .. } => "conflict",
            Self::Remove { .. } => "remove",
            Self::Prune { .. } => "prune",
            Self::Orphan => "orphan",
            Self::Eject => "eject",
            Self::TakeBack => "take-back",
            Self::Refuse(Refusal::Edited { .. }) => "edited",
            Self::Refuse(Refusal::Foreign { .. }) => "foreign",
            Self::Refuse(Refusal::Blocked(_)) => "blocked",
            Self::Refuse(Refusal::Broken(_)) => "broken",
        }
    }

    /// Whether there is a copy to make, or would be one with `--force`.
    pub(in crate::regen) fn may_be_copied(&self) -> bool {
        let refused = matches!(
            self,
            Self::Refuse(Refusal::Edited { .. } | Refusal::Foreign { .. })
        );
        refused || self.backup().is_some()
    }

    /// Whether a file of the user's has conflict markers by it.
    pub fn leaves_markers(&self) -> bool {
        matches!(self, Self::Merge { markers: true, .. })
    }

    /// Where the copy of a file goes that this changes or deletes though it may have text of the user's; and the file's
    /// bytes.
    pub fn backup(&self) -> Option<(&CratePath, &[u8])> {
        match self {
            Self::Overwrite { before, backup, .. }
            | Self::Merge { before, backup, .. }
            | Self::Prune { before, backup }
            | Self::Conflict {
                replaced: Some((before, backup)),
                ..
            } => Some((backup, before)),
            _ => None,
        }
    }
}
