// error: E0500, E0501
// replaces: src/classes/acme_rack.rs
// The code of another method runs as the client, too: there is no client to hand over while the provider acts as itself.
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
        _key: &AcmeRackKey,
        _input: AcmeRackRenameInput,
    ) -> Result<AcmeRackRenameOutput> {
        let count = client.as_provider(|| Ok(self.count_all(client).ok()))?;
        Ok(AcmeRackRenameOutput {
            former: format!("{count:?}"),
        })
    }

    fn count_all(&self, _client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
