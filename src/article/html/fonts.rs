//! Fonts that show Latin letters as Vietnamese ones, which no Unicode text may be set in.

use std::{borrow::Cow, sync::LazyLock};

use regex::{Captures, Regex};

/// `.VnTime`, `.VnArialH` and the like (TCVN3), `VNI-Times`, `VNI-Helve` (VNI).
static FONT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(NAMES).ok());

/// As Vietkey's and VNI's sets call them; an address such as `www.vnexpress.net` is none.
const NAMES: &str = r"(?i)\B\.vn(?:3d|arabia|archi|arial|aristote|avant|bahamas|black|blue|bodoni|book|centuryschoolbook|clarendon|commercial|cooper|courier|exotic|fantasy|free|gothic|helve|kood|koala|lincoln|linus|lucida|memorandum|monotype|mystical|palatino|park|present|revue|rialto|shelley|slogan|southern|stamp|sty|teknical|tifani|time|trebuchet|univer|vogue)[a-z]*|\bvni-[a-z]+";

/// The page with those fonts' names replaced by fonts that have the letters, inside tags and style sheets.
pub fn unicode_fonts(page: &str) -> String {
    let Some(font) = FONT.as_ref() else { return page.to_owned() };
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        let (text, tail) = rest.split_at(at);
        out.push_str(text);
        let sheet = tail.get(..6).is_some_and(|name| name.eq_ignore_ascii_case("<style"));
        let end = tail.find(if sheet { "</" } else { ">" }).map_or(tail.len(), |end| end + 1);
        let (tag, after) = tail.split_at(end);
        out.push_str(&replaced(tag, font));
        rest = after;
    }
    out + rest
}

/// Whether `font` is such a font.
pub fn is_legacy_font(font: &str) -> bool {
    let whole = |known: &Regex| known.find(font).is_some_and(|found| found.start() == 0 && found.end() == font.len());
    FONT.as_ref().is_some_and(whole)
}

/// `tag` with such fonts' names replaced.
pub fn named(tag: &str) -> Cow<'_, str> {
    FONT.as_ref().map_or(Cow::Borrowed(tag), |font| replaced(tag, font))
}

fn replaced<'a>(tag: &'a str, font: &Regex) -> Cow<'a, str> {
    font.replace_all(tag, |found: &Captures<'_>| {
        let name = found[0].to_ascii_lowercase();
        if ["arial", "helv", "avant"].iter().any(|sans| name.contains(sans)) { "Arial" } else { "Times New Roman" }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fonts_are_replaced_in_tags_and_style_sheets_only() {
        for (page, expected) in [
            ("<font face=\".VnTime\">.VnTime</font>", "<font face=\"Times New Roman\">.VnTime</font>"),
            ("<style>p {font-family: VNI-Helve}</style>VNI-Times", "<style>p {font-family: Arial}</style>VNI-Times"),
            ("<p style='font-family:.VnArialH'>a < b", "<p style='font-family:Arial'>a < b"),
            ("<a href=https://www.vntimes.vn/.vnnews>", "<a href=https://www.vntimes.vn/.vnnews>"),
        ] {
            assert_eq!(unicode_fonts(page), expected);
        }
    }
}
