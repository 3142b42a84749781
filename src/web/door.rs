//! Signing in and out, and setting the desk up.

use std::{
    sync::{Arc, PoisonError},
    time::{Duration, Instant},
};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use axum::{
    extract::{Form, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

use super::{
    App,
    app::{Broken, broken},
    guard::{COOKIE, User, cookie},
    language,
};
use crate::{
    locale::Locale,
    review::{Role, Verb},
};

/// Failed attempts that cost nothing.
const FREE: u32 = 3;
/// The shortest password.
pub(super) const SHORTEST: usize = 10;

/// The Argon2id hash of `password`, as a PHC string.
///
/// # Errors
/// When the machine has no random numbers.
pub fn hash_password(password: &str) -> Result<String, String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|error| error.to_string())?;
    Ok(hash.to_string())
}

/// 256 random bits, hexadecimal.
pub(super) fn token() -> Result<String, String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| error.to_string())?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl App {
    /// The address of the set-up page below `root`, if nobody works here yet; one given out before holds no more.
    ///
    /// # Errors
    /// A ledger that fails.
    pub async fn setup_link(&self, root: &str) -> Result<Option<String>, String> {
        let token = token()?;
        let waits = self.desk.ledger.offer_setup(&token).await.map_err(|error| error.to_string())?;
        Ok(waits.then(|| format!("{root}/setup?token={token}")))
    }

    pub(super) async fn hashed(&self, password: String) -> Result<String, String> {
        let _turn = self.hashing.acquire().await.map_err(|error| error.to_string())?;
        tokio::task::spawn_blocking(move || hash_password(&password)).await.map_err(|error| error.to_string())?
    }
}

#[derive(Serialize)]
struct Door<'a> {
    lang: Locale,
    setup: Option<&'a str>,
    name: &'a str,
    fault: Option<&'a str>,
    back: &'a str,
}

#[derive(Deserialize)]
pub(super) struct Token {
    #[serde(default)]
    token: String,
}

pub(super) async fn setup_page(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Query(Token { token }): Query<Token>,
) -> Result<Response, Broken> {
    let lang = language::of(&headers, app.default);
    if !app.desk.ledger.is_setup(&token).await? {
        return Ok(app.message(StatusCode::NOT_FOUND, lang, "review-link-over"));
    }
    Ok(app.show("door.html", &Door { lang, setup: Some(&token), name: "", fault: None, back: "/login" }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[serde(default)]
    token: String,
    name: String,
    password: String,
}

pub(super) async fn setup(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Result<Response, Broken> {
    let lang = language::of(&headers, app.default);
    let name = entry.name.trim().to_owned();
    if !app.desk.ledger.is_setup(&entry.token).await? {
        return Ok(app.message(StatusCode::NOT_FOUND, lang, "review-link-over"));
    }
    if !is_name(&name) || entry.password.chars().count() < SHORTEST {
        let door = Door {
            lang,
            setup: Some(&entry.token),
            name: &name,
            fault: Some("review-password-short"),
            back: "/login",
        };
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, app.show("door.html", &door)).into_response());
    }
    let hash = match app.hashed(entry.password).await {
        Ok(hash) => hash,
        Err(error) => return Ok(broken(&error)),
    };
    if !app.desk.ledger.use_setup(&entry.token).await? {
        return Ok(app.message(StatusCode::NOT_FOUND, lang, "review-link-over"));
    }
    let roles = Locale::TARGETS.map(|locale| (locale, Role::Admin));
    match app.desk.ledger.add_person(&name.to_lowercase(), &name, &hash, &roles).await? {
        Some(id) => begin(&app, id, &headers).await,
        None => Ok(app.message(StatusCode::CONFLICT, lang, "review-name-taken")),
    }
}

pub(super) async fn login_page(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let lang = language::of(&headers, app.default);
    app.show("door.html", &Door { lang, setup: None, name: "", fault: None, back: "/login" })
}

pub(super) async fn login(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    Form(entry): Form<Entry>,
) -> Result<Response, Broken> {
    let lang = language::of(&headers, app.default);
    let name = entry.name.trim().to_lowercase();
    let refuse = |status, fault| {
        let door = Door { lang, setup: None, name: &entry.name, fault: Some(fault), back: "/login" };
        (status, app.show("door.html", &door)).into_response()
    };
    if let Some(wait) = app.wait(&name) {
        let answer = refuse(StatusCode::TOO_MANY_REQUESTS, "review-too-many");
        return Ok(([(header::RETRY_AFTER, (wait.as_secs() + 1).to_string())], answer).into_response());
    }
    let found = app.desk.ledger.person_named(&name).await?;
    // A name nobody has costs the same time as a wrong password.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let hash = found.as_ref().map_or_else(|| NOBODY.to_owned(), |(_, hash)| hash.clone());
    let password = entry.password.clone();
    let turn = app.hashing.acquire().await;
    let right = tokio::task::spawn_blocking(move || {
        PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok())
    })
    .await
    .unwrap_or(false);
    drop(turn);
    match found.filter(|_| right) {
        Some((person, _)) => {
            app.failures.lock().unwrap_or_else(PoisonError::into_inner).remove(&name);
            app.desk.ledger.write_down(person.id, Verb::People, (None, None), Some("signed in"), &[]).await?;
            begin(&app, person.id, &headers).await
        }
        None => {
            app.failed(&name);
            Ok(refuse(StatusCode::UNAUTHORIZED, "review-wrong-password"))
        }
    }
}

