// error: E0308
// replaces: src/classes/acme_rack.rs
// What the client may be denied is no plain value, and so does not get into what a method answers unnoticed.
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
        client: &mut Client<'_>,
        key: &AcmeRackKey,
        _input: AcmeRackRenameInput,
    ) -> Result<AcmeRackRenameOutput> {
        let rack = self.get(client, key)?;
        Ok(AcmeRackRenameOutput { former: rack.owner })
    }

    fn count_all(&self, _client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
