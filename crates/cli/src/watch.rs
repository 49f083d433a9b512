//! Watches folders and uploads their new files until somebody ends the program.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};
use serde_json::json;

use takeup_engine::{Command, JobSelection};
use takeup_launch::{LaunchOptions, Started, absolute, launch};
use takeup_model::{
    Existing, JobId, Metadata, Model, NextUploads, Settings, WatchKey, WatchedFolder, is_folder_name,
};
use takeup_text::msg::{arguments as wrong, console};
use takeup_text::{self as text, times};

use super::arguments::{key_value, wait};
use super::progress::ProgressReporter;
use super::request::adjust;
use super::{
    CommonArgs, CopyArg, DestinationArgs, Environment, ExistsArg, FAILED, NOTHING, Pace, USAGE, told,
    write_json, write_line,
};
use super::{destinations, queue, upload};

#[derive(Args)]
pub(super) struct WatchArgs {
    #[arg(long = "include", value_name = "pattern")]
    include: Vec<String>,
    #[arg(long = "exclude", value_name = "pattern")]
    exclude: Vec<String>,
    #[arg(long)]
    no_subfolders: bool,
    #[arg(long, value_enum, value_name = "choice")]
    existing: Option<ExistingArg>,
    #[arg(long, value_name = "time", value_parser = rest)]
    rest: Option<Duration>,
    #[arg(long, value_name = "name", value_parser = folder_name)]
    move_to: Option<String>,
    #[command(flatten)]
    to: DestinationArgs,
    #[arg(long = "meta", value_name = "key-value", value_parser = key_value)]
    meta: Vec<(String, String)>,
    #[arg(long, value_enum, value_name = "choice")]
    copy: Option<CopyArg>,
    #[arg(long, value_enum, value_name = "choice")]
    if_exists: Option<ExistsArg>,
    #[command(flatten)]
    pace: Pace,
    #[command(flatten)]
    common: CommonArgs,
    #[arg(required = true, value_name = "folder")]
    folders: Vec<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum ExistingArg {
    Leave,
    Upload,
}

/// How long a file must rest.
fn rest(text: &str) -> Result<Duration, String> {
    let (least, most) = (*WatchedFolder::REST.start(), *WatchedFolder::REST.end());
    let rest = wait(text)?;
    let range = || wrong::argument_value_out_of_range(times::about(least), times::about(most));
    if WatchedFolder::REST.contains(&rest) { Ok(rest) } else { Err(range()) }
}

fn folder_name(text: &str) -> Result<String, String> {
    if is_folder_name(text) {
        Ok(text.to_owned())
    } else {
        Err(wrong::argument_value_not_folder_name().to_owned())
    }
}

impl WatchArgs {
    fn folders(&self) -> Vec<WatchedFolder> {
        let mut told = Metadata::default();
        for (key, value) in &self.meta {
            // They were checked when the command line was read.
            drop(told.set(key, value));
        }
        let named = |id: &String| (id.as_str().into(), id.clone());
        let next = NextUploads {
            indexes: self.to.indexes.iter().map(named).collect(),
            stores: self.to.stores.iter().map(|id| (id.as_str().into(), id.clone())).collect(),
            task: self.to.task_index.as_ref().map(named),
            language: self.to.language.clone().unwrap_or_default(),
            told,
        };
        let plain = WatchedFolder::default();
        let folders: BTreeSet<PathBuf> = self.folders.iter().map(|folder| absolute(folder)).collect();
        let watched = |folder| WatchedFolder {
            folder,
            on: true,
            subfolders: !self.no_subfolders,
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            next: next.clone(),
            rest: self.rest.unwrap_or(plain.rest),
            existing: self.existing.map_or(Existing::Ask, |existing| match existing {
                ExistingArg::Leave => Existing::Leave,
                ExistingArg::Upload => Existing::Upload,
            }),
            copy: self.copy.map(CopyArg::choice),
            move_to: self.move_to.clone(),
        };
        folders.into_iter().map(watched).collect()
    }

