//! Where a redirect leads, and whether it may.
//!
//! An answer of the host that was asked is what the user trusts, so a redirect stays there: scheme,
//! host and port are the same. It is decided before anything is sent to the next address.

use ureq::http::Uri;

use super::source::public_part;

/// The next address, or one sentence that says why it is not asked. With `follow` it may be of
/// another host or port; it never goes from https to http.
pub fn next(from: &Uri, location: &str, follow: bool) -> Result<Uri, String> {
    let to = resolve(from, location).ok_or("it redirects to what is not an address")?;
    let shown = public_part(&to.to_string());
    match (from.scheme_str(), to.scheme_str()) {
        (_, Some("https")) | (Some("http"), Some("http")) => {}
        (_, Some("http")) => return Err(format!("it redirects from https to http: {shown}")),
        _ => return Err("it redirects to an address that is not http:// or https://".to_owned()),
    }
    if follow || is_same_origin(from, &to) {
        return Ok(to);
    }
    Err(format!(
        "it redirects to {shown}, another host or port (see --follow)"
    ))
}

/// A reference seen from an address (RFC 3986, 5.2). Dot segments stay for the server: they do not
/// lead to another one.
fn resolve(from: &Uri, reference: &str) -> Option<Uri> {
    let reference = reference.split('#').next()?;
    let scheme = from.scheme_str()?;
    let authority = from.authority()?;
    let path = from.path();
    let to = if has_scheme(reference) {
        reference.to_owned()
    } else if reference.starts_with("//") {
        format!("{scheme}:{reference}")
    } else if reference.starts_with('/') {
        format!("{scheme}://{authority}{reference}")
    } else if reference.starts_with('?') {
        format!("{scheme}://{authority}{path}{reference}")
    } else if reference.is_empty() {
        from.to_string()
    } else {
        let folder = &path[..path.rfind('/')? + 1];
        format!("{scheme}://{authority}{folder}{reference}")
    };
    let to: Uri = to.parse().ok()?;
    to.host().filter(|host| !host.is_empty())?;
    to.scheme()?;
    Some(to)
}

/// Whether a reference begins with `scheme:`.
fn has_scheme(reference: &str) -> bool {
    let Some((scheme, _)) = reference.split_once(':') else {
        return false;
    };
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.bytes().all(is_allowed)
}

fn is_same_origin(one: &Uri, other: &Uri) -> bool {
    let host = |uri: &Uri| uri.host().map(str::to_ascii_lowercase);
    one.scheme_str() == other.scheme_str() && host(one) == host(other) && port(one) == port(other)
}

fn port(uri: &Uri) -> Option<u16> {
    let default = match uri.scheme_str() {
        Some("http") => Some(80),
        Some("https") => Some(443),
        _ => None,
    };
    uri.port_u16().or(default)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "https://me:secret@example.org/schema/api.tl?key=1";

    fn from(address: &str, location: &str, follow: bool) -> Result<String, String> {
        let address: Uri = address.parse().expect("an address");
        next(&address, location, follow).map(|uri| uri.to_string())
    }

    #[test]
    fn references_are_seen_from_the_address() {
        let here = "https://me:secret@example.org";
        for (location, expected) in [
            ("/new.tl", "/new.tl"),
            ("new.tl?a:b", "/schema/new.tl?a:b"),
            ("../new.tl#part", "/schema/../new.tl"),
            ("?key=2", "/schema/api.tl?key=2"),
            ("#part", "/schema/api.tl?key=1"),
        ] {
            let expected = format!("{here}{expected}");
            assert_eq!(from(FROM, location, false), Ok(expected), "{location}");
        }
    }

    #[test]
    fn the_same_host_has_many_spellings() {
        for location in [
            "https://example.org/new.tl",
            "HTTPS://EXAMPLE.ORG:443/new.tl",
            "//example.org/new.tl",
            "https://you@example.org",
        ] {
            assert!(from(FROM, location, false).is_ok(), "{location}");
        }
        assert!(from("http://h/", "http://h:80/x", false).is_ok());
    }

    #[test]
    fn another_host_or_port_is_followed_on_request_only() {
        for location in [
            "https://example.com/new.tl",
            "//example.org.evil.example/new.tl",
            "https://example.org@evil.example/new.tl",
            "https://example.org:8443/new.tl",
            "https://127.0.0.1/new.tl",
            "https://[::1]/new.tl",
            "https://example.org./new.tl",
        ] {
            let error = from(FROM, location, false).expect_err(location);
            assert!(
                error.ends_with("another host or port (see --follow)"),
                "{error}"
            );
            assert!(from(FROM, location, true).is_ok(), "{location}");
        }
        assert!(from("http://h/x", "https://h/x", false).is_err());
        assert!(from("http://h/x", "https://h/x", true).is_ok());
    }

    #[test]
    fn what_is_not_safe_is_never_followed() {
        for location in [
            "http://example.org/new.tl",
            "file:///etc/passwd",
            "ftp://example.org/new.tl",
            "javascript:alert(1)",
            "data:text/plain,x",
            "https:example.org/x",
            "https:///x",
            "https://exa mple.org/",
            "https://example.org\\@evil.example/",
            "//",
        ] {
            from(FROM, location, true).expect_err(location);
        }
    }

    #[test]
    fn secrets_of_the_next_address_are_not_shown() {
        let location = "https://me:secret@example.com/new.tl?key=secret";
        let error = from(FROM, location, false).expect_err("another host");
        assert!(!error.contains("secret"), "{error}");
        assert!(error.contains("https://example.com/new.tl"), "{error}");
    }
}
