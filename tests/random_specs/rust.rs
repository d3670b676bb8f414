//! Generated Rust, read back as data.

use quote::ToTokens as _;
use serde_json::{Value as Json, json};
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Ident, Lit, Token, UnOp};

use super::prose::{blocks, numbers_as_characters};

/// What a doc comment says, block by block.
pub fn doc(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("doc"));
    let lines = lines.map(|attribute| {
        let Ok(value) = attribute.meta.require_name_value() else {
            panic!("a doc attribute without a text");
        };
        let Expr::Lit(text) = &value.value else {
            panic!("a doc attribute that is computed");
        };
        let Lit::Str(text) = &text.lit else {
            panic!("a doc attribute of a number");
        };
        text.value()
    });
    let lines: Vec<String> = lines.collect();
    let blocks = blocks(&lines.join("\n"));
    blocks
        .iter()
        .map(|block| numbers_as_characters(block.trim()))
        .collect()
}

/// The enum or the set of flags that a macro of the runtime makes.
#[derive(Clone)]
pub struct Meanings {
    pub doc: Vec<String>,
    pub name: String,
    /// What it is made over; none for strings.
    pub number: Option<String>,
    /// Of each its doc, its name and its value.
    pub entries: Vec<(Vec<String>, String, Json)>,
}

impl Parse for Meanings {
    fn parse(input: ParseStream) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        input.parse::<Token![pub]>()?;
        if input.peek(Token![enum]) {
            input.parse::<Token![enum]>()?;
        } else {
            input.parse::<Token![struct]>()?;
        }
        let name: Ident = input.parse()?;
        let number = if input.peek(Token![:]) {
            input.parse::<Token![:]>()?;
            Some(input.parse::<Ident>()?.to_string())
        } else {
            None
        };
        let content;
        syn::braced!(content in input);
        let mut entries = Vec::new();
        while !content.is_empty() {
            let attributes = content.call(Attribute::parse_outer)?;
            let name: Ident = content.parse()?;
            content.parse::<Token![=]>()?;
            let value: Expr = content.parse()?;
            content.parse::<Token![,]>()?;
            entries.push((doc(&attributes), name.to_string(), data(&value)));
        }
        Ok(Meanings {
            doc: doc(&attributes),
            name: name.to_string(),
            number,
            entries,
        })
    }
}

/// An expression as data: literals and arrays are themselves, a struct is an object, `f(x)` is `{"f": [x]}`, and
/// `x.f(y)` is `{".f": [x, y]}`.
pub fn data(expression: &Expr) -> Json {
    let all = |items: &Punctuated<Expr, Token![,]>| items.iter().map(data).collect::<Vec<_>>();
    match expression {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value().into(),
            Lit::Bool(flag) => flag.value.into(),
            Lit::Int(number) => integer(number.base10_parse().expect("an integer")),
            other => panic!("{} is no literal of ours", other.to_token_stream()),
        },
        Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => match &*unary.expr {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => integer(-number.base10_parse::<i128>().expect("an integer")),
                _ => panic!("a minus before no number"),
            },
            _ => panic!("a minus before no number"),
        },
        Expr::Array(array) => all(&array.elems).into(),
        Expr::Reference(reference) => data(&reference.expr),
        Expr::Path(path) => path
            .path
            .to_token_stream()
            .to_string()
            .replace(' ', "")
            .into(),
        Expr::Struct(literal) => {
            let fields = literal
                .fields
                .iter()
                .map(|field| (member(&field.member), data(&field.expr)));
            let rest = literal
                .rest
                .iter()
                .map(|rest| ("..".to_owned(), data(rest)));
            Json::Object(fields.chain(rest).collect())
        }
        Expr::Call(call) => {
            let function = data(&call.func);
            json!({ function.as_str().expect("a name"): all(&call.args) })
        }
        Expr::MethodCall(call) => {
            let mut arguments = vec![data(&call.receiver)];
            arguments.extend(all(&call.args));
            json!({ format!(".{}", call.method): arguments })
        }
        Expr::Try(tried) => data(&tried.expr),
        Expr::Field(field) => format!(
            "{}.{}",
            data(&field.base).as_str().unwrap_or("?"),
            member(&field.member)
        )
        .into(),
        Expr::Macro(called) if called.mac.path.is_ident("vec") => {
            let items = called.mac.parse_body_with(Punctuated::parse_terminated);
            all(&items.expect("the elements of a Vec")).into()
        }
        // What makes a value only where one is missing.
        Expr::Closure(closure) if closure.inputs.is_empty() => data(&closure.body),
        Expr::Closure(_) => "closure".into(),
        other => panic!(
            "{} is nothing that a crate of ours has here",
            other.to_token_stream()
        ),
    }
}

fn integer(number: i128) -> Json {
    match (i64::try_from(number), u64::try_from(number)) {
        (Ok(number), _) => number.into(),
        (_, Ok(number)) => number.into(),
        _ => panic!("{number} is no integer of CIM"),
    }
}

pub fn member(member: &syn::Member) -> String {
    member.to_token_stream().to_string()
}
