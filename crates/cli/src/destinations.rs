//! Checks that the destinations of an upload exist before anything is sent.

use takeup_engine::{Command, Engine};
use takeup_model::{Account, AccountId, Failure, FailureKind, List, Reachability};
use takeup_text as text;
use takeup_text::msg::{indexes, stores};

use super::asking::{Asking, journal_trouble, say_failed, unusable};
use super::{DestinationArgs, Environment};

/// The account and its engine, if uploads to these destinations can begin. Otherwise the engine has ended, with the
/// reason on the screen.
pub(super) fn checked(
    world: &mut Environment<'_>,
    engine: Engine,
    to: &DestinationArgs,
    json: bool,
) -> anyhow::Result<Option<(AccountId, Engine)>> {
    if journal_trouble(world, &engine, json)? {
        engine.shutdown();
        return Ok(None);
    }
    let mut asking = Asking::of(engine, json)?;
    if !there(world, &mut asking, to)? {
        asking.end();
        return Ok(None);
    }
    Ok(Some((asking.account.clone(), asking.into_engine())))
}

/// Asks the platform for each destination. False, with the reason on the screen, if one does not exist. A destination
/// that cannot be asked for now does not stop the upload.
pub(super) fn there(
    world: &mut Environment<'_>,
    asking: &mut Asking,
    to: &DestinationArgs,
) -> anyhow::Result<bool> {
    let indexes = to.indexes.iter().chain(&to.task_index);
    let indexes = indexes.map(|id| (List::Indexed(id.as_str().into()), indexes::index_not_found(id)));
    let stores = to.stores.iter().map(|id| (List::Items(id.as_str().into()), stores::store_not_found(id)));
    let mut all = true;
    for (list, missing) in indexes.chain(stores) {
        let not_there = |why: &Failure| matches!(why.kind, FailureKind::NotFound | FailureKind::Refused);
        if !trouble(asking, &list)?.as_ref().is_some_and(not_there) {
            continue;
        }
        all = false;
        let said = whole_group(asking, &list)?.unwrap_or(missing);
        say_failed(world, &said, asking.json)?;
    }
    Ok(all)
}

/// The reason if the list of all indexes or knowledge stores fails too.
fn whole_group(asking: &mut Asking, list: &List) -> anyhow::Result<Option<String>> {
    if matches!(list, List::Items(_)) {
        return Ok(trouble(asking, &List::Stores)?.map(|_| stores::store_not_allowed().to_owned()));
    }
    Ok(trouble(asking, &List::Indexes)?.map(|why| text::key_failure(&why)))
}

/// Why the platform did not answer with this list, if it refused.
fn trouble(asking: &mut Asking, list: &List) -> anyhow::Result<Option<Failure>> {
    let id = asking.account.clone();
    asking.send(Command::Refresh(id.clone(), list.clone()));
    let told = |account: &Account| {
        let state = account.list(list);
        let answered = state.loaded.is_some() || state.trouble.is_some();
        answered || account.reachability != Reachability::Up || unusable(account).is_some()
    };
    asking.until(|model| model.accounts.get(&id).is_none_or(told))?;
    Ok(asking.model().accounts.get(&id).and_then(|account| account.list(list).trouble.clone()))
}
