//! The classes in MOF, for the file that WMI compiles.

use super::code::Mof;
use super::mof_method::MethodInMof;
use super::namespace::NamespaceContext;
use super::secured::secures;
use super::{ProviderContext, Whole};
use crate::model::{Class, Kind, Origin, Property, SchemaMof};
use crate::render::files;
use crate::render::mof::{self, Qualifiers};
use anyhow::Context as _;
use schemars::JsonSchema;
use serde::Serialize;

/// The provider and its classes, as MOF has them.
#[derive(JsonSchema, Serialize)]
pub struct MofContext<'p> {
    /// The namespaces, and what is written in each.
    namespaces: Vec<NamespaceInMof<'p>>,
    /// Whether one of them, or one around them, is secured.
    secures: bool,
}

/// A namespace, and what MOF has of its classes.
#[derive(JsonSchema, Serialize)]
struct NamespaceInMof<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The namespace.
    namespace: &'p NamespaceContext,
    /// Whether the texts stand beside the classes, in the files of the languages.
    localizations: bool,
    /// The files of the user's own, with the classes that are there before the provider's.
    schema: Vec<SchemaInMof<'p>>,
    /// What is written of each class there, in MOF.
    written: Vec<Mof>,
}

/// A file of MOF of the user's own.
#[derive(JsonSchema, Serialize)]
struct SchemaInMof<'p> {
    /// Its path in the crate.
    path: &'p str,
    /// The classes that it declares, in MOF.
    written: Mof,
}

/// A class, and all that MOF has of it.
#[derive(JsonSchema, Serialize)]
pub struct ClassInMof<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The class that it derives from, by its name in WMI.
    superclass: Option<&'p str>,
    /// All qualifiers, as MOF, in brackets; none if there are none, because MOF has no empty list.
    mof_qualifiers: Option<Mof>,
    /// The properties that it declares itself or overrides, in order.
    properties: Vec<PropertyInMof<'p>>,
    /// The methods that it declares itself or overrides, in order.
    methods: Vec<MethodInMof<'p>>,
}

#[derive(JsonSchema, Serialize)]
struct PropertyInMof<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// Whether it is an array.
    array: bool,
    /// The most elements of an array that has a bound, as a number of MOF.
    mof_max_items: Option<Mof>,
    /// The type of its values in MOF.
    mof_type: String,
    /// All qualifiers, as MOF, in brackets.
    mof_qualifiers: Mof,
    /// The default, as a value of MOF, after its sign of equality.
    mof_default: Option<Mof>,
    /// Whether it is the first property.
    first: bool,
}

impl<'p> MofContext<'p> {
    /// # Errors
    /// If the part of a class is at fault.
    pub fn new(whole: &Whole<'p>) -> anyhow::Result<Self> {
        let Whole {
            provider,
            context,
            templates,
            ..
        } = *whole;
        // WMI gives the neutral class's qualifiers priority over the translated ones ([MS-WMI] 3.1.1.2), so that a text
        // that stands there hides its translations: all texts stand in the files of the languages then.
        let localizations = !provider.localizations.is_empty();
        let schema = || {
            let files = provider.schema_mofs.iter();
            files.map(SchemaInMof::new).collect::<anyhow::Result<_>>()
        };
        let namespaces = provider.namespaces().into_iter().zip(&context.namespaces);
        let namespaces = namespaces.map(|(namespace, of)| {
            let classes = provider.classes_in(namespace).into_iter();
            let classes = classes.map(|class| ClassInMof::new(class, whole));
            let written = Mof::all(templates.rendered_parts(files::CLASS_IN_MOF, classes)?);
            anyhow::Ok(NamespaceInMof {
                provider: context,
                namespace: of,
                localizations,
                schema: schema()?,
                written,
            })
        });
        Ok(MofContext {
            namespaces: namespaces.collect::<anyhow::Result<_>>()?,
            secures: secures(provider),
        })
    }
}

impl<'p> SchemaInMof<'p> {
    /// # Errors
    /// If the file has not been read.
    fn new(file: &'p SchemaMof) -> anyhow::Result<Self> {
        let classes = file.classes.clone();
        let classes = classes.with_context(|| format!("{} has not been read", file.path))?;
        Ok(SchemaInMof {
            path: &file.path,
            written: Mof(classes),
        })
    }
}

impl<'p> ClassInMof<'p> {
    pub fn new(class: &'p Class, whole: &Whole<'_>) -> Self {
        let (provider, texts) = (whole.context, whole.provider.localizations.is_empty());
        let passes_on = passes_on(class, whole);
        let mut classes = whole.provider.classes.iter();
        let of_association = classes.any(|other| {
            other.kind == Kind::Association && class.superclasses.contains(&other.name)
        });
        let properties = class.declared().enumerate();
        let properties = properties.map(|(index, property)| PropertyInMof {
            name: &property.name,
            array: property.array,
            mof_max_items: property.max_items.map(|most| Mof(most.to_string())),
            mof_type: property.mof_type(),
            mof_qualifiers: Mof(of_property(property, texts, passes_on)),
            mof_default: property.default.as_ref().map(mof::value).map(Mof),
            first: index == 0,
        });
        let methods = class.declared_methods().enumerate();
        let has_properties = class.declared().next().is_some();
        let methods = methods.map(|(index, method)| {
            let first = index == 0 && !has_properties;
            MethodInMof::of(method, class, whole, first)
        });
        ClassInMof {
            name: &class.name,
            superclass: class.superclass(),
            mof_qualifiers: of_class(class, of_association, provider, texts),
            properties: properties.collect(),
            methods: methods.collect(),
        }
    }
}

