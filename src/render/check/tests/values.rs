//! Names, what is printed, and what helpers take.

use super::{all, fails, passes, told};

#[test]
fn names_exist_or_are_told() {
    passes(&[
        "",
        "no tag",
        "{{name}} {{this.name}} {{./name}} {{@root.name}} {{@root/inner/title}} {{inner.title}} {{inner/title}}",
        "{{[name]}} {{inner.[title]}}",
        "{{{name}}} {{&name}} {{~name~}} {{ name }} {{{~name~}}} {{~{name}~}}",
        "{{count}} {{flag}} {{kind}}",
        "\\{{nmae}} {{! nmae }} {{!-- {{nmae}} --}}",
        "\\\\{{name}}",
    ]);
    fails(&[
        (
            "{{nmae}}",
            "UnknownName at nmae: there is no `nmae` here; did you mean `name`?",
        ),
        ("{{{nmae}}}", "UnknownName at nmae: "),
        ("{{&nmae}}", "UnknownName at nmae: "),
        (
            "{{inner.titel}}",
            "UnknownName at inner.titel: `inner` has no `titel`; did you mean `title`?",
        ),
        (
            "{{@root.nmae}}",
            "UnknownName at @root.nmae: there is no `nmae` there; did you mean `name`?",
        ),
        (
            "{{@root}}",
            "UnknownName at @root: there is no `@root` here; not a value by itself",
        ),
        (
            "{{name.first}}",
            "UnknownName at name.first: `name` has no `first`; no such name",
        ),
        (
            "{{../name}}",
            "UnknownName at ../name: `../name` leads out of the template; no `{{#each}}`",
        ),
        ("{{#if flag}}{{../name}}{{/if}}", "UnknownName at ../name: "),
        (
            "{{@index}}",
            "UnknownName at @index: there is no `@index` here; no `{{#each}}` is around this",
        ),
        (
            "{{words.0}}",
            "WrongType at words.0: `words` is a list; has no names of its own",
        ),
        (
            "{{map.key}}",
            "WrongType at map.key: `map` is a map; has no names of its own",
        ),
        (
            "{{missing}}",
            "MayBeNull at missing: `missing` may be missing; ",
        ),
        (
            "{{#if missing}}{{/if}}",
            "MayBeNull at missing: `missing` may be missing; ",
        ),
        (
            "{{any}}",
            "NotServed at any: what `any` is cannot be told from the schema",
        ),
        (
            "{{#each pair}}{{/each}}",
            "NotServed at pair: what `pair` is cannot be told",
        ),
        ("{{#if nmae}}{{/if}}", "UnknownName at nmae: "),
        ("{{#each nmae}}{{/each}}", "UnknownName at nmae: "),
        ("{{#each nmae}}{{else}}{{/each}}", "UnknownName at nmae: "),
        ("{{md nmae}}", "UnknownName at nmae: "),
        (
            "{{#if flag}}{{else}}{{nmae}}{{/if}}",
            "UnknownName at nmae: ",
        ),
    ]);
}

#[test]
fn the_names_that_exist_are_listed() {
    let faults = all("{{#each inners as |one|}}{{nmae}}{{name}}{{/each}}", &[]);
    let help = "the names are `deep`, `items`, `one`, `part`, `text` and `title`";
    assert_eq!(faults[0].help, help);
    assert_eq!(faults[1].label, "it is `../name` here");
    let faults = all("{{#each words}}{{name}}{{/each}}", &[]);
    assert_eq!(
        faults[0].help,
        "this is a text, and has no names; write `this`"
    );
}

