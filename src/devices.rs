//! The names that Windows gives to devices. No file can have one, whatever its folder and extension: neither one that is
//! named after a class, nor one that a lock lists.

/// The devices without a number.
const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];

/// Whether Windows opens a device for this file name: `nul`, `COM1`, `lpt².txt`.
pub fn is_device(name: &str) -> bool {
    let stem = name
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_lowercase();
    if DEVICES.contains(&stem.as_str()) {
        return true;
    }
    let Some(port) = stem
        .strip_prefix("com")
        .or_else(|| stem.strip_prefix("lpt"))
    else {
        return false;
    };
    let mut port = port.chars();
    matches!(
        (port.next(), port.next()),
        (Some('0'..='9' | '¹' | '²' | '³'), None)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_have_names_with_and_without_numbers() {
        for name in [
            "nul",
            "CON.rs",
            "aux.tar.gz",
            "com0",
            "LPT9.txt",
            "com².rs",
            "nul .rs",
        ] {
            assert!(is_device(name), "{name}");
        }
        for name in ["", "null", "com", "com10", "lpt_1", "acme.nul"] {
            assert!(!is_device(name), "{name}");
        }
    }
}