/// Whether other classes of the spec have the class's qualifiers from it.
pub fn passes_on(class: &Class, whole: &Whole<'_>) -> bool {
    let mut classes = whole.provider.own_classes();
    classes.any(|other| other.superclasses.contains(&class.name))
}

/// The qualifiers of the class, which may derive from an association of the spec.
fn of_class(
    class: &Class,
    of_association: bool,
    provider: &ProviderContext,
    texts: bool,
) -> Option<Mof> {
    let mut qualifiers = Qualifiers::default();
    // WMI wants it first (page "Declaring an Association Class"). Classes that derive from one of the spec's have it from
    // there; others say it again, as those of Windows' own providers do.
    if class.kind == Kind::Association && !of_association {
        qualifiers.flag("Association : ToInstance ToSubclass DisableOverride");
    }
    if class.is_abstract {
        qualifiers.flag("abstract");
    }
    if class.singleton && !class.inherits_singleton {
        // As Windows' own classes have it, so that the classes that derive from it are singletons, too.
        qualifiers.flag("singleton : DisableOverride ToSubclass");
    }
    // Where nobody asks for instances, there are none that could be dynamic.
    if class.has_instances() {
        qualifiers.flag("dynamic");
    }
    if class.is_served() {
        qualifiers.text("provider", Some(&provider.name), "");
    }
    if texts {
        qualifiers.text("DisplayName", class.display_name.as_ref(), "");
        qualifiers.text("Description", class.description.as_ref(), "");
    }
    for own in &class.qualifiers {
        qualifiers.own(own);
    }
    (!qualifiers.is_empty()).then(|| Mof(qualifiers.list(0)))
}

/// The qualifiers of a property, which other classes of the spec may have from this one.
fn of_property(property: &Property, texts: bool, passes_on: bool) -> String {
    let mut qualifiers = Qualifiers::default();
    if property.told_as_key {
        qualifiers.flag("key");
    }
    if let Origin::Overrides(_) = property.origin {
        qualifiers.text("Override", Some(&property.name), "");
    }
    if passes_on {
        qualifiers.pass_on();
    }
    // WMI's own `Not_Null` says the same, and WMI may refuse what it finds NULL in a property that has it
    // (`WBEM_E_ILLEGAL_NULL`), as those are that a partial update does not name. `Required` is CIM's, tells every client
    // (page "Standard Qualifiers"), and leaves it to the provider to enforce it. Of a key it goes without saying.
    if property.required && !property.key {
        qualifiers.flag("Required");
    }
    qualifiers.flag("read");
    if property.write {
        qualifiers.flag("write");
    }
    of_field(&mut qualifiers, property, texts);
    for own in &property.qualifiers {
        qualifiers.own(own);
    }
    qualifiers.list(4)
}

/// The qualifiers that tell what values a property has, or a parameter of a method.
pub fn of_field(qualifiers: &mut Qualifiers, property: &Property, texts: bool) {
    of_text(qualifiers, property);
    let sub_type = property.cim_type().row().sub_type.map(str::to_owned);
    qualifiers.text("SubType", sub_type.as_ref(), "");
    let limits = property.limits;
    qualifiers.number("MaxLen", limits.max_len.map(i128::from));
    // An integer in a qualifier has 32 bits in WMI; a wider bound is the runtime's alone to keep.
    qualifiers.number("MinValue", limits.min.filter(|&least| is_narrow(least)));
    qualifiers.number("MaxValue", limits.max.filter(|&most| is_narrow(most)));
    if texts {
        qualifiers.text("DisplayName", property.display_name.as_ref(), "");
        qualifiers.text("Units", property.units.as_ref(), "");
        qualifiers.text("Description", property.description.as_ref(), "");
    }
    of_meanings(qualifiers, property, texts);
}

/// The class of the object whose text the property has (DSP0004: `EmbeddedInstance`, `EmbeddedObject`).
fn of_text(qualifiers: &mut Qualifiers, property: &Property) {
    if property.text.is_none() {
        return;
    }
    match property.of.class_name() {
        Some(class) => qualifiers.text("EmbeddedInstance", Some(&class.to_owned()), ""),
        None => qualifiers.flag("EmbeddedObject"),
    }
}

fn of_meanings(qualifiers: &mut Qualifiers, property: &Property, texts: bool) {
    let Some(meanings) = &property.meanings else {
        return;
    };
    let (map_name, texts_name) = mof::names_of(meanings);
    let map = meanings.map();
    qualifiers.texts(map_name, map.iter().map(String::as_str), "");
    if let Some(meanings) = meanings.texts().filter(|_| texts) {
        qualifiers.texts(texts_name, meanings.into_iter(), "");
    }
}

fn is_narrow(number: i128) -> bool {
    i32::try_from(number).is_ok()
}
