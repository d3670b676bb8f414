//! Where lines break in the user's scaffolds, so that they come out as rustfmt leaves them. They cannot be run through
//! rustfmt instead: the output would depend on the user's toolchain, and drift with it.

#[cfg(test)]
mod tests;

/// The width that rustfmt keeps to.
const WIDTH: usize = 100;

/// A `use` of several names of one module.
pub fn use_list(path: &str, names: &[String]) -> String {
    if let [name] = names {
        return format!("use {path}::{name};");
    }
    let one_line = format!("use {path}::{{{}}};", names.join(", "));
    // rustfmt keeps two columns free for what may follow a list.
    if one_line.len() <= WIDTH - 2 {
        return one_line;
    }
    let lines = filled(names, WIDTH - 4);
    format!("use {path}::{{\n    {}\n}};", lines.join("\n    "))
}

/// The head of a function with parameters and a result, or of a trait's implementation, up to its opening brace. It is
/// given on one line, with its indent.
pub fn head(line: &str) -> String {
    if line.len() <= WIDTH {
        return line.to_owned();
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    if let Some((start, end)) = line.split_once('(') {
        let (parameters, result) = end.rsplit_once(") -> ").unwrap_or((end, ""));
        let parameters = apart(parameters).join(&format!(",\n{indent}    "));
        let mut last = format!("{indent}) -> {result}");
        if last.len() > WIDTH {
            last = last.replace(" {", &format!("\n{indent}{{"));
        }
        return format!("{start}(\n{indent}    {parameters},\n{last}");
    }
    let broken = line.replacen(" for ", &format!("\n{indent}    for "), 1);
    broken.replace(" {", &format!("\n{indent}{{"))
}

/// Parameters, whose types may have commas in brackets of their own.
fn apart(parameters: &str) -> Vec<&str> {
    let mut depth = 0_usize;
    let commas = parameters.split(|c| {
        match c {
            '<' | '(' | '[' => depth += 1,
            '>' | ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    });
    commas.map(str::trim).collect()
}

/// Items with their commas, as many on a line as there is room for.
fn filled(items: &[String], room: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for item in items {
        let line = lines.last_mut().expect("there is always a line");
        if !line.is_empty() && line.len() + 1 + item.len() + 1 > room {
            lines.push(format!("{item},"));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(item);
            line.push(',');
        }
    }
    lines
}
