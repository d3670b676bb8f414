//! What a denial in an object means for what has the object.

use super::super::answer_changes;
use super::{class, provider};

/// A disk with ways to it, whose address is denied so.
fn disk(address: &str) -> String {
    let path = format!(
        "[class.Acme_Path]\nkind = 'embedded'\n[class.Acme_Path.properties]\n\
         Port = {{ type = 'uint32' }}\nAddress = {{ type = 'string', denied = '{address}' }}\n"
    );
    let route = "[class.Acme_Route]\nkind = 'embedded'\n[class.Acme_Route.properties]\n\
         First = { object = 'Acme_Path', denied = 'null' }\nLast = { object = 'Acme_Path', denied = 'deny-object' }\n";
    let properties = "Way = { object = 'Acme_Path', denied = 'null' }\n\
         Ways = { object = 'Acme_Path[]', denied = 'deny-object' }\n\
         Route = { object = 'Acme_Route', denied = 'null' }\n\
         Any = { object = '*', denied = 'null' }\nCount = { type = 'uint32' }\n";
    let method = "[class.Acme_Disk.method.Find]\nparameters = [{ out = 'Found', object = 'Acme_Path' }, \
         { in = 'Start', object = 'Acme_Path' }]\n";
    class("Acme_Disk", properties) + method + &path + route
}

/// The member, what denied clients learn, and the message of each change of the disk.
fn told(old: &str, new: &str) -> Vec<[String; 3]> {
    let changes = answer_changes(&provider(old), &provider(new)).into_iter();
    let of_disk = changes.filter(|change| change.class.as_deref() == Some("Acme_Disk"));
    let told = of_disk.map(|change| {
        assert_eq!(change.kind.as_str(), "property-denial-changed");
        let member = change.member.unwrap_or_default();
        [member, change.reveals.as_str().to_owned(), change.message]
    });
    told.collect()
}

const RIGHT: &str = "gets the object with NULL in that place";

#[test]
fn a_denial_that_takes_an_object_along_is_told_of_all_that_has_one() {
    let found = told(&disk("null"), &disk("deny-object"));
    let who = "a client that may not see `Acme_Path.Address` of an object in";
    let was = "until now it got the object with NULL in that place";
    let of = |member: &str, gets: &str, lesson: &str| {
        let message = format!("{who} `{member}` {gets}; {was}; it no longer learns {lesson}");
        [member.to_owned(), "less".to_owned(), message]
    };
    let null = "gets NULL in the place of the object";
    assert_eq!(
        found,
        [
            of("Way", null, "the rest of the object"),
            of("Ways", "is denied the instance", "the rest of the instance"),
            of("Route", null, "the rest of the object"),
            of("Any", null, "the rest of the object"),
            of("Find.Found", null, "the rest of the object"),
        ]
    );
}

#[test]
fn a_denial_that_no_longer_takes_it_along_tells_more() {
    let found = told(&disk("deny-object"), &disk("null"));
    let members: Vec<_> = found.iter().map(|[member, ..]| &**member).collect();
    assert_eq!(members, ["Way", "Ways", "Route", "Any", "Find.Found"]);
    for [_, reveals, message] in &found {
        assert_eq!(reveals, "more");
        assert!(message.contains(RIGHT), "{message}");
    }
}

#[test]
fn what_has_another_name_is_the_same_and_what_is_new_is_told_as_such() {
    let old = disk("null");
    let renamed = disk("deny-object")
        .replace("Acme_Path", "Acme_Line")
        .replace(
            "[class.Acme_Line]\n",
            "[class.Acme_Line]\nrenamed-from = 'Acme_Path'\n",
        )
        .replace("Address = {", "Target = { renamed-from = 'Address',");
    let found = told(&old, &renamed);
    assert_eq!(found.len(), 5, "{found:#?}");
    assert!(found[0][2].contains("`Acme_Line.Target`"), "{found:#?}");
    let added = disk("null").replace(
        "Port = {",
        "Secret = { type = 'string', denied = 'deny-object' }\nPort = {",
    );
    assert_eq!(told(&old, &added), [[""; 3]; 0]);
    assert_eq!(told(&old, &old), [[""; 3]; 0]);
}

/// An object that is denied where nothing that is around it is.
#[test]
fn a_denial_ends_where_null_takes_its_place() {
    let ends = |last: &str| {
        disk(last).replace(
            "Last = { object = 'Acme_Path', denied = 'deny-object' }",
            "Last = { object = 'Acme_Path', denied = 'null' }",
        )
    };
    let found = told(&ends("null"), &ends("deny-object"));
    let members: Vec<_> = found.iter().map(|[member, ..]| &**member).collect();
    assert_eq!(members, ["Way", "Ways", "Any", "Find.Found"]);
}
