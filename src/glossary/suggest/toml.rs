//! Candidates as entries to paste into a glossary file.

use super::Candidate;
use crate::glossary::quoted;

/// The candidates as `[[term]]` tables with the status `proposed`; counts, contexts and unsettled renderings stand
/// in comments. It reads as a glossary file.
#[must_use]
pub fn candidates_toml(candidates: &[Candidate]) -> String {
    let mut out = String::new();
    for one in candidates {
        if !out.is_empty() {
            out.push('\n');
        }
        let score = one.score.map_or_else(String::new, |score| format!(", NC-value {score:.2}"));
        out.push_str(&format!("# {}×{score}\n", one.count));
        for context in &one.contexts {
            out.push_str(&format!("#   {}\n", comment(context)));
        }
        for seen in one.seen.iter().filter(|seen| seen.settled().is_none()) {
            let word = if seen.inconsistent { "inconsistent" } else { "unsettled" };
            let wordings: Vec<String> =
                seen.wordings.iter().map(|one| format!("{} ({})", quoted(&one.text), one.rows)).collect();
            out.push_str(&format!(
                "# {}: {word} in {} translations: {}\n",
                seen.locale,
                seen.rows,
                wordings.join(", ")
            ));
        }
        out.push_str(&format!("[[term]]\nid = {}\n", quoted(&one.id)));
        match &one.acronym {
            Some(acronym) => {
                let (form, acronym) = (quoted(&one.form), quoted(acronym));
                out.push_str(&format!("vi = [{form}, {acronym}]\nacronym = {acronym}\n"));
            }
            None => out.push_str(&format!("vi = [{}]\n", quoted(&one.form))),
        }
        out.push_str("status = \"proposed\"\n");
        for seen in &one.seen {
            if let Some(settled) = seen.settled() {
                let text = quoted(&settled.text);
                let (rows, of) = (settled.rows, seen.rows);
                out.push_str(&format!("[term.{}]\nuse = {text} # in {rows} of {of} translations\n", seen.locale));
            }
        }
    }
    out
}

/// Text for a comment, which ends with its line and holds no control characters.
fn comment(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
