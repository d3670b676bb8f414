//! pywbem's MOF compiler, which `scripts/setup` installs: a strict one that others wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

use crate::mof::{Class, Flavors, Method, Property, Qualifier, Qualifiers, Value};

/// What a namespace has beside what every namespace has.
#[derive(Debug)]
pub struct Namespace {
    /// With slashes, as pywbem writes it.
    pub name: String,
    pub classes: Vec<Class>,
    /// Of each its class and its values.
    pub instances: Vec<(String, BTreeMap<String, Value>)>,
}

/// Compiles the files one after the other into one repository, and gives back what it then has; or the compiler's
/// message. `declarations` declares qualifiers that Windows does not know: WMI has no declarations, the compiler wants
/// them.
pub fn compile(declarations: &str, files: &[PathBuf]) -> Result<Vec<Namespace>, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mof");
    let windows = fs::read_to_string(folder.join("windows.mof")).expect("windows.mof");
    let scratch = tempfile::tempdir().expect("a folder");
    let prelude = scratch.path().join("prelude.mof");
    fs::write(&prelude, windows + declarations).expect("a written file");
    let output = Command::new(python())
        .arg(folder.join("compile.py"))
        .arg(prelude)
        .args(files)
        .output()
        .expect("python runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    match output.status.code() {
        Some(0) => Ok(repository(&output.stdout)),
        // The code of a refusal is that of a failure of Python's, which shows where it happened.
        Some(1) if !said.contains("Traceback") => Err(said),
        _ => panic!("compile.py failed: {said}"),
    }
}

fn python() -> PathBuf {
    let python = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/python/bin/python3");
    assert!(
        python.is_file(),
        "the MOF compiler is not installed: run scripts/setup"
    );
    python
}

fn repository(json: &[u8]) -> Vec<Namespace> {
    let json: Json = serde_json::from_slice(json).expect("JSON");
    let namespaces = json.as_object().expect("namespaces").iter();
    namespaces
        .map(|(name, namespace)| Namespace {
            name: name.clone(),
            classes: list(&namespace["classes"]).map(class).collect(),
            instances: list(&namespace["instances"]).map(instance).collect(),
        })
        .collect()
}

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().expect("an array").iter()
}

fn text(json: &Json) -> String {
    json.as_str().expect("a text").to_owned()
}

fn flag(json: &Json) -> bool {
    json.as_bool().expect("a boolean")
}

fn class(json: &Json) -> Class {
    Class {
        name: text(&json["name"]),
        superclass: json["superclass"].as_str().map(str::to_owned),
        qualifiers: qualifiers(&json["qualifiers"]),
        properties: list(&json["properties"]).map(property).collect(),
        methods: list(&json["methods"]).map(method).collect(),
    }
}

fn method(json: &Json) -> Method {
    Method {
        name: text(&json["name"]),
        cim_type: text(&json["type"]),
        qualifiers: qualifiers(&json["qualifiers"]),
        parameters: list(&json["parameters"]).map(property).collect(),
    }
}

fn property(json: &Json) -> Property {
    let cim_type = text(&json["type"]);
    Property {
        name: text(&json["name"]),
        array: flag(&json["array"]),
        max_items: json["array_size"]
            .as_u64()
            .map(|most| most.try_into().expect("a bound")),
        default: value(&json["default"], &cim_type),
        qualifiers: qualifiers(&json["qualifiers"]),
        cim_type,
    }
}

fn qualifiers(json: &Json) -> Qualifiers {
    let qualifiers = list(json).map(|json| {
        let flavors = Flavors {
            overridable: flag(&json["overridable"]),
            to_subclass: flag(&json["to_subclass"]),
            to_instance: flag(&json["to_instance"]),
            amended: flag(&json["amended"]),
        };
        let value = value(&json["value"], &text(&json["type"]));
        let name = text(&json["name"]).to_ascii_lowercase();
        (name, Qualifier { value, flavors })
    });
    qualifiers.collect()
}

fn instance(json: &Json) -> (String, BTreeMap<String, Value>) {
    let values = json["values"].as_object().expect("values").iter();
    // Numbers of an instance need no type to be told apart: there are no reals among them.
    let values = values.map(|(name, json)| (name.clone(), value(json, "sint64")));
    (text(&json["class"]), values.collect())
}

/// A value of this CIM type.
fn value(json: &Json, cim_type: &str) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Boolean(*flag),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(items) => {
            Value::Array(items.iter().map(|item| value(item, cim_type)).collect())
        }
        Json::Number(number) if cim_type.starts_with("real") => {
            Value::Real(number.as_f64().expect("a number"))
        }
        Json::Number(number) => {
            let number = number.as_i128().expect("an integer");
            let unit = u16::try_from(number).ok().filter(|_| cim_type == "char16");
            unit.map_or(Value::Integer(number), Value::Char)
        }
        Json::Object(_) => panic!("{json} is no value"),
    }
}
