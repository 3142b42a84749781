//! A working day in Chromium: set up, read, amend, lose the server, meet a colleague, publish; axe on every page.

use std::{fs, time::Duration};

use serde_json::json;
use thirtyfour::prelude::*;

use super::Served;
use crate::desk::{pages::Driver, repository};

/// Runs `script` until it gives true.
pub(super) async fn until(driver: &WebDriver, what: &str, script: &str) {
    for _ in 0..100 {
        let done = driver.execute(format!("return !!({script})"), Vec::new()).await.expect("a script");
        if done.convert::<bool>().expect("a boolean") {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let text = driver.execute("return document.body.innerText", Vec::new()).await.expect("text");
    panic!("{what} did not come about: {script}\n{:?}", text.json());
}

/// Fills in the form that the browser is at, of the first set-up or of signing in, and comes to the queue.
pub(super) async fn sign_in(driver: &WebDriver) {
    driver.find(By::Name("name")).await.expect("a field").send_keys("Lan").await.expect("typing");
    let field = driver.find(By::Name("password")).await.expect("a field");
    field.send_keys("correct horse battery" + Key::Enter).await.expect("typing");
    until(driver, "the queue", "document.querySelector('.queue')").await;
}

/// A command of the DevTools protocol.
pub(super) async fn command(driver: &WebDriver, name: &str, params: serde_json::Value) {
    let server = driver.handle().server_url().as_str().trim_end_matches('/').to_owned();
    let place = format!("{server}/session/{}/goog/cdp/execute", driver.session_id());
    let order = json!({ "cmd": name, "params": params });
    let done = reqwest::Client::new().post(place).json(&order).send().await.expect("an answer");
    assert!(done.status().is_success(), "{name}");
}

/// What axe-core finds on the page in light and dark, and whether the page is wider than the window; 640 is a window
/// of 1280 at 200 % zoom.
pub(super) async fn look(driver: &WebDriver, name: &str) -> Vec<String> {
    let axe = fs::read_to_string(repository("target/axe/package/axe.min.js")).expect("axe-core: run `make test`");
    let mut faults = Vec::new();
    for width in [1280, 640, 500, 390] {
        driver.set_window_rect(0, 0, width, 900).await.expect("a window");
        tokio::time::sleep(Duration::from_millis(150)).await;
        let wide = "const root = document.documentElement; return root.scrollWidth - root.clientWidth";
        let over: i64 = driver.execute(wide, Vec::new()).await.expect("a width").convert().expect("a number");
        if over > 0 {
            faults.push(format!("{name} at {width} is {over} pixels too wide"));
        }
        if let Ok(folder) = std::env::var("ANBAN_SHOTS") {
            let png = driver.screenshot_as_png().await.expect("a picture");
            fs::write(format!("{folder}/{name}-{width}.png"), png).expect("a file");
        }
    }
    driver.set_window_rect(0, 0, 1280, 900).await.expect("a window");
    driver.execute(axe, Vec::new()).await.expect("axe");
    let run = "const done = arguments[arguments.length - 1];
        axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], iframes: false })
          .then(r => done(r.violations.map(v => v.id + ' ' + v.nodes[0].html + ' ' + v.nodes[0].failureSummary)),
            e => done([String(e)]))";
    for scheme in ["dark", "light"] {
        let features = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        command(driver, "Emulation.setEmulatedMedia", features).await;
        if let Ok(folder) = std::env::var("ANBAN_SHOTS") {
            let png = driver.screenshot_as_png().await.expect("a picture");
            fs::write(format!("{folder}/{name}-{scheme}.png"), png).expect("a file");
        }
        let found: Vec<String> =
            driver.execute_async(run, Vec::new()).await.expect("a report").convert().expect("a list");
        faults.extend(found.into_iter().map(|one| format!("{name} in {scheme}: {one}")));
    }
    faults
}

pub(super) async fn keys(driver: &WebDriver, keys: impl Into<TypingData>) {
    driver.active_element().await.expect("a focus").send_keys(keys).await.expect("keys");
}

const TARGET: &str = "document.querySelector('.current div.target:not(.editor)').textContent";

