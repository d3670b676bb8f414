//! A spec as a test reads it: the TOML and nothing else, so that what wmigen makes of a spec is held against what the
//! spec says, and not against what wmigen has understood.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};

#[derive(Clone, Deserialize)]
pub struct Spec {
    pub provider: Provider,
    pub class: Named<Class>,
    #[serde(default)]
    pub external: Named<External>,
    #[serde(default)]
    pub values: Named<Vec<Listed<Literal>>>,
    #[serde(default)]
    pub access: Named<Access>,
    #[serde(default)]
    pub namespace: Named<Namespace>,
    #[serde(default)]
    pub locale: Named<Locale>,
    #[serde(default)]
    qualifier: Named<QualifierFlavor>,
}

/// A namespace, and who may open it.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Namespace {
    pub sddl: Option<String>,
    #[serde(default)]
    pub requires_encryption: bool,
}

/// A rule of who may do what.
#[derive(Clone, Deserialize)]
pub struct Access {
    #[serde(default)]
    pub privileges: Vec<String>,
}

/// The flavor of a qualifier wherever it has none of its own.
#[derive(Clone, Deserialize)]
struct QualifierFlavor {
    flavor: Literal,
}

impl Spec {
    /// The spec of a text, with each list where it is named, and each flavor where it holds.
    pub fn read(text: &str) -> Spec {
        let mut spec: Spec = toml::from_str(text).expect("a right spec");
        for (_, class) in &mut spec.class.0 {
            give_flavors(&mut class.qualifiers, &spec.qualifier);
        }
        let own = spec.class.0.iter_mut();
        let own = own.map(|(_, class)| &mut class.properties);
        let externals = spec.external.0.iter_mut();
        let externals = externals.map(|(_, class)| &mut class.properties);
        for properties in own.chain(externals) {
            for (_, property) in &mut properties.0 {
                property.complete(&spec.qualifier, &spec.values);
            }
        }
        for (_, class) in &mut spec.class.0 {
            for (_, method) in &mut class.method.0 {
                give_flavors(&mut method.qualifiers, &spec.qualifier);
                for parameter in method.parameters.iter_mut().flatten() {
                    parameter.complete(&spec.qualifier, &spec.values);
                }
                if let Some(Returns::Table(returns)) = &mut method.returns {
                    returns.complete(&spec.qualifier, &spec.values);
                }
            }
        }
        spec
    }

    /// What holds of a method in a class: what the class says of it, and else what those say that it derives from; and
    /// whether one of those has it.
    pub fn method(&self, class: &str, name: &str) -> Option<(Method, bool)> {
        let mut line = vec![class.to_owned()];
        line.extend(self.superclasses(class));
        let mut written = line
            .iter()
            .filter_map(|class| self.methods(class).get(name));
        let mut whole = written.next()?.clone();
        let mut overrides = false;
        for above in written {
            overrides = true;
            whole.description = whole.description.or_else(|| above.description.clone());
            whole.display_name = whole.display_name.or_else(|| above.display_name.clone());
            whole.rust_name = whole.rust_name.or_else(|| above.rust_name.clone());
            whole.r#static |= above.r#static;
            whole.returns = whole.returns.or_else(|| above.returns.clone());
            whole.parameters = whole.parameters.or_else(|| above.parameters.clone());
            whole.access = whole.access.or_else(|| above.access.clone());
        }
        Some((whole, overrides))
    }

    /// The privileges that a method of a class takes by its rule, or by that of the class.
    pub fn privileges(&self, class: &str, method: &Method) -> Vec<String> {
        let line = [class.to_owned()]
            .into_iter()
            .chain(self.superclasses(class));
        let mut of_classes = line.filter_map(|one| self.class.get(&one)?.access.clone());
        let rule = method.access.clone().or_else(|| of_classes.next());
        let rule = rule.and_then(|name| self.access.get(&name));
        rule.map_or_else(Vec::new, |rule| rule.privileges.clone())
    }

