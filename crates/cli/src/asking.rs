//! An engine that is asked for something and ends when it has answered.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::json;
use tokio::sync::watch;

use takeup_engine::{Command, Engine};
use takeup_launch::launch_reader;
use takeup_model::{
    Account, AccountId, Change, Failure, FailureKind, KeyState, List, Model, News, Reachability, Snapshot,
};
use takeup_text as text;

use super::{CommonArgs, Environment, FAILED, NOTHING, READY, key_trouble, line, told};

/// Said where there is no key at all.
const NO_KEY: &str = "There is no API key. Set TWELVE_LABS_API_KEY, or, where a keyring answers, keep one in it with: takeup-cli key set < FILE";

/// What was waited for, or the code to end with after everything has been said.
pub(super) type Waited<T> = anyhow::Result<Result<T, u8>>;

pub(super) struct Asking {
    engine: Engine,
    models: watch::Receiver<Snapshot>,
    runtime: tokio::runtime::Runtime,
    pub(super) account: AccountId,
    pub(super) json: bool,
}

impl Asking {
    /// An engine that keeps no journal.
    pub(super) fn start(world: &Environment<'_>, common: &CommonArgs) -> anyhow::Result<Self> {
        Self::of(launch_reader(&common.launch(world), |_| {}).map_err(told)?, common.json)
    }

