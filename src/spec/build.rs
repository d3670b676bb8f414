//! From the text to a [`Spec`].

use toml::Spanned;
use toml::de::DeTable;

use super::keys::{self, Shape, Table};
use super::syntax::{self, Parsed};
use super::view::{Entry, Text, View};
use super::{
    AccessDeniedTable, ClassTable, ClientTable, HostingTable, LocaleTable, LocalizedClassTable,
    LocalizedPropertyTable, PropertyTable, ProviderTable, QualifierTable, Spec, literal,
};
use crate::diagnostics::{Diagnostic, Span};

/// Reads a spec, and reports everything that is wrong with its text, in one run.
///
/// The spec holds what could be read; `complete` says whether that is all.
pub fn read(text: &str) -> (Spec, Vec<Diagnostic>) {
    let Parsed { document, errors } = syntax::parse(text);
    if errors.is_empty() && document.is_empty() {
        return (Spec::default(), vec![syntax::empty_spec()]);
    }
    let mut builder = Builder {
        text: if errors.is_empty() {
            Text::Whole
        } else {
            Text::Torn
        },
        found: Vec::new(),
    };
    let mut spec = builder.spec(&document);
    let mut found = errors;
    found.append(&mut builder.found);
    let found = syntax::without_consequences(found, text);
    spec.complete = !found.iter().any(Diagnostic::is_error);
    (spec, found)
}

/// Collects what is found while the tables of the document are opened one by one.
struct Builder {
    text: Text,
    found: Vec<Diagnostic>,
}

