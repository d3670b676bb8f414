//! Texts that nobody would write, and some that somebody would.

use super::tape::Tape;

/// What tries to end a literal, a comment or a cell in some language of the generated crate.
const HOSTILE: &[&str] = &[
    "*/ fn main() { } /*",
    "\n}\nfn injected() {}\n//",
    "\r\n#![feature(x)]",
    "\" } ; instance of __Win32Provider { Name = \"x",
    "\\\"); #pragma deleteclass(\"Win32_Process\", NOFAIL) //",
    "\\",
    "\\x41\\n\"\"",
    "\u{202e}reversed\u{2066}",
    "`code` ```\nfence\n```",
    "| a | b |\n|---|---|",
    "<script>alert(1)</script> <!-- -->",
    "[link](javascript:x) ![i](y) https://example.com",
    "# heading\n\n- list\n1. list\n> quote\n    code",
    "$(Remove-Item C:\\) `$x @'",
    "'''\"\"\" = [table]",
    "{{provider.name}} {{{x}}} {{> partial}}",
    "(U+0041) &amp; &#65;",
    "a\u{feff}b\u{301}\u{e0061}",
    "\u{1}\u{7f}\u{85}\u{2028}\u{1b}[31m",
    "$x^2$ ~~gone~~ a^b^ :tag: [^note] {#id}",
    "\u{1f980}\u{65e5}\u{672c}\u{5e9}\u{10ffff}",
    "12. twelve",
    "- no list",
    "= no heading",
];

const WORDS: &[&str] = &[
    "bytes",
    "The disk's name.",
    "What is free, in bytes",
    "Ein L\u{fc}fter",
    "a",
    "Unknown",
];

/// A text of any kind.
pub fn text(tape: &mut Tape<'_>) -> String {
    match tape.below(8) {
        0..3 => tape.one_of(WORDS).to_owned(),
        3..5 => tape.one_of(HOSTILE).to_owned(),
        5 => (0..tape.below(30)).map(|_| any_char(tape)).collect(),
        6 => (0..tape.below(4))
            .map(|_| *HOSTILE.get(tape.below(HOSTILE.len())).unwrap_or(&""))
            .collect(),
        _ => {
            let marks = b"\\\"'`*_#<>|{}()[]!&~$/-+=.:^@,;%? \n\r\t0aA";
            let mark = |tape: &mut Tape<'_>| char::from(marks[tape.below(marks.len())]);
            (0..tape.below(40)).map(|_| mark(tape)).collect()
        }
    }
}

fn any_char(tape: &mut Tape<'_>) -> char {
    let end = [0x80, 0x20, 0x250, 0xd800, 0x11_0000][tape.below(5)];
    // NUL is refused, and has its own place among what is wrong.
    let code = u32::try_from(tape.below(end))
        .unwrap_or(0)
        .max(u32::from(!tape.slip()));
    char::from_u32(code).unwrap_or('\u{fffd}')
}

/// Names that are something else in Rust or in MOF.
const AWKWARD: &[&str] = &[
    "Type",
    "Self",
    "Crate",
    "Super",
    "self",
    "async",
    "gen",
    "yield",
    "try",
    "Match",
    "Of",
    "As",
    "Class",
    "Instance",
    "Schema",
    "Any",
    "String",
    "Option",
    "Some",
    "None",
    "Vec",
    "Ok",
    "Key",
    "Keys",
    "Row",
    "Read",
    "Result",
    "Provider",
    "Client",
    "CIMType",
    "CON",
    "Nul",
    "Com1",
    "i32",
    "U8",
    "bool",
    "X",
    "x1",
    "HTTPServer",
    "a_B_c",
    "Path",
    "With_Key",
    "Unlisted",
    "Property",
    "ObjectPath",
    "DateTime",
    "Interval",
    "CLASS",
    "get",
    "enumerate",
    "From",
    "Into",
    "Default",
];

/// A name, which nothing keeps from being there already.
pub fn name(tape: &mut Tape<'_>) -> String {
    if tape.slip() {
        return tape
            .one_of(&[
                "",
                "1st",
                "_own",
                "own_",
                "__Own",
                "a b",
                "\u{e9}t\u{e9}",
                "a-b",
                "a.b",
                "\"",
                "x\ny",
            ])
            .to_owned();
    }
    match tape.below(3) {
        0 => format!("P{}", tape.below(1000)),
        1 => tape.one_of(AWKWARD).to_owned(),
        _ => {
            let letters = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
            let letter = |tape: &mut Tape<'_>| char::from(letters[tape.below(letters.len())]);
            let middle: String = (0..tape.below(20)).map(|_| letter(tape)).collect();
            format!("N{middle}z")
        }
    }
}
