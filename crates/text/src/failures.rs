//! What went wrong, and what a person can do.

use std::path::Path;

use crate::msg::{failures, formats, notices};
use crate::{reasons, times};
use takeup_model::{Failure, FailureKind, FailureReason, KeyState, shown};

/// What happened, and what the person can do. For what does not continue by itself.
pub fn failure(failure: &Failure) -> String {
    let happened = happened(failure);
    advice_on(failure).map_or(happened.clone(), |advice| sentences(happened, advice))
}

/// What the person can do, where the reason says more than the kind. Nothing, where the reason says that itself, or
/// lies in this computer and the advice of its kind would be about the server or the file.
pub(crate) fn advice_on(failure: &Failure) -> Option<&'static str> {
    if failure.is_between() && failure.reason() != Some(FailureReason::ProxyRefused) {
        return Some(failures::failure_advice_between());
    }
    Some(match failure.reason() {
        Some(
            FailureReason::AccountUnknown
            | FailureReason::ConsentRefused
            | FailureReason::ConsentTooLate
            | FailureReason::EngineNotStarted
            | FailureReason::FolderNotPrivate
            | FailureReason::HandoverEnding
            | FailureReason::HandoverFailed
            | FailureReason::HandoverNoAnswer
            | FailureReason::HandoverNoWindow
            | FailureReason::HandoverNotSaved
            | FailureReason::HandoverOtherServer
            | FailureReason::HandoverRefused
            | FailureReason::JournalNotWritten
            | FailureReason::JournalStopped
            | FailureReason::JournalUnusable
            | FailureReason::LanguageRefused
            | FailureReason::NoHomeFolder
            | FailureReason::NoKeyring
            | FailureReason::NotSaved
            | FailureReason::OtherSize
            | FailureReason::SandboxNotStarted
            | FailureReason::SettingsNotSaved
            | FailureReason::SettingsUnreadable,
        ) => return None,
        Some(FailureReason::FfmpegMissing | FailureReason::FfmpegNoEncoder | FailureReason::FfmpegTooOld) => {
            failures::failure_advice_ffmpeg()
        }
        Some(FailureReason::CopyNoSpace) => failures::failure_advice_space(),
        Some(FailureReason::JournalNewer) => failures::failure_advice_newer(),
        Some(FailureReason::NoRoots) => failures::failure_advice_no_roots(),
        Some(FailureReason::HttpClient) => failures::failure_advice_roots(),
        Some(FailureReason::OwnProxyMissing) => failures::failure_advice_own_proxy(),
        Some(FailureReason::ProxyRefused) => failures::failure_advice_proxy(),
        Some(FailureReason::ProxyUnusable) => failures::failure_advice_proxy_setting(),
        Some(FailureReason::SessionsTooShort) => failures::failure_advice_sessions_short(),
        Some(FailureReason::FolderUnreadable | FailureReason::IsFolder) => {
            failures::failure_advice_add_folder()
        }
        Some(
            FailureReason::IsDevice
            | FailureReason::IsPipe
            | FailureReason::IsSocket
            | FailureReason::LinkLoop
            | FailureReason::NotAFile,
        ) => failures::failure_advice_add_file(),
        _ => named_advice(failure).unwrap_or_else(|| advice(&failure.kind)),
    })
}

/// What the person can do about trouble that only the words of the system tell: TLS libraries have no codes.
pub(crate) fn named_advice(failure: &Failure) -> Option<&'static str> {
    if !matches!(failure.kind, FailureKind::Network | FailureKind::AnswerLost) {
        return None;
    }
    let words = failure.detail.to_lowercase();
    let says = |any: &[&str]| any.iter().any(|one| words.contains(one));
    if says(&["certificate expired", "not valid yet"]) {
        return Some(failures::failure_advice_clock());
    }
    if says(&["causedasendentity"]) {
        return Some(failures::failure_advice_authority());
    }
    let strange = ["unknownissuer", "self-signed", "self signed", "not trusted"];
    says(&strange).then(failures::failure_advice_certificate)
}

