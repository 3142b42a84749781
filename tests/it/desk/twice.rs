//! The same article again: everything in context, and of a changed one only what was changed.

use std::{collections::BTreeMap, fs};

use serde_json::Value;

use anban::{
    diagnostic::{Finding, Severity},
    locale::Locale,
    memory::{NewRow, Origin, REJECTED, Row, Settings, Sqlite, State, Store, Who},
};

use super::{Desk, repository, total};

/// A translator that writes down what it is asked and answers from `answers.json`.
const TRANSLATOR: &str = r#"
import json, sys
answers = json.load(open("answers.json", encoding="utf-8"))
for line in sys.stdin:
    asked = json.loads(line)
    with open("calls.jsonl", "a", encoding="utf-8") as calls:
        calls.write(json.dumps([asked["to"], asked["text"]], ensure_ascii=False) + "\n")
    print(json.dumps({"id": asked["id"], "text": answers.get(asked["text"], "?")}), flush=True)
"#;

/// The sentences of `samples/bac-giang-hop-tac-2016.txt`, its acronyms written out, in English of our own.
const ENGLISH: [(&str, &str); 13] = [
    (
        "Bắc Giang mở rộng hợp tác với các đối tác Nhật Bản, Hàn Quốc",
        "Bac Giang expands cooperation with Japanese and South Korean partners",
    ),
    (
        "Ngày 29/8, Ủy ban nhân dân tỉnh Bắc Giang tổ chức hội nghị gặp gỡ các nhà đầu tư nước ngoài, thông báo kết quả hợp tác trong 8 tháng đầu năm và giới thiệu danh mục dự án kêu gọi đầu tư đến năm 2020.",
        "On August 29, the Bac Giang provincial People's Committee held a conference to meet foreign investors, announce the results of cooperation in the first eight months of the year and present a list of projects calling for investment until 2020.",
    ),
    (
        "Theo Ban Quản lý các khu công nghiệp tỉnh, từ đầu năm đến nay, Bắc Giang đã cấp mới 27 dự án FDI với tổng vốn đăng ký 215,5 triệu USD, tăng 12,4% so với cùng kỳ năm trước.",
        "According to the Management Board of Industrial Parks of the province, Bac Giang has licensed 27 new FDI projects with a total registered capital of US$215.5 million since the beginning of the year, up 12.4% from the same period last year.",
    ),
    (
        "Các nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về số dự án.",
        "Investors from South Korea and Japan lead in the number of projects.",
    ),
    (
        "Quan hệ hữu nghị, hợp tác giữa tỉnh Bắc Giang với các đối tác trong và ngoài nước, các cơ quan ngoại giao, tổ chức quốc tế tại Việt Nam được mở rộng.",
        "The relations of friendship and cooperation between Bac Giang province and partners at home and abroad, diplomatic missions and international organisations in Vietnam are being broadened.",
    ),
    (
        "Phát biểu tại hội nghị, Phó Giám đốc Sở Ngoại vụ Trần Thị Thu Hà cho biết, mỗi khu công nghiệp của tỉnh sẽ có một đầu mối hỗ trợ các nhà đầu tư bằng tiếng Anh, tiếng Nhật và tiếng Hàn.",
        "Speaking at the conference, Tran Thi Thu Ha, Deputy Director of the Department of External Relations, said that each industrial park in the province would have one contact point to support investors in English, Japanese and Korean.",
    ),
    (
        "Tỉnh cũng dành 350 tỷ đồng từ ngân sách nhà nước để hoàn thiện kết cấu hạ tầng tại các khu công nghiệp Quang Châu và Đình Trám.",
        "The province has also set aside VND350 billion from the State budget to complete the infrastructure of the Quang Chau and Dinh Tram industrial parks.",
    ),
    (
        "Đại diện một doanh nghiệp điện tử Hàn Quốc đánh giá cao thủ tục hành chính tại đây, song đề nghị tỉnh đẩy mạnh đào tạo nghề để các khu công nghiệp có đủ nhân lực.",
        "A representative of one electronics enterprise from South Korea praised the administrative procedures here, but asked the province to step up vocational training so that the industrial parks have sufficient human resources.",
    ),
    (
        "Bắc Giang tiếp tục xúc tiến thiết lập quan hệ hợp tác cấp địa phương với một tỉnh của Nhật Bản và Hàn Quốc, đồng thời tích cực tiếp xúc, tìm kiếm và lựa chọn địa phương bạn có những nét tương đồng về văn hóa, có lợi thế so sánh khác biệt để phát huy được thế mạnh của nhau.",
        "Bac Giang continues to promote the establishment of local-level cooperative relations with one Japanese prefecture and South Korea, while actively approaching, seeking and selecting partner localities that have cultural similarities and a different comparative advantage in order to bring each other's strengths into play.",
    ),
    (
        "Dự kiến, đoàn công tác của tỉnh sẽ thăm Nhật Bản vào ngày 15/10/2016 để ký biên bản ghi nhớ về tiêu thụ vải thiều và chuyển giao công nghệ chế biến nông sản.",
        "A delegation of the province is expected to visit Japan on October 15, 2016, to sign a memorandum of understanding on lychee sales and technology transfer in agro-processing.",
    ),
    (
        "Những kết quả đạt được có một phần đóng góp không nhỏ từ công tác đối ngoại nhằm tạo môi trường thuận lợi để phát triển kinh tế - xã hội, bảo đảm quốc phòng - an ninh của tỉnh.",
        "The results achieved owe no small part to external affairs work, which creates favourable conditions for socio-economic development and safeguards the national defence and security of the province.",
    ),
    ("Lê Minh Hòa", "Le Minh Hoa"),
    (
        "Các nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về quy mô dự án.",
        "Investors from South Korea and Japan lead in the size of projects.",
    ),
];

