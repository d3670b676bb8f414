//! The classes of a provider.

use super::choice::Choice as _;
use super::collisions::{Placed, Taken, colliding, colliding_list, duplicate};
use super::counts::Shape;
use super::defined::Defined;
use super::known::{self, Classes, Known};
use super::namespace::Namespaces;
use super::operations::{self, Operations, operations};
use super::rust_names::{Naming, is_type};
use super::text::text;
use super::{
    Class, Kind, Policy, externals, idents, kinds, methods, names, placement, policy, properties,
    qualifiers, renames, shapes,
};
use std::collections::HashMap;

use crate::cores;
use crate::diagnostics::rules::{CLASS_WITHOUT_OPERATION, UNFIT_FOR_KIND};
use crate::diagnostics::{Diagnostic, Span, keep};
use crate::spec::keys::CLASS;
use crate::spec::{ClassTable, ExternalTable, ProviderTable, Spec, missing_key};

/// The classes of a spec.
pub fn classes(
    spec: &Spec,
    outer: Policy,
    (defined, namespaces): (&Defined<'_>, &Namespaces),
    found: &mut Vec<Diagnostic>,
) -> Vec<Class> {
    let known = Classes::of(spec);
    let externals = externals::with_code(spec, &known);
    check_names(spec, &externals, found);
    known::check(spec, &known, found);
    renames::of_classes(spec, found);
    check_served(spec, found);
    for external in &spec.externals {
        externals::check(external, (&known, defined), found);
    }
    let resolved = cores::map(&spec.classes, |written| {
        let mut found = Vec::new();
        let class = class(written, (&known, defined, namespaces), outer, &mut found);
        (class, found)
    });
    let mut classes = Vec::new();
    for (class, of_class) in resolved {
        found.extend(of_class);
        classes.push(class);
    }
    placement::check(spec, &classes, found);
    let externals = externals.into_iter();
    classes.extend(externals.map(|external| {
        let namespace = namespaces.of_class(None, found);
        externals::class(external, namespace, outer, (&known, defined))
    }));
    classes
}

fn class(
    written: &ClassTable,
    (known, defined, namespaces): (&Classes<'_>, &Defined<'_>, &Namespaces),
    outer: Policy,
    found: &mut Vec<Diagnostic>,
) -> Class {
    let policy = policy::inherit(outer, written.access_denied.as_ref(), found);
    let line = known.line(Known::Own(written));
    let kind = kinds::kind(written.kind.as_ref(), &line, found);
    let shape = shapes::shape(written, &line, kind, found);
    renames::of_properties(written, found);
    renames::of_methods(written, found);
    let operations = operations_of(written, shape, found);
    let of_line = defined.inherited.properties(&line);
    operations::check(written, shape, operations, &of_line, found);
    methods::check_served(written, &line, shape, operations, found);
    let RustNames {
        module,
        type_name,
        key_type_name,
        trait_name,
        new_type_name,
        change_type_name,
    } = RustNames::of(Naming::of_class(written).stem());
    Class {
        name: written.name.get_ref().clone(),
        namespace: namespaces.of_class(written.namespace.as_ref(), found),
        kind: kind.unwrap_or_default(),
        is_external: false,
        superclasses: line
            .superclasses()
            .map(|class| class.name().get_ref().clone())
            .collect(),
        derived: known
            .descendants()
            .of(Known::Own(written))
            .iter()
            .filter(|one| one.name != *written.name.get_ref())
            .map(|one| one.module.clone())
            .collect(),
        is_abstract: shape.is_abstract,
        singleton: shape.singleton,
        inherits_singleton: line.superclasses().any(Known::is_singleton),
        renamed_from: renames::former(written.renamed_from.as_ref()),
        rust_name: written
            .rust_name
            .as_ref()
            .map(|name| name.get_ref().clone()),
        module,
        type_name,
        key_type_name,
        trait_name,
        new_type_name,
        change_type_name,
        description: text(written.description.as_ref(), found),
        display_name: text(written.display_name.as_ref(), found),
        qualifiers: qualifiers::qualifiers(&written.qualifiers, &defined.flavors, found),
        operations,
        policy,
        access: defined.access.of_class(&line, found),
        properties: properties::properties((known, &line), shape, policy, defined, found),
        methods: methods::methods((known, &line), defined, found),
    }
}

/// The operations that are written for a class of this shape, which may have to have some.
fn operations_of(written: &ClassTable, shape: Shape, found: &mut Vec<Diagnostic>) -> Operations {
    let asked = shape.kind.is_some_and(Kind::is_dynamic) && !shape.is_abstract;
    if let Some(kind) = shape.kind.filter(|kind| !kind.is_dynamic())
        && let Some(written) = &written.operations
    {
        found.push(no_operations(kind, written.span()));
        return Operations::default();
    }
    if let Some(written) = &written.operations {
        return operations(written, asked, found);
    }
    // A method of an instance is reported without `get`.
    if asked && written.known && written.methods.is_empty() {
        found.extend(missing_key(&CLASS, "operations", written.name.span()));
    }
    Operations::default()
}

/// Reports a spec in which no class is one that clients can ask for.
fn check_served(spec: &Spec, found: &mut Vec<Diagnostic>) {
    let is_embedded = |class: &ClassTable| {
        let kind = class.kind.as_ref().map(|kind| kind.get_ref().as_str());
        kind == Some(Kind::Embedded.as_str())
    };
    if let Some(first) = spec
        .classes
        .first()
        .filter(|_| spec.classes.iter().all(is_embedded))
    {
        let message = "no class is one that clients can ask for";
        let report = Diagnostic::error(&CLASS_WITHOUT_OPERATION, first.name.span(), message);
        found.push(
            report
                .with_label("its instances are values of properties alone")
                .with_help(
                    "write a class that has `operations`, and a property that has such an object",
                ),
        );
    }
}

/// What to say of operations of a class whose kind has none.
fn no_operations(kind: Kind, place: Span) -> Diagnostic {
    let kind = kind.as_str();
    let message = format!("a class of the kind `{kind}` has no operations");
    Diagnostic::error(&UNFIT_FOR_KIND, place, message)
        .with_label("nobody asks for its instances")
        .with_help("leave `operations` out, or the `kind` if clients are to ask for its instances")
}

/// What a class is called in Rust.
pub struct RustNames {
    pub module: String,
    pub type_name: String,
    pub key_type_name: String,
    pub trait_name: String,
    pub new_type_name: String,
    pub change_type_name: String,
}

impl RustNames {
    /// The names that are made of a class's name in WMI, or of the one that the spec chooses in Rust.
    pub fn of(stem: &str) -> Self {
        let type_name = idents::type_name(stem);
        let bare = type_name.trim_end_matches('_');
        Self {
            module: idents::module(stem),
            key_type_name: format!("{bare}Key"),
            trait_name: format!("{bare}Provider"),
            new_type_name: format!("{bare}New"),
            change_type_name: format!("{bare}Change"),
            type_name,
        }
    }

    fn types(&self) -> [&str; 3] {
        [&self.type_name, &self.key_type_name, &self.trait_name]
    }
}

/// Checks each class's names by themselves, and against the provider's and those before it.
fn check_names(spec: &Spec, externals: &[&ExternalTable], found: &mut Vec<Diagnostic>) {
    let provider = spec.provider.as_ref();
    let provider = provider.and_then(|ProviderTable { name, .. }| name.as_ref());
    let provider = provider.filter(|name| names::problem(name.get_ref()).is_none());
    let provider = provider.map(Naming::plain);
    let classes: Vec<_> = spec.classes.iter().map(Naming::of_class).collect();
    let externals: Vec<_> = externals.iter().copied().map(Naming::of_external).collect();
    let mut in_wmi = Taken::default();
    let mut in_rust = TakenInRust::default();
    if let Some(provider) = &provider {
        let type_name = idents::type_name(provider.stem());
        in_rust.types.take(&type_name, provider);
    }
    let mut colliding = Vec::new();
    for class in &classes {
        let sound = keep(names::check_in_mof("class", class.name), found);
        if sound.is_none() {
            continue;
        }
        let duplicated = in_wmi.take(class.name.get_ref(), class.name);
        found.extend(duplicated.map(|first| duplicate("class", class.name, first)));
        if keep(class.check_type(), found).is_none() {
            continue;
        }
        let collision = in_rust.take_all(class, found);
        colliding.extend(collision.filter(|_| duplicated.is_none()));
    }
    for class in &externals {
        if keep(class.check_type(), found).is_some() {
            colliding.extend(in_rust.take_all(class, found));
        }
    }
    for collision in &colliding {
        found.push(in_rust.report(collision));
    }
    check_lists(spec, &in_rust, found);
}

/// Checks the names of the lists of `[values]` against those that classes and their values have in Rust, and those before
/// them: the files of classes have the types of the lists, too.
fn check_lists<'s>(spec: &'s Spec, in_rust: &TakenInRust<'s>, found: &mut Vec<Diagnostic>) {
    let mut of_values = HashMap::new();
    for class in &spec.classes {
        let stem = Naming::of_class(class).stem();
        for property in &class.properties {
            let written = [&property.field.values, &property.field.bitmap];
            if written
                .into_iter()
                .flatten()
                .any(|one| one.name().is_none())
            {
                let naming = Naming::of_field(&property.name, &property.field);
                let ident = idents::meaning_type_name(stem, naming.stem());
                of_values.insert(ident, property.name.span());
            }
        }
    }
    for list in &spec.values {
        let name = &list.name;
        if names::problem(name.get_ref()).is_some() {
            continue;
        }
        let of_class = |ident: &str| in_rust.types.owner(ident).map(Placed::span);
        let first = |ident: &str| of_class(ident).or_else(|| of_values.get(ident).cloned());
        let ident = idents::type_name(name.get_ref());
        if let Some(place) = first(&ident) {
            let mut numbered = (2..).map(|number: usize| format!("{}{number}", name.get_ref()));
            let free = numbered.find(|name| first(&idents::type_name(name)).is_none());
            found.push(colliding_list(
                &ident,
                name,
                place,
                &free.unwrap_or_default(),
            ));
        }
        of_values.insert(ident, name.span());
    }
}

