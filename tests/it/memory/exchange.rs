//! TMX and tables: what is read, what is refused, and that what was written is read back.

use std::io::Cursor;

use anban::{
    article::{CodeKind, Content},
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{
        NO_CONTEXT, NewRow, Origin, Row, State, Who,
        exchange::{Finish, Given, Loss, ReadError, Rows, TableReader, TableWriter, TmxReader, TmxWriter, Unit},
    },
    segment::{ContextKey, SegmentKey},
};
use proptest::prelude::*;

struct Plain;

impl Finish for Plain {
    fn source(&self, source: Content) -> Content {
        source
    }

    fn fingerprints(&self, _: &Content, locales: &[Locale]) -> Vec<String> {
        vec!["today".to_owned(); locales.len()]
    }
}

fn read(bytes: &[u8]) -> (Vec<Unit>, Vec<(Loss, u64)>, Option<ReadError>) {
    let mut reader = TmxReader::new(bytes).unwrap();
    let (mut units, mut error) = (Vec::new(), None);
    for unit in &mut reader {
        match unit {
            Ok(unit) => units.push(unit),
            Err(failed) => error = Some(failed),
        }
    }
    (units, reader.losses().iter().map(|(loss, count, _)| (loss, count)).collect(), error)
}

fn tmx(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\"><header srclang=\"vi-VN\" \
         segtype=\"sentence\"/><body>{body}</body></tmx>"
    )
}

fn pair(vi: &str, en: &str) -> String {
    tmx(&format!(
        "<tu><tuv xml:lang=\"vi-VN\"><seg>{vi}</seg></tuv><tuv xml:lang=\"en-US\"><seg>{en}</seg></tuv></tu>"
    ))
}

#[test]
fn both_ways_to_name_a_language_are_read_with_regions() {
    let text = tmx("<tu><tuv lang=\"VI\"><seg>Một</seg></tuv><tuv lang=\"ja-JP\"><seg>一つ</seg></tuv>\
         <tuv xml:lang=\"ko-KR\"><seg>하나</seg></tuv><tuv xml:lang=\"de-DE\"><seg>Eins</seg></tuv></tu>");
    let (units, losses, error) = read(text.as_bytes());
    assert_eq!(error, None);
    assert_eq!(losses, [(Loss::OtherLanguage, 1)]);
    let found: Vec<_> = units[0].translations.iter().map(|one| (one.locale, one.target.text.as_str())).collect();
    assert_eq!(found, [(Locale::Ja, "一つ"), (Locale::Ko, "하나")]);
}

#[test]
fn utf_16_is_read_with_and_without_a_mark() {
    let text =
        pair("Xin chào", "Hello").replace("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-16\"?>");
    for (big, mark) in [(true, true), (true, false), (false, true), (false, false)] {
        let units: Vec<u16> = mark.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).collect();
        let bytes: Vec<u8> =
            units.iter().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect();
        let (units, losses, error) = read(&bytes);
        assert_eq!((losses, error), (vec![], None), "{big} {mark}");
        assert_eq!(units[0].source.text, "Xin chào");
    }
    let marked: Vec<u8> = [0xEF, 0xBB, 0xBF].into_iter().chain(pair("Một", "One").into_bytes()).collect();
    assert_eq!(read(&marked).0.len(), 1);
}

#[test]
fn codes_of_level_two_become_inline_codes() {
    let (units, losses, error) = read(
        pair(
            "<bpt i=\"1\">&lt;b&gt;</bpt>Một<ept i=\"1\">&lt;/b&gt;</ept><ph>&lt;br/&gt;</ph><hi type=\"x\">hai</hi>",
            "<ph>&lt;br/&gt;</ph><bpt i=\"7\">&lt;b&gt;</bpt>One<ept i=\"7\">&lt;/b&gt;</ept><hi type=\"x\">two</hi>",
        )
        .as_bytes(),
    );
    assert_eq!((losses, error), (vec![], None));
    let (source, target) = (&units[0].source, &units[0].translations[0].target);
    assert_eq!(source.visible(), "Mộthai");
    assert_eq!(source.codes[0].kind, CodeKind::Open { with: 1 });
    assert_eq!(source.codes[2].raw, "<br/>");
    // The translation's codes have the numbers of the source's.
    assert_eq!(target.text.chars().next(), Some(Content::stand_in(2)));
    assert_eq!(target.codes, source.codes);
    let (_, losses, _) =
        read(pair("<ept i=\"1\">x</ept>a<bpt i=\"1\">x</bpt><ph>a<sub>b</sub></ph>", "b").as_bytes());
    assert_eq!(losses, [(Loss::SubFlow, 1), (Loss::Unpaired, 2)]);
}

