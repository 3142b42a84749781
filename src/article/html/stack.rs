//! The stack of open elements, and which of them a tag ends without saying so (HTML Standard, 13.2.4.2 and
//! 13.2.6.4.7).
//!
//! Every question is answered without searching the stack, so that a page of unclosed tags costs no more than
//! another.

use std::collections::HashMap;

use super::{
    elements::{self, UNKNOWN},
    tag::Kind,
};
use crate::article::Role;

/// An open element.
#[derive(Clone, Copy, Debug)]
struct Open {
    kind: Kind,
    role: Role,
    is_root: bool,
    /// Height of the stack above the nearest element that bounds a scope.
    floor: usize,
}

/// The open elements, outermost first.
pub(super) struct Stack {
    open: Vec<Open>,
    /// Where each element of the table is open.
    places: Vec<Vec<usize>>,
    /// The same for other elements.
    others: HashMap<u64, Vec<usize>>,
    roots: usize,
}

macro_rules! numbers {
    ($($constant:ident = $name:literal),+ $(,)?) => {
        $(const $constant: usize = elements::known($name);)+
    };
}

numbers!(
    P = "p",
    LI = "li",
    UL = "ul",
    OL = "ol",
    MENU = "menu",
    DD = "dd",
    DT = "dt",
    DL = "dl",
    TD = "td",
    TH = "th",
    TR = "tr",
    TBODY = "tbody",
    THEAD = "thead",
    TFOOT = "tfoot",
    TABLE = "table",
    OPTION = "option",
    OPTGROUP = "optgroup",
    SELECT = "select",
    BUTTON = "button",
    CAPTION = "caption",
    TEMPLATE = "template",
    HTML = "html",
    BODY = "body",
    HEAD = "head",
    BLOCKQUOTE = "blockquote",
    FIGCAPTION = "figcaption",
    H1 = "h1",
    H6 = "h6",
);

/// What bounds the search for an element to end.
const FLOORS: [usize; 8] = [TABLE, TD, TH, CAPTION, TEMPLATE, HTML, BUTTON, BODY];

impl Stack {
    pub fn new() -> Self {
        Self { open: Vec::new(), places: vec![Vec::new(); UNKNOWN], others: HashMap::new(), roots: 0 }
    }

    pub const fn len(&self) -> usize {
        self.open.len()
    }

    /// Whether an article root is open.
    pub const fn in_root(&self) -> bool {
        self.roots > 0
    }

    /// The role of text directly in the innermost element.
    pub fn role(&self) -> Role {
        self.open.last().map_or(Role::Paragraph, |open| open.role)
    }

    pub fn push(&mut self, kind: Kind, role: Option<Role>, is_root: bool) {
        let role = role.or_else(|| own_role(kind.number)).unwrap_or_else(|| self.role());
        let height = self.open.len();
        let floor = if FLOORS.contains(&kind.number) { height + 1 } else { self.floor() };
        self.open.push(Open { kind, role, is_root, floor });
        self.roots += usize::from(is_root);
        self.places_of(kind).push(height);
    }

    /// Ends every element above the lowest `height`.
    pub fn pop_to(&mut self, height: usize) {
        while self.open.len() > height {
            if let Some(open) = self.open.pop() {
                self.roots -= usize::from(open.is_root);
                self.places_of(open.kind).pop();
            }
        }
    }

    /// Ends what a start tag of `kind` ends.
    pub fn imply(&mut self, kind: Kind) {
        let number = kind.number;
        let rivals: (&[usize], usize) = match number {
            LI => (&[LI], self.floor().max(self.above(&[UL, OL, MENU]))),
            DD | DT => (&[DD, DT], self.floor().max(self.above(&[DL]))),
            OPTION => (&[OPTION], self.above(&[SELECT, OPTGROUP])),
            OPTGROUP => (&[OPTION, OPTGROUP], self.above(&[SELECT])),
            TD | TH => (&[TD, TH], self.above(&[TABLE, TR])),
            TR => (&[TR], self.above(&[TABLE, TBODY, THEAD, TFOOT])),
            TBODY | THEAD | TFOOT => (&[TBODY, THEAD, TFOOT, TR, CAPTION], self.above(&[TABLE])),
            BODY => (&[HEAD], 0),
            _ => (&[], usize::MAX),
        };
        let lowest = rivals.0.iter().filter_map(|&rival| self.last(rival)).filter(|&at| at >= rivals.1).min();
        if let Some(at) = lowest {
            self.pop_to(at);
        }
        if elements::at(number).ends_p
            && let Some(at) = self.last(P).filter(|&at| at >= self.floor())
        {
            self.pop_to(at);
        }
        let is_heading = |number| (H1..=H6).contains(&number);
        if is_heading(number) && self.open.last().is_some_and(|open| is_heading(open.kind.number)) {
            self.pop_to(self.open.len() - 1);
        }
    }

    /// The height of the element that an end tag of `kind` ends.
    pub fn target(&self, kind: Kind) -> Option<usize> {
        match kind.number {
            UNKNOWN => self.others.get(&kind.hash)?.last().copied().filter(|&at| at >= self.floor()),
            // What follows them still belongs to the body.
            BODY | HTML => None,
            TD | TH | TR | TBODY | THEAD | TFOOT | CAPTION => {
                self.last(kind.number).filter(|&at| at >= self.above(&[TABLE]))
            }
            TABLE | TEMPLATE | BUTTON => self.last(kind.number),
            H1..=H6 => (H1..=H6).filter_map(|heading| self.last(heading)).filter(|&at| at >= self.floor()).max(),
            number => self.last(number).filter(|&at| at >= self.floor()),
        }
    }

    fn floor(&self) -> usize {
        self.open.last().map_or(0, |open| open.floor)
    }

    fn last(&self, number: usize) -> Option<usize> {
        self.places.get(number)?.last().copied()
    }

    /// The height above the innermost of `numbers`.
    fn above(&self, numbers: &[usize]) -> usize {
        numbers.iter().filter_map(|&number| self.last(number)).max().map_or(0, |at| at + 1)
    }

    fn places_of(&mut self, kind: Kind) -> &mut Vec<usize> {
        match self.places.get_mut(kind.number) {
            Some(places) => places,
            None => self.others.entry(kind.hash).or_default(),
        }
    }
}

fn own_role(number: usize) -> Option<Role> {
    Some(match number {
        H1..=H6 => Role::Heading { level: u8::try_from(number - H1 + 1).unwrap_or(6) },
        LI | DD | DT => Role::ListItem,
        TD | TH => Role::TableCell,
        BLOCKQUOTE => Role::Quote,
        FIGCAPTION | CAPTION => Role::Caption,
        _ => return None,
    })
}
