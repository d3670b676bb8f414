//! What `wmigen generate` says of a changed spec, beside what it means for code.

use snapbox::str;

use crate::sandbox::Sandbox;

#[test]
fn a_changed_policy_is_told_to_people_and_programs() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("object = \"hide\"", "object = \"fail\"");
    sandbox
        .run(&["generate", "disk", "--dry-run"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for clients:
- Acme_Disk: a client that is denied the instance and asks for the instance by its path, gets now: `WBEM_E_ACCESS_DENIED` 0x80041003; until now: `WBEM_E_NOT_FOUND` 0x80041002, as if it did not exist; it learns from now on that the instance exists

"]]);
    sandbox
        .run(&["generate", "disk", "--message-format", "json"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
...
{"version":1,"reason":"answer-change","kind":"answer-changed","class":"Acme_Disk","member":"get","message":"a client [..] it learns from now on that the instance exists","reveals":"more"}
...
"#]]);
    // The spec of today is the last one from then on.
    sandbox
        .run(&["generate", "disk"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"
nothing to do: [..] unchanged

"]]);
}

#[test]
fn a_policy_that_is_true_of_many_classes_is_told_once_to_people() {
    let sandbox = Sandbox::with_disk();
    let class = |name: &str| {
        format!(
            "[class.{name}]\noperations = [\"get\"]\nproperties.ID = {{ type = \"string\", key = true }}\n"
        )
    };
    for name in ["Acme_A", "Acme_B", "Acme_C", "Acme_D", "Acme_E", "Acme_F"] {
        sandbox.append("disk/wmigen.toml", &class(name));
    }
    sandbox.run(&["generate", "disk"]).assert().code(0);
    sandbox.edit_spec("object = \"hide\"", "object = \"fail\"");
    sandbox
        .run(&["generate", "disk", "--dry-run"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for clients:
- Acme_Disk, Acme_A, Acme_B, Acme_C, Acme_D and 2 more: a client that is denied the instance [..]

"]]);
}

#[test]
fn what_stays_on_machines_is_told_with_what_to_do() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("'root\\Acme'", "'root\\Acme\\Storage'");
    sandbox
        .run(&["generate", "disk", "--dry-run"])
        .assert()
        .code(0)
        .stderr_eq(str![[r"

What the changed spec means for machines where the old version is installed:
- no class is in the namespace `root/Acme` any more: `upgrade.ps1` takes the registration of the provider and its entry under `SecuredHostProviders` out of it, and leaves the namespace, [..]
  what to do: secure the namespaces that the classes are in now, and delete this one by hand if nothing else is in it
- Acme_Disk: the class `Acme_Disk` is in the namespace `root/Acme/Storage` now, and no longer in `root/Acme`: [..]
  what to do: change the clients first; [..]

"]]);
    sandbox
        .run(&["generate", "disk", "--message-format", "json"])
        .assert()
        .code(0)
        .stdout_eq(str![[r#"
...
{"version":1,"reason":"installation-change","kind":"namespace-changed","class":null,"message":"no class is in the namespace [..]","help":"secure [..]"}
...
"#]]);
}

#[test]
fn quiet_says_nothing_of_it() {
    let sandbox = Sandbox::with_disk();
    sandbox.edit_spec("'root\\Acme'", "'root\\Acme\\Storage'");
    sandbox
        .run(&["generate", "disk", "--quiet"])
        .assert()
        .code(0)
        .stdout_eq(str![""])
        .stderr_eq(str![""]);
}
