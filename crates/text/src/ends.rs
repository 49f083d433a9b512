//! How uploads ended, and why.

use crate::numbers;
use takeup_model::{DestinationState, End, Failure, Job, Refusal, RefusalRule};

use super::{
    address, ask_failure, duplicate, failure, happened, limit_use, obstacle, requirements, trouble,
    verdict_title,
};

/// Why a file is not sent: the rule, what was measured, and where the rule is written.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Address(why) => obstacle(why),
        Refusal::Empty => "The file is empty: 0 bytes. There is nothing to upload.".to_owned(),
        Refusal::NotMedia { found } => format!(
            "Not video, audio, an image or a document: the content looks like {found}. Upload it anyway if you know better."
        ),
        Refusal::TooLarge { method, size, limit } => {
            let rule = format!(
                "{} is over the limit of {} for {} ({}).",
                numbers::bytes(*size),
                numbers::bytes(limit.bytes),
                limit_use(limit.key, *method),
                limit.source
            );
            match limit.newer {
                Some(newer) if newer.bytes >= *size => format!(
                    "{rule} The {} says {}: allow it if your plan has it.",
                    newer.source,
                    numbers::bytes(newer.bytes)
                ),
                _ => format!("{rule} Export it smaller or in pieces."),
            }
        }
        Refusal::Unmet(why) => requirements::unmet(why),
        Refusal::Unfit { reason } => format!("This does not fit together: {}.", reason.trim_end_matches('.')),
    }
}

/// The same of a file that is no longer at hand: the rule, and the particulars.
pub(super) fn refused(rule: RefusalRule, detail: &str) -> String {
    match rule {
        RefusalRule::Address => format!("The platform cannot fetch from its URL ({detail})."),
        RefusalRule::Empty => refusal(&Refusal::Empty),
        RefusalRule::NotMedia => refusal(&Refusal::NotMedia { found: detail.to_owned() }),
        RefusalRule::TooLarge => format!("It is over the limit of {detail}."),
        RefusalRule::Unmet => requirements::was_unmet(detail),
        RefusalRule::Unfit => refusal(&Refusal::Unfit { reason: detail.to_owned() }),
    }
}

/// What several jobs that ended alike have in common: a short title, and the advice.
pub fn common_end(end: &End) -> (String, String) {
    match end {
        End::Ready => ("ready".to_owned(), String::new()),
        End::Cancelled => ("cancelled".to_owned(), String::new()),
        End::Refused(Refusal::Address(why)) => address::common(why),
        End::Refused(Refusal::Empty) => {
            ("empty".to_owned(), "There is nothing in them to upload.".to_owned())
        }
        End::Refused(Refusal::NotMedia { .. }) => (
            "neither video, audio, image nor document".to_owned(),
            "Judged by their content. Upload them anyway if you know better.".to_owned(),
        ),
        End::Refused(Refusal::TooLarge { method, limit, .. }) => (
            format!(
                "over the limit of {} for {}",
                numbers::bytes(limit.bytes),
                limit_use(limit.key, *method)
            ),
            format!("Rule: {}.", limit.source),
        ),
        End::Refused(Refusal::Unmet(why)) => (verdict_title(why), requirements::sources(&why.against)),
        End::Refused(Refusal::Unfit { reason }) => (reason.clone(), "Change what was asked for.".to_owned()),
        End::Failed(why) => {
            let bare = Failure::new(why.kind.clone(), "");
            let happened = happened(&bare);
            let advice = failure(&bare).split_off(happened.len()).trim().to_owned();
            (happened.trim_end_matches('.').to_owned(), advice)
        }
    }
}

/// Why a job ended badly, in so few words that a row can hold them.
pub fn short_reason(end: &End) -> Option<String> {
    match end {
        End::Ready | End::Cancelled => None,
        End::Failed(why) => Some(happened(why)),
        End::Refused(Refusal::Empty) => Some("The file is empty.".to_owned()),
        End::Refused(Refusal::NotMedia { found }) => {
            Some(format!("The content looks like {found}, which is not media."))
        }
        End::Refused(Refusal::TooLarge { method, size, limit }) => Some(format!(
            "{} is over the limit of {} for {}.",
            numbers::bytes(*size),
            numbers::bytes(limit.bytes),
            limit_use(limit.key, *method)
        )),
        End::Refused(Refusal::Unmet(why)) => Some(requirements::short(why)),
        End::Refused(why @ (Refusal::Address(_) | Refusal::Unfit { .. })) => Some(refusal(why)),
    }
}

/// The whole reason why a job did not or does not get on, if there is one.
pub fn reason(job: &Job) -> Option<String> {
    match &job.end {
        Some(End::Refused(why)) => Some(refusal(why)),
        Some(End::Failed(why)) if job.can_add_destinations() => Some(ask_failure(why)),
        Some(End::Failed(why)) => Some(failure(why)),
        Some(End::Cancelled) => None,
        None if job.asks() => job.duplicate.as_ref().map(duplicate),
        Some(End::Ready) | None => job.trouble.as_ref().map(trouble).or_else(|| destination_failure(job)),
    }
}

fn destination_failure(job: &Job) -> Option<String> {
    job.destinations.iter().find_map(|destination| match &destination.state {
        DestinationState::Failed(why) => Some(ask_failure(why)),
        DestinationState::Wanted
        | DestinationState::Begun
        | DestinationState::Doubtful
        | DestinationState::Submitted { .. }
        | DestinationState::Ready { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use takeup_model::{LIMITS, Limits, Method};

    #[test]
    fn a_file_over_a_limit_is_told_the_rule_its_size_and_the_source() {
        for row in LIMITS {
            let limit = Limits::default().of(row.key);
            let size = limit.newer.map_or(limit.bytes + 1_000_000_000, |newer| newer.bytes);
            let source = limit.source;
            let said = refusal(&Refusal::TooLarge { method: Method::Multipart, size, limit });
            assert!(said.contains(source), "{said}");
            assert!(
                said.contains(&numbers::bytes(size)) && said.contains(&numbers::bytes(row.bytes)),
                "{said}"
            );
            assert_eq!(said.contains("allow it"), row.newer.is_some(), "{said}");
        }
    }
}
