//! What MOF declares, a line each, so that two files can be compared.

use std::collections::{BTreeMap, HashMap};

use wmigen::diagnostics::Span;
use wmigen::mof::Loaded;
use wmigen::mof::tree::{
    Class, Count, Flavor, Item, Member, Method, Property, Qualifier, Type, TypeKind, Value,
    ValueKind,
};

/// The lines, each with its file, and with its place and the names that it is below.
pub type Lines = BTreeMap<String, (usize, Vec<Span>)>;

/// The lines of all classes.
pub fn declared(loaded: &Loaded) -> Lines {
    let mut reader = Reader::default();
    for (_, item) in &loaded.items {
        if let Item::Qualifier(one) = item {
            let flavors = one.flavors.iter().map(|(flavor, _)| *flavor).collect();
            reader
                .flavors
                .insert(one.name.text.to_ascii_lowercase(), flavors);
        }
    }
    let mut namespace = String::new();
    for (file, item) in &loaded.items {
        match item {
            Item::Pragma(pragma) if pragma.name.is("namespace") => {
                namespace.clone_from(&pragma.arguments[0].text);
            }
            Item::Class(class) => {
                reader.file = *file;
                // The texts of a language are apart from the class.
                let last = namespace.rsplit(['\\', '/']).next().unwrap_or("");
                let of = last.to_ascii_lowercase();
                let of = if of.starts_with("ms_") {
                    of + " "
                } else {
                    String::new()
                };
                reader.class(&of, class);
            }
            _ => {}
        }
    }
    reader.lines
}

#[derive(Default)]
struct Reader {
    flavors: HashMap<String, Vec<Flavor>>,
    lines: Lines,
    file: usize,
    /// The names of what is being read, from the outside inwards.
    within: Vec<Span>,
}

impl Reader {
    fn add(&mut self, line: String, place: &Span) {
        let mut places = self.within.clone();
        places.push(place.clone());
        self.lines.entry(line).or_insert((self.file, places));
    }

    fn class(&mut self, of: &str, class: &Class) {
        let name = format!("{of}{}", class.name.text);
        let superclass = class
            .superclass
            .as_ref()
            .map_or("nothing", |name| &name.text);
        self.add(
            format!("{name} derives from {superclass}"),
            &class.name.span,
        );
        self.within.push(class.name.span.clone());
        self.qualifiers(&name, &class.qualifiers);
        for member in &class.members {
            match member {
                Member::Property(property) => self.value(&name, property),
                Member::Method(method) => self.method(&name, method),
                Member::Class(inner) => self.class(of, inner),
                Member::Pragma(_) => {}
            }
        }
        self.within.pop();
    }

    fn value(&mut self, of: &str, property: &Property) {
        let name = format!("{of}.{}", property.name.text);
        let typed = typed(&property.declared_type);
        self.add(format!("{name} is {typed}"), &property.span);
        self.within.push(property.name.span.clone());
        if let Some(default) = property
            .default
            .as_ref()
            .filter(|one| one.kind != ValueKind::Null)
        {
            let said = default_of(&property.declared_type, default);
            self.add(format!("{name} = {said}"), &default.span);
        }
        self.qualifiers(&name, &property.qualifiers);
        self.within.pop();
    }

    fn method(&mut self, of: &str, method: &Method) {
        let name = format!("{of}.{}", method.name.text);
        let returns = method.returns.as_ref().map_or("void".to_owned(), typed);
        let names: Vec<&str> = method
            .parameters
            .iter()
            .map(|one| &*one.name.text)
            .collect();
        let line = format!("{name}({}) returns {returns}", names.join(", "));
        self.add(line, &method.span);
        self.within.push(method.name.span.clone());
        self.qualifiers(&name, &method.qualifiers);
        for parameter in &method.parameters {
            self.value(&name, parameter);
        }
        self.within.pop();
    }

    fn qualifiers(&mut self, of: &str, all: &[Qualifier]) {
        for one in all {
            let name = one.name.text.to_ascii_lowercase();
            let value = match one.value.as_ref().map(|value| &value.kind) {
                None | Some(ValueKind::Boolean(true)) => String::new(),
                // One text is a list of one, where there may be several.
                Some(ValueKind::Array(values)) if values.len() == 1 => {
                    format!("({})", said(&values[0]))
                }
                Some(_) => format!("({})", one.value.as_ref().map(said).unwrap_or_default()),
            };
            let line = format!("{of} [{name}{value}]");
            self.add(line.clone(), &one.span);
            let mut flavors: Vec<Flavor> = one.flavors.iter().map(|(flavor, _)| *flavor).collect();
            if flavors.is_empty() {
                flavors = self.flavors.get(&name).cloned().unwrap_or_default();
            }
            for flavor in flavors {
                self.add(format!("{of} [{name}] : {flavor:?}"), &one.span);
            }
        }
    }
}

fn typed(of: &Type) -> String {
    let kind = match &of.kind {
        TypeKind::Intrinsic(intrinsic) => format!("{intrinsic:?}"),
        TypeKind::Object(of) => format!("object {}", of.as_ref().map_or("*", |of| &of.text)),
        TypeKind::Reference(of) => format!("ref {}", of.as_ref().map_or("*", |of| &of.text)),
    };
    match of.count {
        Count::One => kind,
        Count::Any => kind + "[]",
        Count::AtMost(most) => format!("{kind}[{most}]"),
    }
}

/// A default, where what is written by its bits is the number that it is.
fn default_of(of: &Type, value: &Value) -> String {
    let TypeKind::Intrinsic(intrinsic) = &of.kind else {
        return said(value);
    };
    match (&value.kind, intrinsic.bounds()) {
        (ValueKind::Integer(number, true), Some((least, most))) if *number > most => {
            (number - (most - least + 1)).to_string()
        }
        _ => said(value),
    }
}

fn said(value: &Value) -> String {
    match &value.kind {
        // A value of a map is a number in any base.
        ValueKind::Text(text) if text.contains("0x") => format!("{:?}", in_base_10(text)),
        ValueKind::Null => "NULL".to_owned(),
        ValueKind::Boolean(value) => value.to_string(),
        ValueKind::Integer(number, _) => number.to_string(),
        ValueKind::Real(number) => number.to_string(),
        ValueKind::Text(text) => format!("{text:?}"),
        ValueKind::Character(unit) => format!("'{unit}'"),
        ValueKind::Array(values) => values.iter().map(said).collect::<Vec<_>>().join(", "),
        ValueKind::Alias(alias) => format!("${alias}"),
        ValueKind::Instance(instance) => format!("an instance of {}", instance.class.text),
    }
}

/// A text with its hexadecimal numbers in base 10.
fn in_base_10(text: &str) -> String {
    let ends = text.split("..").map(|end| {
        let digits = end.strip_prefix("0x");
        let number = digits.and_then(|digits| u64::from_str_radix(digits, 16).ok());
        number.map_or_else(|| end.to_owned(), |number| number.to_string())
    });
    ends.collect::<Vec<_>>().join("..")
}
