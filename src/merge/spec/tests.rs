mod translations;

use super::*;

const BASE: &str = r#"spec-version = 1

[provider]
name = "Acme"

[values]
State = [[0, "Off"], [1, "On"]]

# From Microsoft's page of the class.
[external.CIM_Thing]
properties.Name = { type = "string", key = true }
properties.Status = { type = "string" }

[class.Acme_Disk]
description = "A disk."
superclass = "CIM_Thing"
operations = ["get", "enumerate"]

[class.Acme_Disk.properties]
Size = { type = "uint32", units = "bytes" }
State = { type = "uint16", values = "State" }
Label = { type = "string" }

[class.Acme_Path]
kind = "embedded"

[class.Acme_Path.properties]
Port = { type = "uint32" }
"#;

/// What becomes of `yours`, in lines that say what was done and what was not; the second is the text.
fn merged(base: Option<&str>, yours: &str, new: &str) -> (Vec<String>, String) {
    let merge = merge_spec(base, yours.as_bytes(), new).expect("a merge");
    let changes = merge.changes.iter().map(|change| {
        let done = match change.done {
            Done::Added => '+',
            Done::Changed => '~',
            Done::Removed => '-',
        };
        format!("{done}{}", change.path)
    });
    let differences = merge.differences.iter().map(|one| match &one.kind {
        Differs::Value(value) => format!("?{} {value}", one.path),
        Differs::GoneInMof => format!("?{} gone", one.path),
        Differs::GoneInSpec(value) => format!("?{} taken out, {value}", one.path),
    });
    let said = changes.chain(differences).collect();
    (said, String::from_utf8(merge.bytes).expect("text"))
}

fn with(text: &str, changes: &[(&str, &str)]) -> String {
    let mut text = text.to_owned();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from} once in {text}");
        text = text.replace(from, to);
    }
    text
}

#[test]
fn nothing_changes_where_the_mof_has_not() {
    let yours = with(
        BASE,
        &[
            (
                "Label = { type = \"string\" }\n",
                "Label = { type = \"string\", denied = \"null\" } # ours\n",
            ),
            ("kind = \"embedded\"\n", ""),
            ("name = \"Acme\"", "name = \"Better\""),
        ],
    );
    assert_eq!(merged(Some(BASE), &yours, BASE), (Vec::new(), yours));
}

#[test]
fn what_nobody_changed_follows_the_mof() {
    let new = with(
        BASE,
        &[
            (
                "\"uint32\", units = \"bytes\"",
                "\"uint64\", units = \"bytes\", min = 0",
            ),
            (
                "Label = { type = \"string\" }",
                "Name = { max-len = 8 }\nTag = { type = \"string\" }",
            ),
            (
                "State = [[0, \"Off\"], [1, \"On\"]]",
                "State = [[0, \"Off\"], [2, \"On\"]]",
            ),
            ("properties.Status = { type = \"string\" }\n", ""),
            (
                "\n[class.Acme_Path]\nkind = \"embedded\"\n\n[class.Acme_Path.properties]\nPort = { type = \"uint32\" }\n",
                "\n[class.Acme_Fan]\noperations = [\"get\"]\n\n[class.Acme_Fan.properties]\nSpeed = { type = \"uint8\", key = true }\n",
            ),
        ],
    );
    let (said, text) = merged(Some(BASE), BASE, &new);
    assert_eq!(text, new);
    assert_eq!(
        said,
        [
            "~values.State",
            "-external.CIM_Thing.properties.Status",
            "~class.Acme_Disk.properties.Size.type",
            "+class.Acme_Disk.properties.Size.min",
            "-class.Acme_Disk.properties.Label",
            "+class.Acme_Disk.properties.Name",
            "+class.Acme_Disk.properties.Tag",
            "-class.Acme_Path",
            "+class.Acme_Fan",
        ]
    );
}

