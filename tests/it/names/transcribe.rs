//! Every printed transcription of domain facts §1.1–1.12 and §2.1–2.3.

use anban::{
    locale::Locale::{En, Ja, Ko},
    names::{KanaV, Kind, Names, Province, Settings, Style},
};

use super::{super::cases, rows};

fn differs(what: &str, name: &str, found: &str, wanted: &str) -> Option<String> {
    (found != wanted).then(|| format!("{what} of {name}: {found}, not {wanted}"))
}

#[test]
fn hangul_follows_the_printed_examples() {
    let names = Names::default();
    let mut count = 0;
    let faults = rows(include_str!("../../data/names/hangul.tsv")).filter_map(|row| {
        count += 1;
        differs("Hangul", row[0], &names.transcribe(row[0], Kind::Place, Ko).preferred, row[1])
    });
    let faults: Vec<String> = faults.collect();
    cases::hold("names", "transcribed: hangul", rows(include_str!("../../data/names/hangul.tsv")).count(), &faults);
    assert!(count > 170, "{count} rows");
}

#[test]
fn provinces_are_rendered_as_the_table_has_them() {
    let names = Names::new(&Settings { ja_v: KanaV::V, ..Settings::default() });
    let mut faults = Vec::new();
    let mut count = 0;
    for row in rows(include_str!("../../data/names/provinces.tsv")) {
        count += 1;
        for (locale, wanted) in [(En, row[1]), (Ko, row[2]), (Ja, row[3])] {
            faults.extend(differs(
                locale.tag(),
                row[0],
                &names.transcribe(row[0], Kind::Place, locale).preferred,
                wanted,
            ));
        }
    }
    cases::hold(
        "names",
        "transcribed: provinces",
        rows(include_str!("../../data/names/provinces.tsv")).count(),
        &faults,
    );
    assert_eq!(count, 63);
}

#[test]
fn other_places_are_rendered_as_the_table_has_them() {
    let names = Names::default();
    let mut faults = Vec::new();
    for row in rows(include_str!("../../data/names/places.tsv")) {
        for (locale, wanted) in [(En, row[1]), (Ko, row[2]), (Ja, row[3])] {
            faults.extend(differs(
                locale.tag(),
                row[0],
                &names.transcribe(row[0], Kind::Place, locale).preferred,
                wanted,
            ));
        }
        let accepted = names.transcribe(row[0], Kind::Place, Ja).accepted;
        if !row[4].is_empty() && !accepted.iter().any(|form| form == row[4]) {
            faults.push(format!("ja of {}: {} is not accepted", row[0], row[4]));
        }
    }
    cases::hold("names", "transcribed: places", rows(include_str!("../../data/names/places.tsv")).count(), &faults);
}

#[test]
fn persons_are_rendered_as_the_table_has_them() {
    let solid = Names::default();
    let spaced = Names::new(&Settings { ko_person_spacing: Style::Spaced, ..Settings::default() });
    let mut faults = Vec::new();
    for row in rows(include_str!("../../data/names/persons.tsv")) {
        for (names, locale, wanted) in
            [(&solid, En, row[1]), (&solid, Ko, row[2]), (&spaced, Ko, row[3]), (&solid, Ja, row[4])]
        {
            let found = names.transcribe(row[0], Kind::Person, locale);
            faults.extend(differs(locale.tag(), row[0], &found.preferred, wanted));
        }
        let accepted = solid.transcribe(row[0], Kind::Person, Ja).accepted;
        if !row[5].is_empty() && !accepted.iter().any(|form| form == row[5]) {
            faults.push(format!("ja of {}: {} is not accepted", row[0], row[5]));
        }
    }
    cases::hold("names", "transcribed: persons", rows(include_str!("../../data/names/persons.tsv")).count(), &faults);
}

