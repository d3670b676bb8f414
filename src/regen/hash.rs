//! The hash of a text, by which wmigen knows its own text again.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

use crate::line_ends::normalised;

/// What a hash begins with: the name of the function, should there ever be another.
const PREFIX: &str = "sha256:";

/// The SHA-256 of a text brought to LF; written `sha256:` and 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hash([u8; 32]);

impl Hash {
    /// The hash of `bytes` brought to LF.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(normalised(bytes)).into())
    }

    /// A hash that was made elsewhere.
    pub(super) fn from_digest(digest: [u8; 32]) -> Self {
        Self(digest)
    }

    /// The 64 digits alone, for a file's name.
    pub(super) fn digits(self) -> String {
        self.to_string().split_off(PREFIX.len())
    }

    /// The hash of these 64 digits.
    ///
    /// # Errors
    /// When they are not what wmigen writes.
    pub(super) fn from_digits(digits: &str) -> Result<Self, BadHash> {
        let digits = digits.as_bytes();
        // `from_str_radix` alone would also take a sign; and one hash has one name.
        if digits.len() != 64
            || !digits
                .iter()
                .all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        {
            return Err(BadHash);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| BadHash)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| BadHash)?;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(PREFIX)?;
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A text is not a hash as wmigen writes one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BadHash;

impl FromStr for Hash {
    type Err = BadHash;

    fn from_str(text: &str) -> Result<Self, BadHash> {
        Self::from_digits(text.strip_prefix(PREFIX).ok_or(BadHash)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_ignores_line_ends_and_survives_being_written() {
        let hash = Hash::of(b"a\r\nb\r\n");
        assert_eq!(hash, Hash::of(b"a\nb\n"));
        assert_ne!(hash, Hash::of(b"a\nb"));
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert_eq!(
            Hash::of(b"abc").to_string(),
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }

    #[test]
    fn only_what_wmigen_writes_is_a_hash() {
        let signed = format!("sha256:{}", "+f".repeat(32));
        let short = format!("sha256:{}", "0".repeat(63));
        for text in ["", "sha256:", "md5:00", signed.as_str(), short.as_str()] {
            assert_eq!(text.parse::<Hash>(), Err(BadHash), "{text}");
        }
    }
}
