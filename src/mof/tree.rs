//! What a text of MOF says, each part with its place: nothing is resolved here, and nothing is left out.

use crate::diagnostics::Span;
use crate::model::CimType;

/// A name and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The name, as it is written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Name {
    /// Whether it is this name: MOF does not tell capital letters from others.
    pub fn is(&self, name: &str) -> bool {
        self.text.eq_ignore_ascii_case(name)
    }
}

/// What stands in a file by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// A line for the compiler.
    Pragma(Pragma),
    /// What a qualifier is.
    Qualifier(QualifierDeclaration),
    /// A class.
    Class(Class),
    /// An instance.
    Instance(Instance),
}

impl Item {
    /// Where it stands.
    pub fn span(&self) -> &Span {
        match self {
            Self::Pragma(pragma) => &pragma.span,
            Self::Qualifier(qualifier) => &qualifier.span,
            Self::Class(class) => &class.span,
            Self::Instance(instance) => &instance.span,
        }
    }
}

/// `#pragma name(arguments)`, or `#include("file")`, whose name is `include`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pragma {
    /// What is asked for.
    pub name: Name,
    /// What stands behind the name: texts without their quotes, and words and numbers as they are written.
    pub arguments: Vec<Name>,
    /// All of it.
    pub span: Span,
}

/// `Qualifier Key : boolean = false, Scope(property), Flavor(DisableOverride);`, or `qualifier key : ToInstance;`.
#[derive(Clone, Debug, PartialEq)]
pub struct QualifierDeclaration {
    /// The word `qualifier`.
    pub keyword: Span,
    /// The qualifier's name.
    pub name: Name,
    /// The type of its value, which the short form leaves out.
    pub declared_type: Option<Type>,
    /// The value where a qualifier is written without one.
    pub default: Option<Value>,
    /// What it may be written of.
    pub scopes: Vec<Name>,
    /// The flavors that it has.
    pub flavors: Vec<(Flavor, Span)>,
    /// All of it.
    pub span: Span,
}

/// What becomes of a qualifier in subclasses and instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Flavor {
    /// A subclass may change its value.
    EnableOverride,
    /// No subclass changes its value.
    DisableOverride,
    /// Subclasses have it.
    ToSubclass,
    /// Subclasses do not have it.
    NotToSubclass,
    /// Instances have it.
    ToInstance,
    /// Instances do not have it.
    NotToInstance,
    /// Neither subclasses nor instances have it.
    Restricted,
    /// Its text is translated.
    Amended,
    /// Its text is translated, in the DMTF's words.
    Translatable,
}

impl Flavor {
    /// All flavors, with their names.
    pub const ALL: [(&'static str, Self); 9] = [
        ("EnableOverride", Self::EnableOverride),
        ("DisableOverride", Self::DisableOverride),
        ("ToSubclass", Self::ToSubclass),
        ("NotToSubclass", Self::NotToSubclass),
        ("ToInstance", Self::ToInstance),
        ("NotToInstance", Self::NotToInstance),
        ("Restricted", Self::Restricted),
        ("Amended", Self::Amended),
        ("Translatable", Self::Translatable),
    ];

    /// The flavor of this name.
    pub fn named(word: &str) -> Option<Self> {
        let mut all = Self::ALL.iter();
        all.find(|(name, _)| name.eq_ignore_ascii_case(word))
            .map(|(_, flavor)| *flavor)
    }
}

/// A qualifier of a class, a property, a method, a parameter or an instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Qualifier {
    /// Its name.
    pub name: Name,
    /// Its value; without one it is true, or has the value that its declaration says.
    pub value: Option<Value>,
    /// The flavors that it is written with.
    pub flavors: Vec<(Flavor, Span)>,
    /// All of it.
    pub span: Span,
}

/// A class.
#[derive(Clone, Debug, PartialEq)]
pub struct Class {
    /// What stands in brackets before it.
    pub qualifiers: Vec<Qualifier>,
    /// The word `class`.
    pub keyword: Span,
    /// Its name.
    pub name: Name,
    /// `as $Alias`.
    pub alias: Option<Name>,
    /// The class that it derives from.
    pub superclass: Option<Name>,
    /// What stands in braces, in its order.
    pub members: Vec<Member>,
    /// All of it, with its qualifiers and the semicolon.
    pub span: Span,
}

/// What a class has.
#[derive(Clone, Debug, PartialEq)]
pub enum Member {
    /// A property.
    Property(Property),
    /// A method.
    Method(Method),
    /// A class that is declared within, as drivers do.
    Class(Class),
    /// A line for the compiler.
    Pragma(Pragma),
}

/// A property, or a parameter of a method.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    /// What stands in brackets before it.
    pub qualifiers: Vec<Qualifier>,
    /// Its type.
    pub declared_type: Type,
    /// Its name.
    pub name: Name,
    /// What stands behind `=`.
    pub default: Option<Value>,
    /// All of it.
    pub span: Span,
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub struct Type {
    /// What one value is.
    pub kind: TypeKind,
    /// Whether it is an array, and of how many at most.
    pub count: Count,
    /// Where its words stand.
    pub span: Span,
}

/// How many values a property has at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// One.
    One,
    /// An array of any length.
    Any,
    /// An array of so many at most.
    AtMost(u32),
}

/// What one value of a type is.
#[derive(Clone, Debug, PartialEq)]
pub enum TypeKind {
    /// A value of one of CIM's own types. MOF calls points and lengths of time alike: both are `Datetime` here.
    Intrinsic(CimType),
    /// An object of this class, or of any.
    Object(Option<Name>),
    /// The path of an instance of this class, or of any.
    Reference(Option<Name>),
}

/// A method.
#[derive(Clone, Debug, PartialEq)]
pub struct Method {
    /// What stands in brackets before it.
    pub qualifiers: Vec<Qualifier>,
    /// What it returns; nothing where it is `void`.
    pub returns: Option<Type>,
    /// Its name.
    pub name: Name,
    /// Its parameters, in their order.
    pub parameters: Vec<Property>,
    /// All of it.
    pub span: Span,
}

/// An instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    /// What stands in brackets before it.
    pub qualifiers: Vec<Qualifier>,
    /// The word `instance`.
    pub keyword: Span,
    /// The class that it is of.
    pub class: Name,
    /// `as $Alias`, without the `$`.
    pub alias: Option<Name>,
    /// Its values, in their order.
    pub values: Vec<Assignment>,
    /// All of it, with its qualifiers.
    pub span: Span,
}

impl Instance {
    /// The value that it has here, whatever the letters of the name.
    pub fn value(&self, name: &str) -> Option<&Value> {
        let mut values = self.values.iter().rev();
        values.find(|one| one.name.is(name))?.value.as_ref()
    }
}

/// The value of a property of an instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Assignment {
    /// What stands in brackets before it.
    pub qualifiers: Vec<Qualifier>,
    /// The property.
    pub name: Name,
    /// What stands behind `=`; nothing where a provider of properties gives it.
    pub value: Option<Value>,
}

/// A value and its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// What it is.
    pub kind: ValueKind,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq)]
pub enum ValueKind {
    /// `NULL`.
    Null,
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// An integer, and whether it is written by its bits: in base 2, 8 or 16.
    Integer(i128, bool),
    /// A number with a point or an exponent.
    Real(f64),
    /// A text; several that follow each other are one.
    Text(String),
    /// A UTF-16 code unit in single quotes.
    Character(u16),
    /// What stands in braces.
    Array(Vec<Value>),
    /// `$Alias`, without the `$`.
    Alias(String),
    /// `instance of`.
    Instance(Box<Instance>),
}
