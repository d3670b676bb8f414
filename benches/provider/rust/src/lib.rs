//! The golden provider with disks in memory: the same as those of the C++ provider beside it.

pub mod generated;
pub mod wmi;

use std::collections::HashMap;
use std::env;

use wmi::{DateTime, OwnError, Provider};

/// A disk, as the array knows it.
pub struct StoredDisk {
    /// The name that the array gives the disk.
    pub device_id: String,
    /// Bytes.
    pub capacity: u64,
    /// Bytes.
    pub free_space: u64,
    /// Whether the disk takes part in the array.
    pub online: bool,
    /// Revolutions per minute.
    pub spindle: u32,
    /// When the disk was put into the array.
    pub installed: DateTime,
}

/// What the provider's classes share.
pub struct AcmeStorage {
    /// The disks of the array, as many as the environment says.
    pub disks: Vec<StoredDisk>,
    /// Their places, by their names in small letters.
    pub by_id: HashMap<String, usize>,
}

impl Provider for AcmeStorage {
    fn initialize() -> Result<Self, OwnError> {
        let rows = env::var("BENCH_ROWS").ok();
        let rows = rows.and_then(|rows| rows.parse().ok()).unwrap_or(0);
        let disks: Vec<StoredDisk> = (0..rows).map(disk).collect();
        let places = disks.iter().enumerate();
        let by_id = places.map(|(place, disk)| (disk.device_id.to_ascii_lowercase(), place));
        Ok(AcmeStorage {
            by_id: by_id.collect(),
            disks,
        })
    }
}

/// The disk of that number: the same as in `benches/provider/cpp/disk.h`.
fn disk(number: u32) -> StoredDisk {
    let capacity = 4_000_000_000_000 + u64::from(number) * 4096;
    let part = |of: u32| u8::try_from(number % of).unwrap_or(0);
    let installed = DateTime::new(
        (2024, 1 + part(12), 1 + part(28)),
        (part(24), part(60), 30),
        0,
        0,
    );
    StoredDisk {
        device_id: format!("array-0/disk-{number:06}"),
        capacity,
        free_space: capacity / 2 + u64::from(number),
        online: !number.is_multiple_of(7),
        spindle: 7200,
        installed: installed.expect("a moment that there is"),
    }
}
