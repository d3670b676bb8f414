//! What passes the check renders, whatever data of the schema it is rendered with, and prints no null and no free text.

mod made;

use crate::render::check::{Checked, check};
use crate::render::helpers;
use handlebars::{Handlebars, no_escape};
use made::{Made, data};

/// How many schemas there are, and how many templates for each.
const SCHEMAS: u64 = 400;
const TEMPLATES: usize = 12;

/// How many renderings there are of each template that passes.
const RENDERINGS: usize = 6;

#[test]
fn what_passes_renders() {
    let mut passed = 0;
    let mut with_parts = 0;
    for seed in 0..SCHEMAS {
        let mut made = Made::new(seed);
        for _ in 0..TEMPLATES {
            let (text, parts) = made.template();
            let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
            let partial = |name: &str| {
                let part = parts.iter().find(|(part, _)| part == name);
                part.map(|(_, text)| text.as_str())
            };
            let template = Checked {
                name: "main",
                text: &text,
                language: None,
            };
            let schema = made.schema.clone();
            if !check(&template, &schema, &partial, &names).is_empty() {
                continue;
            }
            passed += 1;
            with_parts += usize::from(text.contains("{{>"));
            renders(&mut made, &text, &parts);
        }
    }
    // Or the test would show nothing.
    assert!(passed > 500, "{passed} pass");
    assert!(with_parts > 50, "{with_parts} pass with parts");
}

fn renders(made: &mut Made, text: &str, parts: &[(String, String)]) {
    let mut registry = Handlebars::new();
    registry.register_escape_fn(no_escape);
    registry.set_strict_mode(true);
    helpers::register(&mut registry);
    registry.register_template_string("main", text).unwrap();
    for (name, text) in parts {
        registry.register_template_string(name, text).unwrap();
    }
    for _ in 0..RENDERINGS {
        let data = data(&mut made.random, &made.schema.clone(), &made.schema);
        let told = || format!("{text}\n{parts:#?}\n{:#}\n{data:#}", made.schema);
        let rendered = registry.render("main", &data);
        let rendered = rendered.unwrap_or_else(|why| panic!("{why}\n{}", told()));
        for sign in ["<>", "\0", "<[", "<\u{7f}"] {
            assert!(!rendered.contains(sign), "{sign}: {rendered}\n{}", told());
        }
    }
}
