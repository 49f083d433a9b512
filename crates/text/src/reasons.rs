//! What this program itself finds wrong, as sentences.

use std::time::Duration;

use takeup_model::{Failure, FailureCode, FailureReason, NotFinished, Unfit};

use super::msg::reasons as msg;
use super::{numbers, times};

/// The sentence for what this program found itself, if it did.
pub(super) fn own(failure: &Failure) -> Option<String> {
    sentence(failure.reason()?, failure.detail.trim().trim_end_matches('.'))
}

#[expect(clippy::too_many_lines, reason = "a line for each reason")]
fn sentence(reason: FailureReason, detail: &str) -> Option<String> {
    Some(match reason {
        FailureReason::AccountUnknown => msg::reason_account_unknown(detail),
        FailureReason::AnswerUnreadable => msg::reason_answer_unreadable(detail),
        FailureReason::AssetNotListed => msg::reason_asset_not_listed(detail),
        FailureReason::ChangedAfterStart => msg::reason_changed_after_start().to_owned(),
        FailureReason::ConsentRefused | FailureReason::ConsentTooLate => consent(reason, detail),
        FailureReason::CopyGone
        | FailureReason::CopyNoSpace
        | FailureReason::CopyOtherLength
        | FailureReason::FfmpegFailed
        | FailureReason::FfmpegMissing
        | FailureReason::FfmpegNoEncoder
        | FailureReason::FfmpegStuck
        | FailureReason::FfmpegTooOld => return copying(reason, detail),
        FailureReason::EngineNotStarted => msg::reason_engine_not_started(detail),
        FailureReason::FolderNotPrivate => msg::reason_folder_not_private(detail),
        FailureReason::FolderUnreadable => msg::reason_folder_unreadable(detail),
        FailureReason::HandoverEnding => msg::reason_handover_ending().to_owned(),
        FailureReason::HandoverNotSaved => msg::reason_handover_not_saved(detail),
        FailureReason::HandoverFailed => msg::reason_handover_failed(detail),
        FailureReason::HandoverNoAnswer => msg::reason_handover_no_answer().to_owned(),
        FailureReason::HandoverNoWindow => msg::reason_handover_no_window().to_owned(),
        FailureReason::HandoverOtherServer => msg::reason_handover_other_server(detail),
        FailureReason::HandoverRefused => msg::reason_handover_refused(detail),
        FailureReason::HttpClient => msg::reason_http_client(detail),
        FailureReason::IsDevice => msg::reason_is_device().to_owned(),
        FailureReason::IsFolder => msg::reason_is_folder().to_owned(),
        FailureReason::IsPipe => msg::reason_is_pipe().to_owned(),
        FailureReason::IsSocket => msg::reason_is_socket().to_owned(),
        FailureReason::Intercepted => msg::reason_intercepted(detail),
        FailureReason::JournalNewer => msg::reason_journal_newer(detail),
        FailureReason::JournalNotWritten => msg::reason_journal_not_written(detail),
        FailureReason::JournalStopped => msg::reason_journal_stopped().to_owned(),
        FailureReason::JournalUnusable => msg::reason_journal_unusable(detail),
        FailureReason::KeyMalformed => msg::reason_key_malformed().to_owned(),
        FailureReason::LanguageRefused => msg::reason_language_refused(detail),
        FailureReason::LinkLoop => msg::reason_link_loop().to_owned(),
        FailureReason::NoAnswerInTime => msg::reason_no_answer_in_time().to_owned(),
        FailureReason::NoAssetsAtServer => msg::reason_no_assets_at_server(detail),
        FailureReason::NoEtag => msg::reason_no_etag().to_owned(),
        FailureReason::NoHomeFolder => msg::reason_no_home_folder().to_owned(),
        FailureReason::NoKey => msg::reason_no_key().to_owned(),
        // The words of the system help few people. The network test shows them.
        FailureReason::NoKeyring => msg::reason_no_keyring().to_owned(),
        FailureReason::NoRoots => msg::reason_no_roots().to_owned(),
        FailureReason::NotAFile => msg::reason_not_a_file().to_owned(),
        FailureReason::NotSaved => msg::reason_not_saved(detail),
        FailureReason::NotHttps => msg::reason_not_https(detail),
        FailureReason::OfAnotherAccount => msg::reason_of_another_account(detail),
        FailureReason::OtherBytes => msg::reason_other_bytes().to_owned(),
        FailureReason::OtherFile => msg::reason_other_file().to_owned(),
        FailureReason::OtherSize => msg::reason_other_size().to_owned(),
        FailureReason::PartDamaged => msg::reason_part_damaged(detail),
        FailureReason::ProxyRefused => msg::reason_proxy_refused(detail),
        FailureReason::OwnProxyMissing => msg::reason_own_proxy_missing().to_owned(),
        FailureReason::ProxyUnusable => msg::reason_proxy_unusable(detail),
        FailureReason::ReleaseNotSigned => msg::reason_release_not_signed().to_owned(),
        FailureReason::Redirected => msg::reason_redirected(detail),
        FailureReason::SandboxNotStarted => msg::reason_sandbox_not_started(detail),
        FailureReason::ServerNoUrl => msg::reason_server_no_url(detail),
        FailureReason::SessionsTooShort => msg::reason_sessions_too_short(detail),
        FailureReason::SettingsNotSaved => msg::reason_settings_not_saved(detail),
        FailureReason::SettingsUnreadable => msg::reason_settings_unreadable(detail),
    })
}

