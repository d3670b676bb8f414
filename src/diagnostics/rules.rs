//! Every rule that a diagnostic can speak for: one list of their ids and explanations, which the tests hold
//! their pages and fixtures against.

use super::Severity;

/// A rule that can be broken.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its kebab-case name, shown in brackets before the message.
    pub id: &'static str,
    /// One sentence on what the rule asks for, and why.
    pub explanation: &'static str,
    /// What can break it.
    pub area: Area,
    /// How much it weighs when it is broken.
    pub severity: Severity,
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// `wmigen.toml`.
    Spec,
    /// `wmigen.lock`.
    Lock,
    /// The files of the crate, held against the spec.
    Crate,
}

/// Declares each rule as a constant and all of them as [`RULES`], so that none can be missing from the list.
macro_rules! rules {
    ($($area:ident $severity:ident { $($name:ident = $id:literal: $explanation:literal;)* })*) => {
        $($(#[doc = $explanation] pub const $name: Rule = Rule {
            id: $id,
            explanation: $explanation,
            area: Area::$area,
            severity: Severity::$severity,
        };)*)*

        /// All rules: of the spec first those of reading, then those of meaning, then the warnings; of the lock; of the
        /// crate's files.
        pub const RULES: &[Rule] = &[$($($name),*),*];
    };
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

