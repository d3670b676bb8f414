//! The parts of the runtime that not every provider needs: whole files of `src/wmi`, and the crates that only they depend
//! on.
//!
//! A part is a row here. A provider has it if its spec calls for it; and once there, it stays as long as the user's code
//! may name something of it. All else of the runtime is the same in every provider and knows of no part: CIM's types are
//! WMI's, and a provider may meet each of them in an object of somebody else's.

use super::context::has_meaning_type;
use crate::model::{CimType, Meanings, Property, Provider};
use schemars::JsonSchema;
use serde::Serialize;

/// A part of the runtime.
#[derive(Debug, JsonSchema, Serialize)]
pub struct Part {
    /// Its module, and the stem of its file in `src/wmi`.
    pub module: &'static str,
    /// What is so of a spec that does not call for it, as a sentence of Markdown.
    pub without: &'static str,
    /// The crate that it depends on.
    pub dependency: Option<&'static str>,
    /// The words of which the user's code has one where it uses the part, or what the part depends on.
    pub words: &'static [&'static str],
    /// The modules of the parts that it is made of.
    made_of: &'static [&'static str],
    #[serde(skip)]
    calls_for_it: fn(&Property) -> bool,
}

/// The parts, in the order of their modules.
pub const PARTS: &[Part] = &[
    Part {
        module: "calendar",
        without: "nothing is a `datetime`",
        dependency: Some("jiff"),
        words: &["jiff", "DateTime", "to_civil", "to_timestamp"],
        made_of: &[],
        calls_for_it: |property| property.cim_type() == CimType::Datetime,
    },
    Part {
        module: "flags",
        without: "nothing has a `bitmap`",
        dependency: Some("bitflags"),
        words: &["bitflags", "generated::flags"],
        made_of: &["values"],
        calls_for_it: |property| matches!(property.meanings, Some(Meanings::Bits(_))),
    },
    Part {
        module: "values",
        without: "nothing has `values` or a `bitmap`",
        dependency: None,
        // What it makes for a property is in the class's own module, and goes with the property.
        words: &["generated::values"],
        made_of: &[],
        calls_for_it: has_meaning_type,
    },
];

impl Part {
    /// The part whose file this is.
    pub fn of_file(path: &str) -> Option<&'static Part> {
        PARTS.iter().find(|part| part.file() == path)
    }

    /// The path of its file in the crate.
    pub fn file(&self) -> String {
        format!("src/wmi/{}.rs", self.module)
    }

    /// Whether the spec calls for it.
    pub fn is_needed_by(&self, provider: &Provider) -> bool {
        let mut classes = provider.classes_with_code();
        classes.any(|class| class.fields().any(self.calls_for_it))
    }
}

/// The parts of a provider that has these besides those that its spec calls for, in the order of the table.
pub fn parts(provider: &Provider, besides: &[&Part]) -> Vec<&'static Part> {
    let is_there = |part: &Part| {
        part.is_needed_by(provider) || besides.iter().any(|one| one.module == part.module)
    };
    let there: Vec<&Part> = PARTS.iter().filter(|part| is_there(part)).collect();
    let belongs = |part: &Part| {
        is_there(part)
            || there
                .iter()
                .any(|other| other.made_of.contains(&part.module))
    };
    PARTS.iter().filter(|part| belongs(part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint;
    use crate::render::{MadeOf, RenderedFile, files, render, render_all};

    fn provider(property: &str) -> Provider {
        let spec = include_str!("../../tests/cases/disk/wmigen.toml");
        let installed = spec.lines().find(|line| line.starts_with("Installed"));
        let spec = spec.replace(installed.expect("a datetime"), property);
        let (provider, problems) = lint::check(&spec);
        provider.unwrap_or_else(|| panic!("{problems:?}"))
    }

    fn text<'f>(files: &'f [RenderedFile], path: &str) -> &'f str {
        let file = files.iter().find(|file| file.path == path);
        file.map_or("", |file| &file.text)
    }

    /// The modules of the parts in a rendering, which agree with the manifest and with what declares them.
    fn modules(files: &[RenderedFile]) -> Vec<&'static str> {
        let (manifest, declaring) = (text(files, "Cargo.toml"), text(files, "src/generated.rs"));
        let there = PARTS.iter().filter(|part| {
            let is_there = !text(files, &part.file()).is_empty();
            let is_declared = declaring.contains(&format!("\nmod {};\n", part.module));
            assert_eq!(is_declared, is_there, "{}", part.module);
            if let Some(dependency) = part.dependency {
                let depends = manifest.contains(&format!("\n{dependency} = "));
                assert_eq!(depends, is_there, "{}", part.module);
            }
            is_there
        });
        there.map(|part| part.module).collect()
    }

    #[test]
    fn a_provider_has_the_parts_that_its_spec_calls_for() {
        for (property, expected) in [
            ("", &[][..]),
            ("Worked = { type = \"interval\" }", &[]),
            ("Installed = { type = \"datetime[]\" }", &["calendar"]),
            (
                "Mode = { type = \"uint8\", values = [[\"1..2\", \"Reserved\"]] }",
                &[],
            ),
            (
                "Mode = { type = \"string\", values = [[\"a\", \"A\"]] }",
                &["values"],
            ),
            (
                "Mode = { type = \"uint8\", bitmap = [[0, \"Read\"]] }",
                &["flags", "values"],
            ),
        ] {
            let files = render(&provider(property)).expect("files");
            assert_eq!(modules(&files), expected, "{property}");
        }
    }

    #[test]
    fn a_part_besides_comes_with_what_it_is_made_of() {
        let flags = PARTS.iter().find(|part| part.module == "flags");
        let besides = [flags.expect("a part")];
        let files = render_all(MadeOf {
            besides: &besides,
            ..MadeOf::spec(&provider(""))
        })
        .expect("files");
        assert_eq!(modules(&files), ["flags", "values"]);
    }

    #[test]
    fn each_part_is_a_file_of_the_templates_and_its_module_no_class_s() {
        for part in PARTS {
            assert!(files::fixed().any(|(path, _)| path == part.file()));
            assert!(Part::of_file(&part.file()).is_some());
            let spec = include_str!("../../tests/cases/disk/wmigen.toml");
            let spec = spec.replace("Acme_Disk]", &format!("{}]", part.module));
            let spec = spec.replace("Acme_Disk.", &format!("{}.", part.module));
            let provider = lint::check(&spec).0.expect("a sound spec");
            assert_ne!(provider.classes[0].module, part.module);
        }
        assert!(Part::of_file("src/wmi/mod.rs").is_none());
    }
}