#[test]
fn neighbours_written_down_by_other_tools_become_our_context() {
    let key = |text: &str| SegmentKey::new(Locale::Vi, &Content::plain(text));
    for (before, after) in [("prev", "next"), ("x-context-pre", "x-context-post")] {
        let text = tmx(&format!(
            "<tu><prop type=\"{before}\">Trước.</prop><prop type=\"{after}\">Sau.</prop><tuv xml:lang=\"vi\"><seg>Giữa.</seg>\
             </tuv><tuv xml:lang=\"en\"><seg>Middle.</seg></tuv></tu>"
        ));
        assert_eq!(read(text.as_bytes()).0[0].context, ContextKey::new(Some(&key("Trước.")), Some(&key("Sau."))));
    }
    let foreign = tmx(
        "<tu><prop type=\"x-ContextHash\">12, 34</prop><note>n</note><tuv xml:lang=\"vi\"><seg>Giữa.</seg></tuv>\
                       <tuv xml:lang=\"en\"><seg>Middle.</seg></tuv></tu>",
    );
    let (units, losses, _) = read(foreign.as_bytes());
    assert_eq!(units[0].context, NO_CONTEXT);
    assert_eq!(losses, [(Loss::ForeignContext, 1), (Loss::Note, 1)]);
}

#[test]
fn hostile_files_are_refused_with_their_place() {
    let bomb = "<!DOCTYPE tmx [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><tmx><body/></tmx>";
    let outside = "<!DOCTYPE tmx [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><tmx/>";
    let deep = format!("<tmx>{}", "<a>".repeat(1_000));
    let large = tmx(&format!("<tu><tuv xml:lang=\"vi\" x=\"{}\"><seg>a</seg></tuv></tu>", "x".repeat(9 << 20)));
    let cut = pair("Một", "One").replace("</tuv></tu></body></tmx>", "");
    for (text, why) in [
        (bomb.to_owned(), "1:1: the file declares entities"),
        (outside.to_owned(), "1:1: the file declares entities"),
        (deep, "1:195: elements stand in each other"),
        (large, "one unit is larger than 8 MiB"),
        (cut, "the file ends in the middle"),
        ("<html></html>".to_owned(), "1:1: this is no TMX: its root element is <html>"),
        (String::new(), "this is no TMX"),
        ("<tmx><body></tmx>".to_owned(), "this is no XML"),
    ] {
        let (units, _, error) = read(text.as_bytes());
        let error = error.map(|error| error.to_string()).unwrap_or_default();
        assert!(error.contains(why) && units.is_empty(), "{error:?} instead of {why:?}");
    }
    let error = read(b"<tmx>\n<body>\xFF\xFE</body></tmx>").2.unwrap();
    assert!(error.to_string().contains("no UTF-8"), "{error}");
    let (units, losses, error) = read(pair("Một &unknown; &#0; hai", "One").as_bytes());
    assert_eq!((units.len(), losses, error), (0, vec![(Loss::BadReference, 1)], None));
}

#[test]
fn what_a_file_says_never_makes_a_persons_row() {
    let text = tmx(
        "<tu><tuv xml:lang=\"vi\"><seg>Một</seg></tuv><tuv xml:lang=\"en\" changeid=\"Lan\"><prop type=\"x-anban-who\">person</prop>\
         <seg>One</seg></tuv><tuv xml:lang=\"ja\" changeid=\"MT!x\"><seg>一</seg></tuv><tuv xml:lang=\"en\"><seg>Uno</seg></tuv></tu>",
    );
    let given = Given { state: Some(State::Reviewed), name: None, file: "old.tmx".to_owned() };
    let mut rows = Rows::new(&Plain, given);
    let mut out = Vec::new();
    read(text.as_bytes()).0.into_iter().for_each(|unit| rows.take(unit, &mut out));
    let found: Vec<_> =
        out.iter().map(|row| (row.locale, row.origin.who, row.origin.name.as_str(), row.state)).collect();
    assert_eq!(
        found,
        [(Locale::En, Who::Import, "Lan", State::Reviewed), (Locale::Ja, Who::Machine, "MT!x", State::Translated),]
    );
    assert_eq!(rows.losses().count(Loss::Rival), 1);
    assert_eq!(out[0].fingerprint, "today");
}

fn stored(new: NewRow) -> Row {
    Row {
        key: new.key,
        context: new.context,
        locale: new.locale,
        source: new.source,
        target: new.target,
        state: new.state,
        origin: new.origin,
        fingerprint: new.fingerprint,
        findings: new.findings,
        created: "2026-11-23T07:33:22.123Z".to_owned(),
        updated: "2026-11-23T07:33:22.123Z".to_owned(),
        version: 1,
    }
}

