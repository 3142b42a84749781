//! Acronyms that only Vietnamese readers know (domain facts §4.6(c)).

/// An acronym of Vietnamese newspapers.
pub(super) struct Known {
    pub acronym: &'static str,
    /// What it stands for, where it stands for one thing only.
    pub full: Option<&'static str>,
    /// Whether readers of other languages meet the same letters in another meaning.
    pub ambiguous: bool,
}

const fn known(acronym: &'static str, full: &'static str) -> Known {
    Known { acronym, full: Some(full), ambiguous: false }
}

const fn manifold(acronym: &'static str) -> Known {
    Known { acronym, full: None, ambiguous: false }
}

const fn ambiguous(acronym: &'static str) -> Known {
    Known { acronym, full: None, ambiguous: true }
}

pub(super) const KNOWN: &[Known] = &[
    known("DN", "doanh nghiệp"),
    known("DNNVV", "doanh nghiệp nhỏ và vừa"),
    known("DNNN", "doanh nghiệp nhà nước"),
    known("KCN", "khu công nghiệp"),
    known("CCN", "cụm công nghiệp"),
    known("KKT", "khu kinh tế"),
    known("UBND", "Ủy ban nhân dân"),
    known("HĐND", "Hội đồng nhân dân"),
    known("MTTQ", "Mặt trận Tổ quốc"),
    known("HNNV", "Hội nghị Ngoại vụ"),
    manifold("BCH"),
    known("T.Ư", "Trung ương"),
    known("TƯ", "Trung ương"),
    ambiguous("TW"),
    known("NQ", "nghị quyết"),
    known("QĐ", "quyết định"),
    known("NĐ", "nghị định"),
    ambiguous("TT"),
    ambiguous("CT"),
    ambiguous("CP"),
    known("TTg", "Thủ tướng Chính phủ"),
    known("BNG", "Bộ Ngoại giao"),
    manifold("BCT"),
    known("CNH-HĐH", "công nghiệp hóa, hiện đại hóa"),
    known("CNH", "công nghiệp hóa"),
    known("HĐH", "hiện đại hóa"),
    known("KT-XH", "kinh tế - xã hội"),
    known("QP-AN", "quốc phòng - an ninh"),
    known("ANTT", "an ninh trật tự"),
    known("CCHC", "cải cách hành chính"),
    known("TTHC", "thủ tục hành chính"),
    known("GD-ĐT", "giáo dục - đào tạo"),
    known("KH-CN", "khoa học - công nghệ"),
    known("LHQ", "Liên hợp quốc"),
    known("NHNN", "Ngân hàng Nhà nước"),
    known("NSNN", "ngân sách nhà nước"),
    known("THPT", "trung học phổ thông"),
    known("ĐBQH", "đại biểu Quốc hội"),
    ambiguous("TP"),
    ambiguous("TX"),
    known("TNHH", "trách nhiệm hữu hạn"),
    known("CTCP", "công ty cổ phần"),
    known("XHCN", "xã hội chủ nghĩa"),
    known("CHXHCN", "Cộng hòa xã hội chủ nghĩa"),
    known("BĐS", "bất động sản"),
    known("GPMB", "giải phóng mặt bằng"),
    known("XKLĐ", "xuất khẩu lao động"),
    known("NVNONN", "người Việt Nam ở nước ngoài"),
];

pub(super) fn find(acronym: &str) -> Option<&'static Known> {
    // Every one of them has two capitals; most words of a text have not.
    acronym.chars().filter(|c| c.is_uppercase()).nth(1)?;
    KNOWN.iter().find(|known| known.acronym == acronym)
}

#[cfg(test)]
mod tests {
    use super::KNOWN;

    #[test]
    fn none_begins_with_a_small_letter() {
        for known in KNOWN {
            assert!(!known.acronym.starts_with(char::is_lowercase), "{}", known.acronym);
        }
    }
}
