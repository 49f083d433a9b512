//! Where releases are announced, and what one of this program is recognised by.

use takeup_engine::Releases;

/// Where the newest release is announced, in a program that was built to look there.
#[cfg(feature = "updates")]
pub fn releases() -> Option<Releases> {
    let built = |value: Option<&'static str>| value.filter(|value| !value.is_empty());
    let (page, key) = (built(option_env!("TAKEUP_RELEASE_PAGE"))?, built(option_env!("TAKEUP_RELEASE_KEY"))?);
    Some(Releases { page: page.to_owned(), key: key.to_owned(), version: signed_version })
}

/// This program was built without it.
#[cfg(not(feature = "updates"))]
pub fn releases() -> Option<Releases> {
    None
}

/// The version in the comment of a signature, once it is proved that the owner of the public key has signed both the
/// comment and the list of checksums.
#[cfg(feature = "updates")]
pub fn signed_version(
    key: &str,
    sums: &[u8],
    signature: &[u8],
) -> Result<takeup_model::Version, takeup_model::Failure> {
    use minisign_verify::{PublicKey, Signature};
    use takeup_model::{Failure, FailureKind, FailureReason, Version};

    let unreadable =
        |what: &str| Failure::own(FailureKind::ServerError, FailureReason::AnswerUnreadable, what);
    let text = std::str::from_utf8(signature).ok();
    let signature = text.and_then(|text| Signature::decode(text).ok());
    let signature = signature.ok_or_else(|| unreadable(Releases::SIGNATURE))?;
    let proved = PublicKey::from_base64(key).is_ok_and(|key| key.verify(sums, &signature, false).is_ok());
    if !proved {
        return Err(Failure::own(FailureKind::Refused, FailureReason::ReleaseNotSigned, ""));
    }
    let comment = signature.trusted_comment();
    comment.strip_prefix("takeup ").and_then(Version::parse).ok_or_else(|| unreadable(comment))
}
