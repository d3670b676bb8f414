//! Real numbers of a spec.

/// A real number. It is equal to those of the same bits alone, as what is written of `-0.0` is not what is written of `0.0`:
/// where two specs are equal, so are the crates.
#[derive(Clone, Copy, Debug)]
pub struct Real(pub f64);

impl PartialEq for Real {
    fn eq(&self, other: &Self) -> bool {
        self.0.to_bits() == other.0.to_bits()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zero_with_a_sign_is_another_one() {
        assert_eq!(Real(0.5), Real(0.5));
        assert_ne!(Real(0.0), Real(-0.0));
    }
}
