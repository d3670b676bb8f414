//! The helpers of the templates. They alone print text of a spec, and each knows what it prints into.

use super::context::unmarked;
use super::{escape, layout};
use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, RenderContext,
    RenderErrorReason, Renderable as _, handlebars_helper,
};
use serde_json::Value;

handlebars_helper!(rust_str: |text: str| escape::rust_string(unmarked(text)));
handlebars_helper!(doc: |text: str| escape::doc_comment(unmarked(text)));
handlebars_helper!(toml_str: |text: str| escape::toml_string(unmarked(text)));
handlebars_helper!(mof_str: |text: str| escape::mof_literal(unmarked(text)));
handlebars_helper!(json_str: |text: str| escape::json_string(unmarked(text)));
handlebars_helper!(ps_str: |text: str| escape::powershell_string(unmarked(text)));
handlebars_helper!(sh_str: |text: str| escape::shell_string(unmarked(text)));
handlebars_helper!(xml: |text: str| escape::xml_text(unmarked(text)));
handlebars_helper!(md: |text: str| escape::markdown(unmarked(text)));
handlebars_helper!(use_list: |path: String, names: Value| layout::use_list(&path, &strings(&names)));

/// Enters every helper into the registry.
pub fn register(registry: &mut Handlebars<'_>) {
    registry.register_helper("rust_str", Box::new(rust_str));
    registry.register_helper("doc", Box::new(doc));
    registry.register_helper("toml_str", Box::new(toml_str));
    registry.register_helper("mof_str", Box::new(mof_str));
    registry.register_helper("json_str", Box::new(json_str));
    registry.register_helper("ps_str", Box::new(ps_str));
    registry.register_helper("sh_str", Box::new(sh_str));
    registry.register_helper("xml", Box::new(xml));
    registry.register_helper("md", Box::new(md));
    registry.register_helper("use_list", Box::new(use_list));
    registry.register_helper("rustfmt", Box::new(Rustfmt));
    registry.register_helper("if", Box::new(Condition { holds_if: true }));
    registry.register_helper("unless", Box::new(Condition { holds_if: false }));
}

fn strings(names: &Value) -> Vec<String> {
    let names = names.as_array().into_iter().flatten();
    names.map(JsonRender::render).collect()
}

/// `{{#rustfmt}}`: the heads of items in it, a line each, as rustfmt leaves them.
#[derive(Clone, Copy)]
struct Rustfmt;

impl HelperDef for Rustfmt {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        if let Some(heads) = helper.template() {
            for head in heads.renders(registry, context, render)?.lines() {
                out.write(&layout::head(head))?;
                out.write("\n")?;
            }
        }
        Ok(())
    }
}

/// `if` and `unless` that know a missing name from one that is false; handlebars' own take a slip of the pen for
/// `false` even in strict mode. Besides flags they take texts and groups that may be absent, and lists that may be empty.
#[derive(Clone, Copy)]
struct Condition {
    holds_if: bool,
}

impl HelperDef for Condition {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let parameter = helper
            .param(0)
            .ok_or(RenderErrorReason::ParamNotFoundForIndex("if", 0))?;
        let holds = match parameter.value() {
            Value::Bool(flag) => *flag,
            Value::String(_) | Value::Object(_) => true,
            Value::Array(items) => !items.is_empty(),
            Value::Null if !parameter.is_value_missing() => false,
            _ => {
                let name = parameter.relative_path().cloned();
                return Err(RenderErrorReason::MissingVariable(name).into());
            }
        };
        let branch = if holds == self.holds_if {
            helper.template()
        } else {
            helper.inverse()
        };
        branch.map_or(Ok(()), |branch| {
            branch.render(registry, context, render, out)
        })
    }
}
