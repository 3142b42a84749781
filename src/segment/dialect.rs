//! From the regular expressions of ICU and Java, which SRX files are written in, to those of the `regex` crate.
//!
//! Only writings differ here. What the crate cannot do at all (look-around, back references, atomic groups and
//! possessive quantifiers) is refused, because a rule that matches something else is worse than none.

use std::{fmt::Write as _, iter::Peekable, str::Chars};

const VERTICAL: &str = r"\n\x0B\f\r\x{85}\x{2028}\x{2029}";
const HORIZONTAL: &str = r"\t\p{Zs}";

/// `pattern` in the dialect of the `regex` crate; the error says what cannot be carried over.
pub(super) fn translate(pattern: &str) -> Result<String, String> {
    let mut reader = Translator { chars: pattern.chars().peekable(), out: String::new(), depth: 0 };
    while let Some(c) = reader.chars.next() {
        match c {
            '\\' => reader.escape()?,
            '[' => reader.open_class(),
            ']' if reader.depth > 0 => {
                reader.depth -= 1;
                reader.out.push(']');
            }
            _ if reader.depth > 0 => reader.in_class(c),
            '(' => reader.group()?,
            '*' | '+' | '?' | '}' => reader.quantifier(c)?,
            _ => reader.out.push(c),
        }
    }
    Ok(reader.out)
}

struct Translator<'a> {
    chars: Peekable<Chars<'a>>,
    out: String,
    /// How many character classes are open.
    depth: usize,
}

