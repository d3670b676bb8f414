//! The settings of the board.

use crate::ContosoBoard;
use crate::generated::contoso_board_settings::{
    ContosoBoardSettings, ContosoBoardSettingsProvider,
};
use crate::wmi::{Client, Instances, Result};

impl ContosoBoardSettingsProvider for ContosoBoard {
    fn get(&self, client: &mut Client<'_>) -> Result<ContosoBoardSettings> {
        settings(self, client)
    }

    fn enumerate<'a>(
        &'a self,
        client: &'a mut Client<'_>,
    ) -> Result<Instances<'a, ContosoBoardSettings>> {
        Ok(Instances::new([settings(self, client)]))
    }
}

fn settings(board: &ContosoBoard, client: &Client<'_>) -> Result<ContosoBoardSettings> {
    Ok(ContosoBoardSettings {
        boot_order: Some(vec!["A".to_owned(), "B".to_owned()]),
        service_tag: board.secret(client, "C0-577".to_owned())?,
        ..ContosoBoardSettings::with_defaults()
    })
}
