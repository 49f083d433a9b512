//! The least client that can be: what the machine and the line allow, for the others to be measured by. It keeps
//! N connections busy with positioned reads into pooled blocks, fetches presigned URLs ahead, reports in the
//! background, and does nothing about anything that goes wrong.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own, with no engine in it"
)]

mod load;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use clap::Parser;
use http_body_util::BodyExt as _;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use md5::Digest as _;
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use load::{Load, locked};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// How many the platform takes, or gives, in one request.
const AT_ONCE: usize = 50;

/// Talks to `TWELVELABS_BASE_URL` with `TWELVE_LABS_API_KEY`, and trusts `SSL_CERT_FILE`.
#[derive(Parser)]
struct Args {
    #[arg(long, default_value_t = 8)]
    connections: usize,
    /// Compare the MD5 of every part with its `ETag`
    #[arg(long)]
    md5: bool,
    /// Send each file in one request
    #[arg(long)]
    direct: bool,
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

#[tokio::main]
async fn main() -> Outcome<()> {
    let args = Args::parse();
    let base: Uri = std::env::var("TWELVELABS_BASE_URL")?.parse()?;
    let api = Api { base, key: std::env::var("TWELVE_LABS_API_KEY")?, tls: tls()? };
    if args.direct {
        return direct(api, args).await;
    }
    for file in &args.files {
        multipart(api.clone(), &args, file).await?;
    }
    Ok(())
}

fn tls() -> Outcome<TlsConnector> {
    let mut roots = RootCertStore::empty();
    if let Ok(file) = std::env::var("SSL_CERT_FILE") {
        for certificate in CertificateDer::pem_file_iter(file)? {
            roots.add(certificate?)?;
        }
    }
    Ok(Arc::new(ClientConfig::builder().with_root_certificates(roots).with_no_client_auth()).into())
}

#[derive(Clone)]
struct Api {
    base: Uri,
    key: String,
    tls: TlsConnector,
}

impl Api {
    async fn connect(&self, to: &Uri) -> Outcome<SendRequest<Load>> {
        let host = to.host().unwrap_or_default();
        let secret = to.scheme_str() == Some("https");
        let port = to.port_u16().unwrap_or(if secret { 443 } else { 80 });
        let stream = TcpStream::connect((host, port)).await?;
        stream.set_nodelay(true)?;
        if secret {
            let name = ServerName::try_from(host.to_owned())?;
            let stream = self.tls.connect(name, stream).await?;
            let (sender, connection) = handshake(TokioIo::new(stream)).await?;
            tokio::spawn(connection);
            return Ok(sender);
        }
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(sender)
    }

    /// Posts to a route of the platform, and reads the answer.
    async fn post(&self, line: &mut SendRequest<Load>, path: &str, kind: &str, load: Load) -> Outcome<Value> {
        let path = format!("{}{path}", self.base.path().trim_end_matches('/'));
        let request = Request::post(path)
            .header("host", self.base.authority().map_or("", |authority| authority.as_str()))
            .header("x-api-key", &self.key)
            .header("content-type", kind)
            .body(load)?;
        line.ready().await?;
        let answer = line.send_request(request).await?;
        let status = answer.status();
        let body = answer.into_body().collect().await?.to_bytes();
        if status.is_success() {
            return Ok(serde_json::from_slice(&body)?);
        }
        Err(format!("{status}: {}", String::from_utf8_lossy(&body)).into())
    }

