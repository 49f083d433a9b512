//! Connecting a Google Drive. A person answers on a page of the platform, which then sends the browser to a port of this
//! computer with the answer.

use std::convert::Infallible;
use std::net::Ipv4Addr;
use std::sync::OnceLock;
use std::time::Duration;

use bytes::Bytes;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use http_body_util::Full;
use hyper::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use url::form_urlencoded;

use takeup_api::Consent;
use takeup_model::{
    AccountId, ConnectionId, ConsentWords, Failure, FailureKind, FailureReason, PlatformCode, names_something,
};

use super::super::event::{Progress, Reply};
use super::{Tools, WorkInput, bug, client, read};

/// No request of a browser is larger.
const REQUEST: usize = 16 * 1024;
/// How long one request may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// Browsers open a few connections in advance. Others wait until one of these is done.
const VISITORS: usize = 16;

/// What is waited for.
struct Question {
    /// The path that the browser comes back to. Nobody else knows it, so a refusal, which carries no label, is ours too.
    path: String,
    /// Comes back with a good answer, which would be somebody else's without it.
    label: String,
    words: ConsentWords,
}

type Answer = Result<ConnectionId, Failure>;

/// Has a person connect a Google Drive, and waits for the answer. Whoever stops this closes the port.
pub(super) async fn connect(task: &WorkInput, tools: &Tools, id: &AccountId) -> Result<Reply, Failure> {
    let words = task.model.accounts.get(id).and_then(|account| account.connecting.clone());
    let question = Question {
        path: format!("/{}", secret()),
        label: format!("takeup-{}", secret()),
        words: words.ok_or_else(|| bug("nobody-connects"))?,
    };
    let no_port = |error: std::io::Error| Failure::new(FailureKind::Setup, error.to_string());
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(no_port)?;
    let port = listener.local_addr().map_err(no_port)?.port();
    let back = format!("http://{}:{port}{}", Ipv4Addr::LOCALHOST, question.path);
    let client = client(task, tools, id)?;
    let page = client.authorize(Consent { back: &back, label: &question.label }).await.map_err(read)?;
    // The loop ends before its work does.
    tools.progress.send(Progress::Consent(id.clone(), page)).unwrap_or_default();
    let late = |_| Failure::own(FailureKind::Refused, FailureReason::ConsentTooLate, "");
    let connection = timeout(tools.consent, answered(&listener, &question)).await.map_err(late)??;
    Ok(Reply::Connected(client.connection(&connection).await.map_err(read)?))
}

/// What nobody can guess.
fn secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}

/// Serves the port until the browser brings the answer.
async fn answered(listener: &TcpListener, question: &Question) -> Answer {
    let mut visitors = FuturesUnordered::new();
    loop {
        tokio::select! {
            accepted = listener.accept(), if visitors.len() < VISITORS => {
                if let Ok((stream, _)) = accepted {
                    visitors.push(visited(stream, question));
                }
            }
            Some(answer) = visitors.next(), if !visitors.is_empty() => {
                if let Some(answer) = answer {
                    return answer;
                }
            }
        }
    }
}

/// Answers one request, and tells what it brought.
async fn visited(stream: TcpStream, question: &Question) -> Option<Answer> {
    let brought = OnceLock::new();
    let service = service_fn(|request: Request<_>| {
        let (status, words, answer) = judge(request.method(), request.uri(), question);
        if let Some(answer) = answer {
            brought.get_or_init(|| answer);
        }
        std::future::ready(Ok::<_, Infallible>(page(status, &question.words.language, words)))
    });
    let served = http1::Builder::new()
        .keep_alive(false)
        .max_buf_size(REQUEST)
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .serve_connection(TokioIo::new(stream), service);
    // What went wrong with a request is the browser's concern; it comes again.
    drop(timeout(PATIENCE, served).await);
    brought.into_inner()
}

