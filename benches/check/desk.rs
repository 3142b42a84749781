//! A reproducible desk: a glossary, a memory whose rows hold to it, and the same rows as PO files.

use std::{fmt::Write as _, fs, path::Path};

use anban::{
    article::Content,
    glossary::Glossary,
    locale::Locale,
    memory::{NewRow, Origin, Settings, Sqlite, State, Store, Who},
    names::{Kind, Names},
    segment::{ContextKey, SegmentKey},
};

const ONSETS: &[&str] =
    &["b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "r", "s", "t", "th", "tr", "v", "x"];
const RIMES: &[&str] = &[
    "ang", "áp", "anh", "ân", "ầu", "ậc", "ao", "ấy", "ền", "ếp", "iệp", "iến", "iện", "ình", "ích", "ông", "ộng",
    "ốc", "ội", "ơn", "ới", "ước", "ương", "ường", "uất", "ung", "uyền", "ai", "ải", "ạng", "ắt",
];
const LATIN: &[&str] = &[
    "ba", "cor", "den", "fil", "gra", "hol", "jun", "ker", "lam", "mon", "nar", "pel", "quin", "ros", "sta", "tor",
    "ven", "wes", "yar", "zem",
];
const KANJI: &[&str] = &[
    "農", "業", "港", "湾", "電", "力", "水", "産", "鉄", "鋼", "森", "林", "通", "信", "教", "育", "医", "療", "環",
    "境", "観", "光", "物", "流",
];
const HANGUL: &[&str] = &[
    "농", "업", "항", "만", "전", "력", "수", "산", "철", "강", "삼", "림", "통", "신", "교", "육", "의", "료", "환",
    "경", "관", "광", "물", "류",
];

/// Knuth's MMIX linear congruential generator.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }
}

/// A term in the four languages.
struct Term([String; 4]);

fn terms(count: usize, dice: &mut Dice) -> Vec<Term> {
    let mut seen = std::collections::HashSet::new();
    let mut terms = Vec::new();
    while terms.len() < count {
        let vi: Vec<String> =
            (0..2 + dice.roll(2)).map(|_| format!("{}{}", dice.pick(ONSETS), dice.pick(RIMES))).collect();
        let word = |dice: &mut Dice| format!("{}{}{}", dice.pick(LATIN), dice.pick(LATIN), dice.pick(LATIN));
        let en = format!("{} {}", word(dice), word(dice));
        let ja: String = (0..4).map(|_| dice.pick(KANJI)).collect();
        let ko: String = (0..4).map(|_| dice.pick(HANGUL)).collect();
        let all = [vi.join(" "), en, ja, ko];
        if all.iter().all(|form| !seen.contains(form)) {
            seen.extend(all.iter().cloned());
            terms.push(Term(all));
        }
    }
    terms
}

fn toml(terms: &[Term]) -> String {
    let mut text = String::new();
    for (at, Term([vi, en, ja, ko])) in terms.iter().enumerate() {
        let _ = writeln!(
            text,
            "[[term]]\nid = \"t-{at}\"\nvi = [\"{vi}\"]\n[term.en]\nuse = \"{en}\"\nforbid = [\"{en} thing\"]\n\
             [term.ja]\nuse = \"{ja}\"\nforbid = [\"旧{ja}\"]\n[term.ko]\nuse = \"{ko}\"\n"
        );
    }
    text
}

/// One sentence in the four languages.
fn sentence(dice: &mut Dice, terms: &[Term], names: &Names, provinces: &[&str]) -> [String; 4] {
    let province = dice.pick(provinces);
    let place = |locale| names.transcribe(province, Kind::Place, locale).preferred;
    let (a, b) = (&terms[dice.roll(terms.len())].0, &terms[dice.roll(terms.len())].0);
    let (months, year, count, share) =
        (3 + dice.roll(8), 2010 + dice.roll(16), 12 + dice.roll(900), 11 + dice.roll(80));
    let money = 10 + dice.roll(890);
    let oku = money * 10;
    let (en, ja, ko) = (place(Locale::En), place(Locale::Ja), place(Locale::Ko));
    match dice.roll(4) {
        0 => [
            format!(
                "Trong {months} tháng đầu năm {year}, tỉnh {province} đã triển khai {count} dự án {} với tổng vốn hơn {money} tỷ đồng, trong đó {} chiếm {share}%.",
                a[0], b[0]
            ),
            format!(
                "In the first {months} months of {year}, {en} Province carried out {count} {} projects with total capital of more than VND{money} billion, of which {} accounted for {share}%.",
                a[1], b[1]
            ),
            format!(
                "{year}年の最初の{months}カ月間に{ja}省は{count}件の{}プロジェクトを実施し、総投資額は{oku}億ドンを超え、このうち{}が{share}%を占めた。",
                a[2], b[2]
            ),
            format!(
                "{year}년 첫 {months}개월 동안 {ko}성은 {count}건의 {} 사업을 추진했으며 총자본은 {oku}억 동을 넘었고 이 가운데 {}이 {share}%를 차지했다.",
                a[3], b[3]
            ),
        ],
        1 => [
            format!("Lãnh đạo tỉnh {province} cho biết {} tăng {share}% so với năm {year}.", a[0]),
            format!("Leaders of {en} Province said {} had risen by {share}% compared with {year}.", a[1]),
            format!("{ja}省の指導部によると、{}は{year}年に比べて{share}%増加した。", a[2]),
            format!("{ko}성 지도부는 {}이 {year}년에 비해 {share}% 늘었다고 밝혔다.", a[3]),
        ],
        2 => [
            format!(
                "Theo kế hoạch, {count} công trình {} và {} sẽ hoàn thành trước năm {year}, góp phần cải thiện đời sống người dân.",
                a[0], b[0]
            ),
            format!(
                "Under the plan, {count} {} and {} works will be completed before {year}, helping to improve people's lives.",
                a[1], b[1]
            ),
            format!(
                "計画によると、{}と{}の{count}施設が{year}年までに完成し、住民の生活の改善に役立つ見込みだ。",
                a[2], b[2]
            ),
            format!(
                "계획에 따르면 {}과 {} 시설 {count}곳이 {year}년 이전에 완공돼 주민 생활 개선에 도움이 될 전망이다.",
                a[3], b[3]
            ),
        ],
        _ => [
            format!(
                "Sản lượng {} của {province} trong năm {year} đạt {count} tấn, cao hơn dự kiến, nhờ chính sách hỗ trợ {}.",
                a[0], b[0]
            ),
            format!(
                "The {} output of {en} in {year} reached {count} tonnes, higher than expected, thanks to support policies for {}.",
                a[1], b[1]
            ),
            format!(
                "{year}年の{ja}の{}生産量は{count}トンに達し、{}への支援策のおかげで予想を上回った。",
                a[2], b[2]
            ),
            format!("{year}년 {ko}의 {} 생산량은 {count}톤에 달해 {} 지원 정책 덕분에 예상보다 많았다.", a[3], b[3]),
        ],
    }
}

