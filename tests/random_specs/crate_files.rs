//! The files of a rendered crate against the spec: each is read as what it is, and says what the spec says.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde_json::{Value as Json, json};
use wmigen::render::{RenderedFile, render};

use crate::spec::{Class, Literal, Method, Property, Spec};
use crate::wanted;

use super::class_file::ClassFile;
use super::field_types::{meanings_in, variant};
use super::mof_files::{check_language, check_mof, check_removal};
use super::prose::{blocks, numbers_as_characters, says};
use super::rust::{Meanings, data, doc};

/// The files that no spec changes, by their paths.
fn unchanging() -> &'static BTreeMap<String, String> {
    static FILES: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    FILES.get_or_init(|| {
        let of = |spec: &str| {
            let provider = wmigen::lint::check(spec).0.expect("a right spec");
            let files = render(&provider).expect("files");
            files
                .into_iter()
                .map(|file| (file.path, file.text))
                .collect::<BTreeMap<_, _>>()
        };
        let other = of(include_str!("../cases/computers/wmigen.toml"));
        let mut same = of(include_str!("../cases/disk/wmigen.toml"));
        same.retain(|path, text| other.get(path) == Some(text));
        same
    })
}

/// Reads every file that the spec decides.
pub fn check(files: &[RenderedFile], spec: &Spec) {
    let served = &spec.served();
    let mut classes: Vec<&str> = Vec::new();
    let lists = check_lists(files, spec);
    let parsed: Vec<Option<ClassFile>> = files.iter().map(|file| changing(file, spec)).collect();
    let mut externals = Vec::new();
    let types: BTreeMap<String, String> = parsed
        .iter()
        .zip(files)
        .filter_map(|(class, file)| Some((class.as_ref()?, file)))
        .filter_map(|(class, file)| {
            let module = file.path.rsplit('/').next().expect("a name");
            let module = module.trim_end_matches(".rs");
            let path = format!("crate::generated::{module}::{}", class.type_name()?);
            Some((class.name.to_lowercase(), path))
        })
        .collect();
    for mut class in parsed.into_iter().flatten() {
        let mut own = served.class.0.iter();
        let Some((name, written)) = own.find(|(name, _)| *name == class.name) else {
            externals.push(class.name);
            continue;
        };
        let own = spec.methods_with_code(name);
        class.share(written, &own, &lists);
        class.check(written, &own, spec, &types);
        classes.push(name);
    }
    let fields = spec.fields();
    let named = fields.iter().filter_map(Property::object_class);
    let named: Vec<_> = named.collect();
    let mut wanted: Vec<&String> = spec.external.0.iter().map(|(name, _)| name).collect();
    wanted.retain(|name| {
        let is_named = named.iter().any(|one| one.eq_ignore_ascii_case(name));
        is_named && !spec.is_any(name)
    });
    assert_eq!(externals.iter().collect::<Vec<_>>(), wanted);
    let mut wanted: Vec<&str> = served
        .class
        .0
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    classes.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(classes, wanted);
    check_parts(files, &fields);
    let languages = files.iter().filter(|file| language(&file.path).is_some());
    let wanted = wanted::namespaces(spec);
    let wanted = wanted.iter().map(|one| wanted::languages(spec, one).len());
    assert_eq!(languages.count(), wanted.sum::<usize>());
}

/// The types of the lists that properties name, which stand in a file of their own if there are any.
fn check_lists(files: &[RenderedFile], spec: &Spec) -> Vec<Meanings> {
    let path = "src/generated/meanings.rs";
    let file = files.iter().find(|file| file.path == path);
    let file = file.map(|file| syn::parse_file(&file.text).expect("Rust"));
    let made = file.as_ref().map(|file| meanings_in(&file.items));
    let made = made.unwrap_or_default();
    let classes = spec.class.0.iter();
    let fields = classes.flat_map(|(_, class)| {
        let properties = class.properties.0.iter().map(|(_, one)| one.clone());
        let methods = class.method.0.iter();
        properties.chain(methods.flat_map(|(_, method)| method.fields()))
    });
    let mut wanted: Vec<_> = fields
        .filter(has_type)
        .filter_map(|field| Some(field.list?.to_lowercase()))
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    assert_eq!(made.len(), wanted.len());
    assert_eq!(file.is_some(), !wanted.is_empty());
    made
}

