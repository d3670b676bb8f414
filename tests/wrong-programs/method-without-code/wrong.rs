// error: E0046
// replaces: src/classes/acme_rack.rs
// Every method that the class declares to clients has code of the provider behind it.
use crate::AcmeStorage;
use crate::generated::acme_rack::{
    AcmeRack, AcmeRackKey, AcmeRackProvider, AcmeRackRenameInput, AcmeRackRenameOutput,
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
}