#[test]
fn what_is_printed_can_be() {
    fails(&[
        (
            "{{words}}",
            "WrongType at words: `words` is a list, and cannot be printed",
        ),
        (
            "{{{map}}}",
            "WrongType at map: `map` is a map, and cannot be printed",
        ),
        (
            "{{inner}}",
            "WrongType at inner: `inner` is a group of names, and cannot be printed",
        ),
        ("{{this}}", "WrongType at this: "),
        (
            "{{unit}}",
            "MayBeNull at unit: `unit` may be null; null would be printed as nothing",
        ),
        (
            "{{maybe.title}}",
            "MayBeNull at maybe.title: `maybe` may be null; and has no names then",
        ),
        (
            "{{prose}}",
            "Unescaped at prose: `prose` is free text of the spec, and nothing escapes it; needs a helper",
        ),
        ("{{{prose}}}", "Unescaped at prose: "),
        ("{{&prose}}", "Unescaped at prose: "),
        ("{{aside}}", "Unescaped at aside: "),
        (
            "{{#if any_aside}}{{any_aside}}{{/if}}",
            "Unescaped at any_aside: ",
        ),
        ("{{#each misplaced}}{{/each}}", "NotServed at misplaced: "),
        ("{{#each proses}}{{this}}{{/each}}", "Unescaped at this: "),
        (
            "{{(md name)}}",
            "NotServed at {{(md name)}}: a tag begins with a name",
        ),
        ("{{true}}", "UnknownName at true: "),
    ]);
    passes(&[
        "{{md prose}} {{doc name}}",
        "{{#each proses}}{{rust_str this}}{{/each}}",
    ]);
}

/// handlebars calls a helper wherever a tag has its name alone, whatever the data.
#[test]
fn a_helper_hides_a_name() {
    fails(&[(
        "{{doc}}",
        "WrongType at {{doc}}: `doc` takes 1, and is given 0",
    )]);
    passes(&["{{this.doc}} {{md doc}}"]);
}

#[test]
fn helpers_take_what_they_take() {
    passes(&[
        "{{doc \"text\"}} {{md 'text'}} {{md (doc name)}}",
        "{{use_list \"crate::wmi\" words}} {{use_list name words}}",
        "{{len words}} {{len map}} {{len name}} {{eq count 1}} {{#if (gt (len words) 0)}}x{{/if}}",
        "{{#rustfmt}}fn {{name}}(){{/rustfmt}}",
        "{{eq unit null}} {{eq unit \"a\"}} {{ne limit 3}} {{eq kind \"get\"}} {{eq \"put\" kind}} {{and flag unit}}",
        "{{or flag unit words}} {{not words}} {{lt count 4}} {{lt name \"b\"}}",
    ]);
}

