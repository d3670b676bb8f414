//! Points and lengths of time in a spec, judged by the very code that the generated provider runs.

#[allow(dead_code, reason = "the provider needs more of it than the spec")]
#[path = "../../templates/src/wmi/datetime.rs"]
mod point;

#[allow(dead_code, reason = "the provider needs more of it than the spec")]
#[path = "../../templates/src/wmi/interval.rs"]
mod length;

/// Whether the text is a point in time as WMI writes it.
pub fn is_datetime(text: &str) -> bool {
    text.parse::<point::DateTime>().is_ok()
}

/// Whether the text is a length of time as WMI writes it.
pub fn is_interval(text: &str) -> bool {
    text.parse::<length::Interval>().is_ok()
}
