//! What a class declares, as far as a spec knows it too: what it derives from, its properties and their types.

use super::tree::{self, Class, Count, Name, TypeKind, ValueKind};
use crate::diagnostics::Span;
use crate::model::Choice as _;

/// A class, as a file declares it.
#[derive(Clone, Debug)]
pub struct Outline {
    pub name: String,
    /// The place of the name.
    pub place: Span,
    /// The class that it derives from, and where it says so.
    pub superclass: Option<(String, Span)>,
    pub members: Vec<Member>,
}

impl Outline {
    pub fn of(class: &Class) -> Self {
        let members = class.members.iter();
        let properties = members.filter_map(|member| match member {
            tree::Member::Property(property) => Some(Member::of(property)),
            tree::Member::Method(_) | tree::Member::Class(_) | tree::Member::Pragma(_) => None,
        });
        let superclass = class.superclass.as_ref();
        Outline {
            name: class.name.text.clone(),
            place: class.name.span.clone(),
            superclass: superclass.map(|name| (name.text.clone(), name.span.clone())),
            members: properties.collect(),
        }
    }
}

/// A property, as a class declares it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub name: String,
    /// The place of the name.
    pub place: Span,
    /// Its type, without brackets: a word of MOF's or the name of a class.
    pub element: String,
    /// Whether it refers to instances of that class.
    pub is_reference: bool,
    pub is_array: bool,
    pub is_key: bool,
}

impl Member {
    fn of(property: &tree::Property) -> Self {
        let of_class = |class: &Option<Name>| match class {
            Some(name) => name.text.clone(),
            None => "object".to_owned(),
        };
        let element = match &property.declared_type.kind {
            TypeKind::Intrinsic(cim_type) => cim_type.as_str().to_owned(),
            TypeKind::Object(class) | TypeKind::Reference(class) => of_class(class),
        };
        let mut qualifiers = property.qualifiers.iter();
        Member {
            name: property.name.text.clone(),
            place: property.name.span.clone(),
            element,
            is_reference: matches!(property.declared_type.kind, TypeKind::Reference(_)),
            is_array: property.declared_type.count != Count::One,
            is_key: qualifiers.any(|one| {
                let value = one.value.as_ref().map(|value| &value.kind);
                one.name.is("key") && value != Some(&ValueKind::Boolean(false))
            }),
        }
    }

    /// Its type as MOF has it.
    pub fn written(&self) -> String {
        let reference = if self.is_reference { " ref" } else { "" };
        let brackets = if self.is_array { "[]" } else { "" };
        format!("{}{reference}{brackets}", self.element)
    }
}
