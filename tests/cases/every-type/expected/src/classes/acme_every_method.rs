//! The methods of `Acme_EveryMethod`. This file is yours: wmigen wrote it once, and does not touch it again.
//!
//! The code here runs as the client. Read the data with the client's rights, and use `?`: an error that means "access
//! denied" is a denial, and wmigen.toml says what the client is told.

use crate::generated::acme_every_method::{
    AcmeEveryMethodDefaultInput, AcmeEveryMethodDefaultOutput, AcmeEveryMethodEchoInput,
    AcmeEveryMethodEchoOutput, AcmeEveryMethodNextInput, AcmeEveryMethodNextOutput,
    AcmeEveryMethodProvider,
};
use crate::wmi::{Client, Error, Result};

impl AcmeEveryMethodProvider for crate::AcmeTypes {
    fn echo(
        &self,
        _client: &mut Client<'_>,
        _input: AcmeEveryMethodEchoInput,
    ) -> Result<AcmeEveryMethodEchoOutput> {
        // Do as the client what `Echo` is for; `?` passes on that the client may not.
        Err(Error::failed("Echo is not written yet"))
    }

    fn default(
        &self,
        _client: &mut Client<'_>,
        _input: AcmeEveryMethodDefaultInput,
    ) -> Result<AcmeEveryMethodDefaultOutput> {
        // Do as the client what `Default` is for; `?` passes on that the client may not.
        Err(Error::failed("Default is not written yet"))
    }

    fn next(
        &self,
        _client: &mut Client<'_>,
        _input: AcmeEveryMethodNextInput,
    ) -> Result<AcmeEveryMethodNextOutput> {
        // Do as the client what `Next` is for; `?` passes on that the client may not.
        Err(Error::failed("Next is not written yet"))
    }

    fn self_test(&self, _client: &mut Client<'_>) -> Result<()> {
        // Do as the client what `Self` is for; `?` passes on that the client may not.
        Err(Error::failed("Self is not written yet"))
    }
}
