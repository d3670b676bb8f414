//! Single cases: each verb, each change of the spec, and what is recalled in them.

use super::*;

/// What this file compares would be the same, too, if nothing were ever recalled.
#[test]
fn as_much_is_recalled_as_can_be() {
    let [quick, slow] = [false, true].map(Way::new);
    let all = recalled(&quick, &["check", "disk"]);
    assert!(all > 100, "{all}");
    assert_eq!(recalled(&slow, &["check", "disk"]), 0);
    let class = Step::Spec {
        edit: 3,
        undo: false,
    };
    quick.take(&class);
    let most = recalled(&quick, &["check", "disk"]);
    assert!(most < all && most > all - 20, "{most} of {all}");
    quick.take(&Step::Run(&["generate", "disk"]));
    assert!(recalled(&quick, &["check", "disk"]) > all);
    quick.take(&Step::Append("src/generated.rs", "// edited\n"));
    assert_eq!(recalled(&quick, &["check", "disk"]), 0);
}

/// What the user's code says is read, too: the parts of the runtime that it needs depend on it, and on nothing in the lock.
#[test]
fn a_part_of_the_runtime_that_the_user_s_code_keeps_is_no_less_recalled() {
    let of_user = "src/classes/acme_disk.rs";
    let without = Step::Spec {
        edit: NO_DATETIME,
        undo: false,
    };
    let [check, generate] = [
        Step::Run(&["check", "disk"]),
        Step::Run(&["generate", "disk"]),
    ];
    let keep = Step::Append(of_user, "// jiff\n");
    let steps = [
        keep,
        without,
        generate.clone(),
        check.clone(),
        generate.clone(),
        Step::Delete(of_user),
        check.clone(),
        generate,
        check,
    ];
    live_through(&steps).unwrap_or_else(|why| panic!("{why}"));
    let way = Way::new(false);
    let calendar = way.sandbox.path("disk/src/wmi/calendar.rs");
    for step in &steps[..3] {
        way.take(step);
    }
    assert!(calendar.exists());
    assert!(recalled(&way, &["check", "disk"]) > 100);
    for step in &steps[5..] {
        way.take(step);
    }
    assert!(!calendar.exists());
}

/// A spec that is equal to another one has the same crate.
#[test]
fn a_zero_with_a_sign_is_another_default() {
    let real = |zero: &str| {
        format!("[class.Acme_Disk.properties]\nZero = {{ type = \"real64\", default = {zero} }}\n")
    };
    for always_render in [false, true] {
        let way = Way::new(always_render);
        let spec =
            |from: &str, to: &str| way.change("wmigen.toml", |text| text.replacen(from, to, 1));
        spec("[class.Acme_Disk.properties]\n", &real("0.0"));
        assert!(way.run(&["generate", "disk"]).status.success());
        spec(&real("0.0"), &real("-0.0"));
        assert_eq!(way.run(&["check", "disk"]).status.code(), Some(1));
        assert!(way.run(&["generate", "disk"]).status.success());
        assert!(
            way.sandbox
                .read("disk/mof/acme_storage.mof")
                .contains("-0.0")
        );
        spec(&real("-0.0"), &real("0.0"));
        assert_eq!(way.run(&["check", "disk"]).status.code(), Some(1));
    }
}

/// Each run by itself, in a crate as it was made, and in one of an older wmigen.
#[test]
fn rendered_or_recalled_is_the_same_for_each_verb() {
    for run in &RUNS {
        for before in [
            &[][..],
            &[Step::NoFingerprint],
            &[Step::Spec {
                edit: 0,
                undo: false,
            }],
        ] {
            let steps = [before, &[Step::Run(run), Step::Run(RUNS[0])]].concat();
            live_through(&steps).unwrap_or_else(|why| panic!("{steps:?}: {why}"));
        }
    }
}

/// Each change of the spec by itself, there and back.
#[test]
fn rendered_or_recalled_is_the_same_after_each_change() {
    for (edit, change) in EDITS.iter().enumerate() {
        let steps = [false, true].map(|undo| {
            [
                Step::Spec { edit, undo },
                Step::Run(&["check", "disk"]),
                Step::Run(&["generate", "disk"]),
                Step::Run(&["check", "disk"]),
            ]
        });
        live_through(&steps.concat()).unwrap_or_else(|why| panic!("{change:?}: {why}"));
    }
}

#[test]
fn an_old_lock_is_sound_and_gets_its_fingerprint_when_the_crate_is_generated() {
    let crate_ = Way::new(false);
    let made = crate_.sandbox.read("disk/wmigen.lock");
    crate_.take(&Step::NoFingerprint);
    let old = crate_.sandbox.read("disk/wmigen.lock");
    assert_ne!(made, old);
    assert!(crate_.run(&["check", "disk"]).status.success());
    assert_eq!(crate_.sandbox.read("disk/wmigen.lock"), old);
    assert!(crate_.run(&["generate", "disk"]).status.success());
    assert_eq!(crate_.sandbox.read("disk/wmigen.lock"), made);
}

#[test]
fn a_fingerprint_of_another_wmigen_is_left_alone_as_long_as_there_is_nothing_to_write() {
    let crate_ = Way::new(false);
    let lock = crate_.sandbox.read("disk/wmigen.lock");
    let (before, after) = lock
        .split_once("fingerprint = \"sha256:")
        .expect("a fingerprint");
    let foreign = format!(
        "{before}fingerprint = \"sha256:{}{}",
        "0".repeat(64),
        &after[64..]
    );
    crate_.sandbox.write("disk/wmigen.lock", &foreign);
    for verb in ["check", "generate"] {
        assert!(crate_.run(&[verb, "disk"]).status.success(), "{verb}");
        assert_eq!(crate_.sandbox.read("disk/wmigen.lock"), foreign, "{verb}");
    }
}

