//! A report as JUnit XML, the dialect that GitLab, Jenkins and Azure read
//! (<https://docs.gitlab.com/ci/testing/unit_test_reports/>).

use std::fmt::Write as _;

use super::{Document, Item, document::Regions};

/// One suite an input; in it one failure a finding that counts and is bad enough to fail the run, and one passed
/// case for every other. An input without findings is one passed case.
#[must_use]
pub fn junit(document: &Document<'_>) -> String {
    let mut regions = document.regions();
    let fails = |item: &&Item| item.counts() && item.finding.severity >= document.fail_on;
    let total = document.items.iter().filter(fails).count();
    let clean = (0..document.sections.len())
        .filter(|&section| !document.items.iter().any(|item| item.section == section))
        .count();
    let cases = document.items.len() + clean;
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ = writeln!(out, "<testsuites name=\"anban check\" tests=\"{cases}\" failures=\"{total}\" errors=\"0\">");
    for (section, own) in document.sections.iter().enumerate() {
        let items: Vec<&Item> = document.items.iter().filter(|item| item.section == section).collect();
        let failures = items.iter().filter(|item| fails(item)).count();
        let (name, tests) = (escape(&own.name), items.len().max(1));
        let _ = writeln!(
            out,
            "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
        );
        if items.is_empty() {
            let _ = writeln!(out, "    <testcase name=\"clean\" classname=\"{name}\"/>");
        }
        for item in items {
            case(item, &name, fails(&item), document, &mut regions, &mut out);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn case(item: &Item, suite: &str, fails: bool, document: &Document<'_>, regions: &mut Regions<'_>, out: &mut String) {
    let finding = &item.finding;
    let message = finding.message(document.messages);
    let place = finding.place.as_ref().map(|place| {
        let region = regions.of(place);
        (place, format!("{}:{}:{}", place.file, region.start.line, region.start.column))
    });
    let at = place.as_ref().map_or("", |(_, at)| at);
    let _ = write!(out, "    <testcase name=\"{}\" classname=\"{suite}\"", escape(&format!("{} {at}", finding.code)));
    if let Some((place, _)) = &place {
        let _ = write!(out, " file=\"{}\" line=\"{}\"", escape(&place.file), place.position.line);
    }
    let words = place.as_ref().and_then(|(place, _)| regions.excerpt(place));
    let words = words.map_or_else(String::new, |(before, inside, after)| format!("\n{before}{inside}{after}"));
    let text = escape(&format!("{at}: {message}{words}"));
    if fails {
        let (kind, message) = (escape(&finding.code), escape(&message));
        let _ = writeln!(
            out,
            ">\n      <failure type=\"{kind}\" message=\"{message}\">{text}</failure>\n    </testcase>"
        );
    } else {
        let _ = writeln!(out, ">\n      <system-out>{text}</system-out>\n    </testcase>");
    }
}

/// Text for XML 1.0: what it cannot hold is left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' => out.push_str("&#10;"),
            '\t' => out.push_str("&#9;"),
            '\r' => out.push_str("&#13;"),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}
