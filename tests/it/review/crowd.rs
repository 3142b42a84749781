//! Twenty translators at once, their connections cut at random: what was acknowledged is there, and what was done adds
//! up to what is.

use std::{
    collections::{HashMap, HashSet},
    io::{Read as _, Write as _},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use anban::{
    memory::{RowId, Settings, Sqlite, Store as _},
    review::{Ledger, Verb},
};
use reqwest::header;
use serde_json::{Value, json};

use super::{
    Served,
    doors::{between, client, form, page, set_up},
};
use crate::desk::Desk;

const PEOPLE: usize = 20;
const EACH: usize = 500;

/// Knuth's MMIX generator: the same run each time, as far as threads allow.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it fits") % n
    }
}

/// A translator's browser.
struct Browser {
    address: String,
    cookie: String,
    token: String,
    dice: Dice,
}

impl Browser {
    /// Sends an order; the answer, or none where the connection was cut.
    fn order(&mut self, verb: &str, body: &Value) -> Option<(u16, Value)> {
        let body = body.to_string();
        let request = format!(
            "POST /api/crowd/en/{verb} HTTP/1.1\r\nHost: {0}\r\nOrigin: http://{0}\r\nCookie: {1}\r\nX-Anban-Token: {2}\r\n\
             Content-Type: application/json\r\nContent-Length: {3}\r\nConnection: close\r\n\r\n{body}",
            self.address,
            self.cookie,
            self.token,
            body.len()
        );
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        match self.dice.below(12) {
            0 => {
                // In the middle of sending.
                let part = self.dice.below(request.len());
                let _ = stream.write_all(&request.as_bytes()[..part]);
                return None;
            }
            1 => {
                // Sent, and gone before the answer.
                let _ = stream.write_all(request.as_bytes());
                let pause = u64::try_from(self.dice.below(4)).expect("it fits");
                thread::sleep(Duration::from_millis(pause));
                return None;
            }
            _ => {}
        }
        stream.write_all(request.as_bytes()).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        let status = answer.split(' ').nth(1).expect("a status").parse().expect("a number");
        let text = answer.split_once("\r\n\r\n").map(|(_, text)| text).unwrap_or_default();
        Some((status, serde_json::from_str(text).unwrap_or_default()))
    }
}

/// What one translator was told, and what they cannot know.
#[derive(Default)]
struct Diary {
    orders: usize,
    cut: usize,
    done: usize,
    /// Row, version, text: told that it is stored.
    amended: Vec<(RowId, u64, String)>,
    /// Every text that was sent, told or not.
    sent: HashSet<String>,
    /// The drafts that may stand now, the last one told first; `None` for none.
    drafts: HashMap<RowId, Vec<Option<String>>>,
    comments: usize,
}

