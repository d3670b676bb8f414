use super::*;
use crate::lint::check;
use crate::model::Provider;

const HEAD: &str = "spec-version = 1\n[provider]\nname = 'AcmeStorage'\nnamespace = 'root/Acme'\n\
     clsid = '{0f7f0a3c-5d0b-4a57-9a57-3a1f6f4d2b11}'\n";
const DISK: &str = "[class.Acme_Disk]\noperations = ['get']\n\
     properties.Name = { type = 'string', key = true }\n";

fn provider(text: &str) -> Provider {
    let (provider, found) = check(&format!("{HEAD}{text}"));
    provider.unwrap_or_else(|| panic!("{found:#?}"))
}

/// The rules of the errors that a class of disks has with these lines.
fn rules(lines: &str) -> Vec<&'static str> {
    let (_, found) = check(&format!("{HEAD}{DISK}{lines}"));
    let errors = found.into_iter().filter(Diagnostic::is_error);
    errors.map(|one| one.rule).collect()
}

fn method<'p>(provider: &'p Provider, class: &str, name: &str) -> &'p Method {
    let class = provider.classes.iter().find(|one| one.name == class);
    let mut methods = class.expect("the class").methods.iter();
    methods.find(|one| one.name == name).expect("the method")
}

#[test]
fn what_goes_in_and_what_comes_out_is_in_order() {
    let provider = provider(&format!(
        "{DISK}method.Format = {{ static = true, returns = 'uint32', parameters = [\
         {{ in = 'Label', type = 'string' }}, {{ in-out = 'Token', type = 'uint32', optional = true }}, \
         {{ out = 'Left', type = 'uint64[]' }}] }}\n"
    ));
    let format = method(&provider, "Acme_Disk", "Format");
    let names = |all: Vec<&Property>| -> Vec<(String, bool)> {
        all.into_iter()
            .map(|one| (one.name.clone(), one.required))
            .collect()
    };
    let expected = |all: &[(&str, bool)]| -> Vec<(String, bool)> {
        all.iter()
            .map(|(name, required)| ((*name).to_owned(), *required))
            .collect()
    };
    assert_eq!(
        names(format.inputs().collect()),
        expected(&[("Label", true), ("Token", false)])
    );
    assert_eq!(
        names(format.outputs().collect()),
        expected(&[("ReturnValue", true), ("Token", false), ("Left", true)])
    );
    assert_eq!(format.input_type_name, "AcmeDiskFormatInput");
    assert_eq!(format.code_in.as_deref(), Some("acme_disk"));
}

#[test]
fn a_class_may_have_nothing_but_methods_of_its_own() {
    let provider = provider("[class.Acme_Tool.method.Run]\nstatic = true\n");
    let class = &provider.classes[0];
    assert!(class.is_served() && !class.has_instances());
    let registered: Vec<_> = provider.registrations(&class.namespace);
    let classes: Vec<_> = registered.iter().map(|one| one.class).collect();
    assert_eq!(classes, ["__MethodProviderRegistration"]);
}

#[test]
fn a_method_is_the_code_of_the_class_that_says_it_last() {
    let provider = provider(
        "[external.CIM_Drive]\nproperties.Name = { type = 'string', key = true }\n\
         method.Reset = { returns = 'uint32' }\nmethod.Stop = { static = true }\n\
         [class.Acme_Disk]\nsuperclass = 'CIM_Drive'\noperations = ['get']\nmethod.Reset = {}\n\
         [class.Acme_Fast]\nsuperclass = 'Acme_Disk'\noperations = ['get']\n",
    );
    let reset = method(&provider, "Acme_Disk", "Reset");
    assert_eq!(reset.origin, Origin::Overrides("CIM_Drive".to_owned()));
    assert!(reset.returns.is_some());
    assert_eq!(method(&provider, "Acme_Disk", "Stop").code_in, None);
    let inherited = method(&provider, "Acme_Fast", "Reset");
    assert_eq!(inherited.code_in.as_deref(), Some("acme_disk"));
    assert_eq!(inherited.origin, Origin::Inherited("CIM_Drive".to_owned()));
}

