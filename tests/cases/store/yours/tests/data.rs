//! What clients of every kind write in the store, over its files.
#![cfg(windows)]

mod harness;

use harness::codes::*;
use harness::{Level, Object, Provider, Put, Result, Value};
use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

const ADMINISTRATORS: &str = "S-1-5-32-544";

/// A store that has nothing in it, for one test at a time.
struct Store {
    folder: PathBuf,
    provider: Provider,
    _turn: MutexGuard<'static, ()>,
}

static TURN: Mutex<()> = Mutex::new(());

impl Store {
    fn empty() -> Result<Self> {
        let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
        let folder = std::env::temp_dir().join(format!("acme-store-{}", std::process::id()));
        for path in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = path.path();
            let removed = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
            removed.expect("an empty store");
        }
        Ok(Self {
            folder,
            provider: Provider::load()?,
            _turn: turn,
        })
    }

    /// A file that nobody may read or write: a folder is in its place.
    fn deny(&self, file: &str) {
        fs::create_dir(self.folder.join(file)).expect("a folder");
    }

    fn file(&self, file: &str) -> String {
        fs::read_to_string(self.folder.join(file)).expect("a file")
    }

    /// How often code of the classes that writes has been run.
    fn runs(&self) -> u32 {
        let count = fs::read_to_string(self.folder.join("runs.count"));
        count.map_or(0, |count| count.parse().expect("a number"))
    }
}

const DATA: &str = r#"Acme_Volume.Name="data""#;

fn status<T: std::fmt::Debug>(answer: Result<T>) -> windows_core::HRESULT {
    answer.expect_err("an error").status()
}

#[test]
fn a_volume_is_created_changed_partly_changed_and_deleted() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let part = Object::new("Acme_Part", &[("Bay", 3.into()), ("Serial", "S3".into())]);
    let path = client.create(
        "Acme_Volume",
        &[
            ("Name", "data".into()),
            ("Size", 4096.into()),
            ("Mode", 1.into()),
            ("Tags", ["a", "b"].into()),
            ("Part", part.into()),
            ("Secret", "sesame".into()),
        ],
    )?;
    assert_eq!(path, DATA);
    let volume = client.get(&path)?;
    // What the client leaves out has the class's default.
    assert_eq!(volume.get("Label"), "new");
    assert_eq!(volume.get("Size"), 4096);
    assert_eq!(volume.get("Tags"), ["a", "b"]);
    assert_eq!(volume.get("Part").get("Bay"), 3);
    assert_eq!(volume.get("Secret"), Value::Null);
    assert!(store.file("data.volume").contains("secret=sesame"));

    // A whole instance, as most clients put it: what is NULL because the client is not told it, stays.
    assert_eq!(client.update(&path, &[("Label", "big".into())])?, DATA);
    let volume = client.get(&path)?;
    assert_eq!(volume.get("Label"), "big");
    assert_eq!(volume.get("Mode"), 1);
    assert_eq!(volume.get("Revision"), 2);
    assert!(store.file("data.volume").contains("secret=sesame"));

    // A part: nothing else is meant, and what is not seen can be written.
    client.update_part(&path, &[("Secret", "open".into()), ("Tags", Value::Null)])?;
    let volume = client.get(&path)?;
    assert_eq!(volume.get("Tags"), Value::Null);
    assert_eq!(volume.get("Label"), "big");
    assert!(store.file("data.volume").contains("secret=open"));

    client.delete(&path)?;
    assert_eq!(status(client.get(&path)), WBEM_E_NOT_FOUND);
    assert_eq!(status(client.delete(&path)), WBEM_E_NOT_FOUND);
    assert!(!store.folder.join("data.volume").exists());
    Ok(())
}

#[test]
fn a_put_says_if_it_may_create_and_if_it_may_change() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let labelled = |label: &str| {
        let values = [("Name", "data".into()), ("Label", label.into())];
        Object::new("Acme_Volume", &values)
    };
    let none = client.put(&labelled("a"), Put::UpdateOnly);
    assert_eq!(status(none), WBEM_E_NOT_FOUND);
    assert_eq!(client.put(&labelled("a"), Put::CreateOrUpdate)?, DATA);
    let taken = client.put(&labelled("b"), Put::CreateOnly);
    assert_eq!(status(taken), WBEM_E_ALREADY_EXISTS);
    assert_eq!(client.get(DATA)?.get("Label"), "a");
    assert_eq!(client.put(&labelled("b"), Put::CreateOrUpdate)?, DATA);
    assert_eq!(client.put(&labelled("c"), Put::UpdateOnly)?, DATA);
    assert_eq!(client.get(DATA)?.get("Label"), "c");
    // Nothing is changed by what is the same, and no code is run for it.
    let runs = store.runs();
    assert_eq!(client.put_part(&labelled("c"), &[], Put::UpdateOnly)?, DATA);
    assert_eq!(store.runs(), runs);
    Ok(())
}

