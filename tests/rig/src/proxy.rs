//! A proxy that speaks CONNECT and SOCKS5, and leads every host to this computer.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::TlsAcceptor;

use crate::Rig;
use crate::process::{Running, program, until};

/// It ends with the test's process.
pub struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// One that opens every way.
    pub fn open() -> Self {
        Self::answering(OPENED)
    }

    /// One that answers CONNECT with this. Only a 200 opens the way.
    pub fn answering(answer: &'static str) -> Self {
        Self::with(move |_, _| answer)
    }

    /// One that answers by the host that is asked for and those that were asked for before.
    fn with(answer: impl Fn(&str, &[String]) -> &'static str + Send + Sync + 'static) -> Self {
        let answer = Arc::new(answer);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let (address, asked) = (listener.local_addr().unwrap(), Arc::new(Mutex::new(Vec::new())));
        let heard = Arc::clone(&asked);
        std::thread::spawn(move || {
            for near in listener.incoming() {
                let (near, heard, answer) = (near.unwrap(), Arc::clone(&heard), Arc::clone(&answer));
                // A client that goes away is no fault of the proxy.
                std::thread::spawn(move || serve(near, &heard, &*answer).unwrap_or_default());
            }
        });
        Self { address, asked }
    }

    /// One that answers so often with this to whoever asks for that host, and opens every other way.
    pub fn refusing(host: &'static str, answer: &'static str, times: usize) -> Self {
        Self::with(move |asked, before| {
            let refused = asked == host && before.iter().filter(|one| *one == host).count() < times;
            if refused { answer } else { OPENED }
        })
    }

    /// The same proxy behind TLS with this certificate and key, in PEM: where that listens.
    pub fn behind_tls(&self, certificate: &Path, key: &Path) -> SocketAddr {
        let plain = self.address;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        listener.set_nonblocking(true).unwrap();
        let chain = CertificateDer::pem_file_iter(certificate).unwrap().map(Result::unwrap).collect();
        let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()));
        let config = config.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let config = config.with_single_cert(chain, PrivateKeyDer::from_pem_file(key).unwrap()).unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(config));
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                while let Ok((near, _)) = listener.accept().await {
                    let acceptor = acceptor.clone();
                    tokio::spawn(async move {
                        // A client that goes away is no fault of the proxy.
                        let Ok(mut near) = acceptor.accept(near).await else { return };
                        let mut far = tokio::net::TcpStream::connect(plain).await.unwrap();
                        drop(tokio::io::copy_bidirectional(&mut near, &mut far).await);
                    });
                }
            });
        });
        address
    }

    /// Where it listens: host and port.
    pub fn address(&self) -> String {
        self.address.to_string()
    }

    /// The hosts that were asked for, each once.
    pub fn hosts(&self) -> Vec<String> {
        let mut hosts = self.asked.lock().unwrap().clone();
        hosts.sort();
        hosts.dedup();
        hosts
    }
}

const OPENED: &str = "HTTP/1.1 200 Connection established\r\n\r\n";

fn serve(
    mut near: TcpStream,
    heard: &Mutex<Vec<String>>,
    answer: &dyn Fn(&str, &[String]) -> &'static str,
) -> std::io::Result<()> {
    let mut first = [0];
    near.read_exact(&mut first)?;
    let socks = first == [5];
    let (host, port) = if socks { socks_target(&mut near)? } else { connect_target(&mut near)? };
    let answer = {
        let mut heard = heard.lock().unwrap();
        let answer = answer(&host, &heard);
        heard.push(host);
        answer
    };
    let opened = socks || answer.contains(" 200 ");
    let far = if opened { Some(TcpStream::connect((Ipv4Addr::LOCALHOST, port))?) } else { None };
    near.write_all(if socks { &[5, 0, 0, 1, 0, 0, 0, 0, 0, 0] } else { answer.as_bytes() })?;
    let Some(far) = far else { return Ok(()) };
    let (mut from, mut to) = (near.try_clone()?, far.try_clone()?);
    std::thread::spawn(move || {
        drop(std::io::copy(&mut from, &mut to));
        drop(to.shutdown(std::net::Shutdown::Write));
    });
    let (mut from, mut to) = (far, near);
    drop(std::io::copy(&mut from, &mut to));
    to.shutdown(std::net::Shutdown::Write)
}

/// The rest of "CONNECT host:port HTTP/1.1" and its headers.
fn connect_target(near: &mut TcpStream) -> std::io::Result<(String, u16)> {
    let (mut head, mut byte) = (Vec::new(), [0]);
    while !head.ends_with(b"\r\n\r\n") {
        near.read_exact(&mut byte)?;
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let (host, port) = head.split(' ').nth(1).unwrap().rsplit_once(':').unwrap();
    Ok((host.to_owned(), port.parse().unwrap()))
}

/// A greeting and a request for a named host, after the version of the greeting.
fn socks_target(near: &mut TcpStream) -> std::io::Result<(String, u16)> {
    let mut length = [0];
    near.read_exact(&mut length)?;
    near.read_exact(&mut vec![0; usize::from(length[0])])?;
    near.write_all(&[5, 0])?;
    let mut head = [0; 5];
    near.read_exact(&mut head)?;
    assert_eq!(head[3], 3, "the proxy is told a name, not an address");
    let mut host = vec![0; usize::from(head[4])];
    near.read_exact(&mut host)?;
    let mut port = [0; 2];
    near.read_exact(&mut port)?;
    Ok((String::from_utf8(host).unwrap(), u16::from_be_bytes(port)))
}

/// Another program's proxy on this port, with more lines of configuration.
pub fn tinyproxy(rig: &Rig, port: u16, more: &str) -> Running {
    let config = rig.folder.path().join("tinyproxy.conf");
    std::fs::write(&config, format!("Port {port}\nListen 127.0.0.1\nMaxClients 100\n{more}\n")).unwrap();
    let mut command = program("tinyproxy");
    let running = Running::start(command.arg("-d").arg("-c").arg(&config).stdout(Stdio::null()));
    until("tinyproxy listens", || std::net::TcpStream::connect(("127.0.0.1", port)).ok());
    running
}
