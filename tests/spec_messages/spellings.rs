//! Near misses of the spelling of each key.

use super::spec::PLACES;
use super::{accept, answer};

/// A key in other spellings: in `snake_case`, in `CamelCase`, in capitals, in the plural, with a letter less and with two exchanged.
fn spellings(key: &str) -> Vec<String> {
    let camel: String = key.split('-').map(capital).collect();
    let (first, rest) = camel.split_at(1);
    let plural = key
        .strip_suffix('s')
        .map_or_else(|| format!("{key}s"), str::to_owned);
    let mut exchanged: Vec<char> = key.chars().collect();
    let middle = exchanged.len() / 2;
    exchanged.swap(middle - 1, middle);
    let mut spellings = vec![
        key.replace('-', "_"),
        key.replace('-', ""),
        camel.clone(),
        format!("{}{rest}", first.to_lowercase()),
        key.to_uppercase(),
        plural,
        key[..key.len() - 1].to_owned(),
        exchanged.iter().collect(),
    ];
    spellings.retain(|spelling| spelling != key);
    spellings.sort();
    spellings.dedup();
    spellings
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn a_key_that_is_misspelt_is_told_the_right_one() {
    let mut answers = String::new();
    for (table, place) in PLACES {
        for key in table.keys {
            let name = format!("{place}{}", key.name);
            let value = key.shape().map_or("\"text\"", |shape| {
                shape
                    .example()
                    .split_once(" = ")
                    .map_or("{}", |(_, value)| value)
            });
            let lines = spellings(key.name).into_iter().filter(|spelling| {
                // Another key's name is no misspelling.
                table.key(spelling).is_none()
            });
            let lines = lines.map(|spelling| format!("{place}{spelling} = {value}"));
            let instead = [name.as_str()];
            let told = answer::to_each(lines.map(|line| (line, &instead[..])));
            let named = format!("`{}`", key.name);
            for (at, line) in told
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains("help: "))
            {
                let message = told.lines().nth(at - 1).unwrap();
                assert!(
                    line.contains(&named) || message.contains(&named),
                    "{named}:\n{told}"
                );
            }
            answers += &told;
        }
    }
    accept::holds("tests/spec_messages/spellings.txt", &answers);
}
