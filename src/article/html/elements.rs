//! The elements of HTML: what they are to a reader of text.

/// Whether an element interrupts running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flow {
    Block,
    Inline,
}

/// What an element's content is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// Text and elements.
    Normal,
    /// It has none and no end tag.
    Void,
    /// Characters that are no markup and no text for readers (`script`, `style`).
    Raw,
    /// Characters in which only references count (`title`, `textarea`).
    Escapable,
    /// Elements that are left alone, and read like a word of the sentence (`code`).
    Word,
    /// Elements that are left alone (`pre`, `svg`).
    Closed,
}

/// An element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Element {
    pub name: &'static str,
    pub flow: Flow,
    pub content: Content,
    /// Whether its start tag ends an open `<p>` (HTML Standard, 13.2.6.4.7).
    pub ends_p: bool,
}

/// What is not in the table: inline, like custom elements mostly are.
pub(super) const UNKNOWN: usize = TABLE.len();

/// The number of `name`, in any case; [`UNKNOWN`] for none.
pub(super) fn number(name: &str) -> usize {
    let Some(letter) = name.bytes().next().map(|b| b.to_ascii_lowercase().wrapping_sub(b'a')) else { return UNKNOWN };
    let Some(&(start, end)) = BY_LETTER.get(usize::from(letter)) else { return UNKNOWN };
    (start..end)
        .find(|&at| ELEMENTS.get(at).is_some_and(|element| element.name.eq_ignore_ascii_case(name)))
        .unwrap_or(UNKNOWN)
}

/// The number of an element that is in the table; for constants.
pub(super) const fn known(name: &str) -> usize {
    let mut at = 0;
    while at < TABLE.len() && !same(TABLE[at].name.as_bytes(), name.as_bytes()) {
        at += 1;
    }
    assert!(at < TABLE.len(), "not in the table of elements");
    at
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The element of a number.
pub(super) fn at(number: usize) -> Element {
    const NONE: Element = inline("");
    ELEMENTS.get(number).copied().unwrap_or(NONE)
}

/// Whether the start tag `name` ends SVG and MathML around it (HTML Standard, 13.2.6.5).
pub(super) fn leaves_foreign(name: &str) -> bool {
    const NAMES: [&str; 44] = [
        "b",
        "big",
        "blockquote",
        "body",
        "br",
        "center",
        "code",
        "dd",
        "div",
        "dl",
        "dt",
        "em",
        "embed",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "hr",
        "i",
        "img",
        "li",
        "listing",
        "menu",
        "meta",
        "nobr",
        "ol",
        "p",
        "pre",
        "ruby",
        "s",
        "small",
        "span",
        "strong",
        "strike",
        "sub",
        "sup",
        "table",
        "tt",
        "u",
        "ul",
        "var",
    ];
    NAMES.iter().any(|other| name.eq_ignore_ascii_case(other))
}

const fn element(name: &'static str, flow: Flow, content: Content, ends_p: bool) -> Element {
    Element { name, flow, content, ends_p }
}

const fn block(name: &'static str) -> Element {
    element(name, Flow::Block, Content::Normal, true)
}

/// A block whose start tag does not end a `<p>`.
const fn part(name: &'static str) -> Element {
    element(name, Flow::Block, Content::Normal, false)
}

const fn inline(name: &'static str) -> Element {
    element(name, Flow::Inline, Content::Normal, false)
}

const fn void(name: &'static str) -> Element {
    element(name, Flow::Inline, Content::Void, false)
}

const fn block_void(name: &'static str) -> Element {
    element(name, Flow::Block, Content::Void, false)
}

const fn with(name: &'static str, flow: Flow, content: Content) -> Element {
    element(name, flow, content, false)
}

static ELEMENTS: [Element; UNKNOWN] = TABLE;

/// Where the elements of each letter stand in the table.
static BY_LETTER: [(usize, usize); 26] = {
    let mut places = [(0, 0); 26];
    let mut at = 0;
    while at < TABLE.len() {
        let letter = (TABLE[at].name.as_bytes()[0] - b'a') as usize;
        if places[letter].1 == 0 {
            places[letter].0 = at;
        }
        places[letter].1 = at + 1;
        at += 1;
    }
    places
};

/// Sorted by name; what is missing is inline with normal content.
const TABLE: [Element; 92] = [
    block("address"),
    block_void("area"),
    block("article"),
    block("aside"),
    with("audio", Flow::Inline, Content::Closed),
    block_void("base"),
    block_void("basefont"),
    block("blockquote"),
    part("body"),
    void("br"),
    part("button"),
    with("canvas", Flow::Inline, Content::Closed),
    part("caption"),
    block("center"),
    with("code", Flow::Inline, Content::Word),
    block_void("col"),
    part("colgroup"),
    part("datalist"),
    block("dd"),
    block("details"),
    block("dialog"),
    block("dir"),
    block("div"),
    block("dl"),
    block("dt"),
    void("embed"),
    block("fieldset"),
    block("figcaption"),
    block("figure"),
    block("footer"),
    block("form"),
    block_void("frame"),
    part("frameset"),
    block("h1"),
    block("h2"),
    block("h3"),
    block("h4"),
    block("h5"),
    block("h6"),
    part("head"),
    block("header"),
    block("hgroup"),
    element("hr", Flow::Block, Content::Void, true),
    part("html"),
    with("iframe", Flow::Inline, Content::Raw),
    void("img"),
    void("input"),
    with("kbd", Flow::Inline, Content::Word),
    part("legend"),
    block("li"),
    block_void("link"),
    element("listing", Flow::Block, Content::Closed, true),
    block("main"),
    with("math", Flow::Inline, Content::Word),
    block("menu"),
    block_void("meta"),
    block("nav"),
    with("noembed", Flow::Inline, Content::Raw),
    with("noframes", Flow::Block, Content::Raw),
    part("noscript"),
    block("ol"),
    part("optgroup"),
    part("option"),
    block("p"),
    block_void("param"),
    element("plaintext", Flow::Block, Content::Raw, true),
    element("pre", Flow::Block, Content::Closed, true),
    with("samp", Flow::Inline, Content::Word),
    with("script", Flow::Inline, Content::Raw),
    block("search"),
    block("section"),
    part("select"),
    void("source"),
    with("style", Flow::Inline, Content::Raw),
    block("summary"),
    with("svg", Flow::Inline, Content::Closed),
    block("table"),
    part("tbody"),
    part("td"),
    part("template"),
    with("textarea", Flow::Inline, Content::Escapable),
    part("tfoot"),
    part("th"),
    part("thead"),
    with("title", Flow::Block, Content::Escapable),
    part("tr"),
    void("track"),
    block("ul"),
    with("var", Flow::Inline, Content::Word),
    with("video", Flow::Inline, Content::Closed),
    void("wbr"),
    element("xmp", Flow::Block, Content::Raw, true),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(TABLE.is_sorted_by(|one, other| one.name < other.name));
        for element in TABLE {
            assert_eq!(at(number(&element.name.to_ascii_uppercase())), element);
        }
        assert_eq!(number("x-card"), UNKNOWN);
        assert_eq!(number("a-very-long-custom-element"), UNKNOWN);
    }
}
