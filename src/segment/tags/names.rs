//! Which tag stands for which code of a content; encoding and decoding both count this way.

use super::Shape;
use crate::article::{CodeKind, Content, is_code};

/// The tags of a content, in the order of their numbers.
pub(super) struct Names {
    /// For tag number `i + 1`: the code that opens or stands alone, and the code that closes.
    pub tags: Vec<(usize, Option<usize>)>,
    /// For each code of the content, its tag's number and shape; `None` where the text does not show it.
    pub of_code: Vec<Option<(usize, Shape)>>,
}

impl Names {
    /// Numbers the codes of `content`. A pair counts as one only if both halves show, opening first; otherwise
    /// each half stands alone.
    pub(super) fn new(content: &Content) -> Self {
        let mut seen_at = vec![None; content.codes.len()];
        let shown = content.text.chars().filter(|&c| is_code(c)).filter_map(Content::code_number);
        let mut order = Vec::new();
        for (at, code) in shown.enumerate() {
            if let Some(seen @ None) = seen_at.get_mut(code) {
                *seen = Some(at);
                order.push(code);
            }
        }
        let closing = |open: usize| match content.codes.get(open)?.kind {
            CodeKind::Open { with } => {
                let back = matches!(content.codes.get(with)?.kind, CodeKind::Close { with } if with == open);
                let (first, second) = ((*seen_at.get(open)?)?, (*seen_at.get(with)?)?);
                (back && first < second).then_some(with)
            }
            CodeKind::Close { .. } | CodeKind::Alone => None,
        };
        let mut names = Self { tags: Vec::new(), of_code: vec![None; content.codes.len()] };
        for code in order {
            if names.of_code.get(code).is_some_and(Option::is_some) {
                continue;
            }
            let close = closing(code);
            names.tags.push((code, close));
            let number = names.tags.len();
            let shape = if close.is_some() { Shape::Open } else { Shape::Alone };
            for (code, shape) in [(Some(code), shape), (close, Shape::Close)] {
                if let Some(name) = code.and_then(|code| names.of_code.get_mut(code)) {
                    *name = Some((number, shape));
                }
            }
        }
        names
    }
}