#[tokio::test]
async fn a_working_day() {
    let mut served = Served::new();
    let chrome = Driver::start();
    let driver = chrome.open().await;
    let mut faults = Vec::new();

    driver.goto(served.setup.clone().expect("a link")).await.expect("the door");
    faults.extend(look(&driver, "setup").await);
    sign_in(&driver).await;
    faults.extend(look(&driver, "queue").await);
    for lang in ["vi", "ja", "ko", "en"] {
        driver
            .find(By::Css(format!(".language button[value={lang}]")))
            .await
            .expect("a button")
            .click()
            .await
            .expect("a click");
        until(&driver, lang, &format!("document.documentElement.lang === '{lang}'")).await;
        faults.extend(look(&driver, &format!("queue-{lang}")).await);
    }

    // Accept the headline, and the next is in hand and open.
    driver.goto(format!("{}/article/cooperation/en", served.root)).await.expect("the article");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    faults.extend(look(&driver, "article").await);
    keys(&driver, Key::Control + Key::Enter).await;
    until(
        &driver,
        "the next",
        "document.querySelectorAll('.reviewed').length === 1 && document.querySelector('.editor')",
    )
    .await;
    faults.extend(look(&driver, "article-editing").await);

    // Amend with a term inserted by its key.
    keys(&driver, " It grows in ").await;
    keys(&driver, Key::Alt + "1").await;
    keys(&driver, ".").await;
    let typed =
        driver.execute("return document.querySelector('.editor').textContent", Vec::new()).await.expect("text");
    let typed: String = typed.convert().expect("text");
    let insert = driver.execute("return document.querySelector('.current mark').dataset.insert", Vec::new()).await;
    let insert: String = insert.expect("a term").convert().expect("text");
    assert!(typed.ends_with(&format!(" It grows in {insert}.")), "{typed}");

    // The server dies while it is typed on; the browser is closed; nothing is lost.
    tokio::time::sleep(Duration::from_millis(900)).await;
    served.kill();
    keys(&driver, " And more.").await;
    until(&driver, "the notice", "!document.getElementById('offline').hidden").await;
    served.start();
    until(&driver, "the connection", "document.getElementById('offline').hidden").await;
    driver.refresh().await.expect("a reload");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    keys(&driver, Key::Enter).await;
    let kept = format!("{typed} And more.");
    until(&driver, "what was typed", &format!("document.querySelector('.editor').textContent === {kept:?}")).await;
    driver.execute("localStorage.clear()", Vec::new()).await.expect("a new browser");
    tokio::time::sleep(Duration::from_millis(300)).await;
    keys(&driver, Key::Alt + Key::Enter).await;
    until(
        &driver,
        "the amendment",
        "document.querySelector('.current').dataset.state === 'reviewed' || document.querySelector('dialog[open]')",
    )
    .await;
    if driver.find(By::Css("dialog[open]")).await.is_ok() {
        faults.extend(look(&driver, "blocked").await);
        driver
            .find(By::Css("#ask .actions button:last-child"))
            .await
            .expect("despite")
            .click()
            .await
            .expect("a click");
    }
    until(&driver, "the amendment", &format!("{TARGET} === {kept:?}")).await;
    keys(&driver, "h").await;
    until(&driver, "the history", "document.querySelector('.versions ins')").await;
    faults.extend(look(&driver, "history").await);
    keys(&driver, Key::Escape).await;
    keys(&driver, "u").await;
    until(&driver, "the old text", &format!("!{TARGET}.includes('It grows')")).await;

    // A key that belongs to an input method does nothing, and composed text arrives whole.
    keys(&driver, Key::Enter).await;
    let compose = "const e = document.querySelector('.editor'); e.focus();
        e.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true }));
        for (const key of ['Enter', 'Escape', 'a']) e.dispatchEvent(new KeyboardEvent('keydown',
          { key, ctrlKey: key === 'Enter', bubbles: true, isComposing: true, keyCode: 229 }));
        document.execCommand('insertText', false, '한국어');
        e.dispatchEvent(new CompositionEvent('compositionend', { data: '한국어', bubbles: true }));
        return document.querySelector('.editor')?.textContent ?? ''";
    let composed: String = driver.execute(compose, Vec::new()).await.expect("a script").convert().expect("text");
    assert!(composed.ends_with("한국어"), "{composed}");
    // The same with the browser's own input method: Hangul grows jamo by jamo, kana become Han, nothing is lost.
    for (steps, done) in [(["ㅎ", "하", "한"], "한글"), (["に", "にほ", "にほん"], "日本")] {
        for text in steps {
            let end = text.chars().count();
            let set = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
            command(&driver, "Input.imeSetComposition", set).await;
        }
        command(&driver, "Input.insertText", json!({ "text": done })).await;
    }
    let composed = driver.execute("return document.querySelector('.editor').textContent", Vec::new()).await;
    let composed: String = composed.expect("text").convert().expect("text");
    assert!(composed.ends_with("한국어한글日本"), "{composed}");

    // A colleague is quicker: both texts are shown, and nothing is overwritten.
    let rival = "const one = document.querySelector('.current'), done = arguments[arguments.length - 1];
        fetch(document.body.dataset.api + 'amend', { method: 'POST', headers: { 'content-type': 'application/json',
          'x-anban-token': document.body.dataset.token }, body: JSON.stringify({ key: one.dataset.key,
          context: one.dataset.context, version: Number(one.dataset.version), base: '', despite: true,
          text: 'Bac Giang province keeps expanding its cooperation with Japan.' }) }).then(a => done(a.status))";
    let status: i64 = driver.execute_async(rival, Vec::new()).await.expect("a script").convert().expect("a number");
    assert_eq!(status, 200);
    keys(&driver, Key::Alt + Key::Enter).await;
    until(&driver, "the conflict", "document.querySelectorAll('#ask[open] .text').length === 3").await;
    faults.extend(look(&driver, "conflict").await);
    driver.find(By::Css("#ask .actions button:nth-child(3)")).await.expect("theirs").click().await.expect("a click");
    until(&driver, "their text", &format!("{TARGET}.startsWith('Bac Giang province keeps')")).await;

    // The sheet of keys, then everything else reviewed; the last sentence has no translation yet.
    keys(&driver, "?").await;
    until(&driver, "the sheet", "document.querySelector('#sheet-of-keys[open]')").await;
    faults.extend(look(&driver, "keys").await);
    keys(&driver, Key::Escape).await;
    for _ in 0..4 {
        keys(&driver, "n").await;
        let done = "return document.querySelectorAll('.reviewed').length";
        let before: i64 = driver.execute(done, Vec::new()).await.expect("a count").convert().expect("a number");
        let empty = driver.execute(format!("return {TARGET} === ''"), Vec::new()).await.expect("a script");
        if empty.convert::<bool>().expect("a boolean") {
            keys(&driver, Key::Enter).await;
            keys(&driver, "Nobody translates this sentence.").await;
        }
        keys(&driver, Key::Alt + Key::Enter).await;
        let more = format!(
            "document.querySelectorAll('.reviewed').length > {before} || document.querySelector('#ask[open]')"
        );
        until(&driver, "one more", &more).await;
        if driver.find(By::Css("#ask[open]")).await.is_ok() {
            driver
                .find(By::Css("#ask .actions button:last-child"))
                .await
                .expect("despite")
                .click()
                .await
                .expect("a click");
            until(&driver, "one more", &format!("document.querySelectorAll('.reviewed').length > {before}")).await;
        }
    }
    until(
        &driver,
        "the end",
        "document.querySelectorAll('.segment').length === document.querySelectorAll('.reviewed').length",
    )
    .await;
    faults.extend(look(&driver, "article-done").await);
    driver.goto(format!("{}/article/cooperation/en/preview", served.root)).await.expect("the preview");
    faults.extend(look(&driver, "preview").await);
    driver.find(By::Css("button.primary")).await.expect("publish").click().await.expect("a click");
    until(&driver, "the edition", "document.querySelector('.done')").await;
    faults.extend(look(&driver, "published").await);
    let page = fs::read_to_string(served.desk.path("editions/cooperation/en.html")).expect("the edition");
    assert!(
        page.contains("Bac Giang province keeps expanding") && page.contains("Nobody translates this sentence."),
        "{page}"
    );

    driver.goto(format!("{}/people", served.root)).await.expect("the people");
    faults.extend(look(&driver, "people").await);
    driver.goto(format!("{}/figures", served.root)).await.expect("the figures");
    until(&driver, "a plot", "document.querySelectorAll('.plot rect').length > 0").await;
    faults.extend(look(&driver, "figures").await);
    driver.goto(&served.root).await.expect("the queue");
    until(&driver, "two editions", "document.querySelectorAll('.queue li').length === 2").await;
    driver.quit().await.expect("the end");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[tokio::test]
