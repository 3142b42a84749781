//! The rules on inline markup, which need contents with codes.

use anban::{
    article::{CodeKind, Content, Role},
    locale::Locale,
};

use super::{Desk, apply};

/// `text` with `<b>` and `</b>` as a pair of codes.
fn content(text: &str) -> Content {
    let mut content = Content::default();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        content.push_text(&rest[..at]);
        let end = at + rest[at..].find('>').expect("a tag ends") + 1;
        let raw = &rest[at..end];
        let kind = if raw.starts_with("</") { CodeKind::Close { with: 0 } } else { CodeKind::Open { with: 1 } };
        content.push_code(kind, raw);
        rest = &rest[end..];
    }
    content.push_text(rest);
    content
}

#[test]
fn markup_is_compared() {
    let desk = Desk::new();
    let source = content("Xem <b>chi tiết</b> tại đây.");
    for (target, locale, code) in [
        ("See <b>details</b> here.", Locale::En, None),
        ("See details here.", Locale::En, Some("codes-changed")),
        ("See details here<b></b>.", Locale::En, Some("markup-empty")),
        ("See<b>details</b> here.", Locale::En, Some("markup-space")),
        ("See <b>details</b>here.", Locale::En, Some("markup-space")),
        ("여기서 <b>자세히</b> 볼 수 있다.", Locale::Ko, None),
        ("여기서<b>자세히</b> 볼 수 있다.", Locale::Ko, Some("markup-space")),
        ("ここで<b>詳細</b>が見られる。", Locale::Ja, None),
    ] {
        let target = content(target);
        let findings = desk.check_content(&source, &target, locale, Role::Paragraph);
        let codes: Vec<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{}", target.visible());
        let mended = apply(&target.text, findings.iter().filter_map(|finding| finding.fix.as_ref()));
        if code == Some("markup-space") {
            let mended = Content { text: mended, ..target };
            assert!(desk.check_content(&source, &mended, locale, Role::Paragraph).is_empty());
        }
    }
}