/// What the person can do.
pub(crate) fn advice(kind: &FailureKind) -> &'static str {
    match kind {
        FailureKind::PresignedUrlExpired
        | FailureKind::AnswerLost
        | FailureKind::Network
        | FailureKind::ServerError
        | FailureKind::RateLimited(_) => failures::failure_advice_retry(),
        FailureKind::Corrupt => failures::failure_advice_corrupt(),
        FailureKind::Bug => failures::failure_advice_bug(),
        FailureKind::Conflict => failures::failure_advice_conflict(),
        FailureKind::FileChanged | FailureKind::FileGrowing => failures::failure_advice_changed(),
        FailureKind::FileMissing => failures::failure_advice_missing(),
        FailureKind::FileUnreadable => failures::failure_advice_unreadable(),
        FailureKind::KeyRefused => failures::failure_advice_key(),
        FailureKind::Keyring => failures::failure_advice_keyring(),
        FailureKind::NotAllowed => failures::failure_advice_not_allowed(),
        FailureKind::NotFound => failures::failure_advice_not_found(),
        FailureKind::Preparing => failures::failure_advice_preparing(),
        FailureKind::Processing => failures::failure_advice_processing(),
        FailureKind::Refused => failures::failure_advice_refused(),
        FailureKind::SessionEnded => failures::failure_advice_session_ended(),
        FailureKind::Setup => failures::failure_advice_setup(),
    }
}

/// What happened, and that the program retries. For what is tried again.
pub fn trouble(failure: &Failure) -> String {
    let happened = happened(failure);
    if failure.kind == FailureKind::FileGrowing {
        return sentences(happened, failures::failure_waits_for_writer());
    }
    let happened = named_advice(failure).map_or(happened.clone(), |advice| sentences(&happened, advice));
    if failure.passing() { sentences(happened, failures::failure_retries()) } else { happened }
}

/// What happened, in one sentence with the particulars.
pub fn happened(failure: &Failure) -> String {
    if let FailureKind::RateLimited(Some(wait)) = failure.kind {
        return told(&failures::failure_rate_limited_for(times::about(wait)), &reasons::told(failure));
    }
    reasons::own(failure).unwrap_or_else(|| told(headline(&failure.kind), &reasons::told(failure)))
}

/// That a fault of the program was met, and where its report is.
pub fn crashed(kept: Option<&Path>) -> String {
    match kept {
        Some(path) => failures::failure_crashed(shown(&path.to_string_lossy())),
        None => failures::failure_crashed_unkept().to_owned(),
    }
}

/// What happened, in a few words.
pub(crate) fn headline(kind: &FailureKind) -> &'static str {
    match kind {
        FailureKind::PresignedUrlExpired => failures::failure_presigned_url_expired(),
        FailureKind::AnswerLost => failures::failure_answer_lost(),
        FailureKind::Bug => failures::failure_bug(),
        FailureKind::Conflict => failures::failure_conflict(),
        FailureKind::Corrupt => failures::failure_corrupt(),
        FailureKind::FileChanged => failures::failure_file_changed(),
        FailureKind::FileGrowing => failures::failure_file_growing(),
        FailureKind::FileMissing => failures::failure_file_missing(),
        FailureKind::FileUnreadable => failures::failure_file_unreadable(),
        FailureKind::KeyRefused => failures::failure_key_refused(),
        FailureKind::Keyring => failures::failure_keyring(),
        FailureKind::Network => failures::failure_network(),
        FailureKind::NotAllowed => failures::failure_not_allowed(),
        FailureKind::NotFound => failures::failure_not_found(),
        FailureKind::ServerError => failures::failure_server_error(),
        FailureKind::Preparing => failures::failure_preparing(),
        FailureKind::Processing => failures::failure_processing(),
        FailureKind::Refused => failures::failure_refused(),
        FailureKind::SessionEnded => failures::failure_session_ended(),
        FailureKind::Setup => failures::failure_setup(),
        FailureKind::RateLimited(_) => failures::failure_rate_limited(),
    }
}

/// That there is no key to work with, in a few words, if so.
pub fn without_key(key: &KeyState) -> Option<&'static str> {
    match key {
        KeyState::Missing => Some(notices::banner_no_key()),
        KeyState::Refused(_) | KeyState::Locked(_) => Some(notices::banner_key_failed()),
        KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}

/// Why the key cannot be used: a wrong key, no network and keyring trouble differ.
pub fn key_failure(failure: &Failure) -> String {
    if reasons::own(failure).is_some() {
        return self::failure(failure);
    }
    let (what, advice) = match failure.kind {
        FailureKind::KeyRefused => return failures::failure_key_unknown().to_owned(),
        FailureKind::Network => (failures::failure_key_network(), failures::failure_advice_key_network()),
        FailureKind::Keyring => (failures::failure_key_keyring(), failures::failure_advice_key_keyring()),
        FailureKind::NotFound => (failures::failure_key_not_found(), failures::failure_advice_setup()),
        FailureKind::PresignedUrlExpired
        | FailureKind::AnswerLost
        | FailureKind::Bug
        | FailureKind::Conflict
        | FailureKind::Corrupt
        | FailureKind::FileChanged
        | FailureKind::FileGrowing
        | FailureKind::FileMissing
        | FailureKind::FileUnreadable
        | FailureKind::NotAllowed
        | FailureKind::ServerError
        | FailureKind::Preparing
        | FailureKind::Processing
        | FailureKind::Refused
        | FailureKind::SessionEnded
        | FailureKind::Setup
        | FailureKind::RateLimited(_) => return self::failure(failure),
    };
    sentences(told(what, &reasons::told(failure)), named_advice(failure).unwrap_or(advice))
}

