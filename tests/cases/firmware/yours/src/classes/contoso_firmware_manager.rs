//! What can be done with the firmware of the board.

use crate::ContosoBoard;
use crate::generated::contoso_firmware_manager::{
    ContosoFirmwareManagerBanksOutput, ContosoFirmwareManagerInstallInput,
    ContosoFirmwareManagerInstallOutput, ContosoFirmwareManagerInstallReturnValue,
    ContosoFirmwareManagerProvider,
};
use crate::wmi::{Client, Error, Result};

impl ContosoFirmwareManagerProvider for ContosoBoard {
    fn install(
        &self,
        _client: &mut Client<'_>,
        input: ContosoFirmwareManagerInstallInput,
    ) -> Result<ContosoFirmwareManagerInstallOutput> {
        let (return_value, version) = match input.bank.as_str() {
            "A" | "B" | "spare" => (
                ContosoFirmwareManagerInstallReturnValue::Done,
                Some(format!("0.{}", input.image.len())),
            ),
            // The caller can do something about it, so that it is an answer and no failure.
            _ => (ContosoFirmwareManagerInstallReturnValue::NoSuchBank, None),
        };
        Ok(ContosoFirmwareManagerInstallOutput {
            return_value,
            version,
        })
    }

    fn banks(&self, _client: &mut Client<'_>) -> Result<ContosoFirmwareManagerBanksOutput> {
        Ok(ContosoFirmwareManagerBanksOutput {
            banks: vec!["A".to_owned(), "B".to_owned()],
        })
    }

    fn discard(&self, _client: &mut Client<'_>) -> Result<()> {
        Err(Error::denied())
    }
}
