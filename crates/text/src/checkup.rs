//! What a test of the network and of this computer has found, and what to do.

use std::borrow::Cow;
use std::net::IpAddr;
use std::path::Path;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, SignedDurationRound, Unit};

use crate::failures::{bare, failure, happened, named_advice, sentences};
use crate::msg::{checkup as msg, failures};
use crate::{key_kept, numbers, times};
use takeup_model::{Check, CheckLine, Failure, FailureKind, FailureReason, Finding, Grade, shown};

/// What a line is about, in a word.
pub fn check(check: Check) -> &'static str {
    match check {
        Check::Names => msg::check_names(),
        Check::Proxy => msg::check_proxy(),
        Check::Connection => msg::check_connection(),
        Check::Tls => msg::check_tls(),
        Check::Api => msg::check_api(),
        Check::Clock => msg::check_clock(),
        Check::Storage => msg::check_storage(),
        Check::Keyring => msg::check_keyring(),
        Check::Disk => msg::check_disk(),
        Check::Folder => msg::check_folder(),
        Check::Display => msg::check_display(),
    }
}

/// A line on the console.
pub fn check_line(line: &CheckLine) -> String {
    let grade = match line.finding.grade() {
        Grade::Ok => msg::grade_ok(),
        Grade::Warn => msg::grade_warn(),
        Grade::Fail => msg::grade_fail(),
        Grade::Skipped => msg::grade_skipped(),
    };
    msg::checkup_line(grade, check(line.check), finding(&line.finding))
}

/// What came of a test in which so many lines failed, and so many are to be known of.
pub fn checkup_result(failed: usize, warned: usize) -> String {
    match (failed, warned) {
        (0, 0) => msg::checkup_none_failed().to_owned(),
        (0, warned) => msg::checkup_warned(warned),
        (failed, _) => msg::checkup_failed(failed),
    }
}

/// What was found, and what to do.
pub fn finding(finding: &Finding) -> String {
    match finding {
        Finding::Resolved(..)
        | Finding::IsAddress(_)
        | Finding::NoServer(_)
        | Finding::NotResolved(..)
        | Finding::ProxyNotResolved(..)
        | Finding::NoProxy
        | Finding::ProxyByScript
        | Finding::ProxyOpens(_)
        | Finding::ProxyFails(..)
        | Finding::ProxyRefuses(..)
        | Finding::Connects(_)
        | Finding::NotConnected(..) => way(finding),
        Finding::Plain
        | Finding::Trusted { .. }
        | Finding::NotTrusted(..)
        | Finding::IsAuthority(_)
        | Finding::NotNow(..)
        | Finding::OtherServer(_)
        | Finding::NoTls(..) => tls(finding),
        Finding::ClockAhead(by) => clock(*by),
        Finding::NoTime => msg::found_no_time().to_owned(),
        Finding::KeyAccepted => msg::found_key_accepted().to_owned(),
        Finding::NoKey => msg::found_no_key().to_owned(),
        Finding::ApiFails(why) => api(why),
        Finding::StorageAnswers(host) => msg::found_storage_answers(shown(host)),
        Finding::StorageUnknown => msg::found_storage_unknown().to_owned(),
        Finding::StorageFails(host, why) => msg::found_storage_fails(shown(host), happened(why)),
        Finding::KeyringWorks(_)
        | Finding::KeyringFails(_)
        | Finding::KeyringWaits
        | Finding::FolderWorks(_)
        | Finding::FolderFails(..)
        | Finding::SettingsFail(..)
        | Finding::SettingsNewer(..)
        | Finding::JournalFails(_)
        | Finding::Free(_)
        | Finding::RoomUnknown(_)
        | Finding::DisplayWorks(_)
        | Finding::NoDisplay
        | Finding::DisplayFails(..) => here(finding),
        Finding::Skipped(cause) => msg::found_skipped(check(*cause)),
    }
}