    async fn ask(&self, line: &mut SendRequest<Load>, path: &str, body: &Value) -> Outcome<Value> {
        self.post(line, path, "application/json", Load::text(body.to_string())).await
    }
}

/// One part as the platform describes it.
struct Part {
    index: u64,
    url: Uri,
}

type Parts = Arc<tokio::sync::Mutex<mpsc::Receiver<Part>>>;

async fn multipart(api: Api, args: &Args, path: &Path) -> Outcome<()> {
    let size = path.metadata()?.len();
    let mut line = api.connect(&api.base).await?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let options = json!({ "filename": name, "type": "video", "total_size": size });
    let session = api.ask(&mut line, "/assets/multipart-uploads", &options).await?;
    let upload = format!("/assets/multipart-uploads/{}", session["upload_id"].as_str().unwrap_or_default());
    let (fetched, parts) = mpsc::channel(AT_ONCE.max(2 * args.connections));
    let (done, proofs) = mpsc::unbounded_channel();
    let chunk = session["chunk_size"].as_u64().unwrap_or(1);
    let parts: Parts = Arc::new(parts.into());
    let mut tasks = JoinSet::new();
    for _ in 0..args.connections.min(usize::try_from(size.div_ceil(chunk))?) {
        tasks.spawn(send(api.clone(), path.to_owned(), Arc::clone(&parts), done.clone(), chunk, args.md5));
    }
    drop(done);
    tasks.spawn(fetch(api.clone(), line, upload.clone(), session, fetched));
    tasks.spawn(report(api, upload, proofs));
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

/// Keeps presigned URLs ahead of those who use them.
async fn fetch(
    api: Api,
    mut line: SendRequest<Load>,
    upload: String,
    mut answer: Value,
    fetched: mpsc::Sender<Part>,
) -> Outcome<()> {
    let total = answer["total_chunks"].as_u64().unwrap_or_default();
    let mut next = 1;
    loop {
        for row in answer["upload_urls"].as_array().into_iter().flatten() {
            let url = row["url"].as_str().unwrap_or_default().parse()?;
            fetched.send(Part { index: next, url }).await?;
            next += 1;
        }
        if next > total {
            return Ok(());
        }
        let options = json!({ "start": next, "count": AT_ONCE });
        answer = api.ask(&mut line, &format!("{upload}/presigned-urls"), &options).await?;
    }
}

/// Sends one part after the other over one connection.
async fn send(
    api: Api,
    path: PathBuf,
    parts: Parts,
    done: mpsc::UnboundedSender<Value>,
    chunk: u64,
    md5: bool,
) -> Outcome<()> {
    let mut line = None;
    loop {
        let Some(Part { index, url }) = parts.lock().await.recv().await else { return Ok(()) };
        let line = match &mut line {
            Some(line) => line,
            None => line.insert(api.connect(&url).await?),
        };
        let load = Load::range(&path, (index - 1) * chunk, chunk, md5)?;
        let (bytes, digest) = (load.left, load.md5.clone());
        let target = url.path_and_query().map_or("/", |path| path.as_str());
        let request = Request::put(target)
            .header("host", url.authority().map_or("", |authority| authority.as_str()))
            .header("content-type", "application/octet-stream")
            .body(load)?;
        line.ready().await?;
        let answer = line.send_request(request).await?;
        let etag = answer.headers().get("etag").ok_or("no ETag")?.to_str()?.trim_matches('"').to_owned();
        answer.into_body().collect().await?;
        if digest.is_some_and(|digest| hex::encode(locked(&digest).finalize_reset()) != etag) {
            return Err(format!("part {index} was damaged on its way").into());
        }
        let proof = json!({ "chunk_index": index, "proof": etag, "proof_type": "etag", "chunk_size": bytes });
        done.send(proof)?;
    }
}

async fn report(api: Api, upload: String, mut proofs: mpsc::UnboundedReceiver<Value>) -> Outcome<()> {
    let mut line = api.connect(&api.base).await?;
    loop {
        let mut batch = Vec::new();
        while batch.len() < AT_ONCE
            && let Some(proof) = proofs.recv().await
        {
            batch.push(proof);
        }
        if batch.is_empty() {
            return Ok(());
        }
        api.ask(&mut line, &upload, &json!({ "completed_chunks": batch })).await?;
    }
}

/// Sends each file in one request, several at once.
async fn direct(api: Api, args: Args) -> Outcome<()> {
    let files = Arc::new(Mutex::new(args.files.into_iter()));
    let mut tasks = JoinSet::new();
    for _ in 0..args.connections {
        let (api, files) = (api.clone(), Arc::clone(&files));
        tasks.spawn(async move {
            let mut line = api.connect(&api.base).await?;
            loop {
                let Some(path) = locked(&files).next() else { return Outcome::Ok(()) };
                let load = Load::form(&path, "edge")?;
                api.post(&mut line, "/assets", "multipart/form-data; boundary=edge", load).await?;
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}
