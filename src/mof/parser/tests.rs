//! What the reader makes of texts, of the DMTF's grammar and of Windows' dialect.

use super::parse;
use crate::diagnostics::rules::SCHEMA_MOF_FILE;
use crate::diagnostics::{Diagnostic, Lines};
use crate::model::CimType;
use crate::mof::tree::{
    Class, Count, Flavor, Instance, Item, Member, Method, Property, Type, TypeKind, ValueKind,
};

fn items(text: &str) -> Vec<Item> {
    let parsed = parse(text, &SCHEMA_MOF_FILE);
    assert!(parsed.problems.is_empty(), "{text}: {:#?}", parsed.problems);
    parsed.items
}

fn problems(text: &str) -> Vec<Diagnostic> {
    parse(text, &SCHEMA_MOF_FILE).problems
}

fn class(text: &str) -> Class {
    match items(text).pop() {
        Some(Item::Class(class)) => class,
        other => panic!("no class: {other:?}"),
    }
}

fn instance(text: &str) -> Instance {
    match items(text).pop() {
        Some(Item::Instance(instance)) => instance,
        other => panic!("no instance: {other:?}"),
    }
}

/// The only property of a class that has what stands here.
fn property(text: &str) -> Property {
    match class(&format!("class A {{ {text} }};")).members.pop() {
        Some(Member::Property(property)) => property,
        other => panic!("{text} is no property: {other:?}"),
    }
}

fn method(text: &str) -> Method {
    match class(&format!("class A {{ {text} }};")).members.pop() {
        Some(Member::Method(method)) => method,
        other => panic!("{text} is no method: {other:?}"),
    }
}

/// A type as one would say it.
fn said(declared: &Type) -> String {
    let kind = match &declared.kind {
        TypeKind::Intrinsic(intrinsic) => intrinsic.row().word.to_owned(),
        TypeKind::Object(None) => "any object".to_owned(),
        TypeKind::Object(Some(class)) => format!("object of {}", class.text),
        TypeKind::Reference(None) => "reference".to_owned(),
        TypeKind::Reference(Some(class)) => format!("reference to {}", class.text),
    };
    match declared.count {
        Count::One => kind,
        Count::Any => format!("{kind}[]"),
        Count::AtMost(length) => format!("{kind}[{length}]"),
    }
}

#[test]
fn every_type_is_read_in_any_case() {
    for (written, expected) in [
        ("uint8 P;", "uint8"),
        ("UINT64 P;", "uint64"),
        ("Boolean P;", "boolean"),
        ("dateTime P;", "datetime"),
        ("char16 P;", "char16"),
        ("real32 P[3];", "real32[3]"),
        ("String P [];", "string[]"),
        ("object P;", "any object"),
        ("object P[];", "any object[]"),
        ("object:B P;", "object of B"),
        ("Object : B P[2];", "object of B[2]"),
        ("B P;", "object of B"),
        ("class B P;", "object of B"),
        ("B ref P;", "reference to B"),
        ("B REF P[];", "reference to B[]"),
        ("object ref P;", "reference"),
        ("B ref;", "object of B"),
        ("string ref;", "string"),
    ] {
        assert_eq!(
            said(&property(written).declared_type),
            expected,
            "{written}"
        );
    }
}