async fn chips_survive_typing_in_the_dark() {
    let served = super::verbs::served();
    let chrome = Driver::start();
    let driver = chrome.open().await;
    let dark = serde_json::json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
    let command = format!("{}/session/{}/goog/cdp/execute", chrome.address, driver.session_id());
    let order = serde_json::json!({ "cmd": "Emulation.setEmulatedMedia", "params": dark });
    let done = reqwest::Client::new().post(command).json(&order).send().await.expect("an answer");
    assert!(done.status().is_success());
    driver.goto(served.setup.clone().expect("a link")).await.expect("the door");
    sign_in(&driver).await;
    driver.goto(format!("{}/article/a/en", served.root)).await.expect("the article");
    until(&driver, "a segment in hand", "document.querySelector('.current')").await;
    keys(&driver, Key::Control + Key::Enter).await;
    until(&driver, "the next", "document.querySelectorAll('.editor .chip').length === 2").await;
    for _ in 0..40 {
        keys(&driver, Key::Backspace).await;
    }
    keys(&driver, Key::Control + "a").await;
    keys(&driver, Key::Delete).await;
    keys(&driver, "x").await;
    let chips = "return document.querySelectorAll('.editor .chip').length";
    let left: i64 = driver.execute(chips, Vec::new()).await.expect("a count").convert().expect("a number");
    let text =
        driver.execute("return document.querySelector('.editor').textContent", Vec::new()).await.expect("text");
    let faults = look(&driver, "dark").await;
    driver.quit().await.expect("the end");
    assert_eq!((left, text.json().as_str()), (2, Some("x1⟩⟨1")), "the text goes, the chips stay");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
