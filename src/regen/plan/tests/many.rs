//! Locks with very many rows, which a stranger can write.

use std::fmt::Write as _;

use super::*;
use crate::regen::path::counted::comparisons;

/// How many comparisons of paths it takes to read a lock with so many rows and to decide about them.
fn work(rows: u32) -> u64 {
    let mut text = "version = 1\ngenerator = \"0.1.0\"\nfile = [".to_owned();
    for number in 0..rows {
        write!(text, "{{path=\"{number:x}\",kind=\"once\"}},").expect("a string");
    }
    text += "]\n";
    comparisons(|| {
        let lock = Lock::read(&text).expect("a lock");
        assert_eq!(lock.files.len(), rows as usize);
        let rendering = rendering(GENERATED);
        let plan = plan(&rendering, &lock, &tree(None, &rendering, &lock));
        assert_eq!(plan.visible().count(), 1);
    })
}

/// Each row costs about as much as with half as many rows: were it held against each other one, it would cost twice as much.
#[test]
fn twice_the_rows_are_about_twice_the_work() {
    let (few, many) = (work(2_000), work(4_000));
    assert!(few > 2_000, "{few}");
    assert!(many < 3 * few, "{few} and {many}");
}
