//! Prints lists of the platform, one entry a line.

use std::io;

use clap::Args;
use serde_json::{Value, json};

use takeup_model::{
    Account, Asset, Connection, Index, IndexTask, IndexedAsset, IndexingStatus, KnowledgeStore, List,
    ListItem, Listing, StoreItem, UnfinishedSession,
};
use takeup_text::msg::console;
use takeup_text::{self as text, numbers, times};

use super::asking::Asking;
use super::columns::Cell::{self, Left, Right};
use super::columns::table;
use super::{CommonArgs, Environment, READY, write_json, write_line};

/// Which entries of a list to print.
#[derive(Args, Clone, Default)]
pub(super) struct ListFilter {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "text")]
    search: Option<String>,
    #[arg(long, value_name = "status")]
    status: Option<String>,
}

impl ListFilter {
    /// The whole list.
    pub(super) fn everything() -> Self {
        Self { all: true, ..Self::default() }
    }

    fn passes<T: ListRow>(&self, item: &T) -> bool {
        self.status.as_ref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(&item.status()))
            && self.search.as_ref().is_none_or(|text| {
                table(&[item.cells()]).concat().to_lowercase().contains(&text.to_lowercase())
            })
    }
}

/// Loads a list and prints it.
pub(super) fn print(
    world: &mut Environment<'_>,
    common: &CommonArgs,
    list: &List,
    filter: &ListFilter,
) -> anyhow::Result<u8> {
    let mut asking = Asking::start(world, common)?;
    let search = filter.search.as_deref().filter(|_| list.searchable());
    // A list that the platform cannot search is loaded whole and searched here.
    let here = filter.search.is_some() && search.is_none();
    // What has a status can stand on any page.
    let whole = filter.all || here || filter.status.is_some();
    let model = match asking.load(world, list, search, whole)? {
        Ok(model) => model,
        Err(code) => return Ok(code),
    };
    asking.end();
    let filter = &ListFilter { search: filter.search.clone().filter(|_| here), ..filter.clone() };
    let Some(account) = model.current_account() else { return Ok(READY) };
    if rows(world, account, list, filter, common.json)? == 0 {
        write_line(world.err, console::console_nothing_found())?;
    }
    if account.list(list).total.is_some_and(|total| !whole && total > loaded(account, list) as u64) {
        let (shown, total) = (loaded(account, list) as u64, account.list(list).total.unwrap_or_default());
        let said = console::console_list_part(numbers::count(shown), numbers::count(total));
        write_line(world.err, said)?;
    }
    Ok(READY)
}

fn loaded(account: &Account, list: &List) -> usize {
    match list {
        List::Assets => account.assets.items.len(),
        List::Indexes => account.indexes.items.len(),
        List::Tasks => account.tasks.items.len(),
        List::Stores => account.stores.items.len(),
        List::Sessions => account.sessions.items.len(),
        List::Connections => account.connections.items.len(),
        List::Indexed(index) => account.indexed.get(index).map_or(0, |list| list.items.len()),
        List::Items(store) => account.items.get(store).map_or(0, |list| list.items.len()),
        List::Collections(store) => account.collections.get(store).map_or(0, |list| list.items.len()),
    }
}

fn rows(
    world: &mut Environment<'_>,
    account: &Account,
    list: &List,
    filter: &ListFilter,
    json: bool,
) -> io::Result<usize> {
    match list {
        List::Assets => write(world, &account.assets, filter, json),
        List::Indexes => write(world, &account.indexes, filter, json),
        List::Tasks => write(world, &account.tasks, filter, json),
        List::Stores => write(world, &account.stores, filter, json),
        List::Sessions => write(world, &account.sessions, filter, json),
        List::Connections => write(world, &account.connections, filter, json),
        List::Indexed(index) => match account.indexed.get(index) {
            Some(list) => write(world, list, filter, json),
            None => Ok(0),
        },
        List::Collections(store) => match account.collections.get(store) {
            Some(list) => write(world, list, filter, json),
            None => Ok(0),
        },
        List::Items(store) => match account.items.get(store) {
            Some(list) => write(world, list, filter, json),
            None => Ok(0),
        },
    }
}

fn write<T: ListRow>(
    world: &mut Environment<'_>,
    list: &Listing<T>,
    filter: &ListFilter,
    json: bool,
) -> io::Result<usize> {
    let items: Vec<&T> = list.iter().filter(|item| filter.passes(*item)).collect();
    if json {
        for item in &items {
            write_json(world.out, &item.object())?;
        }
    } else {
        for line in table(&items.iter().map(|item| item.cells()).collect::<Vec<_>>()) {
            write_line(world.out, line)?;
        }
    }
    Ok(items.len())
}

/// An entry that can be printed.
trait ListRow: ListItem {
    fn status(&self) -> String {
        String::new()
    }
    fn object(&self) -> Value;
    fn cells(&self) -> Vec<Cell>;
}

