//! The queue of articles: whoever is free takes the next one, and gives it up by not renewing its lease.

use std::time::Duration;

use deadpool_postgres::Object;

use super::{
    Patience, Postgres,
    fault::Fault,
    read::query,
    rows::{escape, unescape},
};
use crate::memory::{
    Result,
    job::{Job, JobFile, JobState, JobStatus, NewJob},
};

impl Postgres {
    /// Hands jobs over; all or none. Gives their numbers, in order.
    ///
    /// # Errors
    /// The store's.
    pub async fn submit_jobs(&self, jobs: &[NewJob]) -> Result<Vec<i64>> {
        work!(self, client => submit(&client, jobs))
    }

    /// Takes the next job for `worker`, which has it for `lease` from now on. A job that was taken `attempts` times
    /// and never finished is dead. None where nothing is waiting.
    ///
    /// # Errors
    /// The store's.
    pub async fn take_job(&self, worker: &str, lease: Duration, attempts: u32) -> Result<Option<Job>> {
        work!(self, client => take(&client, worker, lease, attempts))
    }

    /// Renews the lease; false where the job is no longer this worker's.
    ///
    /// # Errors
    /// The store's.
    pub async fn keep_job(&self, id: i64, worker: &str, lease: Duration) -> Result<bool> {
        work!(self, client => keep(&client, id, worker, lease))
    }

    /// Stores what a job has come to, and its files; false where the job is no longer this worker's, and then
    /// nothing is stored.
    ///
    /// # Errors
    /// The store's.
    pub async fn finish_job(&self, id: i64, worker: &str, result: &str, files: &[JobFile]) -> Result<bool> {
        work!(self, mut client => finish(&mut client, id, worker, result, files))
    }

    /// Gives a job up: to be tried again after `pause`, or for good where there is none.
    ///
    /// # Errors
    /// The store's.
    pub async fn fail_job(&self, id: i64, worker: &str, why: &str, pause: Option<Duration>) -> Result<()> {
        work!(self, client => fail(&client, id, worker, why, pause))
    }

    /// Gives back everything `worker` has, to be taken by others at once.
    ///
    /// # Errors
    /// The store's.
    pub async fn give_jobs_back(&self, worker: &str) -> Result<u64> {
        let sql = "UPDATE anban.job SET state = 'waiting', attempts = attempts - 1, due = now(), worker = NULL,
                       changed = now() WHERE worker = $1 AND state = 'running'";
        work!(self, client => execute(&client, sql, worker))
    }

    /// How these jobs are getting on; those that are no longer there are left out.
    ///
    /// # Errors
    /// The store's.
    pub async fn job_states(&self, ids: &[i64]) -> Result<Vec<JobStatus>> {
        let sql = "SELECT id, name, state, attempts, error FROM anban.job WHERE id = ANY($1) ORDER BY id";
        work!(self, client => async { states(&query(&client, sql, &[&ids]).await?) })
    }

    /// The jobs that are dead.
    ///
    /// # Errors
    /// The store's.
    pub async fn dead_jobs(&self) -> Result<Vec<JobStatus>> {
        let sql = "SELECT id, name, state, attempts, error FROM anban.job WHERE state = 'dead' ORDER BY id";
        work!(self, client => async { states(&query(&client, sql, &[]).await?) })
    }

    /// Lets the dead jobs be tried again, from the start; gives how many.
    ///
    /// # Errors
    /// The store's.
    pub async fn revive_jobs(&self) -> Result<u64> {
        let sql = "UPDATE anban.job SET state = 'waiting', attempts = 0, due = now(), error = NULL, changed = now()
                   WHERE state = $1";
        work!(self, client => execute(&client, sql, "dead"))
    }

    /// What a finished job has come to, and its files.
    ///
    /// # Errors
    /// The store's.
    pub async fn job_result(&self, id: i64) -> Result<Option<(String, Vec<JobFile>)>> {
        work!(self, client => result(&client, id))
    }

    /// Forgets these jobs and their files, whatever their state.
    ///
    /// # Errors
    /// The store's.
    pub async fn forget_jobs(&self, ids: &[i64]) -> Result<()> {
        let sql = "DELETE FROM anban.job WHERE id = ANY($1)";
        work!(self, client => async { query(&client, sql, &[&ids]).await.map(drop) })
    }
}

async fn execute(client: &Object, sql: &str, value: &str) -> std::result::Result<u64, Fault> {
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, &[&value]).await?)
}

async fn submit(client: &Object, jobs: &[NewJob]) -> std::result::Result<Vec<i64>, Fault> {
    let names: Vec<_> = jobs.iter().map(|job| escape(&job.name)).collect();
    let articles: Vec<&[u8]> = jobs.iter().map(|job| job.article.as_slice()).collect();
    let wishes: Vec<_> = jobs.iter().map(|job| escape(&job.wish)).collect();
    let sql = "INSERT INTO anban.job (name, article, wish)
               SELECT name, article, wish FROM unnest($1::text[], $2::bytea[], $3::text[]) WITH ORDINALITY
                   AS q(name, article, wish, n) ORDER BY n RETURNING id";
    let mut ids = query(client, sql, &[&names, &articles, &wishes])
        .await?
        .iter()
        .map(|row| row.try_get(0))
        .collect::<std::result::Result<Vec<i64>, _>>()?;
    ids.sort_unstable();
    Ok(ids)
}

