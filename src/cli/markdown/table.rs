//! A table: columns side by side where they fit, and else each row as a list of what its columns say.

use super::flow::Flow;

/// What stands between two columns.
const GAP: &str = "  ";

/// A table as it is read.
#[derive(Debug, Default)]
pub struct Table {
    head: Vec<Flow>,
    rows: Vec<Vec<Flow>>,
    /// Whether what is read belongs to the head.
    in_head: bool,
}

impl Table {
    /// Begins the head.
    pub fn begin_head(&mut self) {
        self.in_head = true;
    }

    /// Ends the head.
    pub fn end_head(&mut self) {
        self.in_head = false;
    }

    /// Begins a row.
    pub fn begin_row(&mut self) {
        self.rows.push(Vec::new());
    }

    /// Adds the next cell of the row, or of the head.
    pub fn add(&mut self, cell: Flow) {
        if self.in_head {
            self.head.push(cell);
        } else if let Some(row) = self.rows.last_mut() {
            row.push(cell);
        }
    }

    /// Its lines, of at most `width` columns where its words allow that.
    pub fn lines(&self, width: usize) -> Vec<String> {
        match self.widths(width) {
            Some(widths) => self.side_by_side(&widths),
            None => self.below_each_other(width),
        }
    }

    /// The cells of a column.
    fn column(&self, column: usize) -> impl Iterator<Item = &Flow> {
        let all = std::iter::once(&self.head).chain(&self.rows);
        all.filter_map(move |row| row.get(column))
    }

    /// How wide each column becomes; none if not even their longest words stand side by side.
    fn widths(&self, width: usize) -> Option<Vec<usize>> {
        let columns = 0..self.head.len();
        let of = |measure: fn(&Flow) -> usize| -> Vec<usize> {
            let widest = |column| self.column(column).map(measure).max().unwrap_or_default();
            columns.clone().map(widest).collect()
        };
        let (least, most) = (of(Flow::longest_word), of(Flow::width));
        let gaps = GAP.len() * self.head.len().saturating_sub(1);
        let room = width.checked_sub(gaps + least.iter().sum::<usize>())?;
        let wanted: usize = most
            .iter()
            .zip(&least)
            .map(|(most, least)| most - least)
            .sum();
        // Each column gets its share of the room, by what it lacks.
        let widened = most.iter().zip(&least).map(|(most, least)| {
            let lacks = most - least;
            let share = (room * lacks).checked_div(wanted).unwrap_or_default();
            least + lacks.min(share)
        });
        Some(widened.collect())
    }

    fn side_by_side(&self, widths: &[usize]) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.head.iter().all(Flow::is_empty) {
            let rules: Vec<_> = widths.iter().map(|width| "-".repeat(*width)).collect();
            lines.extend(row_lines(&self.head, widths));
            lines.push(rules.join(GAP));
        }
        let is_wrapped = |row: &Vec<Flow>| {
            let mut cells = row.iter().zip(widths);
            cells.any(|(cell, width)| cell.lines(*width).len() > 1)
        };
        // Rows of several lines need air between them.
        let airy = self.rows.iter().any(is_wrapped);
        for (at, row) in self.rows.iter().enumerate() {
            if airy && at > 0 {
                lines.push(String::new());
            }
            lines.extend(row_lines(row, widths));
        }
        lines
    }

    fn below_each_other(&self, width: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                lines.push(String::new());
            }
            for (head, cell) in self
                .head
                .iter()
                .zip(row)
                .filter(|(_, cell)| !cell.is_empty())
            {
                lines.extend(head.lines(width).into_iter().map(|(line, _)| line));
                let cell = cell.lines(width.saturating_sub(GAP.len())).into_iter();
                lines.extend(cell.map(|(line, _)| format!("{GAP}{line}")));
            }
        }
        lines
    }
}

/// The lines of cells that stand side by side.
fn row_lines(row: &[Flow], widths: &[usize]) -> Vec<String> {
    let cells: Vec<_> = row
        .iter()
        .zip(widths)
        .map(|(cell, width)| cell.lines(*width))
        .collect();
    let height = cells.iter().map(Vec::len).max().unwrap_or_default();
    let line = |at: usize| {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            let (text, used) = cell.get(at).map_or(("", 0), |(text, used)| (text, *used));
            line += text;
            line += &" ".repeat(width.saturating_sub(used) + GAP.len());
        }
        line.trim_end().to_owned()
    };
    (0..height).map(line).collect()
}

/// Lines of a name and a text each: the texts stand below each other, and are wrapped.
pub fn rows(rows: &[(Flow, Flow, Flow)], width: usize) -> Vec<String> {
    let widest = |of: fn(&(Flow, Flow, Flow)) -> &Flow| {
        rows.iter()
            .map(|row| of(row).width())
            .max()
            .unwrap_or_default()
    };
    let (first, second) = (widest(|row| &row.0), widest(|row| &row.1));
    let indent = first + second + 2 * GAP.len();
    let mut lines = Vec::new();
    for (one, two, text) in rows {
        let texts = text.lines(width.saturating_sub(indent).max(1));
        for (at, (text, _)) in texts.into_iter().enumerate() {
            let cell = |flow: &Flow, width: usize| {
                let (text, used) = flow
                    .lines(usize::MAX)
                    .into_iter()
                    .next()
                    .unwrap_or_default();
                format!("{text}{:1$}{GAP}", "", width - used)
            };
            lines.push(if at == 0 {
                format!("{}{}{text}", cell(one, first), cell(two, second))
            } else {
                format!("{:indent$}{text}", "")
            });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use clap::builder::styling::Style;

    use super::*;

    fn table(rows: &[&[&str]]) -> Table {
        let mut table = Table::default();
        for (at, row) in rows.iter().enumerate() {
            if at == 0 {
                table.begin_head();
            } else {
                table.end_head();
                table.begin_row();
            }
            for cell in *row {
                table.add(Flow::of(cell, Style::new()));
            }
        }
        table
    }

    #[test]
    fn columns_stand_side_by_side_where_they_fit() {
        let table = table(&[&["a", "long head"], &["one two", "b"]]);
        assert_eq!(
            table.lines(80),
            ["a        long head", "-------  ---------", "one two  b"]
        );
        assert_eq!(
            table.lines(14),
            [
                "a      long",
                "       head",
                "-----  ------",
                "one    b",
                "two"
            ]
        );
    }

    #[test]
    fn a_head_without_words_is_none() {
        let table = table(&[&["", ""], &["a", "b"]]);
        assert_eq!(table.lines(80), ["a  b"]);
    }

    #[test]
    fn rows_that_are_too_wide_become_lists() {
        let table = table(&[&["first", "second"], &["abcdef", "ghi jkl"], &["m", ""]]);
        assert_eq!(
            table.lines(9),
            [
                "first",
                "  abcdef",
                "second",
                "  ghi jkl",
                "",
                "first",
                "  m"
            ]
        );
    }
}