/// A headline and its particulars, as one sentence.
fn told(what: &str, detail: &str) -> String {
    let detail = once(bare(detail));
    if what.to_lowercase().contains(&detail.to_lowercase()) {
        failures::failure_told(what)
    } else {
        failures::failure_told_detail(what, detail)
    }
}

/// A chain of causes without those that only repeat the one before, and without those that have no words.
fn once(detail: &str) -> String {
    let mut causes: Vec<&str> = detail.split(": ").filter(|cause| !cause.starts_with("Other(")).collect();
    causes.dedup_by(|one, before| one.eq_ignore_ascii_case(before));
    causes.join(": ")
}

/// What a server or the system reports, without the full stop that a sentence around it brings.
pub(crate) fn bare(detail: &str) -> &str {
    detail.trim().trim_end_matches(['.', '。'])
}

/// Two sentences, one after the other.
pub fn sentences(first: impl AsRef<str>, second: impl AsRef<str>) -> String {
    let (first, second) = (first.as_ref(), second.as_ref());
    format!("{first}{}{second}", formats::format_sentence_between())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::{Language, in_language};

    #[test]
    fn a_cause_is_said_once() {
        let lost = |detail: &str| happened(&Failure::new(FailureKind::AnswerLost, detail));
        let plain = "The connection broke before the answer arrived.";
        for detail in ["", "the connection broke", "The connection broke before the answer arrived."] {
            assert_eq!(lost(detail), plain, "{detail}");
        }
        let twice = "connection reset: Connection reset: by the peer";
        assert_eq!(
            lost(twice),
            "The connection broke before the answer arrived: connection reset: by the peer."
        );
    }

    #[test]
    fn a_full_stop_of_any_language_is_not_doubled() {
        let refused = Failure::new(FailureKind::Refused, "ファイルが大きすぎます。");
        assert_eq!(happened(&refused), "The platform refused the request: ファイルが大きすぎます.");
        let japanese = in_language(Language::Ja, || happened(&refused));
        assert_eq!(japanese, "プラットフォームがリクエストを拒否しました（ファイルが大きすぎます）。");
    }

    #[test]
    fn trouble_with_certificates_and_clocks_says_what_to_do() {
        for (detail, word) in [
            ("invalid peer certificate: UnknownIssuer", "--extra-ca"),
            ("invalid peer certificate: Other(OtherError(CaUsedAsEndEntity))", "a server certificate"),
            (
                "invalid peer certificate: certificate not valid yet: verification time 1 (UNIX)",
                "date and time",
            ),
            ("invalid peer certificate: certificate expired", "date and time"),
        ] {
            let failure = Failure::new(FailureKind::Network, detail);
            for said in [super::failure(&failure), trouble(&failure), key_failure(&failure)] {
                assert!(said.contains(word) && !said.contains("Other("), "{said}");
            }
        }
    }

    #[test]
    fn trouble_with_a_proxy_is_not_blamed_on_the_server() {
        let refused =
            Failure::own(FailureKind::Network, FailureReason::ProxyRefused, "10.0.0.1:3128: timed out");
        let said = super::failure(&refused);
        assert!(said.contains("10.0.0.1:3128") && said.contains("password of the proxy"), "{said}");
        assert!(!said.contains("server URL"), "{said}");
    }

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        for kind in FailureKind::ALL {
            let failure = Failure::new(kind, "HTTP 400. bad thing.");
            let (short, long) = (happened(&failure), super::failure(&failure));
            assert!(short.contains("HTTP 400. bad thing."), "{short}");
            assert!(!long.contains(".."), "{long}");
            assert!(long.len() > short.len() + 10, "{long}");
            // A file that grows is looked at again, which is no retry.
            let retries = failure.passing() && failure.kind != FailureKind::FileGrowing;
            assert_eq!(trouble(&failure).ends_with("retries automatically."), retries);
            assert_eq!(trouble(&failure) != short, failure.passing());
            assert!(!key_failure(&failure).is_empty());
        }
    }
}
