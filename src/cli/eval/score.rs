//! The figures of one way of translating into one language.

use serde::{Serialize, Serializer};

use super::{bill::Bill, cases::Case, measure::Asked};
use crate::{
    article::Content,
    diagnostic::Finding,
    eval::{Bleu, Calibration, ChrF, Tokenizer},
    locale::Locale,
    numbers,
    pipeline::PreparedSegment,
    qa::{self, Family},
};

/// A segment's translation, whether it may be published, and what the checks say.
pub(super) struct Answer {
    pub(super) target: Option<Content>,
    pub(super) published: bool,
    pub(super) findings: Vec<Finding>,
    /// How probable its engine held it, in per cent, where it says so.
    pub(super) confidence: Option<u8>,
    /// Why there is none, in the backend's words.
    pub(super) missing: Option<String>,
}

impl Answer {
    pub(super) const fn none(missing: Option<String>) -> Self {
        Self { target: None, published: false, findings: Vec::new(), confidence: None, missing }
    }
}

/// One translated unit.
#[derive(Serialize)]
pub(super) struct Line {
    /// Its number among all that are compared in the language, from 1.
    pub(super) unit: usize,
    pub(super) source: String,
    pub(super) reference: String,
    pub(super) target: String,
    /// chrF++ of this unit alone.
    pub(super) chrf: f64,
    pub(super) published: bool,
    /// The lowest confidence among its segments, in per cent: what decides whether all of it is published. Nothing where
    /// one has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<u8>,
    /// Their codes.
    #[serde(serialize_with = "codes")]
    pub(super) findings: Vec<Finding>,
    /// Why segments have no translation, in the backend's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) missing: Vec<String>,
}

fn codes<S: Serializer>(findings: &[Finding], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(findings.iter().map(|finding| finding.code.as_str()))
}

/// How many segments have something of a kind, and in how many nothing is wrong with it.
#[derive(Default, Serialize)]
pub(super) struct Share {
    pub(super) right: usize,
    pub(super) of: usize,
}

/// What one way of translating was worth in one language.
#[derive(Serialize)]
pub(super) struct Score {
    pub(super) backend: String,
    pub(super) pipeline: bool,
    pub(super) locale: Locale,
    pub(super) chrf: f64,
    pub(super) chrf_signature: String,
    pub(super) bleu: f64,
    pub(super) bleu_signature: String,
    pub(super) segments: usize,
    pub(super) published: usize,
    pub(super) terms: Share,
    pub(super) names: Share,
    pub(super) numbers: Share,
    pub(super) markup: Share,
    /// Published segments with a blocking finding.
    pub(super) blocking: usize,
    pub(super) failed: usize,
    pub(super) cost: Bill,
    pub(super) seconds: f64,
    /// What the engine's confidence was worth, where it told enough of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) confidence: Option<Calibration>,
    /// Worst first.
    pub(super) lines: Vec<Line>,
}

impl Score {
    /// Whether the pipeline let something through, or left something out.
    pub(super) const fn is_bad(&self) -> bool {
        self.pipeline && (self.blocking > 0 || self.failed > 0)
    }

    /// Counts one segment.
    fn count(&mut self, segment: &PreparedSegment, answer: &Answer) {
        self.segments += 1;
        self.failed += usize::from(answer.target.is_none());
        if !answer.published {
            return;
        }
        self.published += 1;
        self.blocking += usize::from(qa::is_blocking(&answer.findings));
        let is_of = |finding: &Finding, family| {
            qa::catalogue().iter().any(|entry| entry.code == finding.code && entry.family == family)
        };
        let wrong = |family| {
            answer.findings.iter().any(|one| qa::is_blocking(std::slice::from_ref(one)) && is_of(one, family))
        };
        let has_figures = !numbers::parse(&segment.text.text, Locale::Vi).is_empty();
        self.terms.add(!segment.terms.is_empty(), wrong(Family::Terminology));
        self.names.add(!segment.names.is_empty(), wrong(Family::Names));
        self.numbers.add(has_figures, wrong(Family::Numbers));
        self.markup.add(!segment.text.codes.is_empty(), wrong(Family::Markup));
    }
}

impl Share {
    fn add(&mut self, has: bool, wrong: bool) {
        self.of += usize::from(has);
        self.right += usize::from(has && !wrong);
    }
}

/// Scores `answers`, one a segment of each unit of each case.
pub(super) fn score(
    asked: &Asked<'_>,
    cases: &[Case],
    answers: Vec<Vec<Vec<Answer>>>,
    (seconds, cost): (f64, Bill),
) -> Score {
    let locale = asked.locale;
    let (mut chrf, mut bleu) = (ChrF::default(), Bleu::new(Tokenizer::of(locale)));
    let mut judged: Vec<(u8, ChrF)> = Vec::new();
    let mut score = Score {
        backend: asked.name.to_owned(),
        pipeline: asked.pipeline,
        locale,
        chrf: 0.0,
        chrf_signature: ChrF::signature(),
        bleu: 0.0,
        bleu_signature: bleu.signature(),
        segments: 0,
        published: 0,
        terms: Share::default(),
        names: Share::default(),
        numbers: Share::default(),
        markup: Share::default(),
        blocking: 0,
        failed: 0,
        cost,
        seconds,
        confidence: None,
        lines: Vec::new(),
    };
    for (case, units) in cases.iter().zip(answers) {
        for ((prepared, expected), answers) in case.prepared.units.iter().zip(&case.expected).zip(units) {
            let (mut target, mut published) = (String::new(), true);
            let mut sure: Option<Option<u8>> = None;
            let (mut findings, mut missing) = (Vec::new(), Vec::new());
            for (segment, answer) in prepared.segments.iter().zip(answers) {
                score.count(segment, &answer);
                published &= answer.published;
                if !segment.text.is_blank() {
                    let lowest = |sure: Option<u8>| Some(sure?.min(answer.confidence?));
                    sure = Some(sure.map_or(answer.confidence, lowest));
                }
                if let Some(content) = &answer.target {
                    if !target.is_empty() && locale != Locale::Ja {
                        target.push(' ');
                    }
                    target.push_str(&content.visible());
                }
                findings.extend(answer.findings);
                missing.extend(answer.missing);
            }
            chrf.add(&target, &expected.reference);
            bleu.add(&target, &expected.reference);
            let mut own = ChrF::default();
            own.add(&target, &expected.reference);
            let confidence = sure.flatten();
            judged.extend(confidence.map(|confidence| (confidence, own.clone())));
            score.lines.push(Line {
                unit: score.lines.len() + 1,
                source: expected.source.clone(),
                reference: expected.reference.clone(),
                target,
                chrf: own.score(),
                published,
                confidence,
                findings,
                missing,
            });
        }
    }
    score.lines.sort_by(|a, b| a.chrf.total_cmp(&b.chrf));
    score.confidence = Calibration::of(&judged);
    (score.chrf, score.bleu) = (chrf.score(), bleu.score());
    score
}
