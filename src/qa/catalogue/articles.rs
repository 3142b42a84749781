//! The codes of the room `article`.

use super::{Entry, Family::Article};
use crate::diagnostic::Severity::{Info, Warning};

pub(super) const ENTRIES: &[Entry] = &[
    Entry::new(
        "article-tracked-changes",
        Article,
        Info,
        "What it finds: a Word document with changes that nobody has accepted or rejected yet.\n\
         Why: they are read as accepted, which may not be what their author meant.\n\
         Example: a paragraph whose deletion was only proposed is not translated.\n\
         How to fix: settle the changes in Word and translate the document again.",
    ),
    Entry::new(
        "article-no-text",
        Article,
        Warning,
        "What it finds: an article file without a word to translate.\n\
         Why: it is empty, or its text stands where the reader was told not to look.\n\
         Example: an HTML page whose `[article.html] root` matches an empty element.\n\
         How to fix: look at the file and at the settings of its format.",
    ),
    Entry::new(
        "article-encoding-guessed",
        Article,
        Warning,
        "What it finds: a file that does not say how it is encoded and is not UTF-8.\n\
         Why: a wrong guess gives wrong letters.\n\
         Example: a text in windows-1258 without a declaration.\n\
         How to fix: look at the letters; save the file as UTF-8.",
    ),
    Entry::new(
        "article-encoding-legacy",
        Article,
        Warning,
        "What it finds: a file in TCVN3 (ABC) or VNI, which only fonts such as .VnTime or VNI-Times show as Vietnamese.\n\
         Why: it was recognised by its words, and TCVN3 has no capitals with tones; its editions are written in UTF-8.\n\
         Example: `B¾c Giang` in TCVN3 and `Baéc Giang` in VNI are both read as Bắc Giang.\n\
         How to fix: look at the letters, at capitals above all; save the file as UTF-8.",
    ),
    Entry::new(
        "article-encoding-contradicted",
        Article,
        Info,
        "What it finds: a file that says one encoding and is in another.\n\
         Why: other programs will believe what it says.\n\
         Example: `<meta charset=\"windows-1258\">` in a file that is UTF-8.\n\
         How to fix: correct the declaration.",
    ),
    Entry::new(
        "article-root-missing",
        Article,
        Warning,
        "What it finds: an HTML page without an element that `[article.html] root` selects.\n\
         Why: the whole page was read, menus included.\n\
         Example: `root = \"article\"` and a page that has only `<div class=\"post\">`.\n\
         How to fix: correct the selector.",
    ),
    Entry::new(
        "article-too-many-codes",
        Article,
        Warning,
        "What it finds: a passage with more inline markup than can be represented.\n\
         Why: it stays in Vietnamese.\n\
         Example: a paragraph in which every letter has its own `<span>`.\n\
         How to fix: clean the markup.",
    ),
    Entry::new(
        "article-html-block-skipped",
        Article,
        Info,
        "What it finds: an HTML block inside a list or a quotation of a Markdown file.\n\
         Why: it stays as it is.\n\
         Example: a `<div>` in a list item.\n\
         How to fix: write it as Markdown if it holds text to translate.",
    ),
    Entry::new(
        "article-front-matter-skipped",
        Article,
        Info,
        "What it finds: a front matter field that is to be translated and is not a string on one line.\n\
         Why: it stays as it is.\n\
         Example: `title:` followed by a list.\n\
         How to fix: write the value on one line.",
    ),
    Entry::new(
        "article-front-matter-invalid",
        Article,
        Warning,
        "What it finds: front matter that is neither valid YAML nor valid TOML.\n\
         Why: it stays as it is, title included.\n\
         Example: `title: \"Bắc Giang` without the closing quotation mark.\n\
         How to fix: mend it at the place given.",
    ),
];
