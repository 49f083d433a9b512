//! Small changes: asked for, made, or not made.

use std::collections::HashMap;

use takeup_model::{
    Account, AccountId, Change, ChangeRequest, ChangeRequestNo, Failure, FailureKind, List, Listing, Model,
    News, Now, Subject,
};

use super::super::event::Command;
use super::super::pace::Policy;
use super::commands::with_account;
use super::failures::may_have_arrived;
use super::lists;

/// A wish about a chore. Every other wish is passed over.
#[expect(clippy::wildcard_enum_match_arm, reason = "only chores are meant here")]
pub(super) fn command(model: &mut Model, command: Command) {
    match command {
        Command::RequestChanges(id, changes) => {
            let first = model.last_number + 1;
            model.last_number += changes.len() as u64;
            let numbers = (first..).map(ChangeRequestNo);
            with_account(model, &id, |account| ask(account, numbers.zip(changes)));
        }
        Command::RetryChange(id, number) => with_account(model, &id, |account| {
            if let Some(change_request) = account.change_requests.get_mut(&number) {
                change_request.failure = None;
                change_request.not_before = None;
            }
        }),
        Command::DismissChange(id, number) => with_account(model, &id, |account| {
            let failed = account.change_requests.get(&number).is_some_and(|request| !request.open());
            if failed {
                account.change_requests.remove(&number);
            }
        }),
        _ => {}
    }
}

/// Takes changes in. One that is asked for already is not asked for again; one that failed is replaced.
fn ask(account: &mut Account, changes: impl Iterator<Item = (ChangeRequestNo, Change)>) {
    let mut known: HashMap<_, Vec<ChangeRequestNo>> = HashMap::new();
    for (number, request) in &account.change_requests {
        known.entry(request.change.subject()).or_default().push(*number);
    }
    for (number, change) in changes {
        let rivals = known.entry(change.subject()).or_default();
        let requests = &mut account.change_requests;
        if rivals.iter().filter_map(|rival| requests.get(rival)).any(|one| one.open() && one.change == change)
        {
            continue;
        }
        rivals.retain(|rival| {
            let open = requests.get(rival).is_some_and(ChangeRequest::open);
            if !open {
                requests.remove(rival);
            }
            open
        });
        rivals.push(number);
        requests.insert(number, ChangeRequest::new(change));
    }
}

/// The platform has made the change.
pub(super) fn done(model: &mut Model, id: &AccountId, number: ChangeRequestNo, created: Option<String>) {
    if let Some(change) = over(model, id, number) {
        model.notify(News::Changed { change, created });
    }
}

/// What was to be removed is not there: somebody else was faster, an answer was lost, or it never was.
fn gone(model: &mut Model, id: &AccountId, number: ChangeRequestNo) {
    if let Some(removal) = over(model, id, number) {
        model.notify(News::Gone(removal));
    }
}

fn over(model: &mut Model, id: &AccountId, number: ChangeRequestNo) -> Option<Change> {
    let account = model.accounts.get_mut(id)?;
    let change_request = account.change_requests.remove(&number)?;
    carry_over(account, &change_request.change);
    refresh(account, &change_request.change);
    Some(change_request.change)
}

/// What is known of the change without asking.
fn carry_over(account: &mut Account, change: &Change) {
    match change {
        Change::DeleteAsset { asset, .. } => {
            account.assets.forget(&asset.0);
            close(account, &Subject::Asset(asset.clone()));
        }
        Change::RenameIndex { index, name } => {
            account.indexes.change(&index.0, |known| known.name.clone_from(name));
        }
        Change::DeleteIndex { index, .. } => {
            account.indexes.forget(&index.0);
            account.indexed.remove(index);
            close(account, &Subject::Index(index.clone()));
        }
        Change::RemoveIndexedAsset { index, indexed, .. } => {
            account.indexed.entry(index.clone()).and_modify(|list: &mut Listing<_>| list.forget(indexed));
        }
        Change::DeleteStore { store, .. } => {
            account.stores.forget(&store.0);
            account.items.retain(|id, _| id.whole() != *store);
            account.collections.remove(store);
            close(account, &Subject::Store(store.clone()));
        }
        Change::RemoveItem { store, item, .. } => {
            account.items.entry(store.clone()).and_modify(|list: &mut Listing<_>| list.forget(item));
        }
        Change::DeleteTask { task, .. } => {
            let video =
                account.tasks.get(&task.0).and_then(|task| Some((task.index.clone(), task.video.clone()?)));
            if let Some((index, video)) = video {
                account.indexed.entry(index).and_modify(|list: &mut Listing<_>| list.forget(&video));
            }
            account.tasks.forget(&task.0);
        }
        Change::RemoveConnection { connection, .. } => account.connections.forget(&connection.0),
        Change::DescribeAsset { .. }
        | Change::DescribeIndexed { .. }
        | Change::CreateIndex { .. }
        | Change::CreateStore { .. }
        | Change::CreateCollection { .. } => {}
    }
}

fn close(account: &mut Account, gone: &Subject) {
    account.viewed.take_if(|viewed| gone.lists().contains(viewed));
    account.opened.take_if(|opened| opened.subject == *gone);
}

/// The lists that a change touches are loaded at once, after the last of several.
fn refresh(account: &mut Account, change: &Change) {
    let list = change.list();
    if !account
        .change_requests
        .values()
        .any(|change_request| change_request.open() && change_request.change.list() == list)
    {
        lists::touched(account, &list);
        match &list {
            // The counts in their rows are others now.
            List::Indexed(_) => lists::touched(account, &List::Indexes),
            List::Items(store) => {
                lists::touched(account, &List::Stores);
                lists::touched(account, &List::Collections(store.whole()));
            }
            List::Assets
            | List::Indexes
            | List::Tasks
            | List::Stores
            | List::Sessions
            | List::Connections
            | List::Collections(_) => {}
        }
    }
    lists::touched_asset(account);
}

/// The change was not made, or nobody knows.
pub(super) fn failed(
    model: &mut Model,
    id: &AccountId,
    number: ChangeRequestNo,
    failure: Failure,
    policy: &Policy,
    now: Now,
) {
    let Some(change_request) =
        model.accounts.get(id).and_then(|account| account.change_requests.get(&number))
    else {
        return;
    };
    if failure.kind == FailureKind::NotFound && change_request.change.removes() {
        return gone(model, id, number);
    }
    with_account(model, id, |account| {
        let Some(change_request) = account.change_requests.get_mut(&number) else { return };
        if failure.kind == FailureKind::Network {
            // It did not arrive: it goes out again as soon as the server can be reached.
            return;
        }
        if matches!(failure.kind, FailureKind::RateLimited(_)) {
            change_request.not_before = Some(policy.again_at(&failure.kind, 1, now));
            return;
        }
        let change = change_request.change.clone();
        let lost = may_have_arrived(&failure);
        change_request.failure = Some(failure);
        if lost {
            // It may have been made all the same: the list tells.
            refresh(account, &change);
        }
    });
}

/// No request can succeed for now; what was not done yet waits for a person.
pub(super) fn give_up(account: &mut Account, failure: &Failure) {
    let open = account.change_requests.iter().filter(|(_, change_request)| change_request.open());
    let open: Vec<ChangeRequestNo> = open.map(|(number, _)| *number).collect();
    for number in open {
        if let Some(change_request) = account.change_requests.get_mut(&number) {
            change_request.failure = Some(failure.clone());
        }
    }
}
