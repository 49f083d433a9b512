//! Commands for assets, indexes, knowledge stores, tasks and unfinished sessions.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use clap::{Args, Subcommand};
use serde_json::json;

use takeup_engine::Command;
use takeup_launch::absolute;
use takeup_model::{AssetDetail, AssetId, AssetStatus, Change, DestinationId, Enrichment, List, Subject};
use takeup_text as text;
use takeup_text::msg::console;

use super::arguments::{filled, id, schema, wait};
use super::asking::{Asking, Waited, failed, say_failed};
use super::columns::Cell::Left;
use super::columns::table;
use super::lists::{self, ListFilter};
use super::{CommonArgs, Environment, READY, add_assets, plain_json, write_json, write_line, write_text};

#[derive(Args)]
pub(super) struct ListArgs {
    #[command(flatten)]
    pub(super) filter: ListFilter,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Args)]
pub(super) struct AddArgs {
    #[arg(required = true, value_name = "asset", value_parser = id)]
    pub(super) assets: Vec<String>,
    #[arg(long)]
    pub(super) no_wait: bool,
    #[arg(long, value_name = "time", value_parser = wait)]
    pub(super) timeout: Option<Duration>,
    #[command(flatten)]
    pub(super) common: CommonArgs,
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Assets {
    #[command(subcommand)]
    what: Option<AssetsCommand>,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Subcommand)]
enum AssetsCommand {
    List(ListArgs),
    Show {
        #[arg(value_parser = id)]
        asset: String,
        #[command(flatten)]
        common: CommonArgs,
    },
    Delete {
        #[arg(required = true, value_name = "asset", value_parser = id)]
        assets: Vec<String>,
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        common: CommonArgs,
    },
    Transcription {
        #[arg(value_parser = id)]
        asset: String,
        #[arg(long, conflicts_with = "json")]
        srt: bool,
        #[command(flatten)]
        common: CommonArgs,
    },
    Export {
        #[arg(long, value_name = "text")]
        search: Option<String>,
        #[command(flatten)]
        common: CommonArgs,
    },
}

#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Tasks {
    #[command(subcommand)]
    what: Option<TasksCommand>,
    #[command(flatten)]
    common: CommonArgs,
}

#[derive(Subcommand)]
enum TasksCommand {
    List(ListArgs),
    Delete {
        #[arg(required = true, value_name = "task", value_parser = id)]
        tasks: Vec<String>,
        #[command(flatten)]
        common: CommonArgs,
    },
    Export {
        #[command(flatten)]
        common: CommonArgs,
    },
}

#[derive(Subcommand)]
pub(super) enum IndexCommand {
    List(ListArgs),
    Create {
        #[arg(value_parser = filled)]
        name: String,
        #[arg(long, value_name = "name", default_value = "marengo3.0")]
        model: String,
        #[arg(long, value_name = "list", value_delimiter = ',', default_value = "visual,audio")]
        options: Vec<String>,
        #[arg(long)]
        thumbnail: bool,
        #[command(flatten)]
        common: CommonArgs,
    },
    Add {
        #[arg(value_parser = id)]
        index: String,
        #[command(flatten)]
        what: AddArgs,
    },
    Rename {
        #[arg(value_parser = id)]
        index: String,
        #[arg(value_parser = filled)]
        name: String,
        #[command(flatten)]
        common: CommonArgs,
    },
    Delete {
        #[arg(value_parser = id)]
        index: String,
        #[command(flatten)]
        common: CommonArgs,
    },
    Items {
        #[arg(value_parser = id)]
        index: String,
        #[command(flatten)]
        filter: ListFilter,
        #[command(flatten)]
        common: CommonArgs,
    },
    Remove {
        #[arg(value_parser = id)]
        index: String,
        #[arg(required = true, value_name = "indexed-asset", value_parser = id)]
        indexed: Vec<String>,
        #[command(flatten)]
        common: CommonArgs,
    },
}

#[derive(Subcommand)]
pub(super) enum StoreCommand {
    List(ListArgs),
    Create {
        #[arg(value_parser = filled)]
        name: String,
        #[arg(long, value_name = "text")]
        description: Option<String>,
        #[arg(long, value_name = "text", value_parser = filled)]
        extract: Option<String>,
        #[arg(long, value_name = "schema", value_parser = schema, conflicts_with = "extract")]
        extract_schema: Option<Enrichment>,
        #[command(flatten)]
        common: CommonArgs,
    },
    Collections {
        #[arg(value_parser = id)]
        store: String,
        #[command(flatten)]
        filter: ListFilter,
        #[command(flatten)]
        common: CommonArgs,
    },
    CreateCollection {
        #[arg(value_parser = id)]
        store: String,
        #[arg(value_parser = filled)]
        name: String,
        #[command(flatten)]
        common: CommonArgs,
    },
    Add {
        #[arg(value_parser = id)]
        store: String,
        #[command(flatten)]
        what: AddArgs,
    },
    Items {
        #[arg(value_parser = id)]
        store: String,
        #[command(flatten)]
        filter: ListFilter,
        #[command(flatten)]
        common: CommonArgs,
    },
    Remove {
        #[arg(value_parser = id)]
        store: String,
        #[arg(required = true, value_name = "item", value_parser = id)]
        items: Vec<String>,
        #[command(flatten)]
        common: CommonArgs,
    },
    Delete {
        #[arg(value_parser = id)]
        store: String,
        #[command(flatten)]
        common: CommonArgs,
    },
}

