//! What the rules get wrong today, row by row: a row that comes right has to leave the list.

use anban::{locale::Locale, names::Names, numbers};

use super::cases;

#[test]
fn known_limits_are_still_limits() {
    let names = Names::default();
    let mut mended = Vec::new();
    for line in include_str!("../data/limits.tsv").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let [rule, tag, source, target, wanted, why] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line:?}")
        };
        let locale: Locale = tag.parse().expect("a language tag");
        let found = match rule {
            "name-finding" => names.find(source).iter().map(|one| one.text.clone()).collect::<Vec<_>>().join(", "),
            _ => {
                let mut findings = numbers::check(source, target, locale);
                findings.extend(names.check(&names.find(source), target, locale));
                findings.into_iter().map(|finding| finding.code).collect::<Vec<_>>().join(", ")
            }
        };
        if found == wanted {
            mended.push(format!("{line}\n  is right now: move it to the tables of cases"));
        }
        cases::note("known limits", rule, 0, 0, &format!("{source} → {target}: {why}"));
    }
    assert!(mended.is_empty(), "{}", mended.join("\n"));
}
