//! An engine for one request. It ends with the answer.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use serde_json::json;
use tokio::sync::watch;

use takeup_engine::{Command, Engine};
use takeup_launch::launch_reader;
use takeup_model::{
    Account, AccountId, Change, Failure, FailureKind, KeyState, List, Model, News, Reachability, Snapshot,
};
use takeup_text as text;
use takeup_text::msg::console;

use super::{CommonArgs, Environment, FAILED, NOTHING, READY, key_trouble, told, write_json, write_line};

/// The answer, or the exit code once the reason is on the screen.
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

    /// Waits for a model that fulfils the condition.
    pub(super) fn until(&mut self, holds: impl Fn(&Model) -> bool) -> anyhow::Result<()> {
        self.runtime.block_on(self.models.wait_for(|seen| holds(&seen.facts)))?;
        Ok(())
    }

    /// Waits until the account has an answer, or cannot have one.
    pub(super) fn wait<T>(
        &mut self,
        world: &mut Environment<'_>,
        mut answer: impl FnMut(&Snapshot, &Account) -> Option<T>,
    ) -> Waited<T> {
        loop {
            self.runtime.block_on(self.models.changed())?;
            let seen = self.engine.snapshot();
            let Some(account) = seen.facts.accounts.get(&self.account) else { continue };
            if let Some(why) = unusable(account) {
                return Ok(Err(key_trouble(world, &why, self.json)?));
            }
            if let Some(answer) = answer(&seen, account) {
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

    /// Requests changes and reports each. The exit code tells whether all were made.
    pub(super) fn change(mut self, world: &mut Environment<'_>, changes: Vec<Change>) -> anyhow::Result<u8> {
        let mut subjects = HashSet::new();
        let wanted: Vec<Change> =
            changes.into_iter().filter(|change| subjects.insert(change.subject())).collect();
        let count = wanted.len();
        self.send(Command::RequestChanges(self.account.clone(), wanted));
        let mut made: BTreeMap<u64, (Change, Option<String>)> = BTreeMap::new();
        let mut gone: BTreeMap<u64, Change> = BTreeMap::new();
        let failed = self.wait(world, |seen, account| {
            // The model keeps only the newest notices, so each model is read.
            for notice in &seen.facts.notices {
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
            (made.len() + gone.len() + failed.len() >= count).then_some(failed)
        })?;
        let failed = match failed {
            Ok(failed) => failed,
            Err(code) => return Ok(code),
        };
        for (change, id) in made.values() {
            let said = text::changed(change, id.as_deref());
            if self.json {
                write_json(
                    world.out,
                    &json!({ "event": "done", "id": id, "name": change.name(), "text": said }),
                )?;
            } else {
                write_line(world.out, said)?;
            }
        }
        for change in gone.values() {
            let said = text::gone(change);
            if self.json {
                write_json(world.out, &json!({ "event": "gone", "name": change.name(), "text": said }))?;
            }
            write_line(world.err, said)?;
        }
        for (change, why) in &failed {
            self.say_refused(world, change, why)?;
        }
        self.end();
        Ok(match (failed.is_empty(), made.is_empty()) {
            (false, _) => FAILED,
            (true, true) => NOTHING,
            (true, false) => READY,
        })
    }

    /// Reports a change that was not made.
    fn say_refused(
        &self,
        world: &mut Environment<'_>,
        change: &Change,
        why: &Failure,
    ) -> std::io::Result<()> {
        let said = text::change_request_failure(change, why);
        if self.json {
            write_json(
                world.out,
                &json!({ "event": "failed", "name": change.name(), "reason": said, "code": code(why) }),
            )?;
        }
        write_line(world.err, console::console_about(text::change(change), said))?;
        if matches!((change, &why.kind), (Change::DeleteAsset { force: false, .. }, FailureKind::Conflict)) {
            write_line(world.err, console::console_delete_force())?;
        }
        Ok(())
    }

    pub(super) fn end(self) {
        self.engine.shutdown();
    }

    /// The engine, for further use.
    pub(super) fn into_engine(self) -> Engine {
        self.engine
    }
}

/// What programs are told of a failure.
pub(super) fn code(why: &Failure) -> Option<String> {
    why.code.as_ref().map(ToString::to_string)
}

/// Reports why the platform did not answer a request.
pub(super) fn failed(world: &mut Environment<'_>, why: &Failure, json: bool) -> std::io::Result<u8> {
    let said = text::ask_failure(why);
    if json {
        write_json(world.out, &json!({ "event": "failed", "reason": said, "code": code(why) }))?;
    }
    write_line(world.err, said)?;
    Ok(FAILED)
}

/// Reports a failure to people and to programs.
pub(super) fn say_failed(world: &mut Environment<'_>, said: &str, json: bool) -> std::io::Result<u8> {
    if json {
        write_failed(world, said)?;
    }
    write_line(world.err, said)?;
    Ok(FAILED)
}

/// Tells whoever reads JSON why the command was not carried out.
pub(super) fn write_failed(world: &mut Environment<'_>, said: &str) -> std::io::Result<()> {
    write_json(world.out, &json!({ "event": "failed", "reason": said }))
}

/// Says that the journal was damaged, or that a newer version wrote it. What was asked for might be in it, so nothing
/// is done then.
pub(super) fn journal_trouble(
    world: &mut Environment<'_>,
    engine: &Engine,
    json: bool,
) -> std::io::Result<bool> {
    let model = engine.model();
    let aside = model.notices.iter().find(|notice| matches!(notice.news, News::JournalSetAside(_)));
    // Without its journal this version must not go on beside the newer one.
    let said =
        aside.map(|notice| text::news(&notice.news)).or_else(|| model.newer_journal().map(text::failure));
    if let Some(said) = &said {
        say_failed(world, said, json)?;
    }
    if aside.is_some() {
        write_line(world.err, console::console_journal_set_aside())?;
    }
    Ok(said.is_some())
}

/// Why the account's key cannot be used.
pub(super) fn unusable(account: &Account) -> Option<String> {
    match &account.key {
        KeyState::Missing => Some(console::console_key_missing().to_owned()),
        KeyState::Locked(failure) | KeyState::Refused(failure) => Some(text::key_failure(failure)),
        KeyState::Unknown | KeyState::Unchecked(_) | KeyState::Good(_) => None,
    }
}
