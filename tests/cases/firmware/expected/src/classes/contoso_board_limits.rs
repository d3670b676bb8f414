//! The instances of `Contoso_BoardLimits`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::contoso_board_limits::{ContosoBoardLimits, ContosoBoardLimitsProvider};
use crate::wmi::{Client, Error, Result};

impl ContosoBoardLimitsProvider for crate::ContosoBoard {
    fn get(&self, _client: &mut Client<'_>) -> Result<ContosoBoardLimits> {
        // Give the one instance, or say that there is none.
        Err(Error::not_found())
    }
}
