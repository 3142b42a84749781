//! The elements of OpenDocument: what they are to a reader of text.

/// What an element is where it stands outside of paragraphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A paragraph or a heading.
    Paragraph,
    /// What is not looked into: deleted text, forms, a table of contents, which is made anew.
    Aside,
    /// An image's alternative text.
    Description,
    TableCell,
    ListItem,
    Note,
    /// A running head or foot.
    Running,
    /// Anything around paragraphs.
    Other,
}

/// What the element called `name` is.
pub(super) fn place(name: &str) -> Place {
    match name {
        "text:p" | "text:h" => Place::Paragraph,
        "text:tracked-changes"
        | "text:index-body"
        | "text:table-of-content"
        | "text:alphabetical-index"
        | "text:illustration-index"
        | "text:table-index"
        | "text:object-index"
        | "text:user-index"
        | "text:bibliography"
        | "office:forms"
        | "office:scripts"
        | "office:event-listeners"
        | "office:annotation"
        | "office:dde-source"
        | "math:math"
        | "office:binary-data"
        | "text:list-style" => Place::Aside,
        "svg:title" | "svg:desc" => Place::Description,
        "table:table-cell" => Place::TableCell,
        "text:list-item" => Place::ListItem,
        "text:note-body" => Place::Note,
        name if name.starts_with("style:header") || name.starts_with("style:footer") => Place::Running,
        _ => Place::Other,
    }
}

/// What an element is inside a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inline {
    /// Its text is the paragraph's.
    Around,
    /// Spaces in a row.
    Spaces,
    /// It goes when the text around it does: where a page once ended.
    Nothing,
    /// Where a tracked change begins, ends, or a deletion was.
    Change,
    /// It reads like a word: a field, a reference.
    Word,
    /// It stands alone: a note, a frame, a bookmark, a tab.
    Alone,
}

/// What the element called `name` is inside a paragraph.
pub(super) fn inline(name: &str) -> Inline {
    match name {
        "text:span" | "text:a" | "text:meta" | "text:ruby" | "text:ruby-base" => Inline::Around,
        "text:s" => Inline::Spaces,
        "text:soft-page-break" => Inline::Nothing,
        "text:change" | "text:change-start" | "text:change-end" => Inline::Change,
        "text:tab"
        | "text:line-break"
        | "text:note"
        | "office:annotation"
        | "office:annotation-end"
        | "text:ruby-text"
        | "text:bookmark"
        | "text:bookmark-start"
        | "text:bookmark-end"
        | "text:reference-mark"
        | "text:reference-mark-start"
        | "text:reference-mark-end"
        | "text:toc-mark"
        | "text:toc-mark-start"
        | "text:toc-mark-end"
        | "text:alphabetical-index-mark"
        | "text:alphabetical-index-mark-start"
        | "text:alphabetical-index-mark-end"
        | "text:user-index-mark"
        | "text:script"
        | "text:number" => Inline::Alone,
        name if name.starts_with("draw:") || name.starts_with("dr3d:") => Inline::Alone,
        _ => Inline::Word,
    }
}
