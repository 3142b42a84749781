//! What WordPress makes of a post when it shows it: paragraphs of lines, and captions of pictures.

/// Elements that stand for themselves and are never put into a paragraph (`wpautop` of WordPress,
/// wp-includes/formatting.php).
const BLOCKS: [&str; 24] = [
    "<table",
    "<ul",
    "<ol",
    "<li",
    "<dl",
    "<div",
    "<p",
    "<h1",
    "<h2",
    "<h3",
    "<h4",
    "<h5",
    "<h6",
    "<pre",
    "<form",
    "<blockquote",
    "<figure",
    "<hr",
    "<section",
    "<article",
    "<aside",
    "<header",
    "<footer",
    "<!--",
];

/// `content` with a paragraph for each run of lines that is in none, line breaks where lines end, and `[caption]` as
/// a figure.
pub(super) fn paragraphs(content: &str) -> String {
    let content = captions(&content.replace("\r\n", "\n"));
    // The newer editor writes its paragraphs itself.
    if content.contains("<!-- wp:") {
        return content;
    }
    let blocks = content.split("\n\n").map(str::trim).filter(|block| !block.is_empty());
    let blocks = blocks.map(|block| {
        let lower = block.to_ascii_lowercase();
        let closing = lower.starts_with("</");
        if closing || BLOCKS.iter().any(|tag| opens(&lower, tag)) {
            block.to_owned()
        } else {
            format!("<p>{}</p>", block.replace('\n', "<br>\n"))
        }
    });
    blocks.collect::<Vec<_>>().join("\n")
}

/// Whether `text` begins with this tag and not with a longer one.
fn opens(text: &str, tag: &str) -> bool {
    text.strip_prefix(tag).is_some_and(|rest| tag == "<!--" || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// `[caption …]<img …> words[/caption]` as HTML.
fn captions(content: &str) -> String {
    let mut out = String::with_capacity(content.len());
    let mut rest = content;
    while let Some(start) = rest.find("[caption") {
        let shortcode = &rest[start..];
        let inner = shortcode.find(']').zip(shortcode.find("[/caption]")).filter(|(open, close)| open < close);
        let Some((open, close)) = inner else { break };
        let body = &shortcode[open + 1..close];
        // The words stand after the picture and the link around it.
        let cut = body.rfind('>').map_or(0, |at| at + 1);
        let (picture, words) = body.split_at(cut);
        out.push_str(&rest[..start]);
        out.push_str(&format!("\n\n<figure>{picture}<figcaption>{}</figcaption></figure>\n\n", words.trim()));
        rest = &shortcode[close + "[/caption]".len()..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn posts_look_as_their_site_shows_them() {
        for (post, page) in [
            ("Một.\n\nHai.\nBa.", "<p>Một.</p>\n<p>Hai.<br>\nBa.</p>"),
            ("<h2>A</h2>\n\nB", "<h2>A</h2>\n<p>B</p>"),
            ("<strong>A</strong> b", "<p><strong>A</strong> b</p>"),
            (
                "A\n\n[caption id=\"x\"]<img src=\"a.jpg\" /> Ảnh[/caption]\n\nB",
                "<p>A</p>\n<figure><img src=\"a.jpg\" /><figcaption>Ảnh</figcaption></figure>\n<p>B</p>",
            ),
            ("[caption] open", "<p>[caption] open</p>"),
            ("<!-- wp:paragraph -->\n<p>A</p>", "<!-- wp:paragraph -->\n<p>A</p>"),
        ] {
            assert_eq!(paragraphs(post), page, "{post}");
        }
    }
}
