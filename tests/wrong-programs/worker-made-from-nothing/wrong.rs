// error: E0451
// There is no worker but the one that a scope has put the client's identity on the thread for.
use crate::AcmeStorage;
use crate::generated::acme_disk::{AcmeDisk, AcmeDiskKey, AcmeDiskProvider};
use crate::wmi::{Client, Error, Instances, Result, Worker};
use std::marker::PhantomData;
use std::sync::Arc;

fn describe(worker: &Worker) -> String {
    worker.level().to_string()
}

impl AcmeDiskProvider for AcmeStorage {
    fn get(&self, _client: &mut Client<'_>, _key: &AcmeDiskKey) -> Result<AcmeDisk> {
        let worker = Worker {
            cancelled: Arc::default(),
            not_to_be_sent: PhantomData,
        };
        let _level = describe(&worker);
        Err(Error::not_found())
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeDisk>> {
        Ok(Instances::visible([]))
    }
}