#[test]
fn a_signature_that_is_inherited_stays() {
    let spec = |restated: &str| {
        let (_, found) = check(&format!(
            "{HEAD}[external.CIM_Drive]\nproperties.Name = {{ type = 'string', key = true }}\n\
             method.Set = {{ static = true, returns = 'uint32', parameters = [\
             {{ in = 'One', type = 'string' }}, {{ out = 'Two', type = 'uint8', optional = true }}] }}\n\
             [class.Acme_Disk]\nsuperclass = 'CIM_Drive'\noperations = ['get']\nmethod.Set = {{ {restated} }}\n"
        ));
        let errors = found.iter().filter(|one| one.is_error());
        let rules: Vec<_> = errors.map(|one| one.rule).collect();
        rules
    };
    let same = "static = true, returns = 'uint32', parameters = [\
         { in = 'one', type = 'string', max-len = 8 }, { out = 'Two', type = 'uint8', optional = true }]";
    for sound in ["", same, "description = 'Sets it.'"] {
        assert_eq!(spec(sound), [""; 0], "{sound}");
    }
    for wrong in [
        "static = false",
        "returns = 'uint16'",
        "parameters = []",
        "parameters = [{ in = 'One', type = 'string' }]",
        "parameters = [{ out = 'Two', type = 'uint8', optional = true }, { in = 'One', type = 'string' }]",
        "parameters = [{ in = 'One', type = 'string' }, { out = 'Two', type = 'uint8' }]",
        "parameters = [{ in-out = 'One', type = 'string' }, { out = 'Two', type = 'uint8', optional = true }]",
        "parameters = [{ in = 'One', type = 'string[]' }, { out = 'Two', type = 'uint8', optional = true }]",
    ] {
        assert_eq!(spec(wrong), ["wrong-override"], "{wrong}");
    }
}

#[test]
fn methods_of_instances_need_get() {
    let of = |operations: &str, method: &str| {
        let (_, found) = check(&format!(
            "{HEAD}[class.Acme_Disk]\n{operations}\nproperties.Name = {{ type = 'string', key = true }}\n{method}\n"
        ));
        let errors = found.into_iter().filter(Diagnostic::is_error);
        errors.map(|one| one.rule).collect::<Vec<_>>()
    };
    assert_eq!(
        of("operations = ['enumerate']", "method.Go = {}"),
        ["method-without-get"]
    );
    assert_eq!(of("", "method.Go = {}"), ["method-without-get"]);
    assert_eq!(of("", "method.Go = { static = true }"), [""; 0]);
    assert_eq!(of("operations = ['get']", "method.Go = {}"), [""; 0]);
    assert_eq!(of("", ""), ["missing-key"]);
}

#[test]
fn names_of_methods_are_their_own() {
    for (lines, expected) in [
        ("method.Name = {}", &["duplicate-name"][..]),
        ("method.Go = {}\nmethod.go = {}", &["duplicate-name"]),
        ("method.Get = {}", &["colliding-names"]),
        ("method.Get = { rust-name = 'get_it' }", &[]),
        ("method.Enumerate = {}", &[]),
        ("method.Go_It = {}\nmethod.GoIt = {}", &["colliding-names"]),
        ("method.Move = {}", &[]),
        // Words of Rust that no spelling makes a name.
        ("method.Crate = {}\nmethod.Self = {}", &[]),
        ("method.null = {}", &["invalid-name"]),
        ("method._Go = {}", &["invalid-name"]),
        (
            "method.Go = { parameters = [{ in = 'X', type = 'uint8' }] }\n\
             properties.GoInput = { type = 'uint8', values = [[0, 'None']] }",
            &["colliding-names"],
        ),
        (
            "method.Go = { parameters = [{ in = 'Input', type = 'uint8', values = [[0, 'None']] }] }",
            &["colliding-names"],
        ),
    ] {
        assert_eq!(rules(lines), expected, "{lines}");
    }
}

