//! What went wrong, and what a person can do.

use takeup_model::{Failure, Kind};

/// What happened, and what the person can do. For what will not go on by itself.
pub fn failure(failure: &Failure) -> String {
    let happened = happened(failure);
    format!("{happened} {}", advice(&failure.kind))
}

fn advice(kind: &Kind) -> &'static str {
    match kind {
        Kind::AddressStale | Kind::AnswerLost | Kind::Network | Kind::Platform | Kind::Throttled(_) => {
            "Try again: nothing that arrived is sent twice."
        }
        Kind::Corrupt => {
            "Try again. If it comes back, something between here and the storage damages what is sent."
        }
        Kind::Bug => "Try again. If it comes back, please report it with the text above.",
        Kind::Conflict => "Try again once that is settled.",
        Kind::FileChanged | Kind::FileGrowing => {
            "Try again when nothing writes to it any more; it starts from the file as it is then."
        }
        Kind::FileMissing => "Put it back where it was, then try again.",
        Kind::FileUnreadable => "Allow this program to read it, then try again.",
        Kind::KeyRefused => "Replace the key in Settings, then try again.",
        Kind::Keyring => "Unlock the keyring and try again, or enter the key anew.",
        Kind::NotAllowed => "Another method, another plan, or support at TwelveLabs can help.",
        Kind::NotFound => "It may have been deleted elsewhere. Try again to send it anew.",
        Kind::Processing => "Check that the file plays, export it again, and add the new file.",
        Kind::Refused => "Change what it objects to, then try again.",
        Kind::SessionEnded => "Try again: the upload starts anew.",
        Kind::Setup => {
            "Correct the server address, then try again: it is whole only with its version, such as /v1.3."
        }
    }
}

/// What happened, and that it goes on by itself. For what is tried again.
pub fn trouble(failure: &Failure) -> String {
    let happened = happened(failure);
    if failure.kind == Kind::FileGrowing {
        return format!("{happened} Takeup waits until nothing writes to it.");
    }
    if failure.passing() { format!("{happened} Takeup tries again by itself.") } else { happened }
}

/// What happened, in one sentence with the particulars.
pub fn happened(failure: &Failure) -> String {
    let what = match failure.kind {
        Kind::AddressStale => "The storage no longer took the upload address",
        Kind::AnswerLost => "The connection broke before the answer came",
        Kind::Bug => "Something went wrong inside Takeup",
        Kind::Conflict => "Something else stands in the way on the platform",
        Kind::Corrupt => "The storage received other bytes than were sent",
        Kind::FileChanged => "The file changed while it was being uploaded",
        Kind::FileGrowing => "The file was changed moments ago",
        Kind::FileMissing => "The file is not there",
        Kind::FileUnreadable => "The file cannot be read",
        Kind::KeyRefused => "The platform does not accept the API key",
        Kind::Keyring => "The keyring did not do what it was asked",
        Kind::Network => "The server could not be reached",
        Kind::NotAllowed => "The plan or the region of this account does not allow it",
        Kind::NotFound => "The platform does not have it",
        Kind::Platform => "The platform has trouble of its own",
        Kind::Processing => "The platform could not process the file",
        Kind::Refused => "The platform said no",
        Kind::SessionEnded => "The upload session on the platform has ended",
        Kind::Setup => "The connection is not set up right",
        Kind::Throttled(_) => "The platform asks to wait: too many requests",
    };
    sentence(what, &failure.detail)
}

/// Why a failure of the key keeps the window at its first screen: a wrong key, no network and keyring trouble differ.
pub fn key_failure(failure: &Failure) -> String {
    match failure.kind {
        Kind::KeyRefused => {
            "The platform does not know this key. Keys expire; make a new one if this one used to work."
                .to_owned()
        }
        Kind::Network => {
            let reached =
                sentence("The server could not be reached, so the key was not checked", &failure.detail);
            format!("{reached} Check the connection and the server address, then connect again.")
        }
        Kind::Keyring => {
            let locked = sentence("The keyring of this system did not hand the key out", &failure.detail);
            format!("{locked} Unlock it and look again, or enter the key anew.")
        }
        Kind::NotFound => {
            let found = sentence("The server does not know this address", &failure.detail);
            format!("{found} {}", advice(&Kind::Setup))
        }
        Kind::AddressStale
        | Kind::AnswerLost
        | Kind::Bug
        | Kind::Conflict
        | Kind::Corrupt
        | Kind::FileChanged
        | Kind::FileGrowing
        | Kind::FileMissing
        | Kind::FileUnreadable
        | Kind::NotAllowed
        | Kind::Platform
        | Kind::Processing
        | Kind::Refused
        | Kind::SessionEnded
        | Kind::Setup
        | Kind::Throttled(_) => self::failure(failure),
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

    const KINDS: [Kind; 18] = [
        Kind::AddressStale,
        Kind::AnswerLost,
        Kind::Bug,
        Kind::Conflict,
        Kind::FileChanged,
        Kind::FileMissing,
        Kind::FileUnreadable,
        Kind::KeyRefused,
        Kind::Keyring,
        Kind::Network,
        Kind::NotAllowed,
        Kind::NotFound,
        Kind::Platform,
        Kind::Processing,
        Kind::Refused,
        Kind::SessionEnded,
        Kind::Setup,
        Kind::Throttled(None),
    ];

    #[test]
    fn every_failure_says_what_happened_and_what_to_do() {
        for kind in KINDS {
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