    /// This engine.
    pub(super) fn of(engine: Engine, json: bool) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (models, account) = (engine.watch(), engine.model().current.clone());
        Ok(Self { engine, models, runtime, account, json })
    }

    pub(super) fn send(&self, command: Command) {
        self.engine.send(command);
    }

    pub(super) fn model(&self) -> Arc<Model> {
        self.engine.model()
    }

    /// Waits until a model is as described.
    pub(super) fn until(&mut self, holds: impl Fn(&Model) -> bool) -> anyhow::Result<()> {
        self.runtime.block_on(self.models.wait_for(|seen| holds(&seen.facts)))?;
        Ok(())
    }

    /// Waits until the account has an answer, or cannot have one.
    pub(super) fn wait<T>(
        &mut self,
        world: &mut Environment<'_>,
        mut answer: impl FnMut(&Model, &Account) -> Option<T>,
    ) -> Waited<T> {
        loop {
            self.runtime.block_on(self.models.changed())?;
            let model = self.engine.model();
            let Some(account) = model.accounts.get(&self.account) else { continue };
            if let Some(why) = unusable(account) {
                return Ok(Err(key_trouble(world, &why, self.json)?));
            }
            if let Some(answer) = answer(&model, account) {
                return Ok(Ok(answer));
            }
            if let Reachability::Down { why, .. } = &account.reachability {
                return Ok(Err(failed(world, why, self.json)?));
            }
        }
    }

    /// Loads a list: its first page, or all of it.
    pub(super) fn load(
        &mut self,
        world: &mut Environment<'_>,
        list: &List,
        search: Option<&str>,
        all: bool,
    ) -> Waited<Arc<Model>> {
        let account = self.account.clone();
        if let Some(text) = search {
            self.send(Command::Search(account.clone(), list.clone(), text.to_owned()));
        }
        self.send(Command::Refresh(account.clone(), list.clone()));
        if all {
            self.send(Command::LoadAll(account, list.clone()));
        }
        let loaded = self.wait(world, |_, account| {
            let state = account.list(list);
            let known = state.loaded.is_some() && (!all || state.to_the_end) && !state.loading();
            state.trouble.clone().map(Err).or(known.then_some(Ok(())))
        })?;
        match loaded {
            Ok(Ok(())) => Ok(Ok(self.engine.model())),
            Ok(Err(trouble)) => Ok(Err(failed(world, &trouble, self.json)?)),
            Err(code) => Ok(Err(code)),
        }
    }

    /// Makes changes, and tells of each. The code says whether all were made.
    pub(super) fn change(mut self, world: &mut Environment<'_>, changes: Vec<Change>) -> anyhow::Result<u8> {
        let mut wanted: Vec<Change> = Vec::new();
        for change in changes {
            if !wanted.contains(&change) {
                self.send(Command::RequestChange(self.account.clone(), change.clone()));
                wanted.push(change);
            }
        }
        let mut made: BTreeMap<u64, (Change, Option<String>)> = BTreeMap::new();
        let mut gone: BTreeMap<u64, Change> = BTreeMap::new();
        let failed = self.wait(world, |model, account| {
            // Only the newest news is kept, so it is read as it comes.
            for notice in &model.notices {
                if let News::Changed { change, created } = &notice.news {
                    made.insert(notice.number, (change.clone(), created.clone()));
                } else if let News::Gone(change) = &notice.news {
                    gone.insert(notice.number, change.clone());
                }
            }
            let failed = account.change_requests.values().filter_map(|change_request| {
                let why = change_request.failure.as_ref()?;
                Some((change_request.change.clone(), why.clone()))
            });
            let failed: Vec<(Change, Failure)> = failed.collect();
            (made.len() + gone.len() + failed.len() >= wanted.len()).then_some(failed)
        })?;
        let failed = match failed {
            Ok(failed) => failed,
            Err(code) => return Ok(code),
        };
        for (change, id) in made.values() {
            let said = text::changed(change, id.as_deref());
            if self.json {
                line(world.out, &json!({ "event": "done", "id": id, "name": change.name(), "text": said }))?;
            } else {
                writeln!(world.out, "{said}")?;
            }
        }
        for change in gone.values() {
            let said = text::gone(change);
            if self.json {
                line(world.out, &json!({ "event": "gone", "name": change.name(), "text": said }))?;
            }
            writeln!(world.err, "{said}")?;
        }
        for (change, why) in &failed {
            let mut said = text::change_request_failure(change, why);
            if matches!(
                (change, &why.kind),
                (Change::DeleteAsset { force: false, .. }, FailureKind::Conflict)
            ) {
                said.push_str(" That is what --force does.");
            }
            if self.json {
                let object =
                    json!({ "event": "failed", "name": change.name(), "reason": said, "code": code(why) });
                line(world.out, &object)?;
            }
            writeln!(world.err, "{}: {said}", text::change(change))?;
        }
        self.end();
        Ok(match (failed.is_empty(), made.is_empty()) {
            (false, _) => FAILED,
            (true, true) => NOTHING,
            (true, false) => READY,
        })
    }

    pub(super) fn end(self) {
        self.engine.shutdown();
    }

    /// The engine, for whoever goes on with it.
    pub(super) fn into_engine(self) -> Engine {
        self.engine
    }
}

/// What programs are told of a failure.
pub(super) fn code(why: &Failure) -> Option<String> {
    why.code.as_ref().map(ToString::to_string)
}

/// Says why the platform did not tell what it was asked for.
pub(super) fn failed(world: &mut Environment<'_>, why: &Failure, json: bool) -> std::io::Result<u8> {
    let said = text::ask_failure(why);
    if json {
        line(world.out, &json!({ "event": "failed", "reason": said, "code": code(why) }))?;
    }
    writeln!(world.err, "{said}")?;
    Ok(FAILED)
}

/// Says that something failed, to people and to programs.
pub(super) fn say_failed(world: &mut Environment<'_>, said: &str, json: bool) -> std::io::Result<u8> {
    if json {
        line(world.out, &json!({ "event": "failed", "reason": said }))?;
    }
    writeln!(world.err, "{said}")?;
    Ok(FAILED)
}

/// Why nothing can be asked in this account's name.
pub(super) fn unusable(account: &Account) -> Option<String> {
    match &account.key {
        KeyState::Missing => Some(NO_KEY.to_owned()),
        KeyState::Locked(failure) | KeyState::Refused(failure) => Some(text::key_failure(failure)),
        KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}
