//! Multipart uploads: sessions, URLs, chunks, reports.

use std::time::Duration;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::client::{
    FILM, Reply, ask, claim, direct, get, open, pass, post, put, quick, report, send, send_all, settle,
    start, urls,
};
use crate::body::hex;
use crate::{Options, SandboxLimits, Times};

#[tokio::test]
async fn chunks_in_any_order_make_the_whole_file() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", FILM.len()).await;
    let mut claims = Vec::new();
    for (place, piece) in FILM.chunks(10).enumerate().rev() {
        let reply = put(&upload.urls[place], piece).await.unwrap();
        claims.push(claim(place + 1, &reply.etag(), piece.len()));
    }
    let answer = report(&sandbox, &upload.id, &claims).await.json();
    assert_eq!(answer["total_completed"], claims.len());
    assert!(answer["url"].is_string());
    let asset = settle(&sandbox, &format!("/assets/{}", upload.asset)).await;
    assert_eq!((&asset["status"], &asset["size"]), (&json!("ready"), &json!(FILM.len())));
    let ledger = sandbox.ledger();
    assert_eq!(ledger.assets[0].sha256, Some(hex(&Sha256::digest(FILM))));
    assert_eq!(ledger.sessions[0].status, "completed");
    assert!(ledger.sessions[0].chunks.iter().all(|chunk| chunk.puts == 1 && chunk.stored && chunk.reported));
    assert_eq!((ledger.puts.bytes, ledger.storage_connections), (FILM.len() as u64, ledger.puts.count));
    assert_eq!(ledger.violations, Vec::<String>::new());
}

#[tokio::test]
async fn an_unfinished_upload_is_listed_and_its_asset_is_processing() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    let list = get(&sandbox, "/assets/multipart-uploads").await.json();
    assert_eq!(
        (&list["data"][0]["upload_id"], &list["data"][0]["total_chunks"]),
        (&json!(upload.id), &json!(3))
    );
    assert_eq!(get(&sandbox, &format!("/assets/{}", upload.asset)).await.json()["status"], "processing");
    let status =
        get(&sandbox, &format!("/assets/multipart-uploads/{}?page=2&page_limit=2", upload.id)).await.json();
    let third = json!([{ "index": 3, "status": "pending", "uploaded_at": null, "updated_at": null }]);
    assert_eq!((&status["uploaded_chunks"], &status["chunks_pending"]), (&third, &json!(3)));
}

#[tokio::test]
async fn an_upload_must_fit_its_limits() {
    let options =
        Options { limits: SandboxLimits { multipart_bytes: 100, ..SandboxLimits::default() }, ..quick() };
    let sandbox = start(options).await;
    let cases = [
        (json!({ "filename": "a.mp4", "type": "video", "total_size": 101 }), "video_filesize_too_large"),
        (json!({ "filename": "a.mp4", "type": "video", "total_size": 0 }), "parameter_invalid"),
        (json!({ "filename": "a.mp4", "type": "document", "total_size": 9 }), "parameter_invalid"),
        (json!({ "filename": "a.mp4", "total_size": 9 }), "parameter_not_provided"),
        (json!({ "filename": "a".repeat(256), "type": "video", "total_size": 9 }), "parameter_invalid"),
        (json!({ "filename": "a", "type": "video", "total_size": 9, "language": "en" }), "parameter_unknown"),
    ];
    for (wish, code) in cases {
        let reply = post(&sandbox, "/assets/multipart-uploads", wish.clone()).await;
        assert_eq!((reply.status, &reply.json()["code"]), (400, &json!(code)), "{wish}");
    }
}

#[tokio::test]
async fn a_url_is_good_for_one_put() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 200);
    let again = put(&upload.urls[0], &FILM[..10]).await.unwrap();
    assert_eq!(again.status, 403);
    assert!(again.body.starts_with("<?xml"), "{}", again.body);
    assert_eq!(sandbox.ledger().sessions[0].chunks[0].puts, 2);
}

#[tokio::test]
async fn a_url_is_good_for_its_chunk_only() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    let other = upload.urls[0].replace("/1?", "/2?");
    assert_eq!(put(&other, &FILM[..10]).await.unwrap().status, 403);
}

#[tokio::test]
async fn a_url_expires() {
    let times = Times { url_life: Duration::from_millis(1), ..Times::quick() };
    let sandbox = start(Options { times, ..quick() }).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    pass(Duration::from_millis(5)).await;
    let reply = put(&upload.urls[0], &FILM[..10]).await.unwrap();
    assert_eq!(reply.status, 403);
    assert!(reply.body.contains("expired"), "{}", reply.body);
}