impl Builder {
    fn open<'d>(
        &mut self,
        table: &'static Table,
        entries: &'d DeTable<'d>,
        span: Span,
    ) -> View<'d> {
        View::open(table, entries, span, self.text, &mut self.found)
    }

    /// Opens a table within a table, if it is there.
    fn open_in<'d>(
        &mut self,
        outer: &View<'d>,
        name: &str,
        table: &'static Table,
    ) -> Option<View<'d>> {
        let (entries, span) = outer.table(name)?;
        Some(self.open(table, entries, span))
    }

    fn spec(&mut self, document: &DeTable<'_>) -> Spec {
        let view = self.open(&keys::SPEC, document, 0..0);
        // In a torn text the classes may be in what was lost.
        if let Some((classes, span)) = view.table("class")
            && classes.is_empty()
            && self.text == Text::Whole
        {
            self.found.push(syntax::no_class(span));
        }
        Spec {
            version: view.integer("spec-version"),
            provider: self.provider(&view),
            access_denied: self.access_denied(&view),
            classes: view
                .named("class")
                .map(|(name, entries, span)| self.class(name, entries, span))
                .collect(),
            locales: view
                .named("locale")
                .map(|(name, entries, span)| self.locale(name, entries, span))
                .collect(),
            complete: false,
        }
    }

    fn provider(&mut self, spec: &View<'_>) -> Option<ProviderTable> {
        let view = self.open_in(spec, "provider", &keys::PROVIDER)?;
        Some(ProviderTable {
            name: view.string("name"),
            clsid: view.string("clsid"),
            namespace: view.string("namespace"),
            description: view.string("description"),
            locale: view.string("locale"),
            hosting: self.hosting(&view),
            client: self.client(&view),
        })
    }

    fn hosting(&mut self, provider: &View<'_>) -> Option<HostingTable> {
        let view = self.open_in(provider, "hosting", &keys::HOSTING)?;
        Some(HostingTable {
            model: view.string("model"),
            group: view.string("group"),
            reason: view.string("reason"),
        })
    }

    fn client(&mut self, provider: &View<'_>) -> Option<ClientTable> {
        let view = self.open_in(provider, "client", &keys::CLIENT)?;
        let level = view.string("level");
        Some(ClientTable { level })
    }

    fn access_denied(&mut self, outer: &View<'_>) -> Option<AccessDeniedTable> {
        let view = self.open_in(outer, "access-denied", &keys::ACCESS_DENIED)?;
        Some(AccessDeniedTable {
            object: view.string("object"),
            property: view.string("property"),
            enumeration: view.string("enumeration"),
            held_instances_max: view.integer("held-instances-max"),
            held_bytes_max: view.integer("held-bytes-max"),
        })
    }

    fn class(&mut self, name: Spanned<String>, entries: &DeTable<'_>, span: Span) -> ClassTable {
        let found_before = self.found.len();
        let view = self.open(&keys::CLASS, entries, span);
        let properties = view
            .named("properties")
            .map(|(name, entries, span)| self.property(name, entries, span))
            .collect();
        ClassTable {
            name,
            description: view.string("description"),
            display_name: view.string("display-name"),
            renamed_from: view.string("renamed-from"),
            qualifiers: self.qualifiers(&view),
            operations: view.strings("operations"),
            access_denied: self.access_denied(&view),
            properties,
            complete: self.text == Text::Whole && self.found.len() == found_before,
        }
    }

    fn property(
        &mut self,
        name: Spanned<String>,
        entries: &DeTable<'_>,
        span: Span,
    ) -> PropertyTable {
        let view = self.open(&keys::PROPERTY, entries, span);
        PropertyTable {
            name,
            cim_type: view.string("type"),
            key: view.boolean("key"),
            denied: view.boolean_or_string("denied"),
            description: view.string("description"),
            display_name: view.string("display-name"),
            renamed_from: view.string("renamed-from"),
            units: view.string("units"),
            max_len: view.integer("max-len"),
            min: view.integer("min"),
            max: view.integer("max"),
            not_finite: view.string("not-finite"),
            default: view.literal("default"),
            values: view.meanings("values"),
            bitmap: view.meanings("bitmap"),
            qualifiers: self.qualifiers(&view),
        }
    }

    fn qualifiers(&mut self, outer: &View<'_>) -> Vec<QualifierTable> {
        outer
            .entries("qualifiers")
            .map(|entry| self.qualifier(entry))
            .collect()
    }

    /// A qualifier is a value, or a table where there is more to say of it.
    fn qualifier(&mut self, (name, value): Entry<'_>) -> QualifierTable {
        if let Some(entries) = value.get_ref().as_table() {
            let view = self.open(&keys::QUALIFIER, entries, value.span());
            return QualifierTable {
                name,
                value: view.literal("value"),
                flavor: view.strings("flavor"),
            };
        }
        let shape = Shape::Literal("Version = \"1.0\"");
        self.found
            .extend(literal::problem("a qualifier", &shape, value));
        QualifierTable {
            name,
            value: literal::literal(value),
            flavor: None,
        }
    }

    fn locale(&mut self, name: Spanned<String>, entries: &DeTable<'_>, span: Span) -> LocaleTable {
        let view = self.open(&keys::LOCALE, entries, span);
        let classes = view
            .named("class")
            .map(|(name, entries, span)| self.localized_class(name, entries, span))
            .collect();
        LocaleTable { name, classes }
    }

    fn localized_class(
        &mut self,
        name: Spanned<String>,
        entries: &DeTable<'_>,
        span: Span,
    ) -> LocalizedClassTable {
        let view = self.open(&keys::LOCALIZED_CLASS, entries, span);
        let properties = view
            .named("properties")
            .map(|(name, entries, span)| self.localized_property(name, entries, span))
            .collect();
        LocalizedClassTable {
            name,
            description: view.string("description"),
            display_name: view.string("display-name"),
            properties,
        }
    }

    fn localized_property(
        &mut self,
        name: Spanned<String>,
        entries: &DeTable<'_>,
        span: Span,
    ) -> LocalizedPropertyTable {
        let view = self.open(&keys::LOCALIZED_PROPERTY, entries, span);
        LocalizedPropertyTable {
            name,
            description: view.string("description"),
            display_name: view.string("display-name"),
            units: view.string("units"),
            values: view.meanings("values"),
            bitmap: view.meanings("bitmap"),
        }
    }
}
