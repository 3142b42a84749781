//! Vietnamese function words: where a term cannot run on, and where it cannot begin or end.
//!
//! After the word classes of Nguyễn Kim Thản, "Nghiên cứu về ngữ pháp tiếng Việt" (prepositions, conjunctions,
//! auxiliaries, determiners, pronouns); which of them stop a term is our own choice.

/// No term holds them.
const BREAKS: &[&str] = &[
    "và", "hoặc", "hay", "là", "của", "mà", "thì", "nếu", "vì", "do", "bởi", "được", "bị", "đã", "đang", "sẽ", "vừa",
    "những", "các", "mọi", "mỗi", "từng", "này", "đó", "kia", "ấy", "với", "cho", "tại", "từ", "đến", "tới", "để",
    "khi", "như", "theo", "cũng", "vẫn", "còn", "chỉ", "nhưng", "tuy", "song", "rằng", "ông", "bà", "ở", "trong",
    "cùng", "nhằm", "qua", "giữa", "hãy", "đều", "rất", "hơn", "nhất", "tôi", "chúng", "họ", "nó", "ta", "nào", "gì",
    "ai", "sao", "vậy", "thế", "nên", "phải", "cần", "luôn", "thêm", "cả", "gồm",
];

/// No term begins or ends with them.
const BORDERS: &[&str] = &[
    "trên", "dưới", "ra", "vào", "lên", "xuống", "lại", "một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín",
    "mười", "năm", "tháng", "ngày", "giờ", "về", "có", "không", "nhiều", "ít", "sau", "trước", "đi", "đạt", "thứ",
    "lần", "so", "khoảng", "gần", "đây", "rồi", "ngay", "hết", "trăm", "nghìn", "triệu", "tỷ", "nay",
];

/// No term begins with them, though some end so: "chuyển đổi số", "đổi mới", "thủ tục", "lãnh sự".
const LEADS: &[&str] = &["số", "bằng", "mới", "tiếp", "tục", "việc", "sự", "cuộc", "nhau", "hóa", "hoá"];

pub(super) fn is_break(word: &str) -> bool {
    BREAKS.contains(&word)
}

pub(super) fn may_begin(word: &str) -> bool {
    !BORDERS.contains(&word) && !LEADS.contains(&word)
}

pub(super) fn may_end(word: &str) -> bool {
    !BORDERS.contains(&word)
}
