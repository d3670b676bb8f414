//! The kinds of contexts: which template gets which, its JSON Schema, and its data.

use super::access::AccessContext;
use super::class::ClassContext;
use super::extra::{ExtraContext, ExtraOfClassContext};
use super::harness::{HarnessContext, TestedClass, TestedMethod, TestedProperty};
use super::meaning::{MeaningsContext, SharedMeaning};
use super::method::MethodContext;
use super::mof::{ClassInMof, MofContext};
use super::mof_method::MethodInMof;
use super::operation::{ClassNames, OperationContext};
use super::outline::OutlineContext;
use super::property::PropertyContext;
use super::record::RecordContext;
use super::review::{ReviewContext, ReviewedClass};
use super::scaffold::ScaffoldContext;
use super::{LocalizationContext, StarterContext, TypeOfProvider, Whole, has_meaning_type};
use crate::model::{Class, Operation};
use crate::render::files::{self, Each};
use crate::render::templates::wrapped;
use anyhow::Context as _;
use handlebars::Context;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, SchemaGenerator};
use serde_json::Value;

/// The version of the contexts. Until it is 1, a version of wmigen may add fields to them and change them.
pub const VERSION: u32 = 0;

/// A kind of context.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The crate in outline.
    Outline,
    /// The document about who sees what.
    Review,
    /// What that has of a class.
    ClassInReview,
    /// The classes and the registration.
    Mof,
    /// What that has of a class.
    ClassInMof,
    /// What that has of a method.
    MethodInMof,
    /// What the scripts know.
    Record,
    /// What the contract tests know.
    Harness,
    /// What that has of a class.
    ClassInHarness,
    /// What that has of a method.
    MethodInHarness,
    /// What that has of a property, or of a parameter.
    PropertyInHarness,
    /// The texts of a language.
    Localization,
    /// A class, for its generated file.
    Class,
    /// A class, for the user's file.
    Scaffold,
    /// A property of a class.
    Property,
    /// The types of the lists of values that have names.
    SharedTypes,
    /// The type of values with meanings.
    Meaning,
    /// An operation of a class.
    Operation,
    /// A method of a class.
    Method,
    /// The rules of who may do what.
    Access,
    /// The spec that `wmigen new` starts with.
    Starter,
    /// A further file of the crate.
    Extra,
    /// A further file of each class.
    ExtraOfClass,
}