#[derive(Subcommand)]
pub(super) enum SessionsCommand {
    List(ListArgs),
    Finish {
        #[arg(value_name = "session", value_parser = id)]
        upload: String,
        file: PathBuf,
        #[command(flatten)]
        common: CommonArgs,
    },
}

pub(super) fn assets(world: &mut Environment<'_>, args: &Assets) -> anyhow::Result<u8> {
    match &args.what {
        None => lists::print(world, &args.common, &List::Assets, &ListFilter::everything()),
        Some(AssetsCommand::List(args)) => list(world, args, &List::Assets),
        Some(AssetsCommand::Show { asset, common }) => show(world, common, asset),
        Some(AssetsCommand::Transcription { asset, srt, common }) => {
            transcription(world, common, asset, *srt)
        }
        Some(AssetsCommand::Delete { assets, force, common }) => {
            let change = |id: &String| Change::DeleteAsset {
                asset: AssetId(id.clone()),
                name: id.clone(),
                force: *force,
            };
            Asking::start(world, common)?.change(world, assets.iter().map(change).collect())
        }
        Some(AssetsCommand::Export { search, common }) => {
            export(world, common, &List::Assets, search.as_deref())
        }
    }
}

pub(super) fn tasks(world: &mut Environment<'_>, args: &Tasks) -> anyhow::Result<u8> {
    match &args.what {
        None => lists::print(world, &args.common, &List::Tasks, &ListFilter::everything()),
        Some(TasksCommand::List(args)) => list(world, args, &List::Tasks),
        Some(TasksCommand::Delete { tasks, common }) => {
            let change = |id: &String| Change::DeleteTask { task: id.as_str().into(), name: id.clone() };
            Asking::start(world, common)?.change(world, tasks.iter().map(change).collect())
        }
        Some(TasksCommand::Export { common }) => export(world, common, &List::Tasks, None),
    }
}

pub(super) fn index(world: &mut Environment<'_>, what: &IndexCommand) -> anyhow::Result<u8> {
    match what {
        IndexCommand::List(args) => list(world, args, &List::Indexes),
        IndexCommand::Create { name, model, options, thumbnail, common } => {
            let addons = if *thumbnail { vec!["thumbnail".to_owned()] } else { Vec::new() };
            let models = vec![(model.clone(), options.clone())];
            one(world, common, Change::CreateIndex { name: name.clone(), models, addons })
        }
        IndexCommand::Add { index, what } => {
            add_assets::add(world, what, DestinationId::Index(index.as_str().into()))
        }
        IndexCommand::Rename { index, name, common } => {
            one(world, common, Change::RenameIndex { index: index.as_str().into(), name: name.clone() })
        }
        IndexCommand::Delete { index, common } => {
            one(world, common, Change::DeleteIndex { index: index.as_str().into(), name: index.clone() })
        }
        IndexCommand::Items { index, filter, common } => {
            lists::print(world, common, &List::Indexed(index.as_str().into()), filter)
        }
        IndexCommand::Remove { index, indexed, common } => {
            let change = |id: &String| Change::RemoveIndexedAsset {
                index: index.as_str().into(),
                indexed: id.clone(),
                name: id.clone(),
            };
            Asking::start(world, common)?.change(world, indexed.iter().map(change).collect())
        }
    }
}

pub(super) fn store(world: &mut Environment<'_>, what: &StoreCommand) -> anyhow::Result<u8> {
    match what {
        StoreCommand::List(args) => list(world, args, &List::Stores),
        StoreCommand::Create { name, description, extract, extract_schema, common } => {
            let described = extract.clone().map(Enrichment::Description);
            let change = Change::CreateStore {
                name: name.clone(),
                description: description.clone(),
                enrichment: described.or_else(|| extract_schema.clone()),
            };
            one(world, common, change)
        }
        StoreCommand::Collections { store, filter, common } => {
            lists::print(world, common, &List::Collections(store.as_str().into()), filter)
        }
        StoreCommand::CreateCollection { store, name, common } => {
            one(world, common, Change::CreateCollection { store: store.as_str().into(), name: name.clone() })
        }
        StoreCommand::Add { store, what } => {
            add_assets::add(world, what, DestinationId::Store(store.as_str().into()))
        }
        StoreCommand::Items { store, filter, common } => {
            lists::print(world, common, &List::Items(store.as_str().into()), filter)
        }
        StoreCommand::Remove { store, items, common } => {
            let change = |id: &String| Change::RemoveItem {
                store: store.as_str().into(),
                item: id.clone(),
                name: id.clone(),
            };
            Asking::start(world, common)?.change(world, items.iter().map(change).collect())
        }
        StoreCommand::Delete { store, common } => {
            one(world, common, Change::DeleteStore { store: store.as_str().into(), name: store.clone() })
        }
    }
}

