//! Counts, measures, money, per cent, ordinals and fractions of Japanese and Korean text.

use super::{
    super::{
        Currency, Figure, Kind, Number, Unit, Value, currency, en,
        reader::{POINT_DECIMAL, Reader, is_latin},
        unit, vi,
    },
    Amount, Script, amount, figure, hedges, range_mark,
};

/// The figure at the digits at `at`, or two for a count out of a total.
pub(super) fn quantity(r: Reader<'_>, script: &Script, at: usize) -> Option<Vec<Figure>> {
    if let Some(figure) = ordinal(r, script, at) {
        return Some(vec![figure]);
    }
    let first = amount(r, script, at)?;
    if let Some(figures) = fraction(r, script, at, &first).or_else(|| en::slash(r, at)) {
        return Some(figures);
    }
    let prefix = vi::currency_before(r, at);
    let start = prefix.map_or(at, |(_, start)| start);
    let (value, end) = match range(r, script, &first) {
        Some((from, to)) => (Value::Range(from, to.number), to.end),
        None => (Value::Number(first.number), first.end),
    };
    let touching = hedges::touching(r, script, end);
    let next = touching.map_or(end, |(_, span)| span.end);
    let (kind, unit, last) = tail(r, script, next, prefix.map(|(currency, _)| currency));
    if last == next && prefix.is_none() && r.char_at(end).is_some_and(is_latin) {
        return None;
    }
    let value = if kind == Kind::Percent { tenths(r, script, next, value) } else { value };
    let last = if last == next { end } else { last };
    let hedge = touching.or_else(|| hedges::before(r, script, start)).or_else(|| hedges::after(r, script, last));
    let done = figure(start, last, kind, value).counted(unit).about(hedge);
    Some(vec![if numbers_list(r, start, end) { done.soft() } else { done }])
}

/// "1." or "(2)" at the start of a line.
fn numbers_list(r: Reader<'_>, start: usize, end: usize) -> bool {
    let before = r.blanks_before(start);
    let lead = r.char_before(before);
    let bracketed = lead == Some('(') && r.char_before(before - 1).is_none_or(|c| c == '\n');
    (bracketed || lead.is_none_or(|c| c == '\n'))
        && end - start <= 2
        && matches!(r.byte(end), b'.' | b')')
        && !r.is_digit(end + 1)
}

/// 第18回, 제18차, 7番目, 7번째, 第2四半期. An ordinal has no magnitude: 제1조 is article 1.
fn ordinal(r: Reader<'_>, script: &Script, at: usize) -> Option<Figure> {
    let literal = r.literal(at, POINT_DECIMAL)?;
    let before = r.blanks_before(at);
    let prefix = r.text.get(..before)?.ends_with(script.ordinal).then(|| before - script.ordinal.len());
    let next = r.blanks(literal.end);
    if let Some(end) = r.eat(next, script.quarter) {
        let quarter = u8::try_from(literal.small(1)?).ok().filter(|q| (1..=4).contains(q))?;
        return Some(figure(prefix.unwrap_or(at), end, Kind::Quarter, Value::Quarter(quarter, None)));
    }
    let counted = script.counted.iter().find(|(word, _)| r.eat(next, word).is_some());
    let nth = script.nth.iter().find_map(|word| r.eat(next, word)).filter(|&end| !other_word(r, next, end));
    let (start, end) = match (prefix, nth, counted) {
        (Some(start), ..) => (start, counted.map_or(literal.end, |(word, _)| next + word.len())),
        (None, _, Some((word, Unit::Century))) => (at, next + word.len()),
        (None, Some(end), _) => (at, end),
        _ => return None,
    };
    let figure = figure(start, end, Kind::Ordinal, Value::Number(literal.number));
    Some(figure.counted(counted.map(|&(_, unit)| unit)))
}

/// 3分の1, 3분의 1.
fn fraction(r: Reader<'_>, script: &Script, at: usize, below: &Amount) -> Option<Vec<Figure>> {
    let next = r.blanks(r.eat(r.blanks(below.end), script.denominator)?);
    let top = r.is_digit(next).then(|| amount(r, script, next)).flatten()?;
    let value = Value::Number(Number::ratio(top.number.whole()?, below.number.whole()?)?);
    let hedge = hedges::before(r, script, at).or_else(|| hedges::after(r, script, top.end));
    Some(vec![figure(at, top.end, Kind::Fraction, value).about(hedge)])
}

/// 10～15万, 5～6%. A magnitude said once holds for both ends.
fn range(r: Reader<'_>, script: &Script, first: &Amount) -> Option<(Number, Amount)> {
    let second = amount(r, script, range_mark(r, script, first.end)?)?;
    let shared = if first.places == 1 { second.places } else { 1 };
    let from = first.number.times(shared)?;
    (from < second.number).then_some((from, second))
}

/// 3割 is 30 per cent; other signs leave the value as it is.
fn tenths(r: Reader<'_>, script: &Script, end: usize, value: Value) -> Value {
    if script.tenths.is_empty() || r.eat(end, script.tenths).is_none() {
        return value;
    }
    match value {
        Value::Number(number) => Value::Number(number.times(10).unwrap_or(number)),
        Value::Range(from, to) => Value::Range(from.times(10).unwrap_or(from), to.times(10).unwrap_or(to)),
        other => other,
    }
}

/// The sign, currency, unit or multiplier after a number that ends at `end`.
fn tail(r: Reader<'_>, script: &Script, end: usize, currency: Option<Currency>) -> (Kind, Option<Unit>, usize) {
    let next = r.blanks(end);
    let own = |last: usize| !other_word(r, next, last);
    if let Some((kind, last)) = r.eat_any(next, script.percent) {
        return (kind, None, last);
    }
    if !script.tenths.is_empty()
        && let Some(last) = r.eat(end, script.tenths)
    {
        return (Kind::Percent, None, last);
    }
    if let Some((after, last)) = r.eat_any(next, currency::after(script.locale)).filter(|&(_, last)| own(last)) {
        return (Kind::Money(currency.unwrap_or(after)), None, last);
    }
    if let Some(currency) = currency {
        return (Kind::Money(currency), None, end);
    }
    if let Some((unit, last)) = r.eat_any(next, unit::after(script.locale)).filter(|&(_, last)| own(last)) {
        return (Kind::Cardinal, Some(unit), last);
    }
    match r.eat(next, script.times) {
        Some(last) => (Kind::Multiple, None, last),
        None => (Kind::Cardinal, None, end),
    }
}

/// Words that begin like a currency or unit: 동안, 동시, 원칙, 엔진, 도시, 元日, 度目.
fn other_word(r: Reader<'_>, start: usize, end: usize) -> bool {
    const OTHERS: &[(&str, &[&str])] = &[
        ("동", &["안", "시", "남", "북", "아", "유", "포", "료", "네", "일", "계", "맹", "서", "해"]),
        ("원", &["칙", "인", "조", "자", "년"]),
        ("엔", &["진", "지"]),
        ("도", &["시", "로", "약", "움"]),
        ("위", &["안", "원", "한", "협"]),
        ("차", &["량", "로", "례"]),
        ("元", &["日", "首", "号"]),
        ("円", &["卓", "滑"]),
        ("度", &["目"]),
        ("トン", &["ネル"]),
    ];
    let word = r.text.get(start..end).unwrap_or_default();
    OTHERS.iter().any(|(spelled, next)| *spelled == word && next.iter().any(|n| r.eat(end, n).is_some()))
}
