//! A schema from an address. Proxies are those that the environment names.

use std::io::ErrorKind;

use ureq::config::Config;
use ureq::http::{Response, Uri, header};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body, Error, ResponseExt};

use super::raw::{Limits, Raw, too_large};

const MOST_REDIRECTS: u32 = 5;

/// The body of what answers there, or one sentence that says why there is none. No sentence holds
/// the address, which may have secrets.
pub fn fetch(address: &str, limits: Limits) -> Result<Raw, String> {
    let agent = Agent::new_with_config(config(address, limits));
    let response = agent.get(address).call();
    let mut response = response.map_err(|error| words(&error, limits))?;
    check(&response)?;
    let media_type = media_type(&response);
    let body = response.body_mut().with_config().limit(limits.max_size);
    let bytes = body.read_to_vec().map_err(|error| words(&error, limits))?;
    Ok(Raw { media_type, bytes })
}

fn config(address: &str, limits: Limits) -> Config {
    Agent::config_builder()
        .timeout_global(Some(limits.timeout))
        .max_redirects(MOST_REDIRECTS)
        .save_redirect_history(true)
        .http_status_as_error(false)
        // A redirect to http is refused before anything is sent there.
        .https_only(is_https(address))
        // Those that the system trusts, as other programs of it do.
        .tls_config(
            TlsConfig::builder()
                .root_certs(RootCerts::PlatformVerifier)
                .build(),
        )
        .user_agent(concat!("tl/", env!("CARGO_PKG_VERSION")))
        .build()
}

fn is_https(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    scheme.eq_ignore_ascii_case("https")
}

fn check(response: &Response<Body>) -> Result<(), String> {
    let hops = response.get_redirect_history().unwrap_or_default();
    if is_downgraded(hops) {
        return Err(DOWNGRADED.to_owned());
    }
    match response.status() {
        status if status.is_success() => Ok(()),
        status => Err(format!("the server answered {status}")),
    }
}

const DOWNGRADED: &str = "it leads from https to http";

/// Whether what was safe is not to the end: what comes over http may be anybody's.
fn is_downgraded(hops: &[Uri]) -> bool {
    let is_safe = |uri: &Uri| uri.scheme_str() == Some("https");
    let mut from_first_safe = hops.iter().skip_while(|uri| !is_safe(uri));
    from_first_safe.any(|uri| !is_safe(uri))
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
    let seconds = limits.timeout.as_secs();
    match error {
        Error::Timeout(_) => format!("it took more than {seconds} s (see --timeout)"),
        Error::BodyExceedsLimit(most) => too_large(*most),
        Error::TooManyRedirects => format!("it leads on more than {MOST_REDIRECTS} times"),
        Error::RedirectFailed => "it leads on to no address".to_owned(),
        Error::RequireHttpsOnly(_) => DOWNGRADED.to_owned(),
        Error::BadUri(_) | Error::Http(_) => "it is no address".to_owned(),
        Error::HostNotFound => "its host is not known".to_owned(),
        Error::Io(reason) if reason.kind() == ErrorKind::UnexpectedEof => {
            "the answer ends too early".to_owned()
        }
        Error::Io(reason) => with_causes(reason),
        other => with_causes(other),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn leads_down(hops: &[&'static str]) -> bool {
        let hops: Vec<_> = hops.iter().map(|hop| Uri::from_static(hop)).collect();
        is_downgraded(&hops)
    }

    #[test]
    fn http_may_lead_to_https_but_not_back() {
        let (plain, safe) = ("http://example.org/", "https://example.org/");
        assert!(!leads_down(&[plain]));
        assert!(!leads_down(&[safe, safe]));
        assert!(!leads_down(&[plain, plain, safe]));
        assert!(leads_down(&[safe, plain]));
        assert!(leads_down(&[plain, safe, plain, safe]));
    }

    /// Of an address with https, ureq itself asks none without.
    #[test]
    fn https_stays_https() {
        let limits = Limits {
            timeout: std::time::Duration::from_secs(1),
            max_size: 1,
        };
        for (address, expected) in [
            ("https://example.org", true),
            ("HTTPS://example.org", true),
            ("http://https", false),
        ] {
            assert_eq!(config(address, limits).https_only(), expected, "{address}");
        }
    }
}
