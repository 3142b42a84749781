//! The sample article, line by line.

use anban::article::{Format, Role};

use super::{holds, listing, parse, rewritten};

const SAMPLE: &str = include_str!("../../../samples/bac-giang-2016.txt");

#[test]
fn every_line_of_the_sample_has_its_role() {
    let article = parse(SAMPLE, Format::Plain);
    holds(&article, SAMPLE.as_bytes());
    insta::assert_json_snapshot!(listing(&article));
}

#[test]
fn every_line_of_the_sample_is_in_a_unit() {
    let article = parse(SAMPLE, Format::Plain);
    let lines = SAMPLE.lines().filter(|line| !line.trim().is_empty());
    assert_eq!(lines.clone().count(), 36);
    let mut at = 0;
    for line in lines {
        let start = at + SAMPLE[at..].find(line).expect("in order");
        at = start + line.len();
        let covered: String = article
            .units
            .iter()
            .filter(|u| u.span.start >= start && u.span.end <= at)
            .map(|u| u.span.of(SAMPLE))
            .collect();
        let squeezed = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squeezed(&covered), squeezed(line));
    }
    // Five related headlines and two pictures carry the slug.
    let slugs: Vec<_> = article.units.iter().filter(|unit| unit.role == Role::Image).collect();
    assert_eq!(slugs.len(), 7);
    assert!(slugs.iter().all(|unit| unit.content.text == "doi ngoai bac giang tao buoc phat trien moi"));
}

#[test]
fn translating_the_sample_keeps_its_layout() {
    let article = parse(SAMPLE, Format::Plain);
    let upper = rewritten(&article, str::to_uppercase);
    assert_eq!(upper, SAMPLE.to_uppercase());
}