/// The names in Rust that classes and the provider have.
#[derive(Default)]
struct TakenInRust<'s> {
    modules: Taken<'s, Naming<'s>>,
    types: Taken<'s, Naming<'s>>,
}

/// Two classes, or the provider and a class, that have the same name in Rust.
struct Collision<'s> {
    what: &'static str,
    ident: String,
    second: &'s Naming<'s>,
    first: &'s Naming<'s>,
}

impl<'s> TakenInRust<'s> {
    /// Takes the names of a class; the first that something has already.
    fn take(&mut self, rust: &RustNames, class: &'s Naming<'s>) -> Option<Collision<'s>> {
        let module = self.modules.take(&rust.module, class);
        let module = module.map(|first| ("module", rust.module.as_str(), first));
        let types = rust
            .types()
            .map(|ident| (ident, self.types.take(ident, class)));
        let types = types.into_iter();
        let mut types = types.filter_map(|(ident, first)| Some(("type", ident, first?)));
        let (what, ident, first) = module.or_else(|| types.next())?;
        Some(Collision {
            what,
            ident: ident.to_owned(),
            second: class,
            first,
        })
    }

    /// Takes the names of a class before any collision is told, so that a third class meets them too.
    fn take_all(
        &mut self,
        class: &'s Naming<'s>,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Collision<'s>> {
        let rust = RustNames::of(class.stem());
        if rust.module.len() > names::FILE_STEM_MAX {
            found.push(too_long(class));
        }
        self.take(&rust, class)
    }

    /// Reports a collision. The name that it gives is taken from then on.
    fn report(&mut self, collision: &Collision<'s>) -> Diagnostic {
        let Collision {
            what,
            ident,
            second,
            first,
        } = collision;
        let free = self.free(second.stem());
        self.take(&RustNames::of(&free), second);
        colliding(what, ident, second, first, &free)
    }

    /// A name in Rust that nothing has: the type's, with a number.
    fn free(&self, stem: &str) -> String {
        let type_name = idents::type_name(stem);
        let bare = type_name.trim_end_matches('_');
        let is_free = |name: &String| {
            let rust = RustNames::of(name);
            let is_type_free = |ident: &&str| self.types.owner(ident).is_none();
            let is_module_free = self.modules.owner(&rust.module).is_none();
            is_module_free && rust.types().iter().all(is_type_free) && is_type(name)
        };
        let mut numbered = (2..).map(|number: usize| format!("{bare}{number}"));
        numbered.find(is_free).unwrap_or_default()
    }
}

/// What to say of a class whose name is too long for its files.
fn too_long(class: &Naming<'_>) -> Diagnostic {
    let report = names::too_long_for_a_file("class", class.written());
    if class.is_chosen() {
        report.with_help("write a shorter `rust-name`")
    } else {
        report
            .with_help("write a shorter name for its files with `rust-name`: its name in WMI stays")
    }
}
