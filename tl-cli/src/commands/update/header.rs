//! The new file: comments that say where it is from, then the schema.
//!
//! ```text
//! // Source: https://example.org/api.tl
//! // Date: 2026-11-29
//! // SHA-256 of the canonical text: 8f0c..
//! // LAYER 228
//! ```

use std::env;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tl_codegen::schema_hash;
use tl_parser::Schema;
use tl_parser::text::one_line;

use crate::error::Error;

/// The date that is given; else that of `SOURCE_DATE_EPOCH`, so that builds are
/// reproducible; else today's. In UTC.
pub fn date(given: Option<Date>) -> Result<Date, Error> {
    let now = match (given, env::var_os("SOURCE_DATE_EPOCH")) {
        (Some(date), _) => return Ok(date),
        (None, Some(seconds)) => {
            let seconds = seconds.to_str().and_then(|it| it.parse().ok());
            let time = seconds.and_then(|it| Timestamp::from_second(it).ok());
            time.ok_or_else(|| Error::Usage("SOURCE_DATE_EPOCH is no time in seconds".into()))?
        }
        (None, None) => Timestamp::now(),
    };
    Ok(now.to_zoned(TimeZone::UTC).date())
}

/// The text of the new file. The listing begins with the layer, if there is one.
pub fn of(source: &str, date: Date, schema: &Schema) -> String {
    let gap = if schema.layer.is_none() { "\n" } else { "" };
    format!(
        "// Source: {}\n// Date: {date}\n// SHA-256 of the canonical text: {}\n{gap}{}",
        one_line(source),
        schema_hash(schema),
        schema.to_documented_tl(),
    )
}
