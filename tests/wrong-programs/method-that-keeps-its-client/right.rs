// What is known of the client is data, and can be kept.
use crate::AcmeStorage;
use crate::generated::acme_rack::{
    AcmeRack, AcmeRackCountAllOutput, AcmeRackKey, AcmeRackProvider, AcmeRackRenameInput,
    AcmeRackRenameOutput,
};
use crate::wmi::{Client, Error, Level, Result};
use std::cell::Cell;

thread_local! {
    static LAST: Cell<Option<Level>> = const { Cell::new(None) };
}

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
        LAST.set(Some(client.level()));
        Err(Error::not_found())
    }

    fn count_all(&self, _client: &mut Client<'_>) -> Result<AcmeRackCountAllOutput> {
        Ok(AcmeRackCountAllOutput { return_value: 0 })
    }
}