/// Whether the values or bits of a property have a type of their own.
fn has_type(property: &Property) -> bool {
    let values = property.values().into_iter().flatten();
    let mut values = values.filter(|_| property.element() != "boolean");
    let single = values.any(|one| !is_range(one.value(), property.element()));
    single || property.bitmap().is_some()
}

/// The files of the runtime that a spec calls for are there, as they are in every crate, and no others.
fn check_parts(files: &[RenderedFile], fields: &[Property]) {
    let any = |test: fn(&Property) -> bool| fields.iter().any(test);
    let bits = any(|property| property.bitmap().is_some());
    let named = any(has_type);
    let moments = any(|property| property.element() == "datetime");
    for (name, text, called_for) in [
        (
            "calendar",
            include_str!("../../templates/src/wmi/calendar.rs"),
            moments,
        ),
        (
            "flags",
            include_str!("../../templates/src/wmi/flags.rs"),
            bits,
        ),
        (
            "values",
            include_str!("../../templates/src/wmi/values.rs"),
            bits || named,
        ),
    ] {
        let path = format!("src/wmi/{name}.rs");
        let file = files.iter().find(|file| file.path == path);
        let wanted = called_for.then_some(text);
        assert_eq!(file.map(|file| &*file.text), wanted, "{path}");
    }
}

/// Whether this stands for a range of numbers, in a list of values of that type.
fn is_range(value: &Literal, element: &str) -> bool {
    element != "string" && matches!(value, Literal::Text(value) if value.contains(".."))
}

/// The files in `src/generated` that are not those of one class.
const OF_ALL_CLASSES: [&str; 3] = ["access.rs", "meanings.rs", "registration.rs"];

/// Checks a file, and gives it back if it is that of a class.
fn changing(file: &RenderedFile, spec: &Spec) -> Option<ClassFile> {
    let RenderedFile { path, text, .. } = file;
    if unchanging().get(path) == Some(text) {
        return None;
    }
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    match (folder, name) {
        ("src/generated", name) if !OF_ALL_CLASSES.contains(&name) => {
            return ClassFile::read(text);
        }
        ("src/generated", "registration.rs") => check_asked(text, spec),
        ("", "Cargo.toml") => {
            let manifest: toml::Table = text.parse().expect("TOML");
            let crate_name = manifest["package"]["name"].as_str().expect("a name");
            let plain = |name: &str| name.replace(['-', '_'], "").to_lowercase();
            assert_eq!(plain(crate_name), plain(&spec.provider.name));
        }
        ("", "README.md") | ("src", "lib.rs") => check_description(text, name, spec),
        ("docs", "access-denied.md") => check_document(text, &spec.served(), spec),
        ("scripts", name) if name.ends_with(".provider.json") => check_json(text, spec),
        ("tests/harness", "provider.rs") => {
            let served = spec.served();
            check_table(text, &served, spec);
            check_answers(text, &served);
        }
        ("mof", name) if name.ends_with("-remove.mof") => check_removal(text, spec),
        ("mof", _) => match language(path) {
            Some(language) => check_language(language, path, text, spec),
            None => check_mof(text, spec),
        },
        // Parts of the runtime, all of which are compared elsewhere.
        ("src/wmi", "calendar.rs" | "flags.rs" | "values.rs") => {}
        ("src/classes" | "src/generated", _)
        | ("src", "classes.rs" | "generated.rs")
        | ("tests", "data.rs") => {
            syn::parse_file(text).expect("Rust");
        }
        _ => panic!("{path} depends on the spec, and nothing here reads it"),
    }
    None
}

