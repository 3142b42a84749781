//! Lines that hold nothing but the date and time of publication.

use std::sync::LazyLock;

use regex::Regex;

use super::Content;

/// The longest date line, in bytes.
const LONGEST: usize = 120;

/// Whether `text` is a date line: `28/08/2016 19:34`, `19:34 28-8-2016`, `Chủ nhật, 28/8/2016, 19:34 (GMT+7)`,
/// `Ngày 28 tháng 8 năm 2016`, `2016-08-28T19:34` (the forms of domain facts §7.4 that newspapers print alone).
pub(super) fn is_date_line(text: &str) -> bool {
    static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(&pattern()).ok());
    if text.len() > LONGEST || !text.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = crate::text::fold_case(&crate::text::canonical(text));
    LINE.as_ref().is_some_and(|line| line.is_match(&text))
}

/// The same for a unit's text.
pub(super) fn is_date(content: &Content) -> bool {
    content.text.len() <= LONGEST && is_date_line(&content.visible())
}

fn pattern() -> String {
    let label = "(?:(?:cập nhật|đăng|ngày đăng|xuất bản)(?: lúc| ngày)?\\s*:?\\s*)?";
    let weekday = "(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|cn|t[2-7])\\s*[,-]?\\s*)?";
    let day = "(?:ngày\\s+)?(?:\\d{1,2}\\s*[/.-]\\s*\\d{1,2}\\s*[/.-]\\s*\\d{4}|\\d{1,2}\\s+tháng\\s+\\d{1,2}\\s*(?:,|năm)\\s*\\d{4}|\\d{4}-\\d{2}-\\d{2})";
    let time = "(?:lúc\\s+)?\\d{1,2}\\s*(?::|h|g|giờ)\\s*\\d{2}(?::\\d{2}|\\s*phút)?(?:\\s*(?:am|pm|sa|ch))?";
    let zone = "(?:\\s*\\(?\\s*gmt\\s*\\+?\\s*7\\s*\\)?|z|\\+07:?00)?";
    let gap = "\\s*[,|t-]?\\s*";
    format!("^{label}{weekday}(?:{day}(?:{gap}{time})?|{time}{gap}{weekday}{day}){zone}$")
}
