//! Files of MOF of a user's own, which random specs name.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use tempfile::TempDir;
use wmigen::diagnostics::Source;
use wmigen::model::Provider;

use crate::mof;
use crate::spec::Spec;
use crate::tape::Tape;

/// The files, by their paths, each with the superclass of another before it or with none.
const FILES: [(&str, &str); 3] = [
    (
        "schema/base.mof",
        "#pragma autorecover\n[abstract, Description(\"a \\\"b\\\" // no comment\")]\nclass Brought_Base\n{\n    // c\n\
         \n    [key] string Name;\n    uint8 A[2] = {1, 0x2};\n};\n",
    ),
    (
        "schema/a/More.MOF",
        "class Brought_More { real32 R = -1.5e3; };class Brought_Last:Brought_More{};",
    ),
    (
        "other.mof",
        "class Brought_Other {\r\n\tdatetime At;\r\n};\r\n",
    ),
];

/// Paths that are none.
const WRONG: [&str; 4] = ["../base.mof", "schema/base.txt", "mof/base.mof", ""];

/// The line of a provider that names some of them, in many cases.
pub fn named(tape: &mut Tape<'_>) -> Option<String> {
    if !tape.chance(15) {
        return None;
    }
    let mut paths: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    paths.rotate_left(tape.below(3));
    paths.truncate(tape.below(4));
    if tape.slip() {
        paths.push(tape.one_of(&WRONG));
    }
    let paths: Vec<_> = paths.iter().map(|path| format!("'{path}'")).collect();
    Some(format!("schema-mof = [{}]\n", paths.join(", ")))
}

/// The folder that has them.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in FILES {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    });
    folder.path()
}

/// Reads those that a provider's spec names.
pub fn read(provider: &mut Provider, text: &str) {
    let source = Source {
        name: "wmigen.toml".to_owned(),
        text: text.to_owned(),
    };
    let reading = wmigen::mof::read(folder(), provider, &source);
    assert_eq!(reading.problems, []);
}

/// The classes that a spec's files bring, in their order.
pub fn classes(spec: &Spec) -> Vec<mof::Class> {
    let text = |path: &String| FILES.iter().find(|(one, _)| one == path).unwrap().1;
    let files = spec.provider.schema_mof.iter().map(text);
    files
        .flat_map(|text| {
            mof::classes(&mof::read(text).unwrap())
                .cloned()
                .collect::<Vec<_>>()
        })
        .collect()
}
