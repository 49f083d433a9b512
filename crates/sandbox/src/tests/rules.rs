//! Assets, indexes, tasks, stores, and what holds for every request.

use std::io;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::client::{FILM, ask, direct, form, get, post, quick, send, settle, start};
use crate::body::hex;
use crate::{Fault, FaultEffect, FaultTarget, Options, Sandbox, SandboxLimits};

async fn id_of(sandbox: &Sandbox, path: &str, body: Value) -> String {
    post(sandbox, path, body).await.json()["_id"].as_str().unwrap().to_owned()
}

async fn ready_asset(sandbox: &Sandbox, name: &str) -> String {
    let id = direct(sandbox, name, FILM).await.json()["_id"].as_str().unwrap().to_owned();
    settle(sandbox, &format!("/assets/{id}")).await;
    id
}

async fn index(sandbox: &Sandbox, name: &str) -> String {
    let models = json!([{ "model_name": "marengo3.0", "model_options": ["visual"] }]);
    id_of(sandbox, "/indexes", json!({ "index_name": name, "models": models })).await
}

#[tokio::test]
async fn only_a_loopback_address_is_served() {
    let options = Options { listen: "0.0.0.0:0".parse().unwrap(), ..quick() };
    assert_eq!(Sandbox::start(options).await.err().unwrap().kind(), io::ErrorKind::InvalidInput);
}

#[tokio::test]
async fn a_dropped_sandbox_answers_no_more() {
    let sandbox = start(quick()).await;
    let url = format!("{}/assets", sandbox.url());
    drop(sandbox);
    assert!(send(&url, "GET", &[], b"").await.is_err());
}

#[tokio::test]
async fn a_request_needs_the_key() {
    let sandbox = start(quick()).await;
    for headers in [&[][..], &[("x-api-key", "tlk_other")]] {
        let reply = send(&format!("{}/indexes", sandbox.url()), "GET", headers, b"").await.unwrap();
        assert_eq!((reply.status, &reply.json()["code"]), (401, &json!("api_key_invalid")));
    }
    assert_eq!(get(&sandbox, "/no-such-thing").await.status, 404);
}

