//! A class on one line: `NAME : SUPERCLASS, abstract; *KEY TYPE; PROPERTY TYPE`.

use std::collections::{BTreeMap, BTreeSet};

use wmigen::model::CimType;
use wmigen::mof::tree::{self, Count, Member, Qualifier, TypeKind, ValueKind};

/// A class.
#[derive(Debug)]
pub struct Row {
    pub name: String,
    superclass: Option<String>,
    flags: Vec<&'static str>,
    pub properties: Vec<Property>,
}

/// A property of it.
#[derive(Clone, Debug)]
pub struct Property {
    pub name: String,
    type_word: String,
    pub is_key: bool,
}

/// Classes by their names in small letters.
#[derive(Debug, Default)]
pub struct Rows(BTreeMap<String, Row>);

/// Whether there is a qualifier of this name that is not false.
fn has(qualifiers: &[Qualifier], name: &str) -> bool {
    qualifiers.iter().any(|one| {
        let value = one.value.as_ref().map(|value| &value.kind);
        one.name.is(name) && !matches!(value, Some(ValueKind::Boolean(false)))
    })
}

/// The type of a property, as a spec says it, with `ref` or `object` before a class.
fn type_word(property: &tree::Property) -> String {
    let is_interval = property.qualifiers.iter().any(|one| {
        let value = one.value.as_ref().map(|value| &value.kind);
        one.name.is("subtype")
            && matches!(value, Some(ValueKind::Text(text)) if text.eq_ignore_ascii_case("interval"))
    });
    let word = match &property.declared_type.kind {
        TypeKind::Intrinsic(CimType::Datetime) if is_interval => "interval".to_owned(),
        TypeKind::Intrinsic(intrinsic) => intrinsic.row().word.to_owned(),
        TypeKind::Object(of) => {
            format!("object {}", of.as_ref().map_or("*", |of| &of.text))
        }
        TypeKind::Reference(of) => format!("ref {}", of.as_ref().map_or("*", |of| &of.text)),
    };
    match property.declared_type.count {
        Count::One => word,
        Count::Any => format!("{word}[]"),
        Count::AtMost(most) => format!("{word}[{most}]"),
    }
}

impl Row {
    /// The facts about a class of MOF.
    pub fn of(class: &tree::Class) -> Self {
        let properties = class.members.iter().filter_map(|member| match member {
            Member::Property(property) => Some(Property {
                name: property.name.text.clone(),
                type_word: type_word(property),
                is_key: has(&property.qualifiers, "key"),
            }),
            _ => None,
        });
        let flags = ["abstract", "singleton"].into_iter();
        Self {
            name: class.name.text.clone(),
            superclass: class.superclass.as_ref().map(|name| name.text.clone()),
            flags: flags.filter(|flag| has(&class.qualifiers, flag)).collect(),
            properties: properties.collect(),
        }
    }

    fn text(&self, inherited: &BTreeMap<String, Property>) -> String {
        let mut text = self.name.clone();
        if let Some(superclass) = &self.superclass {
            text.extend([" : ", superclass]);
        }
        for flag in &self.flags {
            text.extend([", ", flag]);
        }
        for property in &self.properties {
            let above = inherited.get(&property.name.to_ascii_lowercase());
            let is_said = above.is_some_and(|above| {
                above.type_word == property.type_word && (above.is_key || !property.is_key)
            });
            if !is_said {
                let mark = if property.is_key { "*" } else { "" };
                text.extend([format!("; {mark}{} {}", property.name, property.type_word)]);
            }
        }
        text + "\n"
    }
}

impl Rows {
    /// Takes a class, unless there is one of its name.
    pub fn add(&mut self, row: Row) {
        self.0.entry(row.name.to_ascii_lowercase()).or_insert(row);
    }

    /// Takes out the properties that would have objects of classes that are not here.
    pub fn without_unknown_objects(&mut self) {
        let names: BTreeSet<_> = self.0.keys().cloned().collect();
        for row in self.0.values_mut() {
            row.properties.retain(|property| {
                let class = property.type_word.strip_prefix("object ");
                class.is_none_or(|class| {
                    let class = class.trim_end_matches("[]");
                    class == "*" || names.contains(&class.to_ascii_lowercase())
                })
            });
        }
    }

    /// What a class inherits from the others here.
    fn inherited(&self, row: &Row) -> BTreeMap<String, Property> {
        let mut inherited: BTreeMap<String, Property> = BTreeMap::new();
        let mut at = row;
        while let Some(superclass) = &at.superclass
            && let Some(above) = self.0.get(&superclass.to_ascii_lowercase())
        {
            for property in &above.properties {
                let known = inherited.entry(property.name.to_ascii_lowercase());
                let known = known.or_insert_with(|| property.clone());
                known.is_key |= property.is_key;
            }
            at = above;
        }
        inherited
    }

    /// The lines of the table, in the order of the names.
    pub fn text(&self) -> String {
        let rows = self.0.values();
        rows.map(|row| row.text(&self.inherited(row))).collect()
    }
}
