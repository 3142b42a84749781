//! What holds for every number and every text.

use std::time::Instant;

use anban::{
    locale::Locale,
    numbers::{
        Currency, DateForm, DongForm, Number, PercentForm, Range, Style, TimeForm, Value, check, hints, parse, render,
    },
};
use proptest::prelude::*;

fn locales() -> impl Strategy<Value = Locale> {
    prop::sample::select(Locale::ALL.to_vec())
}

fn styles() -> impl Strategy<Value = Style> {
    (any::<[bool; 9]>(), 0..6_usize).prop_map(|(on, mark)| {
        let mut style = Style::default();
        let marks = [
            Range::EnDash,
            Range::Hyphen,
            Range::WaveDash,
            Range::FullWidthTilde,
            Range::TildeOperator,
            Range::Tilde,
        ];
        if on[0] {
            style.en.dollar = "$".to_owned();
        }
        style.en.dong = if on[1] { DongForm::Word } else { DongForm::Code };
        style.en.percent = if on[2] { PercentForm::Word } else { PercentForm::Sign };
        style.en.date = if on[3] { DateForm::Uk } else { DateForm::Us };
        style.en.quadrillion = on[4];
        style.ja.full_width_percent = on[5];
        style.ja.comma = on[6];
        style.ja.us_dollar = on[7];
        style.ko.space_at_man = on[8];
        style.ko.comma = on[6];
        let time = if on[3] { TimeForm::TwelveHour } else { TimeForm::TwentyFourHour };
        (style.en.time, style.ja.time, style.ko.time) = (time, time, time);
        (style.en.range, style.ja.range, style.ko.range) = (marks[mark], marks[mark], marks[mark]);
        style
    })
}

/// Values up to 10^15: any, round ones as news has them, and with up to three decimals.
fn values() -> impl Strategy<Value = Number> {
    let whole = prop_oneof![
        0..=10_u64.pow(15),
        0..100_000_u64,
        (1..=9999_u64, 0..12_u32).prop_map(|(n, zeros)| n * 10_u64.pow(zeros))
    ];
    (whole, 0..4_u32).prop_map(|(n, scale)| Number::decimal(u128::from(n), scale).expect("in range"))
}

/// Texts made of the pieces figures are made of, to reach deep into the scanners.
fn pieces() -> impl Strategy<Value = String> {
    let parts = vec![
        "1",
        "12",
        "200",
        "2016",
        "0",
        "1.500",
        "1,2",
        "28/08/2016",
        "21/8",
        "-",
        "–",
        "～",
        "∼",
        "/",
        ".",
        ",",
        ":",
        " ",
        "\u{A0}",
        "\n",
        "%",
        "tỷ",
        "nghìn",
        "triệu",
        "rưỡi",
        "đồng",
        "USD",
        "US$",
        "VND",
        "hơn",
        "gần",
        "thứ",
        "bảy",
        "Thứ",
        "hai",
        "lần",
        "khóa",
        "XI",
        "quý",
        "II",
        "tháng",
        "năm",
        "ngày",
        "giờ",
        "h",
        "phút",
        "万",
        "億",
        "兆",
        "年",
        "月",
        "日",
        "時",
        "分の",
        "第",
        "約",
        "超",
        "千",
        "数",
        "三",
        "十",
        "만",
        "억",
        "조",
        "년",
        "월",
        "일",
        "시",
        "분",
        "제",
        "여",
        "약",
        "두",
        "번째",
        "million",
        "August",
        "May",
        "p.m.",
        "twenty",
        "-five",
        "half",
        "hundred",
        "third",
        "Q2",
        "s",
        "e\u{301}",
        "\u{F0000}",
        "１２",
        "，",
        "NQ/TW",
        "ẩ",
        "😀",
    ];
    prop::collection::vec(prop::sample::select(parts), 0..24).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_rendered_amount_reads_back(
        value in values(),
        style in styles(),
        locale in locales(),
        form in prop::sample::select(vec!["%", " đồng", " USD", " ha", " người"]),
    ) {
        let mut figure = parse(&format!("5{form}"), Locale::Vi).remove(0);
        figure.value = Value::Number(value);
        let text = render(&figure, locale, &style);
        let read = parse(&text, locale);
        prop_assert_eq!(read.len(), 1, "{} {:?}", text, read);
        prop_assert_eq!(&read[0].value, &figure.value, "{}", text);
        prop_assert_eq!(read[0].kind, figure.kind, "{}", text);
        prop_assert_eq!(read[0].unit, figure.unit, "{}", text);
        prop_assert_eq!(read[0].span.len(), text.len(), "{}", text);
    }

    #[test]
    fn figures_ascend_and_lie_in_the_text(text in prop_oneof![pieces(), any::<String>()], locale in locales()) {
        let mut last = 0;
        for figure in parse(&text, locale) {
            prop_assert!(figure.span.start >= last && figure.span.end > figure.span.start);
            prop_assert!(figure.whole.contains(figure.span));
            prop_assert!(text.get(figure.whole.start..figure.whole.end).is_some());
            last = figure.span.end;
        }
    }

    #[test]
    fn nothing_panics(source in pieces(), target in prop_oneof![pieces(), any::<String>()], locale in locales()) {
        std::hint::black_box((check(&source, &target, locale), hints(&source, locale, &Style::default())));
    }
}

#[test]
fn money_keeps_its_currency() {
    for currency in Currency::ALL {
        for locale in Locale::ALL {
            let mut figure = parse("5 USD", Locale::Vi).remove(0);
            figure.kind = anban::numbers::Kind::Money(currency);
            let text = render(&figure, locale, &Style::default());
            assert_eq!(parse(&text, locale)[0].kind, figure.kind, "{text}");
        }
    }
}

/// Ten times the text may take some forty times as long before it counts as worse than linear: machines are noisy.
#[test]
fn time_grows_with_the_text() {
    let seeds = [
        "1",
        "1.",
        "1/",
        "1-",
        "1,2 tỷ ",
        "hai ",
        "28/08/2016-",
        "thứ bảy, ",
        "1億",
        "1만 ",
        "a1 ",
        "August 1 ",
        "e\u{301}",
        "22-NQ/",
        "hơn 5% ",
        "第",
        "數",
        "수",
        "million ",
        "một trăm nghìn ",
        "1 đến ",
        "\u{F0000}",
        "- ",
        "約",
        "x",
    ];
    for locale in Locale::ALL {
        for seed in seeds {
            let took = |size: usize| {
                let text = seed.repeat(size / seed.len());
                let run = || {
                    let start = Instant::now();
                    std::hint::black_box((check(&text, &text, locale), parse(&text, locale)));
                    start.elapsed()
                };
                run().min(run())
            };
            let (short, long) = (took(2_000), took(20_000));
            assert!(
                long.as_secs_f64() < 40.0 * short.as_secs_f64().max(0.002),
                "{locale} {seed:?}: {short:?}, {long:?}"
            );
        }
    }
}
