//! Specs over the whole language; something in them may be wrong.

use std::fmt::Write as _;

use super::classes::{Class, Known, class, policy};
use super::meanings::lists;
use super::methods::{OF_EXTERNAL, tools};
use super::objects::objects;
use super::qualifiers::flavors_by_name;
use super::tape::Tape;
use super::texts::{name, text};
use super::translations::{translated_lists, translation};
use super::values::quoted;
use crate::schema;

/// A spec.
pub fn spec(tape: &mut Tape<'_>) -> String {
    let mut out = String::from(tape.one_of(&["", "", "", "# \u{e9}\n", "\u{feff}"]));
    out += if tape.slip() {
        "spec-version = 2\n"
    } else {
        "spec-version = 1\n"
    };
    provider(tape, &mut out);
    if let Some(lints) = lints(tape) {
        let _ = writeln!(out, "[lints]\n{lints}");
    }
    if tape.chance(20) {
        out += "[access-denied]\n";
        out += &policy(tape).join("\n");
        out += "\n";
    }
    flavors_by_name(tape, &mut out);
    let rules = rules(tape, &mut out);
    let lists = lists(tape, &mut out);
    let superclass = external(tape, &mut out);
    let namespaces = namespaces(tape, &mut out);
    let of_objects = objects(&lists, tape, &mut out);
    let mut named: Vec<String> = superclass.map(str::to_owned).into_iter().collect();
    let mut classes: Vec<Class> = Vec::new();
    while classes.is_empty() || tape.chance(20) {
        let known = Known {
            superclass,
            lists: &lists,
            namespaces: &namespaces,
            has_rules: rules,
            classes: &named,
            has_objects: !of_objects.is_empty(),
        };
        let (name, class) = class(known, tape, &mut out);
        named.push(name);
        classes.push(class);
    }
    let known = Known {
        superclass: None,
        lists: &lists,
        namespaces: &[],
        has_rules: rules,
        classes: &named,
        has_objects: !of_objects.is_empty(),
    };
    classes.extend(tools(known, tape, &mut out));
    classes.extend(of_objects);
    let locales = ["MS_407", "MS_40C", "ms_411", "MS_409", "MS_FFFF"];
    let mut at = tape.below(locales.len());
    while tape.chance(20) {
        let locale = if tape.slip() {
            tape.one_of(&["MS_", "MS_0", "MS_10000", "de-DE", "MS_4g7", "MS_407 "])
        } else {
            locales[at % locales.len()]
        };
        at += 1;
        for class in &classes {
            translation(locale, class, tape, &mut out);
        }
        translated_lists(locale, &lists, tape, &mut out);
    }
    if tape.slip() {
        out += tape.one_of(&[
            "[provider]\n",
            "[[class]]\n",
            "rest = 1\n",
            "x = \"\n",
            "[method.a]\n",
            "\u{0}",
            "a = 'b\n",
        ]);
    }
    out
}

/// Writes the two rules that classes and properties may name, in some cases; whether it did.
fn rules(tape: &mut Tape<'_>, out: &mut String) -> bool {
    if !tape.chance(30) {
        return false;
    }
    for name in RULES {
        let _ = writeln!(out, "[access.{name}]");
        let who = |tape: &mut Tape<'_>| {
            if tape.slip() {
                tape.one_of(&[
                    "[]",
                    "['Users']",
                    "['S-1-5']",
                    "['users', 'users']",
                    "'users'",
                ])
            } else {
                tape.one_of(&[
                    "['users']",
                    "[\"administrators\", 'S-1-5-21-1-2-3-4']",
                    "['everyone', 'guests']",
                ])
            }
        };
        match tape.below(3) {
            0 => {
                let who = who(tape);
                line(out, "read", who);
                if tape.chance(50) {
                    line(out, tape.one_of(&["write", "call", "subscribe"]), who);
                }
            }
            1 => line(out, "groups", who(tape)),
            _ => {
                let sddl = if tape.slip() {
                    tape.one_of(&["''", "'O:SYG:SYD:(A;;GA;;;BA)'", "'O:SYG:SYD:(A;;1;;;CO)'"])
                } else {
                    tape.one_of(&[
                        "'O:SYG:SYD:(A;;0x1;;;BA)'",
                        "\"O:BAG:BAD:(D;;CC;;;BG)(A;;0x53;;;S-1-5-21-1-2-3-4)\"",
                    ])
                };
                line(out, "sddl", sddl);
            }
        }
        if tape.chance(30) {
            let privileges = if tape.slip() {
                tape.one_of(&["[]", "['SeBackup']"])
            } else {
                "['SeBackupPrivilege', 'SeRestorePrivilege']"
            };
            line(out, "privileges", privileges);
        }
    }
    true
}

/// The names of the rules.
const RULES: [&str; 2] = ["Readers", "keepers_2"];

/// A key that names one of them, in whatever case.
pub fn ruled(tape: &mut Tape<'_>) -> String {
    let name = if tape.slip() {
        "Nobody"
    } else {
        tape.one_of(&["Readers", "readers", "keepers_2", "KEEPERS_2"])
    };
    format!("access = '{name}'")
}

