// error: E0308
// replaces: src/classes/acme_rack.rs
// While a method acts as the provider it denies nothing: the right that is missing is the host's, and not the client's.
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
        client.as_provider(|| {
            if fs::exists(STATE)? {
                Ok(())
            } else {
                Err(Error::denied())
            }
        })?;
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