#[test]
fn what_the_class_does_not_take_never_reaches_its_code() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    client.create("Acme_Volume", &[("Name", "data".into())])?;
    let runs = store.runs();
    let update = |values: &[(&str, Value)]| status(client.update_part(DATA, values));
    let long = "x".repeat(33);
    assert_eq!(update(&[("Label", long.into())]), WBEM_E_VALUE_OUT_OF_RANGE);
    assert_eq!(update(&[("Size", 0.into())]), WBEM_E_VALUE_OUT_OF_RANGE);
    assert_eq!(update(&[("Label", Value::Null)]), WBEM_E_ILLEGAL_NULL);
    let five = ["a", "b", "c", "d", "e"];
    assert_eq!(update(&[("Tags", five.into())]), WBEM_E_VALUE_OUT_OF_RANGE);
    assert_eq!(update(&[("Revision", 7.into())]), WBEM_E_READ_ONLY);
    let volume = client.get(DATA)?;
    let unknown = client.put_part(&volume, &["NoSuchProperty"], Put::UpdateOnly);
    assert_eq!(status(unknown), WBEM_E_INVALID_PROPERTY);
    let name = [("Name", "no/volume".into())];
    let created = client.create("Acme_Volume", &name);
    assert_eq!(store.runs(), runs + 1, "the name is for the code to judge");
    assert_eq!(status(created), WBEM_E_INVALID_PARAMETER);
    // What cannot be written is taken where it is what the client was told.
    client.update(DATA, &[("Revision", 1.into()), ("Label", "b".into())])?;
    assert_eq!(client.get(DATA)?.get("Revision"), 2);
    Ok(())
}

#[test]
fn a_volume_that_the_client_may_not_see_is_as_one_that_is_not_there() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    store.deny("hidden.volume");
    let [hidden, none] = ["hidden", "nothing"].map(|name| format!("Acme_Volume.Name={name:?}"));
    let seen = |answer: Result<String>| answer.expect_err("an error").seen().to_vec();
    let label = [("Label", "a".into())];
    let changed = [&hidden, &none].map(|path| seen(client.update_part(path, &label)));
    assert_eq!(changed[0], changed[1]);
    let deleted = [&hidden, &none].map(|path| seen(client.delete(path).map(|()| String::new())));
    assert_eq!(deleted[0], deleted[1]);
    assert_eq!(store.runs(), 0);
    // The one thing that logic cannot hide from whoever may create: the name is taken.
    let name = [("Name", "hidden".into())];
    let taken = client.create("Acme_Volume", &name);
    assert_eq!(status(taken), WBEM_E_ALREADY_EXISTS);
    let either = client.put(&Object::new("Acme_Volume", &name), Put::CreateOrUpdate);
    assert_eq!(status(either), WBEM_E_ACCESS_DENIED);
    assert_eq!(store.runs(), 0);
    Ok(())
}

#[test]
fn who_may_not_create_learns_nothing_of_what_there_is() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    store.deny("register");
    store.deny("hidden.volume");
    for name in ["hidden", "nothing"] {
        let values = [("Name", name.into())];
        let created = client.create("Acme_Volume", &values);
        assert_eq!(status(created), WBEM_E_ACCESS_DENIED, "{name}");
        // It is as if it changed what is not there.
        let either = client.put(&Object::new("Acme_Volume", &values), Put::CreateOrUpdate);
        assert_eq!(status(either), WBEM_E_NOT_FOUND, "{name}");
    }
    assert_eq!(store.runs(), 0);
    Ok(())
}

#[test]
fn who_may_see_a_volume_and_not_write_it_is_told_so() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    client.create("Acme_Volume", &[("Name", "data".into())])?;
    store.deny("data.guard");
    let changed = client.update(DATA, &[("Label", "b".into())]);
    assert_eq!(status(changed), WBEM_E_ACCESS_DENIED);
    assert_eq!(status(client.delete(DATA)), WBEM_E_ACCESS_DENIED);
    assert_eq!(client.get(DATA)?.get("Label"), "new");
    Ok(())
}

#[test]
fn a_note_that_the_client_may_not_see_stays_unless_it_is_written() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let values = [("Name", "data".into()), ("Note", "kept".into())];
    client.create("Acme_Volume", &values)?;
    client.update_part(DATA, &[("Note", "noted".into())])?;
    assert_eq!(client.get(DATA)?.get("Note"), "noted");
    fs::remove_file(store.folder.join("data.note")).expect("a note");
    store.deny("data.note");
    assert_eq!(client.get(DATA)?.get("Note"), Value::Null);
    client.update(DATA, &[("Label", "b".into())])?;
    // It may not be written either, which is for its file to say, and nothing of the rest is changed then.
    let written = client.update(DATA, &[("Note", "c".into()), ("Label", "d".into())]);
    assert_eq!(status(written), WBEM_E_ACCESS_DENIED);
    assert_eq!(client.get(DATA)?.get("Label"), "b");
    Ok(())
}

