//! Numbers, as the languages of the generated crate write them.

/// A whole number with its thousands apart, as clippy wants long literals.
pub fn grouped(number: i128) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A finite number as MOF writes it: with a point and a digit after it, whatever follows (DSP0004, "floatValue").
pub fn mof_real(number: f64) -> String {
    let shortest = format!("{number:?}");
    match shortest.split_once('e') {
        Some((digits, exponent)) if !digits.contains('.') => format!("{digits}.0e{exponent}"),
        _ => shortest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(grouped(7), "7");
        assert_eq!(grouped(-1234), "-1_234");
        assert_eq!(grouped(i128::from(u64::MAX)), "18_446_744_073_709_551_615");
    }

    #[test]
    fn reals_have_a_point() {
        for (number, written) in [
            (1.0, "1.0"),
            (-0.5, "-0.5"),
            (1e-7, "1.0e-7"),
            (1.5e300, "1.5e300"),
        ] {
            assert_eq!(mof_real(number), written);
        }
    }
}