fn work(mut browser: Browser, who: usize, rows: Arc<Vec<(RowId, String)>>) -> Diary {
    let mut diary = Diary::default();
    let mut known: HashMap<RowId, (u64, String)> = HashMap::new();
    for number in 0..EACH {
        let (id, first) = &rows[browser.dice.below(rows.len())];
        let (id, (version, base)) = (*id, known.get(id).cloned().unwrap_or_else(|| (1, first.clone())));
        let text = format!("Line {who} {number} of the story is told again.");
        let verb = ["amend", "amend", "draft", "draft", "accept", "reject", "undo", "comment"][browser.dice.below(8)];
        let mut body = json!({ "key": id.key, "context": id.context, "version": version });
        if matches!(verb, "amend" | "draft" | "reject" | "comment") {
            body["text"] = json!(text);
        }
        if matches!(verb, "amend" | "draft") {
            body["base"] = json!(base);
            diary.sent.insert(text.clone());
        }
        diary.orders += 1;
        let kept = diary.drafts.entry(id).or_insert_with(|| vec![None]);
        let Some((status, answer)) = browser.order(verb, &body) else {
            diary.cut += 1;
            match verb {
                "draft" => kept.push(Some(text)),
                "comment" => {}
                _ => kept.push(None),
            }
            continue;
        };
        assert!(matches!(status, 200 | 404 | 409 | 422), "{verb}: {status} {answer}");
        if let (Some(now), Some(theirs)) = (answer["version"].as_u64(), answer["theirs"].as_str()) {
            known.insert(id, (now, theirs.to_owned()));
        }
        if status != 200 {
            continue;
        }
        diary.done += 1;
        match verb {
            "draft" => kept[0] = Some(text),
            "comment" => diary.comments += 1,
            _ => {
                // What was stored is no draft any more.
                kept[0] = None;
                let version = answer["version"].as_u64().expect("a version");
                let stands = if verb == "amend" { text.clone() } else { base };
                known.insert(id, (version, stands));
                if verb == "amend" {
                    diary.amended.push((id, version, text));
                }
            }
        }
    }
    diary
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_and_the_acts_add_up() {
    let desk = Desk::new("script", "[backends.script]\nkind = \"scripted\"\npath = \"script.toml\"\n");
    let (mut script, mut article) = (String::new(), String::new());
    for word in ["xanh", "vàng", "trắng", "đen", "cao", "thấp", "dài", "ngắn", "mới", "cũ", "đẹp", "hay"]
    {
        let source = format!("Câu chuyện này rất {word}.");
        script += &format!("[[answer]]\nsource = {source:?}\nto = \"en\"\ntarget = \"This story is told once.\"\n");
        article += &format!("{source}\n\n");
    }
    desk.write("script.toml", script);
    desk.write("crowd.txt", article);
    desk.run(&["translate", "crowd.txt", "--to", "en"]);
    let (client, mut served) = (client(), Served::of(desk));
    let admin = set_up(&client, &served).await;
    let (_, people) = page(&client, &served, "/people", &admin).await;
    let csrf = between(&people, "name=\"csrf\" value=\"").to_owned();
    let address = served.root.trim_start_matches("http://").to_owned();
    let mut browsers = Vec::new();
    for who in 0..PEOPLE {
        let name = format!("p{who}");
        let body = format!("csrf={csrf}&name={name}&password=correct+horse+battery&en=reviewer");
        let made = form(&client, &served, "/people", &body).header(header::COOKIE, &admin).send().await;
        assert_eq!(made.expect("an answer").status(), 303);
        let body = format!("name={name}&password=correct+horse+battery");
        let entered = form(&client, &served, "/login", &body).send().await.expect("an answer");
        let cookie = super::doors::cookie(&entered);
        let (_, article) = page(&client, &served, "/article/crowd/en", &cookie).await;
        let token = between(&article, "data-token=\"").to_owned();
        let dice = Dice(u64::try_from(who).expect("it fits") + 1);
        browsers.push(Browser { address: address.clone(), cookie, token, dice });
    }
    let memory = served.desk.path(".anban/memory.db");
    let open = || Sqlite::open(&memory, &Settings::default()).expect("the memory");
    let before = open().page(None, 1000).await.expect("rows");
    assert_eq!(before.len(), 12);
    let rows: Arc<Vec<(RowId, String)>> =
        Arc::new(before.iter().map(|row| (row.id(), row.target.text.clone())).collect());
    let began = Instant::now();
    let working: Vec<_> = browsers
        .into_iter()
        .enumerate()
        .map(|(who, browser)| {
            let rows = Arc::clone(&rows);
            thread::spawn(move || work(browser, who, rows))
        })
        .collect();
    let diaries: Vec<Diary> = working.into_iter().map(|one| one.join().expect("a translator")).collect();
    let count = |of: fn(&Diary) -> usize| diaries.iter().map(of).sum::<usize>();
    let (orders, cut, done) = (count(|it| it.orders), count(|it| it.cut), count(|it| it.done));
    println!("{orders} orders, {cut} cut, {done} done in {:?}", began.elapsed());
    assert_eq!(orders, PEOPLE * EACH);
    assert!(cut > orders / 10 && done > orders / 10, "{cut} cut, {done} done");
    // What is still under way when the last connection is gone comes to its end; then the power is cut.
    thread::sleep(Duration::from_millis(1500));
    served.kill();

    let store = open();
    assert_eq!(store.verify(false).await.expect("a report").len(), 0);
    let ledger = Ledger::open(&served.desk.path(".anban/review.db")).expect("the ledger");
    let people = ledger.people().await.expect("people");
    let mut acts = Vec::new();
    loop {
        let more = ledger.acts_after(acts.last().map_or(0, |act: &anban::review::Act| act.seq), 1000).await;
        let more = more.expect("acts");
        if more.is_empty() {
            break;
        }
        acts.extend(more);
    }
    let comments = ledger.comments(rows.iter().map(|(id, _)| *id).collect()).await.expect("comments");
    assert!(comments.iter().map(Vec::len).sum::<usize>() >= count(|it| it.comments));
    let mut steps: HashMap<RowId, Vec<(u64, u64, Verb)>> = HashMap::new();
    for act in acts.iter().filter(|act| act.verb != Verb::Comment) {
        for row in &act.rows {
            steps.entry(row.id).or_default().push((row.from, row.to, act.verb));
        }
    }
    let sent: HashSet<&String> = diaries.iter().flat_map(|diary| &diary.sent).collect();
    let mut versions = 0;
    for row in store.page(None, 1000).await.expect("rows") {
        let history = store.history(row.id()).await.expect("a history");
        let text = |version: u64| &history.iter().find(|it| it.version == version).expect("a version").target.text;
        // The history ends in what stands there.
        let last = history.last().expect("a version");
        assert_eq!((last.version, &last.target, last.state), (row.version, &row.target, row.state));
        // The acts lead from the first version to the last, one after the other, none missing and none twice.
        let mut own = steps.remove(&row.id()).unwrap_or_default();
        own.sort_unstable_by_key(|step| step.1);
        let mut reached = 1;
        for (from, to, verb) in own {
            assert_eq!(from, reached, "an act is missing or doubled before version {to}");
            match verb {
                Verb::Accept | Verb::Reject => assert_eq!(text(from), text(to), "{verb:?}"),
                Verb::Amend => assert!(sent.contains(text(to)), "nobody has typed {:?}", text(to)),
                _ => {}
            }
            reached = to;
        }
        assert_eq!(reached, row.version);
        versions += history.len();
        for (_, version, typed) in diaries.iter().flat_map(|diary| &diary.amended).filter(|(id, ..)| *id == row.id())
        {
            assert_eq!(text(*version), typed, "what was acknowledged is not there");
        }
    }
    assert!(steps.is_empty(), "acts on rows that are not there: {steps:?}");
    println!("{versions} versions, {} acts", acts.len());
    // What was typed last is kept, or was stored; a cut order may have come through or not.
    for (who, diary) in diaries.iter().enumerate() {
        let person = people.iter().find(|person| person.name == format!("p{who}")).expect("a person");
        for (id, may) in &diary.drafts {
            let draft = ledger.drafts(person.id, vec![*id]).await.expect("drafts").pop().flatten();
            let text = draft.map(|draft| draft.text);
            assert!(may.contains(&text), "{}: {text:?}, not one of {may:?}", person.name);
        }
    }
}
