//! Parts, and what they get.

use super::{all, line};

/// What is said of a template and its parts, with the name of the template.
fn told(text: &str, parts: &[(&str, &str)]) -> Vec<String> {
    let faults = all(text, parts);
    let lines = faults.iter().map(|fault| {
        let part = parts.iter().find(|(name, _)| *name == fault.template);
        let text = part.map_or(text, |(_, text)| *text);
        format!("{}: {}", fault.template, line(fault, text))
    });
    lines.collect()
}

#[track_caller]
fn passes(text: &str, parts: &[(&str, &str)]) {
    assert_eq!(told(text, parts), [""; 0], "{text}");
}

#[track_caller]
fn fails(text: &str, parts: &[(&str, &str)], begins: &str) {
    let told = told(text, parts);
    let as_said = matches!(told.as_slice(), [one] if one.starts_with(begins));
    assert!(as_said, "{text}\n  said: {told:#?}\n  not: {begins}");
}

#[test]
fn a_part_is_checked_with_what_it_gets() {
    passes("{{> p}}", &[("p", "{{name}}")]);
    passes("{{> a/p.x inner}}", &[("a/p.x", "{{title}}{{@root.name}}")]);
    passes(
        "{{#each inners}}{{> p}}{{> p ../inner}}{{/each}}",
        &[("p", "{{title}}")],
    );
    passes("{{> p name}}{{> p \"text\"}}", &[("p", "{{this}}")]);
    passes(
        "{{> p inner extra=name}}",
        &[("p", "{{title}}{{extra}}{{this.extra}}")],
    );
    passes("{{> p title=name}}", &[("p", "{{title}}{{name}}")]);
    passes(
        "{{#each words}}{{> p ../inner at=@index}}{{/each}}",
        &[("p", "{{at}}{{@index}}")],
    );
    fails(
        "{{> p inner}}",
        &[("p", "{{name}}")],
        "p: UnknownName at name: there is no `name` here; no such name",
    );
    fails(
        "{{#each words}}{{> p}}{{/each}}",
        &[("p", "{{../name}}")],
        "p: UnknownName at ../name: ",
    );
    fails(
        "{{> p maybe}}",
        &[("p", "{{title}}")],
        "main: MayBeNull at maybe: ",
    );
    fails("{{> p any}}", &[("p", "")], "main: NotServed at any: ");
    fails(
        "{{> p inner extra=prose}}",
        &[("p", "{{extra}}")],
        "p: Unescaped at extra: ",
    );
    fails(
        "{{> p inner extra=unit}}",
        &[("p", "{{extra}}")],
        "p: MayBeNull at extra: ",
    );
    fails(
        "{{> p name extra=unit}}",
        &[("p", "{{this}}")],
        "main: WrongType at name: ",
    );
    fails(
        "{{> p inner name}}",
        &[("p", "{{title}}")],
        "main: WrongType at {{> p inner name}}: ",
    );
    fails(
        "{{> p inner}}{{> p inner}}",
        &[("p", "{{nmae}}")],
        "p: UnknownName at nmae: ",
    );
    let both = told("{{> p}}{{> p inner}}", &[("p", "{{x.y}}{{kind}}")]);
    assert_eq!(both.len(), 3, "{both:#?}");
}

/// handlebars looks for such a name before all others, and in every template that is around.
#[test]
fn what_is_passed_by_name_hides_other_names() {
    let parts = [
        ("p", "{{#with inner}}{{title}}{{/with}}{{> q inner}}"),
        ("q", "{{title}}"),
    ];
    passes("{{> p title=name}}", &parts);
    let hidden = told("{{> p title=words}}", &parts);
    assert_eq!(hidden.len(), 2, "{hidden:#?}");
    assert!(
        hidden
            .iter()
            .all(|line| line.contains("WrongType at title: "))
    );
    let parts = [("p", "{{one}}")];
    passes("{{#each words as |one|}}{{> p ../inner}}{{/each}}", &parts);
}

