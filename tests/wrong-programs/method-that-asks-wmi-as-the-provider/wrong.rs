// error: E0502
// replaces: src/classes/acme_rack.rs
// A method that acts as the provider cannot enter WMI: it would be answered what the host may see.
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
            let _rack = client.wmi().get_object("Acme_Rack.Name='a'");
            Ok(fs::write(STATE, "counted")?)
        })?;
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
