//! Whether the places of an upload are there, before a byte leaves.

use serde_json::json;

use crate::engine::Command;
use crate::handover::Errand;
use crate::model::{Account, Kind, Line, List};
use crate::words;

use super::asking::{Asking, unusable};
use super::{World, line};

/// Asks the platform for each place. False, once said, if one is surely not there. What cannot be asked now stands in
/// nobody's way.
pub(super) fn there(world: &mut World<'_>, asking: &mut Asking, errand: &Errand) -> anyhow::Result<bool> {
    let indexes = errand.indexes.iter().chain(&errand.task_index);
    let indexes = indexes.map(|id| (List::Indexed(id.as_str().into()), words::no_such_index(id)));
    let stores = errand.stores.iter().map(|id| (List::Items(id.as_str().into()), words::no_such_store(id)));
    let places: Vec<(List, String)> = indexes.chain(stores).collect();
    for (list, _) in &places {
        asking.send(Command::Refresh(asking.account.clone(), list.clone()));
    }
    let mut all = true;
    for (list, missing) in &places {
        let account = asking.account.clone();
        let told = |account: &Account| {
            let state = account.list(list);
            let answered = state.loaded.is_some() || state.trouble.is_some();
            answered || account.line != Line::Up || unusable(account).is_some()
        };
        asking.until(|model| model.accounts.get(&account).is_none_or(told))?;
        let model = asking.model();
        let trouble = model.accounts.get(&account).and_then(|account| account.list(list).trouble.as_ref());
        if trouble.is_some_and(|trouble| matches!(trouble.kind, Kind::NotFound | Kind::Refused)) {
            all = false;
            if asking.json {
                line(world.out, &json!({ "event": "failed", "reason": missing }))?;
            }
            writeln!(world.err, "{missing}")?;
        }
    }
    Ok(all)
}