    /// The properties, parameters and values of methods that generated classes have fields for.
    pub fn fields(&self) -> Vec<Property> {
        let served = self.served().class.0.into_iter();
        let fields = served.flat_map(|(name, class)| {
            let methods = self.methods_with_code(&name).into_iter();
            let of_methods: Vec<_> = methods.flat_map(|(_, method)| method.fields()).collect();
            let properties = class.properties.0.into_iter().map(|(_, one)| one);
            properties.chain(of_methods)
        });
        fields.collect()
    }

    /// The methods whose code is a class's own, which are those that it writes, in the order in which the first class of its line
    /// that has them does.
    pub fn methods_with_code(&self, class: &str) -> Vec<(String, Method)> {
        let own = self.class.get(class).map(|class| &class.method.0);
        let own = own.into_iter().flatten();
        let writes = |name: &str| own.clone().any(|(one, _)| one.eq_ignore_ascii_case(name));
        let all = self.methods_of(class).into_iter();
        all.filter(|(name, _)| writes(name)).collect()
    }

    /// The methods of a class, those of the first class of its line first.
    pub fn methods_of(&self, class: &str) -> Vec<(String, Method)> {
        let mut line = self.superclasses(class);
        line.reverse();
        line.push(class.to_owned());
        let mut all: Vec<(String, Method)> = Vec::new();
        for (name, _) in line.iter().flat_map(|class| &self.methods(class).0) {
            if !all
                .iter()
                .any(|(there, _)| there.eq_ignore_ascii_case(name))
            {
                let (whole, _) = self.method(class, name).expect("a method");
                all.push((name.clone(), whole));
            }
        }
        all
    }

    fn methods(&self, class: &str) -> &Named<Method> {
        match (self.class.get(class), self.external.get(class)) {
            (Some(class), _) => &class.method,
            (None, Some(class)) => &class.method,
            (None, None) => panic!("no class {class}"),
        }
    }
}

impl Method {
    /// What it returns, as a property; none if nothing.
    pub fn returned(&self) -> Option<Property> {
        self.returns.clone().map(|returns| match returns {
            Returns::Type(of) => Property {
                r#type: of,
                ..Property::default()
            },
            Returns::Table(property) => *property,
        })
    }

    /// What it returns, and its parameters, with the names that WMI gives them.
    pub fn named_fields(&self) -> Vec<(String, Property)> {
        let returned = self.returned().map(|one| ("ReturnValue".to_owned(), one));
        let parameters = self.parameters.iter().flatten();
        let parameters = parameters.map(|one| (one.parameter_name().to_owned(), one.clone()));
        returned.into_iter().chain(parameters).collect()
    }

    /// What a client gives.
    pub fn inputs(&self) -> Vec<(String, Property)> {
        let parameters = self.parameters.iter().flatten();
        let given = parameters.filter(|one| one.out.is_none());
        let given = given.map(|one| {
            let mut input = one.clone();
            input.required = !one.optional;
            // What becomes of a number that is not finite is about what the provider gives.
            input.not_finite = None;
            (one.parameter_name().to_owned(), input)
        });
        given.collect()
    }

