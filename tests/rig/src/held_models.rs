//! Models of what the platform holds: full lists, and things that somebody looks at.

use std::sync::Arc;

use takeup_model::{
    AssetDetail, AssetIndexing, AssetStatus, Change, ChangeRequest, ChangeRequestNo, Derived, Failure,
    FailureKind, IndexedAsset, IndexingStatus, KnowledgeStore, ListState, Listing, MetadataValue, Model, Now,
    OpenDetail, Pixels, SessionStatus, StoreId, StoreItem, Subject, Thumbnail, TranscriptLine, Transcription,
    UnfinishedSession,
};

use crate::models::{self, at};

/// The ID of the first asset.
pub const FIRST: &str = "6391c8a669ff3402ec515aba";

/// The ID of the first knowledge store.
pub const STORE: &str = "ks_66a1f0aa5120";

/// A list that was read whole.
pub fn loaded<T>(items: Vec<T>) -> Listing<T> {
    let total = Some(items.len() as u64);
    let loaded = Some(at("2026-11-22T11:32:06Z"));
    Listing {
        items: items.into_iter().map(Arc::new).collect(),
        state: ListState { total, loaded, complete: true, ..ListState::default() },
    }
}

/// One asset in an index.
pub fn indexed(index: &str, id: &str, name: &str, status: IndexingStatus) -> IndexedAsset {
    IndexedAsset {
        id: id.to_owned(),
        index: index.into(),
        asset: Some(FIRST.into()),
        status,
        filename: name.to_owned(),
        duration_secs: Some(760.0),
        picture: Some((1920, 1080)),
        size: Some(178_000_000),
        created: Some(at("2026-11-22T11:25:00Z")),
        updated: Some(at("2026-11-22T11:30:00Z")),
        indexed: None,
        reason: None,
    }
}

fn item(id: &str, name: &str, status: IndexingStatus) -> StoreItem {
    StoreItem {
        id: id.to_owned(),
        store: STORE.into(),
        asset: Some(FIRST.into()),
        status,
        filename: name.to_owned(),
        duration_secs: Some(2530.0),
        size: Some(1_840_000_000),
        created: Some(at("2026-11-22T11:25:00Z")),
        updated: None,
    }
}

fn collection(id: &str, name: &str, items: u64) -> KnowledgeStore {
    KnowledgeStore {
        id: StoreId::collection(STORE, id),
        name: name.to_owned(),
        description: None,
        item_count: Some(items),
        created: Some(at("2026-10-20T09:00:00Z")),
    }
}

fn session(upload: &str, name: Option<&str>, status: &str) -> UnfinishedSession {
    UnfinishedSession {
        upload: upload.into(),
        asset: None,
        filename: name.map(str::to_owned),
        status: SessionStatus::parse(status),
        size: 1_840_000_000,
        part_size: 5_242_880,
        parts_done: Some(218),
        created: Some(at("2026-11-22T08:00:00Z")),
        expires: Some(at("2026-11-23T08:00:00Z")),
    }
}

/// Everything listed.
pub fn full(second: &str, now: Now) -> models::Scene {
    let mut model = models::with_assets(second, now);
    let tasks = models::with_tasks(now).current_account().unwrap().tasks.clone();
    models::edit(&mut model, |account| {
        account.tasks = tasks;
        let races = vec![
            indexed("races", "v1", "best-racing-moments.mp4", IndexingStatus::Ready),
            indexed("races", "v2", second, IndexingStatus::Indexing),
            IndexedAsset {
                reason: Some("The audio track could not be decoded (codec ac-4).".to_owned()),
                ..indexed("races", "v3", "b-roll-harbour.mkv", IndexingStatus::Failed)
            },
        ];
        account.indexed.insert("races".into(), loaded(races));
        let items = vec![
            item("ksi_1", "best-racing-moments.mp4", IndexingStatus::Ready),
            item("ksi_2", second, IndexingStatus::Queued),
        ];
        account.items.insert(STORE.into(), loaded(items));
        let collections = vec![collection("ksic_1", "Trailers", 12), collection("ksic_2", "Interviews", 1)];
        account.collections.insert(STORE.into(), loaded(collections));
        account.sessions = loaded(vec![
            session("upl_7d1f0c22b8", Some("best-racing-moments.mp4"), "active"),
            session("upl_0a4b7711ff", None, "expired"),
        ]);
    });
    model
}

