//! The parameters of a method, and what it returns.

use toml::Spanned;

use super::super::choice::Choice as _;
use super::super::defined::Defined;
use super::super::fields::{self, OwnClass};
use super::super::known::{Classes, is_true};
use super::super::suffix::Suffixed;
use super::super::{NotFinite, Origin, Property, PropertyDenial, renames};
use super::{Direction, Parameter, RETURN_VALUE, written};
use crate::diagnostics::rules::WRONG_PARAMETER;
use crate::diagnostics::{Diagnostic, Span, quoted};
use crate::spec::keys::{PARAMETER, RETURNS};
use crate::spec::{FieldTable, MethodTable, ParameterTable, ReturnsTable, missing_key};

/// The most parameters of a method, which are properties of WMI's class `__PARAMETERS`.
const PARAMETERS_MAX: usize = 1023;

/// What the parameters of a method are fields of; `of_method` is what their names in Rust are made of.
pub fn owner<'s>(known: &'s Classes<'s>, of_method: &'s str) -> OwnClass<'s> {
    OwnClass {
        // No class has objects of it, so that no parameter needs a pointer.
        name: "__PARAMETERS",
        stem: of_method,
        binds_keys: false,
        known,
    }
}

/// Whether two names are one in WMI.
pub fn same_name(one: &Spanned<String>, other: &Spanned<String>) -> bool {
    one.get_ref().eq_ignore_ascii_case(other.get_ref())
}

/// The direction and the name of a parameter that has just one of each.
pub fn named(written: &ParameterTable) -> Option<(Direction, &Spanned<String>)> {
    let mut directions = directions(written);
    let one = directions.next();
    one.filter(|_| directions.next().is_none())
}

fn directions(written: &ParameterTable) -> impl Iterator<Item = (Direction, &Spanned<String>)> {
    let all = [
        (Direction::In, &written.input),
        (Direction::Out, &written.output),
        (Direction::InOut, &written.in_out),
    ];
    all.into_iter()
        .filter_map(|(direction, name)| Some((direction, name.as_ref()?)))
}

/// The parameters of a method; those that nothing can be made of have been reported and are left out.
pub fn parameters(
    method: &MethodTable,
    class: OwnClass<'_>,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Parameter> {
    check_names(method, class, found);
    if let Some(parameters) = &method.parameters
        && parameters.get_ref().len() > PARAMETERS_MAX
    {
        let name = quoted(method.name.get_ref());
        let count = parameters.get_ref().len();
        let message = format!("the method {name} has {count} parameters");
        found.push(
            Diagnostic::error(&WRONG_PARAMETER, parameters.span(), message)
                .with_label(format!("WMI takes at most {PARAMETERS_MAX}"))
                .with_help("write an embedded class for those that belong together"),
        );
    }
    written(method)
        .filter_map(|(span, written)| parameter(&span, written, class, defined, found))
        .collect()
}

/// Checks the names of the parameters against each other, and against that of what the method returns.
fn check_names(method: &MethodTable, class: OwnClass<'_>, found: &mut Vec<Diagnostic>) {
    let of_returns = Spanned::new(method.name.span(), RETURN_VALUE.to_owned());
    let returns = method.returns.as_ref();
    let mut all: Vec<_> = returns
        .map(|returns| (&of_returns, &returns.field))
        .into_iter()
        .collect();
    for (_, written) in written(method) {
        let Some((_, name)) = named(written) else {
            continue;
        };
        if same_name(name, &of_returns) {
            found.push(return_value(name));
        } else {
            all.push((name, &written.field));
        }
    }
    fields::check_names("parameter", class.stem, all.into_iter(), found);
    let parameters = written(method).filter_map(|(_, one)| {
        let (_, name) = named(one)?;
        Some((name, one.renamed_from.as_ref()))
    });
    renames::of_parameters(&parameters.collect::<Vec<_>>(), found);
}

fn return_value(name: &Spanned<String>) -> Diagnostic {
    let written = quoted(name.get_ref());
    let message = format!("{written} is the name that WMI gives the value that a method returns");
    Diagnostic::error(&WRONG_PARAMETER, name.span(), message)
        .with_label("no name of a parameter")
        .with_help("write `returns = \"uint32\"` in the method, or another name for the parameter")
}

fn parameter(
    span: &Span,
    written: &ParameterTable,
    class: OwnClass<'_>,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Parameter> {
    let Some((direction, name)) = named(written) else {
        if written.known {
            found.push(without_direction(span, written));
        }
        return None;
    };
    if written.known && written.field.written_type().is_none() {
        found.extend(missing_key(&PARAMETER, "type", name.span()));
    }
    check_default(direction, name, written, found);
    if direction.is_in() {
        found.extend(text(&written.field));
    }
    let optional = is_true(written.optional.as_ref());
    let field = fields::field(name, &written.field, class, defined, found)?;
    if let Some(answer) = &written.field.not_finite
        && !direction.is_out()
    {
        let message = "`not-finite` says what becomes of a number that the provider gives";
        found.push(
            Diagnostic::error(&WRONG_PARAMETER, answer.span(), message)
                .with_label("a client gives this one")
                .with_help(
                    "leave it out: the method is given the number that the client has written",
                ),
        );
    }
    // What only a client gives, the provider cannot fail to deliver.
    let mut told = Vec::new();
    let found = if direction.is_out() { found } else { &mut told };
    Some(Parameter {
        property: Property {
            renamed_from: renames::former(written.renamed_from.as_ref()),
            ..property(field, !optional, &written.field, found)
        },
        direction,
    })
}

