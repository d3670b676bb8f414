//! Instances.

use super::Parser;
use crate::diagnostics::{Checked, Span};
use crate::mof::fit;
use crate::mof::tree::{Assignment, Instance, Qualifier};

const INSTANCE: &str = "an instance reads `instance of Acme_Disk as $Disk { Name = \"A\"; };`";

impl Parser<'_> {
    /// An instance, up to the brace that ends it.
    pub fn instance(&mut self, qualifiers: Vec<Qualifier>, begun: Span) -> Checked<Instance> {
        let keyword = self.place();
        self.at += 1;
        if !self.take_word("of") {
            return self.expected("`of` and the class", INSTANCE);
        }
        let class = self.name("the class of the instance", INSTANCE)?;
        let alias = self.alias(INSTANCE)?;
        let values =
            self.deeper(|parser| parser.in_braces(Self::assignment, "and the values", INSTANCE))?;
        let twice = fit::twice(values.iter().map(|one| &one.name), "value");
        self.note(twice);
        Ok(Instance {
            qualifiers,
            keyword,
            class,
            alias,
            values,
            span: self.since(&begun),
        })
    }

    fn assignment(&mut self) -> Checked<Option<Assignment>> {
        let qualifiers = self.qualifiers()?;
        let name = self.name("the name of a property", INSTANCE)?;
        let value = if self.take_mark(b'=') {
            Some(self.value()?)
        } else if qualifiers.is_empty() {
            // Only a provider of properties gives what has no value here, and a qualifier names it.
            return self.expected("`=` and the value", INSTANCE);
        } else {
            None
        };
        self.semicolon("behind the value");
        Ok(Some(Assignment {
            qualifiers,
            name,
            value,
        }))
    }
}
