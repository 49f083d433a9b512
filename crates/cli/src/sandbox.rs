//! Serves the practice platform to other programs.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use serde_json::json;

use takeup_sandbox::{Identity, Ledger, NetworkProfile, Options, Sandbox, Times};

use takeup_text::msg::console;
use takeup_text::numbers::commas;

use super::arguments::{size, socket};
use super::{Environment, READY, USAGE, interrupted, write_json, write_line};

#[expect(clippy::struct_excessive_bools, reason = "each is a choice of its own")]
#[derive(Args)]
pub(super) struct SandboxArgs {
    #[arg(long, value_name = "address", value_parser = socket, default_value = "127.0.0.1:0")]
    listen: SocketAddr,
    #[arg(long, value_name = "key")]
    key: Option<String>,
    #[arg(long, value_name = "name", default_value = "clear", alias = "weather")]
    network: String,
    #[arg(long, value_name = "size", value_parser = size)]
    chunk_size: Option<u64>,
    #[arg(long)]
    no_md5: bool,
    #[arg(long)]
    discard: bool,
    #[arg(long)]
    quick: bool,
    #[arg(long, value_name = "file", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    #[arg(long, value_name = "file", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    #[arg(long)]
    ledger: bool,
}

/// Serves until the process is stopped.
pub(super) fn sandbox(world: &mut Environment<'_>, args: SandboxArgs) -> anyhow::Result<u8> {
    let Some(profile) = NetworkProfile::named(&args.network) else {
        let names = commas(NetworkProfile::names());
        write_line(world.err, console::console_network_unknown(&args.network, names))?;
        return Ok(USAGE);
    };
    if !args.listen.ip().is_loopback() {
        write_line(world.err, console::console_not_loopback(args.listen.to_string()))?;
        return Ok(USAGE);
    }
    let plain = Options::default();
    let options = Options {
        listen: args.listen,
        key: args.key.unwrap_or_else(|| plain.key.clone()),
        chunk_size: args.chunk_size.unwrap_or(plain.chunk_size),
        md5: !args.no_md5,
        keep_bytes: !args.discard,
        times: if args.quick { Times::quick() } else { plain.times.clone() },
        tls: identity(args.tls_cert.as_deref(), args.tls_key.as_deref())?,
        profile,
        with_samples: true,
        ..plain
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let sandbox = runtime.block_on(Sandbox::start(options))?;
    // Programs read these lines.
    for (name, value) in [("url", sandbox.url()), ("key", sandbox.key().to_owned())] {
        write_line(world.out, format!("{name} {value}"))?;
    }
    world.out.flush()?;
    runtime.block_on(interrupted());
    if args.ledger {
        write_json(world.out, &totals(&sandbox.ledger()))?;
    }
    Ok(READY)
}

/// Reads the two files that make an https server.
fn identity(certificate: Option<&Path>, key: Option<&Path>) -> anyhow::Result<Option<Identity>> {
    let (Some(certificate), Some(key)) = (certificate, key) else { return Ok(None) };
    let read = |path: &Path| std::fs::read(path).with_context(|| path.display().to_string());
    Ok(Some(Identity { certificates: read(certificate)?, key: read(key)? }))
}

/// A summary of the ledger, without its assets.
fn totals(ledger: &Ledger) -> serde_json::Value {
    json!({
        "api_connections": ledger.api_connections,
        "storage_connections": ledger.storage_connections,
        "puts": ledger.puts.count,
        "bytes_put": ledger.puts.bytes,
        "bytes_of_assets": ledger.assets.iter().filter_map(|asset| asset.size).sum::<u64>(),
        "most_puts_at_once": ledger.puts.most_at_once,
        "requests": ledger.requests,
        "violations": ledger.violations,
    })
}
