//! docs/spec.md is the list of keys that wmigen reads a spec by, for people, and docs/qualifiers.md that of the qualifiers
//! that it knows. After a change of a list, `SNAPSHOTS=overwrite cargo test --test spec_reference` writes its page anew; the
//! diff is the review.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/accept.rs"]
mod accept;

use std::fmt::Write as _;

use wmigen::diagnostics::list;
use wmigen::model::{
    CLSID_PATTERN, Choice as _, KnownQualifier, LOCALE_PATTERN, Level, NAME_PATTERN,
    QualifierBecomes,
};
use wmigen::schema::{Default, Values, limit, slug};
use wmigen::spec::keys::{Key, Shape, Status, TABLES, Table};

const INTRODUCTION: &str = "\
# The spec, key by key

A provider is described in `wmigen.toml`, which is TOML. This page has every key that wmigen knows, table by table. A key
that is not here is an error, so that no misspelt one is ever ignored. The same list drives the reader and the JSON Schema
that `wmigen schema` prints, so that an editor completes and checks what stands here.

A spec starts with its version, and has a provider and at least one class:

```toml
spec-version = 1

[provider]
name = \"AcmeStorage\"
clsid = \"{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}\"
namespace = 'root\\Acme'

[class.Acme_Disk]
operations = [\"get\", \"enumerate\"]

[class.Acme_Disk.properties]
DeviceID = { type = \"string\", key = true }
FreeSpace = { type = \"uint64\", units = \"bytes\", denied = true }
```

Names of classes and properties are WMI's: a letter of ASCII first, then letters, digits and underscores, no underscore at
the end, at most 255 characters. WMI compares them without regard to case. What the values are checked for beyond their
types is told by [the rules](rules/README.md). [The qualifiers](qualifiers.md) has what becomes of those that WMI knows.
";

const QUALIFIERS: &str = "\
# The qualifiers

A qualifier says something more of a class or a property in its MOF. Most of those that WMI and the DMTF have defined follow
from keys of the spec, and wmigen writes them. Others are written in `qualifiers`:

```toml
[class.Acme_Disk]
qualifiers = { MappingStrings = [\"ACME|Disk|3\"], Version = { value = \"1.0\", flavor = [\"Restricted\"] } }
```

This page has every qualifier that wmigen knows, which are those of Microsoft's documentation and of DMTF's CIM
specification (DSP0004) and CIM Schema. Their names compare without regard to case. A qualifier that is not here is your own
or your vendor's: it passes with any value that is one, on classes and on properties.

A qualifier has the flavor that is written with it or, where none is, the one that the spec gives its name:

```toml
[qualifier.MappingStrings]
flavor = [\"ToSubclass\"]
```

| What it says below | What wmigen does |
|---|---|
| passes as … | writes it into the MOF; a value of another type is an error ([`qualifier-value`](rules/qualifier-value.md)), and one that stands elsewhere is warned of ([`misplaced-qualifier`](rules/misplaced-qualifier.md)) |
| write … | refuses it, because a key of the spec says the same ([`reserved-qualifier`](rules/reserved-qualifier.md)) |
| written | refuses it, because it is in the MOF without this ([`reserved-qualifier`](rules/reserved-qualifier.md)) |
| refused | refuses it, because WMI would take the class or the property for something that it is not ([`reserved-qualifier`](rules/reserved-qualifier.md)) |
| not served yet | refuses it until it can be meant ([`not-served-yet`](rules/not-served-yet.md)) |

| Qualifier | Stands on | What becomes of it |
|---|---|---|
";

/// The page of the qualifiers.
fn qualifiers() -> String {
    let mut page = QUALIFIERS.to_owned();
    for row in KnownQualifier::all() {
        let places: Vec<_> = row.stands_on.iter().map(|place| place.words()).collect();
        let becomes = match row.becomes {
            QualifierBecomes::Passes(types) => {
                let types: Vec<_> = types.iter().map(|of| of.words()).collect();
                format!("passes as {}", types.join(" or "))
            }
            QualifierBecomes::Key(instead) => instead.to_owned(),
            QualifierBecomes::Written(why) => format!("written: {why}"),
            QualifierBecomes::Later(why) => format!("not served yet: {why}"),
            QualifierBecomes::Refused(why) => format!("refused: {why}"),
        };
        let name = row.name;
        writeln!(
            page,
            "| `{name}` | {} | {} |",
            places.join(", "),
            cell(&becomes)
        )
        .unwrap();
    }
    page
}

/// The whole page.
fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for table in TABLES {
        write!(page, "\n{}", section(table)).unwrap();
    }
    page
}

fn section(table: &'static Table) -> String {
    let mut text = format!("## {}\n\n", heading(table));
    text += "| Key | Value | Unless written | What it says |\n|---|---|---|---|\n";
    for key in table.keys {
        if let Some(shape) = key.shape() {
            let value = cell(&value(table, key, shape));
            writeln!(
                text,
                "| `{}` | {value} | {} | {} |",
                key.name,
                default(table, key),
                cell(key.doc)
            )
            .unwrap();
        }
    }
    let lines: Vec<_> = table
        .keys
        .iter()
        .filter_map(|key| key.shape().map(Shape::example))
        .filter(|example| !example.starts_with('['))
        .collect();
    if !lines.is_empty() {
        write!(text, "\n```toml\n{}\n```\n", lines.join("\n")).unwrap();
    }
    text + &unserved(table)
}

