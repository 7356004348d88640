//! A schema from an address. Proxies are those that the environment names.

use std::io::ErrorKind;
use std::time::{Duration, Instant};

use ureq::config::Config;
use ureq::http::{Response, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error};

use super::raw::{Limits, Raw, too_large};
use super::redirect;
use super::source::public_part;

const MOST_REDIRECTS: u32 = 5;

/// The body of what answers there, or one sentence that says why there is none. No sentence holds
/// the address, which may have secrets.
pub fn fetch(address: &str, limits: Limits) -> Result<Raw, String> {
    let deadline = Instant::now() + limits.timeout;
    let mut uri: Uri = address.parse().map_err(|_| NOT_AN_ADDRESS)?;
    for _ in 0..=MOST_REDIRECTS {
        let mut response = ask(&uri, deadline, limits)?;
        match location(&response)? {
            Some(location) => uri = redirect::next(&uri, location, limits.follow)?,
            None => return read(&uri, &mut response, limits),
        }
    }
    Err(format!("too many redirects (limit {MOST_REDIRECTS})"))
}

const NOT_AN_ADDRESS: &str = "it is not a valid address";

fn ask(uri: &Uri, deadline: Instant, limits: Limits) -> Result<Response<Body>, String> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() {
        return Err(too_slow(limits));
    }
    let response = Agent::new_with_config(config(left)).get(uri).call();
    response.map_err(|error| words(&error, limits))
}

fn read(uri: &Uri, response: &mut Response<Body>, limits: Limits) -> Result<Raw, String> {
    match response.status() {
        status if status.is_success() => {}
        status => return Err(format!("the server answered {status}")),
    }
    let media_type = media_type(response);
    let body = response.body_mut().with_config().limit(limits.max_size);
    let bytes = body.read_to_vec().map_err(|error| words(&error, limits))?;
    Ok(Raw {
        name: public_part(&uri.to_string()),
        media_type,
        bytes,
    })
}

/// The time is that of all addresses and of the body of the last one.
fn config(timeout: Duration) -> Config {
    Agent::config_builder()
        .timeout_global(Some(timeout))
        // Where a redirect leads is looked at before anything is sent there.
        .max_redirects(0)
        .http_status_as_error(false)
        // Those that the system trusts, as other programs of it do.
        .tls_config(
            TlsConfig::builder()
                .root_certs(RootCerts::PlatformVerifier)
                .build(),
        )
        .user_agent(concat!("tl/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// Where a redirect leads; `None` for any other answer.
fn location(response: &Response<Body>) -> Result<Option<&str>, String> {
    if !matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308) {
        return Ok(None);
    }
    let Some(location) = response.headers().get(header::LOCATION) else {
        return Err("it redirects without an address".to_owned());
    };
    let location = location.to_str();
    location
        .map(Some)
        .map_err(|_| "it redirects to what is not an address".to_owned())
}

fn media_type(response: &Response<Body>) -> Option<String> {
    let value = response
        .headers()
        .get(header::CONTENT_TYPE)?
        .to_str()
        .ok()?;
    let media_type = value.split(';').next().unwrap_or_default();
    Some(media_type.trim().to_ascii_lowercase())
}

fn words(error: &Error, limits: Limits) -> String {
    match error {
        Error::Timeout(_) => too_slow(limits),
        Error::BodyExceedsLimit(most) => too_large(*most),
        Error::BadUri(_) | Error::Http(_) => NOT_AN_ADDRESS.to_owned(),
        Error::HostNotFound => "its host is not known".to_owned(),
        Error::Io(reason) if reason.kind() == ErrorKind::UnexpectedEof => {
            "the answer ends too early".to_owned()
        }
        Error::Io(reason) => with_causes(reason),
        other => with_causes(other),
    }
}

fn too_slow(limits: Limits) -> String {
    let seconds = limits.timeout.as_secs();
    format!("it took more than {seconds} s (see --timeout)")
}

/// Libraries say half of it in an error, and half in its cause.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let more = error.to_string();
        if !text.contains(&more) {
            text += &format!(": {more}");
        }
        cause = error.source();
    }
    text
}