#[tokio::test]
async fn a_direct_upload_is_processed_and_then_ready() {
    let sandbox = start(quick()).await;
    let texts = [("method", "direct"), ("filename", "b.mp4"), ("user_metadata", r#"{"take":3}"#)];
    let reply = form(&sandbox, "/assets", &texts, Some(("file", "a.mp4", FILM))).await.unwrap();
    let asset = reply.json();
    assert_eq!(
        (reply.status, &asset["status"], &asset["filename"]),
        (201, &json!("processing"), &json!("b.mp4"))
    );
    let asset = settle(&sandbox, &format!("/assets/{}", asset["_id"].as_str().unwrap())).await;
    assert_eq!((&asset["status"], &asset["user_metadata"]["take"]), (&json!("ready"), &json!(3)));
    let ledger = sandbox.ledger();
    assert_eq!(ledger.assets[0].sha256, Some(hex(&Sha256::digest(FILM))));
    assert_eq!(ledger.requests_to("POST /assets"), 1);
    assert!(ledger.requests_to("GET /assets/{asset_id}") > 0);
}

#[tokio::test]
async fn a_text_under_a_video_name_fails() {
    let sandbox = start(quick()).await;
    let id = direct(&sandbox, "a.mp4", "Once upon a time …".as_bytes()).await.json()["_id"]
        .as_str()
        .unwrap()
        .to_owned();
    let asset = settle(&sandbox, &format!("/assets/{id}")).await;
    assert_eq!(asset["status"], "failed");
    assert!(asset["error"]["message"].is_string());
    let id = direct(&sandbox, "a.txt", b"Once upon a time").await.json()["_id"].as_str().unwrap().to_owned();
    assert_eq!(settle(&sandbox, &format!("/assets/{id}")).await["status"], "ready");
    for (name, bytes) in [("a.pdf", &b"Once upon a time"[..]), ("a.md", FILM)] {
        let reply = direct(&sandbox, name, bytes).await;
        assert_eq!((reply.status, &reply.json()["code"]), (400, &json!("unsupported_file_type")), "{name}");
    }
}

#[tokio::test]
async fn a_form_is_checked() {
    let options =
        Options { limits: SandboxLimits { direct_bytes: 20, ..SandboxLimits::default() }, ..quick() };
    let sandbox = start(options).await;
    let film = Some(("file", "a.mp4", &FILM[..20]));
    let cases: [(&[(&str, &str)], _, _); 7] = [
        (&[("method", "direct")], Some(("file", "a.mp4", FILM)), "video_filesize_too_large"),
        (&[("method", "direct")], None, "parameter_not_provided"),
        (&[("method", "pigeon")], film, "parameter_invalid"),
        (&[], film, "parameter_not_provided"),
        (&[("method", "direct"), ("language", "en")], film, "parameter_unknown"),
        (&[("method", "direct"), ("enable_hls", "yes")], film, "parameter_invalid"),
        (&[("method", "direct"), ("user_metadata", r#"{"width":1}"#)], film, "parameter_invalid"),
    ];
    for (texts, file, code) in cases {
        let reply = form(&sandbox, "/assets", texts, file).await.unwrap();
        assert_eq!((reply.status, &reply.json()["code"]), (400, &json!(code)), "{texts:?}");
    }
    assert_eq!(sandbox.ledger().assets.len(), 0);
}

#[tokio::test]
async fn a_url_upload_fetches_nothing() {
    let sandbox = start(quick()).await;
    for (url, status) in [
        ("https://media.example/a.mp4", 201),
        ("https://media.example/page.html", 400),
        ("https://www.youtube.com/watch", 400),
        ("ftp://media.example/a.mp4", 400),
        ("https://media.example/a.m3u8", 201),
        ("https://media.example/live/a.m3u8", 400),
        ("https://media.example/a.png", 201),
        ("https://media.example/huge.png", 400),
        ("https://media.example/huge.pdf", 400),
        ("https://media.example/huge.mp4", 400),
    ] {
        let reply = form(&sandbox, "/assets", &[("method", "url"), ("url", url)], None).await.unwrap();
        assert_eq!(reply.status, status, "{url}");
    }
    let texts = [("method", "url"), ("url", "https://media.example/fail.mp4")];
    let asset = form(&sandbox, "/assets", &texts, None).await.unwrap().json();
    assert_eq!(
        settle(&sandbox, &format!("/assets/{}", asset["_id"].as_str().unwrap())).await["status"],
        "failed"
    );
}

#[tokio::test]
async fn a_list_is_filtered_paged_and_newest_first() {
    let sandbox = start(quick()).await;
    let mut ids = Vec::new();
    for name in ["one.mp4", "Two.mp4", "three.png"] {
        ids.push(direct(&sandbox, name, FILM).await.json()["_id"].as_str().unwrap().to_owned());
    }
    let names = async |query: &str| -> Vec<String> {
        let rows = get(&sandbox, &format!("/assets?{query}")).await.json();
        rows["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["filename"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(names("").await, ["three.png", "Two.mp4", "one.mp4"]);
    assert_eq!(names(&format!("asset_ids={}&asset_ids={}", ids[0], ids[1])).await, ["Two.mp4", "one.mp4"]);
    assert_eq!(names("filename=TW").await, ["Two.mp4"]);
    assert_eq!(names("asset_types=image").await, ["three.png"]);
    assert_eq!(names("page=2&page_limit=2").await, ["one.mp4"]);
    let info = get(&sandbox, "/assets?page_limit=2").await.json()["page_info"].clone();
    assert_eq!(info, json!({ "limit_per_page": 2, "page": 1, "total_page": 2, "total_results": 3 }));
    for query in ["page_limit=51", "page=0", "page=x", "asset_types=smell"] {
        assert_eq!(get(&sandbox, &format!("/assets?{query}")).await.status, 400, "{query}");
    }
}

#[tokio::test]
async fn metadata_is_replaced_merged_and_dropped() {
    let sandbox = start(quick()).await;
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let path = format!("/assets/{asset}/user-metadata");
    let after = async |method: &str, metadata: Value| {
        let body = if metadata.is_null() { metadata } else { json!({ "user_metadata": metadata }) };
        assert_eq!(ask(&sandbox, method, &path, body).await.unwrap().status, 204);
        get(&sandbox, &format!("/assets/{asset}")).await.json()["user_metadata"].clone()
    };
    assert_eq!(after("PUT", json!({ "a": 1, "b": 2 })).await, json!({ "a": 1, "b": 2 }));
    assert_eq!(after("PATCH", json!({ "a": null, "c": "x" })).await, json!({ "b": 2, "c": "x" }));
    assert_eq!(after("DELETE", Value::Null).await, Value::Null);
}

#[tokio::test]
async fn an_indexed_asset_is_deleted_only_by_force() {
    let sandbox = start(quick()).await;
    let index = index(&sandbox, "films").await;
    let path = format!("/indexes/{index}/indexed-assets");
    let new = direct(&sandbox, "new.mp4", FILM).await.json();
    let early = post(&sandbox, &path, json!({ "asset_id": new["_id"] })).await;
    assert_eq!(early.status, 400, "the asset is not ready");
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let reply = post(&sandbox, &path, json!({ "asset_id": asset })).await;
    assert_eq!(reply.status, 202);
    let row = settle(&sandbox, &format!("{path}/{}", reply.json()["_id"].as_str().unwrap())).await;
    assert_eq!((&row["status"], &row["asset_id"]), (&json!("ready"), &json!(asset)));
    let indexes = get(&sandbox, &format!("/assets/{asset}/indexed-assets")).await.json();
    assert_eq!(indexes["data"][0]["index"], json!({ "_id": index, "name": "films" }));
    let asset = format!("/assets/{asset}");
    assert_eq!(ask(&sandbox, "DELETE", &asset, Value::Null).await.unwrap().status, 409);
    assert_eq!(
        ask(&sandbox, "DELETE", &format!("{asset}?force=true"), Value::Null).await.unwrap().status,
        204
    );
    assert_eq!(get(&sandbox, &asset).await.json()["code"], "resource_not_exist");
}

#[tokio::test]
async fn an_index_takes_videos_only_and_says_why_one_failed() {
    let sandbox = start(quick()).await;
    let index = index(&sandbox, "films").await;
    let path = format!("/indexes/{index}/indexed-assets");
    for name in ["a.png", "a.mp3"] {
        let asset = ready_asset(&sandbox, name).await;
        assert_eq!(post(&sandbox, &path, json!({ "asset_id": asset })).await.status, 400, "{name}");
    }
    let why = "The video has no picture.";
    sandbox.script(Fault::once(FaultTarget::PostIndexedAsset, FaultEffect::AssetFailed(why.to_owned())));
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let failing = id_of(&sandbox, &path, json!({ "asset_id": asset })).await;
    let row = settle(&sandbox, &format!("{path}/{failing}")).await;
    assert_eq!((&row["status"], &row["error_reason"]), (&json!("failed"), &json!(why)));
    let videos = get(&sandbox, &format!("/indexes/{index}/videos")).await.json();
    assert_eq!(videos["page_info"]["total_results"], 0);
    assert_eq!(get(&sandbox, &format!("/indexes/{index}/videos/{failing}")).await.status, 404);
}

#[tokio::test]
async fn an_indexed_asset_has_metadata_of_its_own() {
    let sandbox = start(quick()).await;
    let index = index(&sandbox, "films").await;
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let path = format!("/indexes/{index}/indexed-assets");
    let wish = json!({ "asset_id": asset, "user_metadata": { "take": 1, "place": "", "tags": [] } });
    let path = format!("{path}/{}", id_of(&sandbox, &path, wish).await);
    settle(&sandbox, &path).await;
    assert_eq!(get(&sandbox, &path).await.json()["user_metadata"], json!({ "take": 1 }));
    for (change, told) in [
        (json!({ "take": "2", "crew": ["A"] }), json!({ "take": "2", "crew": ["A"] })),
        (json!({ "take": null, "crew": [] }), Value::Null),
    ] {
        let reply = ask(&sandbox, "PATCH", &path, json!({ "user_metadata": change })).await.unwrap();
        assert_eq!(reply.status, 204);
        assert_eq!(get(&sandbox, &path).await.json()["user_metadata"], told);
    }
    assert_eq!(get(&sandbox, &format!("/assets/{asset}")).await.json()["user_metadata"], Value::Null);
}

#[tokio::test]
async fn indexes_come_oldest_first_and_are_found_by_their_whole_name() {
    let sandbox = start(quick()).await;
    let (first, second) = (index(&sandbox, "films").await, index(&sandbox, "old films").await);
    let ids = async |query: &str| -> Vec<Value> {
        let rows = get(&sandbox, &format!("/indexes?{query}")).await.json();
        rows["data"].as_array().unwrap().iter().map(|row| row["_id"].clone()).collect()
    };
    assert_eq!(ids("").await, [first.as_str(), second.as_str()]);
    assert_eq!(ids("sort_option=desc").await, [second.as_str(), first.as_str()]);
    assert_eq!(ids("sort_by=created_at&sort_option=desc").await, [second.as_str(), first.as_str()]);
    assert_eq!(ids("index_name=films").await, [first.as_str()]);
    assert_eq!(get(&sandbox, "/indexes?sort_by=mood").await.status, 400);
}

#[tokio::test]
async fn an_index_name_is_taken_once() {
    let sandbox = start(quick()).await;
    let first = index(&sandbox, "films").await;
    let second = index(&sandbox, "clips").await;
    let taken = json!({ "index_name": "films" });
    let reply = ask(&sandbox, "PUT", &format!("/indexes/{second}"), taken.clone()).await.unwrap();
    assert_eq!((reply.status, &reply.json()["code"]), (400, &json!("index_name_already_exists")));
    assert_eq!(ask(&sandbox, "PUT", &format!("/indexes/{first}"), taken).await.unwrap().status, 200);
    let models = json!([{ "model_name": "pegasus1.2", "model_options": ["visual"] }]);
    let old = post(&sandbox, "/indexes", json!({ "index_name": "old", "models": models })).await;
    assert_eq!(old.json()["code"], "parameter_invalid");
}

#[tokio::test]
async fn a_task_walks_through_its_statuses() {
    let sandbox = start(quick()).await;
    let index = index(&sandbox, "films").await;
    let film = Some(("video_file", "a.mp4", FILM));
    let reply = form(&sandbox, "/tasks", &[("index_id", &index)], film).await.unwrap();
    assert_eq!(reply.status, 200);
    let path = format!("/tasks/{}", reply.json()["_id"].as_str().unwrap());
    let early = ask(&sandbox, "DELETE", &path, Value::Null).await.unwrap();
    assert_eq!(early.json()["code"], "task_cannot_be_deleted");
    let task = settle(&sandbox, &path).await;
    assert_eq!((&task["status"], &task["hls"]["status"]), (&json!("ready"), &json!("COMPLETE")));
    assert_eq!(get(&sandbox, &format!("/indexes/{index}")).await.json()["video_count"], 1);
    let early = ask(&sandbox, "DELETE", &path, Value::Null).await.unwrap();
    assert_eq!(early.json()["code"], "task_cannot_be_deleted", "its video is still there");
    let video = format!("/indexes/{index}/videos/{}", task["video_id"].as_str().unwrap());
    let told = get(&sandbox, &video).await.json();
    assert_eq!((&told["status"], &told["system_metadata"]["filename"]), (&Value::Null, &json!("a.mp4")));
    assert_eq!(get(&sandbox, "/assets").await.json()["data"][0]["_id"], told["asset_id"]);
    assert_eq!(ask(&sandbox, "DELETE", &video, Value::Null).await.unwrap().status, 204);
    assert_eq!(ask(&sandbox, "DELETE", &path, Value::Null).await.unwrap().status, 204);
    let song = form(&sandbox, "/tasks", &[("index_id", &index)], Some(("video_file", "a.mp3", FILM))).await;
    assert_eq!(song.unwrap().json()["code"], "video_file_broken");
    let texts = [("index_id", index.as_str()), ("language", "en")];
    let reply = form(&sandbox, "/tasks", &texts, film).await.unwrap();
    assert_eq!((reply.status, &reply.json()["code"]), (400, &json!("parameter_unknown")));
}

#[tokio::test]
async fn a_store_item_becomes_ready() {
    let sandbox = start(quick()).await;
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let store = id_of(&sandbox, "/knowledge-stores", json!({ "name": "shelf" })).await;
    let path = format!("/knowledge-stores/{store}/items");
    let reply = post(&sandbox, &path, json!({ "asset_id": asset })).await;
    assert_eq!((reply.status, &reply.json()["status"]), (202, &json!("queued")));
    let item = format!("{path}/{}", reply.json()["_id"].as_str().unwrap());
    assert_eq!(settle(&sandbox, &item).await["status"], "ready");
    let rows = get(&sandbox, &format!("{path}?status=failed&status=ready")).await.json();
    assert_eq!(rows["page_info"]["total_results"], 1);
    assert_eq!(ask(&sandbox, "DELETE", &item, Value::Null).await.unwrap().status, 204);
    let renamed =
        ask(&sandbox, "PATCH", &format!("/knowledge-stores/{store}"), json!({ "name": "attic" })).await;
    assert_eq!(renamed.unwrap().json()["name"], "attic");
}

#[tokio::test]
async fn a_store_replaces_its_metadata_and_takes_no_null() {
    let sandbox = start(quick()).await;
    let wish = json!({ "name": "shelf", "metadata": { "row": 1, "tags": ["a", "b"] } });
    let path = format!("/knowledge-stores/{}", id_of(&sandbox, "/knowledge-stores", wish).await);
    let change = async |metadata: Value| {
        let reply = ask(&sandbox, "PATCH", &path, json!({ "metadata": metadata })).await.unwrap();
        (reply.status, reply.json()["metadata"].clone())
    };
    assert_eq!(change(json!({ "side": "left" })).await, (200, json!({ "side": "left" })));
    for wrong in [json!({ "side": null }), json!({ "side": { "a": 1 } }), json!({ "n": 1u64 << 53 })] {
        assert_eq!(change(wrong.clone()).await.0, 400, "{wrong}");
    }
    assert_eq!(change(json!({})).await, (200, json!({})));
}

#[tokio::test]
async fn a_store_item_shows_the_metadata_of_its_asset_beside_its_own() {
    let sandbox = start(quick()).await;
    let asset = ready_asset(&sandbox, "a.mp4").await;
    let store = id_of(&sandbox, "/knowledge-stores", json!({ "name": "shelf" })).await;
    let items = format!("/knowledge-stores/{store}/items");
    let both = json!({ "asset_id": asset, "metadata": { "a": 1 }, "item_metadata": { "a": 1 } });
    assert_eq!(post(&sandbox, &items, both).await.status, 400);
    let wish = json!({ "asset_id": asset, "metadata": { "shelf": 3, "side": "left" } });
    let item = format!("{items}/{}", id_of(&sandbox, &items, wish).await);
    let of_asset = format!("/assets/{asset}/user-metadata");
    ask(&sandbox, "PATCH", &of_asset, json!({ "user_metadata": { "take": 7 } })).await.unwrap();
    let told = get(&sandbox, &item).await.json();
    assert_eq!(told["metadata"], json!({ "take": 7 }));
    assert_eq!(told["item_metadata"], json!({ "shelf": 3, "side": "left" }));
    let path = format!("{item}/item-metadata");
    for (method, change, after) in [
        ("PATCH", json!({ "side": null, "row": 2 }), json!({ "shelf": 3, "row": 2 })),
        ("PUT", json!({ "side": "right" }), json!({ "side": "right" })),
    ] {
        let reply = ask(&sandbox, method, &path, json!({ "item_metadata": change })).await.unwrap();
        assert_eq!((reply.status, &reply.json()["item_metadata"]), (200, &after), "{method}");
    }
}

#[tokio::test]
async fn a_transcription_comes_with_what_was_asked_for() {
    let sandbox = start(quick()).await;
    let film = ready_asset(&sandbox, "a.mp4").await;
    let told = get(&sandbox, &format!("/assets/{film}/transcription?include=words&include=sentences")).await;
    let told = told.json();
    assert_eq!((&told["status"], &told["words"][0]["start"]), (&json!("ready"), &json!(0.0)));
    assert_eq!(told["utterances"], Value::Null);
    let picture = ready_asset(&sandbox, "a.png").await;
    assert_eq!(get(&sandbox, &format!("/assets/{picture}/transcription")).await.status, 404);
    let entities = get(&sandbox, &format!("/assets/{film}/entities")).await.json();
    assert_eq!(entities["page_info"]["total_results"], 0);
}

#[tokio::test]
async fn a_plan_without_stores_is_told_so() {
    let options =
        Options { limits: SandboxLimits { stores_allowed: false, ..SandboxLimits::default() }, ..quick() };
    assert_eq!(get(&start(options).await, "/knowledge-stores").await.status, 403);
}

#[tokio::test]
async fn too_many_posts_in_a_minute_have_to_wait() {
    let options = Options {
        limits: SandboxLimits { posts_per_minute: Some(2), ..SandboxLimits::default() },
        ..quick()
    };
    let sandbox = start(options).await;
    assert_eq!(direct(&sandbox, "a.mp4", FILM).await.header("x-ratelimit-remaining"), Some("1"));
    direct(&sandbox, "b.mp4", FILM).await;
    let reply = direct(&sandbox, "c.mp4", FILM).await;
    assert_eq!((reply.status, &reply.json()["code"]), (429, &json!("too_many_requests")));
    let wait: u64 = reply.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=60).contains(&wait), "{wait}");
    for (status, left) in [(404, "1"), (404, "0"), (429, "0")] {
        let reply = post(&sandbox, "/indexes/x/indexed-assets", json!({ "asset_id": "x" })).await;
        assert_eq!(reply.status, status, "each category counts for itself");
        assert_eq!(reply.header("x-ratelimit-request-remaining"), Some(left));
        assert_eq!(reply.header("x-ratelimit-remaining"), None, "and tells it in its own way");
    }
}

#[tokio::test]
async fn too_much_media_in_an_hour_has_to_wait() {
    let options = Options {
        limits: SandboxLimits { indexed_minutes_per_hour: Some(1), ..SandboxLimits::default() },
        ..quick()
    };
    let sandbox = start(options).await;
    let index = index(&sandbox, "films").await;
    // Of a size that counts as more than a minute.
    let url = [("method", "url"), ("url", "https://media.example/a.mp4")];
    let asset =
        form(&sandbox, "/assets", &url, None).await.unwrap().json()["_id"].as_str().unwrap().to_owned();
    settle(&sandbox, &format!("/assets/{asset}")).await;
    let path = format!("/indexes/{index}/indexed-assets");
    let mut seen = Vec::new();
    for _ in 0..5 {
        let reply = post(&sandbox, &path, json!({ "asset_id": asset })).await;
        seen.push((reply.status, reply.header("x-ratelimit-duration-remaining").unwrap().to_owned()));
        if reply.status == 429 {
            let wait: u64 = reply.header("retry-after").unwrap().parse().unwrap();
            assert!((3_590..=3_601).contains(&wait), "{wait}");
            assert_eq!(reply.header("x-ratelimit-dimensions"), Some("Duration,Request"));
        }
    }
    assert_eq!(seen.first().unwrap().0, 202, "{seen:?}");
    assert_eq!(*seen.last().unwrap(), (429, "0".to_owned()), "{seen:?}");
}
