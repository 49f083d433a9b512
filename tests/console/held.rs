//! The console's commands for what is on the platform already.

use serde_json::{Value, json};
use takeup_cli as cli;
use takeup_sandbox::Options;

use crate::cli::{Said, run, run_bare};
use takeup_rig::{Rig, samples, sandbox_options};

fn fine(said: Said) -> Said {
    assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    said
}

/// The ID in brackets of a sentence that tells what was created.
fn id(said: &Said) -> String {
    let rest = said.out.rsplit_once('(').unwrap().1;
    rest.split_once(')').unwrap().0.to_owned()
}

#[test]
fn what_is_said_in_an_asset_is_printed_as_text_and_as_subtitles() {
    let rig = Rig::plain();
    let clip = rig.video("clip.mp4", 100_000);
    let done = fine(run(&rig, None, &["upload", "--json", clip.to_str().unwrap()])).of("done");
    let asset = done[0]["asset_id"].as_str().unwrap();
    let told = fine(run(&rig, None, &["assets", "transcription", asset]));
    assert_eq!(told.out, "Welcome.\n");
    let told = fine(run(&rig, None, &["assets", "transcription", "--srt", asset]));
    assert!(told.out.starts_with("1\n00:00:00,000 --> 00:00:"), "{}", told.out);
    assert!(told.out.ends_with("\nWelcome.\n\n"), "{}", told.out);
    let told = fine(run(&rig, None, &["assets", "transcription", "--json", asset])).events();
    assert_eq!((&told[0]["text"], &told[0]["start"]), (&"Welcome.".into(), &0.0.into()));
    // A picture says nothing.
    let picture = rig.folder.path().join("picture.png");
    std::fs::copy(samples().join("tall.png"), &picture).unwrap();
    let done = fine(run(&rig, None, &["upload", "--json", picture.to_str().unwrap()])).of("done");
    let none = run(&rig, None, &["assets", "transcription", done[0]["asset_id"].as_str().unwrap()]);
    assert!(none.code == cli::FAILED && none.err.contains("no transcription"), "{}", none.err);
}

#[test]
fn a_collection_is_a_destination_and_its_asset_has_one_item_in_the_store() {
    let rig = Rig::plain();
    let store = rig.store("Archive");
    let [one, two] =
        ["One", "Two"].map(|name| id(&fine(run(&rig, None, &["store", "create-collection", &store, name]))));
    assert!(one.starts_with(&format!("{store}/")), "{one}");
    let clip = rig.video("clip.mp4", 100_000);
    let places = [&store, &one, &two].map(|place| ["--knowledge-store", place.as_str()]).concat();
    let words = [&["upload", "--json", clip.to_str().unwrap()], &places[..]].concat();
    let done = fine(run(&rig, None, &words)).of("done");
    let asset = done[0]["asset_id"].as_str().unwrap();
    let items = |place: &str| fine(run(&rig, None, &["store", "items", place, "--json"])).events();
    let item = items(&store)[0]["item_id"].as_str().unwrap().to_owned();
    for place in [&store, &one, &two] {
        let told = items(place);
        assert!(told.len() == 1 && told[0]["item_id"] == *item, "{told:?}");
    }
    // Whatever is added again is there already.
    for place in [&one, &store] {
        fine(run(&rig, None, &["store", "add", place, asset]));
    }
    assert_eq!(rig.ledger().store_items.len(), 1);
    let listed = fine(run(&rig, None, &["store", "collections", &store, "--json"])).events();
    let counts: Vec<_> = listed.iter().map(|row| (&row["knowledge_store_id"], &row["item_count"])).collect();
    assert_eq!(counts, [(&two.as_str().into(), &1.into()), (&one.as_str().into(), &1.into())]);
    // Out of the collection is not out of the store.
    fine(run(&rig, None, &["store", "remove", &one, &item]));
    assert_eq!((items(&one).len(), items(&two).len(), items(&store).len()), (0, 1, 1));
    let nowhere =
        run(&rig, None, &["upload", "--knowledge-store", &format!("{store}/x"), clip.to_str().unwrap()]);
    assert!(nowhere.code == cli::FAILED && nowhere.err.contains("was not found"), "{}", nowhere.err);
    for trick in ["../indexes", &format!("{store}/.."), &format!("{store}/a/b")] {
        let said = run(&rig, None, &["store", "items", trick]);
        assert_eq!(said.code, cli::FAILED, "{trick}: {} {}", said.out, said.err);
    }
}

