//! Connections, imports through them, and the collections of a knowledge store.

use serde_json::{Value, json};

use super::client::{FILM, ask, direct, get, post, quick, send, settle, start};
use crate::Sandbox;

/// Asks for a connection and gives the answer in the browser's place. What comes back is where the browser is sent.
async fn answered(sandbox: &Sandbox, wish: Value, answer: &str) -> String {
    let asked = post(sandbox, "/connections:authorize", wish).await.json();
    let page = asked["authorize_url"].as_str().unwrap();
    let shown = send(page, "GET", &[], b"").await.unwrap();
    assert!(shown.status == 200 && shown.body.contains("<a href=\"/consent/"), "{}", shown.body);
    let reply = send(&format!("{page}/{answer}"), "GET", &[], b"").await.unwrap();
    assert_eq!(reply.status, 302);
    assert_eq!(send(page, "GET", &[], b"").await.unwrap().status, 404, "a question is answered once");
    reply.header("location").unwrap().to_owned()
}

async fn connected(sandbox: &Sandbox) -> String {
    let wish = json!({ "provider": "google_drive", "redirect_uri": "http://127.0.0.1:9/done?a=b", "custom_id": "Ü 1" });
    let target = answered(sandbox, wish, "allow").await;
    let rest = target.strip_prefix("http://127.0.0.1:9/done?a=b&connection_id=").unwrap();
    let (id, rest) = rest.split_once('&').unwrap();
    assert_eq!(rest, "status=ok&custom_id=%C3%9C%201");
    id.to_owned()
}

#[tokio::test]
async fn a_connection_is_allowed_or_refused_in_the_browser() {
    let sandbox = start(quick()).await;
    let id = connected(&sandbox).await;
    let told = get(&sandbox, &format!("/connections/{id}")).await.json();
    assert_eq!((&told["status"], &told["custom_id"]), (&json!("active"), &json!("Ü 1")));
    let token = post(&sandbox, &format!("/connections/{id}/picker-token"), Value::Null).await.json();
    assert_eq!(token["expires_in"], 3600);
    let wish = json!({ "provider": "google_drive", "redirect_uri": "http://127.0.0.1:9/done" });
    assert_eq!(answered(&sandbox, wish, "refuse").await, "http://127.0.0.1:9/done?error=access_denied");
    let all = get(&sandbox, "/connections").await.json();
    assert_eq!((&all["data"][0]["_id"], &all["page_info"]["total_results"]), (&json!(id), &json!(1)));
    assert_eq!(
        ask(&sandbox, "DELETE", &format!("/connections/{id}"), Value::Null).await.unwrap().status,
        204
    );
    assert_eq!(get(&sandbox, &format!("/connections/{id}/imports")).await.status, 404);
}

#[tokio::test]
async fn only_registered_redirect_uris_are_taken_once_there_are_some() {
    let sandbox = start(quick()).await;
    let path = "/connections/redirect-uris";
    let one = json!({ "redirect_uri": "http://127.0.0.1:9/done" });
    let id = post(&sandbox, path, one.clone()).await.json()["_id"].as_str().unwrap().to_owned();
    assert_eq!(post(&sandbox, path, one).await.status, 409);
    assert_eq!(post(&sandbox, path, json!({ "redirect_uri": "done" })).await.status, 400);
    let wish = |uri: &str| json!({ "provider": "google_drive", "redirect_uri": uri });
    for (uri, status) in [("http://127.0.0.1:9/done", 200), ("http://127.0.0.1:8/done", 400)] {
        assert_eq!(post(&sandbox, "/connections:authorize", wish(uri)).await.status, status, "{uri}");
    }
    assert_eq!(ask(&sandbox, "DELETE", &format!("{path}/{id}"), Value::Null).await.unwrap().status, 204);
    let reply = post(&sandbox, "/connections:authorize", wish("http://127.0.0.1:8/done")).await;
    assert_eq!(reply.status, 200);
}

