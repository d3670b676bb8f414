//! The classes by whose instances WMI knows what a provider is for (WMI: "Registering a Provider").

use super::{Class, Namespace, Provider};

/// A class of WMI whose instance registers a provider.
#[derive(Debug, PartialEq, Eq)]
pub struct Registration {
    /// The class's name.
    pub class: &'static str,
    /// Its booleans that say what is served, in Microsoft's order. All are written, because their defaults differ.
    pub supports: &'static [&'static str],
}

/// Of providers of instances (WMI: `__InstanceProviderRegistration`).
pub const INSTANCES: Registration = Registration {
    class: "__InstanceProviderRegistration",
    supports: &[
        "SupportsGet",
        "SupportsPut",
        "SupportsDelete",
        "SupportsEnumeration",
    ],
};

/// Of providers of methods (WMI: `__MethodProviderRegistration`).
pub const METHODS: Registration = Registration {
    class: "__MethodProviderRegistration",
    supports: &[],
};

/// Of providers of events, which names the events as queries (WMI: `__EventProviderRegistration`).
pub const EVENTS: Registration = Registration {
    class: "__EventProviderRegistration",
    supports: &[],
};

/// Of providers of event consumers, which names their classes (WMI: `__EventConsumerProviderRegistration`).
pub const CONSUMERS: Registration = Registration {
    class: "__EventConsumerProviderRegistration",
    supports: &[],
};

impl Provider {
    /// How the provider is registered in a namespace: of instances, of methods, or both; of instances where no class has any, so
    /// that WMI knows what the provider is for.
    pub fn registrations(&self, namespace: &Namespace) -> Vec<&'static Registration> {
        let there = |test: fn(&Class) -> bool| {
            let mut classes = self.served_classes();
            classes.any(|class| class.namespace == *namespace && test(class))
        };
        let methods = there(|class| class.served_methods().next().is_some());
        let instances = there(Class::has_instances) || !methods;
        let all = [(instances, &INSTANCES), (methods, &METHODS)];
        let all = all.into_iter().filter(|(registered, _)| *registered);
        all.map(|(_, registration)| registration).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::INSTANCES;

    #[test]
    fn the_mof_says_all_that_the_registration_of_instances_says() {
        let spec = include_str!("../../tests/cases/new/wmigen.toml");
        let provider = crate::lint::check(spec).0.expect("a provider");
        let files = crate::render::render(&provider).expect("rendered");
        let head = format!("instance of {}\n", INSTANCES.class);
        let mof = files.iter().find(|file| file.text.contains(&head));
        let (_, instance) = mof
            .and_then(|file| file.text.split_once(&head))
            .expect("a MOF");
        let (instance, _) = instance.split_once("\n};").expect("its end");
        let lines = instance.lines().map(str::trim_start);
        let said: Vec<_> = lines
            .filter(|line| line.starts_with("Supports"))
            .filter_map(|line| Some(line.split_once(" = ")?.0))
            .collect();
        assert_eq!(said, INSTANCES.supports);
    }
}
