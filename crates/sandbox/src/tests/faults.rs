//! Each fault, once.

use std::time::Duration;

use serde_json::{Value, json};

use super::client::{
    FILM, Reply, ask, claim, direct, get, open, pass, post, put, quick, report, send, send_all, settle,
    start, urls,
};
use crate::{
    Fault, FaultBody, FaultEffect, FaultTarget, NetworkProfile, Options, RetryAfter, Sandbox, SandboxLimits,
};

async fn with(at: FaultTarget, what: FaultEffect) -> Sandbox {
    let sandbox = start(quick()).await;
    sandbox.script(Fault::once(at, what));
    sandbox
}

#[tokio::test]
async fn a_fault_skips_strikes_and_is_over() {
    let sandbox = start(quick()).await;
    let busy = FaultEffect::Status(503, FaultBody::Empty, None);
    sandbox.script(Fault::once(FaultTarget::GetAssets, busy.clone()).after(1).times(2));
    sandbox.script(Fault::once(FaultTarget::Api, FaultEffect::Status(500, FaultBody::Empty, None)).after(3));
    assert_eq!(sandbox.ledger().unfired_faults, 3);
    let mut seen = Vec::new();
    for _ in 0..5 {
        seen.push(get(&sandbox, "/assets").await.status);
    }
    assert_eq!(seen, [200, 503, 503, 500, 200]);
    assert_eq!(sandbox.ledger().unfired_faults, 0);
    sandbox.script(Fault::once(FaultTarget::Route("GET /indexes"), busy));
    assert_eq!((get(&sandbox, "/assets").await.status, get(&sandbox, "/indexes").await.status), (200, 503));
}

#[tokio::test]
async fn a_status_has_the_body_and_the_wait_that_were_asked_for() {
    let sandbox = start(quick()).await;
    let flat = FaultEffect::Status(429, FaultBody::Flat, Some(RetryAfter::Seconds(7)));
    sandbox.script(Fault::once(FaultTarget::PostAsset, flat));
    let reply = direct(&sandbox, "a.mp4", FILM).await;
    assert_eq!((reply.status, reply.header("retry-after")), (429, Some("7")));
    assert_eq!(reply.json()["code"], "too_many_requests");
    let nested = FaultEffect::Status(503, FaultBody::Nested, Some(RetryAfter::Date(60)));
    sandbox.script(Fault::once(FaultTarget::GetAsset, nested));
    let reply = get(&sandbox, "/assets/x").await;
    assert!(reply.json()["error"]["message"].is_string());
    assert!(reply.header("retry-after").unwrap().ends_with(" GMT"), "{}", reply.headers);
    for (body, start) in [(FaultBody::Html, "<html>"), (FaultBody::Xml, "<?xml"), (FaultBody::Empty, "")] {
        sandbox.script(Fault::once(FaultTarget::GetAsset, FaultEffect::Status(502, body, None)));
        assert!(get(&sandbox, "/assets/x").await.body.starts_with(start), "{body:?}");
    }
    assert_eq!(sandbox.ledger().assets.len(), 0, "nothing was done");
}

#[tokio::test]
async fn a_reset_is_a_reset() {
    let sandbox = with(FaultTarget::Part, FaultEffect::ResetBefore).await;
    let upload = open(&sandbox, "a.mp4", 10).await;
    let error = put(&upload.urls[0], &FILM[..10]).await.err().unwrap();
    assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    assert_eq!((sandbox.ledger().puts.count, sandbox.ledger().puts.bytes), (1, 0));
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 200);
    assert_eq!(sandbox.ledger().sessions[0].chunks[0].puts, 2);
}

