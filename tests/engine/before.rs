//! What is found out before a byte leaves: whether a file is there already, what a host tells of a URL, and what the
//! platform is told about an upload.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use serde_json::json;
use takeup_engine::{Command, JobSelection};
use takeup_model::{
    Change, DestinationId, Duplicate, End, IfExists, Metadata, Method, MethodChoice, Obstacle, Refusal,
    Remote, UploadOptions,
};
use takeup_sandbox::{Fault, FaultBody, FaultEffect, FaultTarget};

use takeup_rig::Rig;

fn options(if_exists: IfExists) -> UploadOptions {
    UploadOptions { if_exists: Some(if_exists), ..UploadOptions::default() }
}

fn copy_of(rig: &Rig, file: &std::path::Path, name: &str) -> std::path::PathBuf {
    let path = rig.folder.path().join(name);
    std::fs::copy(file, &path).unwrap();
    path
}

/// Sends a file, and takes away everything this computer knows of it.
fn sent(rig: &Rig, name: &str) -> std::path::PathBuf {
    let file = rig.video(name, 600_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.ready(1);
    driver.engine.shutdown();
    std::fs::remove_dir_all(rig.data()).unwrap();
    file
}

#[test]
fn the_same_content_in_the_list_is_said_and_not_sent_unless_wanted() {
    let rig = Rig::plain();
    let first = rig.video("first.mp4", 500_000);
    let second = copy_of(&rig, &first, "second.mp4");
    let driver = rig.engine();
    driver.add(&[&first]);
    driver.ready(1);
    driver.add(&[&second]);
    let model = driver.until("asks", |model| model.jobs.values().any(|job| job.asks()));
    let job = model.jobs.values().find(|job| job.asks()).unwrap();
    assert!(matches!(job.duplicate, Some(Duplicate::InList(_))), "{:?}", job.duplicate);
    assert_eq!(rig.ledger().assets.len(), 1);
    driver.engine.send(Command::SendAgain(JobSelection::One(job.id)));
    driver.ready(2);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn what_another_upload_of_the_list_brings_there_is_used() {
    let rig = Rig::slow();
    let first = rig.video("first.mp4", 5_000_000);
    let second = copy_of(&rig, &first, "second.mp4");
    let index = rig.index("Races 2026");
    let driver = rig.engine();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(
        &[&first],
        UploadOptions { destination_ids: destination_ids.clone(), ..UploadOptions::default() },
    );
    driver.until("known", |model| model.jobs.values().any(|job| job.session.is_some()));
    driver.add_as(&[&second], UploadOptions { destination_ids, ..UploadOptions::default() });
    let model = driver.until("asks", |model| model.jobs.values().any(|job| job.asks()));
    let id = model.jobs.values().find(|job| job.asks()).unwrap().id;
    driver.engine.send(Command::Reuse(JobSelection::One(id)));
    let jobs = driver.ready(2);
    assert_eq!(jobs[0].asset, jobs[1].asset);
    assert!(jobs[1].reused && !jobs[0].reused);
    assert!(jobs[1].receipt.as_ref().unwrap().reused);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 1), "{ledger:#?}");
}

#[test]
fn what_was_deleted_since_is_not_used_but_sent() {
    let rig = Rig::plain();
    let first = rig.video("first.mp4", 500_000);
    let second = copy_of(&rig, &first, "second.mp4");
    let driver = rig.engine();
    driver.add(&[&first]);
    let gone = driver.ready(1)[0].asset_id().unwrap().clone();
    let change = Change::DeleteAsset { asset: gone.clone(), name: String::new(), force: false };
    driver.engine.send(Command::RequestChanges(driver.engine.model().current.clone(), vec![change]));
    driver.until("deleted", |_| rig.ledger().assets.iter().all(|asset| asset.id != gone.0));
    driver.add(&[&second]);
    let model = driver.until("asks", |model| model.jobs.values().any(|job| job.asks()));
    let job = model.jobs.values().find(|job| job.asks()).unwrap();
    driver.engine.send(Command::Reuse(JobSelection::One(job.id)));
    let jobs = driver.ready(2);
    assert!(!jobs[1].reused && jobs[1].asset_id() != Some(&gone), "{:?}", jobs[1]);
    rig.holds_only(&second);
}