#[test]
fn what_was_asked_is_known_in_a_part() {
    passes("{{#if unit}}{{> p}}{{/if}}", &[("p", "{{unit}}")]);
    passes("{{#if unit}}{{> p x=1}}{{/if}}", &[("p", "{{unit}}")]);
    passes("{{#if unit}}{{> p inner x=unit}}{{/if}}", &[("p", "{{x}}")]);
    passes("{{#if maybe}}{{> p maybe}}{{/if}}", &[("p", "{{title}}")]);
    passes(
        "{{#if maybe}}{{> p maybe x=1}}{{/if}}",
        &[("p", "{{title}}{{#if text}}{{md text}}{{/if}}")],
    );
    fails(
        "{{#if unit}}{{/if}}{{> p}}",
        &[("p", "{{unit}}")],
        "p: MayBeNull at unit: ",
    );
    // The one that is passed is not the one that was asked.
    fails(
        "{{#if unit}}{{> p unit=limit}}{{/if}}",
        &[("p", "{{unit}}")],
        "p: MayBeNull at unit: ",
    );
    fails(
        "{{#if unit}}{{> p unit=limit}}{{/if}}",
        &[("p", "{{#with this as |t|}}{{t.unit}}{{/with}}")],
        "p: MayBeNull at t.unit: ",
    );
}

#[test]
fn a_part_may_be_named_by_the_data() {
    passes(
        "{{> (lookup this \"part\")}}",
        &[("p", "{{name}}"), ("q", "{{kind}}")],
    );
    passes(
        "{{#each inners}}{{> (lookup this \"part\")}}{{/each}}",
        &[("p", "{{title}}")],
    );
    passes("{{> (lookup inner \"part\") inner}}", &[("p", "{{title}}")]);
    fails(
        "{{> (lookup this \"part\")}}",
        &[("p", "")],
        "main: UnknownPartial at {{> (lookup this \"part\")}}: there is no part `q`",
    );
    fails(
        "{{> (lookup this \"prat\")}}",
        &[("p", "")],
        "main: UnknownName at \"prat\": `this` has no `prat`; did you mean `part`?",
    );
    fails(
        "{{> (lookup this \"name\")}}",
        &[("p", "")],
        "main: NotServed at \"name\": which parts `name` names",
    );
    fails("{{> (lookup this name)}}", &[("p", "")], "main: NotServed");
    fails(
        "{{> (lookup maybe \"part\")}}",
        &[("p", "")],
        "main: MayBeNull",
    );
    fails("{{> (md name)}}", &[("p", "")], "main: NotServed");
}

#[test]
fn parts_exist_and_end() {
    fails(
        "{{> pp}}",
        &[("p", "")],
        "main: UnknownPartial at pp: there is no part `pp`; did you mean `p`?",
    );
    fails(
        "{{> main}}",
        &[("p", "")],
        "main: Recursion at main: `main` includes itself; the template itself",
    );
    fails(
        "{{> p}}",
        &[("p", "{{> q}}"), ("q", "{{> p}}")],
        "q: Recursion at p: `p` includes itself; a circle closes here",
    );
    passes("{{> p}}{{> p}}{{> q}}", &[("p", "{{> q}}"), ("q", "")]);
    fails("{{> @partial-block}}", &[("p", "")], "main: NotServed");
    fails(
        "{{#> p}}{{/p}}",
        &[("p", "")],
        "main: NotServed at {{#>: blocks for parts and decorators",
    );
    fails(
        "{{#*inline \"p\"}}{{/inline}}",
        &[("p", "")],
        "main: NotServed at {{#*: ",
    );
    fails(
        "{{> p}}",
        &[("p", "{{#if flag}}")],
        "p: Syntax at {{#if flag}}: ",
    );
}

#[test]
fn many_parts_are_bounded() {
    let names: Vec<String> = (0..40).map(|number| format!("p{number}")).collect();
    let twice: Vec<String> = (1..=40)
        .map(|number| format!("{{{{> p{number} a{number}=1}}}}{{{{> p{number} a{number}=\"x\"}}}}"))
        .collect();
    let mut parts: Vec<(&str, &str)> = names
        .iter()
        .zip(&twice)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    parts.push(("p40", ""));
    let told = told("{{> p0}}", &parts);
    assert!(
        told.iter().any(|line| line.contains("come to more than")),
        "{told:#?}"
    );
    let once: Vec<String> = (1..=200)
        .map(|number| format!("{{{{> p{number}}}}}"))
        .collect();
    let names: Vec<String> = (0..200).map(|number| format!("p{number}")).collect();
    let parts: Vec<(&str, &str)> = names
        .iter()
        .zip(&once)
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    fails(
        "{{> p0}}",
        &parts,
        "p127: Recursion at {{> p128}}: blocks and parts are more than 128 deep here",
    );
}
