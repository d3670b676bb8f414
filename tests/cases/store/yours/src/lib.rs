//! A store whose volumes are files: who may do what with one, the file says.

mod files;
pub mod generated;
pub mod wmi;

use std::fs;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use wmi::{Event, OwnError, Provider};

/// What the provider's classes share.
pub struct AcmeStore {
    folder: PathBuf,
    /// What is read, compared and written again, one client does at a time.
    turn: Mutex<()>,
    /// How often code that writes has been run, for the tests.
    runs: AtomicUsize,
}

impl Provider for AcmeStore {
    fn initialize() -> Result<Self, OwnError> {
        // A process has a store of its own: that of a machine would have a fixed place.
        let folder = format!("acme-store-{}", std::process::id());
        let folder = std::env::temp_dir().join(folder);
        fs::create_dir_all(&folder)?;
        Ok(AcmeStore {
            folder,
            turn: Mutex::new(()),
            runs: AtomicUsize::new(0),
        })
    }

    fn log(event: &Event<'_>) {
        // One line for each operation, which a test reads.
        let path = std::env::temp_dir().join(format!("acme-store-{}.log", std::process::id()));
        let caller = event.caller.is_some();
        let line = format!(
            "{:?} {}: {} {caller}\n",
            event.operation,
            event.class.unwrap_or_default(),
            event.status
        );
        let file = fs::OpenOptions::new().create(true).append(true).open(path);
        let _ = file.and_then(|mut file| std::io::Write::write_all(&mut file, line.as_bytes()));
    }
}

impl AcmeStore {
    /// Notes that code which writes is run.
    fn note_run(&self) {
        let runs = self.runs.fetch_add(1, Ordering::Relaxed) + 1;
        let path = self.folder.join("runs.count");
        let _ = fs::write(path, runs.to_string());
    }
}