/// WMI is asked about the classes of the namespace that say so, and about those that derive from them. Others of the provider's
/// own may derive from these, and are asked about too if they are abstract.
fn check_asked(text: &str, spec: &Spec) {
    syn::parse_file(text).expect("Rust");
    let asked = spec.external.0.iter().filter(|(_, class)| {
        let above = class.superclass.as_deref();
        let above = above.and_then(|name| spec.external.get(name));
        class.ask || above.is_some_and(|above| above.ask)
    });
    let asked: Vec<String> = asked.map(|(name, _)| format!("{name:?},")).collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let (_, of_others) = text.split_once("static OF_OTHERS").unwrap_or_default();
    for name in &asked {
        assert!(of_others.contains(name.as_str()), "{name} in\n{text}");
    }
    let asks = lines.contains(&"of_others: Some(&OF_OTHERS),");
    assert_eq!(asks, !asked.is_empty(), "{text}");
    assert_eq!(lines.contains(&"of_others: None,"), !asks, "{text}");
}

/// The language of a file that has the texts of one, as in `acme.ms_407.mfl`.
fn language(path: &str) -> Option<&str> {
    let (_, language) = path.strip_suffix(".mfl")?.rsplit_once('.')?;
    Some(language)
}

/// The description is a paragraph of its own.
fn check_description(text: &str, name: &str, spec: &Spec) {
    let blocks = if name == "lib.rs" {
        doc(&syn::parse_file(text).expect("Rust").attrs)
    } else {
        blocks(text)
            .iter()
            .map(|block| numbers_as_characters(block.trim()))
            .collect()
    };
    if let Some(description) = says(spec.provider.description.as_ref()) {
        assert_eq!(blocks[1], description, "{text}");
    }
}

fn check_document(text: &str, spec: &Spec, whole: &Spec) {
    let blocks: Vec<String> = blocks(text)
        .iter()
        .map(|block| numbers_as_characters(block.trim()))
        .collect();
    let system = |model: &str| model.starts_with("LocalSystem");
    let hosting = &spec.provider.hosting;
    let because = blocks
        .iter()
        .position(|block| block == "Because")
        .map(|at| blocks[at + 1].clone());
    if hosting.model.as_deref().is_some_and(system) {
        assert_eq!(because, says(hosting.reason.as_ref()));
    }
    let mut rest = blocks.iter();
    let (embedded, served): (Vec<_>, Vec<_>) = spec
        .class
        .0
        .iter()
        .partition(|(_, class)| class.is_embedded());
    for (class, written) in served.into_iter().chain(embedded) {
        let heading = format!("`{class}`");
        assert!(
            rest.any(|block| *block == heading),
            "{class} is not in:\n{text}"
        );
        for (property, written) in &written.properties.0 {
            let key = if written.key { " (key)" } else { "" };
            let cell = format!("`{property}`{key}");
            assert!(
                rest.any(|block| *block == cell),
                "{cell} is not in:\n{text}"
            );
            let denied = written
                .denied
                .as_ref()
                .is_some_and(|denied| *denied != Literal::Boolean(false))
                || written.access.is_some();
            let said = rest.next().map(String::as_str).unwrap_or_default();
            let (first, rule) = said.split_once(", and by the rule ").unwrap_or((said, ""));
            assert_eq!(first, if denied { "yes" } else { "no" });
            let named = written.access.as_deref().unwrap_or_default();
            assert!(rule.trim_matches('`').eq_ignore_ascii_case(named), "{said}");
        }
        let methods = whole.methods_with_code(class);
        let mut columns = rest.clone().filter(|block| block.starts_with("calls "));
        let of_calls = columns
            .by_ref()
            .take(2)
            .map(String::as_str)
            .collect::<String>();
        for (method, _) in methods {
            let cell = format!("`{method}`");
            assert!(of_calls.contains(&cell), "{cell} is not in {of_calls}");
        }
    }
}

fn serves(class: &Class, operation: &str) -> bool {
    class.operations.iter().any(|one| one == operation)
}

