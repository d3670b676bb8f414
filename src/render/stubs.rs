//! What a changed spec asks for in files that are the user's already: the text that these files would have had from the
//! start, out of the same templates, for whoever wants to paste it.

use super::context::{
    ClassNames, MethodContext, OperationContext, TypeOfProvider, field_type, has_meaning_type,
    imports,
};
use super::files;
use super::templates::{Templates, wrapped};
use crate::model::{Class, Method, Operation, Property, Provider};

/// A text to paste.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// The text; whole lines.
    pub text: String,
    /// The paths of what it names, as a `use` has them.
    pub imports: Vec<String>,
}

/// The method of the user's `impl` that serves an operation of a class.
///
/// # Errors
/// If a template is at fault.
pub fn method(
    templates: &Templates,
    provider: &Provider,
    class: &Class,
    operation: Operation,
) -> anyhow::Result<Stub> {
    let uses = imports::named_by_scaffold(class, &[operation], &[]);
    let names = ClassNames::new(class);
    let context = OperationContext::new(operation, class, TypeOfProvider::new(provider), names);
    Ok(Stub {
        text: templates.render(&context.stub, &wrapped(&context)?)?,
        imports: paths(class, uses),
    })
}

/// The function of the user's `impl` that is a method of a class.
///
/// # Errors
/// If a template is at fault.
pub fn method_of_class(
    templates: &Templates,
    provider: &Provider,
    class: &Class,
    method: &Method,
) -> anyhow::Result<Stub> {
    let uses = imports::named_by_scaffold(class, &[], &[method]);
    let names = ClassNames::new(class);
    let context = MethodContext::new(method, class, TypeOfProvider::new(provider), names);
    Ok(Stub {
        text: templates.render(files::METHOD_STUB, &wrapped(&context)?)?,
        imports: paths(class, uses),
    })
}

/// The paths of what a stub names, but for the trait whose `impl` it stands in.
fn paths(class: &Class, named: imports::Named) -> Vec<String> {
    let of_class = named.of_class.into_iter();
    let of_class = of_class.filter(|name| *name != class.trait_name);
    let of_class = of_class.map(|name| format!("crate::generated::{}::{name}", class.module));
    let of_runtime = named.of_runtime.into_iter();
    of_class
        .chain(of_runtime.map(|name| format!("crate::wmi::{name}")))
        .collect()
}

/// The line of a property in a literal of its class's struct, or of the key's.
///
/// What is never NULL has no value that stands for none, so that its line says that it is missing rather than name a wrong
/// instance or tell a wrong value.
pub fn field(property: &Property) -> Stub {
    let deniable = property.denied.is_some();
    let value = match (property.required, deniable) {
        (true, _) if property.key => format!("todo!(\"the key `{}`\")", property.name),
        (true, _) => format!("todo!(\"`{}`, which is never NULL\")", property.name),
        (false, true) => "Read::Null".to_owned(),
        (false, false) => "None".to_owned(),
    };
    let read = "crate::wmi::Read".to_owned();
    Stub {
        text: format!("{}: {value},\n", property.ident),
        imports: (deniable && !property.required)
            .then_some(read)
            .into_iter()
            .collect(),
    }
}

/// The type of a property's field in its class's struct.
pub fn type_of_field(property: &Property) -> String {
    field_type(property)
}

/// Whether a property's values have a type of their own.
pub fn has_own_type(property: &Property) -> bool {
    has_meaning_type(property)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::check;
    use crate::render::render;

    fn provider(operations: &str) -> Provider {
        let text = format!(
            "spec-version = 1\n[provider]\nname = 'A'\nnamespace = 'root'\n\
             clsid = '{{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}}'\n\
             [class.Acme_Disk]\noperations = [{operations}]\n[class.Acme_Disk.properties]\n\
             Id = {{ type = 'string', key = true }}\nType = {{ type = 'uint8' }}\n\
             Free = {{ type = 'uint64', denied = true, values = [[0, 'None']] }}\n\
             Owner = {{ type = 'string', required = true, denied = true }}\n\
             Bays = {{ type = 'uint8[2]', required = true }}\n"
        );
        let (provider, found) = check(&text);
        provider.unwrap_or_else(|| panic!("{found:#?}"))
    }

    /// The user's own file of the class.
    fn scaffold(provider: &Provider) -> String {
        let files = render(provider).expect("a rendering").into_iter();
        let mut texts = files.filter(|file| file.path == "src/classes/acme_disk.rs");
        texts.next().expect("the class's file").text
    }

    #[test]
    fn a_method_is_the_one_of_the_scaffold() {
        for (before, operation) in [
            ("'get'", Operation::Enumerate),
            ("'enumerate'", Operation::Get),
        ] {
            let both = provider("'get', 'enumerate'");
            let stub =
                method(Templates::builtin(), &both, &both.classes[0], operation).expect("a stub");
            assert!(scaffold(&both).contains(&stub.text), "{}", stub.text);
            assert!(!scaffold(&provider(before)).contains(&stub.text));
            assert!(stub.text.contains(&format!("fn {}", operation.name())));
        }
    }

    #[test]
    fn a_method_names_what_it_needs() {
        let both = provider("'get', 'enumerate'");
        let imports = |operation| {
            let stub = method(Templates::builtin(), &both, &both.classes[0], operation);
            stub.expect("a stub").imports
        };
        assert_eq!(
            imports(Operation::Get),
            [
                "crate::generated::acme_disk::AcmeDisk",
                "crate::generated::acme_disk::AcmeDiskKey",
                "crate::wmi::Client",
                "crate::wmi::Error",
                "crate::wmi::Result",
            ]
        );
        assert!(imports(Operation::Enumerate).contains(&"crate::wmi::Instances".to_owned()));
    }

    #[test]
    fn a_field_says_that_there_is_no_value() {
        let provider = provider("'get'");
        let stubs = provider.classes[0].properties.iter().map(field);
        let texts: Vec<_> = stubs.map(|stub| stub.text).collect();
        assert_eq!(
            texts,
            [
                "id: todo!(\"the key `Id`\"),\n",
                "r#type: None,\n",
                "free: Read::Null,\n",
                "owner: todo!(\"`Owner`, which is never NULL\"),\n",
                "bays: todo!(\"`Bays`, which is never NULL\"),\n",
            ]
        );
    }

    #[test]
    fn fields_have_the_types_of_the_generated_struct() {
        let provider = provider("'get'");
        let files = render(&provider).expect("a rendering");
        let path = "src/generated/acme_disk.rs";
        let generated = files.iter().find(|file| file.path == path).expect(path);
        for property in &provider.classes[0].properties {
            let field = format!("pub {}: {},", property.ident, type_of_field(property));
            assert!(generated.text.contains(&field), "{field}");
        }
    }
}
