//! Under which values a figure can be found, and which values it asks for.

use super::super::{Date, Figure, Kind, Number, Unit, Value, document};

/// A value under which figures meet.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Number(Number),
    /// A measure in the smallest unit of its kind, so that 1 tạ meets 100 kg.
    Measure(Number),
    Date(Date),
    /// A date of which only the day is said.
    Day(u8),
    Month(u8),
    Time(u8, u8),
    Quarter(u8),
    Text(String),
}

/// A part of a figure: any of its keys will do, the best first.
pub(super) type Part = Vec<Key>;

const HALF: (u128, u128) = (1, 2);

fn whole(value: impl Into<u128>) -> Key {
    Key::Number(Number::integer(value.into()))
}

/// Under which keys a target figure can be found.
pub(super) fn offered(figure: &Figure) -> Vec<Key> {
    let mut keys = Vec::new();
    match &figure.value {
        Value::Number(_) if figure.kind == Kind::Weekday => {}
        Value::Number(number) => number_keys(figure, *number, &mut keys),
        Value::Range(from, to) => {
            number_keys(figure, *from, &mut keys);
            number_keys(figure, *to, &mut keys);
        }
        Value::Date(date) => date_keys(*date, &mut keys),
        Value::Dates(from, to) => {
            date_keys(*from, &mut keys);
            date_keys(*to, &mut keys);
            month_range(*from, *to, &mut keys);
        }
        Value::Time(time) => {
            keys.push(Key::Time(time.hour, time.minute));
            if time.minute == 0 {
                keys.push(whole(time.hour));
            }
        }
        Value::Quarter(quarter, year) => {
            keys.extend([Key::Quarter(*quarter), whole(*quarter)]);
            keys.extend(year.map(whole));
        }
        Value::Text(text) => keys.push(Key::Text(document::key(text))),
    }
    keys
}

/// The keys that together are the whole value of a figure.
pub(super) fn primary(figure: &Figure) -> Vec<Key> {
    match &figure.value {
        Value::Range(from, to) => vec![Key::Number(*from), Key::Number(*to)],
        Value::Dates(from, to) => {
            let whole = |date: Date| {
                let mut keys = Vec::new();
                date_keys(date, &mut keys);
                keys.into_iter().next()
            };
            [*from, *to].into_iter().filter_map(whole).collect()
        }
        _ => offered(figure).into_iter().take(1).collect(),
    }
}

fn number_keys(figure: &Figure, number: Number, keys: &mut Vec<Key>) {
    keys.push(Key::Number(number));
    keys.extend(measure(figure.unit, number));
}

fn measure(unit: Option<Unit>, number: Number) -> Option<Key> {
    unit.filter(|unit| unit.measures()).and_then(|unit| unit.in_base(number)).map(Key::Measure)
}

fn date_keys(date: Date, keys: &mut Vec<Key>) {
    let Date { year, month, day } = date;
    if month.is_some() && day.is_some() {
        keys.push(Key::Date(date));
        keys.push(Key::Date(Date { year: None, ..date }));
    }
    if year.is_some() && month.is_some() {
        keys.push(Key::Date(Date { day: None, ..date }));
    }
    if let (None, None, Some(day)) = (year, month, day) {
        keys.push(Key::Day(day));
    }
    keys.extend(month.map(Key::Month));
    keys.extend(year.map(whole));
    keys.extend(day.map(whole));
    if day.is_none() {
        keys.extend(month.map(whole));
    }
}

/// 1～9月 is the first nine months, 4～6月 the second quarter.
fn month_range(from: Date, to: Date, keys: &mut Vec<Key>) {
    if let (Some(first), Some(last), None) = (from.month, to.month, from.day) {
        if first % 3 == 1 && last == first + 2 {
            keys.push(Key::Quarter(first / 3 + 1));
        }
        if last > first {
            keys.push(whole(last - first + 1));
        }
    }
}