#[tokio::test]
async fn a_session_expires() {
    let times = Times { session_life: Duration::from_millis(1), ..Times::quick() };
    let sandbox = start(Options { times, ..quick() }).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    pass(Duration::from_millis(5)).await;
    let path = format!("/assets/multipart-uploads/{}", upload.id);
    assert_eq!(get(&sandbox, &path).await.json()["status"], "expired");
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 404);
    assert_eq!(report(&sandbox, &upload.id, &[claim(1, "x", 10)]).await.status, 400);
    assert_eq!(get(&sandbox, "/assets/multipart-uploads").await.json()["data"], json!([]));
}

#[tokio::test]
async fn a_put_must_not_break_the_rules_of_storage() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    let (url, kind) = (upload.urls[0].as_str(), ("content-type", "application/octet-stream"));
    let with_key = [("content-length", "10"), kind, ("x-api-key", sandbox.key())];
    assert_eq!(send(url, "PUT", &with_key, &FILM[..10]).await.unwrap().status, 400);
    assert_eq!(send(url, "PUT", &[kind], b"").await.unwrap().status, 411);
    let chunked = [("transfer-encoding", "chunked"), kind];
    assert_eq!(send(url, "PUT", &chunked, b"a\r\n0123456789\r\n0\r\n\r\n").await.unwrap().status, 501);
    assert_eq!(sandbox.ledger().violations.len(), 3);
    assert_eq!(put(url, &FILM[..9]).await.unwrap().status, 400);
    assert_eq!(send(url, "PUT", &[("content-length", "10")], &FILM[..10]).await.unwrap().status, 403);
    assert_eq!(put(url, &FILM[..10]).await.unwrap().status, 200, "none of these used the URL up");
}

#[tokio::test]
async fn every_signed_header_must_come_with_the_put() {
    let sandbox = start(Options { extra_upload_header: true, ..quick() }).await;
    let wish = json!({ "filename": "a.mp4", "type": "video", "total_size": 5 });
    let answer = post(&sandbox, "/assets/multipart-uploads", wish).await.json();
    let url = &urls(&answer)[0];
    assert_eq!(put(url, &FILM[..5]).await.unwrap().status, 403);
    let mut headers: Vec<(&str, &str)> = vec![("content-length", "5")];
    let signed = answer["upload_headers"].as_object().unwrap();
    headers.extend(signed.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())));
    assert_eq!(send(url, "PUT", &headers, &FILM[..5]).await.unwrap().status, 200);
}

#[tokio::test]
async fn urls_come_in_ranges_of_at_most_fifty() {
    let options = Options { limits: SandboxLimits { first_urls: 2, ..SandboxLimits::default() }, ..quick() };
    let sandbox = start(options).await;
    let upload = open(&sandbox, "a.mp4", 45).await;
    assert_eq!(upload.urls.len(), 2);
    let path = format!("/assets/multipart-uploads/{}/presigned-urls", upload.id);
    for (start, count) in [(0, 1), (6, 1), (1, 0), (1, 51)] {
        let reply = post(&sandbox, &path, json!({ "start": start, "count": count })).await;
        assert_eq!(reply.status, 400, "{start} {count}");
    }
    let answer = post(&sandbox, &path, json!({ "start": 3, "count": 50 })).await.json();
    assert_eq!((urls(&answer).len(), &answer["count"]), (3, &json!(3)));
    assert_eq!(answer["upload_urls"][2]["chunk_index"], 5);
}

#[tokio::test]
async fn a_report_needs_a_true_proof_in_all_its_members() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 25).await;
    let etag = put(&upload.urls[0], &FILM[..10]).await.unwrap().etag();
    let mut lacking = claim(1, &etag, 10);
    lacking.as_object_mut().unwrap().remove("proof_type");
    let wrong = [
        lacking,
        claim(1, "0123", 10),
        claim(1, &format!("\"{etag}\""), 10),
        claim(1, &etag, 9),
        claim(2, &etag, 10),
        claim(0, &etag, 10),
        claim(4, &etag, 10),
    ];
    for row in wrong {
        assert_eq!(report(&sandbox, &upload.id, std::slice::from_ref(&row)).await.status, 400, "{row}");
    }
    assert_eq!(report(&sandbox, &upload.id, &[]).await.status, 400);
    assert_eq!(report(&sandbox, &upload.id, &vec![claim(1, &etag, 10); 51]).await.status, 400);
    assert_eq!(report(&sandbox, "no-such-upload", &[claim(1, &etag, 10)]).await.status, 404);
    let answer = report(&sandbox, &upload.id, &[claim(1, &etag, 10)]).await.json();
    assert_eq!((&answer["processed_chunks"], &answer["url"]), (&json!(1), &Value::Null));
}

