//! The volumes, a file each.

use crate::files::{self, Values};
use crate::generated::acme_part::AcmePart;
use crate::generated::acme_volume::{
    AcmeVolume, AcmeVolumeChange, AcmeVolumeKey, AcmeVolumeMode, AcmeVolumeNew, AcmeVolumeProvider,
};
use crate::wmi::{Client, Error, Instances, Read, Reference, Result};
use std::path::PathBuf;
use std::sync::PoisonError;
use std::{fs, io};

impl AcmeVolumeProvider for crate::AcmeStore {
    fn get(&self, _client: &mut Client<'_>, key: &AcmeVolumeKey) -> Result<AcmeVolume> {
        self.volume(&key.name)
    }

    fn enumerate<'a>(&'a self, _client: &'a mut Client<'_>) -> Result<Instances<'a, AcmeVolume>> {
        let names = files::names(&self.folder, "volume")?;
        let volumes = names.into_iter().map(|name| self.volume(&name));
        Ok(Instances::new(volumes))
    }

    /// Who may write the register of the store may have volumes in it.
    fn authorize_create(&self, _client: &mut Client<'_>) -> Result<()> {
        files::pass(&self.folder.join("register"))
    }

    fn create(&self, _client: &mut Client<'_>, new: AcmeVolumeNew) -> Result<AcmeVolumeKey> {
        self.note_run();
        let Some(name) = new.name else {
            return Err(Error::invalid("a volume has a name"));
        };
        let path = files::of(&self.folder, &name, "volume");
        let path = path.ok_or_else(|| Error::invalid("no volume can have this name"))?;
        let mut volume = AcmeVolume {
            size: new.size,
            mode: new.mode,
            tags: new.tags,
            part: new.part,
            mirror: new.mirror,
            quota: new.quota.into(),
            note: new.note.into(),
            revision: Some(1),
            ..AcmeVolume::with_key(AcmeVolumeKey { name: name.clone() })
        };
        volume.label = new.label;
        files::create(&path, &values(&volume, new.secret))?;
        Ok(AcmeVolumeKey { name })
    }

    fn update(
        &self,
        _client: &mut Client<'_>,
        key: &AcmeVolumeKey,
        change: AcmeVolumeChange,
    ) -> Result<()> {
        self.note_run();
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        let mut volume = self.volume(&key.name)?;
        let path = self.path(&key.name)?;
        files::pass(&path.with_extension("guard"))?;
        let mut secret = files::read(&path)?.remove("secret");
        change.label.apply_to(&mut volume.label);
        change.size.apply_to(&mut volume.size);
        change.mode.apply_to(&mut volume.mode);
        change.tags.apply_to(&mut volume.tags);
        change.part.apply_to(&mut volume.part);
        change.mirror.apply_to(&mut volume.mirror);
        // What the client may not see, it may still replace; what it keeps, stays in its own file.
        if let crate::wmi::Change::To(quota) = change.quota {
            volume.quota = quota.into();
        }
        if let crate::wmi::Change::To(note) = change.note {
            fs::write(path.with_extension("note"), note.unwrap_or_default())?;
        }
        change.secret.apply_to(&mut secret);
        volume.revision = volume.revision.map(|revision| revision + 1);
        files::replace(&path, &values(&volume, secret))
    }

    fn delete(&self, _client: &mut Client<'_>, key: &AcmeVolumeKey) -> Result<()> {
        self.note_run();
        let path = self.path(&key.name)?;
        files::pass(&path.with_extension("guard"))?;
        fs::remove_file(path)?;
        Ok(())
    }
}

impl crate::AcmeStore {
    fn path(&self, name: &str) -> Result<PathBuf> {
        files::of(&self.folder, name, "volume").ok_or_else(Error::not_found)
    }

    fn volume(&self, name: &str) -> Result<AcmeVolume> {
        let path = self.path(name)?;
        let values = files::read(&path)?;
        let text = |name: &str| values.get(name).cloned();
        let number = |name: &str| values.get(name).and_then(|text| text.parse::<u64>().ok());
        let key = AcmeVolumeKey {
            name: text("name").unwrap_or_else(|| name.to_owned()),
        };
        let part = text("bay").and_then(|bay| bay.parse().ok());
        let mirror = text("mirror").map(|name| Reference::from(AcmeVolumeKey { name }));
        let mut volume = AcmeVolume {
            size: number("size"),
            mode: values.get("mode").map(|mode| match mode.as_str() {
                "1" => AcmeVolumeMode::Online,
                _ => AcmeVolumeMode::Offline,
            }),
            tags: text("tags").map(|tags| listed(&tags)),
            part: part.map(|bay| AcmePart {
                bay,
                serial: text("serial"),
            }),
            mirror,
            quota: number("quota")
                .and_then(|quota| u32::try_from(quota).ok())
                .into(),
            note: Read::from_result(note(&path.with_extension("note")))?,
            secret: Read::Denied,
            revision: number("revision").and_then(|number| u32::try_from(number).ok()),
            ..AcmeVolume::with_key(key)
        };
        if let Some(label) = text("label") {
            volume.label = label;
        }
        Ok(volume)
    }
}

fn listed(tags: &str) -> Vec<String> {
    let tags = tags.split(',').filter(|tag| !tag.is_empty());
    tags.map(str::to_owned).collect()
}

/// What the file beside that of a volume says, which may be kept from the client that may see the volume.
fn note(path: &std::path::Path) -> Result<Option<String>> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        read => Ok(Some(read?).filter(|note| !note.is_empty())),
    }
}

/// What a volume's file says.
fn values(volume: &AcmeVolume, secret: Option<String>) -> Values {
    let mut values = Values::new();
    let mut put = |name: &str, value: Option<String>| {
        values.extend(value.map(|value| (name.to_owned(), value)));
    };
    put("name", Some(volume.name.clone()));
    put("label", Some(volume.label.clone()));
    put("size", volume.size.map(|size| size.to_string()));
    put("mode", volume.mode.map(|mode| mode.value().to_string()));
    put("tags", volume.tags.as_ref().map(|tags| tags.join(",")));
    put("bay", volume.part.as_ref().map(|part| part.bay.to_string()));
    put(
        "serial",
        volume.part.as_ref().and_then(|part| part.serial.clone()),
    );
    let mirror = volume.mirror.as_ref();
    put("mirror", mirror.map(|mirror| mirror.key().name.clone()));
    if let Read::Value(quota) = volume.quota {
        put("quota", Some(quota.to_string()));
    }
    put("secret", secret);
    put(
        "revision",
        volume.revision.map(|revision| revision.to_string()),
    );
    values
}
