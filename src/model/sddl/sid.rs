//! Security identifiers: who somebody is to Windows ([MS-DTYP] 2.4.2.1).

use std::fmt;

use crate::diagnostics::quoted;

/// The most numbers of a SID.
const NUMBERS_MAX: usize = 15;

/// A SID. Two that mean the same are equal, however they were written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sid {
    authority: u64,
    numbers: Numbers,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Numbers {
    One(u32),
    Several(Vec<u32>),
}

impl Numbers {
    fn as_slice(&self) -> &[u32] {
        match self {
            Self::One(number) => std::slice::from_ref(number),
            Self::Several(numbers) => numbers,
        }
    }
}

impl Sid {
    /// `LocalSystem`.
    pub const SYSTEM: Sid = Sid {
        authority: 5,
        numbers: Numbers::One(18),
    };

    /// The SID that is written so: `S-1-5-32-544`.
    ///
    /// # Errors
    /// What is wrong with it, as the end of a sentence.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut parts = text.split('-');
        if parts.next() != Some("S") {
            return Err("it does not begin with `S-1-`, in a capital letter".to_owned());
        }
        if parts.next() != Some("1") {
            return Err("it does not begin with `S-1-`".to_owned());
        }
        let authority = parts.next().unwrap_or_default();
        let authority = self::authority(authority)
            .ok_or_else(|| format!("{} is no authority", quoted(authority)))?;
        let numbers = parts.map(|part| {
            let plain = part == "0" || !part.starts_with('0');
            let all_digits = !part.is_empty() && part.chars().all(|one| one.is_ascii_digit());
            let number = part.parse::<u32>().ok().filter(|_| plain && all_digits);
            number.ok_or_else(|| format!("{} is no number of 32 bits", quoted(part)))
        });
        let numbers = numbers.collect::<Result<Vec<_>, _>>()?;
        match numbers[..] {
            [] => Err("it has no number after its authority".to_owned()),
            [one] => Ok(Self {
                authority,
                numbers: Numbers::One(one),
            }),
            _ if numbers.len() > NUMBERS_MAX => Err(format!(
                "it has more than {NUMBERS_MAX} numbers after its authority"
            )),
            _ => Ok(Self {
                authority,
                numbers: Numbers::Several(numbers),
            }),
        }
    }

    /// It as Windows has it in memory, in words of 32 bits.
    pub fn words(&self) -> Vec<u32> {
        let numbers = self.numbers.as_slice();
        let count = u8::try_from(numbers.len()).unwrap_or(u8::MAX);
        // The authority's bytes come with the highest one first.
        let [_, _, first, second, last @ ..] = self.authority.to_be_bytes();
        let mut words = vec![
            u32::from_le_bytes([1, count, first, second]),
            u32::from_le_bytes(last),
        ];
        words.extend(numbers);
        words
    }

    /// Why nobody comes as this, where that is so.
    pub fn nobody(&self) -> Option<&'static str> {
        match (self.authority, self.numbers.as_slice()) {
            (3, [0..=3]) => {
                Some("somebody who is put in when an entry is inherited, and nobody comes as that")
            }
            (3, [4]) => Some("the owner of the descriptor, whoever that is"),
            (5, [7]) => Some("anonymous clients, whom no provider of this kind serves"),
            (5, [10]) => Some("somebody who is put in by a directory, and nobody comes as that"),
            (16, _) => Some("a level of integrity, and nobody comes as that"),
            (19, _) => Some("a level of trust in a process, and nobody comes as that"),
            _ => None,
        }
    }

    /// Whether Windows itself and its administrators are it, who may do everything anyway.
    pub fn is_administrative(&self) -> bool {
        *self == Self::SYSTEM || self.is_administrators()
    }

    /// Whether it is the group of a machine's administrators.
    pub fn is_administrators(&self) -> bool {
        (self.authority, self.numbers.as_slice()) == (5, &[32, 544])
    }

    /// Whether nearly every client is it: everyone, the authenticated users, the users, the guests, and who logs on in a
    /// certain way.
    pub fn is_broad(&self) -> bool {
        match (self.authority, self.numbers.as_slice()) {
            (1, [0]) => true,
            (5, [logon]) => matches!(logon, 1..=4 | 6 | 11 | 15),
            (5, [32, group]) => matches!(group, 545 | 546),
            _ => false,
        }
    }

    /// Whether every client is it.
    pub fn is_everyone(&self) -> bool {
        (self.authority, self.numbers.as_slice()) == (1, &[0])
    }
}

