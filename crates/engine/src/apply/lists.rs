//! Lists, and the one thing that somebody looks at: what is wished of them, and what the platform tells.

use std::sync::Arc;
use std::time::{Duration, Instant};

use takeup_model::{
    Access, Account, AccountId, AssetDetail, Failure, List, ListItem as Thing, ListPage, ListState, Listing,
    Model, Now, OpenDetail, PageKind, Pixels, Still, Subject, Thumbnail,
};

use super::super::event::{Command, Listed, Work};
use super::super::pace::Policy;
use super::commands::with_account;

/// A wish about a list. Every other wish is passed over.
#[expect(clippy::wildcard_enum_match_arm, reason = "only lists are meant here")]
pub(super) fn command(model: &mut Model, command: Command, policy: &Policy, now: Now) {
    match command {
        Command::Refresh(id, list) => with_account(model, &id, |account| want(account.list_mut(&list))),
        Command::More(id, list) => {
            with_account(model, &id, |account| account.list_mut(&list).deeper = true);
        }
        Command::LoadAll(id, list) => with_account(model, &id, |account| {
            let state = account.list_mut(&list);
            state.to_the_end = true;
            state.deeper |= state.loaded.is_some() && !state.complete;
            state.wanted |= state.loaded.is_none();
        }),
        Command::Search(id, list, text) if list.searchable() => with_account(model, &id, |account| {
            let state = account.list_mut(&list);
            if state.search != text.trim() {
                text.trim().clone_into(&mut state.search);
                (state.deeper, state.to_the_end) = (false, false);
                want(state);
            }
        }),
        Command::View(id, list) => with_account(model, &id, |account| {
            account.viewed.clone_from(&list);
            if let Some(list) = list {
                look_at(account.list_mut(&list), policy, now);
            }
        }),
        Command::ShowStills(id, assets) => {
            with_account(model, &id, |account| account.stills.look_at(assets));
        }
        Command::Open(id, subject) => with_account(model, &id, |account| open(account, subject, policy, now)),
        _ => {}
    }
}

/// The small picture of an asset has come, or there is none. Meanwhile somebody may look at another one.
pub(super) fn pictured(account: &mut Account, work: &Work, points: Option<Arc<Pixels>>) {
    if let (Work::Picture(_, asset), Some(opened)) = (work, &mut account.opened)
        && opened.subject == Subject::Asset(asset.clone())
    {
        opened.still = points.map_or(Thumbnail::Missing, Thumbnail::Here);
    }
}

/// What there is of the small picture of an asset in a list.
pub(super) fn still(account: &mut Account, work: &Work, still: Still, policy: &Policy, now: Now) {
    if let Work::Still(_, asset) = work {
        account.stills.told(asset, still, |poll| policy.ask_again(poll, now.mono));
    }
}

/// The platform did not tell; what can be asked for again is.
pub(super) fn no_still(account: &mut Account, work: &Work, failure: &Failure, policy: &Policy, now: Now) {
    let still = if failure.passing() { Still::Pending } else { Still::Missing };
    self::still(account, work, still, policy, now);
}

/// Somebody waits: the pause between two questions begins again.
fn want(state: &mut ListState) {
    state.want();
    state.next = None;
}

/// Somebody looks at a list: what is not fresh is loaded.
fn look_at(state: &mut ListState, policy: &Policy, now: Now) {
    let fresh =
        |loaded| Duration::try_from(now.utc.duration_since(loaded)).unwrap_or_default() < policy.first_poll;
    if !state.loaded.is_some_and(fresh) {
        want(state);
    }
}

fn open(account: &mut Account, subject: Option<Subject>, policy: &Policy, now: Now) {
    for list in subject.iter().flat_map(Subject::lists) {
        look_at(account.list_mut(&list), policy, now);
    }
    account.opened = subject.map(|subject| match account.opened.take() {
        Some(mut opened) if opened.subject == subject => {
            look_at(&mut opened.state, policy, now);
            opened
        }
        _ => OpenDetail::new(subject),
    });
}

/// Whoever looks at something wants it fresh.
pub(super) fn want_viewed(account: &mut Account) {
    let contents = account.opened.iter().flat_map(|opened| opened.subject.lists());
    for list in account.viewed.clone().into_iter().chain(contents).collect::<Vec<_>>() {
        want(account.list_mut(&list));
    }
    if let Some(opened) = &mut account.opened
        && matches!(opened.subject, Subject::Asset(_))
    {
        want(&mut opened.state);
    }
}

/// Something in this list is known to have changed.
pub(super) fn touched(account: &mut Account, list: &List) {
    // An answer that is on its way may be older than the change.
    if account.list(list).loaded.is_some() || account.list(list).loading() || account.looked_at(list) {
        want(account.list_mut(list));
    }
}

/// The one asset that somebody looks at is known to have changed.
pub(super) fn touched_asset(account: &mut Account) {
    if let Some(opened) = account.opened.as_mut().filter(|one| matches!(one.subject, Subject::Asset(_))) {
        want(&mut opened.state);
    }
}