#[tokio::test]
async fn a_reset_in_the_body_lets_the_bytes_before_it_through() {
    let sandbox = with(FaultTarget::Chunk(2), FaultEffect::ResetAfterBytes(4)).await;
    let upload = open(&sandbox, "a.mp4", 20).await;
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 200);
    assert!(put(&upload.urls[1], &FILM[10..20]).await.is_err());
    let chunk = sandbox.ledger().sessions[0].chunks[1].clone();
    assert_eq!((chunk.puts, chunk.bytes, chunk.stored), (1, 4, false));
    assert_eq!(put(&upload.urls[1], &FILM[10..20]).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_lost_answer_leaves_the_work_done() {
    let sandbox = with(FaultTarget::Part, FaultEffect::LoseAnswer).await;
    sandbox.script(Fault::once(FaultTarget::Report, FaultEffect::LoseAnswer));
    let upload = open(&sandbox, "a.mp4", 10).await;
    assert!(put(&upload.urls[0], &FILM[..10]).await.is_err());
    assert!(sandbox.ledger().sessions[0].chunks[0].stored);
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 403, "the URL is used");
    let path = format!("/assets/multipart-uploads/{}", upload.id);
    let fresh =
        post(&sandbox, &format!("{path}/presigned-urls"), json!({ "start": 1, "count": 1 })).await.json();
    let etag = put(&urls(&fresh)[0], &FILM[..10]).await.unwrap().etag();
    let rows = json!({ "completed_chunks": [claim(1, &etag, 10)] });
    assert!(ask(&sandbox, "POST", &path, rows.clone()).await.is_err());
    assert_eq!(post(&sandbox, &path, rows).await.json()["duplicate_chunks"], 1);
}

#[tokio::test]
async fn a_stall_takes_its_time() {
    let sandbox = start(quick()).await;
    let long = Duration::from_mins(1);
    sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::Stall(long)));
    sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::StallAfterBytes(0, long)));
    let upload = open(&sandbox, "a.mp4", 10).await;
    for _ in 0..2 {
        let attempt = put(&upload.urls[0], &FILM[..10]);
        assert!(tokio::time::timeout(Duration::from_millis(50), attempt).await.is_err());
    }
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 200);
}

#[tokio::test]
async fn a_body_is_held_until_it_is_released() {
    let sandbox = with(FaultTarget::Part, FaultEffect::HoldAfterBytes(4)).await;
    let upload = open(&sandbox, "a.mp4", 10).await;
    let attempt = put(&upload.urls[0], &FILM[..10]);
    let release = async {
        pass(Duration::from_millis(20)).await;
        assert!(!sandbox.ledger().sessions[0].chunks[0].stored);
        sandbox.release();
    };
    assert_eq!(tokio::join!(attempt, release).0.unwrap().status, 200);
}

#[tokio::test]
async fn an_etag_can_be_wrong_absent_or_no_md5() {
    let sandbox = start(quick()).await;
    for (index, what) in
        [(1, FaultEffect::CorruptEtag), (2, FaultEffect::NoEtag), (3, FaultEffect::EtagNotMd5)]
    {
        sandbox.script(Fault::once(FaultTarget::Chunk(index), what));
    }
    let upload = open(&sandbox, "a.mp4", 30).await;
    let corrupt = put(&upload.urls[0], &FILM[..10]).await.unwrap().etag();
    assert_eq!(report(&sandbox, &upload.id, &[claim(1, &corrupt, 10)]).await.status, 400);
    assert_eq!(put(&upload.urls[1], &FILM[10..20]).await.unwrap().header("etag"), None);
    let other = put(&upload.urls[2], &FILM[20..30]).await.unwrap().etag();
    assert_eq!(report(&sandbox, &upload.id, &[claim(3, &other, 10)]).await.status, 200);
}

#[tokio::test]
async fn a_url_can_expire_or_be_used_up_at_once() {
    let sandbox = start(quick()).await;
    sandbox.script(Fault::once(FaultTarget::Chunk(1), FaultEffect::ExpireUrl));
    sandbox.script(Fault::once(FaultTarget::Chunk(2), FaultEffect::SpendUrl));
    let upload = open(&sandbox, "a.mp4", 20).await;
    for status in [403, 403] {
        assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, status);
    }
    for status in [500, 403] {
        assert_eq!(put(&upload.urls[1], &FILM[10..20]).await.unwrap().status, status);
    }
}