/// Text and codes as a reader of articles would make them; the same codes in another order for the translation.
fn contents() -> impl Strategy<Value = (Content, Content)> {
    let text = "[a-zàạđướ。가<>&\"' \n\r\t\\\\1-3/]{0,12}";
    (prop::collection::vec((text, 0_u8..3), 0..5), text, any::<bool>()).prop_map(|(pieces, end, turned)| {
        let build = |pieces: &[(String, u8)]| {
            let mut content = Content::plain("x");
            for (text, kind) in pieces {
                content.push_text(text);
                match kind {
                    0 => {}
                    1 => {
                        content.push_code(CodeKind::Alone, format!("<br id=\"{text}\"/>"));
                    }
                    _ => {
                        let open = content.push_code(CodeKind::Alone, "<b>");
                        content.push_text("in");
                        let close = content.push_code(CodeKind::Close { with: open }, "</b>");
                        content.codes[open].kind = CodeKind::Open { with: close };
                    }
                }
            }
            content.push_text(&end);
            content
        };
        let source = build(&pieces);
        let mut target = build(&pieces);
        if turned {
            // Halves change places: the codes keep their numbers.
            let alone = target.codes.iter().position(|code| code.kind == CodeKind::Alone);
            if let Some(alone) = alone {
                let stand_in = Content::stand_in(alone);
                target.text = format!("{stand_in}{}", target.text.replace(stand_in, ""));
            }
        }
        (source, target)
    })
}

fn rows() -> impl Strategy<Value = NewRow> {
    let name = "[a-z<&\" ]{1,8}";
    (
        contents(),
        prop::sample::select(Locale::TARGETS.to_vec()),
        prop::sample::select(State::ALL.to_vec()),
        any::<bool>(),
        name,
        prop::option::of(name),
        any::<Option<u8>>(),
        any::<bool>(),
    )
        .prop_map(|((source, target), locale, state, machine, name, model, context, finding)| NewRow {
            key: SegmentKey::new(Locale::Vi, &source),
            context: context.map_or(NO_CONTEXT, |byte| ContextKey([byte | 1; 32])),
            locale,
            source,
            target,
            state,
            origin: Origin {
                who: if machine { Who::Machine } else { Who::Import },
                name,
                prompt: model.clone(),
                model,
            },
            fingerprint: "0f".to_owned(),
            findings: if finding {
                vec![Finding::new("digits", Severity::Warning).fact("found", "<1>")]
            } else {
                Vec::new()
            },
            expected: None,
        })
}

fn taken(units: impl Iterator<Item = Result<Unit, ReadError>>) -> Vec<NewRow> {
    let given = Given { state: None, name: None, file: "file".to_owned() };
    let mut rows = Rows::new(&Plain, given);
    let mut out = Vec::new();
    units.for_each(|unit| rows.take(unit.unwrap(), &mut out));
    assert!(rows.losses().iter().next().is_none(), "{:?}", rows.losses());
    out
}

fn sorted(mut rows: Vec<NewRow>) -> Vec<NewRow> {
    rows.sort_by_key(|row| (row.key, row.locale, row.context));
    rows
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(rows in prop::collection::vec(rows(), 0..12)) {
        let mut rows = sorted(rows);
        rows.dedup_by_key(|row| row.id());
        rows.retain(|row| !row.source.is_blank() && !row.target.is_blank());
        let mut writer = TmxWriter::new(Vec::new(), false).unwrap();
        let mut table = TableWriter::new(Vec::new(), b'\t').unwrap();
        for row in &rows {
            writer.row(stored(row.clone())).unwrap();
            table.row(&stored(row.clone())).unwrap();
        }
        let (bytes, _, losses) = writer.finish().unwrap();
        prop_assert!(losses.iter().next().is_none());
        prop_assert_eq!(&sorted(taken(TmxReader::new(Cursor::new(bytes)).unwrap())), &rows);
        let (bytes, _) = table.finish().unwrap();
        prop_assert_eq!(&sorted(taken(TableReader::new(Cursor::new(bytes), b'\t').unwrap())), &rows);
    }

    #[test]
    fn no_bytes_make_the_readers_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = TmxReader::new(bytes.as_slice()).map(|reader| reader.take(10_000).count());
        let _ = TableReader::new(bytes.as_slice(), b',').map(|reader| reader.take(10_000).count());
    }

    #[test]
    fn no_damage_makes_the_reader_panic(at in 0_usize..400, with in any::<u8>(), cut in 0_usize..400) {
        let mut bytes = pair("<bpt i=\"1\">&lt;b&gt;</bpt>Một<ept i=\"1\"/>", "One &amp; <ph x=\"1\"/>").into_bytes();
        let length = bytes.len();
        bytes[at % length] = with;
        bytes.truncate(length - cut % length);
        let mut reader = TmxReader::new(bytes.as_slice()).unwrap();
        prop_assert!(reader.by_ref().take(100).count() <= 2);
    }
}
