//! Every command under the pseudo-locale, from uploads to lists.

use takeup_cli as cli;
use takeup_rig::{Rig, samples, sandbox_options};
use takeup_sandbox::Options;

use crate::cli::{Said, run, running_here};
use crate::pseudo::Listener;

#[test]
fn an_upload_speaks_in_messages_from_its_plan_to_its_receipt() {
    let rig = Rig::plain();
    let mut said = Listener::on(&rig);
    let file = rig.video("봄 1.mp4", 300_000);
    let path = file.to_str().unwrap();
    let text = rig.folder.path().join("2.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    let (text, gone) = (text.to_str().unwrap(), rig.folder.path().join("3.mp4"));
    let (gone, url) = (gone.to_str().unwrap(), "https://example.org/4.mp4");
    let table = rig.folder.path().join("5.csv");
    std::fs::write(&table, "file,k\n봄 1.mp4,1\n6.mp4,2\n").unwrap();
    let table = table.to_str().unwrap();
    let (index, store) = (rig.index("i"), rig.store("s"));
    said.run(&["upload", "--dry-run", "--metadata", table, path, text, gone, url]);
    assert_eq!(said.run(&["upload", "--index", "zzz", path]).code, cli::FAILED);
    assert_eq!(said.run(&["upload", "--knowledge-store", "zzz", path]).code, cli::FAILED);
    said.run(&["upload", "--metadata", table, "--index", &index, "--knowledge-store", &store, path]);
    assert_eq!(said.run(&["upload", text, gone, "https://youtu.be/1"]).code, cli::FAILED);
    said.run(&["upload", "--method", "task", "--task-index", &index, path]);
    said.run(&["upload", "--check-urls", url]);
    said.run(&["upload", "--dry-run", "--if-exists", "reuse", path]);
    let other = rig.video("7.mp4", 33_000_000);
    said.run(&["upload", other.to_str().unwrap()]);
    std::fs::write(table, "file,width\n1.mp4\n").unwrap();
    assert_eq!(said.run(&["upload", "--metadata", table, path]).code, cli::USAGE);
    assert_eq!(said.run(&["upload", "--metadata", "/0", path]).code, cli::USAGE);
    // What the platform does not accept waits for an answer.
    assert_eq!(said.run(&["resume"]).code, cli::FAILED);
    let place = rig.data();
    let place = place.to_str().unwrap();
    let history = said.run_bare(&["history", "--data-dir", place]);
    assert!(history.out.contains('⟦'), "{}", history.out);
    said.run_bare(&["history", "--data-dir", place, "--search", "zzz"]);
    said.end();
}

#[test]
fn the_queue_speaks_in_messages() {
    let rig = Rig::plain();
    let mut said = Listener::on(&rig);
    let file = rig.video("1.mp4", 300_000);
    let path = file.to_str().unwrap();
    assert_eq!(said.run(&["queue", "list"]).code, cli::NOTHING);
    assert_eq!(said.run_with(Some("tlk_wrong"), &["upload", path]).code, cli::KEY);
    assert_eq!(said.run(&["queue", "list"]).code, cli::READY);
    assert_eq!(said.run(&["queue", "cancel", "/0"]).code, cli::NOTHING);
    assert_eq!(said.run(&["queue", "cancel", path]).code, cli::READY);
    let started = takeup_launch::launch(&running_here(&rig), |_| {}, || {}).unwrap();
    for words in [&["queue", "list"][..], &["resume"], &["sessions", "finish", "zzz", path]] {
        assert_eq!(said.run(words).code, cli::NOTHING, "{words:?}");
    }
    assert_eq!(said.run(&["upload", "--files", "2", path]).code, cli::READY);
    let place = rig.data();
    let elsewhere = ["--base-url", "https://example.org/v1", "--data-dir", place.to_str().unwrap()];
    assert_eq!(said.run_bare(&[&["upload", path], &elsewhere[..]].concat()).code, cli::FAILED);
    drop(started);
    said.end();
}

#[test]
fn the_library_speaks_in_messages() {
    let rig = Rig::new(Options { preloaded: (60, 2), ..sandbox_options() });
    let mut said = Listener::on(&rig);
    let file = rig.video("1.mp4", 300_000);
    let done = run(&rig, None, &["upload", "--json", file.to_str().unwrap()]);
    let asset = done.of("done")[0]["asset_id"].as_str().unwrap().to_owned();
    let id = |said: &Said, name: &str| said.events()[0][name].as_str().unwrap().to_owned();
    said.run(&["index", "create", "i"]);
    said.run(&["index", "create", "i"]);
    let index = id(&run(&rig, None, &["index", "list", "--json", "--search", "i"]), "index_id");
    said.run(&["index", "rename", &index, "ii"]);
    said.run(&["index", "add", &index, &asset]);
    said.run(&["index", "add", &index, &asset]);
    said.run(&["index", "list"]);
    said.run(&["indexes"]);
    said.run(&["index", "items", &index]);
    let indexed = id(&run(&rig, None, &["index", "items", &index, "--json"]), "indexed_asset_id");
    said.run(&["assets", "show", &asset]);
    assert_eq!(said.run(&["assets", "delete", &asset]).code, cli::FAILED);
    said.run(&["index", "remove", &index, &indexed]);
    said.run(&["store", "create", "s"]);
    let store = id(&run(&rig, None, &["store", "list", "--json"]), "knowledge_store_id");
    said.run(&["store", "list"]);
    said.run(&["store", "add", &store, &asset]);
    said.run(&["store", "add", &store, "zzz"]);
    said.run(&["store", "items", &store]);
    let item = id(&run(&rig, None, &["store", "items", &store, "--json"]), "item_id");
    said.run(&["store", "remove", &store, &item]);
    said.run(&["store", "items", &store]);
    said.run(&["store", "delete", &store]);
    said.run(&["index", "delete", &index]);
    said.run(&["index", "delete", &index]);
    said.run(&["assets", "list"]);
    said.run(&["assets", "show", "zzz"]);
    said.run(&["assets", "delete", "--force", &asset]);
    let task = id(&run(&rig, None, &["tasks", "list", "--json"]), "task_id");
    said.run(&["tasks"]);
    said.run(&["tasks", "delete", &task]);
    assert_eq!(said.run_with(Some("tlk_wrong"), &["assets"]).code, cli::KEY);
    let body = serde_json::json!({ "filename": "2.mp4", "type": "video", "total_size": 300_000 });
    let session = rig.open("/assets/multipart-uploads", &body)["upload_id"].as_str().unwrap().to_owned();
    said.run(&["sessions", "list"]);
    let drive = rig.drive();
    said.run(&["connections", "list"]);
    said.run(&["upload", "https://drive.google.com/file/d/film/view"]);
    said.run(&["connections", "remove", &drive]);
    assert_eq!(said.run(&["upload", "https://drive.google.com/file/d/other/view"]).code, cli::FAILED);
    said.run(&["sessions", "finish", "zzz", file.to_str().unwrap()]);
    said.run(&["sessions", "finish", &session, file.to_str().unwrap()]);
    said.end();
}

#[test]
fn check_speaks_in_messages() {
    let rig = Rig::plain();
    let mut said = Listener::on(&rig);
    let folder = rig.folder.path();
    let mut paths = Vec::new();
    for (number, from) in
        ["small.mp4", "moov_end.mp4", "nothing.mp4", "constant.mp3", "plain.gif"].iter().enumerate()
    {
        let path = folder.join(format!("{number}"));
        std::fs::copy(samples().join(from), &path).unwrap();
        paths.push(path.to_str().unwrap().to_owned());
    }
    let place = folder.to_str().unwrap();
    let urls = ["https://youtu.be/1".to_owned(), "https://example.org/1.mp4".to_owned()];
    let words: Vec<&str> = ["check", "--data-dir", place]
        .into_iter()
        .chain(paths.iter().chain(&urls).map(String::as_str))
        .collect();
    assert_eq!(said.run_bare(&words).code, cli::FAILED);
    said.run_bare(&[&words[..], &["--for", "store", "--for", "analysis", "--for", "task"]].concat());
    said.run_bare(&["check", "--data-dir", place, "/0"]);
    said.end();
}
