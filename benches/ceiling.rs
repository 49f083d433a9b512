//! The least client that can be: what the machine and the line allow, for the others to be measured by. It keeps
//! N connections busy with positioned reads into pooled blocks, fetches presigned URLs ahead, reports in the
//! background, and does nothing about anything that goes wrong.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program of its own, with no engine in it"
)]

use std::error::Error;
use std::fs::File;
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use bytes::Bytes;
use clap::Parser;
use http_body_util::BodyExt as _;
use hyper::body::{Body, Frame, SizeHint};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::{Request, Uri};
use hyper_util::rt::TokioIo;
use md5::{Digest as _, Md5};
use serde_json::{Value, json};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

const BLOCK: usize = 256 * 1024;

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
    let wish = json!({ "filename": name, "type": "video", "total_size": size });
    let session = api.ask(&mut line, "/assets/multipart-uploads", &wish).await?;
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
        let wish = json!({ "start": next, "count": AT_ONCE });
        answer = api.ask(&mut line, &format!("{upload}/presigned-urls"), &wish).await?;
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
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let load = Load {
                    head: format!(
                        "--edge\r\nContent-Disposition: form-data; name=\"method\"\r\n\r\ndirect\r\n--edge\r\n\
                         Content-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                         Content-Type: video/mp4\r\n\r\n"
                    )
                    .into(),
                    tail: Bytes::from_static(b"\r\n--edge--\r\n"),
                    ..Load::range(&path, 0, u64::MAX, false)?
                };
                api.post(&mut line, "/assets", "multipart/form-data; boundary=edge", load).await?;
            }
        });
    }
    while let Some(ended) = tasks.join_next().await {
        ended??;
    }
    Ok(())
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A body: some text, a range of a file, and some text.
struct Load {
    head: Bytes,
    file: Option<File>,
    left: u64,
    tail: Bytes,
    md5: Option<Arc<Mutex<Md5>>>,
}

impl Load {
    fn text(text: String) -> Self {
        Self { head: text.into(), file: None, left: 0, tail: Bytes::new(), md5: None }
    }

    fn range(path: &Path, at: u64, most: u64, md5: bool) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let left = file.metadata()?.len().saturating_sub(at).min(most);
        file.seek(SeekFrom::Start(at))?;
        let md5 = md5.then(Arc::default);
        Ok(Self { head: Bytes::new(), file: Some(file), left, tail: Bytes::new(), md5 })
    }

    fn block(&mut self) -> io::Result<Bytes> {
        let mut block = Block(locked(&POOL).pop().unwrap_or_else(|| vec![0; BLOCK]));
        block.0.resize(usize::try_from(self.left).map_or(BLOCK, |left| left.min(BLOCK)), 0);
        if let Some(file) = &mut self.file {
            file.read_exact(&mut block.0)?;
        }
        if let Some(md5) = &self.md5 {
            locked(md5).update(&block.0);
        }
        self.left -= block.0.len() as u64;
        tell_of_progress();
        Ok(Bytes::from_owner(block))
    }
}

impl Body for Load {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let piece = if !self.head.is_empty() {
            std::mem::take(&mut self.head)
        } else if self.left > 0 {
            self.block()?
        } else if !self.tail.is_empty() {
            std::mem::take(&mut self.tail)
        } else {
            return Poll::Ready(None);
        };
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.head.len() as u64 + self.left + self.tail.len() as u64)
    }
}

static POOL: Mutex<Vec<Vec<u8>>> = Mutex::new(Vec::new());

/// Goes back into the pool once the connection has taken it.
struct Block(Vec<u8>);

impl AsRef<[u8]> for Block {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl Drop for Block {
    fn drop(&mut self) {
        locked(&POOL).push(std::mem::take(&mut self.0));
    }
}

fn tell_of_progress() {
    static TOLD: AtomicBool = AtomicBool::new(false);
    if !TOLD.swap(true, Ordering::Relaxed) {
        println!("{}", json!({ "event": "progress" }));
    }
}
