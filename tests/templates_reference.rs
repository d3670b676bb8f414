//! docs/templates-reference.md is what templates get and how they print it, for people: made of the schemas of the contexts
//! and the rows of the helpers. After a change, `SNAPSHOTS=overwrite cargo test --test templates_reference` writes it anew;
//! the diff is the review.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

#[path = "support/accept.rs"]
mod accept;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::Value;
use wmigen::render::{BuiltIn, CONTEXT_VERSION, ContextKind, HELPERS, Makes, Stands, Takes, stake};

const INTRODUCTION: &str = "\
# What templates get

A template lays out text; what it gets is decided before. This page lists it, field by field, and the helpers that print it.
[Templates of your own](templates.md) tells how templates are made, tested and kept up.

`wmigen templates context` prints the data that a template gets from the spec of your crate, and with `--schema` the JSON
Schema that this page is made of:

```console
$ wmigen templates context --template README.md
$ wmigen templates context Acme_Disk
$ wmigen templates context --template extra/docs/{module}.md --schema
```
";

const HOW: &str = "\
In the tables below, a **text** prints as it is: it is a name of letters, digits and underscores, or code or prose in the
language that its row names, Rust, MOF or Markdown, and in no other. Namespaces and object paths have backslashes and quotes: in a
string they are printed by its helper, as a free text is. A **free text** is what somebody wrote in the spec, and may be anything;
it is printed by the helper that escapes for its place, and a template that prints it as it is is refused. `{{#if}}` asks
whether it is there, and no helper compares it or tells its length. What **may be absent** is printed within an `{{#if}}` that asks
for it.
";

/// The page.
fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    write!(
        page,
        "\nThe data has a version, which is {CONTEXT_VERSION}. Until it is 1, every version of wmigen may add fields and change \
         them: `wmigen check` tells when a template no longer fits. A folder of templates says in `templates.toml` which \
         version it is written for (`context-version = {CONTEXT_VERSION}`), and a wmigen that has an older one refuses it.\n\n{HOW}"
    )
    .unwrap();
    page += "\n## Which template gets what\n\n| Template | makes | gets | what rests on it |\n|---|---|---|---|\n";
    for built_in in BuiltIn::all().filter(|one| one.is_rendered()) {
        let kind = ContextKind::of(built_in.name());
        let makes = built_in.makes();
        let rests = makes.as_deref().unwrap_or(built_in.name());
        writeln!(
            page,
            "| `{}` | {} | [{}](#{}) | {} |",
            built_in.path,
            makes
                .as_ref()
                .map_or("part of others".to_owned(), |path| format!("`{path}`")),
            kind.title(),
            anchor(kind.title()),
            stake(rests).unwrap_or("-"),
        )
        .unwrap();
    }
    page += "\nEvery other file of wmigen's is the same in all crates. A template in its place gets [the crate in outline]\
             (#the-crate-in-outline). `wmigen templates list` has all of them.\n\n";
    page += &helpers();
    let mut objects = BTreeMap::new();
    for kind in ContextKind::ALL {
        let schema = kind.schema();
        write!(page, "## {}\n\n{}", capital(kind.title()), fields(&schema)).unwrap();
        for (name, object) in schema["$defs"].as_object().into_iter().flatten() {
            let kept = objects
                .entry(name.clone())
                .or_insert_with(|| object.clone());
            assert_eq!(kept, object, "two things are called {name}");
        }
    }
    page += "## The objects within\n\n";
    for (name, object) in &objects {
        let says = object["description"].as_str().unwrap_or_default();
        write!(
            page,
            "### {}\n\n{}\n\n{}",
            heading(name),
            flat(says),
            fields(object)
        )
        .unwrap();
    }
    page.trim_end().to_owned() + "\n"
}

