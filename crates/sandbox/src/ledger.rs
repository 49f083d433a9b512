//! The truth for tests: a snapshot of what the platform has seen and what it holds, as plain data.

use std::collections::BTreeMap;
use std::sync::atomic::Ordering;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::body::Hashes;
use super::state::{Asset, KnowledgeStore, PlatformState, Session};
use super::{Platform, indexed, stores, tasks};

/// Everything in order of creation.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Also those whose upload is not complete, but none that a task made.
    pub assets: Vec<AssetEntry>,
    /// Multipart uploads, whatever became of them.
    pub sessions: Vec<SessionEntry>,
    /// Those that were not deleted.
    pub tasks: Vec<TaskEntry>,
    /// Those that were not deleted.
    pub indexes: Vec<IndexEntry>,
    /// Of all indexes, but none that a task made.
    pub indexed_assets: Vec<IndexedEntry>,
    /// Those that were not deleted.
    pub stores: Vec<StoreEntry>,
    /// Of all stores.
    pub store_items: Vec<ItemEntry>,
    /// Of all stores, those that were not deleted.
    pub collections: Vec<CollectionEntry>,
    /// What storage saw.
    pub puts: PutTotals,
    /// How often each route was asked, by `METHOD /template`; refused requests count too.
    pub requests: BTreeMap<String, u64>,
    /// What no client may do.
    pub violations: Vec<String>,
    /// Reports that were refused for a chunk in them: its proof, its size, or that nobody has it.
    pub refused_reports: u64,
    /// Connections that were opened to the API.
    pub api_connections: u64,
    /// Connections that were opened to storage.
    pub storage_connections: u64,
    /// How many times the scripted faults have yet to strike.
    pub unfired_faults: u32,
}

/// An asset.
#[derive(Clone, Debug)]
pub struct AssetEntry {
    /// As answers give it.
    pub id: String,
    /// As the client gave it.
    pub filename: String,
    /// `direct`, `url`, `multipart` or `connector`.
    pub method: &'static str,
    /// At the moment of the snapshot.
    pub status: &'static str,
    /// None while it is being uploaded.
    pub size: Option<u64>,
    /// Of all bytes, in hex; none for a URL, and for a multipart upload that is not complete or was not kept.
    pub sha256: Option<String>,
    /// Like `sha256`; none when the options leave MD5 out.
    pub md5: Option<String>,
    /// As it is now.
    pub user_metadata: Map<String, Value>,
}

/// A multipart upload.
#[derive(Clone, Debug)]
pub struct SessionEntry {
    /// As answers give it.
    pub upload_id: String,
    /// The asset it is or becomes.
    pub asset_id: String,
    /// At the moment of the snapshot.
    pub status: &'static str,
    /// In bytes.
    pub total_size: u64,
    /// In bytes.
    pub chunk_size: u64,
    /// The chunk with index 1 comes first.
    pub chunks: Vec<ChunkEntry>,
}

/// A chunk of a multipart upload.
#[derive(Clone, Debug)]
pub struct ChunkEntry {
    /// All PUTs, also those that were denied, that broke off or that met a fault.
    pub puts: u64,
    /// Of the bodies of all of them, as far as they were read.
    pub bytes: u64,
    /// Does storage hold it?
    pub stored: bool,
    /// Was it reported, with a valid proof?
    pub reported: bool,
}

/// All PUTs to storage together.
#[derive(Clone, Copy, Debug, Default)]
pub struct PutTotals {
    /// Also denied ones and those that broke off.
    pub count: u64,
    /// Of their bodies, as far as they were read.
    pub bytes: u64,
    /// The most that ran at once.
    pub most_at_once: u64,
    running: u64,
}

/// A task.
#[derive(Clone, Debug)]
pub struct TaskEntry {
    /// As answers give it.
    pub id: String,
    /// The index it belongs to.
    pub index_id: String,
    /// As the client gave it.
    pub filename: String,
    /// In bytes.
    pub size: u64,
    /// Of all bytes, in hex; none for a URL.
    pub sha256: Option<String>,
    /// At the moment of the snapshot.
    pub status: &'static str,
}

/// An index.
#[derive(Clone, Debug)]
pub struct IndexEntry {
    /// As answers give it.
    pub id: String,
    /// As the client gave it.
    pub name: String,
}

/// An asset in an index.
#[derive(Clone, Debug)]
pub struct IndexedEntry {
    /// As answers give it.
    pub id: String,
    /// The index it belongs to.
    pub index_id: String,
    /// The asset it is or becomes.
    pub asset_id: String,
    /// At the moment of the snapshot.
    pub status: &'static str,
    /// As it is now.
    pub user_metadata: Map<String, Value>,
}

