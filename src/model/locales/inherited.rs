//! The translations of what a class overrides: where it says nothing else than its superclass, it says so in every language.

use super::super::{Class, Origin, Property};
use super::{LocalizedClass, LocalizedProperty};

/// Adds to the texts of a language those that overrides have from the classes that they override.
pub fn inherit(texts: &mut Vec<LocalizedClass>, classes: &[Class]) {
    let mut by_descent: Vec<&Class> = classes.iter().collect();
    // What a superclass has from its own is there before it is asked for.
    by_descent.sort_by_key(|class| class.superclasses.len());
    for class in by_descent {
        for property in class.declared() {
            if let Origin::Overrides(_) = property.origin
                && let Some(inherited) = inherited(property, class, texts, classes)
            {
                add(texts, class, inherited);
            }
        }
    }
}

/// The texts of the property that this one overrides, as far as it says the same.
fn inherited(
    property: &Property,
    class: &Class,
    texts: &[LocalizedClass],
    classes: &[Class],
) -> Option<LocalizedProperty> {
    let mut above = class.superclasses.iter().rev().filter_map(|name| {
        let superclass = classes.iter().find(|one| one.name == *name)?;
        let overridden = superclass
            .declared()
            .find(|one| one.name == property.name)?;
        Some((name, overridden))
    });
    let (name, overridden) = above.next()?;
    let texts = texts.iter().find(|one| one.name == *name)?;
    let texts = texts
        .properties
        .iter()
        .find(|one| one.name == property.name)?;
    let same = |text: &Option<String>, one: &Option<String>, other: &Option<String>| {
        text.clone().filter(|_| one == other)
    };
    Some(LocalizedProperty {
        name: property.name.clone(),
        description: same(
            &texts.description,
            &overridden.description,
            &property.description,
        ),
        display_name: same(
            &texts.display_name,
            &overridden.display_name,
            &property.display_name,
        ),
        units: same(&texts.units, &overridden.units, &property.units),
        meanings: texts
            .meanings
            .clone()
            .filter(|_| overridden.meanings == property.meanings),
    })
}

/// Adds the texts of a property; what is translated of it already stays.
fn add(texts: &mut Vec<LocalizedClass>, class: &Class, inherited: LocalizedProperty) {
    if !texts.iter().any(|one| one.name == class.name) {
        texts.push(LocalizedClass {
            name: class.name.clone(),
            description: None,
            display_name: None,
            properties: Vec::new(),
            methods: Vec::new(),
        });
    }
    let of_class = texts.iter_mut().find(|one| one.name == class.name);
    let Some(of_class) = of_class else { return };
    let mut properties = of_class.properties.iter_mut();
    match properties.find(|one| one.name == inherited.name) {
        Some(own) => {
            own.description = own.description.take().or(inherited.description);
            own.display_name = own.display_name.take().or(inherited.display_name);
            own.units = own.units.take().or(inherited.units);
            own.meanings = own.meanings.take().or(inherited.meanings);
        }
        None => of_class.properties.push(inherited),
    }
}
