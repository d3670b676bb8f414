//! The settings of the store, which are one file.

use crate::files::{self, Values};
use crate::generated::acme_settings::{AcmeSettings, AcmeSettingsChange, AcmeSettingsProvider};
use crate::wmi::{Client, Instances, Result};
use std::path::PathBuf;
use std::sync::PoisonError;

impl AcmeSettingsProvider for crate::AcmeStore {
    fn get(&self, _client: &mut Client<'_>) -> Result<AcmeSettings> {
        self.settings()
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeSettings>> {
        Ok(Instances::new([self.settings()]))
    }

    fn update(&self, _client: &mut Client<'_>, change: AcmeSettingsChange) -> Result<()> {
        self.note_run();
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut settings = self.settings()?;
        change.interval.apply_to(&mut settings.interval);
        change.keeper.apply_to(&mut settings.keeper);
        let mut values = Values::new();
        values.insert("interval".to_owned(), settings.interval.to_string());
        values.extend(settings.keeper.map(|keeper| ("keeper".to_owned(), keeper)));
        let path = self.settings_path();
        if path.exists() {
            files::replace(&path, &values)
        } else {
            files::create(&path, &values)
        }
    }
}

impl crate::AcmeStore {
    fn settings_path(&self) -> PathBuf {
        self.folder.join("settings.values")
    }

    fn settings(&self) -> Result<AcmeSettings> {
        let mut values = match files::read(&self.settings_path()) {
            // Nobody has set anything yet.
            Err(error) if error.is_not_found() => Values::new(),
            read => read?,
        };
        let mut settings = AcmeSettings::with_defaults();
        if let Some(interval) = values.get("interval").and_then(|text| text.parse().ok()) {
            settings.interval = interval;
        }
        settings.keeper = values.remove("keeper");
        Ok(settings)
    }
}
