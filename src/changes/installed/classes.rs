//! What becomes of the classes that are installed, and of what clients know of them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::{InstallationChange, InstallationChangeKind};
use crate::diagnostics::{quoted, some};
use crate::model::{Class, Kind, Provider, Value};

/// What to do about subscriptions, which WMI keeps by the text of their queries.
pub const SUBSCRIPTIONS: &str = "change the clients first; `Get-CimInstance -Namespace root\\subscription -ClassName __EventFilter` \
     lists the queries of the subscriptions on a machine";

/// What to do about classes of others that stand in the way.
const DERIVED: &str = "where others have derived classes from it, have these deleted before the upgrade and made again \
     afterwards";

/// A class that is gone, unless another spec's class has its name in WMI.
pub fn removed(class: &Class, new: &Provider) -> Option<InstallationChange> {
    if is_there(class, new) {
        return None;
    }
    let message = format!(
        "the class {} is gone: `upgrade.ps1` deletes it from WMI, and with it the classes that others have derived from \
         it; the scripts and event subscriptions that name it stay, and find no class",
        quoted(&class.name),
    );
    let kind = InstallationChangeKind::ClassRemoved;
    Some(InstallationChange::new(kind, message, Some(SUBSCRIPTIONS)).of_class(&class.name))
}

/// A class that has another name, which to WMI is another class.
pub fn renamed(before: &Class, now: &Class, new: &Provider) -> Option<InstallationChange> {
    let same = before.name.eq_ignore_ascii_case(&now.name);
    if same || is_there(before, new) {
        return None;
    }
    let message = format!(
        "the class {} is {} now: `upgrade.ps1` makes the new one and deletes the old one from WMI, and with it the \
         classes that others have derived from it; the scripts and event subscriptions that name the old one stay, and \
         find no class",
        quoted(&before.name),
        quoted(&now.name),
    );
    let kind = InstallationChangeKind::ClassRenamed;
    Some(InstallationChange::new(kind, message, Some(SUBSCRIPTIONS)).of_class(&now.name))
}

/// Whether a provider has a class of that name in the same namespace.
fn is_there(class: &Class, provider: &Provider) -> bool {
    let mut places = provider.places().into_iter();
    places.any(|(namespace, other)| {
        let same = other.name.eq_ignore_ascii_case(&class.name);
        same && (!class.is_served() || *namespace == class.namespace)
    })
}

/// A class whose definition is another in more than what people read, which WMI changes only where no class derives from
/// it (WMI: `WBEM_FLAG_UPDATE_COMPATIBLE`, mofcomp's own way).
pub fn changed(before: &Class, now: &Class, old: &Provider) -> Option<InstallationChange> {
    if !before.name.eq_ignore_ascii_case(&now.name) || before.namespace != now.namespace {
        return None;
    }
    let was = definitions(before);
    let mut differing = definitions(now);
    differing.retain(|name, definition| was.get(name) != Some(definition));
    let names = now.properties.iter().map(|property| property.name.as_str());
    let mut names: Vec<_> = names
        .filter(|name| differing.contains_key(&name.to_ascii_lowercase()))
        .collect();
    let gone = gone(before, now);
    names.extend(&gone);
    if names.is_empty() {
        return None;
    }
    let refusal = Refusal::of(before, old);
    let mut message = format!(
        "the class {} differs in {}: {}",
        quoted(&now.name),
        some(&names),
        refusal.words(),
    );
    if !gone.is_empty() {
        // Writing to a string cannot fail.
        let _ = write!(
            message,
            "; clients that name {} find no such property",
            some(&gone)
        );
    }
    let kind = InstallationChangeKind::ClassChanged;
    Some(InstallationChange::new(kind, message, Some(refusal.help())).of_class(&now.name))
}

/// A class that has become abstract, or is no longer.
pub fn abstract_changed(before: &Class, now: &Class, old: &Provider) -> Option<InstallationChange> {
    let same_name = before.name.eq_ignore_ascii_case(&now.name);
    if before.is_abstract == now.is_abstract || !same_name {
        return None;
    }
    let refusal = Refusal::of(before, old);
    let name = quoted(&now.name);
    let message = if now.is_abstract {
        format!(
            "the class {name} is abstract now, and has no instances of its own: {}; the paths of its instances that scripts \
             and event subscriptions have kept name nothing any more",
            refusal.words()
        )
    } else {
        format!(
            "the class {name} is no longer abstract: {}",
            refusal.words()
        )
    };
    let kind = InstallationChangeKind::ClassChanged;
    Some(InstallationChange::new(kind, message, Some(refusal.help())).of_class(&now.name))
}

/// Where `mofcomp` refuses to change a class: where another derives from it (WMI: `WBEM_FLAG_UPDATE_COMPATIBLE`, mofcomp's own
/// way).
enum Refusal<'p> {
    /// Everywhere, because these of the provider do.
    Everywhere(Vec<&'p str>),
    /// Where those of others do.
    Somewhere,
}

impl<'p> Refusal<'p> {
    fn of(class: &Class, old: &'p Provider) -> Self {
        let below = |other: &&Class| other.superclasses.contains(&class.name);
        let names = old.classes.iter().filter(below);
        let names: Vec<_> = names.map(|other| other.name.as_str()).collect();
        match names[..] {
            [] => Self::Somewhere,
            _ => Self::Everywhere(names),
        }
    }

