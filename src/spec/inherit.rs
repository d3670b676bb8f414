//! What a table that overrides another has of it: a key that it does not write.

/// What takes from another of its kind what it does not say itself.
pub trait Inherit {
    /// What holds of the two.
    #[must_use]
    fn inherit(&self, from: &Self) -> Self;
}

impl<T: Clone> Inherit for Option<T> {
    fn inherit(&self, from: &Self) -> Self {
        self.clone().or_else(|| from.clone())
    }
}

/// Further qualifiers stand where they are written alone; WMI passes them on by their flavors.
impl<T: Clone> Inherit for Vec<T> {
    fn inherit(&self, _: &Self) -> Self {
        self.clone()
    }
}