/// Writes a class that the namespace has already, and gives its name, in many cases.
fn external(tape: &mut Tape<'_>, out: &mut String) -> Option<&'static str> {
    if !tape.chance(25) {
        return None;
    }
    // Both have no keys, so that only the abstract one may say it.
    let asks = tape.one_of(&["", "", "ask = false\n", "ask = true\n"]);
    let wrong = if tape.slip() { "ask = true\n" } else { "" };
    *out += "[external.CIM_Base]\nabstract = true\n";
    *out += asks;
    *out += "properties.Code = { type = \"uint16\" }\n[external.CIM_Thing]\n";
    *out += wrong;
    *out += "superclass = \"CIM_Base\"\nproperties.Code = { max = 9, description = \"d\" }\n\
             properties.Span = { type = \"interval[]\" }\n";
    *out += OF_EXTERNAL;
    Some(if tape.slip() { "CIM_Thin" } else { "CIM_Thing" })
}

/// Further namespaces, as classes may name them.
fn namespaces(tape: &mut Tape<'_>, out: &mut String) -> Vec<String> {
    let mut all = Vec::new();
    while tape.chance(15) {
        let path = format!("root{}B{}", tape.one_of(&["\\", "/"]), tape.below(50));
        let _ = writeln!(out, "[namespace.'{path}']");
        if tape.slip() {
            *out += tape.one_of(&["sddl = ''\n", "rest = 1\n", "sddl = 'O:BAG:BAD:'\n"]);
        } else {
            secure(tape, out);
        }
        all.push(path.clone());
        all.push(path.to_uppercase().replace('/', "\\"));
    }
    all
}

/// Who may open a namespace, in many cases.
fn secure(tape: &mut Tape<'_>, out: &mut String) {
    if tape.chance(50) {
        let flags = tape.one_of(&["D:P", "D:"]);
        let entry = tape.one_of(&["", "(A;CINP;CCDC;;;AU)", "(A;CIIO;0x60003;;;WD)"]);
        let sddl = format!(
            "O:BAG:SY{flags}(D;;0x{:X};;;BG)(A;CI;0x6003F;;;BA){entry}",
            1 + tape.below(3)
        );
        line(out, "sddl", &quoted(&sddl, tape));
    }
    if tape.chance(30) {
        line(out, "requires-encryption", tape.one_of(&["true", "false"]));
    }
}

pub fn line(out: &mut String, key: &str, value: &str) {
    let _ = writeln!(out, "{key} = {value}");
}

/// A key with a text, in many cases.
pub fn text_of(key: &str, percent: usize, tape: &mut Tape<'_>) -> Option<String> {
    if !tape.chance(percent) {
        return None;
    }
    let text = text(tape);
    Some(format!("{key} = {}", quoted(&text, tape)))
}

/// A level of a warning.
pub fn lints(tape: &mut Tape<'_>) -> Option<String> {
    if !tape.chance(10) {
        return None;
    }
    let rule = if tape.slip() {
        tape.one_of(&["null-key", "edited-file", "reserved", "\"\""])
    } else {
        tape.one_of(&[
            "class-without-schema",
            "delegate-level",
            "held-limit-without-effect",
            "\"hide-beside-revealing-enumeration\"",
            "reserved-word",
            "unused-namespace",
            "'untranslated-text'",
        ])
    };
    let level = if tape.slip() {
        tape.one_of(&["deny", "forbid", ""])
    } else {
        tape.one_of(&["allow", "allow", "warn"])
    };
    Some(format!("{rule} = \"{level}\""))
}

fn provider(tape: &mut Tape<'_>, out: &mut String) {
    *out += "[provider]\n";
    let provider_name = name(tape);
    line(out, "name", &quoted(&provider_name, tape));
    let clsid = if tape.slip() {
        tape.one_of(&["{00000000-0000-0000-0000-000000000000}", "0f7f0a3c", ""])
            .to_owned()
    } else {
        format!("{{0f7f0a3c-5d0b-4a57-9a57-{:012x}}}", tape.below(1 << 30))
    };
    line(out, "clsid", &quoted(&clsid, tape));
    let namespace = if tape.slip() {
        tape.one_of(&["", "Acme", r"\\other\root\Acme", r"root\\Acme", r"root\A b"])
            .to_owned()
    } else {
        let mut path = tape.one_of(&["root", "root", "ROOT"]).to_owned();
        for _ in 0..tape.below(3) {
            path += tape.one_of(&["\\", "/"]);
            let _ = write!(path, "A{}", tape.below(50));
        }
        path
    };
    line(out, "namespace", &quoted(&namespace, tape));
    if let Some(description) = text_of("description", 40, tape) {
        *out += &(description + "\n");
    }
    if let Some(schema) = schema::named(tape) {
        *out += &schema;
    }
    if tape.chance(20) {
        line(out, "audit", tape.one_of(&["true", "false"]));
    }
    if tape.chance(10) {
        line(
            out,
            "locale",
            tape.one_of(&["\"MS_409\"", "\"ms_40c\"", "\"MS_407\""]),
        );
    }
    if tape.chance(20) {
        let former = if tape.slip() {
            tape.one_of(&["", "_Old", "a b"])
        } else {
            "Former"
        };
        line(out, "renamed-from", &format!("\"{former}\""));
    }
    if tape.chance(30) {
        let reason = text(tape);
        let reason = quoted(&format!("because {reason}"), tape);
        let model = tape.one_of(&[
            "NetworkServiceHost",
            "LocalServiceHost",
            "LocalSystemHost",
            "LocalSystemHostOrSelfHost",
        ]);
        let model = if tape.slip() { "Decoupled:Com" } else { model };
        line(
            out,
            "hosting",
            &format!(
                "{{ model = \"{model}\", group = \"G{}\", reason = {reason} }}",
                tape.below(9)
            ),
        );
    }
    if tape.chance(20) {
        let level = if tape.slip() {
            "identify"
        } else {
            tape.one_of(&["impersonate", "delegate"])
        };
        line(out, "client", &format!("{{ level = \"{level}\" }}"));
    }
}
