//! The lead's page: figures as plots, drawn here, with their numbers as tables.

use std::sync::Arc;

use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use serde::Serialize;

use super::{App, app::Broken, guard::User, view::Chrome};
use crate::{
    locale::Locale,
    review::{Count, MeanEffort, Progress, Right},
};

/// The size of a plot in its own units; letters in it are 12 high.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 190.0;
/// What its axes take.
const LEFT: f64 = 34.0;
const BOTTOM: f64 = 24.0;
const TOP: f64 = 10.0;

/// Bars over days or weeks, one colour a language.
#[derive(Serialize)]
struct Plot {
    bars: Vec<Bar>,
    ticks: Vec<(f64, u32)>,
    labels: Vec<(f64, String)>,
    days: Vec<(String, Vec<u32>)>,
    total: u32,
}

#[derive(Serialize)]
struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    locale: Locale,
    day: String,
    count: u32,
}

fn round(number: f64) -> f64 {
    (number * 10.0).round() / 10.0
}

/// The next of 1, 2, 5, 10, 20, 50 … that is not below `most`; at least 4, so that ticks are whole.
fn top_of(most: u32) -> u32 {
    let mut step = 1_u32;
    loop {
        for times in [4, 8, 20] {
            let top = step.saturating_mul(times);
            if top >= most || top == u32::MAX {
                return top;
            }
        }
        step = step.saturating_mul(10);
    }
}

fn plot(days: &[String], locales: &[Locale], counts: &[Count]) -> Plot {
    let of = |day: &str, locale: Locale| {
        counts.iter().filter(|one| one.day == day && one.locale == locale).map(|one| one.count).sum::<u32>()
    };
    let most = days.iter().flat_map(|day| locales.iter().map(|&locale| of(day, locale))).max().unwrap_or(0);
    let top = top_of(most);
    let (wide, high) = (WIDTH - LEFT, HEIGHT - BOTTOM - TOP);
    let slot = wide / days.len().max(1) as f64;
    let width = (slot * 0.72) / locales.len().max(1) as f64;
    let mut bars = Vec::new();
    for (at, day) in days.iter().enumerate() {
        for (place, &locale) in locales.iter().enumerate() {
            let count = of(day, locale);
            let height = high * f64::from(count) / f64::from(top);
            let x = LEFT + slot * (at as f64 + 0.14) + width * place as f64;
            let (x, y) = (round(x), round(TOP + high - height));
            if count > 0 {
                let (width, height) = (round(width - 1.0), round(height));
                bars.push(Bar { x, y, width, height, locale, day: day.clone(), count });
            }
        }
    }
    let ticks = (0..=4).map(|part| (round(TOP + high - high * f64::from(part) / 4.0), top / 4 * part)).collect();
    let every = days.len().div_ceil(7);
    let labels = days.iter().enumerate().filter(|(at, _)| (days.len() - 1 - at).is_multiple_of(every));
    let labels = labels.map(|(at, day)| {
        (round(LEFT + slot * (at as f64 + 0.5)), day.get(5..).unwrap_or_default().replace('-', "/"))
    });
    let rows = days.iter().map(|day| (day.clone(), locales.iter().map(|&locale| of(day, locale)).collect()));
    Plot {
        bars,
        ticks,
        labels: labels.collect(),
        days: rows.collect(),
        total: counts.iter().map(|one| one.count).sum(),
    }
}

#[derive(Serialize)]
struct Standing {
    locale: Locale,
    progress: Progress,
    editions: usize,
    /// Hundredths of the bar: approved, neither, blocked.
    parts: [f64; 3],
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(flatten)]
    chrome: Chrome<'a>,
    locales: Vec<Locale>,
    standing: Vec<Standing>,
    throughput: Plot,
    terms: Plot,
    efforts: Vec<MeanEffort>,
}

pub(super) async fn page(State(app): State<Arc<App>>, user: User) -> Result<Response, Broken> {
    let locales: Vec<Locale> =
        Locale::TARGETS.into_iter().filter(|&locale| user.person.may(Right::Publish, locale)).collect();
    if locales.is_empty() {
        let refused = app.message(StatusCode::FORBIDDEN, user.lang, "review-not-allowed");
        return Ok(refused.into_response());
    }
    let mut figures = app.desk.figures(&locales).await?;
    for effort in &mut figures.efforts {
        effort.percent = round(effort.percent);
    }
    let standing = figures.progress.into_iter().map(|(locale, progress, editions)| {
        let part = |count: usize| round(count as f64 * 100.0 / progress.segments.max(1) as f64);
        let between = progress.segments.saturating_sub(progress.reviewed + progress.blocked);
        let parts = [part(progress.reviewed), part(between), part(progress.blocked)];
        Standing { locale, progress, editions, parts }
    });
    let page = Page {
        chrome: Chrome::new(&user, "/figures"),
        standing: standing.collect(),
        throughput: plot(&figures.days, &locales, &figures.throughput),
        terms: plot(&figures.weeks, &locales, &figures.terms),
        efforts: figures.efforts,
        locales,
    };
    Ok(app.show("figures.html", &page))
}