/// What a source figure asks for: one of several readings, each a list of parts that must all be found.
pub(super) fn wanted(figure: &Figure, text: &str) -> Vec<Vec<Part>> {
    let one = |keys: Part| vec![vec![keys]];
    match &figure.value {
        Value::Number(number) => {
            let mut readings = one(number_part(figure, *number));
            readings.extend(other_readings(figure, text));
            readings
        }
        Value::Range(from, to) => vec![vec![number_part(figure, *from), number_part(figure, *to)]],
        Value::Date(date) => date_readings(*date),
        Value::Dates(from, to) => vec![vec![date_part(*from), date_part(*to)]],
        Value::Time(time) => {
            let mut keys = vec![Key::Time(time.hour, time.minute)];
            if time.hour < 12 {
                keys.push(Key::Time(time.hour + 12, time.minute));
            }
            if time.minute == 0 {
                keys.push(whole(time.hour));
            }
            one(keys)
        }
        Value::Quarter(quarter, year) => {
            let mut parts = vec![vec![Key::Quarter(*quarter), whole(*quarter)]];
            parts.extend(year.map(|year| vec![whole(year)]));
            vec![parts]
        }
        Value::Text(text) => one(vec![Key::Text(document::key(text))]),
    }
}

fn number_part(figure: &Figure, number: Number) -> Part {
    let mut keys = vec![Key::Number(number)];
    keys.extend(measure(figure.unit, number));
    keys.extend(figure.other.filter(|_| figure.value == Value::Number(number)).map(Key::Number));
    match figure.kind {
        // 50% may become a half; 100% is no one.
        Kind::Percent => keys.extend(number.over(100).filter(|part| *part < Number::ONE).map(Key::Number)),
        Kind::Decade => keys.extend(number.whole().map(|year| whole(year % 100))),
        Kind::FirstMonths | Kind::LastMonths => {
            let quarter = if figure.kind == Kind::FirstMonths { 1 } else { 4 };
            match number.whole() {
                Some(6) => keys.extend(Number::ratio(HALF.0, HALF.1).map(Key::Number)),
                Some(3) => keys.push(Key::Quarter(quarter)),
                _ => {}
            }
        }
        _ => {}
    }
    keys
}

/// "5/8" may be a date, and "2/3" two counts, where nothing beside it says which.
fn other_readings(figure: &Figure, text: &str) -> Vec<Vec<Part>> {
    if figure.kind != Kind::Fraction {
        return Vec::new();
    }
    let Some((first, second)) = text.split_once('/') else { return Vec::new() };
    let (Ok(first), Ok(second)) = (first.trim().parse::<u8>(), second.trim().parse::<u8>()) else {
        return Vec::new();
    };
    let date = Date { year: None, month: Some(second), day: Some(first) }.checked();
    let mut readings = vec![vec![vec![whole(first)], vec![whole(second)]]];
    readings.extend(date.map(|date| vec![vec![Key::Date(date)]]));
    readings
}

fn date_part(date: Date) -> Part {
    match (date.year, date.month, date.day) {
        (None, Some(month), None) => vec![Key::Month(month)],
        (None, Some(_), Some(day)) => vec![Key::Date(date), Key::Day(day)],
        (Some(year), None, _) => vec![whole(year)],
        (None, None, Some(day)) => vec![whole(day)],
        _ => vec![Key::Date(date)],
    }
}

/// A whole date may be said in pieces: 28日 … 2016年8月.
fn date_readings(date: Date) -> Vec<Vec<Part>> {
    let mut readings = vec![vec![date_part(date)]];
    if let (Some(year), Some(month)) = (date.year, date.month) {
        match date.day {
            Some(day) => {
                readings.push(vec![vec![Key::Date(Date { year: None, ..date })], vec![whole(year)]]);
                readings.push(vec![vec![Key::Date(Date { day: None, ..date })], vec![Key::Day(day)]]);
            }
            None => readings.push(vec![vec![Key::Month(month)], vec![whole(year)]]),
        }
    }
    readings
}
