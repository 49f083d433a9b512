//! Connections to Google Drive: listed, made in a browser, and taken back.

use clap::Subcommand;
use serde_json::{Value, json};

use takeup_engine::Command;
use takeup_model::{Change, Connection, ConnectionId, Failure, List, News, Snapshot};
use takeup_text as text;
use takeup_text::msg::console;

use super::arguments::id;
use super::asking::{Asking, failed};
use super::library::ListArgs;
use super::{CommonArgs, Environment, READY, lists, write_json, write_line};

#[derive(Subcommand)]
pub(super) enum ConnectionsCommand {
    List(ListArgs),
    Add {
        #[command(flatten)]
        common: CommonArgs,
    },
    Remove {
        #[arg(required = true, value_name = "connection", value_parser = id)]
        connections: Vec<String>,
        #[command(flatten)]
        common: CommonArgs,
    },
}

pub(super) fn connections(world: &mut Environment<'_>, what: &ConnectionsCommand) -> anyhow::Result<u8> {
    match what {
        ConnectionsCommand::List(args) => lists::print(world, &args.common, &List::Connections, &args.filter),
        ConnectionsCommand::Add { common } => add(world, common),
        ConnectionsCommand::Remove { connections, common } => {
            let change = |id: &String| Change::RemoveConnection {
                connection: ConnectionId(id.clone()),
                name: id.clone(),
            };
            Asking::start(world, common)?.change(world, connections.iter().map(change).collect())
        }
    }
}

/// Prints the page on which a person answers, and waits for the answer.
fn add(world: &mut Environment<'_>, common: &CommonArgs) -> anyhow::Result<u8> {
    let mut asking = Asking::start(world, common)?;
    let (account, before) = (asking.account.clone(), asking.model().last_number);
    asking.send(Command::Connect(account.clone(), text::consent_words()));
    let page = asking.wait(world, |seen, _| {
        let page = seen.wire.consents.get(&account).map(|page| page.url().to_owned());
        page.map(Ok).or_else(|| outcome(seen, before).map(Err))
    })?;
    let outcome = match page {
        Err(code) => return Ok(code),
        Ok(Err(outcome)) => Ok(outcome),
        Ok(Ok(page)) => {
            if common.json {
                write_json(world.out, &json!({ "event": "consent", "url": page }))?;
            } else {
                write_line(world.err, console::console_connect_open())?;
                write_line(world.out, &page)?;
            }
            asking.wait(world, |seen, _| outcome(seen, before))?
        }
    };
    let outcome = match outcome {
        Err(code) => return Ok(code),
        Ok(outcome) => outcome,
    };
    asking.end();
    let connection = match outcome {
        Err(why) => return Ok(failed(world, &why, common.json)?),
        Ok(connection) => connection,
    };
    if common.json {
        let mut object = lists::connection(&connection);
        object["event"] = Value::from("connected");
        write_json(world.out, &object)?;
    } else {
        write_line(world.err, text::news(&News::Connected(connection)))?;
    }
    Ok(READY)
}

/// How it came out, once a notice after this number says so.
#[expect(clippy::wildcard_enum_match_arm, reason = "other news is about something else")]
fn outcome(seen: &Snapshot, before: u64) -> Option<Result<Connection, Failure>> {
    seen.facts.notices.iter().filter(|notice| notice.number > before).find_map(|notice| match &notice.news {
        News::Connected(connection) => Some(Ok(connection.clone())),
        News::Trouble(why) => Some(Err(why.clone())),
        _ => None,
    })
}