#[test]
fn an_asset_of_the_same_content_is_used_and_goes_on_to_its_places() {
    let rig = Rig::plain();
    let file = sent(&rig, "clip.mp4");
    let index = rig.index("Races 2026");
    let driver = rig.engine();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(
        &[&file],
        UploadOptions { destination_ids: destination_ids.clone(), ..options(IfExists::Reuse) },
    );
    let jobs = driver.ready(1);
    assert!(jobs[0].reused);
    let ledger = rig.ledger();
    assert_eq!(
        (ledger.assets.len(), ledger.indexed_assets.len(), ledger.puts.bytes),
        (1, 1, 0),
        "{ledger:#?}"
    );
    driver.engine.shutdown();
    // What is in its place already is not put there twice.
    std::fs::remove_dir_all(rig.data()).unwrap();
    let driver = rig.engine();
    driver.add_as(&[&file], UploadOptions { destination_ids, ..options(IfExists::Reuse) });
    driver.ready(1);
    assert_eq!(rig.ledger().indexed_assets.len(), 1);
}

#[test]
fn asking_waits_for_a_word_and_skipping_needs_none() {
    let rig = Rig::plain();
    let file = sent(&rig, "clip.mp4");
    let index = rig.index("Races 2026");
    let driver = rig.engine();
    driver.add_as(&[&file], options(IfExists::Ask));
    let model = driver.until("asks", |model| model.jobs.values().any(|job| job.asks()));
    let job = model.jobs.values().next().unwrap();
    assert!(matches!(job.duplicate, Some(Duplicate::OnPlatform { proven: true, .. })), "{:?}", job.duplicate);
    driver.engine.send(Command::Reuse(JobSelection::One(job.id)));
    driver.ready(1);
    driver.engine.shutdown();
    std::fs::remove_dir_all(rig.data()).unwrap();
    let driver = rig.engine();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..options(IfExists::Skip) });
    driver.ready(1);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 0));
}

#[test]
fn another_file_of_the_same_name_is_sent() {
    let rig = Rig::plain();
    let file = sent(&rig, "clip.mp4");
    std::fs::remove_file(&file).unwrap();
    let inner = rig.folder.path().join("inner");
    std::fs::create_dir(&inner).unwrap();
    let other = rig.video("inner/clip.mp4", 600_000);
    let driver = rig.engine();
    driver.add_as(&[&other], options(IfExists::Reuse));
    let jobs = driver.ready(1);
    assert!(!jobs[0].reused);
    assert_eq!(rig.ledger().assets.len(), 2);
}

#[test]
fn a_list_that_cannot_be_had_stands_in_nobodys_way() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 500_000);
    rig.sandbox.script(
        Fault::once(FaultTarget::GetAssets, FaultEffect::Status(500, FaultBody::Flat, None)).times(2),
    );
    let driver = rig.engine();
    driver.add_as(&[&file], options(IfExists::Reuse));
    driver.ready(1);
    assert_eq!(rig.ledger().assets.len(), 1);
}

#[test]
fn after_a_restart_an_asset_that_was_used_is_used_still() {
    let rig = Rig::plain();
    let file = sent(&rig, "clip.mp4");
    let index = rig.index("Races 2026");
    rig.sandbox.script(Fault::once(
        FaultTarget::PostIndexedAsset,
        FaultEffect::Stall(std::time::Duration::from_secs(30)),
    ));
    let driver = rig.engine();
    let destination_ids = vec![DestinationId::Index(index.as_str().into())];
    driver.add_as(&[&file], UploadOptions { destination_ids, ..options(IfExists::Reuse) });
    driver.until("reused", |model| model.jobs.values().any(|job| job.reused));
    driver.engine.shutdown();
    let driver = rig.engine();
    let jobs = driver.ready(1);
    assert!(jobs[0].reused);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.indexed_assets.len()), (1, 1));
}