#[test]
fn values_are_read() {
    let text = |text: &str| ValueKind::Text(text.to_owned());
    for (written, value) in [
        (
            "string P = \"a\\\"b\\\\c\\n\\x41\\X00e91\";",
            text("a\"b\\c\nA\u{e9}1"),
        ),
        (
            "string P = \"one \" // a comment\n \"two\" /* \" */ \"\";",
            text("one two"),
        ),
        ("string P = \"\\xD83E\" \"\\xDD80\";", text("\u{1f980}")),
        ("boolean P = TRUE;", ValueKind::Boolean(true)),
        ("boolean P = false;", ValueKind::Boolean(false)),
        ("uint8 P = null;", ValueKind::Null),
        ("sint8 P = -128;", ValueKind::Integer(-128, false)),
        (
            "sint32 P = 0x80070005;",
            ValueKind::Integer(0x8007_0005, true),
        ),
        ("uint8 P = 101b;", ValueKind::Integer(5, true)),
        ("uint8 P = 017;", ValueKind::Integer(15, true)),
        ("real64 P = -1.5E-3;", ValueKind::Real(-0.0015)),
        ("real32 P = 2;", ValueKind::Integer(2, false)),
        ("char16 P = '\\xD83E';", ValueKind::Character(0xd83e)),
        ("char16 P = '\\'';", ValueKind::Character(0x27)),
        ("B ref P = $C;", ValueKind::Alias("C".to_owned())),
    ] {
        let found = property(written).default.map(|value| value.kind);
        assert_eq!(found, Some(value), "{written}");
    }
    let list = property("uint8 P[] = { 1, 0x2 };")
        .default
        .expect("a value")
        .kind;
    let ValueKind::Array(list) = list else {
        panic!("{list:?}");
    };
    let kinds: Vec<_> = list.into_iter().map(|value| value.kind).collect();
    assert_eq!(
        kinds,
        [ValueKind::Integer(1, false), ValueKind::Integer(2, true)]
    );
    assert!(
        matches!(property("string P[] = {};").default.expect("a value").kind, ValueKind::Array(list) if list.is_empty())
    );
}

#[test]
fn qualifiers_are_read_with_their_flavors() {
    let class = class(
        "[Abstract, UUID(\"{1}\"): ToInstance ToSubClass, dynamic : toinstance , TOSUBCLASS, provider(\"P\"),\n\
         ValueMap{\"0\", \"1\"} : Amended, Restricted(TRUE), id({1}), Max(null) : DisableOverride, Amended : NotToInstance]\n\
         class A {};",
    );
    let flavors = |at: usize| -> Vec<Flavor> {
        class.qualifiers[at]
            .flavors
            .iter()
            .map(|(flavor, _)| *flavor)
            .collect()
    };
    let names: Vec<_> = class
        .qualifiers
        .iter()
        .map(|one| one.name.text.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "Abstract",
            "UUID",
            "dynamic",
            "provider",
            "ValueMap",
            "Restricted",
            "id",
            "Max",
            "Amended"
        ]
    );
    assert_eq!(flavors(0), []);
    assert_eq!(flavors(1), [Flavor::ToInstance, Flavor::ToSubclass]);
    assert_eq!(flavors(2), [Flavor::ToInstance, Flavor::ToSubclass]);
    assert_eq!(flavors(4), [Flavor::Amended]);
    assert_eq!(flavors(7), [Flavor::DisableOverride]);
    assert_eq!(flavors(8), [Flavor::NotToInstance]);
    assert_eq!(class.qualifiers[0].value, None);
    let map = class.qualifiers[4].value.as_ref().expect("a value");
    assert!(matches!(&map.kind, ValueKind::Array(list) if list.len() == 2));
}

#[test]
fn declarations_of_qualifiers_are_read_in_both_forms() {
    let items = items(
        "Qualifier Values : string[] = null, Scope(property, method, Parameter), Flavor(EnableOverride, Translatable);\n\
         Qualifier MaxLen : uint32 = 7, Flavor(Restricted), Scope(any);\nqualifier vendor:ToInstance;\n\
         Qualifier BitValues:ToSubClass Amended ;",
    );
    let declared: Vec<_> = items
        .iter()
        .map(|item| match item {
            Item::Qualifier(declared) => declared,
            other => panic!("{other:?}"),
        })
        .collect();
    let names: Vec<_> = declared.iter().map(|one| one.name.text.as_str()).collect();
    assert_eq!(names, ["Values", "MaxLen", "vendor", "BitValues"]);
    assert_eq!(
        declared[0].declared_type.as_ref().map(said).as_deref(),
        Some("string[]")
    );
    assert_eq!(declared[0].scopes.len(), 3);
    assert_eq!(declared[0].flavors.len(), 2);
    let seven = declared[1].default.as_ref().map(|value| &value.kind);
    assert_eq!(seven, Some(&ValueKind::Integer(7, false)));
    assert_eq!(declared[2].declared_type, None);
    let flavors: Vec<_> = declared[3]
        .flavors
        .iter()
        .map(|(flavor, _)| *flavor)
        .collect();
    assert_eq!(flavors, [Flavor::ToSubclass, Flavor::Amended]);
}