#[test]
fn a_store_is_told_what_to_extract_in_words_or_by_a_schema() {
    let rig = Rig::plain();
    let schema = rig.folder.path().join("schema.json");
    let extract = ["--extract-schema", schema.to_str().unwrap()];
    let create = ["store", "create", "Places"];
    for (text, sentence) in [(None, "cannot be read"), (Some("[]"), "JSON Schema")] {
        if let Some(text) = text {
            std::fs::write(&schema, text).unwrap();
        }
        let said = run(&rig, None, &[&create[..], &extract].concat());
        assert!(said.code == cli::USAGE && said.err.contains(sentence), "{}", said.err);
    }
    let fields = json!({ "place": { "type": "string", "description": "Where it is" } });
    std::fs::write(&schema, json!({ "type": "object", "properties": fields }).to_string()).unwrap();
    fine(run(&rig, None, &[&create[..], &extract].concat()));
    fine(run(&rig, None, &["store", "create", "Speakers", "--extract", "who speaks"]));
    let configs: Vec<_> = rig.ledger().stores.into_iter().map(|store| store.ingestion_config).collect();
    assert_eq!(configs[0]["enrichment_config"]["json_schema"]["properties"], fields);
    assert_eq!(configs[1]["enrichment_config"]["description"], "who speaks");
}

#[test]
fn indexes_and_stores_are_made_filled_listed_emptied_and_deleted() {
    let rig = Rig::plain();
    let clip = rig.video("clip.mp4", 100_000);
    let done = fine(run(&rig, None, &["upload", "--json", clip.to_str().unwrap()])).of("done");
    let asset = done[0]["asset_id"].as_str().unwrap();
    let index = id(&fine(run(&rig, None, &["index", "create", "Races", "--thumbnail"])));
    let taken = run(&rig, None, &["index", "create", "Races"]);
    assert_eq!(taken.code, cli::FAILED);
    assert!(taken.err.contains("already"), "{}", taken.err);
    let told = run(&rig, None, &["index", "create", "Races", "--json"]).of("failed");
    assert_eq!(told[0]["code"], "index_name_already_exists");
    fine(run(&rig, None, &["index", "rename", &index, "Rallies"]));
    assert!(fine(run(&rig, None, &["index", "list"])).out.contains("Rallies"));
    for _ in 0..2 {
        fine(run(&rig, None, &["index", "add", &index, asset]));
    }
    let items = fine(run(&rig, None, &["index", "items", &index, "--json"])).events();
    assert_eq!((items.len(), &items[0]["status"]), (1, &Value::from("ready")));
    let refused = run(&rig, None, &["assets", "delete", asset]);
    assert_eq!(refused.code, cli::FAILED);
    assert!(refused.err.contains("Indexes refer") && refused.err.contains("--force"), "{}", refused.err);

    let store = id(&fine(run(&rig, None, &["store", "create", "Archive", "--description", "of it all"])));
    assert!(fine(run(&rig, None, &["store", "list", "--search", "ARCH"])).out.contains("Archive"));
    let nothing = fine(run(&rig, None, &["store", "list", "--search", "zzz"]));
    assert_eq!((nothing.out.as_str(), nothing.err.as_str()), ("", "Nothing found.\n"));
    // What is not there ends at once.
    let nobody = run(&rig, None, &["store", "add", &store, "zzz"]);
    assert_eq!(nobody.code, cli::FAILED, "{} {}", nobody.out, nobody.err);
    fine(run(&rig, None, &["store", "add", &store, asset, "--no-wait"]));
    let items = fine(run(&rig, None, &["store", "items", &store, "--json"])).events();
    assert_eq!(items.len(), 1);
    fine(run(&rig, None, &["store", "remove", &store, items[0]["item_id"].as_str().unwrap()]));
    assert_eq!(fine(run(&rig, None, &["store", "items", &store])).out, "");

    let shown = fine(run(&rig, None, &["assets", "show", asset, "--json"])).events();
    assert_eq!(shown[0]["indexed_assets"][0]["index_name"], "Rallies");
    assert!(fine(run(&rig, None, &["assets", "show", asset])).out.contains("clip.mp4"));
    assert_eq!(run(&rig, None, &["assets", "show", "nothing"]).code, cli::FAILED);
    fine(run(&rig, None, &["assets", "delete", "--force", asset]));
    fine(run(&rig, None, &["index", "delete", &index]));
    for words in [["assets", "delete", asset], ["index", "delete", &index], ["store", "delete", "zzz"]] {
        let said = run(&rig, None, &words);
        assert_eq!((said.code, said.out.as_str()), (cli::NOTHING, ""), "{}", said.err);
        assert!(said.err.contains("not found on the platform"), "{}", said.err);
    }
    let unknown = run(&rig, None, &["index", "rename", "zzz", "Races", "--json"]);
    assert_eq!((unknown.code, &unknown.events()[0]["event"]), (cli::FAILED, &Value::from("failed")));
    assert!(!unknown.err.contains("send it again"), "{}", unknown.err);
    let ledger = rig.ledger();
    assert!(ledger.assets.is_empty() && ledger.indexes.is_empty());
}

