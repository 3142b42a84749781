//! What is said of a translation in properties and attributes, ours and other tools'.

use super::super::{Loss, Losses, Place, Translation};
use crate::{
    article::Content,
    locale::Locale,
    memory::{NO_CONTEXT, State, Who},
    segment::{ContextKey, SegmentKey},
};

/// The prefix of our own properties.
pub(super) const OURS: &str = "x-anban-";

/// What a `tu` or `tuv` says of itself.
#[derive(Debug, Default)]
pub(super) struct Stamp {
    /// `changeid`, else `creationid`.
    pub(super) by: Option<String>,
    /// Its properties: type and text.
    pub(super) properties: Vec<(String, String)>,
}

impl Stamp {
    fn get(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(kind, _)| kind == name).map(|(_, value)| value.as_str())
    }

    /// Whether a machine made it, as OmegaT and others mark that.
    fn is_machine(&self) -> bool {
        self.by.as_deref().is_some_and(|by| by.starts_with("MT!") || by.eq_ignore_ascii_case("mt"))
    }
}

/// The neighbours of a unit: ours, or those whose text another tool has written down: OmegaT's `prev` and `next`
/// (project_save.tmx), memoQ's `x-context-pre` and `x-context-post`. A neighbour that is not told is an end.
pub(super) fn context(unit: &Stamp, place: Place, losses: &mut Losses) -> ContextKey {
    if let Some(ours) = unit.get("x-anban-context") {
        return ours.trim().parse().unwrap_or_else(|_| {
            losses.add(Loss::BadProperty, place);
            NO_CONTEXT
        });
    }
    for (before, after) in [("prev", "next"), ("x-context-pre", "x-context-post")] {
        let (before, after) = (unit.get(before), unit.get(after));
        if before.is_some() || after.is_some() {
            let key = |text: &str| {
                let bare = text.trim().trim_start_matches("<seg>").trim_end_matches("</seg>");
                (!bare.is_empty()).then(|| SegmentKey::new(Locale::Vi, &Content::plain(bare)))
            };
            return ContextKey::new(before.and_then(key).as_ref(), after.and_then(key).as_ref());
        }
    }
    NO_CONTEXT
}

/// Fills in what `own`, the translation's stamp, and `unit`, its unit's, say of it, and counts the rest.
pub(super) fn describe(translation: &mut Translation, unit: &Stamp, own: &Stamp, place: Place, losses: &mut Losses) {
    let text = |name: &str| own.get(name).or_else(|| unit.get(name)).map(str::to_owned);
    let mut bad = 0;
    translation.state = text("x-anban-state").and_then(|name| State::named(&name).or_else(|| nothing(&mut bad)));
    translation.who = text("x-anban-who").and_then(|name| Who::named(&name).or_else(|| nothing(&mut bad)));
    if translation.who.is_none() && (own.is_machine() || unit.is_machine()) {
        translation.who = Some(Who::Machine);
    }
    translation.name = text("x-anban-name").or_else(|| own.by.clone()).or_else(|| unit.by.clone());
    translation.model = text("x-anban-model");
    translation.prompt = text("x-anban-prompt");
    translation.fingerprint = text("x-anban-fingerprint");
    translation.findings = text("x-anban-findings")
        .and_then(|json| serde_json::from_str(&json).ok().or_else(|| nothing(&mut bad)))
        .unwrap_or_default();
    for _ in 0..bad {
        losses.add(Loss::BadProperty, place);
    }
}

fn nothing<T>(bad: &mut usize) -> Option<T> {
    *bad += 1;
    None
}

/// Counts the properties of which nothing was taken over.
pub(super) fn count(stamp: &Stamp, place: Place, losses: &mut Losses) {
    for (kind, _) in &stamp.properties {
        let known =
            kind.starts_with(OURS) || matches!(kind.as_str(), "prev" | "next" | "x-context-pre" | "x-context-post");
        if !known {
            let is_context = kind.to_ascii_lowercase().starts_with("x-context");
            losses.add(if is_context { Loss::ForeignContext } else { Loss::Property }, place);
        }
    }
}
