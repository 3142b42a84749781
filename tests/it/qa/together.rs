//! What an edition says in two ways, and what a memory does.

use anban::{
    article::{Content, Role},
    diagnostic::{Level, Levels},
    locale::{Locale, Messages},
    qa::{EditionLine, MemoryCheck, Register, check_edition},
};

use super::{Desk, role};

/// The findings on an edition as segment number, code and place.
fn edition(desk: &Desk, locale: Locale, lines: &[(&str, &str, &str)]) -> Vec<(usize, String, String)> {
    let contents: Vec<(Role, Content, Content)> = lines
        .iter()
        .map(|(kind, source, target)| (role(kind), Content::plain(*source), Content::plain(*target)))
        .collect();
    let facts: Vec<_> = contents
        .iter()
        .map(|(_, source, _)| (desk.glossary.find(&source.text), desk.names.find(&source.text)))
        .collect();
    let lines: Vec<EditionLine<'_>> = contents
        .iter()
        .zip(&facts)
        .map(|((role, source, target), (terms, names))| EditionLine { role: *role, source, target, terms, names })
        .collect();
    let messages: Vec<Messages> = Locale::ALL.into_iter().map(Messages::new).collect();
    check_edition(&lines, locale, &desk.glossary, &desk.names, &desk.style, &desk.levels)
        .into_iter()
        .map(|(line, finding)| {
            for messages in &messages {
                let sentence = finding.message(messages);
                assert!(!sentence.contains("{$") && !sentence.starts_with("finding-"), "{sentence}");
            }
            let place = finding.target.map_or("", |span| span.of(&lines[line].target.text));
            (line, finding.code, place.to_owned())
        })
        .collect()
}

fn found(line: usize, code: &str, place: &str) -> (usize, String, String) {
    (line, code.to_owned(), place.to_owned())
}

#[test]
fn an_edition_says_one_thing_in_one_way() {
    let mut desk = Desk::new();
    let same = [
        ("caption", "Toàn cảnh hội nghị.", "A view of the conference."),
        ("paragraph", "Hội nghị khai mạc.", "The conference opened."),
        ("caption", "Toàn cảnh hội nghị", "A view of the conference"),
    ];
    assert_eq!(edition(&desk, Locale::En, &same), []);
    let mut differs = same;
    differs[2].2 = "Conference overview";
    assert_eq!(edition(&desk, Locale::En, &differs), [found(2, "segment-inconsistent", "Conference overview")]);

    let terms = [
        ("paragraph", "Tỉnh có nhiều dự án.", "The province has many projects."),
        ("paragraph", "Các dự án mới.", "New schemes."),
    ];
    assert_eq!(edition(&desk, Locale::En, &terms), [found(1, "term-inconsistent", "scheme")]);

    let names = [
        ("paragraph", "Đoàn đến thành phố Hồ Chí Minh.", "The delegation came to Ho Chi Minh City."),
        ("paragraph", "Đoàn rời thành phố Hồ Chí Minh.", "The delegation left HCM City."),
    ];
    let codes = edition(&desk, Locale::En, &names);
    assert!(codes.iter().all(|(line, code, _)| *line == 1 && code == "name-inconsistent"), "{codes:?}");

    let spelling = [
        ("paragraph", "Lao động.", "The labour force."),
        ("paragraph", "Người lao động.", "The “labour” market."),
        ("paragraph", "Tổ chức.", "The organization of \"work\" and \"rest\"."),
    ];
    assert_eq!(
        edition(&desk, Locale::En, &spelling),
        [found(1, "quotes-mixed", "“"), found(2, "spelling-mixed", "organization")]
    );

    let register = [
        ("paragraph", "Hai bên hợp tác.", "双方は協力した。"),
        ("paragraph", "Hai bên ký kết.", "双方は調印した。"),
        ("paragraph", "Hai bên gặp gỡ.", "双方は会談しました。"),
    ];
    assert_eq!(edition(&desk, Locale::Ja, &register), []);
    desk.style.ja.register = Register::Any;
    assert_eq!(edition(&desk, Locale::Ja, &register), [found(2, "register-mixed", "ました")]);
    desk.levels = Levels([("register-mixed".to_owned(), Level::Off)].into());
    assert_eq!(edition(&desk, Locale::Ja, &register), []);
}

#[test]
fn a_memory_does_not_contradict_itself() {
    let levels = Levels::default();
    let mut memory = MemoryCheck::new();
    let mut add = |source: &str, target: &str, locale| {
        let (source, target) = (Content::plain(source), Content::plain(target));
        let findings = MemoryCheck::gist(MemoryCheck::said(&source), &target, locale)
            .map(|gist| memory.check(gist, &target, locale, &levels))
            .unwrap_or_default();
        findings.into_iter().map(|finding| finding.code).collect::<Vec<String>>()
    };
    let en = Locale::En;
    let nothing: [&str; 0] = [];
    assert_eq!(add("Tỉnh tiếp tục hỗ trợ.", "The province continues its support.", en), nothing);
    assert_eq!(add("TỈNH TIẾP TỤC HỖ TRỢ", "The province continues its support", en), nothing);
    assert_eq!(add("Tỉnh tiếp tục hỗ trợ", "Support by the province continues.", en), ["memory-inconsistent"]);
    assert_eq!(add("Sở tiễn đoàn đại biểu.", "The province continues its support.", en), ["memory-shared-target"]);
    // Labels and other languages share freely.
    assert_eq!(add("Ảnh", "Photo", en), nothing);
    assert_eq!(add("Hình", "Photo", en), nothing);
    assert_eq!(add("Tỉnh tiếp tục hỗ trợ.", "同省は支援を続ける。", Locale::Ja), nothing);
    assert_eq!(add("Ảnh: TTXVN", "…", en), nothing);
}
