//! What went wrong, and what a person can do.

use takeup_model::{Failure, FailureKind};

use super::reasons;

/// What happened, and what the person can do. For what will not go on by itself.
pub fn failure(failure: &Failure) -> String {
    let happened = happened(failure);
    format!("{happened} {}", advice(&failure.kind))
}

fn advice(kind: &FailureKind) -> &'static str {
    match kind {
        FailureKind::PresignedUrlExpired
        | FailureKind::AnswerLost
        | FailureKind::Network
        | FailureKind::ServerError
        | FailureKind::RateLimited(_) => "Try again: nothing that arrived is sent twice.",
        FailureKind::Corrupt => {
            "Try again. If it comes back, something between here and the storage damages what is sent."
        }
        FailureKind::Bug => "Try again. If it comes back, please report it with the text above.",
        FailureKind::Conflict => "Try again once that is settled.",
        FailureKind::FileChanged | FailureKind::FileGrowing => {
            "Try again when nothing writes to it any more; it starts from the file as it is then."
        }
        FailureKind::FileMissing => "Put it back where it was, then try again.",
        FailureKind::FileUnreadable => "Allow this program to read it, then try again.",
        FailureKind::KeyRefused => "Replace the key in Settings, then try again.",
        FailureKind::Keyring => "Unlock the keyring and try again, or enter the key anew.",
        FailureKind::NotAllowed => "Another method, another plan, or support at TwelveLabs can help.",
        FailureKind::NotFound => "It may have been deleted elsewhere. Try again to send it anew.",
        FailureKind::Processing => "Check that the file plays, export it again, and add the new file.",
        FailureKind::Refused => "Change what it objects to, then try again.",
        FailureKind::SessionEnded => "Try again: the upload starts anew.",
        FailureKind::Setup => {
            "Correct the server address, then try again: it is whole only with its version, such as /v1.3."
        }
    }
}

/// What happened, and that it goes on by itself. For what is tried again.
pub fn trouble(failure: &Failure) -> String {
    let happened = happened(failure);
    if failure.kind == FailureKind::FileGrowing {
        return format!("{happened} Takeup waits until nothing writes to it.");
    }
    if failure.passing() { format!("{happened} Takeup tries again by itself.") } else { happened }
}

/// What happened, in one sentence with the particulars.
pub fn happened(failure: &Failure) -> String {
    if let Some(said) = reasons::own(failure) {
        return said;
    }
    let what = match failure.kind {
        FailureKind::PresignedUrlExpired => "The storage no longer took the upload address",
        FailureKind::AnswerLost => "The connection broke before the answer came",
        FailureKind::Bug => "Something went wrong inside Takeup",
        FailureKind::Conflict => "Something else stands in the way on the platform",
        FailureKind::Corrupt => "The storage received other bytes than were sent",
        FailureKind::FileChanged => "The file changed while it was being uploaded",
        FailureKind::FileGrowing => "The file was changed moments ago",
        FailureKind::FileMissing => "The file is not there",
        FailureKind::FileUnreadable => "The file cannot be read",
        FailureKind::KeyRefused => "The platform does not accept the API key",
        FailureKind::Keyring => "The keyring did not do what it was asked",
        FailureKind::Network => "The server could not be reached",
        FailureKind::NotAllowed => "The plan or the region of this account does not allow it",
        FailureKind::NotFound => "The platform does not have it",
        FailureKind::ServerError => "The platform has trouble of its own",
        FailureKind::Processing => "The platform could not process the file",
        FailureKind::Refused => "The platform said no",
        FailureKind::SessionEnded => "The upload session on the platform has ended",
        FailureKind::Setup => "The connection is not set up right",
        FailureKind::RateLimited(_) => "The platform asks to wait: too many requests",
    };
    sentence(what, &reasons::told(failure))
}

/// Why a failure of the key keeps the window at its first screen: a wrong key, no network and keyring trouble differ.
pub fn key_failure(failure: &Failure) -> String {
    if reasons::own(failure).is_some() {
        return self::failure(failure);
    }
    match failure.kind {
        FailureKind::KeyRefused => {
            "The platform does not know this key. Keys expire; make a new one if this one used to work."
                .to_owned()
        }
        FailureKind::Network => {
            let reached = sentence(
                "The server could not be reached, so the key was not checked",
                &reasons::told(failure),
            );
            format!("{reached} Check the connection and the server address, then connect again.")
        }
        FailureKind::Keyring => {
            let locked =
                sentence("The keyring of this system did not hand the key out", &reasons::told(failure));
            format!("{locked} Unlock it and look again, or enter the key anew.")
        }
        FailureKind::NotFound => {
            let found = sentence("The server does not know this address", &reasons::told(failure));
            format!("{found} {}", advice(&FailureKind::Setup))
        }
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
        | FailureKind::Processing
        | FailureKind::Refused
        | FailureKind::SessionEnded
        | FailureKind::Setup
        | FailureKind::RateLimited(_) => self::failure(failure),
    }
}

/// What happened and its particulars, as one sentence.
pub(super) fn sentence(what: &str, detail: &str) -> String {
    let detail = detail.trim().trim_end_matches('.');
    if detail.is_empty() || detail.eq_ignore_ascii_case(what) {
        format!("{what}.")
    } else {
        format!("{what}: {detail}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        for kind in FailureKind::ALL {
            let failure = Failure::new(kind, "HTTP 400. bad thing.");
            let (short, long) = (happened(&failure), super::failure(&failure));
            assert!(short.contains("HTTP 400. bad thing."), "{short}");
            assert!(!long.contains(".."), "{long}");
            assert!(long.len() > short.len() + 10, "{long}");
            assert!(trouble(&failure).ends_with("by itself.") == failure.passing());
            assert!(!key_failure(&failure).is_empty());
        }
    }
}
