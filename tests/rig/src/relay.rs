//! A way to a server that can be taken away: while it is down, nothing listens at its address.

use std::net::SocketAddr;
use std::sync::Mutex;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::runtime::Handle;
use tokio::task::{JoinHandle, JoinSet};

pub struct Relay {
    address: SocketAddr,
    target: SocketAddr,
    runtime: Handle,
    way: Mutex<Way>,
}

enum Way {
    Open(JoinHandle<()>),
    /// Bound, so that nobody else gets the port, and deaf.
    Closed(TcpSocket),
}

impl Relay {
    /// A way to `target`, which is up.
    pub fn to(target: SocketAddr, runtime: &Handle) -> Self {
        let socket = bound(SocketAddr::from(([127, 0, 0, 1], 0)));
        let address = socket.local_addr().unwrap();
        let relay = Self { address, target, runtime: runtime.clone(), way: Mutex::new(Way::Closed(socket)) };
        relay.up();
        relay
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Breaks what is connected and refuses every connection from now on.
    pub fn down(&self) {
        let mut way = self.way.lock().unwrap();
        if let Way::Open(task) = &mut *way {
            task.abort();
            drop(self.runtime.block_on(task));
            *way = Way::Closed(bound(self.address));
        }
    }

    pub fn up(&self) {
        let mut way = self.way.lock().unwrap();
        if let Way::Closed(_) = &*way {
            let _runtime = self.runtime.enter();
            let target = self.target;
            let listen = |socket: TcpSocket| self.runtime.spawn(carry(socket.listen(64).unwrap(), target));
            let closed = std::mem::replace(&mut *way, Way::Open(self.runtime.spawn(async {})));
            if let Way::Closed(socket) = closed {
                *way = Way::Open(listen(socket));
            }
        }
    }
}

fn bound(address: SocketAddr) -> TcpSocket {
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_reuseaddr(true).unwrap();
    socket.bind(address).unwrap();
    socket
}

async fn carry(listener: TcpListener, target: SocketAddr) {
    // When this ends, what it carries ends with it.
    let mut carried = JoinSet::new();
    while let Ok((mut near, _)) = listener.accept().await {
        carried.spawn(async move {
            if let Ok(mut far) = TcpStream::connect(target).await {
                drop(tokio::io::copy_bidirectional(&mut near, &mut far).await);
            }
        });
    }
}
