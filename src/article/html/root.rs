//! Where the configured article root begins.

use std::{cell::RefCell, collections::HashSet, rc::Rc};

use lol_html::{HtmlRewriter, Settings, element};

use crate::article::read::Fault;

/// The offsets of the start tags that `selector` matches.
pub(super) fn find(source: &str, selector: &str) -> Result<HashSet<usize>, Fault> {
    let bad = |why: String| Fault::Selector { selector: selector.to_owned(), why };
    selector.parse::<lol_html::Selector>().map_err(|error| bad(error.to_string()))?;
    let found = Rc::new(RefCell::new(HashSet::new()));
    let seen = Rc::clone(&found);
    let handler = element!(selector, move |element| {
        seen.borrow_mut().insert(element.source_location().bytes().start);
        Ok(())
    });
    let settings = Settings::new().append_element_content_handler(handler).with_strict(false);
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(source.as_bytes()).map_err(|error| bad(error.to_string()))?;
    rewriter.end().map_err(|error| bad(error.to_string()))?;
    Ok(found.take())
}
