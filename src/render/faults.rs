//! What is wrong with templates of the user's own, before anything is rendered by them.

use super::Templates;
use super::built_in::BuiltIn;
use super::check::{Checked, Fault, FaultKind, check};
use super::context::Kind;
use super::files;
use super::language::Language;
use super::own::{OwnFile, PARTIALS};
use crate::diagnostics::rules::{
    TEMPLATE_CONSTRUCT, TEMPLATE_NAME, TEMPLATE_NULL, TEMPLATE_SYNTAX, UNESCAPED_TEXT,
};
use crate::diagnostics::{Diagnostic, Rule};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The schema of a group without names.
static NOTHING: LazyLock<Value> = LazyLock::new(|| json!({ "type": "object" }));

impl Templates {
    /// What is wrong with the user's own, file by file, in the order of their paths.
    ///
    /// Where a part of wmigen's is replaced, wmigen's templates are looked at, too: it gets what they give it.
    pub fn faults(&self) -> Vec<(&OwnFile, Vec<Diagnostic>)> {
        let mut faults: HashMap<String, Vec<Fault>> = HashMap::new();
        if self.own().is_empty() {
            return Vec::new();
        }
        let replaces_part =
            |file: &OwnFile| BuiltIn::named(file.name()).is_some_and(BuiltIn::is_part);
        let of_all = self.own().files.iter().any(replaces_part);
        for fault in self.faults_of(of_all) {
            let of_file = faults.entry(fault.template.clone()).or_default();
            // A part is looked at wherever it is included.
            if !of_file.contains(&fault) {
                of_file.push(fault);
            }
        }
        let files = self.own().all();
        let told = files.filter_map(|file| {
            let mut of_file = faults.remove(file.name())?;
            of_file.sort_by_key(|fault| (fault.span.start, fault.span.end));
            let found = of_file.into_iter();
            Some((file, found.map(|fault| diagnostic(file, fault)).collect()))
        });
        let mut told: Vec<_> = told.collect();
        told.sort_by(|(one, _), (other, _)| one.path.cmp(&other.path));
        told
    }

    /// What is wrong with the user's own; and with wmigen's, if those are looked at, of which a test knows that it is nothing.
    fn faults_of(&self, all: bool) -> Vec<Fault> {
        let parts: HashMap<&str, &str> = self.parts().collect();
        let mut names: Vec<&str> = parts.keys().copied().collect();
        names.sort_unstable();
        let part = |name: &str| parts.get(name).copied();
        let mut schemas: HashMap<Kind, Value> = HashMap::new();
        let roots = self.roots(all);
        for (_, kind) in &roots {
            schemas.entry(*kind).or_insert_with(|| kind.schema());
        }
        let faults = roots
            .iter()
            .flat_map(|(checked, kind)| check(checked, &schemas[kind], &part, &names));
        let mut faults: Vec<_> = faults.collect();
        faults.extend(self.unreadable_parts(&part, &names));
        faults
    }

    /// The templates that are rendered by themselves, and what each gets: the user's, or all.
    fn roots(&self, all: bool) -> Vec<(Checked<'_>, Kind)> {
        let mut roots = Vec::new();
        for built_in in BuiltIn::all() {
            let name = built_in.name();
            let own = self.in_place_of(name);
            let is_rendered = own.map_or(built_in.is_rendered(), OwnFile::is_rendered);
            let is_alone = !built_in.is_part() || files::is_rendered_alone(name);
            if is_rendered && is_alone && (all || own.is_some()) {
                let text = own.map_or(built_in.text, OwnFile::body);
                let language = Language::of_template(name);
                let checked = Checked {
                    name,
                    text,
                    language,
                };
                roots.push((checked, Kind::of(name)));
            }
        }
        for extra in &self.own().extras {
            if extra.file.is_rendered() {
                let checked = Checked {
                    name: extra.file.name(),
                    text: extra.file.body(),
                    language: Language::of_file(&extra.path),
                };
                roots.push((checked, Kind::of_extra(extra.each)));
            }
        }
        roots
    }