    fn words(&self) -> String {
        let end = "`mofcomp` refuses the new one, and `upgrade.ps1` ends with 5 and is undone";
        match self {
            Self::Somewhere => format!("where others have derived classes from it, {end}"),
            Self::Everywhere(derived) => {
                let derive = if derived.len() == 1 {
                    "derives"
                } else {
                    "derive"
                };
                format!(
                    "{} {derive} from it wherever the old version is installed, so that {end}",
                    some(derived)
                )
            }
        }
    }

    fn help(&self) -> &'static str {
        match self {
            Self::Somewhere => DERIVED,
            Self::Everywhere(_) => FIRST_UNINSTALL,
        }
    }
}

/// What to do about a class that WMI does not move.
const FIRST_UNINSTALL: &str = "uninstall the old version before the new one is installed";

/// A class that derives from another one than before.
pub fn moved(before: &Class, now: &Class) -> Option<InstallationChange> {
    let same = |one: &str, other: &str| one.eq_ignore_ascii_case(other);
    let is_moved = match (before.superclass(), now.superclass()) {
        (None, None) => false,
        (Some(before), Some(now)) => !same(before, now),
        _ => true,
    };
    if !is_moved || !same(&before.name, &now.name) {
        return None;
    }
    let from = |class: &Class| {
        class
            .superclass()
            .map_or_else(|| "no class".to_owned(), quoted)
    };
    let message = format!(
        "the class {} derives from {} now, and from {} before: where `mofcomp` refuses to change that, `upgrade.ps1` ends \
         with 5 and is undone",
        quoted(&now.name),
        from(now),
        from(before),
    );
    let kind = InstallationChangeKind::ClassChanged;
    Some(InstallationChange::new(kind, message, Some(FIRST_UNINSTALL)).of_class(&now.name))
}

/// A class that has become an association, or is none any more.
pub fn associated(before: &Class, now: &Class) -> Option<InstallationChange> {
    let is_one = |class: &Class| class.kind == Kind::Association;
    if is_one(before) == is_one(now) || !before.name.eq_ignore_ascii_case(&now.name) {
        return None;
    }
    let is = if is_one(now) {
        "an association now"
    } else {
        "no association any more"
    };
    let message = format!(
        "the class {} is {is}: where `mofcomp` refuses to change that, `upgrade.ps1` ends with 5 and is undone",
        quoted(&now.name),
    );
    let kind = InstallationChangeKind::ClassChanged;
    Some(InstallationChange::new(kind, message, Some(FIRST_UNINSTALL)).of_class(&now.name))
}

/// All of a property that the MOF says outside of qualifiers, and that it is a key.
type Definition<'p> = (String, bool, bool, Option<&'p Value>);

/// The properties of a class as WMI knows them, by their names in lower case.
fn definitions(class: &Class) -> HashMap<String, Definition<'_>> {
    let properties = class.declared();
    properties
        .map(|property| {
            let mof = property.mof_type();
            let default = property.default.as_ref();
            let definition = (mof, property.array, property.told_as_key, default);
            (property.name.to_ascii_lowercase(), definition)
        })
        .collect()
}

/// The names of properties that the class no longer has.
fn gone<'p>(before: &'p Class, now: &Class) -> Vec<&'p str> {
    let today = definitions(now);
    let names = before.declared().map(|one| one.name.as_str());
    names
        .filter(|name| !today.contains_key(&name.to_ascii_lowercase()))
        .collect()
}

/// A class whose instances have other paths, because their keys have other names or types.
pub fn key_changed(before: &Class, now: &Class) -> Option<InstallationChange> {
    let (was, is) = (keys(before), keys(now));
    // An abstract class has no instances, and needs no keys.
    if was == is || !before.is_served() || !now.is_served() {
        return None;
    }
    let names = |class: &Class| {
        let keys = class.properties.iter().filter(|property| property.key);
        keys.map(|property| format!("{} {}", property.of.mof(), property.name))
            .collect::<Vec<_>>()
    };
    let (old, new) = (names(before), names(now));
    let borrow = |names: &[String]| match names {
        // Of a singleton.
        [] => "`=@`".to_owned(),
        names => some(&names.iter().map(String::as_str).collect::<Vec<_>>()),
    };
    let message = format!(
        "instances of the class {} are named by {} now, and no longer by {}: the paths that scripts and event \
         subscriptions have kept name nothing any more",
        quoted(&now.name),
        borrow(&new),
        borrow(&old),
    );
    let kind = InstallationChangeKind::KeyChanged;
    let help = "have the clients ask for the instances again";
    Some(InstallationChange::new(kind, message, Some(help)).of_class(&now.name))
}

/// The keys of a class as a path has them: their order is nothing to it, nor is the case of names.
fn keys(class: &Class) -> Vec<(String, String)> {
    let keys = class.properties.iter().filter(|property| property.key);
    let mut keys: Vec<_> = keys
        .map(|key| (key.name.to_ascii_lowercase(), key.of.mof()))
        .collect();
    keys.sort_unstable();
    keys
}
