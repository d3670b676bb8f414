//! Free text out of a spec, with a mark on it: a template must not print it as it is.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;

/// What stands before a text in a context. No spec may have it anywhere, and no file is rendered with it: helpers that
/// escape take it off, so that a text that reaches a file without one of them is found.
pub const MARK: char = '\0';

/// The format of such a text in the schemas of contexts.
pub const FORMAT: &str = "text";

/// A text that somebody wrote in a spec, and that may have anything in it but NUL.
#[derive(Clone, Debug)]
pub struct Text<'p>(Cow<'p, str>);

impl<'p> Text<'p> {
    /// The text, unless there is none or it has nothing to say.
    pub fn of(text: Option<&'p String>) -> Option<Self> {
        let text = text.filter(|text| !text.trim().is_empty());
        text.map(|text| Text(Cow::Borrowed(text)))
    }

    /// The same text, in a value of its own.
    pub fn into_owned(self) -> Text<'static> {
        Text(Cow::Owned(self.0.into_owned()))
    }
}

impl From<String> for Text<'_> {
    fn from(text: String) -> Self {
        Text(Cow::Owned(text))
    }
}

impl Serialize for Text<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&format_args!("{MARK}{}", self.0))
    }
}

impl JsonSchema for Text<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Cow::Borrowed("Text")
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": FORMAT })
    }
}

/// A text without its mark, if it has one.
pub fn unmarked(text: &str) -> &str {
    text.strip_prefix(MARK).unwrap_or(text)
}

/// Takes the marks off all texts of a context, for whoever reads it.
pub fn take_marks_off(context: &mut Value) {
    match context {
        Value::String(text) => {
            if text.starts_with(MARK) {
                text.remove(0);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(take_marks_off),
        Value::Object(fields) => fields.values_mut().for_each(take_marks_off),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// The path of the field whose text stands in `output` with its mark; the longest of such texts, since the output has it whole.
pub fn field_of_mark(context: &Value, output: &str) -> Option<String> {
    let mut found: Option<(usize, String)> = None;
    seek(context, "", output, &mut found);
    found.map(|(_, path)| path)
}

fn seek(context: &Value, path: &str, output: &str, found: &mut Option<(usize, String)>) {
    match context {
        Value::String(text) => {
            let is_there = text.starts_with(MARK) && output.contains(text.as_str());
            let length = found.as_ref().map_or(0, |(length, _)| *length);
            if is_there && length < text.len() {
                *found = Some((text.len(), path.to_owned()));
            }
        }
        Value::Array(items) => {
            for item in items {
                seek(item, path, output, found);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                let dot = if path.is_empty() { "" } else { "." };
                seek(field, &format!("{path}{dot}{name}"), output, found);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_text_has_its_mark_until_it_is_taken_off() {
        let text = "a disk".to_owned();
        let mut context = json!({ "list": [{ "text": Text::of(Some(&text)) }] });
        assert_eq!(context["list"][0]["text"], "\0a disk");
        assert_eq!(unmarked("\0a disk"), "a disk");
        assert_eq!(unmarked("a disk"), "a disk");
        take_marks_off(&mut context);
        assert_eq!(context["list"][0]["text"], "a disk");
    }

    #[test]
    fn nothing_to_say_is_no_text() {
        assert!(Text::of(None).is_none());
        assert!(Text::of(Some(&" \n".to_owned())).is_none());
    }

    #[test]
    fn the_field_of_a_mark_is_the_one_whose_whole_text_is_there() {
        let context =
            json!({ "provider": { "description": "\0a" }, "classes": [{ "text": "\0ab" }] });
        let field = |output| field_of_mark(&context, output);
        assert_eq!(field("x \0a y").as_deref(), Some("provider.description"));
        assert_eq!(field("x \0ab y").as_deref(), Some("classes.text"));
        assert_eq!(field("x \0c y"), None);
    }
}
