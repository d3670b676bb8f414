//! Command lines that say nothing sensible, and help for those who ask.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn usage_errors_end_with_2_and_help_with_0() {
    let sandbox = Sandbox::new();
    for arguments in [
        &[][..],
        &["frobnicate"],
        &["new"],
        &["new", "a", "--spec", "b", "--name", "C"],
        &["generate", "a", "b"],
        &["check", "--force"],
        &["check", "--quiet", "--verbose"],
        &["check", "--message-format", "xml"],
        &["completions", "cmd"],
    ] {
        sandbox.run(arguments).assert().code(2).stdout_eq(str![""]);
    }
    for arguments in [
        &["--help"][..],
        &["new", "--help"],
        &["help", "test"],
        &["--version"],
    ] {
        sandbox.run(arguments).assert().code(0).stderr_eq(str![""]);
    }
}

#[test]
fn help_names_every_verb_and_the_exit_statuses() {
    Sandbox::new()
        .run(&["-h"])
        .assert()
        .code(0)
        .stdout_eq(str![[r"
Makes safe Rust WMI providers from a TOML spec of classes and of what a denied client is told

Usage: wmigen[EXE] [OPTIONS] <COMMAND>

Commands:
  new          Make a new provider crate
  init         Make a provider in a folder that has a crate or a repository already
  generate     Make the crate follow its spec; none of your lines are lost
  check        Check the spec, and that the crate is what the spec describes
  test         Run the provider's tests for Windows: there directly, elsewhere with Wine
  update       Merge changed scaffolds into your files
  eject        Make a generated file yours
  prune        Delete the orphans: your files that the spec no longer calls for
  import       Make a spec of files of MOF
  explain      Explain a rule, or what a denied client is told
  rules        List the rules, each with its severity and what it asks for
  templates    See, copy, change and keep up the templates that crates are rendered by
  doctor       Say what this machine can do, and how to get what is missing
  schema       Print the JSON Schema of the spec
  completions  Print a script that lets a shell complete wmigen's command line
  man          Print the manual page of wmigen and all its verbs
  help         Print this message or the help of the given subcommand(s)

Options:
  -C <DIR>                       Run in this folder: paths, and those in messages, are from there
      --color <WHEN>             Whether to use colours [default: as the terminal, NO_COLOR and
                                 CLICOLOR_FORCE have it] [possible values: auto, always, never]
  -q, --quiet                    Print only errors: no warnings, and nothing of what was done
  -v, --verbose                  Print more: what is read and run, what is as it should be, and
                                 every problem
      --message-format <FORMAT>  The form of the messages; `sarif` is for `check` and `templates
                                 test` [default: human] [possible values: human, json, sarif]
  -h, --help                     Print help (see more with '--help')
  -V, --version                  Print version

Exit status: 0 done, or nothing to do; 1 findings (drift, refusals, errors in the spec); 2 could not
run.

"]]);
}

#[test]
fn a_spec_and_a_name_are_not_taken_together_and_told_why() {
    Sandbox::new()
        .run(&["new", "a", "--spec", "b", "--name", "C"])
        .assert()
        .code(2)
        .stdout_eq(str![""])
        .stderr_eq(str![[r"
error: `--name` cannot be used with `--spec`: the spec has the provider's name, as `name` in `[provider]`

"]]);
}

#[test]
fn control_characters_of_a_path_do_not_reach_the_terminal() {
    let sandbox = Sandbox::new();
    let hostile = "no\u{7}\u{9b}\u{1b}[31m\nerror: forged";
    for arguments in [
        &["check", hostile][..],
        &["generate", hostile],
        &["new", "a", "--spec", hostile],
        &["new", hostile, "--name", "Acme"],
        &["new", hostile, "--name", "Acme"],
    ] {
        // With colours, because without them every escape sequence is left out.
        let run = sandbox.run(arguments).env("CLICOLOR_FORCE", "1").assert();
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(!stderr.contains(['\u{7}', '\u{9b}']), "{stderr:?}");
        assert!(!stderr.contains("\u{1b}[31m"), "{stderr:?}");
        assert!(!stderr.contains("\nerror: forged"), "{stderr:?}");
        assert!(
            stderr.contains(r"no\u{7}\u{9b}\u{1b}[31m\nerror: forged"),
            "{stderr:?}"
        );
    }
}

#[test]
fn control_characters_of_an_argument_do_not_reach_the_terminal_either() {
    let sandbox = Sandbox::new();
    let hostile = "no\u{7}\u{9b}\u{1b}[31m\nerror: forged";
    for arguments in [
        &[hostile][..],
        &["check", "a", hostile],
        &["check", "--color", hostile],
        &["completions", hostile],
        &[&format!("--{hostile}")],
    ] {
        let run = sandbox.run(arguments).env("CLICOLOR_FORCE", "1").assert();
        let stderr = String::from_utf8_lossy(&run.get_output().stderr).into_owned();
        assert!(!stderr.contains(['\u{7}', '\u{9b}']), "{stderr:?}");
        assert!(
            !stderr.contains("\u{1b}[31mno") && !stderr.contains("\nerror: forged"),
            "{stderr:?}"
        );
        assert!(
            stderr.contains(r"no\u{7}\u{9b}\u{1b}[31m\nerror: forged"),
            "{stderr:?}"
        );
    }
}
