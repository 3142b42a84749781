//! What helps with the sentence in hand, in the browser: near matches, other editions, search, split view, the
//! backend again, clean matches approved together and taken back, and at the end the edition closed.

use std::fs;

use thirtyfour::prelude::*;

use super::{
    Served,
    day::{keys, look, sign_in, until},
};
use crate::desk::{Desk, data, pages::Driver};

/// Two articles that share sentences; the second has one that is nearly one of the first's.
pub(super) fn two_articles() -> Served {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt"));
    desk.write(
        "second.txt",
        "Bắc Giang mở rộng hợp tác với Nhật Bản\n\nHỗ trợ các doanh nghiệp trong tỉnh. \
         Đến nay, tỉnh có hơn 200 dự án FDI.\n\nTỉnh Bắc Giang tiếp tục mở rộng hợp tác với Hàn Quốc.\n",
    );
    // One after the other, so that it is the second that finds sentences in the memory.
    desk.run(&["translate", "cooperation.txt"]);
    desk.run(&["translate", "second.txt"]);
    Served::of(desk)
}

#[tokio::test]
async fn a_segment_in_hand_has_help() {
    let served = two_articles();
    let chrome = Driver::start();
    let driver = chrome.open().await;
    let mut faults = Vec::new();
    driver.goto(served.setup.clone().expect("a link")).await.expect("the door");
    sign_in(&driver).await;

    // Clean matches: three sentences the memory had from the first article, approved in one act and taken back.
    driver.goto(format!("{}/article/second/en", served.root)).await.expect("the article");
    until(&driver, "help", "document.querySelector('.current .aid')").await;
    keys(&driver, "x").await;
    until(&driver, "the matches", "document.querySelectorAll('#ask[open] .clean input:checked').length === 3").await;
    faults.extend(look(&driver, "clean").await);
    driver.find(By::Css("#ask .primary")).await.expect("accept").click().await.expect("a click");
    until(&driver, "three reviewed", "document.querySelectorAll('.segment.reviewed').length === 3").await;
    faults.extend(look(&driver, "bulk").await);
    driver.find(By::Css("#toast button")).await.expect("undo").click().await.expect("a click");
    until(&driver, "none reviewed", "document.querySelectorAll('.segment.reviewed').length === 0").await;
    until(&driver, "help", "document.querySelector('.current .aid')").await;

    // A near match of the sentence that has no translation, taken with one key.
    driver.execute("document.querySelector('.segment.initial .source').click()", Vec::new()).await.expect("a click");
    until(&driver, "near matches", "document.querySelector('.current.initial .near del')").await;
    faults.extend(look(&driver, "near").await);
    keys(&driver, "m").await;
    let taken = "document.querySelector('.editor')?.textContent === \
        'Bac Giang province continues to expand cooperation with Japan.'";
    until(&driver, "the near match", taken).await;
    keys(&driver, Key::Alt + "l").await;
    until(&driver, "other editions", "document.querySelector('.current .others:not([hidden])')").await;
    keys(&driver, Key::Escape).await;

    // Search as one types, in Japanese, from within the article.
    keys(&driver, "/").await;
    keys(&driver, "日本").await;
    until(&driver, "what was found", "document.querySelectorAll('#seeker .found mark').length > 1").await;
    faults.extend(look(&driver, "seeker").await);
    keys(&driver, Key::Escape).await;
    driver.goto(format!("{}/search", served.root)).await.expect("the search");
    faults.extend(look(&driver, "search-empty").await);
    keys(&driver, "hợp tác").await;
    until(&driver, "what was found", "document.querySelectorAll('.found mark').length > 1").await;
    faults.extend(look(&driver, "search").await);

    // The page beside the sheet follows the sentence in hand.
    driver.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    keys(&driver, "s").await;
    until(&driver, "the page", "document.querySelector('#beside iframe')?.src.endsWith('#here')").await;
    faults.extend(look(&driver, "split").await);
    keys(&driver, "s").await;

    // The backend again, with a hint: the scripted one says the same, and it is only taken if one takes it.
    keys(&driver, "b").await;
    until(&driver, "the question", "document.querySelector('#ask[open] textarea')").await;
    keys(&driver, "shorter").await;
    driver.find(By::Css("#ask .primary")).await.expect("send").click().await.expect("a click");
    until(&driver, "the answer", "document.querySelector('#ask[open] .text')?.textContent.includes('Japan')").await;
    faults.extend(look(&driver, "answer").await);
    driver.find(By::Css("#ask .primary")).await.expect("take").click().await.expect("a click");
    until(&driver, "the editor", "document.querySelector('.editor')?.textContent.includes('Japan')").await;
    keys(&driver, Key::Escape).await;

    // Rejected with a reason, which is shown; and taken back.
    keys(&driver, "r").await;
    until(&driver, "the question", "document.querySelector('#ask[open] textarea')").await;
    keys(&driver, "too free").await;
    driver.find(By::Css("#ask .primary")).await.expect("send").click().await.expect("a click");
    until(&driver, "the reason", "document.querySelector('.current .findings')?.textContent.includes('too free')")
        .await;
    keys(&driver, "u").await;
    until(&driver, "no reason", "!document.querySelector('.current .findings').textContent.includes('too free')")
        .await;

    // An accepted sentence that stands elsewhere too is shown there.
    keys(&driver, Key::Alt + Key::Enter).await;
    until(&driver, "reviewed", "document.querySelector('.current.reviewed')").await;

    // All approved and published: every sentence is final, and the edition says so.
    for _ in 0..4 {
        keys(&driver, "n").await;
        let count = "return document.querySelectorAll('.segment.reviewed').length";
        let before: i64 = driver.execute(count, Vec::new()).await.expect("a count").convert().expect("a number");
        keys(&driver, Key::Alt + Key::Enter).await;
        let more = format!("document.querySelectorAll('.segment.reviewed').length > {before}");
        until(&driver, "one more", &more).await;
    }
    driver.goto(format!("{}/article/cooperation/en/preview", served.root)).await.expect("the preview");
    driver.find(By::Css("button.primary")).await.expect("publish").click().await.expect("a click");
    until(&driver, "the edition", "document.querySelector('.done')").await;
    driver.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    let closed =
        "document.querySelectorAll('.segment').length === document.querySelectorAll('.segment.final').length";
    until(&driver, "final sentences", closed).await;
    faults.extend(look(&driver, "final").await);
    driver.quit().await.expect("the end");
    let provenance = fs::read_to_string(served.desk.path("editions/cooperation/en.provenance.json"));
    let provenance = provenance.expect("provenance");
    assert!(provenance.contains("\"final\"") && !provenance.contains("\"reviewed\""), "{provenance}");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