#[test]
fn a_rule_says_who_may_write_a_property() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let quota = [("Name", "data".into()), ("Quota", 7.into())];
    let stranger = || {
        let client = store.provider.client(Level::Impersonate);
        client.without_groups(&[ADMINISTRATORS])
    };
    let created = stranger().create("Acme_Volume", &quota);
    assert_eq!(status(created), WBEM_E_ACCESS_DENIED);
    assert_eq!(store.runs(), 0);
    client.create("Acme_Volume", &quota)?;
    // What it is told, it may put back.
    stranger().update(DATA, &[("Label", "b".into())])?;
    let changed = stranger().update(DATA, &[("Quota", 8.into())]);
    assert_eq!(status(changed), WBEM_E_ACCESS_DENIED);
    client.update(DATA, &[("Quota", 8.into())])?;
    assert_eq!(client.get(DATA)?.get("Quota"), 8);
    Ok(())
}

#[test]
fn the_store_chooses_the_numbers_of_snapshots() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    client.create("Acme_Volume", &[("Name", "data".into())])?;
    let of = [("Volume", DATA.into())];
    assert_eq!(
        client.create("Acme_Snapshot", &of)?,
        "Acme_Snapshot.Number=1"
    );
    assert_eq!(
        client.create("Acme_Snapshot", &of)?,
        "Acme_Snapshot.Number=2"
    );
    let own = [("Volume", DATA.into()), ("Number", 7.into())];
    assert_eq!(
        client.create("Acme_Snapshot", &own)?,
        "Acme_Snapshot.Number=7"
    );
    let taken = client.create("Acme_Snapshot", &own);
    assert_eq!(status(taken), WBEM_E_ALREADY_EXISTS);
    let nothing = client.create("Acme_Snapshot", &[]);
    assert_eq!(status(nothing), WBEM_E_ILLEGAL_NULL);
    // Nobody changes one.
    let snapshot = client.get("Acme_Snapshot.Number=2")?;
    let changed = client.put(&snapshot, Put::UpdateOnly);
    assert_eq!(status(changed), WBEM_E_PROVIDER_NOT_CAPABLE);
    client.delete("Acme_Snapshot.Number=2")?;
    assert_eq!(client.enumerate("Acme_Snapshot")?.objects.len(), 2);
    Ok(())
}

#[test]
fn who_has_not_the_right_to_write_is_told_so_whatever_there_is() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    client.create("Acme_Volume", &[("Name", "data".into())])?;
    let of = [("Volume", DATA.into())];
    client.create("Acme_Snapshot", &of)?;
    let runs = store.runs();
    let stranger = client.without_groups(&[ADMINISTRATORS]);
    let created = stranger.create("Acme_Snapshot", &of);
    assert_eq!(status(created), WBEM_E_ACCESS_DENIED);
    for number in [1, 2] {
        let path = format!("Acme_Snapshot.Number={number}");
        assert_eq!(status(stranger.delete(&path)), WBEM_E_ACCESS_DENIED);
    }
    assert_eq!(store.runs(), runs);
    assert_eq!(stranger.enumerate("Acme_Snapshot")?.objects.len(), 1);
    Ok(())
}

#[test]
fn the_one_instance_of_a_singleton_is_changed() -> Result {
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let settings = "Acme_Settings=@";
    assert_eq!(client.get(settings)?.get("Interval"), 60);
    let changed = client.update(settings, &[("Keeper", "Alice".into())])?;
    assert_eq!(changed, settings);
    client.update_part(settings, &[("Interval", 5.into())])?;
    let now = client.get(settings)?;
    assert_eq!(now.get("Keeper"), "Alice");
    assert_eq!(now.get("Interval"), 5);
    let created = client.create("Acme_Settings", &[("Interval", 5.into())]);
    assert_eq!(status(created), WBEM_E_PROVIDER_NOT_CAPABLE);
    Ok(())
}

#[test]
fn clients_below_the_level_are_denied_whatever_they_want() -> Result {
    let store = Store::empty()?;
    let full = store.provider.client(Level::Impersonate);
    full.create("Acme_Volume", &[("Name", "data".into())])?;
    let runs = store.runs();
    for level in [Level::Anonymous, Level::Identify] {
        let client = store.provider.client(level);
        let named = [("Name", "b".into())];
        let denied = [
            status(client.create("Acme_Volume", &named)),
            status(client.update_part(DATA, &[("Label", "b".into())])),
            status(client.delete(DATA)),
        ];
        assert_eq!(denied, [WBEM_E_ACCESS_DENIED; 3], "{level:?}");
    }
    assert_eq!(store.runs(), runs);
    Ok(())
}

#[test]
fn the_log_is_told_who_wrote_and_no_value() -> Result {
    let log = std::env::temp_dir().join(format!("acme-store-{}.log", std::process::id()));
    let store = Store::empty()?;
    let client = store.provider.client(Level::Impersonate);
    let secret = [("Name", "data".into()), ("Secret", "sesame".into())];
    client.create("Acme_Volume", &secret)?;
    client.delete(DATA)?;
    let told = fs::read_to_string(log).expect("a log");
    assert!(told.contains("Put Acme_Volume: WBEM_S_NO_ERROR"), "{told}");
    assert!(
        told.contains("Delete Acme_Volume: WBEM_S_NO_ERROR"),
        "{told}"
    );
    assert!(!told.contains("sesame") && !told.contains("data"), "{told}");
    Ok(())
}