rules! {
Spec Error {
    TOML_SYNTAX = "toml-syntax": "A spec is a TOML document.";
    EMPTY_SPEC = "empty-spec": "A spec says at least which version it has, which provider it describes and one class.";
    UNKNOWN_KEY = "unknown-key": "Every key must be one that wmigen knows, because a misspelt key would otherwise be ignored.";
    NOT_SERVED_YET = "not-served-yet": "What wmigen knows of but cannot generate yet is refused rather than ignored.";
    REFUSED_KEY = "refused-key": "Some settings of WMI make a provider unsafe and are never generated.";
    WRONG_TYPE = "wrong-type": "Every key has one type of value.";
    MISSING_KEY = "missing-key": "Some keys have no sensible default and must be written.";
    UNSUPPORTED_SPEC_VERSION = "unsupported-spec-version": "The spec's version must be one that this wmigen reads.";

    UNKNOWN_VALUE = "unknown-value": "A key with a fixed set of values takes one of them.";
    OUT_OF_RANGE = "out-of-range": "A number must lie within its key's range.";
    INVALID_NAME = "invalid-name": "Names follow WMI's rules: a letter first, then letters, digits and underscores, no underscore at the end, at most 255 characters.";
    DUPLICATE_NAME = "duplicate-name": "WMI compares names without regard to case, so two names may not differ in case alone.";
    COLLIDING_NAMES = "colliding-names": "Two names may not become one name in Rust, be it of a file, a type or a field.";
    RENAMED_FROM = "renamed-from": "A former name is one that nothing has any more, and that only one has had.";
    INVALID_CLSID = "invalid-clsid": "The CLSID is a GUID in braces that no other COM class has, and so not the nil GUID.";
    INVALID_NAMESPACE = "invalid-namespace": "The namespace is `root` or lies below it, on the machine that the provider is installed on.";
    REFUSED_HOSTING_MODEL = "refused-hosting-model": "The hosting model must be one that loads a DLL into WMI's own provider host.";
    HOSTING_WITHOUT_REASON = "hosting-without-reason": "A provider that runs as `LocalSystem` says why, because every mistake in it then has the machine's highest rights (R3).";
    REFUSED_CLIENT_LEVEL = "refused-client-level": "A client below the level impersonate cannot be acted for, so nothing could be read in its name (R10).";
    CLASS_WITHOUT_KEY = "class-without-key": "A class has a key property, by which WMI tells its instances apart.";
    CLASS_WITHOUT_OPERATION = "class-without-operation": "A class serves at least one operation.";
    DUPLICATE_OPERATION = "duplicate-operation": "An operation is named once.";
    TOO_MANY_PROPERTIES = "too-many-properties": "WMI takes at most 1024 properties a class, and at most 256 of them as keys.";
    NULL_KEY = "null-key": "A key is never answered as NULL, because an instance without its key is no instance (R26).";
    KEY_TYPE = "key-type": "A key is neither an array nor a real number: WMI names instances by their keys, and has no name for such values.";
    KEY_DEFAULT = "key-default": "A key has no default, because it would name an instance that nobody named.";
    UNFIT_FOR_TYPE = "unfit-for-type": "Some keys of a property make sense for some types only, as a length does for strings.";
    WRONG_DEFAULT = "wrong-default": "A default is a value that the property can have: of its type, within its limits, and one that MOF can write.";
    WRONG_MEANING = "wrong-meaning": "Each value or bit that has a meaning is one of the property's type, and has one meaning.";
    RESERVED_QUALIFIER = "reserved-qualifier": "Qualifiers that other keys of the spec stand for are wmigen's to write, so that they cannot contradict those keys.";
    NUL_CHARACTER = "nul-character": "No text has a NUL character: WMI ends its texts with one, and would cut off what follows.";
    QUALIFIER_VALUE = "qualifier-value": "WMI's qualifiers are booleans, integers of 32 bits, real numbers and strings, and arrays of one of these.";
    CONTRADICTING_FLAVORS = "contradicting-flavors": "A flavor is named once, and not beside one that says the opposite.";
    INVALID_LOCALE = "invalid-locale": "A locale is `MS_` and Windows' number of the language in hexadecimal digits, as WMI names the namespaces of translated texts.";
    NOTHING_TO_TRANSLATE = "nothing-to-translate": "A translation is of a text that the spec has: of its classes and properties, and of all meanings of a property's values.";
}

Spec Warning {
    HIDE_BESIDE_REVEALING_ENUMERATION = "hide-beside-revealing-enumeration": "An enumeration answer other than `omit` reveals that something is hidden, which `hide` set out to avoid (R25).";
    HELD_LIMIT_WITHOUT_EFFECT = "held-limit-without-effect": "Only the enumeration answers `fail` and `fail-with-error-object` hold instances back, so that only they have use for a limit.";
    LOCAL_SYSTEM_HOST = "local-system-host": "A provider in a `LocalSystem` host has the machine's highest rights whenever it does not impersonate; WMI logs such providers (R3).";
    DELEGATE_LEVEL = "delegate-level": "A provider that requires `delegate` serves only clients that ask for that level, and many cannot (R10).";
    CLASS_WITHOUT_SCHEMA = "class-without-schema": "A class name starts with the name of its schema and an underscore, which keeps classes of different vendors apart.";
    RESERVED_WORD = "reserved-word": "A word of MOF's or WQL's grammar makes a poor name: mofcomp or a query may stumble over it.";
    UNTRANSLATED_TEXT = "untranslated-text": "A translation has all texts that the spec has, because a client is given the texts of one language only.";
}

Lock Error {
    LOCK_SYNTAX = "lock-syntax": "The lock is a TOML document with the keys that wmigen writes.";
    LOCK_VERSION = "lock-version": "The lock must have a format that this wmigen reads.";
    LOCK_PATH = "lock-path": "A path in the lock stays inside the crate and names the same file on every system.";
    LOCK_DUPLICATE = "lock-duplicate": "The lock lists a file once.";
    LOCK_HASH = "lock-hash": "A hash in the lock is `sha256:` and 64 hexadecimal digits.";
}

Crate Error {
    MISSING_FILE = "missing-file": "Every file that the crate cannot do without is there.";
    OUTDATED_FILE = "outdated-file": "A file that wmigen owns says what the spec says.";
    LEFTOVER_FILE = "leftover-file": "A file that wmigen owns is deleted when the spec no longer comes to it.";
    ORPHANED_FILE = "orphaned-file": "A file that the spec no longer comes to, and that is not wmigen's alone, is for its user to delete.";
    EDITED_FILE = "edited-file": "A file that wmigen owns is as wmigen wrote it, because what is edited there would be lost.";
    FOREIGN_FILE = "foreign-file": "Where a file of wmigen's belongs there is none that it did not write.";
    MANIFEST_KEYS = "manifest-keys": "The keys of `Cargo.toml` that are wmigen's are as the crate needs them.";
    CONFLICT_MARKERS = "conflict-markers": "A merge is finished when no conflict markers are left.";
    BLOCKED_FILE = "blocked-file": "Where a file of the crate belongs there is no folder, link or device.";
    OUTDATED_LOCK = "outdated-lock": "The lock lists the files that wmigen wrote, as it wrote them.";
    NEWER_LOCK = "newer-lock": "An older wmigen leaves alone what a newer one wrote, because it would take newer files back to older ones.";
}
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn ids_are_kebab_case_and_unique() {
        let mut seen = HashSet::new();
        for rule in RULES {
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(rule.id.chars().all(kebab), "{}", rule.id);
            assert!(seen.insert(rule.id), "{} is listed twice", rule.id);
        }
    }

    #[test]
    fn explanations_are_sentences() {
        for rule in RULES {
            assert!(rule.explanation.ends_with('.'), "{}", rule.id);
            assert!(
                rule.explanation.starts_with(char::is_uppercase),
                "{}",
                rule.id
            );
        }
    }
}
