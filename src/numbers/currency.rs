//! Currencies of Vietnamese news and how each language writes them (domain facts §7.5).

use serde::{Deserialize, Serialize};

use crate::locale::Locale;

/// A currency, named by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Vietnamese dong.
    Vnd,
    /// United States dollar.
    Usd,
    /// Japanese yen.
    Jpy,
    /// South Korean won.
    Krw,
    /// Euro.
    Eur,
    /// Chinese yuan.
    Cny,
    /// Pound sterling.
    Gbp,
    /// Thai baht.
    Thb,
    /// Russian rouble.
    Rub,
    /// Australian dollar.
    Aud,
    /// Singapore dollar.
    Sgd,
    /// Hong Kong dollar.
    Hkd,
    /// New Taiwan dollar.
    Twd,
    /// Lao kip.
    Lak,
}

use Currency::{Aud, Cny, Eur, Gbp, Hkd, Jpy, Krw, Lak, Rub, Sgd, Thb, Twd, Usd, Vnd};

impl Currency {
    /// All of them.
    pub const ALL: [Self; 14] = [Vnd, Usd, Jpy, Krw, Eur, Cny, Gbp, Thb, Rub, Aud, Sgd, Hkd, Twd, Lak];

    /// ISO 4217 code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Vnd => "VND",
            Usd => "USD",
            Jpy => "JPY",
            Krw => "KRW",
            Eur => "EUR",
            Cny => "CNY",
            Gbp => "GBP",
            Thb => "THB",
            Rub => "RUB",
            Aud => "AUD",
            Sgd => "SGD",
            Hkd => "HKD",
            Twd => "TWD",
            Lak => "LAK",
        }
    }

    /// The word written after an amount in running text.
    #[must_use]
    pub const fn word(self, locale: Locale) -> &'static str {
        let words = match self {
            Vnd => ["đồng", "dong", "ドン", "동"],
            Usd => ["USD", "US dollars", "ドル", "달러"],
            Jpy => ["yên", "yen", "円", "엔"],
            Krw => ["won", "won", "ウォン", "원"],
            Eur => ["euro", "euros", "ユーロ", "유로"],
            Cny => ["nhân dân tệ", "yuan", "元", "위안"],
            Gbp => ["bảng Anh", "pounds", "ポンド", "파운드"],
            Thb => ["baht", "baht", "バーツ", "바트"],
            Rub => ["rúp", "roubles", "ルーブル", "루블"],
            Aud => ["đô la Úc", "Australian dollars", "豪ドル", "호주달러"],
            Sgd => ["đô la Singapore", "Singapore dollars", "シンガポールドル", "싱가포르달러"],
            Hkd => ["đô la Hong Kong", "Hong Kong dollars", "香港ドル", "홍콩달러"],
            Twd => ["đô la Đài Loan", "Taiwan dollars", "台湾ドル", "대만달러"],
            Lak => ["kíp", "kip", "キープ", "킵"],
        };
        match locale {
            Locale::Vi => words[0],
            Locale::En => words[1],
            Locale::Ja => words[2],
            Locale::Ko => words[3],
        }
    }
}

/// What may follow an amount, lower case; of two that fit the longer stands first.
pub(super) const fn after(locale: Locale) -> &'static [(&'static str, Currency)] {
    match locale {
        Locale::Vi => VI,
        Locale::En => EN,
        Locale::Ja => JA,
        Locale::Ko => KO,
    }
}

/// What may stand before an amount in any of the languages; longer first.
pub(super) const BEFORE: &[(&str, Currency)] = &[
    ("US$", Usd),
    ("A$", Aud),
    ("S$", Sgd),
    ("HK$", Hkd),
    ("NT$", Twd),
    ("$", Usd),
    ("€", Eur),
    ("£", Gbp),
    ("¥", Jpy),
    ("₩", Krw),
    ("₫", Vnd),
    ("VND", Vnd),
    ("VNĐ", Vnd),
    ("USD", Usd),
    ("JPY", Jpy),
    ("KRW", Krw),
    ("EUR", Eur),
    ("CNY", Cny),
    ("RMB", Cny),
    ("GBP", Gbp),
    ("THB", Thb),
    ("RUB", Rub),
    ("AUD", Aud),
    ("SGD", Sgd),
    ("HKD", Hkd),
    ("TWD", Twd),
    ("LAK", Lak),
];