#[tokio::test]
async fn there_can_be_fewer_urls_than_asked_for() {
    let sandbox = with(FaultTarget::MoreUrls, FaultEffect::FewerUrls(1)).await;
    sandbox.script(Fault::once(FaultTarget::CreateMultipart, FaultEffect::FewerUrls(0)));
    let upload = open(&sandbox, "a.mp4", 30).await;
    assert_eq!(upload.urls.len(), 0);
    let path = format!("/assets/multipart-uploads/{}/presigned-urls", upload.id);
    for count in [1, 3] {
        let answer = post(&sandbox, &path, json!({ "start": 1, "count": 3 })).await.json();
        assert_eq!(urls(&answer).len(), count);
    }
}

#[tokio::test]
async fn a_session_can_end_at_any_request() {
    for (what, name) in [(FaultEffect::SessionExpired, "expired"), (FaultEffect::SessionFailed, "failed")] {
        for at in [FaultTarget::Part, FaultTarget::Status, FaultTarget::Report, FaultTarget::MoreUrls] {
            let sandbox = with(at, what.clone()).await;
            let upload = open(&sandbox, "a.mp4", 10).await;
            let path = format!("/assets/multipart-uploads/{}", upload.id);
            let reply = if at == FaultTarget::Part {
                put(&upload.urls[0], &FILM[..10]).await.unwrap()
            } else if at == FaultTarget::Report {
                report(&sandbox, &upload.id, &[claim(1, "x", 10)]).await
            } else if at == FaultTarget::MoreUrls {
                post(&sandbox, &format!("{path}/presigned-urls"), json!({ "start": 1, "count": 1 })).await
            } else {
                get(&sandbox, &path).await
            };
            assert_eq!(reply.status < 300, at == FaultTarget::Status, "{at:?}");
            assert_eq!(get(&sandbox, &path).await.json()["status"], name, "{at:?}");
        }
    }
}

#[tokio::test]
async fn an_asset_can_fail_after_its_last_byte() {
    let sandbox = with(FaultTarget::Report, FaultEffect::AssetFailed("No frames.".to_owned())).await;
    sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed("No sound.".to_owned())));
    let upload = open(&sandbox, "a.mp4", 10).await;
    let claims = send_all(&upload, &FILM[..10]).await;
    assert!(report(&sandbox, &upload.id, &claims).await.json()["url"].is_string());
    let asset = settle(&sandbox, &format!("/assets/{}", upload.asset)).await;
    assert_eq!(asset["error"], json!({ "message": "No frames." }));
    let id = direct(&sandbox, "b.mp4", FILM).await.json()["_id"].as_str().unwrap().to_owned();
    assert_eq!(settle(&sandbox, &format!("/assets/{id}")).await["error"]["message"], "No sound.");
}

#[tokio::test]
async fn an_asset_can_be_missing_for_some_reads() {
    let sandbox = start(quick()).await;
    sandbox.script(Fault::once(FaultTarget::GetAsset, FaultEffect::MissingAsset).times(2));
    sandbox.script(Fault::once(FaultTarget::GetAssets, FaultEffect::MissingAsset));
    let id = direct(&sandbox, "a.mp4", FILM).await.json()["_id"].as_str().unwrap().to_owned();
    for status in [404, 404, 200] {
        assert_eq!(get(&sandbox, &format!("/assets/{id}")).await.status, status);
    }
    for count in [0, 1] {
        let list = get(&sandbox, &format!("/assets?asset_ids={id}")).await.json();
        assert_eq!(list["page_info"]["total_results"], count);
    }
}

#[tokio::test]
async fn a_session_can_have_another_chunk_size_and_a_list_can_lie_about_it() {
    let sandbox = with(FaultTarget::CreateMultipart, FaultEffect::ChunkSize(7)).await;
    let wish = json!({ "filename": "a.mp4", "type": "video", "total_size": 20 });
    let opened = post(&sandbox, "/assets/multipart-uploads", wish).await.json();
    assert_eq!((&opened["chunk_size"], &opened["total_chunks"]), (&json!(7), &json!(3)));
    sandbox.script(Fault::once(FaultTarget::ListMultipart, FaultEffect::ChunkSize(5)));
    for told in [5, 7] {
        let list = get(&sandbox, "/assets/multipart-uploads").await.json();
        assert_eq!(list["data"][0]["chunk_size"], told);
    }
}