#[test]
fn metadata_goes_beside_our_marks_whichever_way_a_file_goes() {
    let rig = Rig::plain();
    let (index, store) = (rig.index("Races 2026"), rig.store("Archive"));
    let (small, large) = (rig.video("small.mp4", 500_000), rig.video("봄.mp4", 5_000_000));
    let mut metadata = Metadata::default();
    metadata.set("season", "2026").unwrap();
    metadata.set("big", "9007199254740993").unwrap();
    let table = "file,camera\n\u{1107}\u{1169}\u{11b7}.mp4,A\nlecture.mp4,B\n".as_bytes();
    let metadata_table = Some(Arc::new(takeup_engine::metadata_table::read(table)));
    metadata.set("long", &"봄".repeat(9_000)).unwrap();
    let destination_ids =
        vec![DestinationId::Index(index.as_str().into()), DestinationId::Store(store.as_str().into())];
    let options = UploadOptions { metadata, metadata_table, destination_ids, ..UploadOptions::default() };
    let driver = rig.engine();
    driver.add_as(&[&small, &large], options.clone());
    let task = UploadOptions {
        destination_ids: Vec::new(),
        task_index: Some(index.as_str().into()),
        ..options.clone()
    };
    let url = "https://media.example.org/lecture.mp4".to_owned();
    driver.engine.send(Command::AddUrls(driver.account.clone(), vec![url], options));
    driver.ready(3);
    driver.add_as(&[&rig.video("task.mp4", 400_000)], task);
    // The table names nothing of it: somebody has to say that it goes without.
    driver.until("it waits", |model| model.jobs.values().any(|job| job.paused));
    driver.engine.send(Command::Resume(driver.all()));
    driver.ready(4);
    let ledger = rig.ledger();
    let of = |name: &str| ledger.assets.iter().find(|asset| asset.filename == name).unwrap();
    for (name, camera) in [("small.mp4", None), ("봄.mp4", Some("A")), ("lecture.mp4", Some("B"))] {
        let told = &of(name).user_metadata;
        assert_eq!(told["season"], json!(2026), "{name}");
        assert_eq!(told["big"], json!("9007199254740993"), "{name}");
        assert_eq!(told.get("camera"), camera.map(|camera| json!(camera)).as_ref(), "{name}");
        assert!(told["takeup_upload"].is_string(), "{name}");
        // What an item of a knowledge store has no room for stays with the asset.
        let item = ledger.store_items.iter().find(|item| item.asset_id == of(name).id).unwrap();
        let (all, own) = (&of(name).user_metadata, &item.metadata);
        assert!(all.contains_key("long") && !own.contains_key("long"), "{name}: {own:?}");
        assert_eq!((own.get("season"), own.get("camera")), (all.get("season"), all.get("camera")), "{name}");
        let indexed = ledger.indexed_assets.iter().find(|one| one.asset_id == of(name).id).unwrap();
        assert_eq!(indexed.user_metadata.get("camera"), all.get("camera"), "{name}");
    }
}

/// A host that answers each request by what is asked for, and remembers what was asked.
fn host(answer: impl Fn(&str) -> String + Send + 'static) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let heard = Arc::clone(&asked);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let mut request = String::new();
            for line in BufReader::new(&stream).lines().map_while(Result::ok) {
                if line.is_empty() {
                    break;
                }
                request.push_str(&line);
                request.push('\n');
            }
            let said = answer(&request);
            heard.lock().unwrap().push(request);
            drop((&stream).write_all(said.as_bytes()));
        }
    });
    (format!("http://{address}"), asked)
}

fn reply(status: &str, headers: &str, body: &str) -> String {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n{body}")
}

fn asked(rig: &Rig, url: String) -> (Option<Remote>, Option<End>) {
    let driver = rig.engine();
    let options = UploadOptions { ask_host: Some(true), ..UploadOptions::default() };
    driver.engine.send(Command::AddUrls(driver.account.clone(), vec![url], options));
    let jobs = driver.over(1);
    (jobs[0].remote, jobs[0].end.clone())
}

