//! `-C DIR`: a run that takes place in another folder, as git, make and cargo have it.

use std::env;
use std::path::PathBuf;

use anyhow::Context;
use clap::{Args, ValueHint};

use super::shell;
use crate::diagnostics::shown;

/// Where the user wants to stand.
#[derive(Debug, Args)]
pub struct Stand {
    /// Run in this folder: paths, and those in messages, are from there
    #[arg(short = 'C', global = true, value_name = "DIR", value_hint = ValueHint::DirPath)]
    directory: Option<PathBuf>,
}

impl Stand {
    /// Goes there, before anything of the run is done.
    ///
    /// # Errors
    /// When the folder cannot be entered.
    pub fn take(&self) -> anyhow::Result<()> {
        let Some(directory) = &self.directory else {
            return Ok(());
        };
        env::set_current_dir(directory)
            .with_context(|| format!("cannot enter {}", shown(directory)))?;
        shell::stand_in(directory);
        Ok(())
    }
}