    /// What is wrong with the partials of the user's own whatever they get: one that no template includes is no template either.
    fn unreadable_parts<'t>(
        &'t self,
        part: &dyn Fn(&str) -> Option<&'t str>,
        names: &[&'t str],
    ) -> Vec<Fault> {
        let own = self.own().files.iter();
        let partials = own.filter(|file| file.path.starts_with(PARTIALS));
        let mut found = Vec::new();
        for file in partials {
            let checked = Checked {
                name: file.name(),
                text: file.body(),
                language: None,
            };
            let faults = check(&checked, &NOTHING, part, names);
            found.extend(
                faults.into_iter().filter(|fault| {
                    fault.kind == FaultKind::Syntax && fault.template == file.name()
                }),
            );
        }
        found
    }
}

fn diagnostic(file: &OwnFile, fault: Fault) -> Diagnostic {
    let span = fault.span.start + file.start..fault.span.end + file.start;
    let diagnostic = Diagnostic::error(rule(fault.kind), span, fault.message);
    let diagnostic = diagnostic.with_label(fault.label);
    if fault.help.is_empty() {
        diagnostic
    } else {
        diagnostic.with_help(fault.help)
    }
}

fn rule(kind: FaultKind) -> &'static Rule {
    match kind {
        FaultKind::Syntax => &TEMPLATE_SYNTAX,
        FaultKind::UnknownName | FaultKind::UnknownPartial | FaultKind::UnknownHelper => {
            &TEMPLATE_NAME
        }
        FaultKind::MayBeNull => &TEMPLATE_NULL,
        FaultKind::Unescaped => &UNESCAPED_TEXT,
        FaultKind::NotServed | FaultKind::WrongType | FaultKind::Recursion => &TEMPLATE_CONSTRUCT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{Each, Extra, OwnTemplates, Ownership};

    #[test]
    fn nothing_is_wrong_with_wmigens_templates() {
        assert_eq!(Templates::builtin().faults_of(true), []);
    }

    /// Each rule that is broken in these files, with the file and the text at the place.
    fn broken(files: &[(&str, &str)]) -> Vec<(String, &'static str, String)> {
        let own = |(path, text): &(&str, &str)| OwnFile {
            path: (*path).to_owned(),
            shown: (*path).to_owned(),
            text: (*text).to_owned(),
            start: text.rfind("+++\n").map_or(0, |end| end + 4),
        };
        let (extras, files): (Vec<_>, Vec<_>) = files
            .iter()
            .map(own)
            .partition(|file| file.path.starts_with("extra/"));
        let extras = extras.into_iter().map(|file| Extra {
            path: file.name().to_owned(),
            file,
            each: Each::Class,
            ownership: Ownership::Generated,
        });
        let templates = Templates::with(OwnTemplates {
            files,
            extras: extras.collect(),
        });
        let faults = templates.faults().into_iter();
        let found = faults.flat_map(|(file, found)| {
            found.into_iter().map(|fault| {
                let place = file.text[fault.primary.span].to_owned();
                (file.path.clone(), fault.rule, place)
            })
        });
        found.collect()
    }

    #[test]
    fn each_kind_of_fault_breaks_its_rule_at_its_place() {
        for (text, rule, place) in [
            (
                "{{#if provider.name}}",
                "template-syntax",
                "{{#if provider.name}}",
            ),
            ("{{provider.nmae}}", "template-name", "provider.nmae"),
            ("{{> partials/none}}", "template-name", "partials/none"),
            ("{{shout provider.name}}", "template-name", "shout"),
            (
                "{{provider.hosting_group}}",
                "template-null",
                "provider.hosting_group",
            ),
            (
                "{{#if provider.description}}{{provider.description}}{{/if}}",
                "unescaped-text",
                "provider.description",
            ),
            ("{{classes}}", "template-construct", "classes"),
        ] {
            let found = broken(&[("README.md.hbs", text)]);
            let expected = ("README.md.hbs".to_owned(), rule, place.to_owned());
            assert_eq!(found.first(), Some(&expected), "{text}");
        }
    }

    #[test]
    fn a_part_is_checked_with_what_wmigens_templates_give_it() {
        assert_eq!(
            broken(&[("src/generated/property.hbs", "{{name}}{{@root.module}}\n")]),
            []
        );
        let found = broken(&[("src/generated/property.hbs", "{{module}}")]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(broken(&[("mof/class.hbs", "{{name}}")]), []);
        assert_eq!(broken(&[("mof/class.hbs", "{{module}}")]).len(), 1);
    }

    #[test]
    fn a_partial_is_checked_wherever_it_is_included_and_once_if_nowhere() {
        let head = ("partials/head.hbs", "{{provider.name}}");
        assert_eq!(
            broken(&[head, ("README.md.hbs", "{{> partials/head}}")]),
            []
        );
        let found = broken(&[
            ("partials/head.hbs", "{{package}}"),
            ("README.md.hbs", "{{> partials/head}}"),
            ("src/lib.rs.hbs", "{{> partials/head}}"),
        ]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(broken(&[("partials/head.hbs", "{{#if")]).len(), 1);
        assert_eq!(broken(&[head]), []);
    }

    #[test]
    fn the_place_in_an_extra_is_behind_its_front_matter() {
        let text = "+++\nowner = \"once\"\n+++\n{{class.nmae}}\n";
        let found = broken(&[("extra/{module}.md.hbs", text)]);
        let expected = (
            "extra/{module}.md.hbs".to_owned(),
            "template-name",
            "class.nmae".to_owned(),
        );
        assert_eq!(found, [expected]);
    }

    /// What breaks a rule in an extra with this ending.
    fn broken_in(ending: &str, text: &str) -> Vec<(&'static str, String)> {
        let text = format!("+++\nowner = \"once\"\n+++\n{text}\n");
        let found = broken(&[(&format!("extra/{{module}}.{ending}.hbs"), &text)]);
        let found = found.into_iter();
        found.map(|(_, rule, place)| (rule, place)).collect()
    }

    #[test]
    fn code_stands_in_files_of_its_language_alone() {
        let in_rust = "{{#each class.properties}}{{with_key}}{{/each}}";
        assert_eq!(broken_in("rs", in_rust), []);
        for ending in ["ps1", "md", "txt", "toml"] {
            let expected = ("unescaped-text", "with_key".to_owned());
            assert_eq!(broken_in(ending, in_rust), [expected], "{ending}");
        }
        let notes = "{{#each class.properties}}{{#each notes}}\n/// {{this}}\n{{/each}}{{/each}}";
        assert_eq!(broken_in("rs", notes), []);
        assert_eq!(broken_in("md", notes), []);
        assert_eq!(broken_in("rs", &notes.replace("///", "")).len(), 1);
        // As any text, it can be escaped.
        let escaped = "{{#each class.properties}}{{ps_str with_key}}{{/each}}";
        assert_eq!(broken_in("ps1", escaped), []);
    }

    #[test]
    fn a_helper_stands_in_files_that_it_escapes_for() {
        for (ending, text, is_right) in [
            ("rs", "const A: &str = {{rust_str provider.name}};", true),
            ("rs", "const A: &str = {{json_str provider.name}};", false),
            ("ps1", "$a = {{ps_str provider.name}}", true),
            ("ps1", "$a = {{json_str provider.name}}", false),
            ("yml", "a: {{json_str provider.name}}", true),
            ("sh", "a={{sh_str provider.name}}", true),
            ("wxs", "<a b=\"{{xml provider.name}}\"/>", true),
            ("md", "{{md provider.name}}", true),
            ("rs", "/// {{md provider.name}}", true),
            ("rs", "    //! {{doc provider.name}}", true),
            ("rs", "println!(\"{{doc provider.name}}\");", false),
            ("rs", "#[doc = \"{{md provider.name}}\"]", false),
            ("toml", "# {{md provider.name}}", true),
            ("toml", "a = \"{{md provider.name}}\"", false),
            ("md", "{{doc provider.name}}", false),
            (
                "txt",
                "{{md provider.name}} {{json_str provider.name}}",
                true,
            ),
        ] {
            let found = broken_in(ending, text);
            let rules: Vec<_> = found.iter().map(|(rule, _)| *rule).collect();
            let expected = if is_right {
                &[][..]
            } else {
                &["unescaped-text"]
            };
            assert_eq!(rules, expected, "{ending}: {text}");
        }
    }

    #[test]
    fn what_is_taken_as_it_is_has_no_faults() {
        assert_eq!(broken(&[("README.md", "{{nothing}}")]), []);
    }
}