#[test]
fn what_was_changed_by_hand_stays_and_is_told() {
    let yours = with(
        BASE,
        &[
            (
                "\"uint32\", units = \"bytes\"",
                "\"sint64\", units = \"bytes\", denied = \"null\"",
            ),
            ("Label = { type = \"string\" }\n", ""),
            ("# From Microsoft's", "# Mine.\n# From Microsoft's"),
            (
                "Port = { type = \"uint32\" }",
                "# ours\nPort = { type = \"uint32\" }",
            ),
        ],
    );
    let new = with(
        BASE,
        &[
            (
                "\"uint32\", units = \"bytes\"",
                "\"uint64\", units = \"KB\"",
            ),
            (
                "Label = { type = \"string\" }",
                "Label = { type = \"string\", max-len = 8 }",
            ),
            ("description = \"A disk.\"", "description = \"A drive.\""),
            (
                "\n[class.Acme_Path]\nkind = \"embedded\"\n\n[class.Acme_Path.properties]\nPort = { type = \"uint32\" }\n",
                "",
            ),
        ],
    );
    let (said, text) = merged(Some(BASE), &yours, &new);
    assert_eq!(
        said,
        [
            "~class.Acme_Disk.description",
            "~class.Acme_Disk.properties.Size.units",
            "?class.Acme_Disk.properties.Size.type \"uint64\"",
            "?class.Acme_Disk.properties.Label taken out, { type = \"string\", max-len = 8 }",
            "?class.Acme_Path gone",
        ]
    );
    let expected = with(
        &yours,
        &[
            ("description = \"A disk.\"", "description = \"A drive.\""),
            ("units = \"bytes\"", "units = \"KB\""),
        ],
    );
    assert_eq!(text, expected);
}

#[test]
fn without_a_base_nothing_is_changed_or_removed() {
    let yours = with(
        BASE,
        &[
            ("\"uint32\", units", "\"sint64\", units"),
            ("Label = { type = \"string\" }\n", ""),
        ],
    );
    let new = with(BASE, &[("Port = { type = \"uint32\" }\n", "")]);
    let (said, text) = merged(None, &yours, &new);
    assert_eq!(
        said,
        [
            "+class.Acme_Disk.properties.Label",
            "?class.Acme_Disk.properties.Size.type \"uint32\"",
        ]
    );
    assert_eq!(
        text,
        with(BASE, &[("\"uint32\", units", "\"sint64\", units")])
    );
}

#[test]
fn a_table_may_be_written_in_any_way() {
    let base = "[class.A]\noperations = [\"get\"]\n\n[class.A.properties]\nX = { type = \"uint8\" }\nY = { type = \"uint8\" }\n";
    let new = "[class.A]\noperations = [\"get\"]\nabstract = true\n\n[class.A.properties]\nX = { type = \"uint16\" }\nY = { type = \"uint8\" }\n# why\nZ = { type = \"uint8\", min = 1 }\n";
    let z = "{ type = \"uint8\", min = 1 }";
    for (yours, expected) in [
        (
            "[class.A]\noperations = [\"get\"]\nproperties.X = { type = \"uint8\" }\nproperties.Y.type = \"uint8\"\n".to_owned(),
            format!("[class.A]\noperations = [\"get\"]\nabstract = true\nproperties.X = {{ type = \"uint16\" }}\nproperties.Y.type = \"uint8\"\n# why\nproperties.Z = {z}\n"),
        ),
        (
            "[class.A]\noperations = [\"get\"]\nproperties = { X = {type=\"uint8\"}, Y = {} }\n".to_owned(),
            format!("[class.A]\noperations = [\"get\"]\nabstract = true\nproperties = {{ X = {{type=\"uint16\"}}, Y = {{}}, Z = {z} }}\n"),
        ),
        (
            "class.A = { operations = [\"get\"], properties = { X = { type = \"uint8\" } } }\n".to_owned(),
            format!("class.A = {{ operations = [\"get\"], abstract = true, properties = {{ X = {{ type = \"uint16\" }}, Z = {z} }} }}\n"),
        ),
        (
            "[class.A.properties.X]\ntype = \"uint8\"\n\n[class.A.properties.Y]\ntype = \"uint8\" # ours\n\n[class.A]\noperations = [\"get\"]\n".to_owned(),
            format!("[class.A.properties]\n# why\nZ = {z}\n\n[class.A.properties.X]\ntype = \"uint16\"\n\n[class.A.properties.Y]\ntype = \"uint8\" # ours\n\n[class.A]\noperations = [\"get\"]\nabstract = true\n"),
        ),
        (
            "[class.a]\r\noperations = [\"get\"]\r\n\r\n  [class.a.properties]\r\n  x = { type = \"uint8\" }\r\n  Y = { type = \"uint8\" }".to_owned(),
            format!("[class.a]\r\noperations = [\"get\"]\r\nabstract = true\r\n\r\n  [class.a.properties]\r\n  x = {{ type = \"uint16\" }}\r\n  Y = {{ type = \"uint8\" }}\r\n# why\r\nZ = {z}\r\n"),
        ),
    ] {
        let (_, text) = merged(Some(base), &yours, new);
        assert_eq!(text, expected, "{yours}");
    }
}

