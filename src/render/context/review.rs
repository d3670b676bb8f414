//! The classes, as the document about access shows them to whoever has to approve the provider.

use super::access::used_rules;
use super::code::Markdown;
use super::operation::authorized_by;
use super::property::{denied_note, denied_sees};
use super::secured::{SecuredNamespace, in_words, secures, some_of};
use super::text::Text;
use super::{ProviderContext, Whole};
use crate::model::{
    AccessRule, Choice as _, Class, Operation, Operations, OwnClass, Policy, Property, Provider,
    Referred, Right, ValueType,
};
use crate::render::answers::{self, Row};
use crate::render::files;
use crate::render::made_by_own::made_by_own;
use schemars::JsonSchema;
use serde::Serialize;
use std::borrow::Cow;
use std::sync::Arc;

/// The provider, and what its classes answer, in words.
#[derive(JsonSchema, Serialize)]
pub struct ReviewContext<'p> {
    /// The provider.
    provider: &'p ProviderContext,
    /// The namespaces, with who may open them, the outer ones first.
    namespaces: Vec<SecuredNamespace>,
    /// Whether the spec secures one of them.
    secures: bool,
    /// The rules that classes and properties name.
    rules: Vec<RuleInReview<'p>>,
    /// What is written of each, in Markdown.
    classes: Vec<Markdown>,
    /// Whether a property has objects.
    objects: bool,
    /// Whether clients can call methods.
    methods: bool,
    /// Whether clients can create, change or delete instances.
    writes: bool,
    /// The classes of which clients can create instances, in Markdown; none where there are none.
    created: Option<Markdown>,
    /// The properties whose objects may be of several classes, in Markdown; none where there are none.
    any_objects: Option<Markdown>,
    /// The properties that have the texts of objects, in Markdown; none where there are none.
    texts: Option<Markdown>,
    /// The classes whose instances are values of properties alone.
    embedded: Vec<EmbeddedInReview<'p>>,
    /// The references in the properties of all classes.
    references: Vec<ReferenceInReview<'p>>,
    /// The classes that WMI is asked about, in Markdown; none where there are none.
    asked: Option<Markdown>,
    /// The templates of the user's own that make what guarantees rest on.
    own_templates: Vec<OwnTemplateInReview>,
}

/// A rule of who may do what.
#[derive(JsonSchema, Serialize)]
struct RuleInReview<'p> {
    /// Its name in the spec.
    name: &'p str,
    /// Who has each right, in the order read, write, call, subscribe; in Markdown.
    rights: Vec<Markdown>,
    /// The privileges that it takes besides, in Markdown.
    privileges: Markdown,
}

impl<'p> RuleInReview<'p> {
    fn new(rule: &'p AccessRule) -> Self {
        let rights = Right::ALL
            .iter()
            .map(|right| in_words(&rule.holders(*right)));
        RuleInReview {
            name: &rule.name,
            rights: Markdown::all(rights.collect()),
            privileges: Markdown(some_of(rule.privileges.iter())),
        }
    }
}

/// A class whose instances are values of properties alone, with those of its properties that can be denied.
#[derive(JsonSchema, Serialize)]
struct EmbeddedInReview<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The rule that says who may see one, by its name.
    rule: Option<&'p str>,
    /// Its properties, in the order of the spec.
    properties: Vec<ReviewedProperty<'p>>,
}

impl<'p> EmbeddedInReview<'p> {
    fn new(class: &'p Class) -> Self {
        EmbeddedInReview {
            name: &class.name,
            rule: rule(class.access.as_ref()),
            properties: reviewed(class),
        }
    }
}

/// A reference, and who says if a client may see what it leads to.
#[derive(JsonSchema, Serialize)]
struct ReferenceInReview<'p> {
    /// The class that has it, by its name in WMI.
    class: &'p str,
    /// Its name in WMI; of what a method gives back, behind that of the method and a dot.
    property: String,
    /// What it refers to, in Markdown.
    to: Markdown,
    /// The classes that are asked, in Markdown.
    asked: Markdown,
    /// The classes that WMI is asked about, in Markdown; none where it is asked about none at all.
    asked_of_wmi: Option<Markdown>,
    /// Whether it may lead to instances of classes that nobody is asked about.
    some_unasked: bool,
}

impl<'p> ReferenceInReview<'p> {
    fn all(provider: &'p Provider) -> Vec<Self> {
        let classes = provider.classes_with_code();
        let references = classes.flat_map(|class| {
            let properties = class.properties.iter();
            let properties = properties.map(|property| (property.name.clone(), property));
            properties
                .chain(given(class))
                .filter_map(|(name, property)| {
                    let to = property.of.referred()?;
                    Some(Self::new(provider, (&class.name, name), to))
                })
        });
        references.collect()
    }

