//! Chromium, the server and the connection are killed while somebody types; nothing typed is lost.

use std::{fs, path::Path, process::Command, time::Duration};

use thirtyfour::prelude::*;

use super::{
    Served,
    day::{keys, sign_in, until},
};
use crate::desk::pages::Driver;

/// The Chromium process that has `profile`, not its children.
fn browser(profile: &Path) -> u32 {
    let flag = format!("--user-data-dir={}", profile.display());
    let found = fs::read_dir("/proc").expect("processes").flatten().find_map(|one| {
        let number: u32 = one.file_name().to_str()?.parse().ok()?;
        let line = fs::read(one.path().join("cmdline")).ok()?;
        let words: Vec<&str> =
            line.split(|&byte| byte == 0).filter_map(|word| std::str::from_utf8(word).ok()).collect();
        let own = words.contains(&flag.as_str()) && !words.iter().any(|word| word.starts_with("--type="));
        (own && words.first().is_some_and(|name| name.contains("chrom") && !name.contains("chromedriver")))
            .then_some(number)
    });
    found.expect("Chromium runs")
}

/// As the kernel would when memory is short.
fn kill(number: u32) {
    let done = Command::new("kill").args(["-9", &number.to_string()]).status().expect("kill");
    assert!(done.success());
    for _ in 0..100 {
        let state = fs::read_to_string(format!("/proc/{number}/stat")).unwrap_or_default();
        if state.is_empty() || state.contains(") Z ") {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("{number} lives on");
}

/// The same browser again, signed in, at the article.
async fn again(chrome: &Driver, profile: &Path, served: &Served) -> WebDriver {
    let driver = chrome.open_with(&[format!("--user-data-dir={}", profile.display())]).await;
    let article = format!("{}/article/cooperation/en", served.root);
    driver.goto(&article).await.expect("the article");
    if driver.find(By::Name("password")).await.is_ok() {
        sign_in(&driver).await;
        driver.goto(&article).await.expect("the article");
    }
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    driver
}

/// A letter is on its way from the page to Chromium's own storage for some milliseconds, which no page can help; shorter
/// than the pause after which the page tells the server.
async fn stored() {
    tokio::time::sleep(Duration::from_millis(400)).await;
}

async fn typed(driver: &WebDriver) -> String {
    let text = driver.execute("return document.querySelector('.editor')?.textContent ?? ''", Vec::new()).await;
    text.expect("text").convert().expect("text")
}

#[tokio::test]
async fn what_is_typed_outlives_the_browsers_process() {
    let mut served = Served::new();
    let chrome = Driver::start();
    let profile = tempfile::tempdir().expect("a folder");
    let profile = profile.path();
    let driver = chrome.open_with(&[format!("--user-data-dir={}", profile.display())]).await;
    driver.goto(served.setup.clone().expect("a link")).await.expect("the door");
    sign_in(&driver).await;
    driver.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;

    // In the middle of a word, with no pause before it.
    keys(&driver, Key::Enter).await;
    for word in ["and ", "Korea ", "and ", "Thai"] {
        keys(&driver, word).await;
    }
    let before = typed(&driver).await;
    assert!(before.ends_with("and Korea and Thai"), "{before}");
    stored().await;
    kill(browser(profile));
    let driver = {
        // The dead session is left to itself.
        drop(driver.quit().await);
        again(&chrome, profile, &served).await
    };
    keys(&driver, Key::Enter).await;
    assert_eq!(typed(&driver).await, before);

    // Without a server what was typed stands in the browser alone; then that dies too.
    served.kill();
    keys(&driver, "land, 2016").await;
    let before = typed(&driver).await;
    assert!(before.ends_with("Thailand, 2016"), "{before}");
    stored().await;
    kill(browser(profile));
    drop(driver.quit().await);
    served.start();
    let driver = again(&chrome, profile, &served).await;
    keys(&driver, Key::Enter).await;
    assert_eq!(typed(&driver).await, before);

    // An order given without a server is sent by the next browser with this profile, without anybody asking.
    served.kill();
    until(&driver, "the notice", "!document.getElementById('offline').hidden").await;
    keys(&driver, Key::Alt + Key::Enter).await;
    until(&driver, "an order that waits", "localStorage.length > 0").await;
    stored().await;
    kill(browser(profile));
    drop(driver.quit().await);
    served.start();
    let driver = again(&chrome, profile, &served).await;
    let arrived =
        "document.querySelector('.segment').dataset.state === 'reviewed' || document.querySelector('#ask[open]')";
    until(&driver, "the order", arrived).await;
    if driver.find(By::Css("#ask[open]")).await.is_ok() {
        let despite = driver.find(By::Css("#ask .actions button:last-child")).await.expect("despite");
        despite.click().await.expect("a click");
    }
    let text = format!("document.querySelector('.segment div.target').textContent === {before:?}");
    until(&driver, "the amendment", &text).await;
    driver.quit().await.expect("the end");
}

#[tokio::test]
async fn typing_without_a_connection_is_sent_when_there_is_one() {
    let served = Served::new();
    let chrome = Driver::start();
    let driver = chrome.open().await;
    driver.goto(served.setup.clone().expect("a link")).await.expect("the door");
    sign_in(&driver).await;
    driver.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    let network = async |offline: bool| {
        let order =
            serde_json::json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        super::day::command(&driver, "Network.emulateNetworkConditions", order).await;
    };
    super::day::command(&driver, "Network.enable", serde_json::json!({})).await;
    network(true).await;
    // Two sentences accepted one after the other, a third begun.
    for _ in 0..2 {
        keys(&driver, Key::Alt + Key::Enter).await;
        tokio::time::sleep(Duration::from_millis(150)).await;
        keys(&driver, "j").await;
    }
    keys(&driver, Key::Enter).await;
    keys(&driver, " Begun offline").await;
    until(&driver, "the notice", "!document.getElementById('offline').hidden").await;
    network(false).await;
    let sent = "document.querySelectorAll('.segment.reviewed').length === 2";
    until(&driver, "two acceptances", sent).await;
    until(&driver, "the connection", "document.getElementById('offline').hidden").await;
    // The draft is on the server: another browser has it.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    driver.quit().await.expect("the end");
    let other = chrome.open().await;
    other.goto(format!("{}/login", served.root)).await.expect("the door");
    sign_in(&other).await;
    other.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    until(&other, "the draft", "document.querySelector('[data-draft$=\" Begun offline\"]')").await;
    other.quit().await.expect("the end");
}
