//! The array itself, of which there is one.

use super::acme_disk::{SECRET, reference};
use crate::generated::acme_array::{
    AcmeArray, AcmeArrayProvider, AcmeArrayRebuildInput, AcmeArrayRebuildOutput,
};
use crate::wmi::{Client, Error, Result};

impl AcmeArrayProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>) -> Result<AcmeArray> {
        Ok(AcmeArray {
            label: Some("The array".to_owned()),
        })
    }

    fn rebuild(
        &self,
        _client: &mut Client<'_>,
        input: AcmeArrayRebuildInput,
    ) -> Result<AcmeArrayRebuildOutput> {
        let disk = input.disk.key();
        if disk.device_id == SECRET {
            return Err(Error::denied());
        }
        // The spare that is free is one that no client may see.
        let spare = input.spare.unwrap_or_else(|| reference(SECRET));
        Ok(AcmeArrayRebuildOutput {
            return_value: 0,
            spare: Some(spare),
            left: vec![reference("d1"), reference("d2")],
        })
    }
}