/// The helpers.
fn helpers() -> String {
    let mut text = String::from(
        "## The helpers\n\nThese are all helpers that templates have. Those in parentheses stand within another one, as in \
         `{{#if (eq word \"get\")}}`.\n\n| Helper | what it is for |\n|---|---|\n",
    );
    for helper in HELPERS {
        let mut call = helper.name.to_owned();
        for (number, takes) in helper.takes.iter().enumerate() {
            let more = helper.more && number + 1 == helper.takes.len();
            write!(call, " {}{}", taken(*takes), if more { "…" } else { "" }).unwrap();
        }
        let call = match helper.stands {
            Stands::Block => format!("{{{{#{call}}}}}…{{{{/{}}}}}", helper.name),
            Stands::Inline if helper.makes != Makes::Text => format!("({call})"),
            Stands::Inline => format!("{{{{{call}}}}}"),
            Stands::Part => format!("{{{{> ({call})}}}}"),
        };
        writeln!(text, "| `{call}` | {} |", helper.does).unwrap();
    }
    text + "\n"
}

/// What a helper takes, in a word.
fn taken(takes: Takes) -> &'static str {
    match takes {
        Takes::Text | Takes::Word => "text",
        Takes::Words => "texts",
        Takes::Scalar | Takes::Ordered => "value",
        Takes::Condition => "condition",
        Takes::Countable | Takes::Items => "list",
        Takes::Group => "group",
    }
}

fn capital(title: &str) -> String {
    let (first, rest) = title.split_at(1);
    first.to_uppercase() + rest
}

/// What an object is called: the name of its type.
fn heading(name: &str) -> &str {
    name.strip_suffix("Context").unwrap_or(name)
}

/// The table of an object's fields.
fn fields(object: &Value) -> String {
    let mut table = String::from("| Field | is | says |\n|---|---|---|\n");
    for (name, field) in object["properties"].as_object().into_iter().flatten() {
        let says = field["description"].as_str().unwrap_or_default();
        writeln!(
            table,
            "| `{name}` | {} | {} |",
            kind(field),
            flat(says).replace('|', "\\|")
        )
        .unwrap();
    }
    table + "\n"
}

/// The anchor that a heading gets in the book.
fn anchor(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let kept: String = kept.collect();
    kept.to_lowercase().replace(' ', "-")
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a field is, in words.
fn kind(field: &Value) -> String {
    if let Some(named) = field["$ref"].as_str() {
        let name = heading(named.rsplit('/').next().unwrap());
        return format!("[{name}](#{})", anchor(name));
    }
    if let Some(one_of) = field["anyOf"].as_array() {
        let is_null = |one: &&Value| one["type"] == "null";
        let others: Vec<_> = one_of.iter().filter(|one| !is_null(one)).collect();
        let [one] = &others[..] else {
            panic!("{field} is one of several");
        };
        return format!("{}; may be absent", kind(one));
    }
    let types = match &field["type"] {
        Value::Array(types) => types.iter().map(|one| one.as_str().unwrap()).collect(),
        Value::String(one) => vec![one.as_str()],
        other => panic!("{field} has the type {other}"),
    };
    let may_be_absent = types.contains(&"null");
    let one = types.into_iter().find(|one| *one != "null").unwrap();
    let words = match one {
        "string" if field["format"] == "text" => "free text".to_owned(),
        "string" if field["format"] == "rust" => "Rust".to_owned(),
        "string" if field["format"] == "mof" => "MOF".to_owned(),
        "string" if field["format"] == "markdown" => "Markdown".to_owned(),
        "string" if field["enum"].is_array() => "the name of a partial".to_owned(),
        "string" => "text".to_owned(),
        "boolean" => "true or false".to_owned(),
        "integer" => "number".to_owned(),
        "array" => format!("list of: {}", kind(&field["items"])),
        "object" if field["properties"].is_object() => {
            let names = field["properties"].as_object().unwrap().keys();
            let names: Vec<_> = names.map(|name| format!("`{name}`")).collect();
            format!("{}, each true or false", names.join(", "))
        }
        other => panic!("{field} is {other}"),
    };
    if may_be_absent {
        format!("{words}; may be absent")
    } else {
        words
    }
}

#[test]
fn the_page_is_what_templates_get() {
    accept::holds("docs/templates-reference.md", &page());
}