fn check_json(text: &str, spec: &Spec) {
    assert!(text.is_ascii());
    let made: Json = serde_json::from_str(text).expect("JSON");
    assert_eq!(made["Name"], json!(spec.provider.name));
    assert_eq!(made["Clsid"], json!(spec.provider.clsid));
    assert_eq!(made["Namespaces"], json!(wanted::namespaces(spec)));
    check_security(&made["Security"], spec);
    let classes = made["Classes"].as_array().expect("classes");
    let namespaces = wanted::namespaces(spec);
    let places = namespaces.iter().flat_map(|namespace| {
        let classes = wanted::classes(spec, namespace).into_iter();
        let named =
            classes.map(|class| (spec.class.get(&class.name).expect("a class"), class.name));
        named.map(move |(class, name)| (namespace, (name, class)))
    });
    assert_eq!(classes.len(), places.clone().count());
    for (made, (namespace, (name, class))) in classes.iter().zip(places) {
        let said = (
            &made["Name"],
            &made["Namespace"],
            ["Get", "Enumerate", "Create", "Update", "Delete"].map(|operation| &made[operation]),
            &made["Methods"],
        );
        let served = ["get", "enumerate", "create", "update", "delete"];
        let served = served.map(|operation| json!(serves(class, operation)));
        let wanted = (
            &json!(name),
            &json!(namespace),
            served.each_ref(),
            &json!(wanted::serves_methods(spec, &name)),
        );
        assert_eq!(said, wanted);
    }
    // The scripts go by these as well: they compile the files, and look into the namespaces.
    let localizations = made["Localizations"].as_array().expect("languages");
    let mut wanted = Vec::new();
    for parent in wanted::namespaces(spec) {
        for (name, classes) in wanted::languages(spec, &parent) {
            let classes: Vec<String> = classes.into_iter().map(|class| class.name).collect();
            wanted.push((parent.clone(), name, classes));
        }
    }
    assert_eq!(localizations.len(), wanted.len());
    for (parent, name, classes) in wanted {
        let namespace = json!(format!("{parent}\\{name}"));
        let mut made = localizations
            .iter()
            .filter(|one| one["Namespace"] == namespace);
        let made = made.next().expect("the texts of a language in a namespace");
        let locale = made["Locale"].as_str().expect("a name");
        assert!(locale.eq_ignore_ascii_case(&name));
        assert_eq!(made["Parent"], json!(parent));
        let file = made["File"].as_str().expect("a file");
        assert_eq!(language(file), Some(name.as_str()));
        assert_eq!(made["Classes"], json!(classes));
    }
}

/// The scripts compare what WMI has with this.
fn check_security(made: &Json, spec: &Spec) {
    let made = made.as_array().expect("namespaces").iter();
    let secured =
        made.filter(|one| !one["Sddl"].is_null() || one["RequiresEncryption"] == json!(true));
    let secured = secured.map(|one| {
        let path = one["Namespace"].as_str().expect("a path").to_owned();
        let sddl = one["Sddl"].as_str().map(str::to_owned);
        (path, (sddl, one["RequiresEncryption"] == json!(true)))
    });
    let wanted = wanted::security(spec, &wanted::namespaces(spec));
    assert_eq!(secured.collect::<wanted::Security>(), wanted);
}

/// What the classes answer, by the generated crate's own tests: each table names its first class, and how many more there
/// are.
fn check_answers(text: &str, spec: &Spec) {
    let mut classes = 0;
    for item in syn::parse_file(text).expect("Rust").items {
        let syn::Item::Static(table) = item else {
            continue;
        };
        let says = doc(&table.attrs).concat().trim().replace('`', "");
        let (first, others) = says
            .split_once(", and ")
            .unwrap_or((says.as_str(), "0 more."));
        let first = first.trim_end_matches('.');
        let others: usize = others.trim_end_matches(" more.").parse().expect("a number");
        classes += 1 + others;
        let class = spec.class.0.iter().find(|(name, _)| name == first);
        let (_, class) = class.unwrap_or_else(|| panic!("no class {first}: {says}"));
        for operation in data(&table.expr).as_array().expect("operations") {
            let word = operation["word"].as_str().expect("a word");
            assert_eq!(operation["served"], json!(serves(class, word)));
            assert!(!operation["ends"].as_array().expect("ends").is_empty());
        }
    }
    let served = spec
        .class
        .0
        .iter()
        .filter(|(_, class)| !class.is_embedded());
    assert_eq!(classes, served.count());
}

