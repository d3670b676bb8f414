//! A board that keeps what its firmware is in memory, and access lists beside some of it.

pub mod generated;
pub mod wmi;

use wmi::{Client, Error, OwnError, Provider, Read, SecurityDescriptor};

/// The right to see something.
const SEE: u32 = 1;

/// What the provider's classes share.
pub struct ContosoBoard {
    /// Grants nobody anything.
    nobody: SecurityDescriptor,
}

impl ContosoBoard {
    /// What only a client with a right may see that nobody has here.
    pub fn secret<T>(&self, client: &Client<'_>, value: T) -> wmi::Result<Read<T>> {
        Ok(if client.allows(&self.nobody, SEE)? {
            Read::Value(value)
        } else {
            Read::Denied
        })
    }

    /// Refuses a client that lacks the right, which every client does.
    pub fn refuse(&self, client: &Client<'_>) -> wmi::Result<()> {
        if client.allows(&self.nobody, SEE)? {
            Ok(())
        } else {
            Err(Error::denied())
        }
    }
}

impl Provider for ContosoBoard {
    fn initialize() -> Result<Self, OwnError> {
        let nobody = SecurityDescriptor::from_sddl("O:SYG:SYD:(D;;0x1;;;WD)")?;
        Ok(ContosoBoard { nobody })
    }
}