/// As far as a connection.
#[expect(clippy::wildcard_enum_match_arm, reason = "the caller hands in these and no others")]
fn way(finding: &Finding) -> String {
    match finding {
        Finding::Resolved(host, found) => {
            let kinds =
                [("IPv4", found.iter().any(IpAddr::is_ipv4)), ("IPv6", found.iter().any(IpAddr::is_ipv6))];
            let kinds = kinds.into_iter().filter(|(_, any)| *any).map(|(kind, _)| kind);
            msg::found_resolved(found.len(), shown(host), numbers::list(kinds))
        }
        Finding::IsAddress(host) => msg::found_address(shown(host)),
        Finding::NoServer(why) => failure(why),
        Finding::NotResolved(host, why) => msg::found_not_resolved(shown(host), bare(why)),
        Finding::ProxyNotResolved(host, why) => msg::found_proxy_not_resolved(shown(host), bare(why)),
        Finding::ProxyByScript => msg::found_proxy_by_script().to_owned(),
        Finding::ProxyOpens(proxy) => msg::found_proxy_opens(shown(proxy)),
        Finding::ProxyFails(kind, why) => proxy(kind, why),
        Finding::ProxyRefuses(proxy, status) => {
            let advice = match status {
                401 | 407 => msg::found_proxy_sign_in(),
                403 | 405 => msg::found_proxy_forbids(),
                _ => msg::found_proxy_finds_none(),
            };
            sentences(msg::found_proxy_status(shown(proxy), status.to_string()), advice)
        }
        Finding::Connects(host) => msg::found_connects(shown(host)),
        Finding::NotConnected(host, why) => {
            let reason = if why.detail.is_empty() { happened(why) } else { why.detail.clone() };
            msg::found_not_connected(shown(host), bare(&reason))
        }
        _ => msg::found_no_proxy().to_owned(),
    }
}

/// Why a proxy opens no way. `kind` is how it is spoken to.
fn proxy(kind: &str, why: &Failure) -> String {
    if why.detail.ends_with("proxy authorization required") {
        sentences(happened(why), msg::found_proxy_sign_in())
    } else if why.detail.ends_with("refused, or not reachable from there") {
        sentences(happened(why), msg::found_proxy_refuses())
    } else if kind.is_empty() || why.kind == FailureKind::Setup {
        failure(why)
    } else {
        sentences(happened(why), msg::found_proxy_kind(shown(kind)))
    }
}

/// What the platform answers, where nothing is sent that could be sent again.
#[expect(clippy::wildcard_enum_match_arm, reason = "what to do about the others is the same in a test")]
fn api(why: &Failure) -> String {
    match why.kind {
        _ if why.is_between() => failure(why),
        FailureKind::NotFound => sentences(happened(why), failures::failure_advice_setup()),
        FailureKind::Network
        | FailureKind::AnswerLost
        | FailureKind::ServerError
        | FailureKind::RateLimited(_) => {
            sentences(happened(why), named_advice(why).unwrap_or(msg::found_api_silent()))
        }
        FailureKind::Conflict | FailureKind::NotAllowed | FailureKind::Refused => {
            sentences(happened(why), msg::found_api_refuses())
        }
        _ => failure(why),
    }
}

