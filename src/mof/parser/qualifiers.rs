//! Qualifiers, and their declarations.

use super::Parser;
use crate::diagnostics::{Checked, Span};
use crate::mof::fit;
use crate::mof::tokens::Kind;
use crate::mof::tree::{Flavor, Name, Qualifier, QualifierDeclaration};

const QUALIFIERS: &str =
    "qualifiers read `[key, Description(\"…\") : Amended ToSubclass, Values{\"…\", \"…\"}]`";

const DECLARATION: &str = "a qualifier's declaration reads `Qualifier Unit : string = null, Scope(property), Flavor(ToSubclass);` or `qualifier unit : ToSubclass;`";

impl Parser<'_> {
    /// The qualifiers that stand here, if some do.
    pub fn qualifiers(&mut self) -> Checked<Vec<Qualifier>> {
        if !self.is(Kind::Mark(b'[')) {
            return Ok(Vec::new());
        }
        self.begin(b'[', "", QUALIFIERS)?;
        let mut qualifiers = vec![self.qualifier()?];
        while self.take_mark(b',') {
            qualifiers.push(self.qualifier()?);
        }
        self.end(b']', "or `,`", QUALIFIERS)?;
        let names = qualifiers.iter().map(|qualifier| &qualifier.name);
        let twice = fit::twice(names, "qualifier");
        self.note(twice);
        Ok(qualifiers)
    }

    fn qualifier(&mut self) -> Checked<Qualifier> {
        let begun = self.place();
        let name = self.name("the name of a qualifier", QUALIFIERS)?;
        let value = if self.is(Kind::Mark(b'(')) {
            self.begin(b'(', "", QUALIFIERS)?;
            let value = self.value()?;
            self.end(b')', "behind the value", QUALIFIERS)?;
            Some(value)
        } else if self.is(Kind::Mark(b'{')) {
            Some(self.value()?)
        } else {
            None
        };
        let flavors = if self.take_mark(b':') {
            self.flavors(QUALIFIERS)?
        } else {
            Vec::new()
        };
        Ok(Qualifier {
            name,
            value,
            flavors,
            span: self.since(&begun),
        })
    }

    /// The flavors behind a colon, with blanks or commas between them. What stands behind a comma and is no flavor is the next
    /// qualifier, or the next part of a declaration.
    fn flavors(&mut self, form: &str) -> Checked<Vec<(Flavor, Span)>> {
        let mut flavors = vec![self.flavor(form)?];
        loop {
            let behind_comma = self.at + usize::from(self.is(Kind::Mark(b',')));
            let is_flavor = self.flavor_at(behind_comma).is_some();
            let next = self.tokens.get(behind_comma + 1).map(|token| token.kind);
            let has_more = matches!(next, Some(Kind::Mark(b'(' | b'{' | b':')));
            if !is_flavor || has_more {
                return Ok(flavors);
            }
            self.at = behind_comma;
            flavors.push(self.flavor(form)?);
        }
    }

    fn flavor_at(&self, at: usize) -> Option<Flavor> {
        let token = self.tokens.get(at)?;
        (token.kind == Kind::Word)
            .then(|| Flavor::named(self.word(*token)))
            .flatten()
    }

    fn flavor(&mut self, form: &str) -> Checked<(Flavor, Span)> {
        let span = self.place();
        let Some(flavor) = self.flavor_at(self.at) else {
            return self.expected("a flavor, such as `ToSubclass`", form);
        };
        self.at += 1;
        Ok((flavor, span))
    }

    /// The declaration of a qualifier, in its long or its short form.
    pub fn qualifier_declaration(&mut self) -> Checked<QualifierDeclaration> {
        let keyword = self.place();
        self.at += 1;
        let name = self.name("the name of a qualifier", DECLARATION)?;
        self.mark(b':', "behind the name", DECLARATION)?;
        let mut declared = QualifierDeclaration {
            keyword: keyword.clone(),
            name,
            declared_type: None,
            default: None,
            scopes: Vec::new(),
            flavors: Vec::new(),
            span: keyword.clone(),
        };
        if self.flavor_at(self.at).is_some() {
            declared.flavors = self.flavors(DECLARATION)?;
        } else {
            self.long_form(&mut declared)?;
        }
        self.semicolon("behind the declaration");
        declared.span = self.since(&keyword);
        Ok(declared)
    }

    fn long_form(&mut self, declared: &mut QualifierDeclaration) -> Checked<()> {
        let mut declared_type = self.type_of_value(DECLARATION)?;
        declared_type.count = self.array(DECLARATION)?;
        if self.take_mark(b'=') {
            let default = self.value()?;
            self.note(fit::default(&declared_type, &default));
            declared.default = Some(default);
        }
        declared.declared_type = Some(declared_type);
        while self.take_mark(b',') {
            if self.take_word("scope") {
                self.begin(b'(', "", DECLARATION)?;
                let scope = |parser: &mut Self| -> Checked<Name> {
                    parser.name("what the qualifier is of, such as `property`", DECLARATION)
                };
                declared.scopes.extend(self.list(b')', scope, DECLARATION)?);
            } else if self.take_word("flavor") {
                self.begin(b'(', "", DECLARATION)?;
                let flavors = self.list(b')', |parser| parser.flavor(DECLARATION), DECLARATION)?;
                declared.flavors.extend(flavors);
            } else {
                return self.expected("`Scope(…)` or `Flavor(…)`", DECLARATION);
            }
        }
        Ok(())
    }
}
