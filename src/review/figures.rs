//! What a lead looks at: how far the desk is, how much it does, what machines cost it.

use super::{Count, Desk, Error, MeanEffort, Progress, board::today};
use crate::locale::Locale;

/// Throughput is shown for so many days.
const DAYS: i64 = 14;
/// Findings on terms, and effort, for so many weeks.
const WEEKS: i64 = 8;

/// The figures of a desk.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Language, how far its editions have come together, how many there are.
    pub progress: Vec<(Locale, Progress, usize)>,
    /// The days of `throughput`, oldest first.
    pub days: Vec<String>,
    /// Sentences approved, by day.
    pub throughput: Vec<Count>,
    /// How much of machines' sentences was changed before they were approved.
    pub efforts: Vec<MeanEffort>,
    /// The Mondays of `terms`, oldest first.
    pub weeks: Vec<String>,
    /// Findings on terms in machines' sentences, by week of approval.
    pub terms: Vec<Count>,
}

impl Desk {
    /// The figures of these languages.
    ///
    /// # Errors
    /// The memory's and the ledger's.
    pub async fn figures(&self, locales: &[Locale]) -> Result<Figures, Error> {
        // The ledger counts in UTC.
        let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date();
        let back =
            |days: i64| now.checked_sub(jiff::Span::new().days(days)).map_or_else(|_| today(), |day| day.to_string());
        let to_monday = i64::from(now.weekday().to_monday_zero_offset());
        let days: Vec<String> = (0..DAYS).rev().map(back).collect();
        let weeks: Vec<String> = (0..WEEKS).rev().map(|week| back(to_monday + 7 * week)).collect();
        let since = |list: &[String]| list.first().cloned().unwrap_or_default();
        let own = |locale: Locale| locales.contains(&locale);
        let mut throughput = self.ledger.throughput(&since(&days)).await?;
        throughput.retain(|one| own(one.locale));
        let mut efforts = self.ledger.mean_efforts(&since(&weeks)).await?;
        efforts.retain(|one| own(one.locale));
        let mut terms = self.ledger.term_weeks(&since(&weeks)).await?;
        terms.retain(|one| own(one.locale));
        let progress = self.standing_of_all(locales).await?;
        Ok(Figures { progress, days, throughput, efforts, weeks, terms })
    }
}
