//! What a spec means: the provider, with names chosen, policies inherited and everything checked.
//!
//! Whoever renders a [`Provider`] need not ask whether it makes sense: [`resolve()`] gives one only if it does.

mod access;
pub mod answers;
mod call_answers;
mod choice;
mod cim_type;
mod classes;
mod client;
mod clsid;
mod collisions;
mod counts;
mod datetime;
mod defined;
mod descendants;
mod externals;
mod field_type;
mod fields;
mod hosting;
pub(crate) mod idents;
mod inherited;
mod kinds;
mod known;
mod level;
mod limits;
mod locales;
mod meanings;
mod methods;
mod misfit;
mod names;
mod namespace;
mod not_finite;
mod object_graph;
mod objects;
mod operations;
mod placement;
mod places;
mod policy;
mod properties;
mod qualifiers;
mod real;
mod references;
mod registrations;
mod renames;
mod resolve;
mod rust_names;
mod schema_mof;
mod sddl;
mod shapes;
mod suffix;
mod templates;
mod text;
mod text_form;
mod value;
mod variants;
pub mod write_answers;

#[cfg(test)]
mod tests;

use std::ops::Deref;
use std::sync::Arc;

use uuid::Uuid;

pub use access::{AccessRule, Holders, PRIVILEGES, Right, TRUSTEE_PATTERN, name_of};
pub use call_answers::CallCase;
pub use choice::Choice;
pub use cim_type::{CimType, Domain, Row as TypeRow};
pub use client::ClientLevel;
pub use clsid::{NIL as NIL_CLSID, PATTERN as CLSID_PATTERN};
pub use externals::REFUSED as REFUSED_OF_EXTERNALS;
pub use field_type::{FieldType, KeyType, OfClass, OwnClass, Referred, ValueType};
pub use fields::Field;
pub use hosting::{Hosting, HostingModel};
pub use inherited::Origin;
pub use kinds::{Keys, Kind, Row as KindRow};
pub use level::{AllowedWarning, Level, leveled_rules};
pub use limits::{Limits, MAX_LEN_LIMIT};
pub use locales::{
    Locale, Localization, LocalizedClass, LocalizedMeanings, LocalizedMethod, LocalizedProperty,
    PATTERN as LOCALE_PATTERN,
};
pub use meanings::shared::{SharedLists, SharedMeanings, fields, is_named, names_in};
pub use meanings::{BitMeaning, MeaningOf, Meanings, ValueMeaning};
pub use methods::{Direction, Method, PRIVILEGES as PRIVILEGES_OF_METHOD, Parameter, RETURN_VALUE};
pub use misfit::Misfit;
pub use names::{PATTERN as NAME_PATTERN, provider_problem as provider_name_problem};
pub use namespace::{
    ENABLE as NAMESPACE_ENABLE, FULL_WRITE as NAMESPACE_FULL_WRITE, Namespace, NamespaceDescriptor,
    NamespaceRight, NamespaceSecurity, PARTIAL_WRITE as NAMESPACE_PARTIAL_WRITE,
    PATTERN as NAMESPACE_PATTERN, PROVIDER_WRITE as NAMESPACE_PROVIDER_WRITE,
    PUBLISH as NAMESPACE_PUBLISH, REMOTE as NAMESPACE_REMOTE, RIGHTS as NAMESPACE_RIGHTS,
    WRITE_DAC as NAMESPACE_WRITE_DAC, security_problem as namespace_security_problem,
};
pub use not_finite::NotFinite;
pub use operations::{Delivers, Does, Operation, Operations, Reading, Writing};
pub use policy::{
    EnumerationDenial, HELD_BYTES_MAX_LIMIT, HELD_INSTANCES_MAX_DEFAULT, HELD_INSTANCES_MAX_LIMIT,
    ObjectDenial, Policy, PropertyDenial,
};
pub use qualifiers::{
    Becomes as QualifierBecomes, Flavor, FlavorsByName, KnownQualifier, Place as QualifierPlace,
    Qualifier, QualifierType, QualifierValue, written_qualifiers,
};
pub use real::Real;
pub use registrations::{
    INSTANCES as INSTANCE_REGISTRATION, METHODS as METHOD_REGISTRATION, Registration,
};
pub use resolve::{SPEC_VERSION, resolve};
pub use rust_names::{FIELD_PATTERN, TYPE_PATTERN};
pub use schema_mof::{PATTERN as SCHEMA_MOF_PATTERN, SchemaMof};
pub use sddl::{Descriptor, Entry, Sid};
pub use suffix::{Suffix, Suffixed};
pub use templates::TemplatesOfSpec;
pub use text_form::TextForm;
pub use value::Value;

