//! Words and phrases are found where they stand.

use std::fs;

use anban::{
    locale::Locale,
    memory::{NewRow, State, Store, Who, fuzzy::Concordance},
};

use super::super::{
    rows::{Dice, by, machine},
    sqlite::Folder,
};
use super::sentence;

fn rows() -> Vec<NewRow> {
    let row = |locale, source, target| NewRow { locale, ..machine(source, "x", target) };
    vec![
        row(Locale::En, "Hòa bình và hợp tác.", "Peace and co-operation."),
        row(Locale::Ja, "Hòa bình và hợp tác.", "平和と協力。"),
        row(Locale::Ko, "Hòa bình và hợp tác.", "평화와 협력이다."),
        row(Locale::En, "Tỉnh có 1.250 dự án FDI.", "The province has 1,250 FDI projects."),
        row(Locale::Ja, "Tỉnh có 1.250 dự án FDI.", "省内のFDI案件は1250件。"),
        row(Locale::Ko, "Tỉnh có 1.250 dự án FDI.", "성의 FDI 사업은 1250건이다."),
        by(Who::Machine, State::Initial, row(Locale::En, "Án phí dự toán", "Peace offering")),
    ]
}

#[tokio::test]
async fn phrases_are_found_in_every_language() {
    let folder = Folder::new();
    let store = folder.open();
    store.commit(&rows()).await.unwrap();
    let concordance = Concordance::open(&store, None).await.unwrap();
    for (language, query, want) in [
        (Locale::Vi, "hoà bình", &["Peace and co-operation.", "平和と協力。", "평화와 협력이다."][..]),
        (
            Locale::Vi,
            "DỰ ÁN fdi",
            &["The province has 1,250 FDI projects.", "省内のFDI案件は1250件。", "성의 FDI 사업은 1250건이다."],
        ),
        (Locale::Vi, "án dự", &[]),
        (Locale::Vi, "hoà bìn", &[]),
        (
            Locale::Vi,
            "1.250",
            &["The province has 1,250 FDI projects.", "省内のFDI案件は1250件。", "성의 FDI 사업은 1250건이다."],
        ),
        (Locale::En, "peace", &["Peace and co-operation."]),
        (Locale::En, "Co-operation", &["Peace and co-operation."]),
        (Locale::En, "pea", &[]),
        (Locale::Ja, "協力", &["平和と協力。"]),
        (Locale::Ja, "力", &["平和と協力。"]),
        (Locale::Ja, "ＦＤＩ案件", &["省内のFDI案件は1250件。"]),
        (Locale::Ja, "平和協", &[]),
        (Locale::Ko, "fdi사업", &["성의 FDI 사업은 1250건이다."]),
        (Locale::Ko, "협력", &["평화와 협력이다."]),
        (Locale::Ko, "협", &["평화와 협력이다."]),
        (Locale::Ko, "平和", &[]),
        (Locale::En, "", &[]),
        (Locale::Ja, " ", &[]),
    ] {
        let found = concordance.search_text(&store, language, query, 10).await.unwrap();
        let found: Vec<_> = found.iter().map(|row| row.target.text.as_str()).collect();
        assert_eq!(found, want, "{language} {query}");
    }
    assert_eq!(concordance.search_text(&store, Locale::Vi, "và", 1).await.unwrap().len(), 3);
}

#[tokio::test]
async fn the_last_stored_comes_first_and_what_is_gone_is_gone() {
    let folder = Folder::new();
    let store = folder.open();
    let concordance = Concordance::open(&store, None).await.unwrap();
    for n in 0..10 {
        store.commit(&[machine(&format!("câu {n}"), "x", &format!("sentence {n}"))]).await.unwrap();
    }
    store.commit(&[machine("câu 9", "x", "another word")]).await.unwrap();
    assert_eq!(concordance.follow(&store).await.unwrap(), 10);
    store.commit(&[machine("câu 8", "x", "another thing")]).await.unwrap();
    assert_eq!(concordance.follow(&store).await.unwrap(), 1);
    let search = async |query: &str| {
        let found = concordance.search_text(&store, Locale::En, query, 3).await.unwrap();
        found.into_iter().map(|row| row.target.text).collect::<Vec<_>>()
    };
    assert_eq!(search("sentence").await, ["sentence 7", "sentence 6", "sentence 5"]);
    assert_eq!(search("another").await, ["another thing", "another word"]);
}

#[tokio::test]
async fn its_file_is_believed_whole_or_not_at_all() {
    let folder = Folder::new();
    let file = folder.file().with_extension("words");
    let store = folder.open();
    let mut dice = Dice(3);
    let many: Vec<_> =
        (0..200).map(|n| machine(&sentence(&mut dice, 24), &n.to_string(), &format!("t {n}"))).collect();
    store.commit(&many).await.unwrap();
    let anew = Concordance::open(&store, Some(&file)).await.unwrap();
    let whole = fs::read(&file).unwrap();
    let again = Concordance::open(&store, Some(&file)).await.unwrap();
    let search = async |from: &Concordance| from.search_text(&store, Locale::Vi, "bắc giang", 50).await.unwrap();
    assert!(!search(&anew).await.is_empty());
    assert_eq!(search(&again).await, search(&anew).await);
    for _ in 0..40 {
        let mut bytes = whole.clone();
        let at = usize::try_from(dice.below(whole.len() as u64)).unwrap();
        if dice.below(2) == 0 {
            bytes.truncate(at);
        } else {
            bytes[at] ^= 1 << dice.below(8);
        }
        fs::write(&file, &bytes).unwrap();
        let opened = Concordance::open(&store, Some(&file)).await.unwrap();
        assert_eq!(fs::read(&file).unwrap(), whole);
        assert_eq!(search(&opened).await, search(&anew).await);
    }
}
