//! Where the pages lead. `SNAPSHOTS=overwrite cargo test --test book` writes the rules into the summary anew.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use crate::pages::{Page, all, page, read, root};
use crate::support::accept;
use std::collections::BTreeMap;
use std::path::{Component, Path};

/// The page's path joined with a link of it, without `.` and `..`.
fn joined(page: &Page, link: &str) -> Option<String> {
    let path = Path::new(&page.path).parent()?.join(link);
    let mut parts: Vec<&str> = Vec::new();
    for component in path.components() {
        match component {
            Component::Normal(part) => parts.push(part.to_str()?),
            Component::ParentDir => {
                parts.pop()?;
            }
            Component::CurDir => {}
            _ => return None,
        }
    }
    Some(parts.join("/"))
}

/// What is wrong with a link of a page, if anything.
fn fault(page: &Page, link: &str, pages: &BTreeMap<&str, &Page>) -> Option<String> {
    let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
    let path = if file.is_empty() {
        page.path.clone()
    } else {
        joined(page, file)?
    };
    // A built book has nothing but its own pages.
    if page.path.starts_with("docs/") && !path.starts_with("docs/") {
        return Some("leads out of the book".to_owned());
    }
    match pages.get(path.as_str()) {
        Some(target) if anchor.is_empty() || target.anchors.contains(anchor) => None,
        Some(_) => Some(format!("{path} has no heading #{anchor}")),
        None if anchor.is_empty() && !path.starts_with("docs/") && root().join(&path).exists() => {
            None
        }
        None => Some(format!("there is no {path}")),
    }
}

#[test]
fn every_link_leads_somewhere() {
    let pages = all();
    let by_path: BTreeMap<&str, &Page> = pages.iter().map(|page| (&*page.path, page)).collect();
    let mut faults = Vec::new();
    for page in &pages {
        let inner = page.links.iter().filter(|link| !link.contains("://"));
        for link in inner {
            if let Some(fault) = fault(page, link, &by_path) {
                faults.push(format!("{}: [{link}] {fault}", page.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_is_in_the_summary_once() {
    let pages = all();
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for page in pages.iter().filter(|page| page.path == "docs/SUMMARY.md") {
        for link in &page.links {
            *listed.entry(format!("docs/{link}")).or_default() += 1;
        }
    }
    let mut faults: Vec<_> = pages
        .iter()
        .filter(|page| page.path.starts_with("docs/") && page.path != "docs/SUMMARY.md")
        .filter(|page| !listed.contains_key(&page.path))
        .map(|page| format!("{} is not in the summary", page.path))
        .collect();
    let repeated = listed.iter().filter(|(_, times)| **times > 1);
    faults.extend(repeated.map(|(path, times)| format!("{path} is there {times} times")));
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The summary with a line for each rule's page below that of their index, in the index's order.
fn with_rules(summary: &str, index: &Page) -> String {
    const INDEX: &str = "- [The rules](rules/README.md)";
    let rules = index.links.iter().filter_map(|link| {
        let name = link.strip_suffix(".md")?;
        (!name.contains('/')).then(|| format!("  - [{name}](rules/{link})"))
    });
    let rules: Vec<String> = rules.collect();
    let others = summary.lines();
    let others = others.filter(|line| !line.contains("](rules/") || *line == INDEX);
    let lines = others.flat_map(|line| {
        let below = if line == INDEX { &rules[..] } else { &[] };
        std::iter::once(line).chain(below.iter().map(String::as_str))
    });
    lines.flat_map(|line| [line, "\n"]).collect()
}

#[test]
fn the_summary_has_the_rules_in_order() {
    let present = read("docs/SUMMARY.md");
    let wanted = with_rules(&present, &page("docs/rules/README.md"));
    accept::holds("docs/SUMMARY.md", &wanted);
}
