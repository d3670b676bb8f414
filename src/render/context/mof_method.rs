//! The methods of a class in MOF, for the file that WMI compiles and for those of the languages.

use super::Whole;
use super::code::Mof;
use super::mof::{of_field, passes_on};
use crate::model::{Class, Method, Origin, PRIVILEGES_OF_METHOD, Property};
use crate::render::mof::Qualifiers;
use schemars::JsonSchema;
use serde::Serialize;

/// A method in MOF.
#[derive(JsonSchema, Serialize)]
pub struct MethodInMof<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The type of what it returns.
    mof_type: String,
    /// All qualifiers, as MOF, in brackets; none if there are none, because MOF has no empty list.
    mof_qualifiers: Option<Mof>,
    /// Its parameters, in order.
    parameters: Vec<ParameterInMof<'p>>,
    /// Whether it is the first that the class has.
    first: bool,
}

/// A parameter in MOF.
#[derive(JsonSchema, Serialize)]
pub struct ParameterInMof<'p> {
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
    /// Whether it is the last parameter.
    last: bool,
}

impl<'p> MethodInMof<'p> {
    /// A method that a class declares, for the file that WMI compiles.
    pub fn of(method: &'p Method, class: &Class, whole: &Whole<'_>, first: bool) -> Self {
        let texts = whole.provider.localizations.is_empty();
        let passes_on = passes_on(class, whole);
        let qualifiers = of_method(method, class, texts, passes_on);
        let parameters = ParameterInMof::all(method, texts);
        Self::new(method, &qualifiers, parameters, first)
    }

    pub fn new(
        method: &'p Method,
        qualifiers: &Qualifiers,
        parameters: Vec<ParameterInMof<'p>>,
        first: bool,
    ) -> Self {
        let returns = method.returns.as_ref();
        MethodInMof {
            name: &method.name,
            mof_type: returns.map_or_else(|| "void".to_owned(), |one| one.mof_type()),
            mof_qualifiers: (!qualifiers.is_empty()).then(|| Mof(qualifiers.list(4))),
            parameters,
            first,
        }
    }
}

impl<'p> ParameterInMof<'p> {
    /// The parameters of a method, for the file that WMI compiles.
    fn all(method: &'p Method, texts: bool) -> Vec<Self> {
        Self::each(method, |property, qualifiers| {
            of_field(qualifiers, property, texts);
            for own in &property.qualifiers {
                qualifiers.own(own);
            }
        })
    }

    /// The parameters of a method, with what `add` says of each beside its direction and its number. Nothing of that is passed
    /// on: a class that overrides the method says all of its parameters again.
    pub fn each(method: &'p Method, add: impl Fn(&Property, &mut Qualifiers)) -> Vec<Self> {
        let most = method.parameters.len();
        let parameters = method.parameters.iter().enumerate();
        let parameters = parameters.map(|(number, parameter)| {
            let property = &parameter.property;
            let mut qualifiers = Qualifiers::default();
            if parameter.direction.is_in() {
                qualifiers.flag("In");
            }
            if parameter.direction.is_out() {
                qualifiers.flag("Out");
            }
            // Microsoft counts from 0, over what goes in and what comes out (page "ID Qualifier").
            qualifiers.number("ID", i128::try_from(number).ok());
            let may_be_left_out = !property.required || property.default.is_some();
            if parameter.direction.is_in() && may_be_left_out {
                qualifiers.flag("Optional");
            }
            add(property, &mut qualifiers);
            ParameterInMof {
                name: &property.name,
                array: property.array,
                mof_max_items: property.max_items.map(|most| Mof(most.to_string())),
                mof_type: property.mof_type(),
                mof_qualifiers: Mof(qualifiers.list(8)),
                last: number + 1 == most,
            }
        });
        parameters.collect()
    }
}

/// The qualifiers of a method. MOF has one list for it and for what it returns.
fn of_method(method: &Method, class: &Class, texts: bool, passes_on: bool) -> Qualifiers {
    let mut qualifiers = Qualifiers::default();
    // Not of the classes that derive from it: each says by itself what its own provider does.
    if method.code_in.as_deref() == Some(&class.module) {
        qualifiers.flag("implemented");
    }
    // Nor this: in each of them another rule may hold.
    let rule = class.rule_of(method);
    if let Some(rule) = rule.filter(|rule| !rule.privileges.is_empty()) {
        let names = rule.privileges.iter().copied();
        qualifiers.texts(PRIVILEGES_OF_METHOD, names, "");
    }
    if passes_on {
        qualifiers.pass_on();
    }
    if method.is_static {
        qualifiers.flag("static");
    }
    if let Origin::Overrides(_) = method.origin {
        qualifiers.text("Override", Some(&method.name), "");
    }
    if texts {
        qualifiers.text("DisplayName", method.display_name.as_ref(), "");
        qualifiers.text("Description", method.description.as_ref(), "");
    }
    if let Some(returns) = &method.returns {
        of_field(&mut qualifiers, returns, texts);
    }
    for own in &method.qualifiers {
        qualifiers.own(own);
    }
    qualifiers
}
