//! The manual in `docs/rules` is what the catalogue says. `ANBAN_BLESS=1` writes it.

use std::{fmt::Write as _, fs, path::Path};

use anban::{
    diagnostic::Severity,
    qa::{Entry, Family, catalogue},
};

const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn of(family: Family) -> impl Iterator<Item = &'static Entry> {
    catalogue().iter().filter(move |entry| entry.family == family)
}

fn title(family: Family) -> String {
    let name = family.name();
    name[..1].to_uppercase() + &name[1..]
}

/// What it finds, up to the first colon or full stop, as a line of the index.
fn gist(entry: &Entry) -> &'static str {
    let text = entry.sections().next().map_or("", |(_, text)| text);
    let end = text.find(['.', ';']).unwrap_or(text.len());
    text[..end].trim()
}

/// A pipe would end a cell of the table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;")
}

fn index() -> String {
    let mut page = format!(
        "# The rules\n\nGenerated from the code ({} rules). `anban check --explain CODE` prints the same text; \
         `[check.levels]` in `config.toml` turns a rule off or changes its severity; an error keeps a translation \
         from being published.\n",
        catalogue().len()
    );
    for family in Family::ALL {
        let _ = write!(
            page,
            "\n## [{}]({}.md)\n\n{}\n\n| rule | severity | finds |\n|---|---|---|\n",
            title(family),
            family.name(),
            family.summary()
        );
        for entry in of(family) {
            let code = entry.code;
            let name = family.name();
            let _ = writeln!(
                page,
                "| [`{code}`]({name}.md#{code}) | {} | {} |",
                severity(entry.severity),
                cell(gist(entry))
            );
        }
    }
    page
}

fn family_page(family: Family) -> String {
    let mut page = format!("# {}\n\n{}\n", title(family), family.summary());
    for entry in of(family) {
        let _ = write!(page, "\n## {}\n\nSeverity: {}\n", entry.code, severity(entry.severity));
        for (heading, text) in entry.sections() {
            let _ = write!(page, "\n**{heading}.** {}\n", text.replace('<', "&lt;").replace('*', "\\*"));
        }
    }
    page
}

#[test]
fn the_manual_is_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules");
    let mut pages = vec![("README.md".to_owned(), index())];
    pages.extend(Family::ALL.map(|family| (format!("{}.md", family.name()), family_page(family))));
    if std::env::var_os("ANBAN_BLESS").is_some() {
        fs::create_dir_all(&folder).expect("the folder can be made");
        for (name, text) in &pages {
            fs::write(folder.join(name), text).expect("the page can be written");
        }
    }
    for (name, text) in &pages {
        let written = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(written == *text, "docs/rules/{name} is not what the code says: run the test with ANBAN_BLESS=1");
    }
    let files = fs::read_dir(&folder).expect("the manual is there").count();
    assert_eq!(files, pages.len(), "docs/rules has pages that nothing writes");
}