#[test]
fn surnames_are_rendered_as_the_table_has_them() {
    let names = Names::default();
    let mut faults = Vec::new();
    for row in rows(include_str!("../../data/names/surnames.tsv")) {
        faults.extend(differs("ko", row[0], &names.transcribe(row[0], Kind::Person, Ko).preferred, row[1]));
        let kana = names.transcribe(row[0], Kind::Person, Ja);
        faults.extend(differs("ja", row[0], &kana.preferred, row[2]));
        for other in row[3].split('/').filter(|other| !other.is_empty()) {
            if !kana.accepted.iter().any(|form| form == other) {
                faults.push(format!("ja of {}: {other} is not accepted", row[0]));
            }
        }
    }
    cases::hold(
        "names",
        "transcribed: surnames",
        rows(include_str!("../../data/names/surnames.tsv")).count(),
        &faults,
    );
}

#[test]
fn katakana_follows_the_rule_table() {
    let names = Names::default();
    let faults = rows(include_str!("../../data/names/katakana.tsv"))
        .filter_map(|row| differs("ja", row[0], &names.transcribe(row[0], Kind::Place, Ja).preferred, row[1]));
    let faults: Vec<String> = faults.collect();
    cases::hold(
        "names",
        "transcribed: katakana",
        rows(include_str!("../../data/names/katakana.tsv")).count(),
        &faults,
    );
}

#[test]
fn units_are_written_in_each_language() {
    let names = Names::default();
    for (name, en, ja, ko) in [
        ("tỉnh Bắc Giang", "Bac Giang Province", "バクザン省", "박장성"),
        ("Tỉnh Hà Nam", "Ha Nam Province", "ハナム省", "하남성"),
        ("thành phố Hải Phòng", "Hai Phong City", "ハイフォン市", "하이퐁시"),
        ("TP Hồ Chí Minh", "Ho Chi Minh City", "ホーチミン市", "호찌민시"),
        ("thành phố Hà Nội", "Hanoi", "ハノイ市", "하노이시"),
        ("quận Hoàn Kiếm", "Hoan Kiem District", "ホアンキエム区", "호안끼엠군"),
        ("huyện Yên Dũng", "Yen Dung District", "イエンズン県", "옌중현"),
        ("xã Tân Mỹ", "Tan My Commune", "タンミ村", "떤미사"),
        ("phường Dĩnh Kế", "Dinh Ke Ward", "ジンケ坊", "진께동"),
        ("phố Lê Hồng Phong", "Le Hong Phong Street", "レ・ホン・フォン通り", "레홍퐁 거리"),
    ] {
        for (locale, wanted) in [(En, en), (Ja, ja), (Ko, ko)] {
            assert_eq!(names.transcribe(name, Kind::Place, locale).preferred, wanted, "{name} in {locale}");
        }
    }
}

#[test]
fn the_styles_of_the_newsroom_are_kept() {
    let names = Names::new(&Settings {
        ja_v: KanaV::V,
        ja_person_separator: "＝".to_owned(),
        ko_person_spacing: Style::Spaced,
        en_diacritics: true,
        en_country: anban::names::CountryName::Spaced,
    });
    assert_eq!(names.transcribe("Võ Văn Thưởng", Kind::Person, Ja).preferred, "ヴォー＝ヴァン＝トゥオン");
    assert_eq!(names.transcribe("Võ Văn Thưởng", Kind::Person, En).preferred, "Võ Văn Thưởng");
    assert_eq!(names.transcribe("Võ Văn Thưởng", Kind::Person, Ko).preferred, "보 반 트엉");
    assert_eq!(names.transcribe("Hà Nội", Kind::Place, En).preferred, "Hà Nội");
    let plain = Names::new(&Settings { en_country: anban::names::CountryName::Spaced, ..Settings::default() });
    assert_eq!(plain.transcribe("Việt Nam", Kind::Place, En).preferred, "Viet Nam");
}

#[test]
fn both_lists_of_provinces_are_whole() {
    let all: Vec<Province> = Names::provinces().collect();
    assert_eq!(all.iter().filter(|one| one.before_2025).count(), 63);
    let since: std::collections::BTreeSet<_> =
        all.iter().filter(|one| one.since_2025).map(|one| one.name.trim_start_matches("Thành phố ")).collect();
    assert_eq!(since.len(), 34);
}