#[test]
fn lists_tell_their_first_page_all_of_them_and_what_is_searched_for() {
    let rig = Rig::new(Options { preloaded: (120, 60), ..sandbox_options() });
    let lines = |words: &[&str]| fine(run(&rig, None, words)).out.lines().count();
    assert_eq!(lines(&["assets"]), 120);
    assert_eq!(lines(&["assets", "list"]), 50);
    assert_eq!(lines(&["assets", "list", "--all"]), 120);
    assert_eq!(lines(&["assets", "list", "--status", "failed"]), 2, "on whichever page they are");
    assert_eq!(lines(&["assets", "list", "--search", "clip-0001"]), 10);
    assert_eq!(lines(&["tasks", "list", "--all"]), 60);
    assert_eq!(lines(&["assets", "export"]), 121);
    let all: Vec<Value> =
        serde_json::from_str(&fine(run(&rig, None, &["assets", "export", "--json"])).out).unwrap();
    assert_eq!(all.len(), 120);
    let tasks = fine(run(&rig, None, &["tasks", "list", "--json"])).events();
    let task = tasks[0]["task_id"].as_str().unwrap();
    fine(run(&rig, None, &["tasks", "delete", task]));
    assert_eq!(lines(&["tasks"]), 59);
}

#[test]
fn a_session_is_listed_and_finished() {
    let rig = Rig::plain();
    let large = rig.video("large.mp4", 1_000_000);
    let body = serde_json::json!({ "filename": "large.mp4", "type": "video", "total_size": 1_000_000 });
    let upload = rig.open("/assets/multipart-uploads", &body)["upload_id"].as_str().unwrap().to_owned();
    let listed = fine(run(&rig, None, &["sessions", "list", "--json"])).events();
    assert_eq!(
        (&listed[0]["upload_id"], &listed[0]["chunks"]),
        (&Value::from(upload.as_str()), &Value::from(4))
    );
    let unknown = run(&rig, None, &["sessions", "finish", "zzz", large.to_str().unwrap()]);
    assert_eq!(unknown.code, cli::FAILED);
    assert!(
        unknown.err.contains("The session cannot be finished: the platform did not list"),
        "{}",
        unknown.err
    );
    // A wrong file is refused, now and whenever it is looked at again, and does not keep the right one away.
    let wrong = rig.video("wrong.mp4", 999_999);
    let refused = run(&rig, None, &["sessions", "finish", &upload, wrong.to_str().unwrap()]);
    assert_eq!(refused.code, cli::FAILED, "{}", refused.out);
    assert_eq!(run(&rig, None, &["resume"]).code, cli::FAILED);
    fine(run(&rig, None, &["sessions", "finish", &upload, large.to_str().unwrap()]));
    rig.holds_only(&large);
    assert_eq!(fine(run(&rig, None, &["sessions", "list"])).out, "");
    let data = rig.data();
    let rows = fine(run_bare(None, &["receipts", "export", "--data-dir", data.to_str().unwrap()])).out;
    assert!(rows.lines().count() == 3 && rows.contains("adopted"), "{rows}");
}
