//! The pages are tidy, their data can be read, and they fit a phone and a desktop.

use std::{
    fs,
    process::{Child, Command, Stdio},
    time::Duration,
};

use anban::locale::Locale;
use serde_json::Value;
use thirtyfour::prelude::*;

use super::{Desk, data};

fn translated() -> Desk {
    let desk = Desk::scripted();
    desk.write("cooperation.txt", data("cooperation.txt") + "\nCâu này không ai dịch cả.\n");
    desk.run(&["translate", "cooperation.txt"]);
    desk
}

#[test]
fn pages_are_tidy() {
    let desk = translated();
    for name in ["cooperation/en.html", "cooperation/ja.html", "cooperation/ko.html", "index.html"] {
        let output = Command::new("tidy")
            .args(["-quiet", "-errors", "--show-info", "no", "--drop-empty-elements", "no", "-utf8"])
            .arg(desk.path("editions").join(name))
            .output()
            .expect("tidy is installed: run `make test`");
        let said = String::from_utf8_lossy(&output.stderr);
        // Debian's tidy (5.6) is older than WAI-ARIA 1.1 and does not know this attribute.
        let faults: Vec<&str> =
            said.lines().filter(|line| !line.is_empty() && !line.contains("aria-current")).collect();
        assert!(faults.is_empty(), "{name}: {faults:#?}");
    }
}

#[test]
fn json_ld_says_what_the_page_is_a_translation_of() {
    let desk = translated();
    for locale in Locale::TARGETS {
        let page = fs::read_to_string(desk.path(&format!("editions/cooperation/{locale}.html"))).expect("a page");
        let start = page.find("application/ld+json\">").expect("JSON-LD") + "application/ld+json\">".len();
        let end = start + page[start..].find("</script>").expect("its end");
        let data: Value = serde_json::from_str(&page[start..end]).expect("JSON");
        assert_eq!(data["@type"], "NewsArticle");
        assert_eq!(data["inLanguage"], locale.tag());
        assert_eq!(data["datePublished"], "2016-08-30T08:15:00+07:00");
        assert_eq!(data["translationOfWork"]["inLanguage"], "vi");
        assert_eq!(data["translationOfWork"]["headline"], "Bắc Giang mở rộng hợp tác với Nhật Bản");
        for other in Locale::TARGETS {
            let link = format!("<link rel=\"alternate\" hreflang=\"{other}\" href=\"{other}.html\">");
            assert!(page.contains(&link), "{locale} lacks {link}");
        }
    }
}

#[test]
fn dates_are_written_in_the_readers_form() {
    let desk = translated();
    for (locale, date) in [("en", "August 30, 2016"), ("ja", "2016年8月30日"), ("ko", "2016년 8월 30일")] {
        let page = fs::read_to_string(desk.path(&format!("editions/cooperation/{locale}.html"))).expect("a page");
        assert!(page.contains(date), "{locale}: {page}");
    }
}

/// A chromedriver on a port of its own, ended with the test.
pub(crate) struct Driver {
    child: Child,
    pub(crate) address: String,
}

impl Driver {
    pub(crate) fn start() -> Self {
        let port = std::net::TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a port").port();
        let child = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("chromedriver is installed: run `make test`");
        Self { child, address: format!("http://127.0.0.1:{port}") }
    }

    pub(crate) async fn open(&self) -> WebDriver {
        self.open_with(&[]).await
    }

    /// A window of a browser with more flags.
    pub(crate) async fn open_with(&self, flags: &[String]) -> WebDriver {
        let mut chrome = DesiredCapabilities::chrome();
        for flag in flags {
            chrome.add_arg(flag).expect("a flag");
        }
        for flag in [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ] {
            chrome.add_arg(flag).expect("a flag");
        }
        for _ in 0..100 {
            if let Ok(driver) = WebDriver::new(&self.address, chrome.clone()).await {
                return driver;
            }
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        panic!("Chromium did not start");
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn pages_fit_a_phone_and_a_desktop() {
    let desk = translated();
    let server = Driver::start();
    let driver = server.open().await;
    let mut faults = Vec::new();
    for name in ["cooperation/en.html", "cooperation/ja.html", "cooperation/ko.html", "index.html"] {
        for width in [360, 1280] {
            driver.set_window_rect(0, 0, width, 800).await.expect("a window");
            driver.goto(format!("file://{}", desk.path("editions").join(name).display())).await.expect("the page");
            let measured = driver
                .execute(
                    "const root = document.documentElement;
                     const small = [...document.querySelectorAll('p, li, figcaption, time')]
                       .filter(e => parseFloat(getComputedStyle(e).fontSize) < 12).length;
                     return [root.scrollWidth - root.clientWidth, small, document.querySelectorAll('h1').length];",
                    Vec::new(),
                )
                .await
                .expect("a measure");
            let measured: Vec<i64> = measured.convert().expect("numbers");
            if measured[0] > 0 || measured[1] > 0 || measured[2] != 1 {
                faults.push(format!("{name} at {width}: [overflow, small texts, h1] = {measured:?}"));
            }
        }
    }
    driver.quit().await.expect("the end");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