/// The platform told a stretch of a list.
pub(super) fn told(account: &mut Account, list: &List, told: Listed, policy: &Policy, now: Now) {
    match (told, list) {
        (Listed::Assets(page), _) => merge(&mut account.assets, page, policy, now),
        (Listed::Indexes(page), _) => merge(&mut account.indexes, page, policy, now),
        (Listed::Tasks(page), _) => merge(&mut account.tasks, page, policy, now),
        (Listed::Stores(page), _) => {
            account.stores_access = Access::Granted;
            merge(&mut account.stores, page, policy, now);
        }
        (Listed::Sessions(page), _) => merge(&mut account.sessions, page, policy, now),
        (Listed::Connections(page), _) => merge(&mut account.connections, page, policy, now),
        (Listed::Indexed(page), List::Indexed(index)) => {
            merge(account.indexed.entry(index.clone()).or_default(), page, policy, now);
        }
        (Listed::Items(page), List::Items(store)) => {
            merge(account.items.entry(store.clone()).or_default(), page, policy, now);
        }
        (Listed::Collections(page), List::Collections(store)) => {
            merge(account.collections.entry(store.clone()).or_default(), page, policy, now);
        }
        (Listed::Indexed(_) | Listed::Items(_) | Listed::Collections(_), _) => {}
    }
}

/// A list is loaded to its end by itself up to this many items. More come page by page.
const MOST_ITEMS: usize = 100_000;

fn merge<T: Thing>(listing: &mut Listing<T>, page: ListPage<T>, policy: &Policy, now: Now) {
    if page.search != listing.state.search {
        // It answers what nobody asks any more.
        return;
    }
    if page.stretch != PageKind::Changed && page.search != listing.state.found {
        listing.items = [].into();
        listing.state.passed_over.clear();
        listing.state.complete = false;
        listing.state.found.clone_from(&page.search);
    }
    let (stretch, told, before) = (page.stretch, page.items.len(), listing.told());
    listing.merge(page);
    let surplus = listing.state.total.is_some_and(|total| total < listing.told() as u64);
    if stretch == PageKind::First && surplus {
        // More was deleted elsewhere than can be told apart: what was just told is what is known.
        listing.items = listing.items.iter().take(told).cloned().collect();
        listing.state.complete = listing.state.total == Some(told as u64);
    }
    let moving = listing.moving();
    let (more, after) = (listing.more(), listing.told());
    let state = &mut listing.state;
    state.loaded = Some(now.utc);
    state.trouble = None;
    match stretch {
        PageKind::First => {
            state.wanted = state.wanted_again;
            state.deeper = more && (state.deeper || state.to_the_end);
        }
        PageKind::Next => {
            // What follows has moved a page on if nothing came and there is more: the front is looked at first.
            state.wanted |= more && after == before;
            state.deeper = more && after > before && state.to_the_end && after < MOST_ITEMS;
        }
        PageKind::Changed => {}
    }
    state.next = moving.then(|| next_load(state.next, policy, now));
}

pub(super) fn next_load(
    before: Option<(Instant, Duration)>,
    policy: &Policy,
    now: Now,
) -> (Instant, Duration) {
    let pause = policy.slower(before.map_or(Duration::ZERO, |(_, pause)| pause));
    (now.mono + policy.about(pause, now.random), pause)
}

/// The platform told an asset whole.
pub(super) fn inspected(account: &mut Account, detail: AssetDetail, policy: &Policy, now: Now) {
    account.assets.update(vec![detail.asset.clone()]);
    let subject = Subject::Asset(detail.asset.id.clone());
    let Some(opened) = account.opened.as_mut().filter(|opened| opened.subject == subject) else { return };
    let state = &mut opened.state;
    state.wanted = state.wanted_again;
    state.loaded = Some(now.utc);
    state.trouble = None;
    state.next = detail.under_way().then(|| next_load(state.next, policy, now));
    opened.asset = Some(detail.into());
}

/// A list could not be loaded, or need not be: the old items stay.
pub(super) fn failed(
    account: &mut Account,
    list: &List,
    failure: Option<&Failure>,
    policy: &Policy,
    now: Now,
) {
    let refused = failure.is_some_and(Failure::closes_a_group);
    if *list == List::Stores && refused {
        account.stores_access = Access::Refused;
    }
    not_loaded(account.list_mut(list), failure, policy, now);
}

/// The one thing that somebody looks at could not be loaded, or need not be.
pub(super) fn not_opened(account: &mut Account, failure: Option<&Failure>, policy: &Policy, now: Now) {
    if let Some(opened) = &mut account.opened {
        not_loaded(&mut opened.state, failure, policy, now);
    }
}

fn not_loaded(state: &mut ListState, failure: Option<&Failure>, policy: &Policy, now: Now) {
    (state.wanted, state.deeper, state.to_the_end) = (false, false, false);
    let again = |failure: &Failure| {
        let at = policy.again_at(&failure.kind, 1, now).max(now.mono + policy.first_poll);
        (at, Duration::ZERO)
    };
    state.next = failure.filter(|failure| failure.passing()).map(again);
    state.trouble = failure.cloned();
}

/// No request can succeed for now.
pub(super) fn give_up(model: &mut Model, id: &AccountId, policy: &Policy, now: Now) {
    with_account(model, id, |account| {
        for list in account.lists().collect::<Vec<_>>() {
            failed(account, &list, None, policy, now);
        }
        not_opened(account, None, policy, now);
    });
}