    fn new(provider: &Provider, (class, property): (&'p str, String), to: &Referred) -> Self {
        let is_asked = |own: &OwnClass| {
            let mut served = provider.served_classes();
            let class = served.find(|one| one.name == own.name);
            class.is_some_and(|one| one.operations.serve(Operation::Get))
        };
        let (asked, unasked): (Vec<_>, Vec<_>) = to.own.iter().partition(|own| is_asked(own));
        let names: Vec<String> = asked.iter().map(|own| format!("`{}`", own.name)).collect();
        ReferenceInReview {
            class,
            property,
            to: Markdown(match &to.class {
                Some(class) => format!("`{class}`"),
                None => "any class".to_owned(),
            }),
            asked: Markdown(match (&to.class, names.is_empty()) {
                (None, _) => "each class of this provider that serves `get`".to_owned(),
                (Some(_), true) => "none".to_owned(),
                (Some(_), false) => names.join(", "),
            }),
            asked_of_wmi: listed(&provider.asked).map(|_| {
                let none = || Markdown("none".to_owned());
                if to.asks_all {
                    Markdown("all of other providers".to_owned())
                } else {
                    listed(&to.asked).unwrap_or_else(none)
                }
            }),
            some_unasked: (to.open && !to.asks_all) || !unasked.is_empty(),
        }
    }
}

/// The classes of which clients can create instances, by their names in WMI.
fn created(provider: &Provider) -> Vec<String> {
    let classes = provider.served_classes();
    let created = classes.filter(|class| class.operations.serve(Operation::Create));
    created.map(|class| class.name.clone()).collect()
}

/// Names of classes, if there are any.
fn listed(names: &[String]) -> Option<Markdown> {
    let marked: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
    (!marked.is_empty()).then(|| Markdown(marked.join(", ")))
}

/// The methods of a class that have a rule, each with its own or that of the class, in Markdown.
fn call_rules(class: &Class) -> Option<Markdown> {
    let methods = class.served_methods().filter_map(|method| {
        let rule = &class.rule_of(method)?.name;
        Some(format!("`{}` by the rule `{rule}`", method.name))
    });
    let methods: Vec<_> = methods.collect();
    (!methods.is_empty()).then(|| Markdown(methods.join(", ")))
}

fn rule(access: Option<&Arc<AccessRule>>) -> Option<&str> {
    access.map(|rule| rule.name.as_str())
}

fn reviewed(class: &Class) -> Vec<ReviewedProperty<'_>> {
    let properties = class.properties.iter();
    let properties = properties.map(|property| ReviewedProperty {
        name: &property.name,
        key: property.key,
        rule: rule(property.access.as_ref()),
        denied_note: denied_note(property),
        denied_sees: denied_sees(property),
    });
    properties.collect()
}

/// A template of the user's own, as reviewers are told of it.
#[derive(JsonSchema, Serialize)]
struct OwnTemplateInReview {
    /// Its path in the folder of templates.
    template: Text<'static>,
    /// The file of the crate that it makes or is part of.
    makes: Text<'static>,
    /// What rests on that, in Markdown.
    stake: &'static str,
}

/// A class, with what its clients are answered.
#[derive(JsonSchema, Serialize)]
pub struct ReviewedClass<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// The namespace that it is in, where that is not the provider's.
    other_namespace: Option<String>,
    /// The rule that says who may do what with it, by its name.
    rule: Option<&'p str>,
    /// What a client does that asks for instances, an operation each, in Markdown.
    readings: Vec<Markdown>,
    /// What each kind of client is answered, a row each.
    answers: Cow<'p, [Row]>,
    /// Its properties, in the order of the spec.
    properties: Vec<ReviewedProperty<'p>>,
    /// Whether clients can ask for its instances.
    has_instances: bool,
    /// What a client can do that writes, in Markdown; none if nothing.
    writes: Vec<Markdown>,
    /// What each kind of client is answered that writes, a row each.
    write_answers: Vec<Row>,
    /// The properties that clients can write, in Markdown; none if there are none.
    writable: Option<Markdown>,
    /// Whether the class's code says who may create instances, because no rule does.
    authorizes: bool,
    /// The methods that clients can call, those of instances and those of the class, in Markdown; none if it has none.
    calls: Vec<Markdown>,
    /// The rules that say who may call them, in Markdown; none if no rule does.
    call_rules: Option<Markdown>,
    /// What each kind of client is answered that calls them, a row each.
    call_answers: Vec<Row>,
}

#[derive(JsonSchema, Serialize)]
struct ReviewedProperty<'p> {
    /// Its name in WMI.
    name: &'p str,
    /// Whether it is a key.
    key: bool,
    /// The rule that says who may see it, by its name.
    rule: Option<&'p str>,
    /// That it can be denied by itself, if it can, as a sentence of Markdown.
    denied_note: Option<&'static str>,
    /// What a client sees then, in Markdown.
    denied_sees: &'static str,
}

/// The rows of a provider's classes. Most classes answer alike, and finding the words takes long.
struct Answers(Vec<(Operations, Policy, Vec<Row>)>);