/// A knowledge store.
#[derive(Clone, Debug)]
pub struct StoreEntry {
    /// As answers give it.
    pub id: String,
    /// As the client gave it.
    pub name: String,
    /// How its items are read, as the client gave it.
    pub ingestion_config: Value,
}

/// An asset in a knowledge store.
#[derive(Clone, Debug)]
pub struct ItemEntry {
    /// As answers give it.
    pub id: String,
    /// The store it belongs to.
    pub store_id: String,
    /// The asset it is or becomes.
    pub asset_id: String,
    /// At the moment of the snapshot.
    pub status: &'static str,
    /// Its own metadata.
    pub metadata: Map<String, Value>,
}

/// An item collection.
#[derive(Clone, Debug)]
pub struct CollectionEntry {
    /// As answers give it.
    pub id: String,
    /// The knowledge store it is in.
    pub store_id: String,
    /// Its name.
    pub name: String,
    /// The items in it, in the order in which they were added.
    pub items: Vec<String>,
}

impl Ledger {
    /// How often `route` was asked.
    pub fn requests_to(&self, route: &str) -> u64 {
        self.requests.get(route).copied().unwrap_or_default()
    }

    pub(super) fn of(platform: &Platform, connections: (u64, u64), unfired_faults: u32) -> Self {
        let now = platform.now();
        let step = platform.options().times.task_step;
        let world = platform.world();
        Self {
            assets: world
                .assets
                .iter()
                .filter(|(_, asset)| !asset.of_task)
                .map(|(id, asset)| asset_entry(platform, id, asset, now))
                .collect(),
            sessions: world.sessions.iter().map(|(id, session)| session_entry(id, session, now)).collect(),
            tasks: world.tasks.iter().map(|(id, task)| tasks::entry(id, task, now, step)).collect(),
            indexes: indexes(&world),
            indexed_assets: world
                .indexed
                .iter()
                .filter(|(_, row)| !row.of_task)
                .map(|(id, row)| indexed::entry(id, row, now, step))
                .collect(),
            stores: stores(&world),
            store_items: world.items.iter().map(|(id, item)| stores::entry(id, item, now, step)).collect(),
            collections: world.collections.iter().map(|(id, one)| one.entry(id)).collect(),
            puts: world.puts,
            requests: world.requests.clone(),
            violations: world.violations.clone(),
            refused_reports: world.refused_reports,
            api_connections: connections.0,
            storage_connections: connections.1,
            unfired_faults,
        }
    }
}

impl PutTotals {
    pub(super) fn begin(&mut self) {
        self.count += 1;
        self.running += 1;
        self.most_at_once = self.most_at_once.max(self.running);
    }

    pub(super) fn end(&mut self, bytes: u64) {
        self.bytes += bytes;
        self.running -= 1;
    }
}

fn asset_entry(platform: &Platform, id: &str, asset: &Asset, now: Timestamp) -> AssetEntry {
    let hashes = if asset.arrived.is_some() { asset.hashes.wait().clone() } else { Hashes::default() };
    AssetEntry {
        id: id.to_owned(),
        filename: asset.filename.clone(),
        method: asset.method,
        status: asset.status(now, platform.options().times.asset_ready),
        size: asset.size,
        sha256: hashes.sha256,
        md5: hashes.md5,
        user_metadata: asset.user_metadata.clone(),
    }
}

fn session_entry(id: &str, session: &Session, now: Timestamp) -> SessionEntry {
    let chunks = session.chunks.iter().map(|chunk| ChunkEntry {
        puts: chunk.puts,
        bytes: chunk.received + chunk.arriving.load(Ordering::Relaxed),
        stored: chunk.etag.is_some(),
        reported: chunk.reported.is_some(),
    });
    SessionEntry {
        upload_id: id.to_owned(),
        asset_id: session.asset_id.clone(),
        status: session.status(now),
        total_size: session.total_size,
        chunk_size: session.chunk_size,
        chunks: chunks.collect(),
    }
}

fn indexes(world: &PlatformState) -> Vec<IndexEntry> {
    world.indexes.iter().map(|(id, index)| IndexEntry { id: id.clone(), name: index.name.clone() }).collect()
}

fn stores(world: &PlatformState) -> Vec<StoreEntry> {
    let entry = |(id, store): (&String, &KnowledgeStore)| StoreEntry {
        id: id.clone(),
        name: store.name.clone(),
        ingestion_config: store.ingestion_config.clone(),
    };
    world.stores.iter().map(entry).collect()
}