/// Reports a parameter that has no direction, or several.
fn without_direction(span: &Span, written: &ParameterTable) -> Diagnostic {
    let mut names = directions(written).skip(1);
    let (span, message, label) = match names.next() {
        Some((_, second)) => (
            second.span(),
            "a parameter has one name, and one direction",
            "the second",
        ),
        None => (
            span.clone(),
            "a parameter has neither a name nor a direction",
            "is it `in`, `out` or `in-out`?",
        ),
    };
    Diagnostic::error(&WRONG_PARAMETER, span, message)
        .with_label(label)
        .with_help(
            "write `in = \"NAME\"` for what a client gives, `out` for what the method gives back, `in-out` for both",
        )
}

/// Reports a default where it cannot stand for what a client leaves out.
fn check_default(
    direction: Direction,
    name: &Spanned<String>,
    written: &ParameterTable,
    found: &mut Vec<Diagnostic>,
) {
    let Some(default) = &written.field.default else {
        return;
    };
    let name = quoted(name.get_ref());
    let error = |message| Diagnostic::error(&WRONG_PARAMETER, default.span(), message);
    if !direction.is_in() {
        let message = format!("the parameter {name} has a default, and no client gives it");
        found.push(
            error(message)
                .with_label("stands for what a client leaves out")
                .with_help("leave the default out: the method always says what it gives back"),
        );
    } else if let Some(optional) = &written.optional
        && *optional.get_ref()
    {
        let message =
            format!("the parameter {name} is never NULL, because its default stands for NULL");
        found.push(
            error(message)
                .with_label("stands for what a client leaves out")
                .with_place(optional.span(), "would let NULL through")
                .with_help("leave `optional` out, or the default"),
        );
    }
}

/// What a method returns; none if nothing can be made of it, which has been reported.
pub fn returns(
    method: &MethodTable,
    written: &ReturnsTable,
    class: OwnClass<'_>,
    defined: &Defined<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Property> {
    let field = &written.field;
    let name = Spanned::new(method.name.span(), RETURN_VALUE.to_owned());
    if written.known && field.written_type().is_none() {
        found.extend(missing_key(&RETURNS, "type", name.span()));
    }
    if let Some(of) = &field.cim_type
        && of.get_ref().trim().eq_ignore_ascii_case("void")
    {
        found.push(void(of.span()));
        return None;
    }
    let refuse = |span: Span, message: &str, help: &str| {
        Diagnostic::error(&WRONG_PARAMETER, span, message)
            .with_label("not of what a method returns")
            .with_help(help)
    };
    let found_before = found.len();
    if let Some(of) = field.written_type()
        && (Suffixed::of(of.get_ref()).suffix.is_array() || field.reference.is_some())
    {
        let what = if field.reference.is_some() {
            "a method returns no reference"
        } else {
            "a method returns no array"
        };
        let help = "write an `out` parameter for it, and let the method return a number that says how it went";
        found.push(refuse(of.span(), what, help));
    }
    if let Some(default) = &field.default {
        let help = "leave the default out: the method always says what it returns";
        found.push(refuse(
            default.span(),
            "what a method returns has no default",
            help,
        ));
    }
    let texts = [&field.description, &field.display_name];
    for one in texts.into_iter().flatten() {
        let message = "MOF has one text for a method and what it returns";
        let help = "write it as the `description` or `display-name` of the method";
        found.push(refuse(one.span(), message, help));
    }
    for one in &field.qualifiers {
        let message = "MOF has one list of qualifiers for a method and what it returns";
        let help = "write it among the `qualifiers` of the method";
        found.push(refuse(one.name.span(), message, help));
    }
    let field = fields::field(&name, field, class, defined, found)?;
    let sound = found.len() == found_before;
    sound.then(|| property(field, true, &written.field, found))
}

/// Reports a type that is none, which MOF and others write of a method that returns nothing.
fn void(span: Span) -> Diagnostic {
    let message = "`void` is no type: a method without `returns` returns nothing";
    Diagnostic::error(&WRONG_PARAMETER, span, message)
        .with_label("returns nothing")
        .with_help("leave `returns` out")
}

/// Reports an object that a client would give as a text. WMI has nothing that reads MOF but its compiler, which writes into the
/// repository (WMI: `IMofCompiler`), and of XML the text itself would say what its class declares (WMI:
/// `IWbemObjectTextSrc::CreateFromText`).
fn text(field: &FieldTable) -> Option<Diagnostic> {
    let text = field.text.as_ref()?;
    let message = "a client gives an object, and no text of one: WMI reads no text into an object of the namespace's class";
    let error = Diagnostic::error(&WRONG_PARAMETER, text.span(), message);
    Some(error.with_label("only of what a method gives back").with_help(
        "leave `text` out, so that the object itself is the parameter; or write `type = \"string\"`, and read the text in the \
         provider's own code",
    ))
}

/// A parameter as a property would be.
fn property(
    mut field: fields::Field,
    required: bool,
    written: &FieldTable,
    found: &mut Vec<Diagnostic>,
) -> Property {
    if required && field.cim_type().is_real() {
        if let Some(answer) = &written.not_finite
            && answer.get_ref() == NotFinite::Null.as_str()
        {
            let message = "a parameter that is never NULL cannot be NULL in the place of a number that is not finite";
            found.push(
                Diagnostic::error(&WRONG_PARAMETER, answer.span(), message)
                    .with_label("this parameter is never NULL")
                    .with_help(
                        "write `not-finite = \"fail\"`, or leave it out, which means the same here",
                    ),
            );
        }
        // NULL cannot take the number's place.
        field.not_finite = NotFinite::Fail;
    }
    Property {
        field,
        origin: Origin::Own,
        renamed_from: None,
        key: false,
        required,
        told_as_key: false,
        write: false,
        denied: None,
        access: None,
        object_denied: PropertyDenial::Null,
    }
}
