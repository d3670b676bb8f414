//! Where lines break in generated Rust, so that it comes out as rustfmt would leave it. It cannot be run through rustfmt
//! instead: the output would depend on the user's toolchain, and drift with it.

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

/// The head of a function at `indent`, with its `end`: ` {` or `;`.
pub fn function(
    indent: usize,
    name: &str,
    parameters: &[&str],
    returns: &str,
    end: &str,
) -> String {
    let one_line = format!("fn {name}({}) -> {returns}{end}", parameters.join(", "));
    let margin = " ".repeat(indent);
    match indent + one_line.len() {
        // What fits exactly and has no body, rustfmt breaks before its arrow.
        WIDTH if end == ";" => return one_line.replacen(" -> ", &format!("\n{margin}-> "), 1),
        ..=WIDTH => return one_line,
        _ => {}
    }
    let parameters = parameters.join(&format!(",\n{margin}    "));
    let mut last = format!(") -> {returns}{end}");
    if end == " {" && indent + last.len() > WIDTH {
        last = format!(") -> {returns}\n{margin}{{");
    }
    format!("fn {name}(\n{margin}    {parameters},\n{margin}{last}")
}

/// The head of a trait's implementation, up to its opening brace.
pub fn implementation(of: &str, by: &str) -> String {
    let one_line = format!("impl {of} for {by} {{");
    if one_line.len() <= WIDTH {
        one_line
    } else {
        format!("impl {of}\n    for {by}\n{{")
    }
}

/// A struct literal at `indent`; rustfmt keeps only the shortest on one line.
pub fn struct_literal(indent: usize, name: &str, fields: &[String]) -> String {
    const SHORT: usize = 18;
    let one_line = fields.join(", ");
    if one_line.len() <= SHORT {
        return format!("{name} {{ {one_line} }}");
    }
    let margin = " ".repeat(indent);
    let fields = fields.join(&format!(",\n{margin}    "));
    format!("{name} {{\n{margin}    {fields},\n{margin}}}")
}

/// An array at `indent`; rustfmt keeps only short ones on one line.
pub fn array(indent: usize, items: &[String]) -> String {
    const SHORT: usize = 60;
    let one_line = format!("[{}]", items.join(", "));
    // The brackets do not count.
    if one_line.len() <= SHORT + 2 {
        return one_line;
    }
    let margin = " ".repeat(indent);
    let items = items.join(&format!(",\n{margin}    "));
    format!("[\n{margin}    {items},\n{margin}]")
}

/// A call at `indent`; its arguments stand on lines of their own where they are long.
pub fn call(indent: usize, function: &str, arguments: &[String]) -> String {
    const SHORT: usize = 60;
    let one_line = arguments.join(", ");
    if one_line.len() <= SHORT {
        return format!("{function}({one_line})");
    }
    let margin = " ".repeat(indent);
    let arguments = arguments.join(&format!(",\n{margin}    "));
    format!("{function}(\n{margin}    {arguments},\n{margin})")
}

/// A chain of calls at `indent`, with something of one character after it.
pub fn chain(indent: usize, head: &str, calls: &[String]) -> String {
    const SHORT: usize = 60;
    let one_line = format!("{head}{}", calls.concat());
    let room = WIDTH - indent - 1;
    // A lone call stays on the line for as long as there is room.
    let most = if calls.len() > 1 {
        SHORT.min(room)
    } else {
        room
    };
    if calls.is_empty() || one_line.len() <= most {
        return one_line;
    }
    // What follows a head of several lines stands below its end.
    let margin = " ".repeat(if head.contains('\n') {
        indent
    } else {
        indent + 4
    });
    format!("{head}\n{margin}{}", calls.join(&format!("\n{margin}")))
}

/// The vector of a field in a struct literal at `indent`, wrapped as `Some` or the like. Short elements share lines.
pub fn vec_in(indent: usize, field: &str, wrap: &str, items: &[String]) -> String {
    const SHORT: usize = 60;
    const SHORT_ITEM: usize = 10;
    if items.is_empty() {
        return format!("{wrap}(Vec::new())");
    }
    let list = format!("vec![{}]", items.join(", "));
    let one_line = format!("{wrap}({list})");
    if list.len() <= SHORT && indent + field.len() + 2 + one_line.len() < WIDTH {
        return one_line;
    }
    let margin = " ".repeat(indent + 4);
    let lines = if items.iter().all(|item| item.len() <= SHORT_ITEM) {
        filled(items, WIDTH - indent - 5)
    } else {
        items.iter().map(|item| format!("{item},")).collect()
    };
    let lines = lines.join(&format!("\n{margin}"));
    format!("{wrap}(vec![\n{margin}{lines}\n{}])", " ".repeat(indent))
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_use_breaks_where_rustfmt_breaks_it() {
        assert_eq!(use_list("a::b", &names(&["C"])), "use a::b::C;");
        assert_eq!(use_list("a", &names(&["B", "C"])), "use a::{B, C};");
        let line = |length: usize| {
            let name = "N".repeat(length - "use a::{B, };".len());
            use_list("a", &names(&["B", &name]))
        };
        assert_eq!(line(98).lines().count(), 1);
        assert_eq!(line(99).lines().count(), 3);
        let long = "N".repeat(40);
        let broken = use_list("a", &names(&[&long, &long, &long]));
        assert_eq!(
            broken,
            format!("use a::{{\n    {long}, {long},\n    {long},\n}};")
        );
    }

    #[test]
    fn a_function_breaks_where_rustfmt_breaks_it() {
        assert_eq!(
            function(4, "f", &["&self", "a: A"], "R", " {"),
            "fn f(&self, a: A) -> R {"
        );
        let long = "R".repeat(90);
        assert_eq!(
            function(4, "f", &["&self", "a: A"], &long, ";"),
            format!("fn f(\n        &self,\n        a: A,\n    ) -> {long};")
        );
        let longer = "R".repeat(95);
        assert_eq!(
            function(4, "f", &["&self"], &longer, " {"),
            format!("fn f(\n        &self,\n    ) -> {longer}\n    {{")
        );
        let exact = "R".repeat(WIDTH - 4 - "fn f(&self) -> ;".len());
        assert_eq!(
            function(4, "f", &["&self"], &exact, ";"),
            format!("fn f(&self)\n    -> {exact};")
        );
    }
    #[test]
    fn a_struct_literal_breaks_where_rustfmt_breaks_it() {
        let short = ["name: keys.get(0)?".to_owned()];
        assert_eq!(struct_literal(4, "S", &short), "S { name: keys.get(0)? }");
        let long = ["names: keys.get(0)?".to_owned()];
        assert_eq!(
            struct_literal(4, "S", &long),
            "S {\n        names: keys.get(0)?,\n    }"
        );
    }

    #[test]
    fn a_chain_breaks_where_rustfmt_breaks_it() {
        let calls = |count: usize| vec![".call()".to_owned(); count];
        assert_eq!(chain(0, "head", &calls(2)), "head.call().call()");
        let long = "h".repeat(60);
        assert_eq!(chain(0, &long, &calls(1)), format!("{long}.call()"));
        assert_eq!(
            chain(4, &long, &calls(2)),
            format!("{long}\n        .call()\n        .call()")
        );
    }

    #[test]
    fn an_array_breaks_where_rustfmt_breaks_it() {
        let item = |length| "i".repeat(length);
        assert_eq!(array(0, &[item(28), item(30)]).lines().count(), 1);
        assert_eq!(array(0, &[item(28), item(31)]).lines().count(), 4);
    }
}
