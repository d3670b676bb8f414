//! `wmigen completions`: what a shell proposes once it has read the script.

#![cfg(unix)]

use std::process::Command;

use wmigen::diagnostics::RULES;

use crate::sandbox::Sandbox;

/// What bash proposes for the last of these words; none where there is no bash.
fn proposed(sandbox: &Sandbox, words: &[&str]) -> Option<Vec<String>> {
    let script = sandbox.run(&["completions", "bash"]).assert().code(0);
    sandbox.write("wmigen.bash", &script.get_output().stdout);
    let ask = "source ./wmigen.bash; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); \
               _wmigen wmigen \"${COMP_WORDS[COMP_CWORD]}\" \"${COMP_WORDS[COMP_CWORD - 1]}\"; \
               printf '%s\\n' \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    bash.args(["--norc", "-c", ask, "bash"]).args(words);
    let output = bash.current_dir(sandbox.path("")).output().ok()?;
    assert!(output.status.success(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    Some(text.lines().map(str::to_owned).collect())
}

#[test]
fn bash_proposes_verbs_rules_and_files() {
    let sandbox = Sandbox::new();
    sandbox.write("acme/wmigen.toml", "");
    let Some(verbs) = proposed(&sandbox, &["wmigen", "exp"]) else {
        return;
    };
    assert_eq!(verbs, ["explain"]);
    let of = |words: &[&str]| proposed(&sandbox, words).expect("bash");
    let wrong = RULES.iter().map(|rule| rule.id);
    let wrong: Vec<_> = wrong.filter(|id| id.starts_with("wrong-")).collect();
    assert!(wrong.len() > 2, "{wrong:?}");
    assert_eq!(of(&["wmigen", "explain", "wrong-"]), wrong);
    assert_eq!(of(&["wmigen", "new", "x", "--spec", "ac"]), ["acme"]);
    assert_eq!(of(&["wmigen", "new", "x", "--vcs", "n"]), ["none"]);
}