/// Why no Google Drive was connected.
fn consent(reason: FailureReason, code: &str) -> String {
    match (reason, code) {
        (FailureReason::ConsentTooLate, _) => msg::reason_consent_too_late().to_owned(),
        (_, "") => msg::reason_consent_refused().to_owned(),
        (_, code) => msg::reason_consent_refused_code(code),
    }
}

/// Why a copy of a file was not made or not sent.
#[expect(clippy::wildcard_enum_match_arm, reason = "the other reasons are not about copies")]
fn copying(reason: FailureReason, detail: &str) -> Option<String> {
    Some(match reason {
        FailureReason::CopyGone => msg::reason_copy_gone().to_owned(),
        FailureReason::CopyNoSpace => match two(detail) {
            Some((needed, left)) => {
                msg::reason_copy_no_space_left(numbers::bytes(needed), numbers::bytes(left))
            }
            None => msg::reason_copy_no_space().to_owned(),
        },
        FailureReason::CopyOtherLength => {
            let (file, copy) = two(detail).unwrap_or_default();
            msg::reason_copy_other_length(length(copy), length(file))
        }
        FailureReason::FfmpegFailed if detail.is_empty() => msg::reason_ffmpeg_failed_silently().to_owned(),
        FailureReason::FfmpegFailed => msg::reason_ffmpeg_failed(detail),
        FailureReason::FfmpegMissing if detail.is_empty() => msg::reason_ffmpeg_missing().to_owned(),
        FailureReason::FfmpegMissing => msg::reason_ffmpeg_missing_at(detail),
        FailureReason::FfmpegNoEncoder => msg::reason_ffmpeg_no_encoder(detail),
        FailureReason::FfmpegStuck => msg::reason_ffmpeg_stuck().to_owned(),
        FailureReason::FfmpegTooOld => msg::reason_ffmpeg_too_old(detail),
        _ => return None,
    })
}

/// Two figures with a space between them.
fn two(detail: &str) -> Option<(u64, u64)> {
    let (one, other) = detail.split_once(' ')?;
    Some((one.parse().ok()?, other.parse().ok()?))
}

fn length(millis: u64) -> String {
    times::tenths(Duration::from_millis(millis))
}

/// The words of others, with the platform's code.
pub(super) fn told(failure: &Failure) -> String {
    match &failure.code {
        Some(FailureCode::Platform(code)) => msg::reason_with_code(&failure.detail, code.as_str()),
        Some(FailureCode::Own(_)) | None => failure.detail.clone(),
    }
}

/// What does not fit together.
pub(super) fn unfit(unfit: Unfit) -> String {
    match unfit {
        Unfit::DriveForTask => msg::unfit_drive_for_task().to_owned(),
        Unfit::NotConnected => msg::unfit_not_connected().to_owned(),
        Unfit::FileForUrlMethod => msg::unfit_file_for_url_method().to_owned(),
        Unfit::NoIndex => msg::unfit_no_index().to_owned(),
        Unfit::NotLookedAt => msg::unfit_not_looked_at().to_owned(),
        Unfit::OnPlatform => msg::unfit_on_platform().to_owned(),
        Unfit::OtherSize { session, file } => {
            msg::unfit_other_size(numbers::bytes_exact(session), numbers::bytes_exact(file))
        }
        Unfit::UrlForFileMethod => msg::unfit_url_for_file_method().to_owned(),
    }
}

/// Why a session cannot be finished.
pub(super) fn not_finished(why: NotFinished) -> &'static str {
    match why {
        NotFinished::AssetUnknown => msg::not_finished_asset_unknown(),
        NotFinished::AtWork => msg::not_finished_at_work(),
        NotFinished::NotListed => msg::not_finished_not_listed(),
        NotFinished::Over => msg::not_finished_over(),
        NotFinished::PartSize => msg::not_finished_part_size(),
    }
}

#[cfg(test)]
mod tests {
    use takeup_model::FailureKind;

    use super::*;

    #[test]
    fn every_reason_is_one_sentence_with_its_detail() {
        for reason in FailureReason::ALL {
            let said = own(&Failure::own(FailureKind::Setup, reason, "the words.")).unwrap();
            assert!(said.ends_with('.') && !said.contains(".."), "{said}");
            assert!(said.starts_with(|c: char| c.is_ascii_uppercase()), "{said}");
        }
    }
}