/// What a request means, and what the person is told.
fn judge<'a>(method: &Method, uri: &Uri, question: &'a Question) -> (StatusCode, &'a str, Option<Answer>) {
    let words = &question.words;
    if *method != Method::GET || uri.path() != question.path {
        return (StatusCode::NOT_FOUND, &words.unknown, None);
    }
    let query = uri.query().unwrap_or_default().as_bytes();
    let told = |name: &str| {
        form_urlencoded::parse(query).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    if let Some(code) = told("error") {
        let code = PlatformCode::new(&code).map(|code| code.as_str().to_owned()).unwrap_or_default();
        let refused = Failure::own(FailureKind::Refused, FailureReason::ConsentRefused, code);
        return (StatusCode::OK, &words.refused, Some(Err(refused)));
    }
    let ours = told("status").as_deref() == Some("ok") && told("custom_id").as_ref() == Some(&question.label);
    match told("connection_id").filter(|id| ours && names_something(id)) {
        Some(id) => (StatusCode::OK, &words.connected, Some(Ok(ConnectionId(id)))),
        None => (StatusCode::BAD_REQUEST, &words.unknown, None),
    }
}

/// A page that loads nothing and tells nobody where it came from.
fn page(status: StatusCode, language: &str, words: &str) -> Response<Full<Bytes>> {
    let (language, words) = (escaped(language), escaped(words));
    let body = format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>Takeup</title><style>body{{font:16px system-ui,sans-serif;margin:20vh auto;max-width:34em;\
         padding:0 1em;text-align:center}}</style><p>{words}</p></html>"
    );
    let mut response = Response::new(Full::new(Bytes::from(body)));
    *response.status_mut() = status;
    let headers = [
        (CONTENT_TYPE, "text/html; charset=utf-8"),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'"),
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
    ];
    for (name, value) in headers {
        response.headers_mut().insert(name, hyper::header::HeaderValue::from_static(value));
    }
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question() -> Question {
        let words = |text: &str| text.to_owned();
        Question {
            path: "/p".to_owned(),
            label: "l".to_owned(),
            words: ConsentWords {
                language: words("en"),
                connected: words("yes"),
                refused: words("no"),
                unknown: words("?"),
            },
        }
    }

    #[test]
    fn only_an_answer_to_this_question_counts() {
        let question = question();
        let judged = |method: Method, uri: &str| {
            let (status, words, answer) = judge(&method, &uri.parse().unwrap(), &question);
            (status.as_u16(), words.to_owned(), answer)
        };
        let good = "/p?connection_id=c%201&status=ok&custom_id=l";
        assert_eq!(judged(Method::GET, good), (200, "yes".to_owned(), Some(Ok("c 1".into()))));
        let (status, words, answer) = judged(Method::GET, "/p?error=access_denied");
        let why = answer.unwrap().unwrap_err();
        assert_eq!((status, words.as_str(), why.detail.as_str()), (200, "no", "access_denied"));
        for (method, uri, status) in [
            (Method::POST, good, 404),
            (Method::GET, "/other?connection_id=c&status=ok&custom_id=l", 404),
            (Method::GET, "/?error=access_denied", 404),
            (Method::GET, "/p?connection_id=c&status=ok&custom_id=other", 400),
            (Method::GET, "/p?connection_id=c&status=ok", 400),
            (Method::GET, "/p?connection_id=..&status=ok&custom_id=l", 400),
            (Method::GET, "/p?status=ok&custom_id=l", 400),
            (Method::GET, "/favicon.ico", 404),
        ] {
            assert_eq!(judged(method, uri), (status, "?".to_owned(), None), "{uri}");
        }
        let (_, _, answer) = judged(Method::GET, "/p?error=%3Cb%3E");
        assert_eq!(answer.unwrap().unwrap_err().detail, "", "no words from outside");
    }

    #[test]
    fn what_the_page_says_is_text() {
        assert_eq!(escaped("<a & \"b\">"), "&lt;a &amp; &quot;b&quot;&gt;");
    }
}
