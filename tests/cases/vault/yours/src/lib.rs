//! A vault, of which the code gives everything to everybody: who may see what of it, wmigen.toml says.

pub mod generated;
pub mod wmi;

use std::sync::Mutex;
use wmi::{Event, OwnError, Provider};

/// What the provider's classes share.
pub struct AcmeVault {}

/// Who called so far, and what for, for whoever looks after the vault.
pub static CALLS: Mutex<Vec<String>> = Mutex::new(Vec::new());

impl Provider for AcmeVault {
    fn initialize() -> Result<Self, OwnError> {
        Ok(AcmeVault {})
    }

    fn log(event: &Event<'_>) {
        let caller = event.caller.map(ToString::to_string);
        let caller = caller.unwrap_or_else(|| "nobody".to_owned());
        let class = event.class.unwrap_or_default();
        let line = format!("{caller}: {:?} {class}: {}", event.operation, event.status);
        if let Ok(mut calls) = CALLS.lock() {
            calls.push(line);
        }
    }
}
