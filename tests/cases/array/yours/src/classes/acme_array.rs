//! The array itself, of which there is one.

use crate::generated::acme_array::{AcmeArray, AcmeArrayProvider};
use crate::wmi::{Client, Result};

impl AcmeArrayProvider for crate::AcmeArrays {
    fn get(&self, _client: &mut Client<'_>) -> Result<AcmeArray> {
        Ok(AcmeArray {
            label: Some("The array".to_owned()),
        })
    }
}
