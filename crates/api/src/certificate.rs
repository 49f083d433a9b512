//! What a certificate says of itself, for a person who has to find out whose it is: its issuer, and how long it holds.
//! Whether it is to be believed is the verifier's business.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;

/// What a certificate says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Certificate {
    /// The common name of who issued it, or else the organization.
    pub(super) issuer: String,
    /// From when it holds.
    pub(super) from: Option<Timestamp>,
    /// Until when.
    pub(super) until: Option<Timestamp>,
}

const SEQUENCE: u8 = 0x30;
const VERSION: u8 = 0xa0;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const BMP_STRING: u8 = 0x1e;
/// The object identifiers 2.5.4.3 and 2.5.4.10.
const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANIZATION: &[u8] = &[0x55, 4, 10];
/// Characters of an issuer that are shown.
const LONGEST: usize = 100;

impl Certificate {
    /// Reads one; what cannot be read is empty.
    pub(super) fn read(der: &[u8]) -> Self {
        Self::parse(der).unwrap_or_default()
    }

    fn parse(der: &[u8]) -> Option<Self> {
        let mut certificate = Elements(Elements(der).of(SEQUENCE)?);
        let mut fields = Elements(certificate.of(SEQUENCE)?);
        // The version may be missing; the serial number and the algorithm are passed over.
        let first = fields.next()?;
        if first.0 == VERSION {
            fields.next()?;
        }
        fields.next()?;
        let issuer = fields.of(SEQUENCE)?;
        let mut validity = Elements(fields.of(SEQUENCE)?);
        let (from, until) = (validity.next()?, validity.next()?);
        let named = |wanted| name(issuer, wanted);
        Some(Self {
            issuer: named(COMMON_NAME).or_else(|| named(ORGANIZATION)).unwrap_or_default(),
            from: time(from),
            until: time(until),
        })
    }
}

/// The elements of a piece of DER, one after the other: each its tag and its content.
struct Elements<'a>(&'a [u8]);

impl<'a> Iterator for Elements<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (&[tag, short], rest) = self.0.split_first_chunk()?;
        let (length, rest) = if short < 0x80 {
            (usize::from(short), rest)
        } else {
            let (long, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            if long.len() > 4 {
                return None;
            }
            (long.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte)), rest)
        };
        let (content, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((tag, content))
    }
}

impl<'a> Elements<'a> {
    /// The content of the next element, which must have this tag.
    fn of(&mut self, wanted: u8) -> Option<&'a [u8]> {
        self.next().filter(|(tag, _)| *tag == wanted).map(|(_, content)| content)
    }
}

/// The part of a name with this object identifier.
fn name(issuer: &[u8], wanted: &[u8]) -> Option<String> {
    Elements(issuer).find_map(|(_, set)| {
        let mut pair = Elements(Elements(set).of(SEQUENCE)?);
        let (_, kind) = pair.next()?;
        let (tag, text) = pair.next().filter(|_| kind == wanted)?;
        let text = if tag == BMP_STRING {
            let units = text.chunks_exact(2).map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]));
            char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        } else {
            String::from_utf8_lossy(text).into_owned()
        };
        Some(text.chars().take(LONGEST).collect())
    })
}

/// "260101000000Z", with or without the century.
fn time((tag, text): (u8, &[u8])) -> Option<Timestamp> {
    let text = str::from_utf8(text).ok()?.strip_suffix('Z')?;
    let whole = match tag {
        UTC_TIME if text.get(..2)? < "50" => format!("20{text}"),
        UTC_TIME => format!("19{text}"),
        GENERALIZED_TIME => text.to_owned(),
        _ => return None,
    };
    DateTime::strptime("%Y%m%d%H%M%S", &whole).ok()?.to_zoned(TimeZone::UTC).ok().map(|time| time.timestamp())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A certificate up to its validity.
    fn made(issuer: &[u8], times: &[u8]) -> Vec<u8> {
        let version = element(VERSION, &[2, 1, 2]);
        let fields = [&version[..], &[2, 1, 7], &[0x30, 0], issuer, times].concat();
        element(SEQUENCE, &element(SEQUENCE, &fields))
    }

    fn element(tag: u8, inner: &[u8]) -> Vec<u8> {
        [&[tag, u8::try_from(inner.len()).unwrap()], inner].concat()
    }

    fn issuer(parts: &[(&[u8], &str)]) -> Vec<u8> {
        let part = |(oid, text): &(&[u8], &str)| {
            let pair = [element(6, oid), element(0x0c, text.as_bytes())].concat();
            element(0x31, &element(SEQUENCE, &pair))
        };
        element(SEQUENCE, &parts.iter().flat_map(part).collect::<Vec<u8>>())
    }

    #[test]
    fn issuer_and_validity_are_read() {
        let times = [element(UTC_TIME, b"260101000000Z"), element(GENERALIZED_TIME, b"20560131235959Z")];
        let times = element(SEQUENCE, &times.concat());
        let both = issuer(&[(ORGANIZATION, "Example Corp"), (COMMON_NAME, "검사 CA")]);
        let read = Certificate::read(&made(&both, &times));
        assert_eq!(read.issuer, "검사 CA");
        assert_eq!(read.from, "2026-01-01T00:00:00Z".parse().ok());
        assert_eq!(read.until, "2056-01-31T23:59:59Z".parse().ok());
        let one = Certificate::read(&made(&issuer(&[(ORGANIZATION, "Example Corp")]), &times));
        assert_eq!(one.issuer, "Example Corp");
    }

    proptest! {
        #[test]
        fn nothing_that_comes_in_breaks_it(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            Certificate::read(&bytes);
        }
    }
}