fn desk() -> Desk {
    let desk = Desk::new("mine", "[backends.mine]\nkind = \"command\"\ncommand = [\"python3\", \"translator.py\"]\n");
    let answers: BTreeMap<&str, &str> = ENGLISH.into_iter().collect();
    desk.write("translator.py", TRANSLATOR);
    desk.write("answers.json", serde_json::to_string(&answers).expect("JSON"));
    desk.write("a.txt", sample());
    desk
}

fn sample() -> String {
    fs::read_to_string(repository("samples/bac-giang-hop-tac-2016.txt")).expect("the sample")
}

/// One sentence with other words, one with another figure.
fn changed() -> String {
    let changed =
        sample().replace("dẫn đầu về số dự án", "dẫn đầu về quy mô dự án").replace("350 tỷ đồng", "420 tỷ đồng");
    assert_ne!(changed, sample());
    changed
}

/// What the backend was asked since this was last called.
fn calls(desk: &Desk) -> Vec<String> {
    let file = desk.path("calls.jsonl");
    let lines = fs::read_to_string(&file).unwrap_or_default();
    let _ = fs::remove_file(file);
    lines.lines().map(|line| serde_json::from_str::<(String, String)>(line).expect("a call").1).collect()
}

fn hows(desk: &Desk, article: &str) -> Vec<String> {
    let file = desk.path(&format!("editions/{article}/en.provenance.json"));
    let provenance: Value = serde_json::from_slice(&fs::read(file).expect("provenance")).expect("JSON");
    let segments = provenance["segments"].as_array().expect("segments");
    segments.iter().map(|segment| segment["how"].as_str().expect("how").to_owned()).collect()
}

#[test]
fn the_sample_twice_is_all_in_context_and_changed_it_asks_for_one_sentence() {
    let desk = desk();
    let (first, code) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!((total(&first, "asked"), total(&first, "person"), code), (12, 0, 0), "{first:#}");
    assert_eq!(calls(&desk).len(), 12);

    let (again, code) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!((total(&again, "in_context"), total(&again, "segments"), code), (12, 12, 0), "{again:#}");
    assert!(hows(&desk, "a").iter().all(|how| how == "in-context"), "{:?}", hows(&desk, "a"));
    // Under another name it is the same article.
    desk.write("b.txt", sample());
    let (named, _) = desk.json(&["translate", "b.txt", "--to", "en", "--json"]);
    assert_eq!(total(&named, "in_context"), 12, "{named:#}");
    assert_eq!(calls(&desk), Vec::<String>::new());

    desk.write("a.txt", changed());
    let (changed, code) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    let counts = ["asked", "substituted", "missing", "person"].map(|count| total(&changed, count));
    assert_eq!((counts, code), ([1, 1, 0, 0], 0), "{changed:#}");
    assert_eq!(calls(&desk), ["Các nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về quy mô dự án."]);
    // The neighbours of what changed were exact, and stand in context from now on.
    let how = hows(&desk, "a");
    assert_eq!(how.iter().filter(|how| *how == "exact").count(), 4, "{how:?}");
    let page = fs::read_to_string(desk.path("editions/a/en.html")).expect("a page");
    assert!(page.contains("set aside VND420 billion from the State budget"), "{page}");
    let (last, _) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!((total(&last, "in_context"), calls(&desk).len()), (12, 0), "{last:#}");
}

#[test]
fn what_is_known_is_counted_by_place() {
    let desk = desk();
    desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    desk.write("a.txt", changed());
    let (report, _) = desk.json(&["analyze", "a.txt", "--to", "en", "--format", "json"]);
    let bands = report["reports"][0]["bands"].as_array().expect("bands");
    let count = |name: &str| {
        let band = bands.iter().find(|band| band["band"] == name).unwrap_or_else(|| panic!("{name}: {bands:#?}"));
        band["segments"].as_u64().expect("a number")
    };
    let counts = ["same-place", "in-context", "exact", "number-substituted"].map(count);
    assert_eq!(counts, [6, 0, 4, 1], "{bands:#?}");
    let near: u64 = ["from-95", "from-85", "from-75", "from-50", "new"].map(count).into_iter().sum();
    assert_eq!(near, 1, "{bands:#?}");
}

