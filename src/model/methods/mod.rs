//! The methods of a class.
//!
//! A parameter is a field like a property, so that types, limits, texts, meanings and qualifiers and their checks are the same.

mod access;
mod inherited;
mod names;
mod parameters;

#[cfg(test)]
mod tests;

use super::counts::Shape;
use super::defined::Defined;
use super::known::{Classes, Known, Line};
use super::rust_names::Naming;
use super::text::text;
use super::{
    AccessRule, Operation, Operations, Origin, Property, Qualifier, QualifierValue, idents,
};
use super::{qualifiers, renames};
use crate::diagnostics::rules::{METHOD_WITHOUT_GET, UNFIT_FOR_KIND};
use crate::diagnostics::{Diagnostic, quoted};
use crate::model::choice::Choice as _;
use crate::spec::{ClassTable, MethodTable, ParameterTable};
use inherited::OfLine;
use std::sync::Arc;
use toml::Spanned;

pub use access::PRIVILEGES;

/// The name that WMI gives the value that a method returns.
pub const RETURN_VALUE: &str = "ReturnValue";

/// The qualifier of a method that WMI calls without asking for the instance first (WMI: "Standard WMI Qualifiers").
const BYPASS: &str = "Bypass_GetObject";

/// A method of a class.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// Its name in WMI.
    pub name: String,
    /// The name in Rust that the spec chooses, if it does; it stays whatever the name in WMI is.
    pub rust_name: Option<String>,
    /// Its function in Rust, as an identifier is written (`r#move`).
    pub ident: String,
    /// The struct of what a client gives.
    pub input_type_name: String,
    /// The struct of what the method gives back.
    pub output_type_name: String,
    /// Whether it is one of the class, and not of an instance.
    pub is_static: bool,
    /// The rule that says who may call it, in the place of that of the class: its own, or that of the method that it overrides.
    pub access: Option<Arc<AccessRule>>,
    /// Where the class has it from.
    pub origin: Origin,
    /// The module of the class whose code is called: the class's own, or that of one that it derives from; none where nobody
    /// serves it.
    pub code_in: Option<String>,
    /// The name that it had before, as the spec has it.
    pub renamed_from: Option<String>,
    /// What it does; any text.
    pub description: Option<String>,
    /// The name that people are shown; any text.
    pub display_name: Option<String>,
    /// Further qualifiers, in the order of the spec.
    pub qualifiers: Vec<Qualifier>,
    /// What it returns; none if nothing.
    pub returns: Option<Property>,
    /// Its parameters, in the order of the spec, which is that of their numbers.
    pub parameters: Vec<Parameter>,
}

/// A parameter of a method; it may be NULL where its property is not `required`.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// What it has as a property would.
    pub property: Property,
    /// Who gives it.
    pub direction: Direction,
}

/// Who gives a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The client.
    In,
    /// The method.
    Out,
    /// The client, and then the method.
    InOut,
}

impl Direction {
    /// Whether the client gives it.
    pub fn is_in(self) -> bool {
        matches!(self, Self::In | Self::InOut)
    }

    /// Whether the method gives it.
    pub fn is_out(self) -> bool {
        matches!(self, Self::Out | Self::InOut)
    }
}

impl Method {
    /// What a client gives.
    pub fn inputs(&self) -> impl Iterator<Item = &Property> {
        let given = self.parameters.iter().filter(|one| one.direction.is_in());
        given.map(|one| &one.property)
    }

    /// What the method gives back: what it returns, and then its parameters.
    pub fn outputs(&self) -> impl Iterator<Item = &Property> {
        let given = self.parameters.iter().filter(|one| one.direction.is_out());
        self.returns.iter().chain(given.map(|one| &one.property))
    }

    /// What it returns and its parameters, each once.
    pub fn values(&self) -> impl Iterator<Item = &Property> {
        let parameters = self.parameters.iter().map(|one| &one.property);
        self.returns.iter().chain(parameters)
    }

    /// Whether WMI is told to call it without asking for its instance first.
    pub fn bypasses_get_object(&self) -> bool {
        let says = |one: &Qualifier| {
            one.name.eq_ignore_ascii_case(BYPASS) && one.value == QualifierValue::Boolean(true)
        };
        !self.is_static && self.qualifiers.iter().any(says)
    }
}