async fn take(
    client: &Object,
    worker: &str,
    lease: Duration,
    attempts: u32,
) -> std::result::Result<Option<Job>, Fault> {
    let tried = i32::try_from(attempts).unwrap_or(i32::MAX);
    let bury = "UPDATE anban.job SET state = 'dead', changed = now(),
                    error = 'every worker that took it was lost: ' || coalesce(worker, '')
                WHERE state = 'running' AND due < now() AND attempts >= $1";
    client.execute(&client.prepare_cached(bury).await?, &[&tried]).await?;
    let sql = "UPDATE anban.job SET state = 'running', worker = $1, attempts = attempts + 1, changed = now(),
                   due = now() + make_interval(secs => $2)
               WHERE id = (
                   SELECT id FROM anban.job WHERE state IN ('waiting', 'running') AND due <= now()
                   ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
               RETURNING id, name, article, wish, attempts";
    let found = query(client, sql, &[&worker, &lease.as_secs_f64()]).await?;
    let Some(row) = found.first() else { return Ok(None) };
    let text = |at| Ok::<_, Fault>(unescape(row.try_get(at)?).into_owned());
    Ok(Some(Job {
        id: row.try_get(0)?,
        order: NewJob { name: text(1)?, article: row.try_get(2)?, wish: text(3)? },
        attempts: u32::try_from(row.try_get::<_, i32>(4)?).unwrap_or_default(),
    }))
}

async fn keep(client: &Object, id: i64, worker: &str, lease: Duration) -> std::result::Result<bool, Fault> {
    let sql = "UPDATE anban.job SET due = now() + make_interval(secs => $3), changed = now()
               WHERE id = $1 AND worker = $2 AND state = 'running'";
    let statement = client.prepare_cached(sql).await?;
    Ok(client.execute(&statement, &[&id, &worker, &lease.as_secs_f64()]).await? == 1)
}

async fn finish(
    client: &mut Object,
    id: i64,
    worker: &str,
    result: &str,
    files: &[JobFile],
) -> std::result::Result<bool, Fault> {
    let transaction = client.build_transaction().start().await?;
    let sql = "UPDATE anban.job SET state = 'done', result = $3, error = NULL, changed = now()
               WHERE id = $1 AND worker = $2 AND state = 'running'";
    if transaction.execute(sql, &[&id, &worker, &escape(result)]).await? == 0 {
        return Ok(false);
    }
    let paths: Vec<_> = files.iter().map(|(path, _)| escape(path)).collect();
    let bytes: Vec<&[u8]> = files.iter().map(|(_, bytes)| bytes.as_slice()).collect();
    let sql = "INSERT INTO anban.job_file (job, path, bytes)
               SELECT $1, path, bytes FROM unnest($2::text[], $3::bytea[]) AS q(path, bytes)";
    transaction.execute(sql, &[&id, &paths, &bytes]).await?;
    transaction.commit().await.map_err(Fault::Unsure)?;
    Ok(true)
}

async fn fail(
    client: &Object,
    id: i64,
    worker: &str,
    why: &str,
    pause: Option<Duration>,
) -> std::result::Result<(), Fault> {
    let sql = "UPDATE anban.job SET state = CASE WHEN $4::float8 IS NULL THEN 'dead' ELSE 'waiting' END, error = $3,
                   due = now() + make_interval(secs => coalesce($4, 0)), changed = now()
               WHERE id = $1 AND worker = $2 AND state = 'running'";
    let statement = client.prepare_cached(sql).await?;
    let pause = pause.map(|pause| pause.as_secs_f64());
    client.execute(&statement, &[&id, &worker, &escape(why), &pause]).await?;
    Ok(())
}

fn states(found: &[tokio_postgres::Row]) -> std::result::Result<Vec<JobStatus>, Fault> {
    let state =
        |name: &str| JobState::named(name).ok_or_else(|| Fault::Damaged(format!("{name:?} is no state of a job")));
    found
        .iter()
        .map(|row| {
            Ok(JobStatus {
                id: row.try_get(0)?,
                name: unescape(row.try_get(1)?).into_owned(),
                state: state(row.try_get(2)?)?,
                attempts: u32::try_from(row.try_get::<_, i32>(3)?).unwrap_or_default(),
                error: row.try_get::<_, Option<&str>>(4)?.map(|error| unescape(error).into_owned()),
            })
        })
        .collect()
}

async fn result(client: &Object, id: i64) -> std::result::Result<Option<(String, Vec<JobFile>)>, Fault> {
    let sql = "SELECT j.result, f.path, f.bytes FROM anban.job AS j LEFT JOIN anban.job_file AS f ON f.job = j.id
               WHERE j.id = $1 AND j.state = 'done' ORDER BY f.path";
    let found = query(client, sql, &[&id]).await?;
    let Some(first) = found.first() else { return Ok(None) };
    let result = unescape(first.try_get::<_, Option<&str>>(0)?.unwrap_or_default()).into_owned();
    let mut files = Vec::new();
    for row in &found {
        if let Some(path) = row.try_get::<_, Option<&str>>(1)? {
            files.push((unescape(path).into_owned(), row.try_get(2)?));
        }
    }
    Ok(Some((result, files)))
}
