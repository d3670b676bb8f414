//! An array that keeps an access list for each of its disks, beside the data, and that is watched by a thread of its own.

pub mod generated;
pub mod wmi;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use wmi::{Background, OwnError, Provider, SecurityDescriptor};

/// The right to know of a disk.
pub const SEE: u32 = 1;

/// The right to know how much of a disk is used.
pub const MEASURE: u32 = 2;

/// A disk, and who may know what of it.
pub struct StoredDisk {
    /// The name that the array gives the disk.
    pub device_id: &'static str,
    /// Bytes.
    pub capacity: u64,
    /// Bytes.
    pub free_space: u64,
    /// Grants [`SEE`] and [`MEASURE`].
    pub access: SecurityDescriptor,
}

/// What the provider's classes share.
pub struct AcmeStorage {
    /// The disks of the array.
    pub disks: Vec<StoredDisk>,
    /// Whether the array answers.
    pub online: Arc<AtomicBool>,
    /// Asks the array every few milliseconds, for as long as this value lives.
    _watch: Background,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        let disk = |device_id, capacity, free_space, granted: &str| {
            Ok::<_, OwnError>(StoredDisk {
                device_id,
                capacity,
                free_space,
                access: SecurityDescriptor::from_sddl(&format!("O:SYG:SYD:{granted}"))?,
            })
        };
        let online = Arc::new(AtomicBool::new(true));
        let told = Arc::clone(&online);
        let watch = Background::spawn(move |stop| {
            while !stop.wait(Duration::from_millis(2)) {
                told.store(true, Ordering::Relaxed);
            }
        })?;
        Ok(AcmeStorage {
            online,
            _watch: watch,
            disks: vec![
                disk("open", 4_000, 1_000, "(A;;0x3;;;WD)")?,
                disk("unmeasured", 8_000, 2_000, "(A;;0x1;;;WD)")?,
                disk("hidden", 16_000, 3_000, "(D;;0x3;;;WD)")?,
            ],
        })
    }
}
