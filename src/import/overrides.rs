//! What classes of the spec say again of what they inherit from others of the spec.

use super::amended::Members;
use super::chosen::ChosenClass;
use super::classes::Writer;
use super::fields::Entries;
use super::found::FoundClass;
use super::notes::Notes;
use crate::mof::tree::{Method, Property};

impl<'l> Writer<'_, 'l> {
    /// The classes of the spec that a class derives from, one after the other, the nearest first.
    fn above(&self, class: FoundClass<'l>) -> impl Iterator<Item = &ChosenClass<'l>> {
        let line = self.found.line(class).into_iter().skip(1);
        line.map_while(|one| self.chosen.class(one.name()))
    }

    /// The members of a class of the spec by their names.
    pub fn members(&self, class: &ChosenClass<'_>) -> Option<&Members<'l>> {
        self.members.get(&class.found.name().to_ascii_lowercase())
    }

    /// The method of a class of the spec that this one overrides.
    pub fn overridden(&self, class: FoundClass<'l>, method: &Method) -> Option<&'l Method> {
        self.above(class).find_map(|above| {
            let same = self.members(above)?.method(&method.name)?;
            self.registered.place(above, same).is_ok().then_some(same)
        })
    }

    /// What a property inherits from the one of the spec that it overrides, and need not say again.
    pub fn inherited(&self, class: FoundClass<'l>, property: &Property) -> Entries {
        let overridden = self.above(class).find_map(|above| {
            let same = self.members(above)?.property(&property.name)?;
            Some((above.found, same))
        });
        // What is wrong with it is noted where it stands.
        let mut told = Notes::default();
        overridden.map_or_else(Vec::new, |(above, same)| {
            self.constant(above, same, &mut told)
        })
    }
}