impl Translator<'_> {
    fn escape(&mut self) -> Result<(), String> {
        let c = self.chars.next().ok_or("a lone \\ at the end")?;
        match c {
            'h' if self.depth > 0 => self.class_escape(HORIZONTAL),
            'v' if self.depth > 0 => self.class_escape(VERTICAL),
            'h' | 'v' => {
                let set = if c == 'h' { HORIZONTAL } else { VERTICAL };
                let _ = write!(self.out, "[{set}]");
            }
            'R' => {
                let _ = write!(self.out, r"(?:\r\n|[{VERTICAL}])");
            }
            'H' | 'V' => {
                let set = if c == 'H' { HORIZONTAL } else { VERTICAL };
                let _ = write!(self.out, "[^{set}]");
            }
            'e' => self.out.push_str(r"\x1B"),
            'Z' => self.out.push_str(r"\z"),
            'u' => self.utf16()?,
            'U' => {
                let code = self.hex(8)?;
                let _ = write!(self.out, r"\x{{{code:X}}}");
            }
            'Q' => self.quoted(),
            'd' | 'D' | 's' | 'S' | 'w' | 'W' if self.depth > 0 => self.class_escape(&format!("\\{c}")),
            'p' | 'P' => {
                let name = self.braced(c);
                if self.depth > 0 { self.class_escape(&name) } else { self.out.push_str(&name) }
            }
            'x' => {
                let code = self.braced(c);
                self.out.push_str(&code);
            }
            '1'..='9' | 'k' => return Err("back references cannot be used".to_owned()),
            'G' | 'X' | 'N' | '0' => return Err(format!("\\{c} cannot be used")),
            // The crate reads \< and \> as word borders, and allows no needless escape outside ASCII.
            '<' | '>' => self.out.push(c),
            _ if !c.is_ascii() => self.out.push(c),
            _ => {
                self.out.push('\\');
                self.out.push(c);
            }
        }
        Ok(())
    }

    /// A set inside a class; a hyphen after it is no range, which the crate wants said.
    fn class_escape(&mut self, set: &str) {
        self.out.push_str(set);
        if self.chars.next_if_eq(&'-').is_some() {
            self.out.push_str(r"\-");
        }
    }

    /// An escape that may go on in braces, such as `\p{Lu}`, to its end.
    fn braced(&mut self, letter: char) -> String {
        let mut name = format!("\\{letter}");
        if self.chars.peek() != Some(&'{') {
            name.extend(self.chars.next());
            return name;
        }
        for c in self.chars.by_ref() {
            name.push(c);
            if c == '}' {
                break;
            }
        }
        name
    }

    fn hex(&mut self, digits: usize) -> Result<u32, String> {
        let text: String = self.chars.by_ref().take(digits).collect();
        match u32::from_str_radix(&text, 16) {
            Ok(code) if text.len() == digits => Ok(code),
            _ => Err(format!("{digits} hexadecimal digits are expected and {text:?} stands there")),
        }
    }

    /// `\uXXXX`; a character outside the Basic Multilingual Plane is written as two of them.
    fn utf16(&mut self) -> Result<(), String> {
        let mut code = self.hex(4)?;
        if (0xD800..0xDC00).contains(&code) {
            let pair = self.chars.next() == Some('\\') && self.chars.next() == Some('u');
            let low = if pair { self.hex(4)? } else { 0 };
            if !(0xDC00..0xE000).contains(&low) {
                return Err("half of a surrogate pair".to_owned());
            }
            code = 0x1_0000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        }
        let _ = write!(self.out, r"\x{{{code:X}}}");
        Ok(())
    }

    /// `\Q…\E`: everything between stands for itself.
    fn quoted(&mut self) {
        let mut text = String::new();
        for c in self.chars.by_ref() {
            text.push(c);
            if text.ends_with("\\E") {
                text.truncate(text.len() - 2);
                break;
            }
        }
        self.out.push_str(&regex::escape(&text));
    }

    fn open_class(&mut self) {
        self.depth += 1;
        self.out.push('[');
        if self.chars.next_if_eq(&'^').is_some() {
            self.out.push('^');
        }
        for special in ['-', ']'] {
            while self.chars.next_if_eq(&special).is_some() {
                self.out.push('\\');
                self.out.push(special);
            }
        }
    }

    /// `--` and `~~` are operators of the crate's classes and plain characters of ICU's and Java's.
    fn in_class(&mut self, c: char) {
        match c {
            '~' => self.out.push_str(r"\~"),
            '-' if matches!(self.chars.peek(), Some(']' | '[')) => self.out.push_str(r"\-"),
            '-' => {
                self.out.push('-');
                if self.chars.next_if_eq(&'-').is_some() {
                    self.out.push_str(r"\-");
                }
            }
            _ => self.out.push(c),
        }
    }

    fn group(&mut self) -> Result<(), String> {
        self.out.push('(');
        if self.chars.next_if_eq(&'?').is_none() {
            return Ok(());
        }
        self.out.push('?');
        let mut ahead = self.chars.clone();
        match (ahead.next(), ahead.next()) {
            (Some('=' | '!'), _) => return Err("look-ahead cannot be used; write it in <afterbreak>".to_owned()),
            (Some('<'), Some('=' | '!')) => {
                return Err("look-behind cannot be used; write a rule with break=\"no\" before this one".to_owned());
            }
            (Some('>'), _) => return Err("atomic groups cannot be used; a group (?:…) does".to_owned()),
            (Some('#'), _) => {
                self.out.truncate(self.out.len() - 2);
                self.chars.by_ref().find(|&c| c == ')');
                return Ok(());
            }
            _ => {}
        }
        // Unicode is the crate's way anyhow, and its U means something else.
        let mut flags = 0;
        while let Some(c) = self.chars.next_if(|&c| c.is_ascii_alphabetic() || c == '-') {
            if !matches!(c, 'u' | 'U' | 'd') {
                self.out.push(c);
                flags += 1;
            }
        }
        if flags == 0 && self.chars.next_if_eq(&')').is_some() {
            self.out.truncate(self.out.len() - 2);
        }
        Ok(())
    }

    fn quantifier(&mut self, c: char) -> Result<(), String> {
        self.out.push(c);
        if self.chars.peek() == Some(&'+') {
            return Err("possessive quantifiers cannot be used; leave the second + out".to_owned());
        }
        // A lazy mark must not be taken for a quantifier of its own, which a + could follow.
        if c != '}' && self.chars.next_if_eq(&'?').is_some() {
            self.out.push('?');
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::translate;

    #[test]
    fn the_same_characters_match() {
        for (pattern, yes, no) in [
            (r"\h", "\u{A0}", "\n"),
            (r"[\h.]", "\t", "a"),
            (r"\v", "\u{2028}", " "),
            (r"\u2026", "…", "."),
            (r"\uD835\uDC00", "𝐀", "A"),
            (r"\U0001D400", "𝐀", "A"),
            (r"[\d-–]", "-", "."),
            (r"[\p{Lu}-–]", "–", "a"),
            (r"[-a]", "-", "b"),
            (r"[]a]", "]", "b"),
            (r"[a-]", "-", "b"),
            (r"[+--]", ",", "."),
            (r"[a~~b]", "~", "c"),
            (r"[a-z&&[^b]]", "c", "b"),
            (r"\Q.*\E", ".*", "xx"),
            (r"\<\…", "<…", "…"),
            (r"(?U)\bÔ\b", "Ô", "Ôi"),
            (r"(?iu:ÔNG)", "ông", "bà"),
            (r"(?#note)a+?", "a", "b"),
            (r"\R", "\r\n", "r"),
            (r"a{2}", "aa", "a"),
            (r"[\x{61}-\x63]\x{64}+", "bd", "dd"),
        ] {
            let translated = translate(pattern).unwrap_or_else(|error| panic!("{pattern}: {error}"));
            let regex = regex::Regex::new(&format!(r"\A(?:{translated})\z"))
                .unwrap_or_else(|error| panic!("{pattern} → {translated}: {error}"));
            assert!(regex.is_match(yes), "{pattern} → {translated} matches {yes:?}");
            assert!(!regex.is_match(no), "{pattern} → {translated} does not match {no:?}");
        }
    }

    #[test]
    fn what_would_mean_something_else_is_refused() {
        for pattern in [r"(?=a)", r"(?<!a)b", r"(?>a)", r"a++", r"a{1,2}+", r"(a)\1", r"\uD835", r"\u12", "\\", r"\X"]
        {
            assert!(translate(pattern).is_err(), "{pattern}");
        }
    }
}
