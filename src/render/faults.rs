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
mod tests;
