//! The practice platform inside this process.

use std::sync::{Arc, Mutex, PoisonError};

use secrecy::SecretString;

use takeup_engine::Command;
use takeup_model::{Failure, FailureKind, FailureReason};
use takeup_sandbox::{Options, Sandbox};

/// The practice platform of this process. It starts when it is first asked for, and ends with the last of its handles.
#[derive(Clone, Default)]
pub struct Practice(Arc<Mutex<Option<RunningSandbox>>>);

impl Practice {
    /// Where it listens, and its key. Starting it takes its time; never call it on the window's thread.
    pub(super) fn start(&self) -> Result<(String, SecretString), Failure> {
        let mut running = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sandbox = match running.take() {
            Some(sandbox) => sandbox,
            None => RunningSandbox::start().map_err(|error| {
                Failure::own(FailureKind::Setup, FailureReason::SandboxNotStarted, error.to_string())
            })?,
        };
        let found = (sandbox.url.clone(), SecretString::from(sandbox.key.clone()));
        *running = Some(sandbox);
        Ok(found)
    }

    /// What lets an engine go over to it. Starts it first; never call it on the window's thread.
    pub fn enter(&self) -> Result<Command, Failure> {
        self.start().map(|(server, key)| Command::EnterPractice(server, key))
    }
}

impl std::fmt::Debug for Practice {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Practice")
    }
}

/// The sandbox on a runtime of its own, for as long as this lives.
struct RunningSandbox {
    url: String,
    key: String,
    _sandbox: Sandbox,
    _runtime: tokio::runtime::Runtime,
}

impl RunningSandbox {
    fn start() -> std::io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("sandbox")
            .enable_all()
            .build()?;
        let sandbox =
            runtime.block_on(Sandbox::start(Options { with_samples: true, ..Options::default() }))?;
        let (url, key) = (sandbox.url(), sandbox.key().to_owned());
        Ok(Self { url, key, _sandbox: sandbox, _runtime: runtime })
    }
}
