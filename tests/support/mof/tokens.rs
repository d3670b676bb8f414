//! The tokens of MOF (DSP0004, 4.11 and annex A; WMI: "MOF Data Types", "MOF strings").

/// What MOF is made of.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A name or a keyword.
    Word(String),
    /// One literal, as UTF-16; those that follow each other are one text only to the parser.
    Text(Vec<u16>),
    Char(u16),
    Integer(i128),
    Real(f64),
    Symbol(char),
}

/// A token, and the line that it begins in.
pub struct Placed {
    pub token: Token,
    pub line: usize,
}

/// The tokens of a text, without its comments and white space.
pub fn tokens(text: &str) -> Result<Vec<Placed>, String> {
    let mut lexer = Lexer {
        bytes: text.as_bytes(),
        at: 0,
        line: 1,
    };
    let mut found = Vec::new();
    loop {
        let step = lexer.skip().and_then(|()| {
            let line = lexer.line;
            Ok(lexer.token()?.map(|token| Placed { token, line }))
        });
        match step {
            Ok(Some(placed)) => found.push(placed),
            Ok(None) => return Ok(found),
            Err(problem) => return Err(format!("line {}: {problem}", lexer.line)),
        }
    }
}

struct Lexer<'text> {
    bytes: &'text [u8],
    at: usize,
    line: usize,
}

impl Lexer<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        self.line += usize::from(byte == b'\n');
        Some(byte)
    }

    fn take_if(&mut self, wanted: u8) -> bool {
        let there = self.peek() == Some(wanted);
        if there {
            self.take();
        }
        there
    }

    /// Takes bytes while they are so, and gives them back as text.
    fn take_while(&mut self, wanted: impl Fn(u8) -> bool) -> String {
        let mut taken = String::new();
        while let Some(byte) = self.peek().filter(|byte| wanted(*byte)) {
            taken.push(char::from(byte));
            self.take();
        }
        taken
    }

    /// Takes one byte of a comment or of a literal: mofcomp takes UTF-8 for the machine's code page, and a control
    /// character has no business in a file.
    fn visible(&mut self) -> Result<u8, String> {
        match self.take() {
            Some(byte @ b' '..=b'~') => Ok(byte),
            Some(byte) => Err(format!(
                "the byte {byte:#04x} stands in a text or a comment"
            )),
            None => Err("the file ends in a text or a comment".to_owned()),
        }
    }

    /// Leaves white space and comments behind.
    fn skip(&mut self) -> Result<(), String> {
        loop {
            self.take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            if !self.take_if(b'/') {
                return Ok(());
            }
            if !self.take_if(b'/') {
                // `/* */` is MOF as well, but nothing of ours uses it.
                return Err("a slash that begins no comment to the line's end".to_owned());
            }
            while self.peek().is_some_and(|byte| byte != b'\n') {
                self.visible()?;
            }
        }
    }

    fn token(&mut self) -> Result<Option<Token>, String> {
        let Some(first) = self.peek() else {
            return Ok(None);
        };
        let token = match first {
            b'A'..=b'Z' | b'a'..=b'z' | b'_' => {
                Token::Word(self.take_while(|byte| byte.is_ascii_alphanumeric() || byte == b'_'))
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => self.number()?,
            b'"' => self.text()?,
            b'\'' => self.character()?,
            b'#' | b'(' | b')' | b'{' | b'}' | b'[' | b']' | b';' | b',' | b'=' | b':' | b'$' => {
                self.take();
                Token::Symbol(char::from(first))
            }
            other => return Err(format!("the byte {other:#04x} begins nothing")),
        };
        Ok(Some(token))
    }

    fn text(&mut self) -> Result<Token, String> {
        self.take();
        let mut units = Vec::new();
        while !self.take_if(b'"') {
            units.push(self.unit()?);
        }
        Ok(Token::Text(units))
    }

    fn character(&mut self) -> Result<Token, String> {
        self.take();
        if self.peek() == Some(b'\'') {
            return Err("an empty character".to_owned());
        }
        let unit = self.unit()?;
        if self.take_if(b'\'') {
            Ok(Token::Char(unit))
        } else {
            Err("more than one character in single quotes".to_owned())
        }
    }

    /// One character of a literal, or an escape.
    fn unit(&mut self) -> Result<u16, String> {
        let plain = self.visible()?;
        if plain != b'\\' {
            return Ok(u16::from(plain));
        }
        // Only what WMI's page names; the standard has \b and \f too.
        Ok(match self.visible()? {
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            quoted @ (b'"' | b'\'' | b'\\') => u16::from(quoted),
            b'x' => {
                let mut digits = String::new();
                while digits.len() < 4 && self.peek().is_some_and(|byte| byte.is_ascii_hexdigit()) {
                    digits.push(char::from(self.visible()?));
                }
                u16::from_str_radix(&digits, 16).map_err(|_| r"\x without a digit".to_owned())?
            }
            other => return Err(format!("\\{} is no escape", char::from(other))),
        })
    }

    fn number(&mut self) -> Result<Token, String> {
        // An exponent may have a sign of its own.
        let mut written = String::new();
        while let Some(byte) = self.peek() {
            let sign = matches!(byte, b'+' | b'-');
            let in_exponent = written.ends_with(['e', 'E']) && !written.starts_with("0x");
            let wanted = if sign {
                written.is_empty() || in_exponent
            } else {
                byte.is_ascii_alphanumeric() || byte == b'.'
            };
            if !wanted {
                break;
            }
            written.push(char::from(byte));
            self.take();
        }
        integer(&written)
            .or_else(|| real(&written))
            .ok_or_else(|| format!("{written} is no number, or one that mofcomp reads differently"))
    }
}

/// A number without a leading zero, which would make it octal, and without a `b` at its end, which would make it binary.
fn integer(written: &str) -> Option<Token> {
    let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
    let negative = written.starts_with('-');
    let value = if let Some(hex) = digits.strip_prefix("0x") {
        let hexadecimal = !hex.is_empty() && hex.bytes().all(|byte| byte.is_ascii_hexdigit());
        i128::from_str_radix(hexadecimal.then_some(hex)?, 16).ok()?
    } else {
        let decimal = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let octal = digits.len() > 1 && digits.starts_with('0');
        (decimal && !octal).then_some(digits)?.parse().ok()?
    };
    Some(Token::Integer(if negative { -value } else { value }))
}

/// `[+-] digits . digits [e [+-] digits]`; the standard wants the point and a digit after it.
fn real(written: &str) -> Option<Token> {
    let unsigned = written.strip_prefix(['+', '-']).unwrap_or(written);
    let (mantissa, exponent) = unsigned
        .split_once(['e', 'E'])
        .map_or((unsigned, None), |(mantissa, exponent)| {
            (mantissa, Some(exponent))
        });
    let (whole, fraction) = mantissa.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent_digits = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let well_formed = digits(whole)
        && !fraction.is_empty()
        && digits(fraction)
        && exponent_digits.is_none_or(|text| !text.is_empty() && digits(text));
    let value: f64 = well_formed.then_some(written)?.parse().ok()?;
    value.is_finite().then_some(Token::Real(value))
}