/// The same with so many assets.
pub fn many_assets(count: usize, now: Now) -> models::Scene {
    let mut model = full("b.mov", now);
    models::edit(&mut model, |account| {
        let first = Arc::clone(&account.assets.items[0]);
        let one = |number: usize| {
            let mut asset = (*first).clone();
            asset.id = format!("{number:024x}").as_str().into();
            asset.filename = format!("clip-{:05}.mp4", (number * 7919) % count);
            asset.size = Some(number as u64 * 1000);
            asset
        };
        account.assets = loaded((0..count).map(one).collect());
    });
    model
}

/// Lets the platform have heard so many lines in the asset that somebody looks at.
pub fn heard(model: &mut Model, lines: u32) {
    models::edit(model, |account| {
        let line = |number: u32| TranscriptLine {
            start: f64::from(number) * 4.0,
            end: f64::from(number) * 4.0 + 3.5,
            text: format!("A good start: {number}"),
            speaker: Some("Kim".to_owned()),
        };
        let said =
            Transcription { status: AssetStatus::Ready, lines: (0..lines).map(line).collect(), error: None };
        let opened = account.opened.as_mut().unwrap();
        let detail = (**opened.asset.as_ref().unwrap()).clone();
        opened.asset = Some(Arc::new(AssetDetail { transcription: Some(Arc::new(said)), ..detail }));
    });
}

/// An asset that somebody looks at.
pub fn opened(model: &mut Model) {
    models::edit(model, |account| {
        let mut asset = (*account.assets.items[0]).clone();
        asset.duration_secs = Some(2530.0);
        let pair = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let place = |index: &str, name: &str, status| AssetIndexing {
            index: index.into(),
            name: name.to_owned(),
            id: format!("v-{index}"),
            status: Some(status),
        };
        let detail = AssetDetail {
            asset,
            technical: vec![pair("video_codec", "h264"), pair("video_fps", "25"), pair("audio_codec", "aac")],
            metadata: vec![
                ("circuit".to_owned(), MetadataValue::Text("Suzuka".to_owned())),
                ("season".to_owned(), MetadataValue::Number(2026.into())),
            ],
            hls: None,
            thumbnail: Some(Derived {
                url: Some("https://example.org/t.jpg".to_owned()),
                status: "ready".to_owned(),
            }),
            source: Vec::new(),
            places: vec![
                place("races", "Races 2026", IndexingStatus::Ready),
                place("lectures", "Lectures", IndexingStatus::Indexing),
            ],
            transcription: None,
        };
        let loaded = Some(at("2026-11-22T11:32:06Z"));
        account.opened = Some(OpenDetail {
            subject: Subject::Asset(FIRST.into()),
            asset: Some(Arc::new(detail)),
            state: ListState { loaded, ..ListState::default() },
            still: Thumbnail::Unasked,
        });
    });
}

/// The same once its picture has come.
pub fn pictured(model: &mut Model) {
    opened(model);
    let point = |at: u32| [u8::try_from(at % 160).unwrap(), 110, 120, 255];
    let points = Pixels { width: 160, height: 90, rgba: (0..160 * 90).flat_map(point).collect() };
    models::edit(model, |account| {
        account.opened.as_mut().unwrap().still = Thumbnail::Here(Arc::new(points));
    });
}

/// A change that could not be made.
pub fn refused(model: &mut Model, change: Change, kind: FailureKind) -> ChangeRequestNo {
    let number = ChangeRequestNo(model.next_number());
    let failure = Some(Failure::new(kind, "HTTP 409"));
    models::edit(model, |account| {
        account.change_requests.insert(number, ChangeRequest { failure, ..ChangeRequest::new(change) });
    });
    number
}