/// Why no encrypted connection came about.
fn no_tls(host: &str, why: &Failure) -> String {
    if why.kind == FailureKind::Setup || why.is_between() || named_advice(why).is_some() {
        return failure(why);
    }
    let reason = if why.detail.is_empty() { happened(why) } else { why.detail.clone() };
    msg::found_no_tls(shown(host), bare(&reason))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the caller hands in these and no others")]
fn tls(finding: &Finding) -> String {
    let zone = TimeZone::system();
    let day = |time: &Option<jiff::Timestamp>| {
        time.map_or_else(String::new, |time| times::date_and_time(time, &zone))
    };
    match finding {
        Finding::Trusted { issuer, by: Some(file), .. } => {
            msg::found_trusted_by(shown(issuer), shown(&file_name(file)))
        }
        Finding::Trusted { issuer, expires, .. } => msg::found_trusted(shown(issuer), day(expires)),
        Finding::NotTrusted(issuer, None) => msg::found_not_trusted(shown(issuer)),
        Finding::NotTrusted(issuer, Some(file)) => {
            msg::found_not_trusted_with(shown(issuer), shown(&file_name(file)))
        }
        Finding::IsAuthority(issuer) => msg::found_is_authority(shown(issuer)),
        Finding::NotNow(issuer, from, until) => msg::found_not_now(shown(issuer), day(from), day(until)),
        Finding::OtherServer(issuer) => msg::found_other_server(shown(issuer)),
        Finding::NoTls(host, why) => no_tls(host, why),
        _ => msg::found_plain().to_owned(),
    }
}

fn file_name(file: &Path) -> Cow<'_, str> {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy()
}

fn clock(ahead: SignedDuration) -> String {
    // Seconds beside hours mean nothing.
    let minutes = SignedDurationRound::new().smallest(Unit::Minute);
    let coarse = ahead.abs() > SignedDuration::from_hours(1);
    let off = if coarse { ahead.round(minutes).unwrap_or(ahead) } else { ahead }.unsigned_abs();
    match Finding::ClockAhead(ahead).grade() {
        Grade::Ok | Grade::Skipped => msg::found_clock_right(numbers::decimal(off.as_secs_f64(), 1)),
        Grade::Warn | Grade::Fail if ahead.is_negative() => msg::found_clock_behind(times::about(off)),
        Grade::Warn | Grade::Fail => msg::found_clock_ahead(times::about(off)),
    }
}

/// On this computer.
#[expect(clippy::wildcard_enum_match_arm, reason = "the caller hands in these and no others")]
fn here(finding: &Finding) -> String {
    match finding {
        Finding::KeyringWorks(Some(place)) => key_kept(place),
        Finding::KeyringWorks(None) => msg::found_keyring_empty().to_owned(),
        Finding::KeyringFails(why) if why.reason() == Some(FailureReason::NoKeyring) => {
            msg::found_keyring_missing(bare(&why.detail))
        }
        Finding::KeyringFails(why) => msg::found_keyring_fails(bare(&why.detail)),
        Finding::KeyringWaits => msg::found_keyring_waits().to_owned(),
        Finding::FolderWorks(path) => msg::found_folder_works(shown(&path.to_string_lossy())),
        Finding::FolderFails(_, why) if why.kind == FailureKind::Setup => failure(why),
        Finding::FolderFails(path, why) => {
            msg::found_folder_fails(shown(&path.to_string_lossy()), bare(&why.detail))
        }
        Finding::SettingsFail(path, why) => {
            msg::found_settings_fail(shown(&path.to_string_lossy()), bare(why))
        }
        Finding::SettingsNewer(path, version) => {
            msg::found_settings_newer(shown(&path.to_string_lossy()), version.to_string())
        }
        Finding::JournalFails(why) if why.reason() == Some(FailureReason::JournalNewer) => failure(why),
        Finding::JournalFails(why) => sentences(happened(why), msg::found_journal_fails()),
        Finding::Free(bytes) if finding.grade() == Grade::Ok => msg::found_free(numbers::bytes(*bytes)),
        Finding::Free(bytes) => msg::found_free_little(numbers::bytes(*bytes)),
        Finding::RoomUnknown(why) => msg::found_room_unknown(bare(why)),
        Finding::DisplayWorks(name) => msg::found_display_works(shown(name)),
        Finding::DisplayFails(name, why) if why.is_empty() => msg::found_display_unnamed(shown(name)),
        Finding::DisplayFails(name, why) => msg::found_display_fails(shown(name), bare(why)),
        _ => msg::found_no_display().to_owned(),
    }
}
