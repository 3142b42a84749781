//! Words and phrases are found where they stand.

use std::{collections::HashSet, fs};

use anban::{
    locale::Locale,
    memory::{NewRow, State, Store, Who, fuzzy::Concordance},
};
use unicode_normalization::UnicodeNormalization as _;

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
        let found = concordance.search_text(&store, language, &Locale::TARGETS, query, 10).await.unwrap();
        let found: Vec<_> = found.iter().map(|row| row.target.text.as_str()).collect();
        assert_eq!(found, want, "{language} {query}");
    }
    assert_eq!(concordance.search_text(&store, Locale::Vi, &Locale::TARGETS, "và", 1).await.unwrap().len(), 3);
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
        let found = concordance.search_text(&store, Locale::En, &[Locale::En], query, 3).await.unwrap();
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
    let search = async |from: &Concordance| {
        from.search_text(&store, Locale::Vi, &Locale::TARGETS, "bắc giang", 50).await.unwrap()
    };
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

/// More rows than become a run at once, so that there are several of them and a heap.
#[tokio::test]
async fn a_search_finds_what_looking_at_every_row_finds() {
    let folder = Folder::new();
    let (store, file) = (folder.open(), folder.file().with_extension("words"));
    let mut dice = Dice(11);
    let mut text = |language: Locale| {
        let words: &[&str] = match language {
            Locale::Vi => &["tỉnh", "Hòa", "bình", "dự", "án", "1.250", "hợp", "tác", "vải"],
            Locale::En => &["Peace", "and", "co-operation", "the", "a", "1,250", "growth"],
            Locale::Ja => &["平和", "と", "協力", "。", "協", "Ｆ", "力平"],
            Locale::Ko => &["평화", "와 ", "협력", " ", "의", "력평"],
        };
        let mut word = || words[usize::try_from(dice.below(words.len() as u64)).unwrap()];
        let space = if matches!(language, Locale::Vi | Locale::En) { " " } else { "" };
        (0..7).map(|_| word()).collect::<Vec<_>>().join(space)
    };
    let mut rows = Vec::new();
    for n in 0..10_500 {
        let source = format!("{} {n}", text(Locale::Vi));
        let of = if n % 9 == 0 { &Locale::TARGETS[..] } else { &[Locale::En] };
        for &locale in of {
            let row = NewRow { locale, ..machine(&source, "x", &text(locale)) };
            rows.push(if n % 7 == 0 { by(Who::Machine, State::Initial, row) } else { row });
        }
    }
    let mut opened = None;
    for part in rows.chunks(3_000) {
        store.commit(part).await.unwrap();
        // Opened from its file each time, and once more following.
        opened = Some(Concordance::open(&store, Some(&file)).await.unwrap());
    }
    let concordance = opened.unwrap();
    store.commit(&[machine("Dự án hoà-bình mới", "y", "The growth, and peace")]).await.unwrap();
    concordance.follow(&store).await.unwrap();
    let all = store.page(None, 100_000).await.unwrap();
    let folded = |language: Locale, text: &str| {
        let text: String = text.nfkc().collect::<String>().to_lowercase().replace("hòa", "hoà").replace('-', " ");
        if matches!(language, Locale::Vi | Locale::En) {
            let words = text.split_whitespace().map(|word| word.trim_matches(','));
            format!(" {} ", words.collect::<Vec<_>>().join(" "))
        } else {
            text.replace(' ', "")
        }
    };
    for (language, query) in [
        (Locale::Vi, "hoà bình"),
        (Locale::Vi, "dự án hợp tác"),
        (Locale::Vi, "vải"),
        (Locale::Vi, "dự án dự án"),
        (Locale::Vi, "9999"),
        (Locale::Vi, "bình hợp 17"),
        (Locale::En, "peace and"),
        (Locale::En, "the the the"),
        (Locale::En, "co operation"),
        (Locale::Ja, "協力平和"),
        (Locale::Ja, "力"),
        (Locale::Ja, "協協協"),
        (Locale::Ko, "평화의"),
        (Locale::Ko, "력평화"),
    ] {
        let wanted = folded(language, query);
        let mut brute: Vec<_> = all
            .iter()
            .filter(|row| row.state.is_usable() && (language == Locale::Vi || row.locale == language))
            .filter(|row| {
                let text = if language == Locale::Vi { &row.source.text } else { &row.target.text };
                folded(language, text).contains(&wanted)
            })
            .map(|row| (row.key, row.locale))
            .collect();
        brute.sort_unstable();
        let search = async |limit: usize| {
            concordance.search_text(&store, language, &Locale::TARGETS, query, limit).await.unwrap()
        };
        let found = search(usize::MAX).await;
        let mut keys: Vec<_> = found.iter().map(|row| (row.key, row.locale)).collect();
        keys.sort_unstable();
        assert_eq!(keys, brute, "{language} {query}");
        for limit in [1, 30, 700] {
            let some = search(limit).await;
            let segments: HashSet<_> = some.iter().map(|row| row.key).collect();
            assert!(segments.len() == limit || some.len() == found.len(), "{language} {query} {limit}");
            assert_eq!(some, found[..some.len()], "{language} {query} {limit}");
        }
    }
}