/// The class's trait has a function for each operation that it serves, and one that says who may create.
#[test]
fn no_method_takes_the_function_of_an_operation() {
    let serving = |method: &str| {
        let more = "method.NAME = {}\nproperties.Size = { type = 'uint8', write = true }";
        let disk = DISK.replace("'get'", "'get', 'enumerate', 'create', 'update', 'delete'");
        let text = format!("{HEAD}{disk}{}", more.replace("NAME", method));
        let errors = check(&text).1.into_iter().filter(Diagnostic::is_error);
        errors.map(|one| one.rule).collect::<Vec<_>>()
    };
    for name in [
        "get",
        "Enumerate",
        "CREATE",
        "Update",
        "Delete",
        "AuthorizeCreate",
        "Authorize_create",
    ] {
        assert_eq!(serving(name), ["colliding-names"], "{name}");
    }
    for name in ["Put", "Query", "Initialize", "DeleteIt"] {
        assert_eq!(serving(name), [""; 0], "{name}");
    }
}

#[test]
fn parameters_are_named_once_and_have_one_direction() {
    for (parameters, expected) in [
        ("{ type = 'uint8' }", &["wrong-parameter"][..]),
        (
            "{ in = 'A', out = 'A', type = 'uint8' }",
            &["wrong-parameter"],
        ),
        (
            "{ in = 'returnvalue', type = 'uint8' }",
            &["wrong-parameter"],
        ),
        (
            "{ out = 'A', type = 'uint8', default = 1 }",
            &["wrong-parameter"],
        ),
        (
            "{ in = 'A', type = 'uint8', default = 1, optional = true }",
            &["wrong-parameter"],
        ),
        (
            "{ in = 'A', type = 'uint8', default = 1, optional = false }",
            &[],
        ),
        (
            "{ in = 'A', type = 'uint8' }, { out = 'a', type = 'uint8' }",
            &["duplicate-name"],
        ),
        (
            "{ in = 'A_B', type = 'uint8' }, { in = 'AB', type = 'uint8' }",
            &[],
        ),
        (
            "{ in = 'A_B', type = 'uint8' }, { in = 'aB', type = 'uint8' }",
            &["colliding-names"],
        ),
        ("{ in = 'A' }", &["missing-key"]),
        (
            "{ in = 'A', type = 'real32', not-finite = 'null' }",
            &["wrong-parameter"],
        ),
        ("{ in = 'A', object = 'Acme_None' }", &["unknown-class"]),
        (
            "{ in-out = 'A', object = '*', text = 'mof' }",
            &["wrong-parameter"],
        ),
        (
            "{ out = 'A', type = 'string', text = 'xml' }",
            &["unfit-for-type"],
        ),
        ("{ out = 'A', object = '*', text = 'mof' }", &[]),
        ("{ in = 'A', type = 'uint8', key = true }", &["unknown-key"]),
        ("{ in = 'A', type = 'uint8', renamed-from = 'B' }", &[]),
        (
            "{ in = 'A', type = 'uint8', renamed-from = 'A' }",
            &["renamed-from"],
        ),
        (
            "{ in = 'A', type = 'uint8', renamed-from = 'b' }, { out = 'B', type = 'uint8' }",
            &["renamed-from"],
        ),
        (
            "{ in = 'A', type = 'uint8', renamed-from = 'C' }, { out = 'B', type = 'uint8', renamed-from = 'c' }",
            &["renamed-from"],
        ),
        (
            "{ in = 'A', type = 'uint8', renamed-from = 'B' }, { out = 'B', type = 'uint8', renamed-from = 'A' }",
            &[],
        ),
    ] {
        let lines = format!("method.Go = {{ parameters = [{parameters}] }}");
        assert_eq!(rules(&lines), expected, "{lines}");
    }
}

#[test]
fn a_method_returns_a_single_value() {
    for (returns, expected) in [
        ("'uint32[]'", &["wrong-parameter"][..]),
        ("{ ref = 'Acme_Disk' }", &["wrong-parameter"]),
        ("{ type = 'uint32', default = 0 }", &["wrong-parameter"]),
        (
            "{ type = 'uint32', description = 'How it went.' }",
            &["wrong-parameter"],
        ),
        ("{}", &["missing-key"]),
        ("{ object = 'Acme_Disk' }", &[]),
        ("'whatever'", &["unknown-value"]),
        ("'void'", &["wrong-parameter"]),
        ("{ type = 'Void' }", &["wrong-parameter"]),
        ("{ object = 'Acme_Disk', text = 'mof' }", &[]),
    ] {
        let lines = format!("method.Go = {{ returns = {returns} }}");
        assert_eq!(rules(&lines), expected, "{lines}");
    }
}