impl fmt::Display for Sid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Windows writes authorities beyond 32 bits so.
        if self.authority > u64::from(u32::MAX) {
            write!(f, "S-1-0x{:012X}", self.authority)?;
        } else {
            write!(f, "S-1-{}", self.authority)?;
        }
        let mut numbers = self.numbers.as_slice().iter();
        numbers.try_for_each(|number| write!(f, "-{number}"))
    }
}

/// An authority of 48 bits, in decimal digits, or in twelve hexadecimal ones.
fn authority(text: &str) -> Option<u64> {
    if let Some(digits) = text.strip_prefix("0x") {
        let all_digits = digits.len() == 12 && digits.chars().all(|one| one.is_ascii_hexdigit());
        return u64::from_str_radix(digits, 16).ok().filter(|_| all_digits);
    }
    let plain = text == "0" || !text.starts_with('0');
    let all_digits = !text.is_empty() && text.chars().all(|one| one.is_ascii_digit());
    let number = text.parse().ok().filter(|_| plain && all_digits);
    number.filter(|number: &u64| u32::try_from(*number).is_ok())
}

/// The two letters that stand for SIDs which are the same on every Windows.
const ALIASES: [(&str, &str); 41] = [
    ("AA", "S-1-5-32-579"),
    ("AC", "S-1-15-2-1"),
    ("AN", "S-1-5-7"),
    ("AO", "S-1-5-32-548"),
    ("AS", "S-1-18-1"),
    ("AU", "S-1-5-11"),
    ("BA", "S-1-5-32-544"),
    ("BG", "S-1-5-32-546"),
    ("BO", "S-1-5-32-551"),
    ("BU", "S-1-5-32-545"),
    ("CD", "S-1-5-32-574"),
    ("CG", "S-1-3-1"),
    ("CO", "S-1-3-0"),
    ("CY", "S-1-5-32-569"),
    ("ED", "S-1-5-9"),
    ("ER", "S-1-5-32-573"),
    ("ES", "S-1-5-32-576"),
    ("HA", "S-1-5-32-578"),
    ("HI", "S-1-16-12288"),
    ("IS", "S-1-5-32-568"),
    ("IU", "S-1-5-4"),
    ("LS", "S-1-5-19"),
    ("LU", "S-1-5-32-559"),
    ("LW", "S-1-16-4096"),
    ("ME", "S-1-16-8192"),
    ("MS", "S-1-5-32-577"),
    ("MU", "S-1-5-32-558"),
    ("NO", "S-1-5-32-556"),
    ("NS", "S-1-5-20"),
    ("NU", "S-1-5-2"),
    ("OW", "S-1-3-4"),
    ("PO", "S-1-5-32-550"),
    ("PS", "S-1-5-10"),
    ("PU", "S-1-5-32-547"),
    ("RC", "S-1-5-12"),
    ("RD", "S-1-5-32-555"),
    ("RM", "S-1-5-32-580"),
    ("SO", "S-1-5-32-549"),
    ("SU", "S-1-5-6"),
    ("SY", "S-1-5-18"),
    ("WD", "S-1-1-0"),
];

/// Those that stand for a group of a domain or for an account of one machine.
const OF_A_DOMAIN: [&str; 17] = [
    "AP", "CA", "CN", "DA", "DC", "DD", "DG", "DU", "EA", "EK", "KA", "LA", "LG", "PA", "RO", "RS",
    "SA",
];

/// The SID that a descriptor means by two letters or by a SID.
///
/// # Errors
/// What is wrong with it, as the end of a sentence that begins with what it is.
pub fn of_text(text: &str) -> Result<Sid, String> {
    if text.is_empty() {
        return Err("is missing".to_owned());
    }
    if let Some((_, sid)) = ALIASES.iter().find(|(alias, _)| *alias == text) {
        return Sid::parse(sid);
    }
    if OF_A_DOMAIN.contains(&text) {
        return Err(format!(
            "{text} is of the domain that a machine is in, or of the machine, and not the same everywhere: write it as a SID"
        ));
    }
    if text.starts_with("S-") {
        return Sid::parse(text).map_err(|why| format!("{} is none: {why}", quoted(text)));
    }
    let upper = text.to_uppercase();
    if ALIASES.iter().any(|(alias, _)| *alias == upper) || upper.starts_with("S-1-") {
        return Err(format!(
            "{} is in small letters: write {}",
            quoted(text),
            quoted(&upper)
        ));
    }
    Err(format!("{} is none that every Windows knows", quoted(text)))
}
