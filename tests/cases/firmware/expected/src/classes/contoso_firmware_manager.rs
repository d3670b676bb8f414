//! The methods of `Contoso_FirmwareManager`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::contoso_firmware_manager::{
    ContosoFirmwareManagerBanksOutput, ContosoFirmwareManagerInstallInput,
    ContosoFirmwareManagerInstallOutput, ContosoFirmwareManagerProvider,
};
use crate::wmi::{Client, Error, Result};

impl ContosoFirmwareManagerProvider for crate::ContosoBoard {
    fn install(
        &self,
        _client: &mut Client<'_>,
        _input: ContosoFirmwareManagerInstallInput,
    ) -> Result<ContosoFirmwareManagerInstallOutput> {
        // Do as the client what `Install` is for; `?` passes on that the client may not.
        Err(Error::failed("Install is not written yet"))
    }

    fn banks(&self, _client: &mut Client<'_>) -> Result<ContosoFirmwareManagerBanksOutput> {
        // Do as the client what `Banks` is for; `?` passes on that the client may not.
        Err(Error::failed("Banks is not written yet"))
    }

    fn discard(&self, _client: &mut Client<'_>) -> Result<()> {
        // Do as the client what `Discard` is for; `?` passes on that the client may not.
        Err(Error::failed("Discard is not written yet"))
    }
}
