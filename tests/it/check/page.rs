//! The report for editors: read in Chromium at a phone's and a desktop's width, and closed to anything hostile.

use std::fs;

use anban::{
    locale::Locale,
    memory::{State, Who},
};

use super::{remember, row, small};
use crate::desk::{Desk, pages::Driver};

fn report() -> Desk {
    let desk = small();
    let long = format!("Tỉnh có FDI {}.", "và một câu rất dài ".repeat(40));
    let rows = [
        row(
            "Tỉnh có FDI <b>.",
            Locale::En,
            "<script>document.title='bad'</script><img src=x onerror=alert(1)>",
            State::Translated,
            Who::Machine,
        ),
        row(
            "Năm 2016, tỉnh có FDI.",
            Locale::Ja,
            "２０１５年、省内に外国投資がある。",
            State::Translated,
            Who::Machine,
        ),
        row("Huyện có FDI.", Locale::Ko, "군에는 해외 투자가 있다.", State::Translated, Who::Machine),
        row(&long, Locale::En, &("Averylongwordwithoutanyspace".repeat(30) + "."), State::Translated, Who::Machine),
    ];
    remember(&desk.path("memory.db"), &rows);
    for lang in ["en", "vi", "ja", "ko"] {
        desk.run(&["--lang", lang, "check", "--format", "html", "--output", &format!("report-{lang}.html")]);
    }
    desk
}

#[test]
fn nothing_in_a_text_becomes_markup_and_nothing_is_fetched() {
    let desk = report();
    let page = fs::read_to_string(desk.path("report-en.html")).expect("a report");
    assert!(!page.contains("<script") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;"), "{page}");
    for fetching in ["src=", "href=\"http", "url(", "@import", "<link"] {
        assert!(
            !page.contains(fetching)
                || fetching == "src=" && page.matches("src=").count() == page.matches("src=x").count(),
            "{fetching}"
        );
    }
    assert!(page.contains("default-src 'none'"));
}

#[tokio::test]
async fn the_report_fits_a_phone_and_a_desktop() {
    // The memory is filled on a runtime of its own.
    let desk = std::thread::spawn(report).join().expect("a report");
    let server = Driver::start();
    let driver = server.open().await;
    let mut faults = Vec::new();
    for lang in ["en", "vi", "ja", "ko"] {
        for width in [360, 1280] {
            driver.set_window_rect(0, 0, width, 800).await.expect("a window");
            let page = desk.path(&format!("report-{lang}.html"));
            driver.goto(format!("file://{}", page.display())).await.expect("the report");
            let measured = driver
                .execute(
                    "const root = document.documentElement;
                     const small = [...document.querySelectorAll('p, li, dd, h3')]
                       .filter(e => parseFloat(getComputedStyle(e).fontSize) < 12).length;
                     return [root.scrollWidth - root.clientWidth, small, document.querySelectorAll('h1').length,
                       document.querySelectorAll('li.finding').length, document.title === 'bad' ? 1 : 0,
                       performance.getEntriesByType('resource').length];",
                    Vec::new(),
                )
                .await
                .expect("a measure");
            let measured: Vec<i64> = measured.convert().expect("numbers");
            let wrong = measured[0] > 0 || measured[1] > 0 || measured[2] != 1 || measured[3] < 4;
            if wrong || measured[4..] != [0, 0] {
                faults.push(format!(
                    "{lang} at {width}: [overflow, small, h1, findings, scripts, fetched] = {measured:?}"
                ));
            }
            if let Ok(folder) = std::env::var("ANBAN_SCREENSHOTS") {
                let file = std::path::Path::new(&folder).join(format!("report-{lang}-{width}.png"));
                driver.screenshot(&file).await.expect("a picture");
            }
        }
    }
    driver.quit().await.expect("the end");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
