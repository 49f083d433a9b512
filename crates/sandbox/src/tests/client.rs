//! The smallest HTTP client that can also misbehave.

use std::io;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::{Options, Sandbox, Times};

/// Bytes that are no text.
pub(super) const FILM: &[u8] = b"\0\0\0\x18ftypmp42 and then some frames";

pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: String,
    pub(super) body: String,
}

impl Reply {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.headers.lines().filter_map(|line| line.split_once(": "));
        lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
    }

    pub(super) fn etag(&self) -> String {
        self.header("etag").unwrap().trim_matches('"').to_owned()
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }
}

pub(super) fn quick() -> Options {
    Options { chunk_size: 10, times: Times::quick(), ..Options::default() }
}

pub(super) async fn start(options: Options) -> Sandbox {
    Sandbox::start(options).await.unwrap()
}

/// One request on a connection of its own, exactly as given.
pub(super) async fn send(
    url: &str,
    method: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> io::Result<Reply> {
    let rest = url.strip_prefix("http://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    let mut head = format!("{method} /{path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    for (name, value) in headers {
        head.extend([name, ": ", value, "\r\n"]);
    }
    let mut stream = TcpStream::connect(host).await?;
    let request = [head.as_bytes(), b"\r\n", body].concat();
    // A reset while writing shows again when reading.
    stream.write_all(&request).await.unwrap_or_default();
    let mut reply = Vec::new();
    stream.read_to_end(&mut reply).await?;
    let reply = String::from_utf8_lossy(&reply).into_owned();
    let (headers, body) = reply.split_once("\r\n\r\n").ok_or(io::ErrorKind::UnexpectedEof)?;
    let status = headers[9..12].parse().unwrap();
    Ok(Reply { status, headers: headers.to_owned(), body: body.to_owned() })
}

/// A request to the API with a JSON body.
pub(super) async fn ask(sandbox: &Sandbox, method: &str, path: &str, body: Value) -> io::Result<Reply> {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let length = body.len().to_string();
    let headers =
        [("x-api-key", sandbox.key()), ("content-length", &length), ("content-type", "application/json")];
    send(&format!("{}{path}", sandbox.url()), method, &headers, body.as_bytes()).await
}

pub(super) async fn get(sandbox: &Sandbox, path: &str) -> Reply {
    ask(sandbox, "GET", path, Value::Null).await.unwrap()
}

pub(super) async fn post(sandbox: &Sandbox, path: &str, body: Value) -> Reply {
    ask(sandbox, "POST", path, body).await.unwrap()
}

/// A form of texts and, last, one file.
pub(super) async fn form(
    sandbox: &Sandbox,
    path: &str,
    texts: &[(&str, &str)],
    file: Option<(&str, &str, &[u8])>,
) -> io::Result<Reply> {
    let mut body = Vec::new();
    for (name, value) in texts {
        body.extend(
            format!("--cut\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").bytes(),
        );
    }
    if let Some((part, name, bytes)) = file {
        let head =
            format!("--cut\r\ncontent-disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\r\n");
        body.extend(head.bytes());
        body.extend(bytes);
        body.extend(b"\r\n");
    }
    body.extend(b"--cut--\r\n");
    let length = body.len().to_string();
    let kind = "multipart/form-data; boundary=cut";
    let headers = [("x-api-key", sandbox.key()), ("content-length", &length), ("content-type", kind)];
    send(&format!("{}{path}", sandbox.url()), "POST", &headers, &body).await
}

pub(super) async fn direct(sandbox: &Sandbox, name: &str, bytes: &[u8]) -> Reply {
    form(sandbox, "/assets", &[("method", "direct")], Some(("file", name, bytes))).await.unwrap()
}

pub(super) async fn put(url: &str, bytes: &[u8]) -> io::Result<Reply> {
    let length = bytes.len().to_string();
    send(url, "PUT", &[("content-length", &length), ("content-type", "application/octet-stream")], bytes)
        .await
}

/// A multipart upload as a test sees it.
pub(super) struct Upload {
    pub(super) id: String,
    pub(super) asset: String,
    pub(super) urls: Vec<String>,
}

pub(super) async fn open(sandbox: &Sandbox, name: &str, size: usize) -> Upload {
    let wish = json!({ "filename": name, "type": "video", "total_size": size });
    let reply = post(sandbox, "/assets/multipart-uploads", wish).await;
    assert_eq!(reply.status, 201, "{}", reply.body);
    let answer = reply.json();
    let id = answer["upload_id"].as_str().unwrap().to_owned();
    Upload { id, asset: answer["asset_id"].as_str().unwrap().to_owned(), urls: urls(&answer) }
}

pub(super) fn urls(answer: &Value) -> Vec<String> {
    answer["upload_urls"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["url"].as_str().unwrap().to_owned())
        .collect()
}

pub(super) fn claim(index: usize, proof: &str, bytes: usize) -> Value {
    json!({ "chunk_index": index, "proof": proof, "proof_type": "etag", "chunk_size": bytes })
}

pub(super) async fn report(sandbox: &Sandbox, upload: &str, claims: &[Value]) -> Reply {
    let path = format!("/assets/multipart-uploads/{upload}");
    post(sandbox, &path, json!({ "completed_chunks": claims })).await
}

/// Sends all of `bytes` in chunks of ten and gives the claims to report.
pub(super) async fn send_all(upload: &Upload, bytes: &[u8]) -> Vec<Value> {
    let mut claims = Vec::new();
    for (place, piece) in bytes.chunks(10).enumerate() {
        let reply = put(&upload.urls[place], piece).await.unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        claims.push(claim(place + 1, &reply.etag(), piece.len()));
    }
    claims
}

/// Reads `path` until its status is final.
pub(super) async fn settle(sandbox: &Sandbox, path: &str) -> Value {
    loop {
        let answer = get(sandbox, path).await.json();
        if matches!(answer["status"].as_str(), Some("ready" | "failed")) {
            return answer;
        }
        pass(Duration::from_millis(2)).await;
    }
}

#[expect(clippy::disallowed_methods, reason = "a test waits for the platform")]
pub(super) async fn pass(duration: Duration) {
    tokio::time::sleep(duration).await;
}
