//! Connecting a Google Drive: a person answers on a page in the browser.

use std::fmt;

/// What the browser shows once a person has answered, in the language of whoever asked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ConsentWords {
    /// The tag of the language, such as `en`.
    pub language: String,
    /// It is connected.
    pub connected: String,
    /// It is not: the person has refused, or it went wrong there.
    pub refused: String,
    /// The answer belongs to no question of this program.
    pub unknown: String,
}

/// The page on which a person answers. Whoever has it can connect a Drive of their own with the account, so it is shown
/// to the person and to nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct ConsentPage(String);

impl ConsentPage {
    /// The page at this URL, if a browser may be sent there: over TLS, or to a platform on this computer.
    pub fn new(url: &str) -> Option<Self> {
        let parsed = url::Url::parse(url).ok()?;
        let safe = parsed.scheme() == "https" || (parsed.scheme() == "http" && crate::is_loopback(&parsed));
        safe.then(|| Self(parsed.into()))
    }

    /// Its URL, for the browser.
    pub fn url(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ConsentPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConsentPage")
    }
}