#[tokio::test]
async fn without_its_plug_it_resets_every_connection_and_forgets_nothing() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 10).await;
    sandbox.unplug();
    assert!(put(&upload.urls[0], &FILM[..10]).await.is_err());
    assert!(ask(&sandbox, "GET", "/assets", Value::Null).await.is_err());
    sandbox.plug_in();
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 200);
    assert_eq!(sandbox.ledger().requests_to("GET /assets"), 1, "what was tried is counted");
}

#[tokio::test]
async fn its_clock_can_be_set() {
    let sandbox = start(quick()).await;
    let upload = open(&sandbox, "a.mp4", 10).await;
    sandbox.set_clock_ahead(jiff::SignedDuration::from_hours(2));
    assert_eq!(put(&upload.urls[0], &FILM[..10]).await.unwrap().status, 403, "the URL has lapsed");
    let date = |reply: Reply| jiff::fmt::rfc2822::parse(reply.header("date").unwrap()).unwrap().timestamp();
    let ahead = date(get(&sandbox, "/assets").await);
    sandbox.set_clock_ahead(jiff::SignedDuration::ZERO);
    let hours = ahead.duration_since(date(get(&sandbox, "/assets").await)).as_secs_f64() / 3600.0;
    assert!((1.9..2.1).contains(&hours), "{hours}");
}

#[tokio::test]
async fn a_revoked_key_opens_nothing_and_the_new_one_everything() {
    let sandbox = start(quick()).await;
    sandbox.change_key("tlk_new");
    assert_eq!(get(&sandbox, "/assets").await.status, 401);
    let url = format!("{}/assets", sandbox.url());
    assert_eq!(send(&url, "GET", &[("x-api-key", "tlk_new")], b"").await.unwrap().status, 200);
}

#[tokio::test]
async fn an_upload_gets_through_a_storm() {
    let profile = NetworkProfile::named("storm").unwrap();
    let limits = SandboxLimits { first_urls: 0, ..SandboxLimits::default() };
    let sandbox = start(Options { profile, limits, chunk_size: 20, ..quick() }).await;
    let mut etag = None;
    let wish = json!({ "filename": "a.mp4", "type": "video", "total_size": 20 });
    let id = loop {
        if let Ok(reply) = ask(&sandbox, "POST", "/assets/multipart-uploads", wish.clone()).await
            && reply.status == 201
        {
            break reply.json()["upload_id"].as_str().unwrap().to_owned();
        }
    };
    let path = format!("/assets/multipart-uploads/{id}");
    while etag.is_none() {
        let range = json!({ "start": 1, "count": 1 });
        let Ok(fresh) = ask(&sandbox, "POST", &format!("{path}/presigned-urls"), range).await else {
            continue;
        };
        if fresh.status == 200
            && let Ok(reply) = put(&urls(&fresh.json())[0], &FILM[..20]).await
            && reply.status == 200
        {
            etag = Some(reply.etag());
        }
        pass(Duration::from_millis(1)).await;
    }
    let rows = json!({ "completed_chunks": [claim(1, &etag.unwrap(), 20)] });
    let mut answer = Value::Null;
    while answer["total_completed"] != 1 {
        answer = match ask(&sandbox, "POST", &path, rows.clone()).await {
            Ok(reply) if reply.status == 200 => reply.json(),
            _ => Value::Null,
        };
    }
    assert_eq!(sandbox.ledger().sessions[0].status, "completed");
}

#[test]
fn every_weather_that_is_named_exists() {
    assert!(
        NetworkProfile::names()
            .iter()
            .all(|name| NetworkProfile::named(name).is_some_and(|profile| profile.name() == *name))
    );
    assert!(NetworkProfile::named("drizzle").is_none());
}
