//! What two sentences have in common that differ in nothing but their figures.

use sha2::{Digest as _, Sha256};

use crate::{
    locale::Locale,
    numbers::{self, Date, Figure, Kind, Value},
    text::canonical,
};

/// A sentence's figures and the hash of what stands around them: "hơn 200 dự án" has the shape of "hơn 250 dự án".
#[derive(Clone, Debug)]
pub struct Shape {
    /// The hash; never 0.
    pub hash: u64,
    /// The figures in order: all that are written with digits and that a translation must say.
    pub figures: Vec<Figure>,
}

impl Shape {
    /// The shape of `text`, a Vietnamese sentence with the stand-ins of its inline codes; nothing where it has no
    /// such figure.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        if !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let mut figures = numbers::parse(text, Locale::Vi);
        figures.retain(|figure| is_replaceable(figure, text));
        if figures.is_empty() {
            return None;
        }
        let mut masked = String::with_capacity(text.len());
        let mut end = 0;
        for figure in &figures {
            masked.push_str(text.get(end..figure.span.start)?);
            masked.push('\u{1}');
            masked.push_str(&label(figure));
            masked.push('\u{1}');
            end = figure.span.end;
        }
        masked.push_str(text.get(end..)?);
        let hash: [u8; 32] = Sha256::digest(canonical(&masked)).into();
        let [a, b, c, d, e, f, g, h, ..] = hash;
        Some(Self { hash: u64::from_le_bytes([a, b, c, d, e, f, g, h]).max(1), figures })
    }
}

/// Whether another value can stand in the figure's place: it is written with digits and is no name.
fn is_replaceable(figure: &Figure, text: &str) -> bool {
    figure.firm
        && !matches!(figure.kind, Kind::DocumentNumber | Kind::Weekday)
        && figure.span.of(text).contains(|c: char| c.is_ascii_digit())
}

/// What a figure must have in common with the one in its place: kind, currency, unit, and the parts that are said.
fn label(figure: &Figure) -> String {
    let parts = |date: &Date| [date.year.is_some(), date.month.is_some(), date.day.is_some()].map(u8::from);
    let form = match &figure.value {
        Value::Number(_) => "number".to_owned(),
        Value::Range(..) => "range".to_owned(),
        Value::Date(date) => format!("date{:?}", parts(date)),
        Value::Dates(from, to) => format!("dates{:?}{:?}", parts(from), parts(to)),
        Value::Time(_) => "time".to_owned(),
        Value::Quarter(_, year) => format!("quarter{}", u8::from(year.is_some())),
        Value::Text(_) => "text".to_owned(),
    };
    format!("{:?} {:?} {form}", figure.kind, figure.unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_figures_may_differ() {
        let hash = |text: &str| Shape::of(text).map(|shape| shape.hash);
        for (one, other) in [
            ("Tỉnh có hơn 200 dự án.", "Tỉnh có hơn 1.250 dự án."),
            ("Vốn 1,2 tỷ đồng", "Vốn 350 triệu đồng"),
            ("Ngày 28/08/2016, tăng 5,2%", "Ngày 1/9/2017, tăng 12%"),
            ("Lúc 19h34", "Lúc 8h00"),
        ] {
            assert_eq!(hash(one), hash(other), "{one} / {other}");
            assert!(hash(one).is_some(), "{one}");
        }
        for (one, other) in [
            ("Tỉnh có hơn 200 dự án.", "Tỉnh có gần 200 dự án."),
            ("Vốn 1,2 tỷ đồng", "Vốn 1,2 tỷ USD"),
            ("Ngày 28/8", "Ngày 28/8/2016"),
            ("Tăng 5%", "Tăng 5 điểm phần trăm"),
            ("Có 200 dự án", "Có 200 Dự án"),
            ("Có 200 dự án", "Có 10-15 dự án"),
        ] {
            assert_ne!(hash(one), hash(other), "{one} / {other}");
        }
        assert_eq!(hash("Không có số nào, hai bên"), None);
        assert_eq!(hash("Nghị quyết 22-NQ/TW"), None);
    }
}