pub(super) fn sessions(world: &mut Environment<'_>, what: &SessionsCommand) -> anyhow::Result<u8> {
    match what {
        SessionsCommand::List(args) => list(world, args, &List::Sessions),
        SessionsCommand::Finish { upload, file, common } => {
            add_assets::finish(world, common, upload.as_str().into(), absolute(file))
        }
    }
}

fn list(world: &mut Environment<'_>, args: &ListArgs, list: &List) -> anyhow::Result<u8> {
    lists::print(world, &args.common, list, &args.filter)
}

fn one(world: &mut Environment<'_>, common: &CommonArgs, change: Change) -> anyhow::Result<u8> {
    Asking::start(world, common)?.change(world, vec![change])
}

fn export(
    world: &mut Environment<'_>,
    common: &CommonArgs,
    list: &List,
    search: Option<&str>,
) -> anyhow::Result<u8> {
    let mut asking = Asking::start(world, common)?;
    let model = match asking.load(world, list, search, true)? {
        Ok(model) => model,
        Err(code) => return Ok(code),
    };
    asking.end();
    let Some(account) = model.current_account() else { return Ok(READY) };
    let text = match (list, common.json) {
        (List::Tasks, true) => takeup_engine::export::tasks_json(account.tasks.iter()),
        (List::Tasks, false) => takeup_engine::export::tasks_csv(account.tasks.iter()),
        (_, true) => takeup_engine::export::assets_json(account.assets.iter()),
        (_, false) => takeup_engine::export::assets_csv(account.assets.iter()),
    };
    write_text(world.out, &if common.json { plain_json(&text) } else { text })?;
    Ok(READY)
}

/// Asks for an asset whole.
fn detail(world: &mut Environment<'_>, common: &CommonArgs, id: &str) -> Waited<Arc<AssetDetail>> {
    let mut asking = Asking::start(world, common)?;
    asking.send(Command::Open(asking.account.clone(), Some(Subject::Asset(id.into()))));
    let told = asking.wait(world, |_, account| {
        let opened = account.opened.as_ref()?;
        opened.state.trouble.clone().map(Err).or_else(|| opened.asset.clone().map(Ok))
    })?;
    let detail = match told {
        Err(code) => return Ok(Err(code)),
        Ok(Err(trouble)) => return Ok(Err(failed(world, &trouble, common.json)?)),
        Ok(Ok(detail)) => detail,
    };
    asking.end();
    Ok(Ok(detail))
}

/// Prints what is said in an asset, as text or as subtitles.
fn transcription(
    world: &mut Environment<'_>,
    common: &CommonArgs,
    id: &str,
    srt: bool,
) -> anyhow::Result<u8> {
    let detail = match detail(world, common, id)? {
        Ok(detail) => detail,
        Err(code) => return Ok(code),
    };
    let Some(said) = &detail.transcription else {
        return Ok(say_failed(world, console::console_transcription_none(), common.json)?);
    };
    if said.status != AssetStatus::Ready {
        return Ok(say_failed(world, &text::transcription_status(said), common.json)?);
    }
    if common.json {
        for line in &said.lines {
            write_json(
                world.out,
                &json!({ "start": line.start, "end": line.end, "text": line.text, "speaker": line.speaker }),
            )?;
        }
    } else {
        write_text(world.out, &if srt { said.srt() } else { said.txt() })?;
    }
    Ok(READY)
}

fn show(world: &mut Environment<'_>, common: &CommonArgs, id: &str) -> anyhow::Result<u8> {
    let detail = match detail(world, common, id)? {
        Ok(detail) => detail,
        Err(code) => return Ok(code),
    };
    if common.json {
        let places: Vec<_> = detail
            .places
            .iter()
            .map(|common| {
                json!({
                    "index_id": common.index.0, "index_name": common.name, "indexed_asset_id": common.id,
                    "status": common.status.as_ref().map(ToString::to_string),
                })
            })
            .collect();
        let mut object = lists::asset(&detail.asset);
        let more = json!({
            "technical_metadata": detail.technical.iter().cloned().collect::<std::collections::BTreeMap<_, _>>(),
            "user_metadata": detail.metadata.iter().map(|(key, value)| (key, value.json()))
                .collect::<std::collections::BTreeMap<_, _>>(),
            "hls": detail.hls.as_ref().and_then(|hls| hls.url.as_ref()),
            "thumbnail": detail.thumbnail.as_ref().and_then(|picture| picture.url.as_ref()),
            "indexed_assets": places,
        });
        if let (Some(members), serde_json::Value::Object(more)) = (object.as_object_mut(), more) {
            members.extend(more);
        }
        write_json(world.out, &object)?;
    } else {
        let facts = text::asset_facts(&detail).into_iter();
        let rows: Vec<_> = facts.map(|(key, value)| vec![Left(key), Left(value)]).collect();
        for line in table(&rows) {
            write_line(world.out, line)?;
        }
    }
    Ok(READY)
}
