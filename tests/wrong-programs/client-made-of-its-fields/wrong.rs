// error: E0451
// There is no client but the one that the runtime has impersonated: its fields are its own.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result};
use std::marker::PhantomData;

fn describe(client: &Client<'_>) -> String {
    client.level().to_string()
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let _level = describe(&Client {
            call: todo!(),
            wanted: todo!(),
            not_to_be_kept: PhantomData,
            not_to_be_sent: PhantomData,
        });
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