impl Answers {
    fn of<'p>(classes: impl Iterator<Item = &'p Class>) -> Self {
        let mut answers = Answers(Vec::new());
        for class in classes {
            if answers.find(class).is_none() {
                let rows = answers::rows(class);
                answers.0.push((class.operations, class.policy, rows));
            }
        }
        answers
    }

    fn find(&self, class: &Class) -> Option<&[Row]> {
        let mut rows = self.0.iter();
        let is_of = |operations, policy| (operations, policy) == (class.operations, class.policy);
        rows.find(|(operations, policy, _)| is_of(*operations, *policy))
            .map(|(.., rows)| &rows[..])
    }
}

impl<'p> ReviewContext<'p> {
    /// # Errors
    /// If the part of a class is at fault.
    pub fn new(whole: &Whole<'p>) -> anyhow::Result<Self> {
        let Whole {
            provider,
            context,
            templates,
            ..
        } = *whole;
        let answers = Answers::of(provider.served_classes());
        let classes = provider.served_classes();
        let classes = classes.map(|class| {
            let rows = answers.find(class).unwrap_or_default();
            ReviewedClass::new(class, provider, Cow::Borrowed(rows))
        });
        let any_objects = named(provider, is_any);
        let texts = named(provider, |property| property.text.is_some());
        Ok(ReviewContext {
            provider: context,
            namespaces: SecuredNamespace::all(provider),
            secures: secures(provider),
            rules: used_rules(provider).map(RuleInReview::new).collect(),
            classes: Markdown::all(templates.rendered_parts(files::CLASS_IN_REVIEW, classes)?),
            methods: provider
                .served_classes()
                .any(|class| class.served_methods().next().is_some()),
            writes: provider
                .served_classes()
                .any(|class| class.operations.write()),
            created: listed(&created(provider)),
            objects: provider.embedded().next().is_some()
                || any_objects.is_some()
                || texts.is_some(),
            any_objects,
            texts,
            embedded: provider.embedded().map(EmbeddedInReview::new).collect(),
            references: ReferenceInReview::all(provider),
            asked: listed(&provider.asked),
            own_templates: own_templates(whole),
        })
    }
}

/// What the methods of a class give back, each by the name of the method and its own.
fn given(class: &Class) -> impl Iterator<Item = (String, &Property)> {
    class.own_methods().flat_map(|method| {
        let outputs = method.outputs();
        outputs.map(|one| (format!("{}.{}", method.name, one.name), one))
    })
}

/// The properties of which something holds, and what methods give back, in Markdown; none where there are none.
fn named(provider: &Provider, holds: impl Fn(&Property) -> bool) -> Option<Markdown> {
    let names = provider.classes_with_code().flat_map(|class| {
        let properties = class.properties.iter();
        let properties = properties.map(|property| (property.name.clone(), property));
        let held = properties.chain(given(class)).filter(|(_, one)| holds(one));
        let names = held.map(|(name, _)| format!("`{}.{name}`", class.name));
        names.collect::<Vec<_>>()
    });
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| Markdown(names.join(", ")))
}

/// Whether its objects may be of several classes.
fn is_any(property: &Property) -> bool {
    matches!(property.of, ValueType::AnyObject(_))
}

fn own_templates(whole: &Whole<'_>) -> Vec<OwnTemplateInReview> {
    let made = made_by_own(whole.templates.own(), whole.provider).into_iter();
    let at_stake = made.filter_map(|made| {
        Some(OwnTemplateInReview {
            template: made.template.into(),
            makes: made.makes.into(),
            stake: made.stake?,
        })
    });
    at_stake.collect()
}

impl<'p> ReviewedClass<'p> {
    /// The class, whose rows are found for it alone.
    pub fn alone(class: &'p Class, whole: &Whole<'_>) -> Self {
        Self::new(class, whole.provider, Cow::Owned(answers::rows(class)))
    }

    fn new(class: &'p Class, provider: &Provider, answers: Cow<'p, [Row]>) -> Self {
        let is_elsewhere = class.namespace != provider.namespace;
        let (calls, call_answers) = answers::calls(class);
        let (writes, write_answers) = answers::writes(class);
        let readings = Operation::readings().map(|(_, reading)| reading.asks.to_owned());
        let writable: Vec<_> = class.writable().map(|one| one.name.clone()).collect();
        ReviewedClass {
            name: &class.name,
            other_namespace: is_elsewhere.then(|| class.namespace.to_string()),
            rule: rule(class.access.as_ref()),
            readings: Markdown::all(readings.collect()),
            answers,
            properties: reviewed(class),
            has_instances: class.has_instances(),
            writes: Markdown::all(writes),
            write_answers,
            writable: listed(&writable),
            authorizes: authorized_by(Operation::Create, class).is_some()
                && class.operations.serve(Operation::Create),
            calls: Markdown::all(calls),
            call_rules: call_rules(class),
            call_answers,
        }
    }
}