/// The table that the generated crate's own tests go by.
fn check_table(text: &str, spec: &Spec, whole: &Spec) {
    let file = syn::parse_file(text).expect("Rust");
    let table = file.items.iter().find_map(|item| match item {
        syn::Item::Const(table) if table.ident == "PROVIDER" => Some(data(&table.expr)),
        _ => None,
    });
    let table = table.expect("a table");
    assert_eq!(table["name"], json!(spec.provider.name));
    assert_eq!(table["namespaces"], json!(wanted::namespaces(spec)));
    let array = |name: &str| table[name].as_array().expect("classes").clone();
    let (classes, embedded) = (array("classes"), array("embedded"));
    let (of_objects, served): (Vec<_>, Vec<_>) = spec
        .class
        .0
        .iter()
        .partition(|(_, class)| class.is_embedded());
    assert_eq!(
        (classes.len(), embedded.len()),
        (served.len(), of_objects.len())
    );
    let made = classes.iter().chain(&embedded);
    for (made, (name, class)) in made.zip(served.into_iter().chain(of_objects)) {
        assert_eq!(made["name"], json!(name));
        assert_eq!(made["association"], json!(spec.association(name).0));
        assert_eq!(made["namespace"], json!(wanted::namespace_of(class, spec)));
        let operations = made["operations"].to_string();
        assert_eq!(
            operations.contains("ANSWERS_"),
            !class.is_embedded(),
            "{operations}"
        );
        assert_eq!(
            without_case(&made["properties"]),
            table_of(&class.properties.0, whole)
        );
        let name_of_class = name;
        let methods = whole.methods_with_code(name);
        let here = made["methods"].as_array().expect("methods").iter();
        let here = here.filter(|one| methods.iter().any(|(name, _)| one["name"] == json!(name)));
        assert_eq!(here.clone().count(), methods.len(), "{name}");
        for (made, (name, method)) in here.zip(&methods) {
            assert_eq!(made["name"], json!(name));
            assert_eq!(made["is_static"], json!(method.r#static));
            let privileges = whole.privileges(name_of_class, method);
            assert_eq!(made["privileges"], json!(privileges), "{name}");
            assert_eq!(
                without_case(&made["inputs"]),
                table_of(&taken(method), whole)
            );
            assert_eq!(
                without_case(&made["outputs"]),
                table_of(&method.outputs(), whole)
            );
        }
    }
}

/// What a client has to give to a method: not what has a default.
fn taken(method: &Method) -> Vec<(String, Property)> {
    let mut taken = method.inputs();
    for (_, input) in &mut taken {
        input.required &= input.default.is_none();
    }
    taken
}

/// Properties of the table, with the classes that they name in small letters, however these are written there.
fn without_case(made: &Json) -> Json {
    let mut made = made.clone();
    for property in made.as_array_mut().expect("properties") {
        // What it is, the file of the class says.
        property["default"] = json!(property["default"] != json!("None"));
        if let Some(of) = property["of"].get_mut("Some") {
            *of = json!([of[0].as_str().expect("a name").to_lowercase()]);
        }
    }
    made
}

/// What the table says of properties or parameters.
fn table_of(properties: &[(String, Property)], spec: &Spec) -> Json {
    let some =
        |number: Option<i128>| number.map_or(json!("None"), |number| json!({ "Some": [number] }));
    let rows = properties.iter().map(|(name, property)| {
        let class = property.class().and_then(|class| spec.declared(class));
        let form = property.text.as_deref().map(|form| match form {
            "mof" => "TextForm::Mof",
            _ => "TextForm::Xml",
        });
        let cim_type = form.map_or(property.element(), |_| "string");
        json!({
            "name": name,
            "cim_type": format!("CimType::{}", variant(cim_type)),
            "of": class.map_or(json!("None"), |class| json!({ "Some": [class.to_lowercase()] })),
            "text": form.map_or(json!("None"), |form| json!({ "Some": [form] })),
            "array": property.is_array(),
            "key": property.key,
            "required": property.required && !property.key,
            "write": property.write,
            "default": property.default.is_some(),
            "max_items": some(property.max_items().map(i128::from)),
            "max_len": some(property.max_len.map(i128::from)),
            "min": some(property.min),
            "max": some(property.max),
        })
    });
    rows.collect()
}