    /// What it gives back.
    pub fn outputs(&self) -> Vec<(String, Property)> {
        let given = self.named_fields().into_iter();
        let given = given.filter(|(_, one)| one.r#in.is_none());
        let given = given.map(|(name, one)| {
            let mut output = one.clone();
            output.required = !one.optional;
            output.default = None;
            (name, output)
        });
        given.collect()
    }

    /// What it returns, and its parameters.
    pub fn fields(&self) -> Vec<Property> {
        let parameters = self.parameters.iter().flatten().cloned();
        self.returned().into_iter().chain(parameters).collect()
    }
}

fn give_flavors(qualifiers: &mut Named<Literal>, by_name: &Named<QualifierFlavor>) {
    for (name, written) in &mut qualifiers.0 {
        let Some(QualifierFlavor { flavor }) = by_name.get(name) else {
            continue;
        };
        let mut entries = match std::mem::replace(written, Literal::Boolean(true)) {
            Literal::Table(entries) => entries,
            value => vec![("value".to_owned(), value)],
        };
        if !entries.iter().any(|(key, _)| key == "flavor") {
            entries.push(("flavor".to_owned(), flavor.clone()));
        }
        *written = Literal::Table(entries);
    }
}

#[derive(Clone, Deserialize)]
pub struct Provider {
    pub name: String,
    pub clsid: String,
    pub namespace: String,
    pub description: Option<String>,
    pub locale: Option<String>,
    #[serde(default)]
    pub hosting: Hosting,
    #[serde(default, rename = "schema-mof")]
    pub schema_mof: Vec<String>,
}

#[derive(Clone, Default, Deserialize)]
pub struct Hosting {
    pub model: Option<String>,
    pub group: Option<String>,
    pub reason: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Class {
    pub kind: Option<String>,
    pub superclass: Option<String>,
    #[serde(default)]
    pub r#abstract: bool,
    #[serde(default)]
    pub singleton: bool,
    #[serde(default)]
    pub operations: Vec<String>,
    pub namespace: Option<String>,
    pub access: Option<String>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub rust_name: Option<String>,
    #[serde(default)]
    pub qualifiers: Named<Literal>,
    #[serde(default)]
    pub properties: Named<Property>,
    #[serde(default)]
    pub method: Named<Method>,
}

/// What is written of a method, which may override one of a superclass's.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Method {
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub rust_name: Option<String>,
    #[serde(default)]
    pub r#static: bool,
    pub returns: Option<Returns>,
    pub parameters: Option<Vec<Property>>,
    pub access: Option<String>,
    #[serde(default)]
    pub qualifiers: Named<Literal>,
}

/// What a method returns: its type, or more.
#[derive(Clone)]
pub enum Returns {
    Type(String),
    Table(Box<Property>),
}

impl<'de> Deserialize<'de> for Returns {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TypeOrTable;
        impl<'de> Visitor<'de> for TypeOrTable {
            type Value = Returns;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a type or a table")
            }
            fn visit_str<E>(self, of: &str) -> Result<Returns, E> {
                Ok(Returns::Type(of.to_owned()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Returns, A::Error> {
                let table = Property::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Returns::Table(Box::new(table)))
            }
        }
        deserializer.deserialize_any(TypeOrTable)
    }
}

/// A class that the namespace has already.
#[derive(Clone, Deserialize)]
pub struct External {
    pub superclass: Option<String>,
    #[serde(default)]
    pub r#abstract: bool,
    #[serde(default)]
    pub singleton: bool,
    #[serde(default)]
    pub ask: bool,
    #[serde(default)]
    pub properties: Named<Property>,
    #[serde(default)]
    pub method: Named<Method>,
}

/// What is written of a property or of a parameter of a method; a property may override one of a superclass's.
#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Property {
    /// The name of a parameter that a client gives.
    pub r#in: Option<String>,
    /// Of one that the method gives.
    pub out: Option<String>,
    /// Of one that both give.
    pub in_out: Option<String>,
    #[serde(default)]
    pub optional: bool,
    #[serde(default)]
    pub r#type: String,
    /// The class of an object, in the place of the type.
    pub object: Option<String>,
    /// The form in which it has the text of its object.
    pub text: Option<String>,
    /// The class of what it refers to, in the place of the type.
    #[serde(rename = "ref")]
    pub reference: Option<String>,
    #[serde(default)]
    pub key: bool,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub write: bool,
    pub denied: Option<Literal>,
    pub access: Option<String>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub rust_name: Option<String>,
    pub units: Option<String>,
    pub max_len: Option<u32>,
    pub min: Option<i128>,
    pub max: Option<i128>,
    pub not_finite: Option<String>,
    pub default: Option<Literal>,
    values: Option<ListedOrNamed>,
    bitmap: Option<ListedOrNamed>,
    /// The name of the list in `[values]`, if the values or bits are those of one.
    #[serde(skip)]
    pub list: Option<String>,
    #[serde(default)]
    pub qualifiers: Named<Literal>,
}

