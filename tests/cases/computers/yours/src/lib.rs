//! A directory of computers, each domain of which has an access list of its own.

pub mod generated;
pub mod wmi;

use wmi::{OwnError, Provider, SecurityDescriptor};

/// The right to know of what is in a domain.
pub const READ: u32 = 1;

/// A domain, and who may read it.
pub struct Domain {
    /// Its name.
    pub name: &'static str,
    /// How many computers it has, numbered from 1.
    pub computers: u32,
    /// Grants [`READ`].
    pub access: SecurityDescriptor,
}

/// What the provider's classes share.
pub struct AcmeDirectory {
    /// The domains of the network.
    pub domains: Vec<Domain>,
}

impl Provider for AcmeDirectory {
    fn initialize() -> Result<Self, OwnError> {
        let domain = |name, computers, granted: &str| {
            Ok::<_, OwnError>(Domain {
                name,
                computers,
                access: SecurityDescriptor::from_sddl(&format!("O:SYG:SYD:{granted}"))?,
            })
        };
        Ok(AcmeDirectory {
            domains: vec![
                domain("own", 2, "(A;;0x1;;;WD)")?,
                domain("other", 3, "(D;;0x1;;;WD)")?,
                domain("shared", 1, "(A;;0x1;;;WD)")?,
            ],
        })
    }
}