#[test]
fn keys_in_braces_come_and_go() {
    let base = "A = { b = 1, c = 2, d = { e = 1 }, f = 4 }\n";
    for (yours, new, expected) in [
        (base, "A = { f = 4 }\n", "A = { f = 4 }\n"),
        (base, "A = { b = 1 }\n", "A = { b = 1 }\n"),
        (
            base,
            "A = { x = 0, b = 1, c = 2, d = { e = 1, y = 2 }, f = 4 }\n",
            "A = { x = 0, b = 1, c = 2, d = { e = 1, y = 2 }, f = 4 }\n",
        ),
        (base, "A = { z = 1 }\n", "A = { z = 1 }\n"),
        (base, "A = {}\n", "A = {}\n"),
        (
            "A = {c=2,f=4, mine=1}\n",
            "A = { b = 1, c = 3, g = 1 }\n",
            "A = {c=3, g = 1, mine=1}\n",
        ),
    ] {
        let (_, text) = merged(Some(base), yours, new);
        assert_eq!(text, expected, "{yours}{new}");
    }
}

#[test]
fn comments_within_a_value_are_the_users() {
    let base = "A = [1, 2]\nB = { c = 1, d = 2 }\n";
    let yours = "A = [\n  1, # one\n  2,\n]\nB = { c = 1, d = 2 } # b\n";
    let (said, text) = merged(Some(base), yours, "A = [1, 3]\nB = { c = 1 }\n");
    assert_eq!(said, ["-B.d", "?A [1, 3]"]);
    assert_eq!(text, "A = [\n  1, # one\n  2,\n]\nB = { c = 1 } # b\n");
}

#[test]
fn comments_at_the_end_of_a_class_stay_with_it() {
    let base = "[class.A]\nx = 1\n\n[class.C]\nx = 1\n";
    let yours = "[class.A]\nx = 1\n# todo\n\n[class.C]\nx = 1\n# last\n";
    let new = "[class.A]\nx = 1\n\n# b\n[class.B]\nx = 1\n\n[class.C]\nx = 1\n\n[class.D]\nx = 1\n";
    let (_, text) = merged(Some(base), yours, new);
    assert_eq!(
        text,
        "[class.A]\nx = 1\n# todo\n\n# b\n[class.B]\nx = 1\n\n[class.C]\nx = 1\n# last\n\n[class.D]\nx = 1\n"
    );
}

#[test]
fn what_is_no_spec_is_refused() {
    for (yours, why) in [
        (&b"\xff"[..], NoSpecMerge::NotText),
        (b"a = ", NoSpecMerge::Syntax),
        (
            b"a = 1\n<<<<<<< ours\nb = 1\n=======\nb = 2\n>>>>>>> theirs\n",
            NoSpecMerge::Conflict(2),
        ),
    ] {
        assert_eq!(merge_spec(None, yours, "a = 1\n"), Err(why));
    }
}