#[test]
fn helpers_take_nothing_else() {
    fails(&[
        (
            "{{dco name}}",
            "UnknownHelper at dco: there is no helper `dco`; did you mean `doc`?",
        ),
        ("{{md (dco name)}}", "UnknownHelper at dco: "),
        ("{{md (name)}}", "UnknownHelper at name: "),
        ("{{#words}}{{/words}}", "UnknownHelper at words: "),
        ("{{name inner}}", "UnknownHelper at name: "),
        (
            "{{doc name name}}",
            "WrongType at {{doc name name}}: `doc` takes 1, and is given 2",
        ),
        (
            "{{doc name a=1}}",
            "WrongType at {{doc name a=1}}: `doc` takes nothing by name",
        ),
        (
            "{{#if flag includeZero=true}}{{/if}}",
            "WrongType at {{#if flag includeZero=true}}: ",
        ),
        (
            "{{doc count}}",
            "WrongType at count: `count` is a number; a text is taken here",
        ),
        (
            "{{doc 1}}",
            "WrongType at 1: `1` is a number; a text is taken here",
        ),
        ("{{doc [1]}}", "NotServed at [1]: "),
        ("{{doc words}}", "WrongType at words: "),
        (
            "{{doc note}}",
            "MayBeNull at note: `note` may be null; null is not taken here",
        ),
        ("{{doc null}}", "MayBeNull at null: "),
        (
            "{{use_list name name}}",
            "WrongType at name: `name` is a text; a list of texts is taken here",
        ),
        (
            "{{use_list name proses}}",
            "Unescaped at proses: an item of `proses` is free text",
        ),
        ("{{use_list prose words}}", "Unescaped at prose: "),
        (
            "{{use_list name maybe_words}}",
            "MayBeNull at maybe_words: ",
        ),
        ("{{len count}}", "WrongType at count: "),
        ("{{len inner}}", "WrongType at inner: "),
        ("{{eq inner 1}}", "WrongType at inner: "),
        (
            "{{eq count \"1\"}}",
            "WrongType at {{eq count \"1\"}}: a number is never a text",
        ),
        (
            "{{eq kind \"got\"}}",
            "WrongType at {{eq kind \"got\"}}: the value is never `got`; ",
        ),
        ("{{gt limit 1}}", "MayBeNull at limit: "),
        ("{{gt flag true}}", "WrongType at flag: "),
        (
            "{{and flag}}",
            "WrongType at {{and flag}}: `and` takes 2 or more, and is given 1",
        ),
        (
            "{{or flag count}}",
            "WrongType at count: `count` is a number, which is neither true nor false",
        ),
        ("{{log name}}", "NotServed at log: `log` is not served"),
        ("{{log}}", "NotServed at log: "),
        ("{{#raw}}{{/raw}}", "NotServed at raw: "),
        (
            "{{md (lookup inner \"title\")}}",
            "NotServed at {{md (lookup inner \"title\")}}: `lookup` only names parts",
        ),
        ("{{lookup inner \"title\"}}", "NotServed"),
        ("{{if flag}}", "WrongType at {{if flag}}: `if` is a block"),
        ("{{md (if flag)}}", "WrongType"),
        (
            "{{#doc name}}{{/doc}}",
            "WrongType at {{#doc name}}: `doc` is no block",
        ),
        (
            "{{#eq kind \"get\"}}{{/eq}}",
            "WrongType at {{#eq kind \"get\"}}: `eq` is no block",
        ),
        (
            "{{#rustfmt}}{{else}}{{/rustfmt}}",
            "NotServed at {{#rustfmt}}: `rustfmt` has no `{{else}}`",
        ),
    ]);
}

/// The mark before free text is in the data, and none of handlebars' own helpers knows it.
#[test]
fn free_text_is_not_compared() {
    let free =
        "WrongType at prose: `prose` is free text of the spec, and free text is not compared; ";
    for helper in ["eq", "ne", "gt", "gte", "lt", "lte"] {
        for call in [
            format!("{{{{{helper} prose name}}}}"),
            format!("{{{{{helper} \"a\" prose}}}}"),
            format!("{{{{#if ({helper} prose prose)}}}}{{{{/if}}}}"),
        ] {
            fails(&[(&call, free)]);
        }
    }
    fails(&[
        (
            "{{len prose}}",
            "WrongType at prose: `prose` is free text of the spec, and free text is not measured; ",
        ),
        ("{{eq null note}}", "WrongType at note: "),
        ("{{#if (eq aside \"x\")}}{{/if}}", "WrongType at aside: "),
        (
            "{{#each proses}}{{eq this ../name}}{{/each}}",
            "WrongType at this: ",
        ),
    ]);
    passes(&[
        "{{#if prose}}{{md prose}}{{/if}}",
        "{{#if (and flag note)}}{{md note}}{{/if}}",
        "{{#if (not note)}}{{/if}} {{len (md prose)}} {{eq (md prose) \"a\"}}",
    ]);
    let help = &all("{{len prose}}", &[])[0].help;
    assert!(help.contains("`{{#if …}}`"), "{help}");
}

#[test]
fn all_faults_are_told_in_their_order() {
    let told = told("{{b}}\n{{name}}{{a}}{{#if c}}{{d}}{{else if e}}{{f}}{{else}}{{g}}{{/if}}");
    let places: Vec<&str> = told
        .iter()
        .filter_map(|line| line.split(' ').nth(2))
        .collect();
    assert_eq!(places, ["b:", "a:", "c:", "d:", "e:", "f:", "g:"]);
}
