// error: E0061
// replaces: src/classes/acme_rack.rs
// The code of a method is called for a client, by other code of the provider's as well: without one nobody was asked.
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
        let count = self.count_all()?;
        Ok(AcmeRackRenameOutput {
            former: format!("{count:?}"),
        })
    }

    fn count_all(&self, _client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
