//! From a spec to the provider that it means.

use toml::Spanned;

use super::defined::Defined;
use super::{
    ClientLevel, Policy, Provider, classes, client, clsid, externals, hosting, idents, level,
    locales, names,
    namespace::{self, Namespaces},
    policy, schema_mof, templates,
    text::text,
};
use crate::diagnostics::rules::{RENAMED_FROM, UNSUPPORTED_SPEC_VERSION};
use crate::diagnostics::{Checked, Diagnostic, keep, quoted};
use crate::spec::{ProviderTable, Spec};

/// The version of the spec's language that is read.
pub const SPEC_VERSION: i64 = 1;

/// Finds out what a spec means, and reports everything that makes no sense, in one run.
///
/// There is a provider only if nothing is wrong, neither here nor when the spec was read. What the reader has
/// reported as missing is not reported again.
pub fn resolve(spec: &Spec) -> (Option<Provider>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    found.extend(spec.version.as_ref().and_then(unsupported));
    let provider = provider(spec, &mut found);
    level::check(spec, &mut found);
    let sound = spec.complete && !found.iter().any(Diagnostic::is_error);
    (provider.filter(|_| sound), found)
}

fn unsupported(version: &Spanned<i128>) -> Option<Diagnostic> {
    let written = *version.get_ref();
    let supported = i128::from(SPEC_VERSION);
    if written == supported {
        return None;
    }
    let message = format!("this wmigen reads spec version {SPEC_VERSION}, not {written}");
    let report = Diagnostic::error(&UNSUPPORTED_SPEC_VERSION, version.span(), message);
    Some(report.with_help(if written > supported {
        "a newer wmigen may read it; otherwise write `spec-version = 1`"
    } else {
        "write `spec-version = 1`"
    }))
}

/// Resolves every part, whether or not the others make sense.
fn provider(spec: &Spec, found: &mut Vec<Diagnostic>) -> Option<Provider> {
    let policy = policy::inherit(Policy::default(), spec.access_denied.as_ref(), found);
    let identity = spec
        .provider
        .as_ref()
        .map(|written| Identity::of(written, found));
    let defined = Defined::of(spec, found);
    let own = identity.as_ref().and_then(|one| one.namespace.clone());
    let namespaces = Namespaces::of(spec, own, found);
    let classes = classes::classes(spec, policy, (&defined, &namespaces), found);
    let asked = externals::asked(spec);
    let shared_meanings = defined.values.used();
    let access_rules = defined.access.all();
    let locale = locales::own(spec.provider.as_ref(), found);
    let texts = (&classes[..], &shared_meanings[..]);
    let localizations = locales::localizations(spec, locale, texts, found);
    let provider = spec.provider.as_ref();
    let schema_mofs = provider.and_then(|provider| provider.schema_mof.as_ref());
    let schema_mofs = schema_mof::of_provider(schema_mofs, found);
    let templates = spec.templates.as_ref();
    let templates = templates.and_then(|written| templates::of_spec(written, found));
    let identity = identity?;
    let name = identity.name?;
    Some(Provider {
        renamed_from: identity.renamed_from,
        type_name: idents::type_name(&name),
        snake_name: idents::provider_file(&name),
        clsid: identity.clsid?,
        namespace: identity.namespace?,
        namespace_tables: namespaces.into_tables(),
        description: identity.description,
        hosting: identity.hosting,
        client_level: identity.client_level,
        audit: identity.audit,
        access_rules,
        locale,
        schema_mofs,
        classes,
        asked,
        shared_meanings,
        localizations,
        templates,
        allowed_warnings: Vec::new(),
        name,
    })
}

/// What `[provider]` says; required values that are absent or wrong have been reported.
struct Identity {
    name: Option<String>,
    renamed_from: Option<String>,
    clsid: Option<uuid::Uuid>,
    namespace: Option<super::Namespace>,
    description: Option<String>,
    hosting: super::Hosting,
    client_level: ClientLevel,
    audit: bool,
}

impl Identity {
    fn of(written: &ProviderTable, found: &mut Vec<Diagnostic>) -> Self {
        let name = written.name.as_ref();
        let name = name.and_then(|name| keep(provider_name(name), found));
        let clsid = written.clsid.as_ref();
        let namespace = written.namespace.as_ref();
        let client = written.client.as_ref();
        let level = client.and_then(|client| client.level.as_ref());
        let hosting = written.hosting.as_ref();
        let group = name.as_deref().unwrap_or_default();
        let former = written.renamed_from.as_ref();
        let former = former.and_then(|former| keep(former_name(former, name.as_deref()), found));
        Self {
            clsid: clsid.and_then(|written| keep(clsid::clsid(written), found)),
            namespace: namespace.and_then(|written| keep(namespace::namespace(written), found)),
            description: text(written.description.as_ref(), found),
            client_level: level
                .and_then(|written| keep(client::level(written), found))
                .unwrap_or_default(),
            audit: written.audit.as_ref().is_some_and(|audit| *audit.get_ref()),
            hosting: hosting::hosting(hosting, group, found),
            renamed_from: former,
            name,
        }
    }
}

impl Provider {
    /// The provider as it would be under another name.
    #[must_use]
    pub fn called(&self, name: &str) -> Self {
        Provider {
            name: name.to_owned(),
            type_name: idents::type_name(name),
            snake_name: idents::provider_file(name),
            ..self.clone()
        }
    }
}

/// A former name is one that a provider can have had, and not the one of today.
fn former_name(written: &Spanned<String>, today: Option<&str>) -> Checked<String> {
    let former = provider_name(written)?;
    if today != Some(former.as_str()) {
        return Ok(former);
    }
    let message = format!("the provider {} still has that name", quoted(&former));
    Diagnostic::error(&RENAMED_FROM, written.span(), message)
        .with_label("the name of today")
        .with_help("write the name that it had before, or leave `renamed-from` out")
        .refuse()
}

fn provider_name(written: &Spanned<String>) -> Checked<String> {
    names::check("provider", written)?;
    let name = written.get_ref();
    if names::provider_problem(name).is_some() {
        return names::too_long_for_a_file("provider", written).refuse();
    }
    Ok(name.clone())
}