#[tokio::test]
async fn a_duplicate_report_is_counted_and_ignored() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 15).await;
    let claims = send_all(&upload, &FILM[..15]).await;
    report(&sandbox, &upload.id, &claims[..1]).await;
    let answer = report(&sandbox, &upload.id, &claims).await.json();
    assert_eq!((&answer["processed_chunks"], &answer["duplicate_chunks"]), (&json!(1), &json!(1)));
    let answer = report(&sandbox, &upload.id, &claims).await.json();
    assert_eq!((&answer["duplicate_chunks"], &answer["total_completed"]), (&json!(2), &json!(2)));
    assert_eq!(answer["url"], Value::Null);
}

#[tokio::test]
async fn bytes_that_are_not_kept_have_no_whole_hash() {
    let sandbox = start(Options { keep_bytes: false, md5: false, ..quick() }).await;
    let upload = open(&sandbox, "a.mp4", 15).await;
    let claims = send_all(&upload, &FILM[..15]).await;
    assert_eq!(report(&sandbox, &upload.id, &claims).await.status, 200);
    assert_eq!(sandbox.ledger().assets[0].sha256, None);
}

#[tokio::test]
async fn deleting_the_asset_ends_its_upload() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 15).await;
    let path = format!("/assets/{}", upload.asset);
    assert_eq!(ask(&sandbox, "DELETE", &path, Value::Null).await.unwrap().status, 204);
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 404);
}

#[tokio::test]
async fn a_plan_without_multipart_uploads_is_told_so() {
    let options =
        Options { limits: SandboxLimits { multipart_allowed: false, ..SandboxLimits::default() }, ..quick() };
    let sandbox = start(options).await;
    assert_eq!(get(&sandbox, "/assets/multipart-uploads").await.status, 403);
}

/// A film that plays for so many seconds, whose index is at its end.
fn film(seconds: u32) -> Vec<u8> {
    let mut header = b"moov\0\0\0\x6Cmvhd".to_vec();
    header.extend([0; 12]);
    header.extend(1000_u32.to_be_bytes());
    header.extend((seconds * 1000).to_be_bytes());
    header.extend([0; 80]);
    [b"\0\0\0\x18ftypmp42", &vec![7; 700_000][..], &[0, 0, 0, 0x74], &header].concat()
}

#[tokio::test]
async fn an_asset_tells_the_duration_that_its_file_tells_and_no_other() {
    let sandbox = start(Options { chunk_size: 400_000, ..quick() }).await;
    let id = |reply: Reply| reply.json()["_id"].as_str().unwrap().to_owned();
    let told = settle(&sandbox, &format!("/assets/{}", id(direct(&sandbox, "a.mp4", &film(61)).await))).await;
    assert_eq!(
        (&told["duration"], &told["technical_metadata"]["video_duration_seconds"]),
        (&61.0.into(), &61.0.into())
    );
    let told = settle(&sandbox, &format!("/assets/{}", id(direct(&sandbox, "b.mp4", FILM).await))).await;
    assert_eq!((told.get("duration"), told["size"].as_u64()), (None, Some(FILM.len() as u64)));
    let bytes = film(75);
    let upload = open(&sandbox, "c.mp4", bytes.len()).await;
    let mut claims = Vec::new();
    for (place, piece) in bytes.chunks(400_000).enumerate() {
        let reply = put(&upload.urls[place], piece).await.unwrap();
        claims.push(claim(place + 1, &reply.etag(), piece.len()));
    }
    report(&sandbox, &upload.id, &claims).await;
    let told = settle(&sandbox, &format!("/assets/{}", upload.asset)).await;
    assert_eq!(told["duration"], 75.0);
    // What is made of it plays as long.
    let models = json!([{ "model_name": "marengo3.0", "model_options": ["visual"] }]);
    let index = id(post(&sandbox, "/indexes", json!({ "index_name": "films", "models": models })).await);
    let path = format!("/indexes/{index}/indexed-assets");
    let indexed = id(post(&sandbox, &path, json!({ "asset_id": upload.asset })).await);
    let told = settle(&sandbox, &format!("{path}/{indexed}")).await;
    assert_eq!(told["system_metadata"]["duration"], 75.0);
    assert_eq!(get(&sandbox, &format!("/indexes/{index}")).await.json()["total_duration"], 75.0);
}
