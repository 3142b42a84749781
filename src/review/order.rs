//! Articles handed over from outside: put into the memory's queue, and their editions fetched when a worker is done.

use std::path::{Component, Path, PathBuf};

use super::{Desk, Error, Order, Person, Right, Slug};
use crate::{
    article,
    edition::Provenance,
    locale::Locale,
    memory::{JobState, JobStatus, NewJob, Postgres},
};

/// The queue's worker wants to know what is wished for, in its own words.
type Wish = Box<dyn Fn(&str, &[Locale]) -> Result<String, String> + Send + Sync>;

/// Where articles are handed over.
pub struct Press {
    /// The memory's queue.
    pub queue: Postgres,
    /// The folder in which articles from outside are kept.
    pub articles: PathBuf,
    /// The wish for an article's folder and languages.
    pub wish: Wish,
}

/// Why an article was not handed over.
#[derive(Debug)]
pub enum NotOrdered {
    /// They may not publish in that language.
    Right(Locale),
    /// The memory has no queue: only one in PostgreSQL has.
    NoQueue,
    /// A name that is none of a file, with an ending.
    Name,
    /// There are editions in that folder whose article did not come this way.
    Taken,
    /// It cannot be read as an article.
    Unreadable(String),
    /// The desk cannot go on.
    Failed(Error),
}

impl From<Error> for NotOrdered {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl Desk {
    /// The same desk with a place where articles are handed over.
    #[must_use]
    pub fn with_press(mut self, press: Press) -> Self {
        self.press = Some(press);
        self
    }

    /// Hands the article `name` over, to be translated into `to`; gives the order's number. Its editions will stand
    /// in the folder called as the file without its ending.
    ///
    /// # Errors
    /// See [`NotOrdered`].
    pub async fn order(
        &self,
        person: &Person,
        name: &str,
        article: Vec<u8>,
        to: &[Locale],
    ) -> Result<Order, NotOrdered> {
        if let Some(&closed) = to.iter().find(|&&locale| !person.may(Right::Publish, locale)) {
            return Err(NotOrdered::Right(closed));
        }
        let press = self.press.as_ref().ok_or(NotOrdered::NoQueue)?;
        let file = Slug::new(name).ok_or(NotOrdered::Name)?;
        let (stem, _) = name.rsplit_once('.').filter(|(_, ending)| !ending.is_empty()).ok_or(NotOrdered::Name)?;
        let slug = Slug::new(stem).ok_or(NotOrdered::Name)?;
        let folder = press.articles.join(slug.as_str());
        let path = folder.join(file.as_str());
        let shown = path.to_string_lossy().into_owned();
        if self.entry(&slug).await.is_some_and(|entry| !Path::new(&entry.article).starts_with(&press.articles)) {
            return Err(NotOrdered::Taken);
        }
        article::read(&shown, &article, None, &self.settings.article)
            .map_err(|error| NotOrdered::Unreadable(error.to_string()))?;
        let failed = |error: std::io::Error| Error::File { path: shown.clone(), why: error.to_string() };
        std::fs::create_dir_all(&folder).map_err(failed)?;
        super::publish::write(&path, &article)?;
        let wish = (press.wish)(slug.as_str(), to).map_err(Error::Ledger)?;
        let job = NewJob { name: shown.clone(), article, wish };
        let numbers = press.queue.submit_jobs(&[job]).await.map_err(Error::from)?;
        let number = numbers.first().copied().ok_or_else(|| Error::Ledger("the queue gave no number".to_owned()))?;
        let order = Order {
            job: number,
            person: person.id,
            name: name.to_owned(),
            article: slug.as_str().to_owned(),
            locales: to.to_vec(),
            state: JobState::Waiting.name().to_owned(),
            error: None,
            at: String::new(),
        };
        self.ledger.add_order(order).await?;
        self.ledger.order(number).await?.ok_or_else(|| Error::Ledger("an order is gone".to_owned()).into())
    }

    /// Looks after what was handed over: fetches the editions of what is done. Gives how many orders have moved.
    ///
    /// # Errors
    /// The queue's, the ledger's, an editions folder that cannot be written.
    pub async fn collect(&self) -> Result<usize, Error> {
        let Some(press) = &self.press else { return Ok(0) };
        let open = self.ledger.open_orders().await?;
        if open.is_empty() {
            return Ok(0);
        }
        let numbers: Vec<i64> = open.iter().map(|order| order.job).collect();
        let states = press.queue.job_states(&numbers).await?;
        let mut moved = 0;
        for order in open {
            let status = states.iter().find(|status| status.id == order.job);
            moved += usize::from(self.look_at(press, order, status).await?);
        }
        Ok(moved)
    }

    async fn look_at(&self, press: &Press, order: Order, status: Option<&JobStatus>) -> Result<bool, Error> {
        let number = order.job;
        let Some(status) = status else {
            let why = Some("somebody has taken it out of the queue".to_owned());
            self.ledger.note_order(order, JobState::Dead, why, Vec::new()).await?;
            return Ok(true);
        };
        match status.state {
            JobState::Waiting | JobState::Running => {
                if status.state.name() == order.state {
                    return Ok(false);
                }
                self.ledger.note_order(order, status.state, None, Vec::new()).await?;
            }
            JobState::Dead => self.ledger.note_order(order, JobState::Dead, status.error.clone(), Vec::new()).await?,
            JobState::Done => {
                let files = press.queue.job_result(number).await?.map(|(_, files)| files).unwrap_or_default();
                let complete = self.keep(&order, &files)?;
                // First written down, then forgotten: whoever dies in between fetches the same files again.
                self.ledger.note_order(order, JobState::Done, None, complete).await?;
                press.queue.forget_jobs(&[number]).await?;
            }
        }
        Ok(true)
    }

    /// Writes what a worker made; gives the languages whose edition is complete.
    fn keep(&self, order: &Order, files: &[(String, Vec<u8>)]) -> Result<Vec<Locale>, Error> {
        let mut complete = Vec::new();
        for (name, bytes) in files {
            let path = Path::new(name);
            let below = path.components().all(|part| matches!(part, Component::Normal(_)));
            if !below || !path.starts_with(&order.article) {
                let why = "a worker names a file outside of the article's folder".to_owned();
                return Err(Error::File { path: name.clone(), why });
            }
            let path = self.settings.editions.join(path);
            if let Some(folder) = path.parent() {
                let failed = |error: std::io::Error| Error::File { path: name.clone(), why: error.to_string() };
                std::fs::create_dir_all(folder).map_err(failed)?;
            }
            super::publish::write(&path, bytes)?;
            if name.ends_with(".provenance.json")
                && let Ok(provenance) = serde_json::from_slice::<Provenance>(bytes)
                && provenance.complete
            {
                complete.push(provenance.locale);
            }
        }
        Ok(complete)
    }
}