/// A WMI provider that can be generated.
#[derive(Clone, Debug, PartialEq)]
pub struct Provider {
    /// `__Win32Provider.Name`.
    pub name: String,
    /// The name that it had before, as the spec has it.
    pub renamed_from: Option<String>,
    /// The name of the Rust type.
    pub type_name: String,
    /// The name where a file is named after the provider.
    pub snake_name: String,
    /// `__Win32Provider.CLSID`; never nil.
    pub clsid: Uuid,
    /// The namespace that classes are in that say nothing else.
    pub namespace: Namespace,
    /// The namespaces with a table, and what it says of their security, in the order of the spec.
    pub namespace_tables: Vec<NamespaceSecurity>,
    /// What the provider is for; any text.
    pub description: Option<String>,
    /// The host that WMI loads the provider into.
    pub hosting: Hosting,
    /// The least level of a client that may reach data.
    pub client_level: ClientLevel,
    /// Whether its log is told who called.
    pub audit: bool,
    /// The rules of `[access]`, in the order of the spec.
    pub access_rules: Vec<Arc<AccessRule>>,
    /// The language of the spec's own texts.
    pub locale: Locale,
    /// The files of MOF of the user's own, whose classes come before the provider's, in the order of the spec.
    pub schema_mofs: Vec<SchemaMof>,
    /// The classes, in the order of the spec, at least one of them its own; and then those that the namespace has already and
    /// that properties have objects of.
    pub classes: Vec<Class>,
    /// The classes of which WMI is asked, as the client, about the instances of other providers, by their names in WMI, in the
    /// order of the spec.
    pub asked: Vec<String>,
    /// The lists of `[values]` that properties name, in the order of the spec.
    pub shared_meanings: Vec<SharedMeanings>,
    /// The texts of the classes in other languages, in the order of the spec.
    pub localizations: Vec<Localization>,
    /// The user's templates, if there are any.
    pub templates: Option<TemplatesOfSpec>,
    /// The warnings about its security that the spec allows, in the order of the rules; known once it has been linted.
    pub allowed_warnings: Vec<AllowedWarning>,
}

/// A class.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is asked by itself, and none follows from others"
)]
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// Its name in WMI.
    pub name: String,
    /// The namespace that it is in, written as the provider's or its table's.
    pub namespace: Namespace,
    /// What its instances are.
    pub kind: Kind,
    /// Whether the namespace has it already: it has a struct in Rust, because a property has its objects, and no MOF.
    pub is_external: bool,
    /// The classes that it derives from, the outermost first; of the spec, or of the namespace.
    pub superclasses: Vec<String>,
    /// The modules of the provider's classes that derive from it and have instances, in the order of the spec.
    pub derived: Vec<String>,
    /// Whether it has no instances of its own, but those of the classes that derive from it.
    pub is_abstract: bool,
    /// Whether it has one instance, which no key names.
    pub singleton: bool,
    /// Whether it is one because it derives from one.
    pub inherits_singleton: bool,
    /// The name that it had before, as the spec has it; no other class has it now.
    pub renamed_from: Option<String>,
    /// The name in Rust that the spec chooses, if it does; it stays whatever the name in WMI is.
    pub rust_name: Option<String>,
    /// The Rust module, which is also the stem of its files.
    pub module: String,
    /// The struct of an instance.
    pub type_name: String,
    /// The struct of the key.
    pub key_type_name: String,
    /// The trait that the user implements.
    pub trait_name: String,
    /// The struct of a new instance, as a client wants it.
    pub new_type_name: String,
    /// The struct of what a client changes of an instance.
    pub change_type_name: String,
    /// What an instance is; any text.
    pub description: Option<String>,
    /// The name that people are shown; any text.
    pub display_name: Option<String>,
    /// Further qualifiers, in the order of the spec.
    pub qualifiers: Vec<Qualifier>,
    /// What the class serves; at least one operation, or none if it is abstract, its kind has none, or it has nothing but methods of the class itself.
    pub operations: Operations,
    /// What a denied client is told.
    pub policy: Policy,
    /// The rule that says who may do what with it: its own, or the nearest superclass's.
    pub access: Option<Arc<AccessRule>>,
    /// The properties, those that it inherits first, else in the order of the spec. At least one is a key, unless the class is
    /// abstract or a singleton, or its kind has none.
    pub properties: Vec<Property>,
    /// The methods, those that it inherits first, else in the order of the spec.
    pub methods: Vec<Method>,
}

impl Class {
    /// The properties that the class itself says something of, which are those that its MOF has.
    pub fn declared(&self) -> impl Iterator<Item = &Property> {
        let properties = self.properties.iter();
        properties.filter(|property| property.origin.is_declared())
    }

    /// The methods that the class itself says something of, which are those that its MOF has.
    pub fn declared_methods(&self) -> impl Iterator<Item = &Method> {
        let methods = self.methods.iter();
        methods.filter(|method| method.origin.is_declared())
    }

    /// The methods whose code is the class's own.
    pub fn own_methods(&self) -> impl Iterator<Item = &Method> {
        let methods = self.methods.iter();
        methods.filter(|method| method.code_in.as_deref() == Some(&self.module))
    }

