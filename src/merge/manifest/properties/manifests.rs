//! Manifests as users write them.

use proptest::prelude::*;

use super::NAMES;

/// A user's way to write a dependency, where `NAME` and `N` are its name and a number.
const SPELLINGS: [&str; 16] = [
    "NAME = \"0.N\" # mine\n",
    "  NAME='0.N'\n",
    "\"NAME\" = { version = \"0.N\" }\n",
    "NAME = {version='0.N',features=[]}\n",
    "NAME = { version = \"0.N\", default-features = false, features = [ \"std\", 'mine' ], optional = true }\n",
    "NAME.version = \"0.N\"\n# between\nNAME.optional = true\n",
    "NAME . version = \"0.N\"\nNAME.features = [\n    \"mine\", # why\n    \"std\" # why not\n]\n",
    "other-NAME = { package = \"NAME\", version = \"0.N\" }\n",
    "NAME = { package = \"other\", version = \"0.N\" }\n",
    "NAME = { workspace = true }\n",
    "NAME = { path = \"../NAME\" }\n",
    "NAME = { git = \"https://example.com/NAME\", version = \"0.N\" }\n",
    "NAME = { version = \"0.N\", # why\n  }\n",
    "# NAME = \"0.N\"\n",
    "NAME = '''0.N'''\n",
    "",
];

/// The same, as a table of its own.
const TABLES: [&str; 5] = [
    "[dependencies.NAME] # mine\nversion = \"0.N\"\n\n",
    "[dependencies.NAME]\nfeatures = [\n  'mine',\n]\nversion = '0.N' # mine\n",
    "[target.'cfg(windows)'.dependencies.NAME]\nversion = \"0.N\"\n",
    "[target.'cfg(unix)'.dependencies.NAME]\nversion = \"0.N\"\n",
    "[dev-dependencies.NAME]\nversion = \"0.N\"\n",
];

/// The same, in the braces of a table.
const BRACED: [&str; 6] = [
    "NAME = \"0.N\"",
    "NAME = {}",
    "NAME = { version = '0.N', default-features = false }",
    "NAME = { features = [ 'mine' ] }",
    "NAME.version = \"0.N\"",
    "NAME.optional = true, NAME.features = []",
];

/// What else a manifest has, which is nobody's business here.
const SECTIONS: [&str; 6] = [
    "# A comment of mine.\n\n[features]\ndefault = []\n",
    "[package]\nname = 'mine' # always\n",
    "[package.metadata.x]\nb.a = 1\nc = \"\"\"\n[dependencies]\njiff = 1\n\"\"\"\nb.d = 2\n",
    "[[bin]]\nname = \"a\"\n\n[[bin]]\nname = \"b\"\n",
    "[build-dependencies]\njiff = \"0.1\"\n\n\n",
    "[badges]\n",
];

/// Libraries as users write them.
const LIBRARIES: [&str; 5] = [
    "",
    "[lib]\n",
    "[lib]\nname = \"x\" # mine\ncrate-type = [ 'rlib' ]\n",
    "[lib]\ncrate-type = [\n  \"cdylib\",\n]\n",
    "[lib]\npath = 'x'\n",
];

/// How a manifest writes its own dependencies, if not each as a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Own {
    Header,
    Braces,
    None,
}

prop_compose! {
    /// A manifest of a user's.
    pub fn manifest()(
        library in prop::sample::select(&LIBRARIES[..]),
        own in prop::sample::select(&[Own::Header, Own::Header, Own::Braces, Own::None][..]),
        spelled in prop::collection::vec(prop::option::weighted(0.8, any::<prop::sample::Index>()), NAMES.len()),
        tables in prop::collection::vec((0..TABLES.len() * 2, 0..3u8), NAMES.len()),
        sections in prop::sample::subsequence(SECTIONS.to_vec(), 0..=SECTIONS.len()).prop_shuffle(),
        split in 0..=SECTIONS.len(),
    ) -> String {
        let written = |text: &str, name: &str, n: u8| {
            text.replace("NAME", name).replace("0.N", &format!("0.{n}"))
        };
        let (mut lines, mut braced, mut others) = (String::new(), vec!["serde = '1'".to_owned()], String::new());
        for (name, (spelled, (table, n))) in NAMES.iter().zip(spelled.into_iter().zip(tables)) {
            match (spelled, TABLES.get(table)) {
                (Some(which), _) if own == Own::Header => lines.push_str(&written(SPELLINGS[which.index(SPELLINGS.len())], name, n)),
                (Some(which), _) if own == Own::Braces => braced.push(written(BRACED[which.index(BRACED.len())], name, n)),
                (_, Some(text)) if own != Own::Braces || !text.starts_with("[dependencies") => {
                    others.push_str(&written(text, name, n));
                }
                _ => {}
            }
        }
        let braced = format!("dependencies = {{ {} }}\n", braced.join(", "));
        let (first, header) = match own {
            Own::Header => ("", "[dependencies]\n# Mine.\nserde = \"1\"\n"),
            Own::Braces => (&*braced, ""),
            Own::None => ("", ""),
        };
        let (before, after) = sections.split_at(split.min(sections.len()));
        let (before, after) = (before.concat(), after.concat());
        [first, &before, library, header, &lines, &others, &after].concat()
    }
}
