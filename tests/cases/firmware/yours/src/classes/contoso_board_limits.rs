//! What the board can take.

use crate::ContosoBoard;
use crate::generated::contoso_board_limits::{ContosoBoardLimits, ContosoBoardLimitsProvider};
use crate::wmi::{Client, Result};

impl ContosoBoardLimitsProvider for ContosoBoard {
    fn get(&self, client: &mut Client<'_>) -> Result<ContosoBoardLimits> {
        self.refuse(client)?;
        Ok(ContosoBoardLimits::with_defaults())
    }
}
