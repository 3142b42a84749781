//! Term candidates.

use anban::{
    glossary::{
        Glossary,
        suggest::{Options, Sentence, Translation, candidates_toml},
    },
    locale::Locale,
};

const TEXTS: &[&str] = &[
    "Tỉnh đẩy mạnh chuyển đổi số trong năm nay.",
    "Chuyển đổi số là nhiệm vụ của các ngành.",
    "Kế hoạch chuyển đổi số được phê duyệt.",
    "Doanh nghiệp tham gia chuyển đổi số và phát triển kinh tế tuần hoàn.",
    "Mô hình kinh tế tuần hoàn được nhân rộng.",
    "Kinh tế tuần hoàn giúp giảm chất thải.",
    "Tỉnh coi trọng thu hút đầu tư và thu hút đầu tư nước ngoài.",
    "Công tác thu hút đầu tư đạt kết quả.",
];

fn sentences(texts: &[&'static str]) -> Vec<Sentence<'static>> {
    texts.iter().map(|text| Sentence { text, skip: Vec::new() }).collect()
}

fn forms(glossary: &Glossary, texts: &[&'static str]) -> Vec<String> {
    let found = glossary.suggest(&[], &sentences(texts), &[], Options::default());
    found.into_iter().map(|one| one.form).collect()
}

#[test]
fn frequent_whole_expressions_are_found_and_their_fragments_are_not() {
    let found = forms(&Glossary::default(), TEXTS);
    for wanted in ["chuyển đổi số", "kinh tế tuần hoàn", "thu hút đầu tư"] {
        assert!(found.iter().any(|form| form == wanted), "{wanted} is missing in {found:?}");
    }
    for fragment in ["chuyển đổi", "đổi số", "tế tuần hoàn", "kinh tế tuần", "hút đầu tư"] {
        assert!(!found.iter().any(|form| form == fragment), "{fragment} is in {found:?}");
    }
}

#[test]
fn known_terms_and_names_are_left_out() {
    let toml = "[[term]]\nid = \"a\"\nvi = [\"chuyển đổi số\"]\n";
    let glossary = Glossary::parse(&[("own.toml".to_owned(), toml.to_owned())]).expect("read");
    assert!(!forms(&glossary, TEXTS).iter().any(|form| form.contains("chuyển đổi")), "{:?}", forms(&glossary, TEXTS));
    let mut texts = sentences(TEXTS);
    for sentence in &mut texts {
        let at = sentence.text.to_lowercase().find("kinh tế tuần hoàn");
        sentence.skip.extend(at.map(|at| anban::text::Span::new(at, at + "kinh tế tuần hoàn".len())));
    }
    let found = Glossary::default().suggest(&[], &texts, &[], Options::default());
    assert!(!found.iter().any(|one| one.form.contains("tuần hoàn")));
}

#[test]
fn what_translations_have_in_common_becomes_the_rendering() {
    let texts = sentences(TEXTS);
    let english = [
        "The province steps up digital transformation this year.",
        "Digital transformation is a task of all sectors.",
        "The plan for digital transformation was approved.",
        "Businesses take part in digital transformation and develop the circular economy.",
        "The recycling model spreads.",
        "A cyclical system reduces waste.",
        "The province values attracting investment and foreign investment.",
        "Attracting investment worked.",
    ];
    let translations: Vec<Translation<'_>> = english
        .iter()
        .enumerate()
        .map(|(sentence, text)| Translation { sentence, locale: Locale::En, text })
        .collect();
    let found = Glossary::default().suggest(&[], &texts, &translations, Options::default());
    let of =
        |form: &str| found.iter().find(|one| one.form == form).unwrap_or_else(|| panic!("no {form}")).seen[0].clone();
    let settled = of("chuyển đổi số");
    assert_eq!(settled.settled().expect("settled").text.to_lowercase(), "digital transformation");
    assert_eq!((settled.rows, settled.inconsistent), (4, false));
    let unsettled = of("kinh tế tuần hoàn");
    assert!(unsettled.inconsistent && unsettled.settled().is_none(), "{unsettled:?}");
    let toml = candidates_toml(&found);
    assert!(
        toml.contains("use = \"digital transformation\" # in 4 of 4")
            || toml.contains("use = \"Digital transformation\" # in 4 of 4"),
        "{toml}"
    );
    assert!(toml.contains("# en: inconsistent in 3 translations"), "{toml}");
}

#[test]
fn what_is_printed_is_a_glossary_file() {
    let units = ["IOC (Trung tâm Điều hành thông minh) đã mở.", "IOC hoạt động \"tốt\"."];
    let found = Glossary::default().suggest(&units, &sentences(TEXTS), &[], Options::default());
    let acronym = found.iter().find(|one| one.acronym.as_deref() == Some("IOC")).expect("the acronym is there");
    assert_eq!((acronym.count, acronym.form.as_str()), (2, "Trung tâm Điều hành thông minh"));
    let toml = candidates_toml(&found);
    let glossary = Glossary::parse(&[("new.toml".to_owned(), toml.clone())])
        .unwrap_or_else(|errors| panic!("{errors:?}\n{toml}"));
    assert_eq!(glossary.terms().len(), found.len());
    // What was suggested and taken is not suggested again.
    assert_eq!(glossary.suggest(&units, &sentences(TEXTS), &[], Options::default()), []);
}
