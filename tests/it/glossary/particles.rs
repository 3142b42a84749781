//! Korean particles after terms, acronyms, digits and parentheses.

use anban::glossary::particles::{Sound, final_sound, fix_particle};

use super::super::cases;

#[test]
fn particles_follow_the_sound_before_them() {
    // Domain facts §8.2 (지방경쟁력지수(PCI)를, FDI가, PAPI를, ODA를, 팜빈민은, 하노이를, 호찌민이) and the
    // reading of letters and digits given in `particles.rs`. `|` is where the term ends.
    let mut count = 0;
    for (wrong, right) in [
        ("FDI|이 늘었다", "FDI|가 늘었다"),
        ("FDI|은 늘었다", "FDI|는 늘었다"),
        ("PAPI|을 높인다", "PAPI|를 높인다"),
        ("ODA|을 받는다", "ODA|를 받는다"),
        ("지방경쟁력지수(PCI)|을 높인다", "지방경쟁력지수(PCI)|를 높인다"),
        ("외국인직접투자(FDI)|과 무역", "외국인직접투자(FDI)|와 무역"),
        ("결의(22-NQ/TW)|으로", "결의(22-NQ/TW)|로"),
        ("자유무역협정(FTA)|가", "자유무역협정(FTA)|이"),
        ("UN|는", "UN|은"),
        ("ASEAN|와", "ASEAN|과"),
        ("APEC|는", "APEC|은"),
        ("GDP|이", "GDP|가"),
        ("EL|으로", "EL|로"),
        ("EL|를", "EL|을"),
        ("팜빈민|는", "팜빈민|은"),
        ("하노이|을", "하노이|를"),
        ("호찌민|가", "호찌민|이"),
        ("박장성|와", "박장성|과"),
        ("서울|으로", "서울|로"),
        ("하노이|으로", "하노이|로"),
        ("박장성|로부터", "박장성|으로부터"),
        ("‘전자 원스톱’|를", "‘전자 원스톱’|을"),
        ("2016|는", "2016|은"),
        ("2015|은", "2015|는"),
        ("1000|를", "1000|을"),
        ("1|으로", "1|로"),
        ("50%|은", "50%|는"),
        ("기업|라는", "기업|이라는"),
        ("FDI|이라고", "FDI|라고"),
    ] {
        count += 1;
        let at = wrong.find('|').expect("marked");
        let (wrong, right) = (wrong.replace('|', ""), right.replace('|', ""));
        let (span, particle) = fix_particle(&wrong, at).unwrap_or_else(|| panic!("{wrong} is left as it is"));
        let mut mended = wrong.clone();
        mended.replace_range(span.start..span.end, particle);
        assert_eq!(mended, right);
        assert_eq!(fix_particle(&right, at), None, "{right} is right already");
    }
    cases::note("glossary", "Korean particles", count, count, "");
}

#[test]
fn what_is_not_plainly_a_wrong_particle_is_left_alone() {
    for text in ["FDI|이다", "기업|이다", "12|개", "FDI| 은", "Index|을", "기업|가치", "FDI|", "|은", ")|은"]
    {
        let at = text.find('|').expect("marked");
        assert_eq!(fix_particle(&text.replace('|', ""), at), None, "{text}");
    }
}

#[test]
fn the_end_of_a_number_is_heard_as_it_is_read() {
    for (text, sound) in [
        ("10", Sound::Consonant),
        ("1,000,000,000,000", Sound::Vowel),
        ("100000000", Sound::Consonant),
        ("2.5", Sound::Vowel),
        ("7", Sound::Rieul),
        ("(가) 3", Sound::Consonant),
    ] {
        assert_eq!(final_sound(text), Some(sound), "{text}");
    }
    assert_eq!(final_sound("("), None);
    assert_eq!(final_sound(""), None);
}