fn at(time: Option<jiff::Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

/// An asset as an object.
pub(super) fn asset(asset: &Asset) -> Value {
    asset.object()
}

impl ListRow for Asset {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "asset_id": self.id.0, "filename": self.filename, "status": self.status.to_string(),
            "method": self.method, "file_type": self.file_type, "size": self.size,
            "duration": self.duration_secs, "created_at": at(self.created), "error": self.error,
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let size = self.size.map(numbers::bytes).unwrap_or_default();
        let status = text::asset_status(&self.status);
        vec![Left(self.id.to_string()), Left(status), Right(size), Left(self.filename.clone())]
    }
}

impl ListRow for Index {
    fn object(&self) -> Value {
        let models: Vec<&str> = self.models.iter().map(|(model, _)| model.as_str()).collect();
        json!({
            "index_id": self.id.0, "index_name": self.name, "models": models, "video_count": self.video_count,
            "created_at": at(self.created), "expires_at": at(self.expires), "takes_videos": self.takes_videos(),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let models = numbers::commas(self.models.iter().map(|(model, _)| model));
        let videos = console::console_list_videos(self.video_count.unwrap_or(0));
        vec![Left(self.id.to_string()), Right(videos), Left(self.name.clone()), Left(format!("({models})"))]
    }
}

fn on_its_way(id: &str, status: &IndexingStatus, filename: &str) -> Vec<Cell> {
    vec![Left(id.to_owned()), Left(text::indexing_status(status)), Left(filename.to_owned())]
}

impl ListRow for IndexTask {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "task_id": self.id.0, "index_id": self.index.0, "video_id": self.video,
            "status": self.status.to_string(), "filename": self.filename, "duration": self.duration_secs,
            "created_at": at(self.created), "updated_at": at(self.updated), "reason": self.reason,
        })
    }

    fn cells(&self) -> Vec<Cell> {
        on_its_way(&self.id.0, &self.status, &self.filename)
    }
}

impl ListRow for IndexedAsset {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "indexed_asset_id": self.id, "index_id": self.index.0, "asset_id": self.asset.as_ref().map(|id| &id.0),
            "status": self.status.to_string(), "filename": self.filename, "duration": self.duration_secs,
            "size": self.size, "created_at": at(self.created), "updated_at": at(self.updated),
            "indexed_at": at(self.indexed), "reason": self.reason,
        })
    }

    fn cells(&self) -> Vec<Cell> {
        on_its_way(&self.id, &self.status, &self.filename)
    }
}

impl ListRow for StoreItem {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "item_id": self.id, "knowledge_store_id": self.store.0, "asset_id": self.asset.as_ref().map(|id| &id.0),
            "status": self.status.to_string(), "filename": self.filename, "duration": self.duration_secs,
            "size": self.size, "created_at": at(self.created), "updated_at": at(self.updated),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        on_its_way(&self.id, &self.status, &self.filename)
    }
}

impl ListRow for KnowledgeStore {
    fn object(&self) -> Value {
        json!({
            "knowledge_store_id": self.id.0, "name": self.name, "description": self.description,
            "item_count": self.item_count, "created_at": at(self.created),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let items = console::console_list_items(self.item_count.unwrap_or(0));
        vec![Left(self.id.to_string()), Right(items), Left(self.name.clone())]
    }
}

/// A connection as an object.
pub(super) fn connection(connection: &Connection) -> Value {
    connection.object()
}

impl ListRow for Connection {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "connection_id": self.id.0, "owner": self.owner, "status": self.status.word(), "label": self.label,
            "connected_at": at(self.connected), "last_used_at": at(self.used),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let status = text::connection_status(&self.status);
        vec![Left(self.id.to_string()), Left(status), Left(self.owner.clone())]
    }
}

impl ListRow for UnfinishedSession {
    fn status(&self) -> String {
        self.status.to_string()
    }

    fn object(&self) -> Value {
        json!({
            "upload_id": self.upload.0, "asset_id": self.asset.as_ref().map(|id| &id.0),
            "filename": self.filename, "status": self.status.word(), "size": self.size, "chunk_size": self.part_size,
            "chunks": self.parts(), "chunks_completed": self.parts_done,
            "created_at": at(self.created), "expires_at": at(self.expires),
        })
    }

    fn cells(&self) -> Vec<Cell> {
        let parts = match self.parts_done {
            Some(done) => console::console_list_parts(numbers::count(done), self.parts()),
            None => console::console_list_parts_unknown(self.parts()),
        };
        let until = self.expires.map(times::column).unwrap_or_default();
        let name = self.filename.clone().unwrap_or_default();
        let status = text::session_status(&self.status);
        let size = numbers::bytes(self.size);
        vec![Left(self.upload.to_string()), Left(status), Right(size), Right(parts), Left(until), Left(name)]
    }
}
