// WMI is asked as the client, and the method acts as the provider afterwards.
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
        let _rack = client.wmi().get_object("Acme_Rack.Name='a'")?;
        client.as_provider(|| Ok(fs::write(STATE, "counted")?))?;
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