const VI: &[(&str, Currency)] = &[
    ("đồng việt nam", Vnd),
    ("đồng", Vnd),
    ("vnd", Vnd),
    ("vnđ", Vnd),
    ("đ", Vnd),
    ("₫", Vnd),
    ("usd", Usd),
    ("đô la singapore", Sgd),
    ("đô la úc", Aud),
    ("đô la australia", Aud),
    ("đô la hong kong", Hkd),
    ("đô la đài loan", Twd),
    ("đô la mỹ", Usd),
    ("đô-la mỹ", Usd),
    ("đô la", Usd),
    ("đô-la", Usd),
    ("đôla mỹ", Usd),
    ("đôla", Usd),
    ("$", Usd),
    ("yên nhật", Jpy),
    ("yên", Jpy),
    ("jpy", Jpy),
    ("won", Krw),
    ("krw", Krw),
    ("euro", Eur),
    ("eur", Eur),
    ("€", Eur),
    ("nhân dân tệ", Cny),
    ("ndt", Cny),
    ("cny", Cny),
    ("bảng anh", Gbp),
    ("bảng", Gbp),
    ("gbp", Gbp),
    ("baht", Thb),
    ("thb", Thb),
    ("rúp", Rub),
    ("rub", Rub),
    ("aud", Aud),
    ("sgd", Sgd),
    ("hkd", Hkd),
    ("twd", Twd),
    ("kíp", Lak),
];

const EN: &[(&str, Currency)] = &[
    ("vietnamese dong", Vnd),
    ("vietnam dong", Vnd),
    ("dong", Vnd),
    ("vnd", Vnd),
    ("singapore dollars", Sgd),
    ("australian dollars", Aud),
    ("hong kong dollars", Hkd),
    ("taiwan dollars", Twd),
    ("new taiwan dollars", Twd),
    ("us dollars", Usd),
    ("us dollar", Usd),
    ("u.s. dollars", Usd),
    ("american dollars", Usd),
    ("dollars", Usd),
    ("dollar", Usd),
    ("usd", Usd),
    ("japanese yen", Jpy),
    ("yen", Jpy),
    ("jpy", Jpy),
    ("korean won", Krw),
    ("won", Krw),
    ("krw", Krw),
    ("euros", Eur),
    ("euro", Eur),
    ("eur", Eur),
    ("chinese yuan", Cny),
    ("yuan", Cny),
    ("renminbi", Cny),
    ("cny", Cny),
    ("pounds sterling", Gbp),
    ("pounds", Gbp),
    ("gbp", Gbp),
    ("baht", Thb),
    ("thb", Thb),
    ("roubles", Rub),
    ("rubles", Rub),
    ("rub", Rub),
    ("aud", Aud),
    ("sgd", Sgd),
    ("hkd", Hkd),
    ("twd", Twd),
    ("kip", Lak),
];

const JA: &[(&str, Currency)] = &[
    ("ベトナムドン", Vnd),
    ("ドン", Vnd),
    ("vnd", Vnd),
    ("シンガポールドル", Sgd),
    ("香港ドル", Hkd),
    ("台湾ドル", Twd),
    ("オーストラリアドル", Aud),
    ("豪ドル", Aud),
    ("米ドル", Usd),
    ("ドル", Usd),
    ("usd", Usd),
    ("円", Jpy),
    ("ウォン", Krw),
    ("ユーロ", Eur),
    ("人民元", Cny),
    ("元", Cny),
    ("英ポンド", Gbp),
    ("ポンド", Gbp),
    ("タイバーツ", Thb),
    ("バーツ", Thb),
    ("ルーブル", Rub),
    ("キープ", Lak),
];

const KO: &[(&str, Currency)] = &[
    ("베트남 동", Vnd),
    ("베트남동", Vnd),
    ("동", Vnd),
    ("vnd", Vnd),
    ("싱가포르달러", Sgd),
    ("싱가포르 달러", Sgd),
    ("홍콩달러", Hkd),
    ("홍콩 달러", Hkd),
    ("대만달러", Twd),
    ("대만 달러", Twd),
    ("호주달러", Aud),
    ("호주 달러", Aud),
    ("미국 달러", Usd),
    ("미 달러", Usd),
    ("미달러", Usd),
    ("달러", Usd),
    ("usd", Usd),
    ("엔", Jpy),
    ("원", Krw),
    ("유로", Eur),
    ("위안", Cny),
    ("파운드", Gbp),
    ("바트", Thb),
    ("밧", Thb),
    ("루블", Rub),
    ("킵", Lak),
];