/// Each template by itself, there, changed and gone: with the spec as it was, and with a spec that changes with it.
#[test]
fn rendered_or_recalled_is_the_same_with_each_template() {
    let folder = Step::Spec {
        edit: OF_TEMPLATES,
        undo: false,
    };
    let class = |undo| Step::Spec { edit: 3, undo };
    let [check, generate] = [
        Step::Run(&["check", "disk"]),
        Step::Run(&["generate", "disk"]),
    ];
    let mut steps = vec![folder, generate.clone()];
    for (number, (file, texts)) in TEMPLATES.iter().enumerate() {
        let texts = texts.iter().rev().map(|text| Step::Template(file, text));
        let mut changes: Vec<_> = texts.chain([Step::NoTemplate(file)]).collect();
        // The spec changes with the last of them.
        let last = changes.pop();
        for change in changes {
            steps.extend([change, check.clone(), generate.clone()]);
        }
        steps.extend(last);
        steps.extend([class(number % 2 == 1), check.clone(), generate.clone()]);
    }
    live_through(&steps).unwrap_or_else(|why| panic!("{why}"));
}

/// A further file knows the whole provider: it is made anew after each change of the spec, by the same templates.
#[test]
fn rendered_or_recalled_is_the_same_by_one_folder_of_templates() {
    let [check, generate, update] = [
        Step::Run(&["check", "disk"]),
        Step::Run(&["generate", "disk"]),
        Step::Run(&["update", "disk"]),
    ];
    let folder = Step::Spec {
        edit: OF_TEMPLATES,
        undo: false,
    };
    let [of_class, of_crate] = [
        "+++\nowner = \"generated\"\neach = \"class\"\n+++\nGenerated by wmigen. {{provider.type_name}} {{provider.class_count}}\n",
        "+++\nowner = \"generated\"\n+++\nGenerated by wmigen. {{#each whole_classes}}{{type_name}} {{/each}}\n",
    ];
    let mut steps = vec![
        folder,
        Step::Template("extra/{module}.md.hbs", of_class),
        Step::Template("extra/list.md.hbs", of_crate),
        generate.clone(),
        update.clone(),
    ];
    let both_ways = [1, 2, 5, 6].map(|edit| [(edit, false), (edit, true)]);
    // The user's file of a class that goes would stay as an orphan, and nothing is recalled beside one.
    for (edit, undo) in both_ways.into_iter().flatten().chain([(3, false)]) {
        steps.push(Step::Spec { edit, undo });
        steps.extend([check.clone(), generate.clone(), update.clone()]);
    }
    live_through(&steps).unwrap_or_else(|why| panic!("{why}"));
    // It would show nothing if there were nothing to recall.
    let way = Way::new(false);
    for step in &steps {
        way.take(step);
    }
    assert!(recalled(&way, &["check", "disk"]) > 100);
}

/// As much is recalled by templates of the user's own as by wmigen's, and nothing that others made.
#[test]
fn what_other_templates_made_is_not_recalled() {
    let way = Way::new(false);
    let [check, generate] = [&["check", "disk"], &["generate", "disk"]];
    way.take(&Step::Spec {
        edit: OF_TEMPLATES,
        undo: false,
    });
    assert_eq!(recalled(&way, check), 0);
    way.take(&Step::Run(generate));
    // A scaffold that is still to be offered is made anew.
    way.take(&Step::Run(&["update", "disk"]));
    let all = recalled(&way, check);
    assert!(all > 100, "{all}");
    let (file, texts) = TEMPLATES[1];
    way.take(&Step::Template(file, texts[1]));
    assert_eq!(recalled(&way, check), 0);
    way.take(&Step::Template(file, texts[0]));
    assert_eq!(recalled(&way, check), all);
    way.take(&Step::NoTemplate(file));
    assert_eq!(recalled(&way, check), 0);
}

/// What a file of MOF of the user's declares is read, too, and no part of the spec.
#[test]
fn a_changed_class_of_the_user_s_mof_is_not_recalled() {
    let file = "schema/base.mof";
    let [check, generate] = [
        Step::Run(&["check", "disk"]),
        Step::Run(&["generate", "disk"]),
    ];
    let named = Step::Spec {
        edit: OF_MOF,
        undo: false,
    };
    let steps = [
        named,
        generate.clone(),
        check.clone(),
        Step::Append(file, "class Acme_More { };\n"),
        check.clone(),
        generate.clone(),
        Step::Crlf(file),
        Step::Append(file, "// mine\n"),
        check.clone(),
        Step::Delete(file),
        check,
        generate,
    ];
    live_through(&steps).unwrap_or_else(|why| panic!("{why}"));
    let way = Way::new(false);
    for step in &steps[..2] {
        way.take(step);
    }
    // The README names the file.
    way.take(&Step::Run(&["update", "disk"]));
    let all = recalled(&way, &["check", "disk"]);
    assert!(all > 100, "{all}");
    way.take(&steps[3]);
    assert_eq!(recalled(&way, &["check", "disk"]), 0);
    way.take(&steps[5]);
    assert_eq!(recalled(&way, &["check", "disk"]), all);
    for step in &steps[6..8] {
        way.take(step);
    }
    assert_eq!(recalled(&way, &["check", "disk"]), all);
}
