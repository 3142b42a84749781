//! Spaces between scripts, as Japanese and Korean newspapers set them (domain facts §8).

use crate::{article::Content, glossary::particles, locale::Locale};

/// Takes out spaces that a newspaper would not set: in Japanese between kana or kanji and Latin letters or digits,
/// in Korean between Latin letters or a closing parenthesis and a particle, which is put in its right form too.
/// Stand-ins of inline codes are looked through and stay.
pub(super) fn close_up(text: &mut String, locale: Locale) {
    match locale {
        Locale::Ja => close_up_japanese(text),
        Locale::Ko => close_up_korean(text),
        Locale::Vi | Locale::En => {}
    }
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}')
}

/// The nearest characters that are neither a space nor a stand-in, to the left and to the right of byte `at`.
fn neighbours(text: &str, at: usize) -> Option<(char, char)> {
    let shown = |c: &char| !is_space(*c) && Content::code_number(*c).is_none();
    Some((text.get(..at)?.chars().rev().find(shown)?, text.get(at..)?.chars().find(shown)?))
}

fn close_up_japanese(text: &mut String) {
    let own = |c: char| matches!(c, '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}');
    let foreign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | '%');
    let mut kept = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let between = is_space(c)
            && neighbours(text, at)
                .is_some_and(|(left, right)| own(left) && foreign(right) || foreign(left) && own(right));
        if !between {
            kept.push(c);
        }
    }
    *text = kept;
}

/// Particles that are nothing else when they stand alone: 이, 가, 나 and 로 may be words.
const PARTICLES: [&str; 12] = ["은", "는", "을", "를", "과", "와", "의", "에", "에서", "에게", "으로", "까지"];

fn close_up_korean(text: &mut String) {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find(is_space)) {
        let at = from + found;
        let width = text[at..].chars().next().map_or(1, char::len_utf8);
        from = at + width;
        let attaches = text[..at].ends_with(|c: char| c.is_ascii_uppercase() || matches!(c, ')' | '%'));
        let word: String =
            text[from..].chars().take_while(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')).take(3).collect();
        if attaches && PARTICLES.contains(&word.as_str()) {
            text.replace_range(at..from, "");
            if let Some((span, right)) = particles::fix_particle(text, at) {
                text.replace_range(span.start..span.end, right);
            }
            from = at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_between_scripts_are_closed_up() {
        let stand_in = Content::stand_in(0);
        for (locale, before, after) in [
            (Locale::Ja, "FDI 企業は 200 社", "FDI企業は200社"),
            (Locale::Ja, "World Bank の Vietnam 事務所", "World BankのVietnam事務所"),
            (Locale::Ja, "誘致へ バクザン省", "誘致へ バクザン省"),
            (Locale::Ja, &format!("FDI{stand_in} 企業"), &format!("FDI{stand_in}企業")),
            (Locale::Ko, "FDI 을 유치", "FDI를 유치"),
            (Locale::Ko, "지방경쟁력지수(PCI) 는", "지방경쟁력지수(PCI)는"),
            (Locale::Ko, "FDI 이 사업", "FDI 이 사업"),
            (Locale::Ko, "박장성 FDI 기업", "박장성 FDI 기업"),
            (Locale::En, "FDI 企業", "FDI 企業"),
        ] {
            let mut text = before.to_owned();
            close_up(&mut text, locale);
            assert_eq!(text, after, "{locale} {before}");
            let once = text.clone();
            close_up(&mut text, locale);
            assert_eq!(text, once, "{locale} {before}: twice");
        }
    }
}