#[derive(Clone, Default, Deserialize)]
pub struct Locale {
    #[serde(default)]
    pub class: Named<LocalizedClass>,
    #[serde(default)]
    pub values: Named<Vec<(Literal, String)>>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LocalizedClass {
    pub description: Option<String>,
    pub display_name: Option<String>,
    #[serde(default)]
    pub properties: Named<LocalizedProperty>,
    #[serde(default)]
    pub method: Named<LocalizedMethod>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LocalizedMethod {
    pub description: Option<String>,
    pub display_name: Option<String>,
    #[serde(default)]
    pub returns: LocalizedProperty,
    #[serde(default)]
    pub parameters: Named<LocalizedProperty>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct LocalizedProperty {
    pub description: Option<String>,
    pub display_name: Option<String>,
    pub units: Option<String>,
    pub values: Option<Vec<(Literal, String)>>,
    pub bitmap: Option<Vec<(Literal, String)>>,
}

/// The values or bits of a property, or the name of the list in `[values]` that has them.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub enum ListedOrNamed {
    Named(String),
    Listed(Vec<Listed<Literal>>),
}

impl ListedOrNamed {
    fn listed(&self) -> &[Listed<Literal>] {
        match self {
            Self::Listed(list) => list,
            Self::Named(name) => panic!("{name} stands for a list"),
        }
    }
}

/// A value that is listed, with a meaning or without.
#[derive(Clone, Deserialize)]
#[serde(untagged)]
pub enum Listed<T> {
    Meant(T, String),
    Alone(T),
}

impl<T> Listed<T> {
    /// The value.
    pub fn value(&self) -> &T {
        let (Self::Meant(value, _) | Self::Alone(value)) = self;
        value
    }

    /// What it means, if that is said.
    pub fn text(&self) -> Option<&String> {
        match self {
            Self::Meant(_, text) => Some(text),
            Self::Alone(_) => None,
        }
    }
}

impl Spec {
    /// The names of the classes that a class derives from, the nearest first.
    pub fn superclasses(&self, class: &str) -> Vec<String> {
        let mut names = Vec::new();
        let mut at = class.to_owned();
        while let Some(superclass) = self.superclass(&at) {
            at.clone_from(superclass);
            names.push(at.clone());
        }
        names
    }

    fn superclass(&self, class: &str) -> Option<&String> {
        match (self.class.get(class), self.external.get(class)) {
            (Some(class), _) => class.superclass.as_ref(),
            (None, Some(class)) => class.superclass.as_ref(),
            (None, None) => None,
        }
    }

    /// Whether a class is an association, and whether it has that from a class of the spec that it derives from.
    pub fn association(&self, class: &str) -> (bool, bool) {
        let is_one = |name: &str| {
            let class = self.class.get(name);
            class.is_some_and(|class| class.kind.as_deref() == Some("association"))
        };
        let inherits = self.superclasses(class).iter().any(|name| is_one(name));
        (is_one(class) || inherits, inherits)
    }

    /// Whether another class of the spec derives from this one.
    pub fn has_subclass(&self, class: &str) -> bool {
        let is_this = |name: &String| name.eq_ignore_ascii_case(class);
        let mut classes = self.class.0.iter();
        classes.any(|(name, _)| self.superclasses(name).iter().any(is_this))
    }

    /// What holds of a property in a class: what the class says of it, and else what those say that it derives from; and
    /// whether one of those has it.
    pub fn property(&self, class: &str, name: &str) -> Option<(Property, bool)> {
        let own = self.properties(class).get(name);
        let superclasses = self.superclasses(class);
        let mut inherited = superclasses
            .iter()
            .filter_map(|class| self.properties(class).get(name));
        let Some(own) = own.cloned() else {
            return Some((self.property(superclasses.first()?, name)?.0, true));
        };
        let overrides = inherited.next().is_some();
        let whole = match superclasses.first() {
            Some(superclass) if overrides => own.over(&self.property(superclass, name)?.0),
            _ => own,
        };
        Some((whole, overrides))
    }

    /// The spec with the classes alone that have instances or objects, each with all that it inherits, as their code has them.
    pub fn served(&self) -> Self {
        let mut served = self.clone();
        served.class.0.retain(|(_, class)| !class.r#abstract);
        for (name, class) in &mut served.class.0 {
            let mut line = self.superclasses(name);
            line.reverse();
            line.push(name.clone());
            let mut properties: Named<Property> = Named::default();
            for (property, _) in line.iter().flat_map(|class| &self.properties(class).0) {
                if properties.get(property).is_none() {
                    let (whole, _) = self.property(name, property).expect("a property");
                    properties.0.push((property.clone(), whole));
                }
            }
            if class.is_embedded() {
                // Keys bind nobody there.
                properties.0.iter_mut().for_each(|(_, one)| one.key = false);
            }
            class.properties = properties;
        }
        served
    }

    /// Whether the objects of a property that names this class are known only when they are there.
    pub fn is_any(&self, class: &str) -> bool {
        let own = self.class.get(class).map(|class| class.r#abstract);
        let external = self.external.get(class).map(|class| class.r#abstract);
        class == "*" || own.or(external).unwrap_or_default()
    }

    /// The name of a class as it is declared.
    pub fn declared(&self, class: &str) -> Option<&str> {
        let own = self.class.0.iter().map(|(name, _)| name);
        let mut all = own.chain(self.external.0.iter().map(|(name, _)| name));
        all.find(|name| name.eq_ignore_ascii_case(class))
            .map(String::as_str)
    }

    /// What is written of the properties of a class.
    pub fn properties(&self, class: &str) -> &Named<Property> {
        match (self.class.get(class), self.external.get(class)) {
            (Some(class), _) => &class.properties,
            (None, Some(class)) => &class.properties,
            (None, None) => panic!("no class {class}"),
        }
    }
}

fn without_brackets(written: &str) -> &str {
    let brackets = written.find('[');
    brackets.map_or(written, |at| &written[..at])
}

impl Class {
    /// Whether its instances are values of properties alone.
    pub fn is_embedded(&self) -> bool {
        self.kind.as_deref() == Some("embedded")
    }
}

impl Property {
    /// The property that says this of another one.
    fn over(self, other: &Property) -> Self {
        let or =
            |own: Option<String>, inherited: &Option<String>| own.or_else(|| inherited.clone());
        Property {
            r#type: other.r#type.clone(),
            object: other.object.clone(),
            text: other.text.clone(),
            // It may refer to less.
            reference: or(self.reference, &other.reference),
            key: self.key || other.key,
            required: self.required || other.required,
            denied: self.denied.or_else(|| other.denied.clone()),
            access: self.access.or_else(|| other.access.clone()),
            description: or(self.description, &other.description),
            display_name: or(self.display_name, &other.display_name),
            rust_name: or(self.rust_name, &other.rust_name),
            units: or(self.units, &other.units),
            max_len: self.max_len.or(other.max_len),
            min: self.min.or(other.min),
            max: self.max.or(other.max),
            not_finite: or(self.not_finite, &other.not_finite),
            default: self.default.or_else(|| other.default.clone()),
            values: self.values.or_else(|| other.values.clone()),
            bitmap: self.bitmap.or_else(|| other.bitmap.clone()),
            list: self.list.or_else(|| other.list.clone()),
            qualifiers: self.qualifiers,
            ..Property::default()
        }
    }

    /// The name of a parameter.
    pub fn parameter_name(&self) -> &str {
        let names = [&self.r#in, &self.out, &self.in_out];
        names.into_iter().flatten().next().expect("a name")
    }

    /// Has each list where it is named, and each flavor where it holds.
    fn complete(&mut self, flavors: &Named<QualifierFlavor>, lists: &Named<Vec<Listed<Literal>>>) {
        give_flavors(&mut self.qualifiers, flavors);
        for listed in [&mut self.values, &mut self.bitmap] {
            let Some(ListedOrNamed::Named(name)) = listed else {
                continue;
            };
            let list = lists.get(name).expect("a list").clone();
            self.list = Some(std::mem::take(name));
            *listed = Some(ListedOrNamed::Listed(list));
        }
    }

    /// The values that it lists, if it does.
    pub fn values(&self) -> Option<&[Listed<Literal>]> {
        self.values.as_ref().map(ListedOrNamed::listed)
    }

    /// The bits that it lists by their positions, if it does.
    pub fn bitmap(&self) -> Option<&[Listed<Literal>]> {
        self.bitmap.as_ref().map(ListedOrNamed::listed)
    }

    /// The type without the brackets of an array.
    pub fn element(&self) -> &str {
        match (&self.object, &self.reference) {
            (Some(_), _) => "object",
            (None, Some(_)) => "reference",
            (None, None) => without_brackets(&self.r#type),
        }
    }

    /// The class of its objects, or of what it refers to, without the brackets of an array; none where it has values, or where
    /// it may be any class.
    pub fn class(&self) -> Option<&str> {
        let written = self.object.as_deref().or(self.reference.as_deref());
        written.map(without_brackets).filter(|class| *class != "*")
    }

    /// The class of its objects, without the brackets of an array, which may be `*`; none where it has none.
    pub fn object_class(&self) -> Option<&str> {
        self.object.as_deref().map(without_brackets)
    }

    fn written(&self) -> &str {
        let class = self.object.as_ref().or(self.reference.as_ref());
        class.unwrap_or(&self.r#type)
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        self.written().ends_with(']')
    }

    /// A value as MOF has it: of a number, a range has its ends in decimal digits.
    pub fn value_in_mof(&self, value: &Literal) -> Literal {
        match value {
            Literal::Text(text) if self.element() != "string" => Literal::Text(range(text)),
            other => other.clone(),
        }
    }

    /// Values as MOF has them.
    pub fn in_mof(&self, values: &[Listed<Literal>]) -> Vec<Listed<Literal>> {
        let values = values.iter();
        let in_mof = values.map(|one| match one {
            Listed::Meant(value, text) => Listed::Meant(self.value_in_mof(value), text.clone()),
            Listed::Alone(value) => Listed::Alone(self.value_in_mof(value)),
        });
        in_mof.collect()
    }

    /// What stands in the brackets of an array.
    pub fn max_items(&self) -> Option<u32> {
        let (_, bound) = self.written().split_once('[')?;
        bound.strip_suffix(']')?.parse().ok()
    }
}

/// A range of numbers with its ends in decimal digits.
fn range(text: &str) -> String {
    let (from, to) = text.split_once("..").expect("a range");
    let end = |end: &str| {
        let digits = end.replace('_', "");
        let number = match digits.get(..2) {
            Some("0x") => i128::from_str_radix(&digits[2..], 16),
            Some("0o") => i128::from_str_radix(&digits[2..], 8),
            Some("0b") => i128::from_str_radix(&digits[2..], 2),
            _ if digits.is_empty() => return digits,
            _ => digits.parse(),
        };
        number.expect("a number").to_string()
    };
    format!("{}..{}", end(from), end(to))
}

/// A table whose keys are names, in the order of the text.
#[derive(Clone)]
pub struct Named<T>(pub Vec<(String, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Named(Vec::new())
    }
}

impl<T> Named<T> {
    /// What has this name, in any case.
    pub fn get(&self, name: &str) -> Option<&T> {
        let same = |(there, _): &&(String, T)| there.eq_ignore_ascii_case(name);
        self.0.iter().find(same).map(|(_, value)| value)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Named<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Named<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a table")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Named(entries))
            }
        }
        deserializer.deserialize_map(Entries(PhantomData))
    }
}

/// A value whose type another key decides.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Boolean(bool),
    Integer(i128),
    Real(f64),
    Text(String),
    Array(Vec<Literal>),
    /// A qualifier with flavors.
    Table(Vec<(String, Literal)>),
}

impl<'de> Deserialize<'de> for Literal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Literal;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }
            fn visit_bool<E>(self, flag: bool) -> Result<Literal, E> {
                Ok(Literal::Boolean(flag))
            }
            fn visit_i64<E>(self, number: i64) -> Result<Literal, E> {
                Ok(Literal::Integer(number.into()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Literal, E> {
                Ok(Literal::Integer(number.into()))
            }
            fn visit_i128<E>(self, number: i128) -> Result<Literal, E> {
                Ok(Literal::Integer(number))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Literal, E> {
                Ok(Literal::Real(number))
            }
            fn visit_str<E>(self, text: &str) -> Result<Literal, E> {
                Ok(Literal::Text(text.to_owned()))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Literal, A::Error> {
                let mut all = Vec::new();
                while let Some(item) = items.next_element()? {
                    all.push(item);
                }
                Ok(Literal::Array(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Literal, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Literal::Table(entries))
            }
        }
        deserializer.deserialize_any(Any)
    }
}
