//! The methods of a class, a table each.

use super::chosen::ChosenClass;
use super::classes::Writer;
use super::fields::{Entries, default_of, limits, texts, type_entries};
use super::found::{FoundClass, has};
use super::kinds::Kind;
use super::notes::Notes;
use super::objects::{said_of_form, text_form};
use super::qualifiers::{self, OF_VALUE, Whose};
use super::signatures::{as_value, differs, ordered, returned};
use super::{access, toml_text};
use crate::diagnostics::quoted;
use crate::model::QualifierPlace;
use crate::mof::tree::{Method, Property};

/// What is decided where the files say of no method that it is served.
const ALL: &str = "# No method is `implemented` in the MOF: all are taken for the provider's.\n";

impl<'l> Writer<'_, 'l> {
    /// The tables of the methods that the spec can have; others are noted.
    pub fn methods(&self, class: &ChosenClass<'l>, notes: &mut Notes) -> String {
        let found = class.found;
        let decides = self.registered.decides_about_methods() && class.kind == Kind::Served;
        let mut text = String::new();
        for method in found.methods() {
            if let Err((why, help)) = self.registered.place(class, method) {
                let message = format!(
                    "the method {} is left out: {why}",
                    quoted(&method.name.text)
                );
                notes.tell(found.file, &method.name.span, message, help);
                continue;
            }
            let comment = if decides && text.is_empty() { ALL } else { "" };
            text.extend(["\n", comment]);
            text.push_str(&self.method(found, method, notes));
        }
        text
    }

    fn method(&self, class: FoundClass<'l>, method: &Method, notes: &mut Notes) -> String {
        let of = &method.qualifiers;
        let overridden = self.overridden(class, method);
        let mut text = format!(
            "[class.{}.method.{}]\n",
            toml_text::key(class.name()),
            toml_text::key(&method.name.text)
        );
        let mut line = |key: &str, value: &str| text.extend([key, " = ", value, "\n"]);
        let inherited: Entries =
            overridden.map_or_else(Vec::new, |above| texts(&above.qualifiers).collect());
        for (key, value) in texts(of).filter(|text| !inherited.contains(text)) {
            line(&key, &value);
        }
        // What is overridden stays as it is.
        if has(of, "static") && overridden.is_none() {
            line("static", "true");
        }
        let rule = self.rules.of_method(method);
        if let Some(rule) = rule {
            line("access", &toml_text::text(rule));
        }
        let (returns, parameters) = (
            self.returns(class, method, notes),
            self.parameters(class, method, notes),
        );
        let same = overridden.map(|above| differs(method, above));
        if let Some(Err(what)) = same {
            let message = format!(
                "the {what} of {} are not those of the method that it overrides",
                quoted(&method.name.text)
            );
            let help = "those of the superclass are imported: an override has the same signature";
            notes.tell(class.file, &method.name.span, message, help);
        }
        if same.is_none_or(|same| same == Ok(true)) {
            if let Some(returns) = returns {
                line("returns", &returns);
            }
            if !parameters.is_empty() {
                line("parameters", &parameters);
            }
        }
        let mut said = Vec::new();
        said.extend(rule.map(|_| access::QUALIFIER));
        if let Some(returned) = returned(method) {
            said.extend(OF_VALUE);
            said.extend(said_of_form(&returned));
        }
        let whose = Whose {
            place: QualifierPlace::Method,
            name: &method.name.text,
            qualifiers: of,
            said: &said,
        };
        let rest = qualifiers::entries(self, class, whose, notes);
        if !rest.is_empty() {
            line("qualifiers", &toml_text::inline(&rest));
        }
        text
    }

    /// What the method returns: its type, or a table where there is more to say of it.
    fn returns(&self, class: FoundClass<'_>, method: &Method, notes: &mut Notes) -> Option<String> {
        let returned = returned(method)?;
        let mut entries = type_entries(&returned);
        entries.extend(text_form(&returned));
        limits(class, &returned, &mut entries, notes);
        if let Some((key, list)) = self.meanings.of(class, &returned, notes) {
            entries.push((key.to_owned(), list));
        }
        match &entries[..] {
            [(key, word)] if key == "type" => Some(word.clone()),
            _ => Some(toml_text::inline(&entries)),
        }
    }

    /// The parameters, a line each where there are several; nothing if there are none.
    fn parameters(&self, class: FoundClass<'_>, method: &Method, notes: &mut Notes) -> String {
        let parameters: Vec<_> = ordered(method)
            .into_iter()
            .map(|one| self.parameter(class, method, one, notes))
            .collect();
        match &parameters[..] {
            [] => String::new(),
            [one] => format!("[{one}]"),
            several => {
                let lines: Vec<_> = several.iter().map(|one| format!("  {one},\n")).collect();
                format!("[\n{}]", lines.concat())
            }
        }
    }

    fn parameter(
        &self,
        class: FoundClass<'_>,
        method: &Method,
        parameter: &Property,
        notes: &mut Notes,
    ) -> String {
        let of = &parameter.qualifiers;
        let name = &parameter.name.text;
        let (is_in, is_out) = (has(of, "in"), has(of, "out"));
        let direction = match (is_in, is_out) {
            (true, true) => "in-out",
            (_, true) => "out",
            (true, false) => "in",
            (false, false) => {
                let message = format!(
                    "the parameter {} of {} is neither `In` nor `Out`",
                    quoted(name),
                    quoted(&method.name.text)
                );
                let help = "it is imported as one that the client gives, which is what the DMTF means by that";
                notes.tell(class.file, &parameter.name.span, message, help);
                "in"
            }
        };
        let value = as_value(parameter);
        let mut entries: Entries = vec![(direction.to_owned(), toml_text::text(name))];
        entries.extend(type_entries(&value));
        entries.extend(text_form(&value));
        let default = parameter.default.as_ref();
        let default = if direction == "out" {
            if let Some(default) = default {
                let message = format!("the default of {} is left out", quoted(name));
                let help = "no client gives this parameter";
                notes.tell(class.file, &default.span, message, help);
            }
            None
        } else {
            default.and_then(|one| default_of(class, &value, one, notes))
        };
        // A default stands for NULL, so that the parameter never is.
        if has(of, "optional") && default.is_none() {
            entries.push(("optional".to_owned(), "true".to_owned()));
        }
        entries.extend(texts(of));
        limits(class, &value, &mut entries, notes);
        entries.extend(default.map(|default| ("default".to_owned(), default)));
        let whose = Whose {
            place: QualifierPlace::Parameter,
            name,
            qualifiers: of,
            said: said_of_form(&value),
        };
        self.meanings_and_qualifiers(class, &value, whose, &mut entries, notes);
        toml_text::inline(&entries)
    }
}
