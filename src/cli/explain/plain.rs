//! A rule's page as plain text: what Markdown marks for a renderer says nothing to somebody who reads it in a terminal.

/// The page without fences, emphasis and the targets of links; an example is set in.
pub fn plain(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    for (number, part) in page.split("```").enumerate() {
        // Every second part is an example, whose first line is the fence's own.
        if number % 2 == 1 {
            let (_, example) = part.split_once('\n').unwrap_or_default();
            for line in example.lines() {
                let indent = if line.is_empty() { "" } else { "    " };
                text.extend([indent, line, "\n"]);
            }
        } else {
            let prose = if number == 0 {
                part
            } else {
                part.trim_start_matches('\n')
            };
            let gap = if number == 0 { "" } else { "\n" };
            text.extend([gap, &unlinked(prose)]);
        }
    }
    let lines: Vec<_> = text.lines().map(unmarked).collect();
    lines.join("\n") + "\n"
}

/// A line without what marks it as a heading, or all of it as emphasis.
fn unmarked(line: &str) -> &str {
    let emphasised = line
        .strip_prefix('*')
        .and_then(|rest| rest.strip_suffix('*'));
    emphasised.unwrap_or_else(|| {
        line.strip_prefix("## ")
            .or(line.strip_prefix("# "))
            .unwrap_or(line)
    })
}

/// A text in which each link is its own words. An array of TOML is none: no parenthesis follows it.
fn unlinked(prose: &str) -> String {
    let mut text = String::with_capacity(prose.len());
    let mut rest = prose;
    while let Some((before, link)) = rest.split_once('[') {
        text += before;
        if let Some((words, behind)) = link.split_once("](")
            && !words.contains(['[', ']'])
            && let Some((_, behind)) = behind.split_once(')')
        {
            text += words;
            rest = behind;
        } else {
            text.push('[');
            rest = link;
        }
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::RULES;

    #[test]
    fn a_page_is_read_without_marks() {
        let page = "# some-rule\n\n*An error.*\n\nWrite `a = [1]`, see [the\nspec](../spec.md).\n\n## Wrong\n\n\
                    ```toml wrong\n[a]\n\nb = [1]\n```\n\n## What to do\n\nWrite it.\n";
        assert_eq!(
            plain(page),
            "some-rule\n\nAn error.\n\nWrite `a = [1]`, see the\nspec.\n\nWrong\n\n    [a]\n\n    b = [1]\n\n\
             What to do\n\nWrite it.\n"
        );
    }

    #[test]
    fn no_page_has_other_marks() {
        for rule in RULES {
            let text = plain(rule.page);
            for line in text.lines() {
                let marked = line.starts_with('#') && !line.starts_with("    ");
                let fenced = line.contains("```") || line.contains("](") || line.contains("**");
                assert!(!marked && !fenced, "{}: {line}", rule.id);
            }
        }
    }
}
