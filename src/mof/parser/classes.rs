//! Classes, their properties and their methods.

use super::Parser;
use crate::diagnostics::{Checked, Span};
use crate::mof::fit;
use crate::mof::tokens::Kind;
use crate::mof::tree::{Class, Count, Member, Method, Name, Property, Qualifier, Type, TypeKind};

const CLASS: &str = "write whole declarations of classes: `class Acme_Base { … };`";
const MEMBER: &str =
    "a property reads `[read] uint32 Size = 1;`, and a method `uint32 Format([in] string Label);`";

impl Parser<'_> {
    /// A class, up to the brace that ends it: whoever asked for it knows whether a semicolon follows.
    pub fn class(&mut self, qualifiers: Vec<Qualifier>, begun: Span) -> Checked<Class> {
        let keyword = self.place();
        self.at += 1;
        let name = self.name("the name of the class", CLASS)?;
        let alias = self.alias(CLASS)?;
        let superclass = if self.take_mark(b':') {
            Some(self.name("the name of the superclass", CLASS)?)
        } else {
            None
        };
        let members =
            self.deeper(|parser| parser.in_braces(Self::member, "and what the class has", CLASS))?;
        let properties = members.iter().filter_map(|member| match member {
            Member::Property(property) => Some(&property.name),
            _ => None,
        });
        let methods = members.iter().filter_map(|member| match member {
            Member::Method(method) => Some(&method.name),
            _ => None,
        });
        let twice = [
            fit::twice(properties, "property"),
            fit::twice(methods, "method"),
        ];
        self.note(twice.into_iter().flatten());
        Ok(Class {
            qualifiers,
            keyword,
            name,
            alias,
            superclass,
            members,
            span: self.since(&begun),
        })
    }

    /// What stands here: one, or none, or a property and the class that is declared as its type.
    fn member(&mut self) -> Checked<Vec<Member>> {
        let begun = self.place();
        if self.is(Kind::Pragma) {
            return self.pragma().map(|pragma| vec![Member::Pragma(pragma)]);
        }
        if self.is(Kind::Line) {
            self.line();
            return Ok(Vec::new());
        }
        let qualifiers = self.qualifiers()?;
        if self.is_word("class") && self.is_nested_class() {
            return self.nested_class(qualifiers, &begun);
        }
        if self.is_word("void") {
            self.at += 1;
            let name = self.name("the name of the method", MEMBER)?;
            return self.method(qualifiers, None, name, &begun);
        }
        let declared_type = self.type_of_value(MEMBER)?;
        let name = self.name("the name of the property or method", MEMBER)?;
        if self.is(Kind::Mark(b'(')) {
            return self.method(qualifiers, Some(declared_type), name, &begun);
        }
        let property = self.property(qualifiers, declared_type, name, &begun)?;
        self.semicolon("behind the property");
        Ok(vec![Member::Property(property)])
    }

    /// Whether the word `class` begins a declaration here, rather than being a part of a property's type.
    fn is_nested_class(&self) -> bool {
        let behind_name = self.tokens.get(self.at + 2).map(|token| token.kind);
        matches!(behind_name, Some(Kind::Mark(b'{' | b':')))
    }

    /// A class that is declared within another, by itself or as the type of a property.
    fn nested_class(&mut self, qualifiers: Vec<Qualifier>, begun: &Span) -> Checked<Vec<Member>> {
        let class = self.class(Vec::new(), self.place())?;
        if !self.is(Kind::Word) || self.begins_line() {
            self.semicolon("behind the class");
            let span = self.since(begun);
            return Ok(vec![Member::Class(Class {
                qualifiers,
                span,
                ..class
            })]);
        }
        // Its qualifiers are the property's, as they are where the class is only named.
        let declared_type = Type {
            kind: TypeKind::Object(Some(class.name.clone())),
            count: Count::One,
            span: class.name.span.clone(),
        };
        let name = self.name("the name of the property", MEMBER)?;
        let property = self.property(qualifiers, declared_type, name, begun)?;
        self.semicolon("behind the property");
        Ok(vec![Member::Class(class), Member::Property(property)])
    }

    /// A property from behind its name.
    fn property(
        &mut self,
        qualifiers: Vec<Qualifier>,
        mut declared_type: Type,
        name: Name,
        begun: &Span,
    ) -> Checked<Property> {
        declared_type.count = self.array(MEMBER)?;
        let default = if self.take_mark(b'=') {
            let default = self.value()?;
            self.note(fit::default(&declared_type, &default));
            Some(default)
        } else {
            None
        };
        Ok(Property {
            qualifiers,
            declared_type,
            name,
            default,
            span: self.since(begun),
        })
    }

    /// A method from behind its name.
    fn method(
        &mut self,
        qualifiers: Vec<Qualifier>,
        returns: Option<Type>,
        name: Name,
        begun: &Span,
    ) -> Checked<Vec<Member>> {
        self.begin(b'(', "and the parameters", MEMBER)?;
        let parameters = self.list(b')', Self::parameter, MEMBER)?;
        let twice = fit::twice(parameters.iter().map(|one| &one.name), "parameter");
        self.note(twice);
        self.semicolon("behind the method");
        Ok(vec![Member::Method(Method {
            qualifiers,
            returns,
            name,
            parameters,
            span: self.since(begun),
        })])
    }

    fn parameter(&mut self) -> Checked<Property> {
        let begun = self.place();
        let qualifiers = self.qualifiers()?;
        let declared_type = self.type_of_value(MEMBER)?;
        let name = self.name("the name of the parameter", MEMBER)?;
        self.property(qualifiers, declared_type, name, &begun)
    }
}