/// The methods of a class, those that it inherits first; what nothing can be made of has been reported and is left out.
pub fn methods(
    (known, line): (&Classes<'_>, &Line<'_>),
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Method> {
    let of_line = inherited::methods(line);
    inherited::check(&of_line, found);
    names::check(line, &of_line, found);
    of_line
        .iter()
        .map(|one| method(one, (known, line), defined, found))
        .collect()
}

fn method(
    of_line: &OfLine<'_>,
    (known, line): (&Classes<'_>, &Line<'_>),
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Method {
    // What is wrong with what is inherited is told of the class that writes it.
    let mut told = Vec::new();
    let effective = &of_line.effective;
    let naming = Naming::of_method(effective);
    let stem = of_line.code.map_or(line.stem(), Known::stem);
    let rust = RustNames::of(stem, naming.stem());
    let class = parameters::owner(known, &rust.stem);
    let (mut here, mut of_access) = (Vec::new(), Vec::new());
    let returns = effective.returns.as_ref();
    let returns = returns.and_then(|returns| {
        let writes = of_line.last.is_some_and(|last| last.returns.is_some());
        let found = if writes { &mut here } else { &mut told };
        parameters::returns(effective, returns, class, defined, found)
    });
    let writes = of_line.last.is_some_and(|last| last.parameters.is_some());
    let of_parameters = if writes { &mut here } else { &mut told };
    let parameters = parameters::parameters(effective, class, defined, of_parameters);
    let texts = if of_line.last.is_some() {
        &mut here
    } else {
        &mut told
    };
    let last = of_line.last.and_then(|last| last.renamed_from.as_ref());
    let access = access::rule(of_line, line, defined, &mut of_access);
    let method = Method {
        name: effective.name.get_ref().clone(),
        rust_name: effective
            .rust_name
            .as_ref()
            .map(|name| name.get_ref().clone()),
        ident: rust.ident,
        input_type_name: rust.input_type_name,
        output_type_name: rust.output_type_name,
        is_static: is_static(effective),
        access,
        origin: of_line.origin(),
        code_in: of_line.code.map(|class| idents::module(class.stem())),
        renamed_from: renames::former(last.or(of_line.declared.renamed_from.as_ref())),
        description: text(effective.description.as_ref(), texts),
        display_name: text(effective.display_name.as_ref(), texts),
        qualifiers: qualifiers::qualifiers(&effective.qualifiers, &defined.flavors, texts),
        returns,
        parameters,
    };
    found.append(&mut of_access);
    found.append(&mut here);
    method
}

/// What a method is called in Rust.
pub struct RustNames {
    /// What the types of its values are made of.
    pub stem: String,
    pub ident: String,
    pub input_type_name: String,
    pub output_type_name: String,
}

impl RustNames {
    /// The names that follow from that of the class and its own.
    pub fn of(class: &str, method: &str) -> Self {
        let stem = format!("{class}_{method}");
        Self {
            ident: idents::field(method),
            input_type_name: idents::type_name(&format!("{stem}_Input")),
            output_type_name: idents::type_name(&format!("{stem}_Output")),
            stem,
        }
    }
}

/// Whether a method is written to be one of its class.
fn is_static(written: &MethodTable) -> bool {
    super::known::is_true(written.is_static.as_ref())
}

/// Reports methods that the class cannot have: those of a kind that nobody calls, and those of instances where `get` does not
/// say which there are.
pub fn check_served(
    written: &ClassTable,
    line: &Line<'_>,
    shape: Shape,
    operations: Operations,
    found: &mut Vec<Diagnostic>,
) {
    let Some(kind) = shape.kind else { return };
    if !kind.is_dynamic() {
        for method in &written.methods {
            let message = format!("a class of the kind `{}` has no methods", kind.as_str());
            found.push(
                Diagnostic::error(&UNFIT_FOR_KIND, method.name.span(), message)
                    .with_label("nobody asks for its instances")
                    .with_help("write the method in a class that has `operations`"),
            );
        }
        return;
    }
    // Operations that could not be read may be the ones that are missing.
    let known = written.known && line.complete;
    if shape.is_abstract || operations.serve(Operation::Get) || !known {
        return;
    }
    for method in inherited::methods(line) {
        if let Some(last) = method.last
            && !is_static(&method.effective)
        {
            found.push(without_get(last, written));
        }
    }
}

fn without_get(method: &MethodTable, class: &ClassTable) -> Diagnostic {
    let message = format!(
        "the method {} is one of an instance, and {} does not serve `get`",
        quoted(method.name.get_ref()),
        quoted(class.name.get_ref())
    );
    let report = Diagnostic::error(&METHOD_WITHOUT_GET, method.name.span(), message)
        .with_label("WMI asks for the instance before it calls the method");
    match &class.operations {
        Some(operations) => report.with_place(operations.span(), "without `get`"),
        None => report,
    }
    .with_help("write `operations = [\"get\"]` for the class, or `static = true` for the method")
}

/// Whether a class has nothing but methods, so that it needs neither operations nor keys: they are all of the class itself, or have
/// been reported.
pub fn stand_alone(written: &ClassTable, is_abstract: bool) -> bool {
    !written.methods.is_empty() && !is_abstract && written.operations.is_none()
}

/// The parameters that are written of a method, and what it returns.
pub fn fields(method: &MethodTable) -> impl Iterator<Item = &crate::spec::FieldTable> {
    let returns = method.returns.iter().map(|returns| &returns.field);
    returns.chain(written(method).map(|(_, parameter)| &parameter.field))
}

/// The parameters that are written of a method, each with its place.
fn written(
    method: &MethodTable,
) -> impl Iterator<Item = (crate::diagnostics::Span, &ParameterTable)> {
    let parameters = method.parameters.iter().flat_map(Spanned::get_ref);
    parameters.map(|one| (one.span(), one.get_ref()))
}
