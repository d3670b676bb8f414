//! Differences of many files, cut to what a person reads: a CI's log would otherwise fill with megabytes.

use std::fmt::Write as _;

/// The most lines of one file's difference.
const LINES_MAX: usize = 60;

/// The most lines of all together.
const ALL_MAX: usize = 600;

/// The beginnings of these diffs, one after the other, and how much is left out.
pub fn cut(diffs: &[String]) -> String {
    let mut text = String::new();
    let mut room = ALL_MAX;
    for (at, diff) in diffs.iter().enumerate() {
        if room == 0 {
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "… and {}; `--verbose` shows all",
                more(diffs.len() - at)
            );
            break;
        }
        let lines: Vec<&str> = diff.split_inclusive('\n').collect();
        let shown = lines.len().min(LINES_MAX).min(room);
        room -= shown;
        text.extend(lines[..shown].iter().copied());
        if shown < lines.len() {
            let _ = writeln!(
                text,
                "… {} more lines; `--verbose` shows all",
                lines.len() - shown
            );
        }
    }
    text
}

fn more(count: usize) -> String {
    match count {
        1 => "the difference of 1 more file".to_owned(),
        _ => format!("the differences of {count} more files"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_out_is_counted() {
        let short = "+a\n".to_owned();
        let long = "+a\n".repeat(LINES_MAX + 2);
        assert_eq!(cut(&[short.clone(), short.clone()]), "+a\n+a\n");
        let begun = format!(
            "{}… 2 more lines; `--verbose` shows all\n",
            "+a\n".repeat(LINES_MAX)
        );
        assert_eq!(cut(&[long.clone(), short.clone()]), format!("{begun}+a\n"));
        let many = vec![long; ALL_MAX / LINES_MAX + 1];
        assert!(
            cut(&many).ends_with("… and the difference of 1 more file; `--verbose` shows all\n"),
            "{}",
            cut(&many)
        );
    }
}
