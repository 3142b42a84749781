//! Two glossaries compared.

use anban::glossary::{Changes, Glossary};

fn parse(toml: &str) -> Glossary {
    Glossary::parse(&[("own.toml".to_owned(), toml.to_owned())]).expect("read")
}

#[test]
fn additions_removals_and_every_changed_key_are_named() {
    let old = parse(
        "[[term]]\nid = \"a\"\nvi = [\"một\"]\n[term.en]\nuse = \"one\"\nforbid = [\"x\", \"y\"]\n\
         [[term]]\nid = \"b\"\nvi = [\"hai\"]\n[[term]]\nid = \"c\"\nvi = [\"ba\"]\n[term.ko]\nuse = \"삼\"\nalso = [\"셋\", \"세\"]\n",
    );
    let new = parse(
        "[[term]]\nid = \"c\"\nvi = [\"ba\"]\n[term.ko]\nuse = \"삼\"\nalso = [\"세\", \"셋\"]\n\
         [[term]]\nid = \"d\"\nvi = [\"bốn\"]\n[[term]]\nid = \"a\"\nvi = [\"một\"]\nstatus = \"proposed\"\n\
         [term.en]\nuse = \"single\"\nforbid = [\"y\", \"z\"]\n",
    );
    let changes = Changes::between(&old, &new);
    assert_eq!(
        (changes.added.as_slice(), changes.removed.as_slice()),
        (&["d".to_owned()][..], &["b".to_owned()][..])
    );
    let fields: Vec<String> = changes.changed[0]
        .fields
        .iter()
        .map(|field| format!("{} -{:?} +{:?}", field.key, field.removed, field.added))
        .collect();
    assert_eq!(changes.changed.len(), 1, "order makes no difference");
    assert_eq!(
        fields,
        ["status -[\"preferred\"] +[\"proposed\"]", "en.use -[\"one\"] +[\"single\"]", "en.forbid -[\"x\"] +[\"z\"]"]
    );
    assert!(Changes::between(&old, &old).is_empty() && !changes.is_empty());
}