    fn adjust(&self, settings: &mut Settings) {
        adjust(settings, &self.pace, false);
        settings.if_exists = self.if_exists.map_or(settings.if_exists, ExistsArg::meant);
        let current = settings.current.clone();
        for account in &mut settings.accounts {
            account.watched = if account.id == current { self.folders() } else { Vec::new() };
        }
    }
}

pub(super) fn watch(world: &mut Environment<'_>, args: &WatchArgs) -> anyhow::Result<u8> {
    // One that is not there may be mounted later. A file never becomes a folder.
    if let Some(file) = args.folders.iter().find(|folder| folder.is_file()) {
        write_line(world.err, console::console_watch_file(file.display().to_string()))?;
        return Ok(USAGE);
    }
    let plan = LaunchOptions {
        check_key: true,
        watch: true,
        stop_at_start: true,
        limit_rate: args.pace.limit_rate.unwrap_or(0),
        ..args.common.launch(world)
    };
    let Started::Engine(engine) = launch(&plan, |settings| args.adjust(settings), || {}).map_err(told)?
    else {
        write_line(world.err, console::console_watch_busy())?;
        return Ok(NOTHING);
    };
    let Some((account, engine)) = destinations::checked(world, engine, &args.to, args.common.json)? else {
        return Ok(FAILED);
    };
    let mut reader = ProgressReporter::new(&engine, args.common.json, false, world.terminal);
    let folders = FolderReporter { json: args.common.json, told: BTreeMap::new() };
    let unfinished = unfinished(&*queue::taken_in(&engine)?);
    reader.folders = Some(folders);
    if !unfinished.is_empty() {
        engine.send(Command::Resume(JobSelection::These(unfinished)));
    }
    upload::follow(world, engine, &mut reader, &account)
}

/// Uploads of files in the watched folders that were interrupted.
fn unfinished(model: &Model) -> Vec<JobId> {
    let folders = model.settings.all_watched().map(|(_, watched)| &watched.folder);
    let folders: Vec<&PathBuf> = folders.collect();
    let is_in = |path: &Path| folders.iter().any(|folder| path.starts_with(folder));
    let inside = queue::unfinished(model).filter(|job| job.source.path().is_some_and(is_in));
    inside.map(|job| job.id).collect()
}

/// What has been said of each watched folder.
pub(super) struct FolderReporter {
    json: bool,
    told: BTreeMap<WatchKey, FolderState>,
}

#[derive(PartialEq)]
struct FolderState {
    gone: bool,
    trouble: Option<String>,
}

impl FolderReporter {
    /// Says what has changed about the folders.
    pub(super) fn report(&mut self, world: &mut Environment<'_>, model: &Model) -> io::Result<()> {
        for (key, rules) in model.settings.all_watched() {
            let Some(watching) = model.watched.get(&key).filter(|watching| watching.scanned) else {
                continue;
            };
            let trouble = watching.trouble.as_ref().map(text::happened);
            let state = FolderState { gone: watching.gone, trouble };
            let before = self.told.get(&key);
            if before == Some(&state) {
                continue;
            }
            let first = before.is_none_or(|before| before.gone) && !state.gone;
            let left = if first && rules.existing == Existing::Ask { watching.left(rules) } else { 0 };
            self.say(world, rules, &state, first, left)?;
            self.told.insert(key, state);
        }
        Ok(())
    }

    fn say(
        &self,
        world: &mut Environment<'_>,
        rules: &WatchedFolder,
        state: &FolderState,
        first: bool,
        left: usize,
    ) -> io::Result<()> {
        let path = rules.folder.display().to_string();
        let name = if state.gone { "gone" } else { "watching" };
        if self.json {
            return write_json(
                world.out,
                &json!({ "event": "folder", "path": path, "state": name, "left": left, "reason": state.trouble }),
            );
        }
        if state.gone {
            return write_line(world.err, console::console_watch_gone(&path));
        }
        if first {
            write_line(world.out, console::console_watch_folder(&path, times::about(rules.rest)))?;
        }
        if left > 0 {
            write_line(world.err, console::console_watch_left(left, &path))?;
        }
        match &state.trouble {
            Some(trouble) => write_line(world.err, console::console_about(&path, trouble)),
            None => Ok(()),
        }
    }
}
