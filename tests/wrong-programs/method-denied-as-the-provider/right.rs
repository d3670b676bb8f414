// What the provider found is returned as data, and the denial made of it as the client.
use crate::AcmeStorage;
use crate::generated::acme_rack::{
    AcmeRack, AcmeRackCountAllOutput, AcmeRackKey, AcmeRackProvider, AcmeRackRenameInput,
    AcmeRackRenameOutput,
};
use crate::wmi::{Client, Error, Result};
use std::fs;

const STATE: &str = r"C:\ProgramData\Acme\state";

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
        if !client.as_provider(|| Ok(fs::exists(STATE)?))? {
            return Err(Error::denied());
        }
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
