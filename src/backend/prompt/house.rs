//! What a prompt says of each language: the house style and one worked example (domain facts §8).

use crate::locale::Locale;

/// The example's sentence, the same for all languages.
pub const EXAMPLE: &str =
    "Trong 6 tháng đầu năm 2015, tỉnh Nam Định thu hút 35 dự án đầu tư nước ngoài, tăng mạnh so với cùng kỳ.";

/// A language's part of the prompt.
pub struct House {
    /// How the newspaper writes.
    pub style: &'static str,
    /// The example's terms with their renderings.
    pub terms: [(&'static str, &'static str); 2],
    /// The example's translation.
    pub answer: &'static str,
}

/// The part of `locale`.
pub const fn of(locale: Locale) -> &'static House {
    match locale {
        Locale::En | Locale::Vi => &ENGLISH,
        Locale::Ja => &JAPANESE,
        Locale::Ko => &KOREAN,
    }
}

const ENGLISH: House = House {
    style: "Write plain news English in AP style, without accents on letters.",
    terms: [("tỉnh Nam Định", "Nam Dinh province"), ("đầu tư nước ngoài", "foreign investment")],
    answer: "In the first six months of 2015, Nam Dinh province attracted 35 foreign investment projects, up sharply \
             from a year earlier.",
};

const JAPANESE: House = House {
    style: "Write newspaper Japanese in plain form (だ・である調), with 、 and 。. Never write です or ます.",
    terms: [("tỉnh Nam Định", "ナムディン省"), ("đầu tư nước ngoài", "外国投資")],
    answer: "2015年上半期にナムディン省は35件の外国投資案件を誘致し、前年同期から大きく増えた。",
};

const KOREAN: House = House {
    style: "Write newspaper Korean in plain form ending in -다 (해라체), in Hangul.",
    terms: [("tỉnh Nam Định", "남딘성"), ("đầu tư nước ngoài", "외국인투자")],
    answer: "2015년 상반기 남딘성은 35건의 외국인투자 사업을 유치해 전년 동기보다 크게 늘었다.",
};
