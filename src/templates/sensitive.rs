//! The places where a file is run or obeyed without being called: a further file may lie there only with the spec's leave.

use crate::diagnostics::quoted;
use crate::render::obeyed_by;

/// A path that needs the spec's leave.
#[derive(Debug)]
pub struct NeedsLeave {
    /// Why.
    pub message: String,
    /// How it is given.
    pub help: String,
}

/// Why a further file may not lie at this path: the spec does not allow it, neither as it is nor as it is written, with names
/// still to be filled in. The latter counts only where the file is at such a place whatever the names: who allows
/// `{module}.rs` thinks of no class called Build.
pub fn problem(path: &str, written: &str, allow: &[String]) -> Option<NeedsLeave> {
    let why = obeyed_by(path)?;
    let meant = if obeyed_by(written) == Some(why) {
        written
    } else {
        path
    };
    if allow
        .iter()
        .any(|allowed| allowed == path || allowed == meant)
    {
        return None;
    }
    Some(NeedsLeave {
        message: format!(
            "no further file is made at {} unless the spec allows it: {why}",
            quoted(path)
        ),
        help: format!(
            "if it is meant, name it in `[templates]` of the spec: `allow = [\"{}\"]`",
            crate::diagnostics::visible(meant)
        ),
    })
}

#[cfg(test)]
mod tests;