#[test]
fn a_method_may_have_two_hundred_parameters() {
    let parameters = (0..200).map(|number| format!("{{ in = 'P{number}', type = 'uint8' }}"));
    let parameters: Vec<_> = parameters.collect();
    let lines = format!("method.Go = {{ parameters = [{}] }}", parameters.join(", "));
    assert_eq!(rules(&lines), [""; 0]);
}

/// Parameters are fields as properties are, and what is wrong with one is told of it and not of a property.
#[test]
fn what_is_wrong_with_a_parameter_is_not_told_of_a_property() {
    for wrong in [
        "type = 'strin'",
        "type = 'uint8', object = '*'",
        "type = 'uint8', max-len = 3",
        "type = 'string', max-len = 0",
        "type = 'string', min = 3",
        "type = 'uint8', min = 9, max = 3",
        "type = 'uint8', max = 256",
        "type = 'uint8', default = 'a'",
        "type = 'uint8', default = 256",
        "type = 'uint8', default = [1]",
        "type = 'uint8[]', default = 1",
        "type = 'uint8[2]', default = [1, 2, 3]",
        "type = 'string', max-len = 1, default = 'ab'",
        "type = 'boolean', max = 1",
        "type = 'uint8', values = [[1, 'a']], bitmap = [[0, 'b']]",
        "type = 'uint8', values = [[1, 'a'], [1, 'b']]",
        "type = 'uint8', values = [[300, 'a']]",
        "type = 'uint8', values = ['3..1']",
        "type = 'uint8', values = []",
        "type = 'uint8', values = 'Nothing'",
        "type = 'uint8', bitmap = [[8, 'a']]",
        "type = 'string', bitmap = [[0, 'a']]",
        "type = 'real32', values = [[1, 'a']]",
        "type = 'uint8', max = 1, values = 'Sizes'",
        "type = 'string', values = 'Sizes'",
        "type = 'uint8', bitmap = 'Sizes'",
        "type = 'uint8', not-finite = 'fail'",
        "type = 'real32', not-finite = 'whatever'",
        "type = 'string', units = \"\\u0000\"",
        "type = 'string', description = \"\\u0000\"",
        "type = 'string', rust-name = 'not a name'",
        "type = 'string', renamed-from = 'not a name'",
        "type = 'string', qualifiers = { ID = 3 }",
        "type = 'string', qualifiers = { Own = [1, 'a'] }",
        "type = 'string', text = 'mof'",
        "type = 'uint8', text = 'mof'",
        "ref = 'Acme_Disk', text = 'mof'",
        "text = 'mof'",
        "object = '*', text = 'json'",
        "object = '*', max-len = 3",
        "object = '*', default = 1",
        "object = '*', values = [1]",
        "object = 'Acme_None'",
        "object = 'Acme_Disk[0]'",
        "ref = 'Acme_None'",
        "ref = '*', units = 'm'",
        "ref = '*', default = 'a'",
        "type = 'string', default = 'a', optional = true",
    ] {
        for direction in ["in", "out", "in-out"] {
            // Another one names the list, so that it is of a type.
            let lines = format!(
                "[values]\nSizes = [[2, 'two']]\n{DISK}properties.Size = {{ type = 'uint8', values = 'Sizes' }}\n\
                 method.Go = {{ static = true, parameters = [{{ {direction} = 'Given', {wrong} }}] }}\n"
            );
            let (_, found) = check(&format!("{HEAD}{lines}"));
            let errors: Vec<_> = found.into_iter().filter(Diagnostic::is_error).collect();
            let is_fine = errors.is_empty();
            let may_be_fine = wrong.contains("not-finite") || direction == "out";
            assert!(!is_fine || may_be_fine, "{direction}: {wrong}");
            for one in errors {
                let places = std::iter::once(&one.primary).chain(&one.secondary);
                let labels: Vec<&str> = places.map(|place| place.text.as_str()).collect();
                let said = format!("{} {labels:?} {:?}", one.message, one.help);
                let of_parameter = said
                    .replace("a property's", "")
                    .replace("properties alone", "");
                assert!(!of_parameter.contains("propert"), "{wrong}: {said}");
            }
        }
    }
}
