// error: E0277
// replaces: src/classes/acme_rack.rs
// What a method does for a client it does as the client: another thread would do it with the host's rights.
use crate::AcmeStorage;
use crate::generated::acme_rack::{
    AcmeRack, AcmeRackCountAllOutput, AcmeRackKey, AcmeRackProvider, AcmeRackRenameInput,
    AcmeRackRenameOutput,
};
use crate::wmi::{Client, Error, Result};

impl AcmeRackProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeRackKey) -> Result<AcmeRack> {
        Err(Error::not_found())
    }

    fn rename(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeRackKey,
        _input: AcmeRackRenameInput,
    ) -> Result<AcmeRackRenameOutput> {
        Err(Error::not_found())
    }

    fn count_all(&self, client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        let _level = std::thread::spawn(move || client.level());
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