/// A sentence that stands twice, and one that stands in another article, are stored where they were used too.
#[test]
fn what_was_used_elsewhere_stands_there_from_then_on() {
    let desk = desk();
    let text = "Bắc Giang mở rộng hợp tác với các đối tác Nhật Bản, Hàn Quốc\n\n\
                Các nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về số dự án.\n\n\
                Tỉnh cũng dành 350 tỷ đồng từ ngân sách nhà nước để hoàn thiện kết cấu hạ tầng tại các khu công nghiệp \
                Quang Châu và Đình Trám.\n\n\
                Các nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về số dự án.\n";
    desk.write("c.txt", text);
    let (first, _) = desk.json(&["translate", "c.txt", "--to", "en", "--json"]);
    assert_eq!((total(&first, "asked"), total(&first, "repeated")), (3, 1), "{first:#}");
    let (again, _) = desk.json(&["translate", "c.txt", "--to", "en", "--json"]);
    assert_eq!(total(&again, "in_context"), 4, "{again:#}");
    // In another article the sentences are exact once, and in context after that.
    let (other, _) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!((total(&other, "exact"), total(&other, "asked")), (3, 9), "{other:#}");
    let (other, _) = desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    assert_eq!(total(&other, "in_context"), 12, "{other:#}");
    assert!(hows(&desk, "a").iter().all(|how| how == "in-context"), "{:?}", hows(&desk, "a"));
}

/// The row of the sentence that begins so.
async fn row(store: &Sqlite, start: &str) -> Row {
    let rows = store.page(None, 1_000).await.expect("rows");
    rows.into_iter().find(|row| row.locale == Locale::En && row.source.text.starts_with(start)).expect("the row")
}

/// What a person makes of a row.
fn says(row: Row, state: State, findings: Vec<Finding>) -> NewRow {
    let origin = Origin { who: Who::Person, name: "lan".to_owned(), model: None, prompt: None };
    NewRow {
        key: row.key,
        context: row.context,
        locale: row.locale,
        source: row.source,
        target: row.target,
        state,
        origin,
        fingerprint: row.fingerprint,
        findings,
        expected: Some(row.version),
    }
}

#[tokio::test]
async fn what_a_reviewer_rejected_is_filled_nowhere_until_a_person_accepts_it() {
    const START: &str = "Các nhà đầu tư Hàn Quốc và Nhật Bản";
    let desk = desk();
    desk.json(&["translate", "a.txt", "--to", "en", "--json"]);
    calls(&desk);
    let store = Sqlite::open(&desk.path(".anban/memory.db"), &Settings::default()).expect("the memory");
    let rejected = Finding::new(REJECTED, Severity::Error).fact("by", "Lan").fact("reason", "clumsy");
    let standing = row(&store, START).await;
    store.commit(&[says(standing, State::Initial, vec![rejected])]).await.expect("stored");

    // Another article with the sentence: the memory gives nothing, and the engine's same answer is refused.
    desk.write("c.txt", "Bắc Giang mở rộng hợp tác\n\nCác nhà đầu tư Hàn Quốc và Nhật Bản dẫn đầu về số dự án.\n");
    let translated = |desk: &Desk| {
        desk.json(&["translate", "c.txt", "--to", "en", "--json"]);
        let file = fs::read(desk.path("editions/c/en.provenance.json")).expect("provenance");
        let provenance: Value = serde_json::from_slice(&file).expect("JSON");
        let segment = provenance["segments"].as_array().expect("segments").last().expect("a segment").clone();
        let codes = segment["findings"].as_array().into_iter().flatten();
        let refused = codes.filter(|finding| finding["code"] == "rejected-elsewhere").count();
        (segment["how"].as_str().expect("how").to_owned(), segment["target"].clone(), refused)
    };
    assert_eq!(translated(&desk), ("asked".to_owned(), Value::Null, 1));
    assert_eq!(
        calls(&desk).iter().filter(|text| text.starts_with(START)).count(),
        3,
        "asked, and twice to repair it"
    );
    // The refusal is remembered, so that nothing is asked or paid again.
    assert_eq!(translated(&desk), ("in-context".to_owned(), Value::Null, 1));
    assert!(calls(&desk).iter().all(|text| !text.starts_with(START)));

    // Once a person has accepted the words they may be used again.
    let standing = row(&store, START).await;
    let mut accepted = says(standing, State::Reviewed, Vec::new());
    accepted.expected = None;
    store.commit(&[accepted]).await.expect("stored");
    let (how, target, refused) = translated(&desk);
    assert!(target.as_str().is_some_and(|target| target.starts_with("Investors from South Korea")), "{how} {target}");
    assert_eq!(refused, 0);
}
