//! Lists of what the platform holds, as lines.

use std::io;

use serde_json::{Value, json};

use crate::engine::Command;
use crate::launch::launch_reader;
use crate::model::{Account, KeyState, Line, List, units};
use crate::words;

use super::{FAILED, Place, READY, World, key_trouble, line};

/// Said where there is no key at all.
const NO_KEY: &str = "There is no API key. Set TWELVE_LABS_API_KEY, or, where a keyring answers, keep one in it with: takeup-cli key set < FILE";

pub(super) fn print(world: &mut World<'_>, place: &Place, list: List) -> anyhow::Result<u8> {
    let engine = launch_reader(&place.launch(world), |_| {})?;
    let account = engine.model().current.clone();
    let mut models = engine.watch();
    engine.send(Command::Refresh(account.clone(), list));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut count = 0;
    let code = loop {
        runtime.block_on(models.changed())?;
        let model = engine.model();
        let Some(account) = model.accounts.get(&account) else { continue };
        if let Some(why) = unusable(account) {
            break key_trouble(world, &why, place.json)?;
        }
        if let Line::Down { why, .. } = &account.line {
            writeln!(world.err, "{}", words::failure(why))?;
            break FAILED;
        }
        let (state, loaded) = (account.list(list), account.loaded_items(list));
        if let Some(trouble) = &state.trouble {
            writeln!(world.err, "{}", words::failure(trouble))?;
            break FAILED;
        }
        if state.loaded.is_none() || state.wanted {
            continue;
        }
        // More only as long as there comes more: a total may promise what no page holds.
        if state.total.is_some_and(|total| total > loaded as u64) && loaded > count {
            count = loaded;
            engine.send(Command::More(account.id.clone(), list));
            continue;
        }
        print_items(world, account, list, place.json)?;
        break READY;
    };
    engine.shutdown();
    Ok(code)
}

/// Why nothing can be asked in this account's name.
pub(super) fn unusable(account: &Account) -> Option<String> {
    match &account.key {
        KeyState::Missing => Some(NO_KEY.to_owned()),
        KeyState::Locked(failure) | KeyState::Refused(failure) => Some(words::key_failure(failure)),
        KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}

fn print_items(world: &mut World<'_>, account: &Account, list: List, json: bool) -> io::Result<()> {
    let items: Vec<(Value, String)> = match list {
        List::Assets => account.assets.items.iter().map(asset).collect(),
        List::Indexes => account.indexes.items.iter().map(index).collect(),
        List::Tasks => account.tasks.items.iter().map(task).collect(),
        List::Stores => account.stores.items.iter().map(store).collect(),
    };
    for (object, text) in items {
        if json {
            line(world.out, &object)?;
        } else {
            writeln!(world.out, "{text}")?;
        }
    }
    Ok(())
}

fn text(time: Option<jiff::Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

fn asset(asset: &crate::model::Asset) -> (Value, String) {
    let object = json!({
        "asset_id": asset.id.0, "filename": asset.filename, "status": asset.status.to_string(),
        "method": asset.method, "size": asset.size, "duration": asset.duration_secs,
        "created_at": text(asset.created), "error": asset.error,
    });
    let size = asset.size.map(units::bytes).unwrap_or_default();
    (object, format!("{}  {:<10}  {:>8}  {}", asset.id, asset.status.to_string(), size, asset.filename))
}

fn index(index: &crate::model::Index) -> (Value, String) {
    let models: Vec<&str> = index.models.iter().map(|(model, _)| model.as_str()).collect();
    let object = json!({
        "index_id": index.id.0, "index_name": index.name, "models": models, "video_count": index.video_count,
        "created_at": text(index.created), "expires_at": text(index.expires), "takes_videos": index.takes_videos(),
    });
    (
        object,
        format!(
            "{}  {:>6} videos  {}  ({})",
            index.id,
            index.video_count.unwrap_or(0),
            index.name,
            models.join(", ")
        ),
    )
}

fn task(task: &crate::model::IndexTask) -> (Value, String) {
    let object = json!({
        "task_id": task.id.0, "index_id": task.index.0, "video_id": task.video, "status": task.status.to_string(),
        "filename": task.filename, "created_at": text(task.created), "updated_at": text(task.updated),
    });
    (object, format!("{}  {:<10}  {}", task.id, task.status.to_string(), task.filename))
}

fn store(store: &crate::model::Store) -> (Value, String) {
    let object = json!({
        "knowledge_store_id": store.id.0, "name": store.name, "item_count": store.item_count,
        "created_at": text(store.created),
    });
    (object, format!("{}  {:>6} items  {}", store.id, store.item_count.unwrap_or(0), store.name))
}
