//! Blocks, their scopes, and what is known in them.

use super::{fails, passes};

#[test]
fn what_was_asked_is_not_null() {
    passes(&[
        "{{#if unit}}{{unit}}{{/if}}",
        "{{#if unit}}{{else}}{{/if}}",
        "{{#unless unit}}{{else}}{{unit}}{{/unless}}",
        "{{#if flag}}{{else if unit}}{{unit}}{{/if}}",
        "{{#if flag}}a{{else if unit}}{{unit}}{{else if note}}{{md note}}{{else}}{{name}}{{/if}}",
        "{{#if flag}}a{{else unless unit}}b{{else}}{{unit}}{{/if}}",
        "{{#if maybe}}{{maybe.title}}{{#if maybe.deep}}{{maybe.deep.title}}{{/if}}{{/if}}",
        "{{#if unit}}{{#each words}}{{../unit}}{{@root.unit}}{{/each}}{{/if}}",
        "{{#if unit}}{{#if flag}}{{this.unit}}{{/if}}{{/if}}",
        "{{#if maybe}}{{#with maybe}}{{title}}{{../maybe.title}}{{/with}}{{/if}}",
        "{{#each inners}}{{#if text}}{{md text}}{{md this.text}}{{/if}}{{/each}}",
        "{{#each inners as |one|}}{{#if one.text}}{{md text}}{{md one.text}}{{/if}}{{/each}}",
        "{{#if (and flag unit)}}{{unit}}{{/if}}",
        "{{#if (not unit)}}{{else}}{{unit}}{{/if}}",
        "{{#if (or (not unit) (not note))}}{{else}}{{unit}}{{md note}}{{/if}}",
        "{{#if (eq unit \"a\")}}{{unit}}{{/if}}",
        "{{#if (ne unit null)}}{{unit}}{{/if}}",
        "{{#if (eq null unit)}}{{else}}{{unit}}{{/if}}",
        "{{#if limit_is}}{{/if}}"
            .replace("limit_is", "(eq limit 4)")
            .as_str(),
        "{{#if maybe_words}}{{#each maybe_words}}{{this}}{{/each}}{{/if}}",
    ]);
    fails(&[
        ("{{#if unit}}{{else}}{{unit}}{{/if}}", "MayBeNull at unit: "),
        ("{{#unless unit}}{{unit}}{{/unless}}", "MayBeNull at unit: "),
        ("{{#if unit}}{{/if}}{{unit}}", "MayBeNull at unit: "),
        (
            "{{#if unit}}{{else if flag}}{{unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        (
            "{{#if flag}}{{unit}}{{else if unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        (
            "{{#if maybe}}{{maybe.deep.title}}{{/if}}",
            "MayBeNull at maybe.deep.title: `maybe.deep` may be null",
        ),
        (
            "{{#if maybe.title}}{{/if}}",
            "MayBeNull at maybe.title: `maybe` may be null",
        ),
        (
            "{{#each inners}}{{#if text}}{{/if}}{{md text}}{{/each}}",
            "MayBeNull at text: ",
        ),
        // One item is not another.
        (
            "{{#each inners as |a|}}{{#if text}}{{#each ../inners}}{{md text}}{{/each}}{{/if}}{{/each}}",
            "MayBeNull at text: ",
        ),
        (
            "{{#if (or flag unit)}}{{unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        (
            "{{#if (and flag unit)}}{{else}}{{unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        ("{{#if (not unit)}}{{unit}}{{/if}}", "MayBeNull at unit: "),
        (
            "{{#if (ne unit \"a\")}}{{unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        (
            "{{#if (eq unit null)}}{{unit}}{{/if}}",
            "MayBeNull at unit: ",
        ),
        (
            "{{#if limit}}{{/if}}",
            "WrongType at limit: `limit` is a number, which is neither",
        ),
        ("{{#if count}}{{/if}}", "WrongType at count: "),
        ("{{#if 1}}{{/if}}", "WrongType at 1: "),
        ("{{#if (len words)}}{{/if}}", "WrongType at len: "),
        (
            "{{#if}}{{/if}}",
            "WrongType at {{#if}}: `if` takes 1, and is given 0",
        ),
        (
            "{{#if flag unit}}{{/if}}",
            "WrongType at {{#if flag unit}}: `if` takes 1, and is given 2",
        ),
        (
            "{{#if flag as |x|}}{{/if}}",
            "WrongType at {{#if flag as |x|}}: `if` gives nothing a name",
        ),
    ]);
}

#[test]
fn each_opens_a_scope_of_its_own() {
    passes(&[
        "{{#each words}}{{this}}{{@index}}{{@first}}{{@last}}{{../name}}{{#unless @last}},{{/unless}}{{/each}}",
        "{{#each map}}{{@key}}{{title}}{{@index}}{{/each}}",
        "{{#each inners}}{{title}}{{#each items}}{{this}}{{../title}}{{../../name}}{{@../index}}{{/each}}{{/each}}",
        "{{#each inners}}{{#if ../flag}}{{title}}{{../name}}{{/if}}{{/each}}",
        "{{#each inners as |one|}}{{one.title}}{{title}}{{#each one.items as |item at|}}{{item}}{{at}}{{one.title}}{{/each}}{{/each}}",
        "{{#each map as |one key|}}{{one.title}}{{key}}{{/each}}",
        "{{#each words}}{{this}}{{else}}{{name}}{{/each}}",
        "{{#each words}}{{this}}{{else if flag}}{{name}}{{/each}}",
        "{{#each inners}}{{@root.name}}{{/each}}",
        // handlebars looks for a name after `as` however far out the path goes.
        "{{#each inners as |one|}}{{../one.title}}{{/each}}",
    ]);
    fails(&[
        (
            "{{#each inners}}{{name}}{{/each}}",
            "UnknownName at name: there is no `name` here; it is `../name` here",
        ),
        (
            "{{#each inners}}{{#each items}}{{name}}{{/each}}{{/each}}",
            "UnknownName at name: there is no `name` here; it is `../../name` here",
        ),
        (
            "{{#each words}}{{else}}{{../name}}{{/each}}",
            "UnknownName at ../name: ",
        ),
        (
            "{{#each words}}{{else}}{{@index}}{{/each}}",
            "UnknownName at @index: ",
        ),
        (
            "{{#each words}}{{@key}}{{/each}}",
            "UnknownName at @key: there is no `@key` here; ",
        ),
        (
            "{{#each map}}{{#each items}}{{@key}}{{/each}}{{/each}}",
            "UnknownName at @key: ",
        ),
        (
            "{{#each words}}{{../../name}}{{/each}}",
            "UnknownName at ../../name: `../../name` leads out of the template; only one `../`",
        ),
        (
            "{{#each words}}{{@../index}}{{/each}}",
            "UnknownName at @../index: ",
        ),
        (
            "{{#each words}}{{@index.x}}{{/each}}",
            "NotServed at @index.x: ",
        ),
        (
            "{{#each inner}}{{/each}}",
            "WrongType at inner: `inner` is a group of names; a list or a map is taken here",
        ),
        ("{{#each name}}{{/each}}", "WrongType at name: "),
        (
            "{{#each maybe_words}}{{/each}}",
            "MayBeNull at maybe_words: ",
        ),
        (
            "{{#each maybe_words}}{{else}}{{/each}}",
            "MayBeNull at maybe_words: ",
        ),
        (
            "{{#each words as |one|}}{{/each}}{{one}}",
            "UnknownName at one: ",
        ),
        // The name after `as` hides the one of the group.
        (
            "{{#each inners as |title|}}{{title}}{{/each}}",
            "WrongType at title: ",
        ),
        ("{{#each}}{{/each}}", "WrongType at {{#each}}: "),
    ]);
}

#[test]
fn with_opens_a_scope_of_its_own() {
    passes(&[
        "{{#with inner}}{{title}}{{../name}}{{/with}}",
        "{{#with inner as |one|}}{{one.title}}{{/with}}",
        "{{#with maybe}}{{title}}{{else}}{{name}}{{/with}}",
        "{{#each words}}{{#with ../inner}}{{@index}}{{../this}}{{../../name}}{{/with}}{{/each}}",
    ]);
    fails(&[
        (
            "{{#with inner}}{{name}}{{/with}}",
            "UnknownName at name: there is no `name` here; it is `../name` here",
        ),
        ("{{#with maybe}}{{/with}}", "MayBeNull at maybe: "),
        (
            "{{#with maybe}}{{else}}{{maybe.title}}{{/with}}",
            "MayBeNull at maybe.title: ",
        ),
        ("{{#with words}}{{/with}}", "WrongType at words: "),
        ("{{#with map}}{{/with}}", "WrongType at map: "),
        ("{{#with name}}{{/with}}", "WrongType at name: "),
        (
            "{{#with inner as |a b|}}{{/with}}",
            "WrongType at {{#with inner as |a b|}}: `with` gives one name",
        ),
    ]);
}
