//! What is not wmigen's: the files of a crate that templates of the user's own make, and what rests on them.

use super::built_in::{BuiltIn, stake};
use super::obeyed::obeyed_by;
use super::own::{MODULE, OwnFile, OwnTemplates, PARTIALS, SNAKE_NAME};
use crate::model::Provider;

/// A template of the user's, and what it makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeByOwn {
    /// Its path in the folder of templates.
    pub template: String,
    /// The path in the crate of what it makes, with an asterisk for the name of a class or a language; or the folder that it
    /// makes a part of.
    pub makes: String,
    /// What the guarantees of the crate have from wmigen's own; none if nothing rests on it.
    pub stake: Option<&'static str>,
}

/// What these templates make in the crate of a provider: first those in the place of wmigen's, each part in the order of their
/// paths. One that says what wmigen's says is left out, and so are partials of the user's own, which are in what names them.
pub fn made_by_own(own: &OwnTemplates, provider: &Provider) -> Vec<MadeByOwn> {
    let in_crate = |path: &str| {
        let path = path.replace(SNAKE_NAME, &provider.snake_name);
        path.replace(MODULE, "*").replace("{language}", "*")
    };
    let files = own.files.iter();
    let files = files.filter(|file| !file.path.starts_with(PARTIALS));
    let files = files.filter_map(|file| {
        let in_place_of = BuiltIn::named(file.name())?;
        if is_the_same(file, in_place_of) {
            return None;
        }
        let (makes, stake) = match in_place_of.makes() {
            Some(path) => (in_crate(&path), stake(&path)),
            None => (
                format!("a part of {}", folder_of(file.name())),
                stake(file.name()),
            ),
        };
        Some(MadeByOwn {
            template: file.path.clone(),
            makes,
            stake,
        })
    });
    let extras = own.extras.iter().map(|extra| MadeByOwn {
        template: extra.file.path.clone(),
        makes: in_crate(&extra.path),
        stake: stake_of_extra(&extra.path, provider),
    });
    files.chain(extras).collect()
}

/// What rests on the files that an extra makes: what obeys one of them by itself, or what rests on wmigen's own in that place.
/// A class or the provider may be called so that only its file is of that kind.
fn stake_of_extra(path: &str, provider: &Provider) -> Option<&'static str> {
    let path = path.replace(SNAKE_NAME, &provider.snake_name);
    let modules = provider.classes.iter().map(|class| class.module.as_str());
    let mut paths: Vec<String> = modules.map(|module| path.replace(MODULE, module)).collect();
    paths.push(path);
    let mut obeyed = paths.iter().filter_map(|path| obeyed_by(path));
    obeyed
        .next()
        .or_else(|| paths.iter().find_map(|path| stake(path)))
}

/// Whether a file says what the one says that it is in the place of: a copy that nobody has changed.
fn is_the_same(file: &OwnFile, in_place_of: BuiltIn) -> bool {
    file.path == in_place_of.path && file.text == in_place_of.text
}

/// The folder of the crate in which the files are that a part is of.
fn folder_of(part: &str) -> String {
    let names = part.split('/');
    let names = names.take_while(|name| !["class", "operations", "property"].contains(name));
    names.collect::<Vec<_>>().join("/") + "/"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint;
    use crate::render::{Each, Extra, Ownership, SENSITIVE};

    /// What files with these paths and texts make in the crate of a golden provider, and what rests on it.
    fn made(files: &[(&str, &str)]) -> Vec<(String, Option<&'static str>)> {
        let spec = include_str!("../../tests/cases/disk/wmigen.toml");
        let provider = lint::check(spec).0.expect("a sound spec");
        let files = files.iter().map(|(path, text)| OwnFile {
            path: (*path).to_owned(),
            shown: (*path).to_owned(),
            text: (*text).to_owned(),
            start: 0,
        });
        let own = OwnTemplates {
            files: files.collect(),
            extras: Vec::new(),
        };
        let made = made_by_own(&own, &provider).into_iter();
        made.map(|made| (made.makes, made.stake)).collect()
    }

    #[test]
    fn what_a_template_makes_is_named_as_the_crate_has_it() {
        for (path, makes) in [
            ("mof/provider.mof.hbs", "mof/acme_storage.mof"),
            ("mof/provider.mfl.hbs", "mof/acme_storage.*.mfl"),
            ("mof/class.hbs", "a part of mof/"),
            ("docs/class.hbs", "a part of docs/"),
            ("src/generated/class.rs.hbs", "src/generated/*.rs"),
            ("src/generated/property.hbs", "a part of src/generated/"),
            (
                "src/generated/operations/get/entry.hbs",
                "a part of src/generated/",
            ),
            ("src/wmi/error.rs", "src/wmi/error.rs"),
        ] {
            let [(made, Some(_))] = &made(&[(path, "")])[..] else {
                panic!("{path}")
            };
            assert_eq!(made, makes);
        }
        assert_eq!(
            made(&[("README.md.hbs", "")]),
            [("README.md".to_owned(), None)]
        );
        assert_eq!(made(&[("partials/head.hbs", "")]), []);
    }

    #[test]
    fn a_copy_that_nobody_has_changed_is_wmigens() {
        let error = BuiltIn::named("src/wmi/error.rs").expect("a file");
        assert_eq!(made(&[(error.path, error.text)]), []);
        assert_eq!(made(&[("src/wmi/error.rs.hbs", error.text)]).len(), 1);
    }

    /// What rests on what an extra of this path makes, where the provider is called `scripts` and its class `build`.
    fn of_extra(path: &str) -> Option<&'static str> {
        let spec = include_str!("../../tests/cases/disk/wmigen.toml");
        let mut provider = lint::check(spec).0.expect("a sound spec");
        provider.snake_name = "scripts".to_owned();
        provider.classes[0].module = "build".to_owned();
        let path = path.to_owned();
        let file = OwnFile {
            path: format!("extra/{path}.hbs"),
            shown: String::new(),
            text: String::new(),
            start: 0,
        };
        let own = OwnTemplates {
            files: Vec::new(),
            extras: vec![Extra {
                file,
                path,
                each: Each::Class,
                ownership: Ownership::Once,
            }],
        };
        made_by_own(&own, &provider)[0].stake
    }

    #[test]
    fn an_extra_where_a_tool_obeys_it_is_at_stake() {
        for (place, why) in SENSITIVE {
            let path = match place.strip_suffix('/') {
                Some(folder) => format!("{folder}/file.x"),
                None => place.replace('*', "yml"),
            };
            for path in [path.to_uppercase(), format!("folder/{path}"), path] {
                assert_eq!(of_extra(&path), Some(*why), "{path}");
            }
        }
        for path in ["SCRIPTS/evil.psm1", "{snake_name}/evil.psm1"] {
            assert_eq!(of_extra(path), stake("scripts/evil.psm1"), "{path}");
        }
        assert_eq!(of_extra("{module}.rs"), obeyed_by("build.rs"));
        assert_eq!(of_extra("docs/{module}.md"), None);
    }
}