#[tokio::test]
async fn an_import_tells_of_each_file_what_became_of_it() {
    let sandbox = start(quick()).await;
    let path = format!("/connections/{}/imports", connected(&sandbox).await);
    let items = |ids: &[&str]| {
        let items: Vec<Value> = ids.iter().map(|id| json!({ "source_id": id })).collect();
        json!({ "items": items })
    };
    let actions = |told: &Value| -> Vec<String> {
        let rows = told["items"].as_array().unwrap().iter();
        rows.map(|row| row["action"].as_str().unwrap().to_owned()).collect()
    };
    let reply = post(&sandbox, &path, items(&["film", "fail", "missing", "huge"])).await;
    let first = reply.json();
    assert_eq!((reply.status, &first["has_failures"]), (202, &json!(true)));
    assert_eq!(actions(&first), ["created", "created", "rejected", "rejected"]);
    assert_eq!(first["items"][2]["error"]["code"], "resource_not_exist");
    let asset = |place: usize| format!("/assets/{}", first["items"][place]["asset_id"].as_str().unwrap());
    let film = settle(&sandbox, &asset(0)).await;
    assert_eq!((&film["status"], &film["method"]), (&json!("ready"), &json!("connector")));
    assert_eq!(film["source"]["details"]["source_id"], "film");
    assert_eq!(settle(&sandbox, &asset(1)).await["status"], "failed");
    let second = post(&sandbox, &path, items(&["film", "fail"])).await.json();
    assert_eq!(
        (actions(&second), &second["has_failures"]),
        (vec!["skipped".into(), "retried".into()], &json!(false))
    );
    assert_eq!(second["items"][0]["asset_id"], first["items"][0]["asset_id"]);
    assert_eq!(settle(&sandbox, &asset(1)).await["status"], "ready");
    ask(&sandbox, "DELETE", &asset(0), Value::Null).await.unwrap();
    let detail = get(&sandbox, &format!("{path}/{}", first["_id"].as_str().unwrap())).await.json();
    assert_eq!(
        (&detail["item_count"], actions(&detail).len()),
        (&json!(4), 3),
        "a deleted asset is left out"
    );
    let listed = get(&sandbox, &path).await.json();
    assert_eq!((&listed["data"][0]["_id"], &listed["data"][0]["items"]), (&second["_id"], &Value::Null));
    for wrong in [items(&[]), items(&["film", "film"]), json!({ "items": [{}] })] {
        assert_eq!(post(&sandbox, &path, wrong.clone()).await.status, 400, "{wrong}");
    }
}

#[tokio::test]
async fn a_collection_groups_items_of_its_store() {
    let sandbox = start(quick()).await;
    let id_of = async |path: &str, wish: Value| {
        let reply = post(&sandbox, path, wish).await;
        reply.json()["_id"].as_str().unwrap().to_owned()
    };
    let store = format!("/knowledge-stores/{}", id_of("/knowledge-stores", json!({ "name": "shelf" })).await);
    let mut items = Vec::new();
    for name in ["a.mp4", "b.mp4"] {
        let asset = direct(&sandbox, name, FILM).await.json()["_id"].as_str().unwrap().to_owned();
        settle(&sandbox, &format!("/assets/{asset}")).await;
        items.push(id_of(&format!("{store}/items"), json!({ "asset_id": asset })).await);
    }
    let all = format!("{store}/item-collections");
    let path = format!("{all}/{}", id_of(&all, json!({ "name": "best" })).await);
    assert_eq!(post(&sandbox, &all, json!({ "name": "best" })).await.status, 400, "a name is taken once");
    let added = post(&sandbox, &format!("{path}/items/add"), json!({ "item_ids": items })).await.json();
    assert_eq!(added["member_count"], 2);
    let foreign = json!({ "item_ids": ["ksi_other"] });
    assert_eq!(post(&sandbox, &format!("{path}/items/add"), foreign.clone()).await.status, 400);
    assert_eq!(post(&sandbox, &format!("{path}/items/remove"), foreign).await.status, 204, "nothing to do");
    post(&sandbox, &format!("{path}/items/remove"), json!({ "item_ids": [items[0]] })).await;
    let left = get(&sandbox, &format!("{path}/items")).await.json();
    assert_eq!((&left["data"][0]["_id"], &left["page_info"]["total_results"]), (&json!(items[1]), &json!(1)));
    let renamed = json!({ "name": "finest", "metadata": { "row": 1 } });
    let told = ask(&sandbox, "PATCH", &path, renamed).await.unwrap().json();
    assert_eq!(
        (&told["name"], &told["metadata"]["row"], &told["member_count"]),
        (&json!("finest"), &json!(1), &json!(1))
    );
    ask(&sandbox, "DELETE", &format!("{store}/items/{}", items[1]), Value::Null).await.unwrap();
    assert_eq!(get(&sandbox, &path).await.json()["member_count"], 0);
    assert_eq!(ask(&sandbox, "DELETE", &path, Value::Null).await.unwrap().status, 204);
    assert_eq!(get(&sandbox, &all).await.json()["page_info"]["total_results"], 0);
}