/// Makes the desk in `folder`, unless it is there; the bytes of source and target texts of all rows.
pub fn make(folder: &Path, sentences: usize, count: usize) -> usize {
    let mark = folder.join(format!("made-{sentences}-{count}-1"));
    let mut dice = Dice(20_160_828);
    let terms = terms(count, &mut dice);
    if let Ok(bytes) = fs::read_to_string(&mark) {
        fs::write(folder.join("glossary/bench.toml"), toml(&terms)).expect("a glossary");
        return bytes.parse().expect("a number");
    }
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder.join("glossary")).expect("a folder");
    fs::write(folder.join("glossary/bench.toml"), toml(&terms)).expect("a glossary");
    fs::write(folder.join("config.toml"), "[memory]\npath = \"memory.db\"\n").expect("a configuration");
    let glossary = Glossary::parse(&[("bench.toml".to_owned(), toml(&terms))]).expect("a glossary");
    let names = Names::default();
    let provinces: Vec<&str> = Names::provinces().map(|province| province.name).collect();
    let store = Sqlite::open(&folder.join("memory.db"), &Settings::default()).expect("a memory");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let mut po = ["en", "ja", "ko"].map(|language| {
        format!(
            "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Language: {language}\\n\"\n"
        )
    });
    let (mut bytes, mut batch) = (0, Vec::new());
    let mut keys = std::collections::HashSet::new();
    while keys.len() < sentences {
        let [vi, targets @ ..] = sentence(&mut dice, &terms, &names, &provinces);
        let source = Content::plain(vi);
        let key = SegmentKey::new(Locale::Vi, &source);
        if !keys.insert(key) {
            continue;
        }
        let uses = glossary.find(&source.text);
        for ((locale, target), po) in Locale::TARGETS.into_iter().zip(targets).zip(&mut po) {
            // One row in a hundred is wrong.
            let target = if dice.roll(100) == 0 { target.replacen("20", "21", 1) } else { target };
            bytes += source.text.len() + target.len();
            let _ = writeln!(po, "\nmsgid {:?}\nmsgstr {target:?}", source.text);
            batch.push(NewRow {
                key,
                context: ContextKey::new(Some(&key), None),
                locale,
                source: source.clone(),
                target: Content::plain(target),
                state: State::Translated,
                origin: Origin { who: Who::Machine, name: "bench".to_owned(), model: None, prompt: None },
                fingerprint: glossary.fingerprint(&uses, locale),
                findings: Vec::new(),
                expected: None,
            });
        }
        if batch.len() >= 3_000 {
            runtime.block_on(store.commit(&batch)).expect("a commit");
            batch.clear();
        }
    }
    runtime.block_on(store.commit(&batch)).expect("a commit");
    for (language, text) in ["en", "ja", "ko"].iter().zip(po) {
        fs::write(folder.join(format!("{language}.po")), text).expect("a PO file");
    }
    fs::write(&mark, bytes.to_string()).expect("a mark");
    bytes
}

/// Gives one term another rendering.
pub fn touch_a_term(folder: &Path) {
    let file = folder.join("glossary/bench.toml");
    let text = fs::read_to_string(&file).expect("a glossary");
    let at = text.find("[term.en]\nuse = \"").expect("a term") + "[term.en]\nuse = \"".len();
    fs::write(&file, format!("{}new {}", &text[..at], &text[at..])).expect("a glossary");
}
