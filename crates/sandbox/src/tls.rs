//! TLS for the sockets, with a certificate that is made for one run.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;
use tokio_rustls::server::TlsStream;
use tokio_rustls::{Accept, TlsAcceptor};

/// A key of its own, and the certificate that a client has to trust.
#[derive(Clone)]
pub(super) struct Tls {
    acceptor: TlsAcceptor,
    certificate: String,
}

impl Tls {
    pub(super) fn new(address: IpAddr) -> io::Result<Self> {
        let names = vec!["localhost".to_owned(), address.to_string()];
        let CertifiedKey { cert, signing_key } =
            generate_simple_self_signed(names).map_err(io::Error::other)?;
        let key = PrivateKeyDer::try_from(signing_key.serialize_der()).map_err(io::Error::other)?;
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .and_then(|config| config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key))
            .map_err(io::Error::other)?;
        Ok(Self { acceptor: Arc::new(config).into(), certificate: cert.pem() })
    }

    /// In PEM.
    pub(super) fn certificate(&self) -> &str {
        &self.certificate
    }
}

/// A connection, with or without TLS.
pub(super) enum Pipe {
    Plain(TcpStream),
    Shaking(Box<Accept<TcpStream>>),
    Secret(Box<TlsStream<TcpStream>>),
    Broken,
}

impl Pipe {
    pub(super) fn new(stream: TcpStream, tls: Option<&Tls>) -> Self {
        match tls {
            Some(tls) => Self::Shaking(Box::new(tls.acceptor.accept(stream))),
            None => Self::Plain(stream),
        }
    }

    /// The socket below.
    pub(super) fn stream(&self) -> Option<&TcpStream> {
        match self {
            Self::Plain(stream) => Some(stream),
            Self::Shaking(accept) => accept.get_ref(),
            Self::Secret(stream) => Some(stream.get_ref().0),
            Self::Broken => None,
        }
    }

    /// Hands over the open connection. The handshake is made by whoever first wants a byte, so that it holds
    /// nobody up who waits to be accepted.
    fn open(&mut self, context: &mut Context<'_>) -> Poll<io::Result<Pin<&mut dyn Stream>>> {
        if let Self::Shaking(accept) = self {
            let shaken = ready!(Pin::new(accept).poll(context));
            *self = Self::Broken;
            *self = Self::Secret(Box::new(shaken?));
        }
        Poll::Ready(match self {
            Self::Plain(stream) => Ok(Pin::new(stream)),
            Self::Secret(stream) => Ok(Pin::new(stream.as_mut())),
            Self::Shaking(_) | Self::Broken => Err(io::ErrorKind::NotConnected.into()),
        })
    }
}

trait Stream: AsyncRead + AsyncWrite + Unpin {}

impl<S: AsyncRead + AsyncWrite + Unpin> Stream for S {}

impl AsyncRead for Pipe {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        ready!(self.open(context))?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Pipe {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        ready!(self.open(context))?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        ready!(self.open(context))?.poll_write_vectored(context, pieces)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.open(context))?.poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.open(context))?.poll_shutdown(context)
    }
}
