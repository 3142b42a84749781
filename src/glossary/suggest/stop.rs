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

/// Everyday expressions of news prose that are no terms by themselves, though longer terms may hold them. The most
/// frequent two-syllable verbs, adverbs and general nouns of the sample articles, chosen by hand.
const EVERYDAY: &[&str] = &[
    "mở rộng",
    "công tác",
    "lĩnh vực",
    "kết quả",
    "tham gia",
    "đẩy mạnh",
    "thực hiện",
    "tiếp tục",
    "tăng cường",
    "nâng cao",
    "triển khai",
    "tổ chức",
    "hoạt động",
    "phát triển",
    "xây dựng",
    "tập trung",
    "quan tâm",
    "chỉ đạo",
    "đóng góp",
    "tích cực",
    "quan trọng",
    "hiệu quả",
    "chất lượng",
    "điều kiện",
    "thuận lợi",
    "khó khăn",
    "góp phần",
    "tạo điều kiện",
    "thời gian",
    "giai đoạn",
    "hiện nay",
    "hiện tại",
    "vấn đề",
    "nội dung",
    "nhiệm vụ",
    "mục tiêu",
    "giải pháp",
    "yêu cầu",
    "nhu cầu",
    "khả năng",
    "vai trò",
    "vị trí",
    "ý nghĩa",
    "thành công",
    "thành tựu",
    "cơ bản",
    "chủ yếu",
    "cụ thể",
    "đồng thời",
    "bên cạnh",
    "ngoài ra",
    "tuy nhiên",
    "trong đó",
    "nhất là",
    "đặc biệt",
    "liên quan",
    "phù hợp",
    "kịp thời",
    "thường xuyên",
    "mạnh mẽ",
    "sâu rộng",
    "toàn diện",
    "quá trình",
    "tiến trình",
    "phối hợp",
    "hỗ trợ",
    "giới thiệu",
    "tuyên truyền",
    "nghiên cứu",
    "chia sẻ",
    "cho biết",
    "khẳng định",
    "nhấn mạnh",
    "phát biểu",
    "trao đổi",
    "đề nghị",
    "mong muốn",
    "chuẩn bị",
    "bắt đầu",
    "kết thúc",
    "diễn ra",
    "thông qua",
    "theo dõi",
    "bảo đảm",
    "đảm bảo",
    "duy trì",
    "giảm thiểu",
    "hạn chế",
    "số lượng",
    "tỷ lệ",
    "mức độ",
    "thế giới",
    "đất nước",
    "nhân dân",
    "người dân",
    "địa bàn",
    "toàn tỉnh",
    "cả nước",
    "các nước",
    "đơn vị",
    "cơ sở",
    "tình hình",
    "sử dụng",
    "đáp ứng",
    "phục vụ",
    "khai thác",
    "tận dụng",
    "thúc đẩy",
    "hình thành",
    "trở thành",
    "hoàn thành",
    "hoàn thiện",
    "đổi mới",
    "cải thiện",
    "khắc phục",
    "giải quyết",
    "quản lý",
    "kiểm tra",
    "đánh giá",
    "học tập",
];

/// Whether the whole expression is an everyday one.
pub(super) fn is_everyday(expression: &str) -> bool {
    EVERYDAY.contains(&expression)
}

pub(super) fn is_break(word: &str) -> bool {
    BREAKS.contains(&word)
}

pub(super) fn may_begin(word: &str) -> bool {
    !BORDERS.contains(&word) && !LEADS.contains(&word)
}

pub(super) fn may_end(word: &str) -> bool {
    !BORDERS.contains(&word)
}