/// The folders of the partials that are about an operation.
const OF_OPERATIONS: [&str; 2] = ["src/generated/operations/", "src/classes/operations/"];

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: &[Kind] = &[
        Kind::Outline,
        Kind::Class,
        Kind::Scaffold,
        Kind::Property,
        Kind::SharedTypes,
        Kind::Access,
        Kind::Meaning,
        Kind::Operation,
        Kind::Method,
        Kind::Extra,
        Kind::ExtraOfClass,
        Kind::Mof,
        Kind::ClassInMof,
        Kind::MethodInMof,
        Kind::Localization,
        Kind::Review,
        Kind::ClassInReview,
        Kind::Record,
        Kind::Harness,
        Kind::ClassInHarness,
        Kind::MethodInHarness,
        Kind::PropertyInHarness,
        Kind::Starter,
    ];

    /// The kind that wmigen's template of this name gets, or a file of the user's in its place.
    pub fn of(name: &str) -> Kind {
        match name {
            files::REVIEW => Kind::Review,
            files::CLASS_IN_REVIEW => Kind::ClassInReview,
            files::MOF => Kind::Mof,
            files::CLASS_IN_MOF => Kind::ClassInMof,
            files::METHOD_IN_MOF => Kind::MethodInMof,
            files::RECORD => Kind::Record,
            files::HARNESS => Kind::Harness,
            files::CLASS_IN_HARNESS => Kind::ClassInHarness,
            files::METHOD_IN_HARNESS => Kind::MethodInHarness,
            files::PROPERTY_IN_HARNESS => Kind::PropertyInHarness,
            files::TEXTS => Kind::Localization,
            files::SCAFFOLD => Kind::Scaffold,
            files::STARTER => Kind::Starter,
            files::PROPERTY => Kind::Property,
            files::SHARED_TYPES => Kind::SharedTypes,
            files::ACCESS => Kind::Access,
            files::MEANING => Kind::Meaning,
            files::METHOD | files::METHOD_IN_TRAIT | files::METHOD_STUB => Kind::Method,
            _ if OF_OPERATIONS.iter().any(|folder| name.starts_with(folder)) => Kind::Operation,
            _ if files::each(name) == Each::Class => Kind::Class,
            _ => Kind::Outline,
        }
    }

    /// The kind that a further template of the user's gets.
    pub fn of_extra(each: Each) -> Kind {
        match each {
            Each::Class => Kind::ExtraOfClass,
            _ => Kind::Extra,
        }
    }

    /// What it is about, in a few words.
    pub fn title(self) -> &'static str {
        match self {
            Kind::Outline => "the crate in outline",
            Kind::Review => "who sees what",
            Kind::ClassInReview => "a class, in who sees what",
            Kind::Mof => "the classes and the registration in MOF",
            Kind::ClassInMof => "a class in MOF",
            Kind::MethodInMof => "a method in MOF",
            Kind::Record => "the record of the scripts",
            Kind::Harness => "the contract tests",
            Kind::ClassInHarness => "a class in the contract tests",
            Kind::MethodInHarness => "a method in the contract tests",
            Kind::PropertyInHarness => "a property in the contract tests",
            Kind::Localization => "the texts of a language",
            Kind::Class => "a class",
            Kind::Scaffold => "a class in the user's file",
            Kind::Property => "a property of a class",
            Kind::SharedTypes => "the types of the lists of values",
            Kind::Access => "the rules of who may do what",
            Kind::Meaning => "the type of values with meanings",
            Kind::Operation => "an operation of a class",
            Kind::Method => "a method of a class",
            Kind::Starter => "the spec that `wmigen new` starts with",
            Kind::Extra => "a further file of the crate",
            Kind::ExtraOfClass => "a further file of each class",
        }
    }

    /// Whether it is about one class.
    pub fn is_of_class(self) -> bool {
        matches!(
            self,
            Kind::Class
                | Kind::Scaffold
                | Kind::Property
                | Kind::Meaning
                | Kind::Operation
                | Kind::Method
                | Kind::ExtraOfClass
                | Kind::ClassInMof
                | Kind::MethodInMof
                | Kind::ClassInReview
                | Kind::ClassInHarness
                | Kind::MethodInHarness
                | Kind::PropertyInHarness
        )
    }

    /// The JSON Schema of its data.
    pub fn schema(self) -> Value {
        let schema = match self {
            Kind::Outline => of::<OutlineContext>(),
            Kind::Review => of::<ReviewContext>(),
            Kind::ClassInReview => of::<ReviewedClass>(),
            Kind::Mof => of::<MofContext>(),
            Kind::ClassInMof => of::<ClassInMof>(),
            Kind::MethodInMof => of::<MethodInMof>(),
            Kind::Record => of::<RecordContext>(),
            Kind::Harness => of::<HarnessContext>(),
            Kind::ClassInHarness => of::<TestedClass>(),
            Kind::MethodInHarness => of::<TestedMethod>(),
            Kind::PropertyInHarness => of::<TestedProperty>(),
            Kind::Localization => of::<LocalizationContext>(),
            Kind::Class => of::<ClassContext>(),
            Kind::Scaffold => of::<ScaffoldContext>(),
            Kind::Property => of::<PropertyContext>(),
            Kind::SharedTypes => of::<MeaningsContext>(),
            Kind::Access => of::<AccessContext>(),
            Kind::Meaning => of::<SharedMeaning>(),
            Kind::Operation => of::<OperationContext>(),
            Kind::Method => of::<MethodContext>(),
            Kind::Starter => of::<StarterContext>(),
            Kind::Extra => of::<ExtraContext>(),
            Kind::ExtraOfClass => of::<ExtraOfClassContext>(),
        };
        let mut schema = Value::from(schema);
        schema["title"] = self.title().into();
        schema["x-context-version"] = VERSION.into();
        schema
    }

    /// The data that a template gets which is rendered once for the crate. Each has what it needs: to write all of a thousand
    /// classes down takes longer than to render most templates.
    ///
    /// # Errors
    /// If it cannot be written as JSON, or a part of the template is at fault.
    pub fn of_crate(self, whole: &Whole<'_>) -> anyhow::Result<Context> {
        match self {
            Kind::Review => wrapped(&ReviewContext::new(whole)?),
            Kind::Mof => wrapped(&MofContext::new(whole)?),
            Kind::Record => wrapped(&RecordContext::new(whole)),
            Kind::Harness => wrapped(&HarnessContext::new(whole)?),
            Kind::SharedTypes => wrapped(&MeaningsContext::new(whole.provider)),
            Kind::Access => wrapped(&AccessContext::new(whole.provider)),
            Kind::Extra => wrapped(&ExtraContext::new(whole)),
            _ => wrapped(&OutlineContext::new(whole)),
        }
    }

    /// The data that a template gets which is rendered for a class.
    ///
    /// # Errors
    /// If it cannot be written as JSON.
    pub fn of_class(self, class: &Class, whole: &Whole<'_>) -> anyhow::Result<Context> {
        let of_type = TypeOfProvider::new(whole.provider);
        match self {
            Kind::Scaffold => wrapped(&ScaffoldContext::new(class, of_type)),
            Kind::ExtraOfClass => wrapped(&ExtraOfClassContext::new(class, whole)),
            _ => wrapped(&ClassContext::new(class, of_type)),
        }
    }

    /// The data that a partial gets which is about a class: of an operation, the one that its name has.
    ///
    /// # Errors
    /// If the class does not serve the operation, or the data cannot be written as JSON.
    pub fn of_partial(
        self,
        name: &str,
        class: &Class,
        whole: &Whole<'_>,
    ) -> anyhow::Result<Context> {
        match self {
            Kind::ClassInMof => wrapped(&ClassInMof::new(class, whole)),
            Kind::MethodInMof => {
                let method = class.declared_methods().next();
                let method = method.context("it has no method")?;
                wrapped(&MethodInMof::of(method, class, whole, true))
            }
            Kind::MethodInHarness => {
                let method = class.served_methods().next();
                let method = method.context("it has no method")?;
                wrapped(&TestedMethod::new(method, class))
            }
            Kind::PropertyInHarness => {
                let first = class.properties.first().context("it has no property")?;
                wrapped(&TestedProperty::new(first))
            }
            Kind::ClassInReview => wrapped(&ReviewedClass::alone(class, whole)),
            Kind::ClassInHarness => wrapped(&TestedClass::alone(class, whole)),
            Kind::Property => {
                let first = class.properties.first().context("it has no property")?;
                wrapped(&PropertyContext::new(first, class))
            }
            Kind::Meaning => {
                let mut properties = class.properties.iter();
                let with_type = properties.find(|property| has_meaning_type(property));
                let property = with_type.context("no values of it have a type of their own")?;
                wrapped(&PropertyContext::new(property, class))
            }
            Kind::Operation => {
                let mut operations = class.operations.iter();
                let is_named =
                    |operation: &Operation| name.split('/').any(|part| part == operation.name());
                let operation = operations
                    .find(is_named)
                    .context("it does not serve the operation")?;
                let of_type = TypeOfProvider::new(whole.provider);
                wrapped(&OperationContext::new(
                    operation,
                    class,
                    of_type,
                    ClassNames::new(class),
                ))
            }
            Kind::Method => {
                let method = class.own_methods().next();
                let method = method.context("it has no method")?;
                let of_type = TypeOfProvider::new(whole.provider);
                let names = ClassNames::new(class);
                wrapped(&MethodContext::new(method, class, of_type, names))
            }
            _ => self.of_class(class, whole),
        }
    }
}

fn of<T: JsonSchema>() -> schemars::Schema {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    SchemaGenerator::new(settings).into_root_schema_for::<T>()
}

#[cfg(test)]
mod tests;
