// The other method is called as the client, and what it returns is data.
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
        let count = self.count_all(client)?;
        client.as_provider(|| Ok(()))?;
        Ok(AcmeRackRenameOutput {
            former: format!("{count:?}"),
        })
    }

    fn count_all(&self, _client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