    /// The methods that clients can call, of which some may be the code of a class that it derives from.
    pub fn served_methods(&self) -> impl Iterator<Item = &Method> {
        let methods = self.methods.iter();
        methods.filter(|method| method.code_in.is_some())
    }

    /// All that has a type and stands in its MOF or its code: its properties, and what its own methods take and give.
    pub fn fields(&self) -> impl Iterator<Item = &Property> {
        let methods = self.declared_methods().flat_map(Method::values);
        self.properties.iter().chain(methods)
    }

    /// Whether clients can ask the provider for the class's instances, or call its methods, so that there is code of the
    /// user's for it.
    pub fn is_served(&self) -> bool {
        self.has_instances() || self.own_methods().next().is_some()
    }

    /// Whether clients can ask the provider for instances of the class.
    pub fn has_instances(&self) -> bool {
        self.operations.iter().next().is_some()
    }

    /// Whether there is code for it.
    pub fn has_code(&self) -> bool {
        self.is_served() || self.is_embedded()
    }

    /// Whether its instances are values of properties alone, for which there is code.
    pub fn is_embedded(&self) -> bool {
        self.kind == Kind::Embedded && !self.is_abstract
    }

    /// The properties that clients can write, in a class that serves that: never a key.
    pub fn writable(&self) -> impl Iterator<Item = &Property> {
        let takes = self.operations.take_values();
        let properties = self.properties.iter();
        properties.filter(move |property| takes && property.write)
    }

    /// What a client gives of a new instance: its keys, and what can be written.
    pub fn creatable(&self) -> impl Iterator<Item = &Property> {
        let properties = self.properties.iter();
        properties.filter(|property| property.key || property.write)
    }

    /// The structs of what clients write, of those that it serves: of a new instance, and of what is changed.
    pub fn written_types(&self) -> impl Iterator<Item = &String> {
        let types = [
            (Operation::Create, &self.new_type_name),
            (Operation::Update, &self.change_type_name),
        ];
        let served = types.into_iter();
        let served = served.filter(|(operation, _)| self.operations.serve(*operation));
        served.map(|(_, name)| name)
    }

    /// The rules that are asked for it, for its properties and for its methods, each as often as it stands there.
    pub fn rules(&self) -> impl Iterator<Item = &AccessRule> {
        let properties = self.properties.iter();
        let properties = properties.filter_map(|one| one.access.as_deref());
        let methods = self.served_methods();
        let methods = methods.filter_map(|one| one.access.as_deref());
        let own = self.access.as_deref().into_iter();
        own.chain(properties).chain(methods)
    }

    /// The rule that says who may call a method of the class: the method's, or else the class's.
    pub fn rule_of<'c>(&'c self, method: &'c Method) -> Option<&'c AccessRule> {
        method.access.as_deref().or(self.access.as_deref())
    }

    /// The class that it derives from: of the spec, or of the namespace.
    pub fn superclass(&self) -> Option<&str> {
        self.superclasses.last().map(String::as_str)
    }
}

impl Provider {
    /// The classes that the provider brings, in the order of the spec.
    pub fn own_classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(|class| !class.is_external)
    }

    /// The classes that clients can ask for instances of, or call methods of, in the order of the spec.
    pub fn served_classes(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(|class| class.is_served())
    }

    /// The classes that have code, in the order of the spec: those that are served, and those of objects.
    pub fn classes_with_code(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(|class| class.has_code())
    }

    /// The classes whose instances are values of properties alone, in the order of the spec.
    pub fn embedded(&self) -> impl Iterator<Item = &Class> {
        self.classes.iter().filter(|class| class.is_embedded())
    }
}

/// A property of a class: a field, which it is used as, with more to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// What it has as a field.
    pub field: Field,
    /// Where the class has it from.
    pub origin: Origin,
    /// The name that it had before, as the spec has it; a property that has it now had another one itself.
    pub renamed_from: Option<String>,
    /// Whether it is part of the key.
    pub key: bool,
    /// Whether it is never NULL; a key never is.
    pub required: bool,
    /// Whether the class says that it is a key to clients: an embedded class may, and it binds nobody.
    pub told_as_key: bool,
    /// Whether the class says to clients that they may write it, which binds where the class serves that.
    pub write: bool,
    /// What becomes of an instance of which this property alone is denied; `None` if it cannot be.
    pub denied: Option<PropertyDenial>,
    /// The rule that says who may see it, besides that of its class.
    pub access: Option<Arc<AccessRule>>,
    /// What becomes of an instance of which an object in this property is denied.
    pub object_denied: PropertyDenial,
}

impl Property {
    /// Whether an instance that is made of its key alone lacks a value here that it must have.
    pub fn must_be_given(&self) -> bool {
        self.required && !self.key && self.default.is_none()
    }
}

impl Deref for Property {
    type Target = Field;

    fn deref(&self) -> &Field {
        &self.field
    }
}
