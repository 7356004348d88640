//! Names that every file system takes: of bounded length, and none that Windows reserves.

use std::borrow::Cow;

use sha2::{Digest, Sha256};

/// The longest name of a file without its ending. File systems allow 255 bytes, some that encrypt
/// 143.
const LONGEST: usize = 100;

/// So much of a long name stays.
const KEPT: usize = 60;

/// So many bytes of a hash tell long names apart. With 16, nobody finds two names of one hash.
const HASH: usize = 16;

/// Whether Windows takes a name for a device, whatever its ending and case: `con`, `NUL.tar.gz`,
/// `com1`. What comes after the first dot does not matter.
pub fn is_reserved(name: &str) -> bool {
    const DEVICES: [&str; 7] = ["con", "prn", "aux", "nul", "conin$", "conout$", "clock$"];
    let first = name.split(['.', ':']).next().unwrap_or_default();
    let first = first.trim_end_matches(' ').to_lowercase();
    let is_port = |number: &str| {
        let mut chars = number.chars();
        let digit = chars.next();
        digit.is_some_and(|it| it.is_ascii_digit() || "¹²³".contains(it)) && chars.next().is_none()
    };
    let port = ["com", "lpt"].iter().find_map(|it| first.strip_prefix(it));
    DEVICES.contains(&first.as_str()) || port.is_some_and(is_port)
}

/// A name of bounded length: that of a long one ends with `-` and a hash of all of it. Names of
/// declarations have no `-`, so a short name is never equal to a shortened one.
pub fn shortened(name: &str) -> Cow<'_, str> {
    if name.len() <= LONGEST {
        return name.into();
    }
    let hash = Sha256::digest(name);
    let hash: String = hash
        .iter()
        .take(HASH)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let kept = &name[..name.floor_char_boundary(KEPT)];
    format!("{kept}-{hash}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_reserved_in_every_spelling() {
        let reserved = [
            "con",
            "PRN",
            "aux",
            "Nul",
            "com0",
            "COM1",
            "lpt9",
            "com¹",
            "LPT³",
            "conin$",
            "CONOUT$",
            "clock$",
            "aux.x",
            "NUL.tar.gz",
            "con .txt",
            "aux:stream",
        ];
        for name in reserved {
            assert!(is_reserved(name), "{name}");
        }
        for name in [
            "",
            "con1",
            "com",
            "com10",
            "com11",
            "lpt",
            "auxiliary",
            "x.con",
            "conin",
            "xcom1",
            "com-1",
            "com⁴",
        ] {
            assert!(!is_reserved(name), "{name}");
        }
    }

    #[test]
    fn long_names_stay_apart() {
        let at_most = "a".repeat(LONGEST);
        assert_eq!(shortened(&at_most), at_most);
        let (one, other) = (format!("{at_most}b"), format!("{at_most}c"));
        assert_ne!(shortened(&one), shortened(&other));
        assert_eq!(shortened(&one).len(), KEPT + 1 + 2 * HASH);
        // Half a character does not stay.
        assert!(shortened(&"é".repeat(200)).starts_with("éé"));
        let odd = format!("a{}", "é".repeat(200));
        assert_eq!(shortened(&odd).len(), KEPT - 1 + 1 + 2 * HASH);
    }
}