impl App {
    /// How long the next attempt on `name` has to wait.
    fn wait(&self, name: &str) -> Option<Duration> {
        let failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        let (count, last) = failures.get(name)?;
        let delay = Duration::from_secs(1 << count.checked_sub(FREE)?.min(6));
        delay.checked_sub(last.elapsed()).filter(|left| !left.is_zero())
    }

    fn failed(&self, name: &str) {
        let mut failures = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        if failures.len() > 10_000 {
            failures.retain(|_, (_, last)| last.elapsed() < Duration::from_secs(120));
        }
        let one = failures.entry(name.chars().take(100).collect()).or_insert((0, Instant::now()));
        *one = (one.0 + 1, Instant::now());
    }
}

/// A new session; whatever token the browser came with is worth nothing afterwards.
async fn begin(app: &App, id: i64, headers: &HeaderMap) -> Result<Response, Broken> {
    let (session, csrf) = match (token(), token()) {
        (Ok(session), Ok(csrf)) => (session, csrf),
        (Err(error), _) | (_, Err(error)) => return Ok(broken(&error)),
    };
    app.desk.ledger.begin_session(id, &session, &csrf, cookie(headers, COOKIE)).await?;
    Ok(([(header::SET_COOKIE, fresh_cookie(&session, headers))], Redirect::to("/")).into_response())
}

/// The cookie of a new session.
pub(super) fn fresh_cookie(session: &str, headers: &HeaderMap) -> String {
    let secure = if headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https") { "; Secure" } else { "" };
    format!("{COOKIE}={session}; Path=/; HttpOnly; SameSite=Strict{secure}")
}

#[derive(Deserialize)]
pub(super) struct Csrf {
    pub(super) csrf: String,
}

pub(super) async fn logout(
    State(app): State<Arc<App>>,
    user: User,
    headers: HeaderMap,
    Form(form): Form<Csrf>,
) -> Result<Response, Broken> {
    if !user.sent(&form.csrf) {
        return Ok((StatusCode::FORBIDDEN, "403").into_response());
    }
    if let Some(token) = cookie(&headers, COOKIE) {
        app.desk.ledger.end_session(token).await?;
    }
    let cookie = format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/login")).into_response())
}

/// Whether somebody may be called so: letters, digits and a few marks, up to 60 characters.
pub(super) fn is_name(name: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '_' | '@');
    !name.is_empty() && name.chars().count() <= 60 && name.chars().all(fits)
}
