//! The sockets: accepts connections, counts them, and can break each of them on command.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::task::AtomicWaker;
use socket2::SockRef;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use tokio_rustls::TlsAcceptor;

use super::tls::Pipe;

/// A bound port that nobody answers yet.
pub(super) struct BoundPort {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<TlsAcceptor>,
    visitors: Arc<Connections>,
}

#[derive(Default)]
struct Connections {
    accepted: AtomicU64,
    present: Mutex<Vec<Weak<Wire>>>,
}

impl BoundPort {
    pub(super) async fn open(
        address: SocketAddr,
        receive_buffer: Option<usize>,
        tls: Option<TlsAcceptor>,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        if let Some(bytes) = receive_buffer {
            // Its connections inherit it.
            SockRef::from(&listener).set_recv_buffer_size(bytes)?;
        }
        let address = listener.local_addr()?;
        Ok(Self { listener, address, tls, visitors: Arc::default() })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "the platform is not work of the engine; a drop of the service ends it"
    )]
    pub(super) fn serve(self, routes: Router) -> ServedPort {
        let visitors = Arc::clone(&self.visitors);
        let service = routes.into_make_service_with_connect_info::<ConnectionHandle>();
        let task = tokio::spawn(async move { axum::serve(self, service).await.unwrap_or_default() });
        ServedPort { visitors, task }
    }
}

impl Listener for BoundPort {
    type Io = Socket;
    type Addr = SocketAddr;

    #[expect(
        clippy::disallowed_methods,
        reason = "nothing can be accepted while the system has no descriptor left"
    )]
    async fn accept(&mut self) -> (Socket, SocketAddr) {
        loop {
            if let Ok((stream, address)) = self.listener.accept().await
                && stream.set_nodelay(true).is_ok()
            {
                return (self.visitors.welcome(Pipe::new(stream, self.tls.as_ref())), address);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

impl Connections {
    fn welcome(&self, pipe: Pipe) -> Socket {
        let line = ConnectionHandle::default();
        let mut present = self.present.lock().unwrap_or_else(PoisonError::into_inner);
        present.retain(|wire| wire.strong_count() > 0);
        present.push(Arc::downgrade(&line.0));
        self.accepted.fetch_add(1, Ordering::Relaxed);
        Socket { pipe, line }
    }
}

/// A port that is being served until this is dropped.
pub(super) struct ServedPort {
    visitors: Arc<Connections>,
    task: JoinHandle<()>,
}

impl ServedPort {
    /// How many connections were accepted so far.
    pub(super) fn connections(&self) -> u64 {
        self.visitors.accepted.load(Ordering::Relaxed)
    }
}

impl Drop for ServedPort {
    fn drop(&mut self) {
        self.task.abort();
        let present = self.visitors.present.lock().unwrap_or_else(PoisonError::into_inner);
        for wire in present.iter().filter_map(Weak::upgrade) {
            ConnectionHandle(wire).cut();
        }
    }
}

/// The handle by which a handler can break the connection its request came on.
#[derive(Clone, Default)]
pub(super) struct ConnectionHandle(Arc<Wire>);

#[derive(Default)]
struct Wire {
    cut: AtomicBool,
    waker: AtomicWaker,
}

impl ConnectionHandle {
    /// The peer sees a TCP reset.
    pub(super) fn cut(&self) {
        self.0.cut.store(true, Ordering::Release);
        self.0.waker.wake();
    }
}

impl Connected<IncomingStream<'_, BoundPort>> for ConnectionHandle {
    fn connect_info(stream: IncomingStream<'_, BoundPort>) -> Self {
        stream.io().line.clone()
    }
}

/// A TCP connection that fails, in both directions, once its line is cut.
pub(super) struct Socket {
    pipe: Pipe,
    line: ConnectionHandle,
}

impl Socket {
    fn intact(&mut self, context: &Context<'_>) -> io::Result<Pin<&mut Pipe>> {
        self.line.0.waker.register(context.waker());
        if self.line.0.cut.load(Ordering::Acquire) {
            // Without lingering the close that follows is a reset instead of an orderly end.
            self.pipe.stream().map_or(Ok(()), TcpStream::set_zero_linger)?;
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(Pin::new(&mut self.pipe))
    }
}

impl AsyncRead for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.intact(context)?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Socket {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.intact(context)?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.intact(context)?.poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        self.pipe.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.intact(context)?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.intact(context)?.poll_shutdown(context)
    }
}