#[test]
fn a_host_tells_a_page_from_a_file_and_its_size() {
    let (host, heard) = host(|request| {
        let path = request.split(' ').nth(1).unwrap();
        let only_head = request.starts_with("HEAD");
        match path {
            "/page.mp4" => reply(
                "200 OK",
                "content-type: text/html; charset=utf-8\r\n",
                if only_head { "" } else { " <!doctype html>" },
            ),
            "/wrong.mp4" => {
                reply("200 OK", "content-type: text/html\r\n", if only_head { "" } else { "\0\0\0 ftyp" })
            }
            "/large.mp4" => reply("200 OK", "content-type: video/mp4\r\ncontent-length: 5000000000\r\n", ""),
            "/get.mp4" if only_head => reply("405 Method Not Allowed", "content-length: 0\r\n", ""),
            "/get.mp4" => reply(
                "206 Partial Content",
                "content-type: video/mp4\r\ncontent-range: bytes 0-3/5000000001\r\ncontent-length: 4\r\n",
                "ftyp",
            ),
            "/moved.mp4" => reply("302 Found", "location: /page.mp4\r\ncontent-length: 0\r\n", ""),
            "/round.mp4" => reply("302 Found", "location: /round.mp4\r\ncontent-length: 0\r\n", ""),
            "/closed.mp4" => reply("403 Forbidden", "content-length: 0\r\n", ""),
            _ => reply("200 OK", "content-type: video/mp4\r\ncontent-length: 4\r\n", ""),
        }
    });
    let page = Some(End::Refused(Refusal::Address(Obstacle::Html("127.0.0.1".to_owned()))));
    for (path, remote) in [
        ("fine.mp4", Remote::File { size: Some(4) }),
        ("page.mp4", Remote::Page),
        ("moved.mp4", Remote::Page),
        ("wrong.mp4", Remote::Unknown),
        ("round.mp4", Remote::Unknown),
        ("closed.mp4", Remote::Unknown),
        ("large.mp4", Remote::File { size: Some(5_000_000_000) }),
        ("get.mp4", Remote::File { size: Some(5_000_000_001) }),
    ] {
        let rig = Rig::plain();
        let (told, end) = asked(&rig, format!("{host}/{path}"));
        assert_eq!(told, Some(remote), "{path}");
        match remote {
            Remote::Page => assert_eq!(end, page, "{path}"),
            Remote::File { size: Some(size) } if size > 1_000_000 => {
                let limit = matches!(end, Some(End::Refused(Refusal::TooLarge { method: Method::Url, .. })));
                assert!(limit, "{path}: {end:?}");
            }
            Remote::File { .. } | Remote::Unknown => assert_eq!(end, Some(End::Ready), "{path}"),
        }
    }
    let heard = heard.lock().unwrap();
    assert!(heard.iter().all(|request| !request.to_lowercase().contains("x-api-key")), "{heard:?}");
}

#[test]
fn no_host_is_asked_unless_somebody_wants_it_and_nothing_local_from_afar() {
    let (host, heard) = host(|_| reply("200 OK", "content-type: text/html\r\n", "<html>"));
    let rig = Rig::plain();
    let driver = rig.engine();
    let urls = vec![format!("{host}/a.mp4")];
    driver.engine.send(Command::AddUrls(driver.account.clone(), urls, UploadOptions::default()));
    driver.ready(1);
    let clients =
        takeup_api::HttpClients::new(false, takeup_model::Network::default(), takeup_api::no_password())
            .unwrap();
    let far = rig.runtime().block_on(clients.ask_host(&format!("{host}/a.mp4"), false));
    assert_eq!(far, Remote::Unknown);
    assert!(heard.lock().unwrap().is_empty());
    let near = rig.runtime().block_on(clients.ask_host(&format!("{host}/a.mp4"), true));
    assert_eq!(near, Remote::Page);
    // What cannot be trusted without certificates is not asked for any.
    let network = takeup_model::Network {
        extra_ca: Some(rig.folder.path().join("missing.pem")),
        ..takeup_model::Network::default()
    };
    let clients = takeup_api::HttpClients::new(false, network, takeup_api::no_password()).unwrap();
    let near = rig.runtime().block_on(clients.ask_host(&format!("{host}/a.mp4"), true));
    assert_eq!(near, Remote::Page, "certificates that cannot be read keep only TLS from being spoken");
}

#[test]
fn a_classic_task_is_compared_with_nothing() {
    let rig = Rig::plain();
    let index = rig.index("Races 2026");
    let file = sent(&rig, "clip.mp4");
    let driver = rig.engine();
    let method = MethodChoice::Only(Method::Task);
    let task_index = Some(index.as_str().into());
    driver.add_as(&[&file], UploadOptions { method, task_index, ..options(IfExists::Ask) });
    driver.ready(1);
    assert_eq!(rig.ledger().tasks.len(), 1);
}
