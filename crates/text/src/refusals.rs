//! How uploads ended, and why.

use takeup_model::{DestinationState, End, Job, Limit, Method, Refusal, RefusalRule, Unfit};

use crate::change_requests::ask_failure;
use crate::existing::duplicate;
use crate::failures::{advice_on, bare, failure, happened, headline, sentences, trouble};
use crate::limits::limit_use;
use crate::media::content;
use crate::msg::refusals;
use crate::numbers::bytes;
use crate::{address, reasons, requirements};

/// Why a file is not sent: the rule, what was measured, and where the rule is written.
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Address(why) => address::obstacle(why),
        Refusal::Empty => refusals::refusal_empty().to_owned(),
        Refusal::NotMedia { found } => refusals::refusal_not_media(content(found)),
        Refusal::TooLarge { method, size, limit } => too_large(*method, *size, limit),
        Refusal::Unmet(why) => requirements::unmet(why),
        Refusal::Unfit(why @ Unfit::NotConnected) => {
            sentences(reasons::unfit(*why), refusals::refusal_connect())
        }
        Refusal::Unfit(why) => reasons::unfit(*why),
    }
}

fn too_large(method: Method, size: u64, limit: &Limit) -> String {
    let rule = refusals::refusal_too_large(
        bytes(size),
        bytes(limit.bytes),
        limit_use(limit.key, method),
        requirements::source(limit.source),
    );
    match limit.table.filter(|table| table.bytes >= size) {
        Some(table) => {
            let source = requirements::source(table.source);
            sentences(rule, refusals::refusal_allow_newer(source, bytes(table.bytes)))
        }
        None => sentences(rule, refusals::refusal_export_smaller()),
    }
}

/// The same for a file that is no longer at hand: the rule, and the particulars.
pub(crate) fn refused(rule: RefusalRule, detail: &str) -> String {
    match rule {
        RefusalRule::Address => refusals::refusal_past_url(detail),
        RefusalRule::Empty => refusal(&Refusal::Empty),
        RefusalRule::NotMedia => refusals::refusal_not_media(content(detail)),
        // Older receipts have the limit as text.
        RefusalRule::TooLarge => {
            refusals::refusal_past_too_large(detail.parse().map_or_else(|_| detail.to_owned(), bytes))
        }
        RefusalRule::Unmet => requirements::was_unmet(detail).to_owned(),
        RefusalRule::Unfit => {
            Unfit::parse(detail).map_or_else(|| refusals::refusal_past_unfit(bare(detail)), reasons::unfit)
        }
    }
}

/// What several jobs that ended alike have in common: a headline, and the advice.
pub fn common_end(end: &End) -> (String, String) {
    let (title, advice) = match end {
        End::Ready => (refusals::refusal_group_ready(), ""),
        End::Cancelled => (refusals::refusal_group_cancelled(), ""),
        End::Refused(Refusal::Address(why)) => return address::common(why),
        End::Refused(Refusal::Empty) => {
            (refusals::refusal_group_empty(), refusals::refusal_group_empty_advice())
        }
        End::Refused(Refusal::NotMedia { .. }) => {
            (refusals::refusal_group_not_media(), refusals::refusal_group_not_media_advice())
        }
        End::Refused(Refusal::TooLarge { method, limit, .. }) => {
            let title = refusals::refusal_group_too_large(bytes(limit.bytes), limit_use(limit.key, *method));
            return (title, requirements::source_line(requirements::source(limit.source)));
        }
        End::Refused(Refusal::Unmet(why)) => {
            return (requirements::verdict_title(why), requirements::sources(&why.against));
        }
        End::Refused(Refusal::Unfit(why)) => {
            let title = bare(&reasons::unfit(*why)).to_owned();
            let advice = if *why == Unfit::NotConnected {
                refusals::refusal_group_not_connected_advice()
            } else {
                refusals::refusal_group_unfit_advice()
            };
            return (title, advice.to_owned());
        }
        End::Failed(why) => (headline(&why.kind), advice_on(why).unwrap_or_default()),
    };
    (title.to_owned(), advice.to_owned())
}

/// Why a job ended badly, in so few words that a row can hold them.
pub fn short_reason(job: &Job) -> Option<String> {
    match job.end.as_ref()? {
        End::Ready | End::Cancelled => None,
        End::Failed(why) => Some(but_ready(job, happened(why))),
        End::Refused(Refusal::Empty) => Some(refusals::refusal_short_empty().to_owned()),
        End::Refused(Refusal::NotMedia { found }) => Some(refusals::refusal_short_not_media(content(found))),
        End::Refused(Refusal::TooLarge { method, size, limit }) => Some(refusals::refusal_short_too_large(
            bytes(*size),
            bytes(limit.bytes),
            limit_use(limit.key, *method),
        )),
        End::Refused(Refusal::Unmet(why)) => Some(requirements::short(why)),
        End::Refused(Refusal::Unfit(why)) => Some(reasons::unfit(*why)),
        End::Refused(why @ Refusal::Address(_)) => Some(refusal(why)),
    }
}

/// The whole reason why a job did not or does not continue, if there is one.
pub fn reason(job: &Job) -> Option<String> {
    match &job.end {
        Some(End::Refused(why)) => Some(refusal(why)),
        Some(End::Failed(why)) if job.can_add_destinations() => Some(but_ready(job, ask_failure(why))),
        Some(End::Failed(why)) => Some(failure(why)),
        Some(End::Cancelled) => None,
        None if job.asks() => job.duplicate.as_ref().map(duplicate),
        Some(End::Ready) | None => job.trouble.as_ref().map(trouble).or_else(|| destination_failure(job)),
    }
}

/// The same, and before it that the asset is ready, where only a destination has failed.
fn but_ready(job: &Job, why: String) -> String {
    if job.can_add_destinations() { sentences(refusals::refusal_not_everywhere(), why) } else { why }
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
    use takeup_model::{LimitKey, Limits};

    #[test]
    fn a_file_over_a_limit_is_told_the_rule_its_size_and_the_source() {
        for key in LimitKey::ALL {
            let table = key.limit();
            let lowered = Limits { set: [(key, table.bytes / 2)].into() };
            for (limits, allowed) in [(Limits::default(), false), (lowered, true)] {
                let limit = limits.of(key);
                let size = if allowed { table.bytes } else { table.bytes + 1_000_000_000 };
                let (source, rule) = (requirements::source(limit.source), bytes(limit.bytes));
                let said = refusal(&Refusal::TooLarge { method: Method::Multipart, size, limit });
                assert!(
                    said.contains(source) && said.contains(&rule) && said.contains(&bytes(size)),
                    "{said}"
                );
                assert_eq!(said.contains("allow it"), allowed, "{said}");
            }
        }
    }
}