#[test]
fn pragmas_are_read_with_and_without_parentheses() {
    let text = "#pragma namespace(\"\\\\\\\\.\\\\root\") // told\r\n#PRAGMA AUTORECOVER\n#pragma classflags(64)\n\
                #pragma deleteclass(\"A\", NOFAIL)\n# pragma include (\"a.mof\")\n#include \"b.mof\"\n#pragma amendment \"MS_409\"\n\
                #pragma instanceflags(\"updateonly\", \"createonly\")\n#pragma classflags forceupdate\nclass A {};";
    let found: Vec<_> = items(text)
        .into_iter()
        .filter_map(|item| match item {
            Item::Pragma(pragma) => {
                let arguments: Vec<_> = pragma.arguments.into_iter().map(|one| one.text).collect();
                Some(format!("{} {}", pragma.name.text, arguments.join(",")))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        found,
        [
            "namespace \\\\.\\root",
            "AUTORECOVER ",
            "classflags 64",
            "deleteclass A,NOFAIL",
            "include a.mof",
            "include b.mof",
            "amendment MS_409",
            "instanceflags updateonly,createonly",
            "classflags forceupdate"
        ]
    );
}

#[test]
fn methods_are_read() {
    let found = method(
        "[implemented, static] uint32 Echo([IN] string A = \"default\", [out] B REF C[], object:B D);",
    );
    assert_eq!(found.name.text, "Echo");
    assert_eq!(found.returns.as_ref().map(said).as_deref(), Some("uint32"));
    let parameters: Vec<_> = found
        .parameters
        .iter()
        .map(|one| said(&one.declared_type))
        .collect();
    assert_eq!(parameters, ["string", "reference to B[]", "object of B"]);
    assert!(found.parameters[0].default.is_some());
    let nothing = method("void Reset();");
    assert_eq!((nothing.returns, nothing.parameters.len()), (None, 0));
}

#[test]
fn instances_are_read_with_those_within() {
    let found = instance(
        "[dynprops] instance of A as $One { Key = \"a\"; [PropertyContext(\"b\"), dynamic] Number;\n\
         Inner = instance of B { X = 1; }; Many = { instance of B { X = 2; }, [q] instance of B as $Two { }, $One }; };",
    );
    assert_eq!(found.class.text, "A");
    assert_eq!(
        found.alias.as_ref().map(|alias| alias.text.as_str()),
        Some("One")
    );
    assert_eq!(found.values.len(), 4);
    assert_eq!(found.values[1].value, None);
    assert_eq!(found.values[1].qualifiers.len(), 2);
    let inner = found.value("INNER").map(|value| &value.kind);
    assert!(matches!(inner, Some(ValueKind::Instance(inner)) if inner.value("x").is_some()));
    let many = found.value("Many").map(|value| &value.kind);
    assert!(matches!(many, Some(ValueKind::Array(many)) if many.len() == 3));
}

#[test]
fn classes_may_stand_in_classes_and_be_properties() {
    let outer = class(
        "class A : B { [read] class C { uint8 X; }; [WmiDataId(1)] class D : C { } Many[2]; [key] string K; class E F; };",
    );
    let members: Vec<_> = outer
        .members
        .iter()
        .map(|member| match member {
            Member::Class(class) => format!("class {}", class.name.text),
            Member::Property(property) => {
                format!("{} {}", said(&property.declared_type), property.name.text)
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        members,
        [
            "class C",
            "class D",
            "object of D[2] Many",
            "string K",
            "object of E F"
        ]
    );
    let Member::Property(many) = &outer.members[2] else {
        panic!("{:?}", outer.members[2]);
    };
    assert_eq!(many.qualifiers.len(), 1);
}

#[test]
fn places_are_those_of_the_text() {
    let text = "// \u{e9}\r\n[key] class A : B { [read] uint8 C = 1; };\r\n";
    let Some(Item::Class(class)) = items(text).pop() else {
        panic!("no class");
    };
    assert_eq!(
        &text[class.span.clone()],
        "[key] class A : B { [read] uint8 C = 1; };"
    );
    assert_eq!(&text[class.name.span], "A");
    let Member::Property(property) = &class.members[0] else {
        panic!("no property");
    };
    assert_eq!(&text[property.span.clone()], "[read] uint8 C = 1");
    assert!(matches!(
        property.declared_type.kind,
        TypeKind::Intrinsic(CimType::Uint8)
    ));
}

/// Lines and columns of what is wrong, each with a word of the message.
#[test]
fn all_that_is_wrong_is_told_where_it_is() {
    let mut others = Vec::new();
    for (text, expected) in [
        (
            "class A { uint8 B\n  uint8 C; };",
            &[(1, 18, "semicolon")][..],
        ),
        (
            "class A { [key string B; uint8 ; };\nclass C { D };",
            &[(1, 16, "`string`"), (1, 32, "`;`"), (2, 13, "`}`")],
        ),
        (
            "[a(1), b\nclass A {};\nclass B { uint8 C }; ",
            &[(2, 1, "`class`"), (3, 18, "semicolon")],
        ),
        ("class A {} class B {};", &[(1, 11, "semicolon")]),
        ("class A {\n uint8 B;\n", &[(1, 9, "not closed")]),
        (
            "class A { string B = \"a\n; };\nclass C { string D = \"e\"; };",
            &[(1, 22, "does not end")],
        ),
        (
            "class A { string B = \"a\n b\"; uint8 C = 256; };",
            &[(1, 24, "over the end"), (2, 16, "range")],
        ),
        ("class A { string B = \"\\q\"; };", &[(1, 23, "escape")]),
        ("class A { string B = \"\\xg\"; };", &[(1, 23, "escape")]),
        ("class A { string B = \"\\xD83E\"; };", &[(1, 22, "half")]),
        ("class A { string B = \"\\x0\"; };", &[(1, 22, "NUL")]),
        ("class A { /* };", &[(1, 11, "comment")]),
        ("class A {\u{a0} uint8\u{a0}B; };", &[(1, 10, "no-break")]),
        (
            "class A { uint8 B = \u{201c}a\u{201d}; };",
            &[
                (1, 21, "MOF has no"),
                (1, 22, "stands here"),
                (1, 23, "MOF has no"),
            ],
        ),
        (
            "class A { uint8 B[] = 5; uint8 C = {5}; };",
            &[(1, 23, "array"), (1, 36, "list")],
        ),
        ("class A { uint16 REF B; };", &[(1, 11, "no class")]),
        ("class A { void B; };", &[(1, 17, "`;`")]),
        (
            "class A { uint8 B[0]; uint8 C[-1]; uint8 D[0x7fffffff]; };",
            &[(1, 19, "length"), (1, 31, "length")],
        ),
        (
            "class A { uint8 B; uint16 b; uint8 C(); void c(uint8 D, uint8 d); [key, KEY] uint8 E; };",
            &[
                (1, 27, "there already"),
                (1, 46, "there already"),
                (1, 63, "there already"),
                (1, 73, "there already"),
            ],
        ),
        (
            "instance of A { B = 1; b = 2; C; };",
            &[(1, 24, "there already"), (1, 32, "`;`")],
        ),
        (
            "instance A { };\ninstance of B { C = ; D = 1; };",
            &[(1, 10, "`A`"), (2, 21, "`;`")],
        ),
        (
            "class A { boolean B = 1; string C = 1; real32 D = \"1\"; char16 E = 'ab'; sint8 F = -129; };",
            &[
                (1, 23, "boolean"),
                (1, 37, "string"),
                (1, 51, "real32"),
                (1, 67, "one character"),
                (1, 83, "range"),
            ],
        ),
        ("class A { uint8 B = 12x; };", &[(1, 21, "neither")]),
        (
            "#define X\n#if X\nclass A { };\n#endif",
            &[(1, 1, "preprocessor")],
        ),
        ("hello\nclass A { };", &[(1, 1, "`hello`")]),
        (
            "Qualifier : boolean;\nQualifier A boolean;\nQualifier B : boolean, Scop(class);",
            &[(1, 11, "`:`"), (2, 13, "`boolean`"), (3, 24, "`Scop`")],
        ),
        ("class A { };;", &[(1, 13, "`;`")]),
        ("[a : Sometimes] class A { };", &[(1, 6, "`Sometimes`")]),
    ] {
        let lines = Lines::new(text);
        let found = problems(text);
        let places: Vec<_> = found
            .iter()
            .map(|problem| {
                let position = lines.position(problem.primary.span.start);
                (position.line, position.column, problem.message.as_str())
            })
            .collect();
        let is_as_said = places.len() == expected.len()
            && places
                .iter()
                .zip(expected)
                .all(|(found, (line, column, word))| {
                    (found.0, found.1) == (*line, *column) && found.2.contains(word)
                });
        if !is_as_said {
            others.push(format!("{text}: {places:?}"));
        }
        assert!(found.iter().all(|problem| problem.help.is_some()), "{text}");
    }
    assert_eq!(others, [""; 0]);
}

#[test]
fn what_comes_behind_something_wrong_is_read() {
    let text = "class A { uint8 ; uint8 B; };\nclass C : { uint8 D; };\nclass E { uint8 F; };\n[x\nclass G { };\ninstance of H { I = ; J = 1; };\n";
    let parsed = parse(text, &SCHEMA_MOF_FILE);
    let names: Vec<_> = parsed
        .items
        .iter()
        .map(|item| match item {
            Item::Class(class) => format!("{} {}", class.name.text, class.members.len()),
            Item::Instance(instance) => {
                format!("{} {}", instance.class.text, instance.values.len())
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(names, ["A 1", "E 1", "G 0", "H 1"]);
    assert_eq!(parsed.problems.len(), 4, "{:?}", parsed.problems);
}

#[test]
fn what_nests_too_deep_or_is_too_wrong_is_told_once() {
    let deep =
        |begin: &str, end: &str| format!("{}{}", begin.repeat(1_000_000), end.repeat(1_000_000));
    for text in [
        format!("class A {{ uint8 B[] = {}; }};", deep("{", "}")),
        format!(
            "instance of A {{ B = {}; }};",
            "instance of A { B = ".repeat(100_000)
        ),
        "class A { ".repeat(100_000),
        "[".repeat(100_000),
        "(".repeat(100_000),
        "class A { [".repeat(100_000),
        "@".repeat(100_000),
        "\"".repeat(100_001),
        "\"\n".repeat(100_000),
        "/*".repeat(100_000),
        "/ ".repeat(100_000),
        "[a(".repeat(100_000),
        "#".repeat(100_000),
        "#pragma ".repeat(100_000),
        "class\n".repeat(200_000),
        "class A { uint8 B\n".repeat(50_000),
        ";".repeat(100_000),
        "}".repeat(100_000),
        "instance of A { B = {".repeat(100_000),
        "\\".repeat(100_000),
        // Before each quote that ends nothing, as many lines as are looked through.
        format!("\"{}", ("\n".repeat(4000) + "\\\"").repeat(500)),
    ] {
        let found = problems(&text);
        assert!(
            !found.is_empty() && found.len() <= 100,
            "{}: {}",
            &text[..20],
            found.len()
        );
    }
}
