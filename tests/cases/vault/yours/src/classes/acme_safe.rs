//! The one safe.

use crate::generated::acme_safe::{AcmeSafe, AcmeSafeKey, AcmeSafeLockInput, AcmeSafeProvider};
use crate::wmi::{Client, Error, Instances, Result};

impl AcmeSafeProvider for crate::AcmeVault {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeSafeKey) -> Result<AcmeSafe> {
        if key.number == 7 {
            Ok(safe())
        } else {
            Err(Error::not_found())
        }
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSafe>> {
        Ok(Instances::visible([safe()]))
    }

    fn lock(
        &self,
        _client: &mut Client<'_>,
        _key: &AcmeSafeKey,
        input: AcmeSafeLockInput,
    ) -> Result<()> {
        if input.code.is_empty() {
            return Err(Error::failed("a safe with no code"));
        }
        Ok(())
    }
}

fn safe() -> AcmeSafe {
    AcmeSafe::with_key(AcmeSafeKey { number: 7 })
}