/// A table's name as a heading starts: `[provider]`, `A property`.
fn heading(table: &Table) -> String {
    let (first, rest) = table.name.split_at(1);
    first.to_uppercase() + rest
}

/// What a value of the key is.
fn value(table: &Table, key: &Key, shape: &'static Shape) -> String {
    let inner = |inner: &Table| format!("[{}](#{})", inner.name, anchor(inner));
    let what = match shape {
        Shape::Table(table, _) => format!("a table: {}", inner(table)),
        Shape::Named(table, _) => format!("tables by their names: {}", inner(table)),
        Shape::LiteralsOrTables(table, _) => {
            format!("values by their names, or tables: {}", inner(table))
        }
        Shape::StringOrTable(table, _) => format!("a table: {}, or a string", inner(table)),
        Shape::List(table, _) => format!("an array of tables: {}", inner(table)),
        Shape::Levels(_) => format!(
            "[levels of warnings](rules/README.md#levels): {}",
            list(&Level::names(), "or")
        ),
        Shape::String(_)
        | Shape::Strings(_)
        | Shape::Integer(_)
        | Shape::Boolean(_)
        | Shape::BooleanOrString(_)
        | Shape::Literal(_)
        | Shape::Meanings(_)
        | Shape::Values(_)
        | Shape::ValuesOrName(_)
        | Shape::ByName(..) => shape.described().to_owned(),
    };
    match limit(table, key.name).map(|limit| limit.values) {
        None | Some(Values::Any) => what,
        Some(Values::OneOf(names)) => format!("{what}: {}", list(&names(), "or")),
        Some(Values::OneOfOr(names, _, words)) => {
            format!("{what}: {}; or {words}", list(&names(), "or"))
        }
        Some(Values::SomeOf(1, names)) => {
            format!("{what}: one or more of {}", list(&names(), "and"))
        }
        Some(Values::SomeOf(_, names)) => format!("{what}: any of {}", list(&names(), "and")),
        Some(Values::AllMatching(pattern)) => format!("{what}: each matches `{pattern}`"),
        Some(Values::Between(least, most)) if least == most => format!("{what}: {least}"),
        Some(Values::Between(least, most)) => format!("{what} from {least} to {most}"),
        Some(Values::Matching(pattern)) if pattern == NAME_PATTERN => format!("{what}: a name"),
        Some(Values::Matching(pattern)) if pattern == LOCALE_PATTERN => {
            format!("{what}: WMI's name of a locale")
        }
        Some(Values::MatchingBut(pattern, none)) if pattern == CLSID_PATTERN => {
            format!("{what}: a GUID in braces, but `{none}`")
        }
        Some(Values::MatchingBut(pattern, none)) => {
            format!("{what} that matches `{pattern}`, but `{none}`")
        }
        Some(Values::Matching(pattern)) => format!("{what} that matches `{pattern}`"),
    }
}

/// What holds where the key is not written.
fn default(table: &Table, key: &Key) -> String {
    let default = limit(table, key.name).map_or(Default::None, |limit| limit.default);
    match (&key.status, default) {
        (Status::Required(_) | Status::Expected(_), _) => "required".to_owned(),
        (_, Default::Words(words)) => words.to_owned(),
        (_, Default::None) => String::new(),
        (_, Default::Word(_) | Default::Number(_) | Default::Flag(_)) => {
            format!("`{}`", default.written().unwrap())
        }
    }
}

/// The keys that are known and yet refused.
fn unserved(table: &Table) -> String {
    let mut text = String::new();
    for key in table.keys {
        let (what, why) = match key.status {
            Status::Later(until_then) => ("not served yet", until_then),
            Status::Never(why) => ("never served", why),
            Status::Required(_) | Status::Expected(_) | Status::Optional(_) => continue,
        };
        writeln!(
            text,
            "- `{}`, {what}: {} ({why})",
            key.name,
            key.doc.trim_end_matches('.')
        )
        .unwrap();
    }
    if text.is_empty() {
        text
    } else {
        format!("\n{text}")
    }
}

/// What a link to the table's section has behind the `#`, on GitHub as in mdBook.
fn anchor(table: &Table) -> String {
    let letters = heading(table).to_lowercase();
    let letters = letters
        .chars()
        .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
    letters.collect::<String>().replace(' ', "-")
}

/// Text as it may stand in a cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[test]
fn the_page_is_the_list_of_keys() {
    accept::holds("docs/spec.md", &page());
}

#[test]
fn the_page_of_the_qualifiers_is_their_table() {
    accept::holds("docs/qualifiers.md", &qualifiers());
}

#[test]
fn the_spec_that_it_starts_with_is_one() {
    let spec = INTRODUCTION
        .split("```toml\n")
        .nth(1)
        .unwrap()
        .split("```")
        .next()
        .unwrap();
    let (provider, found) = wmigen::lint::check(spec);
    assert!(provider.is_some() && found.is_empty(), "{found:#?}");
}

#[test]
fn every_table_has_a_section_of_its_own() {
    let anchors: std::collections::BTreeSet<_> = TABLES.iter().map(|table| anchor(table)).collect();
    assert_eq!(anchors.len(), TABLES.len());
    assert!(TABLES.iter().all(|table| !slug(table).is_empty()));
}
