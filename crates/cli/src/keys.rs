//! The API key: stored, found and removed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use secrecy::SecretString;

use takeup_engine::config::{self, Folders};
use takeup_engine::keys;
use takeup_launch::server_from_environment;
use takeup_model::{AccountId, Settings};
use takeup_text as text;
use takeup_text::msg::console;

use super::{Environment, KEY, READY, USAGE, told, write_line};

#[derive(Args)]
pub(super) struct KeyArgs {
    #[command(subcommand)]
    what: KeyCommand,
    #[arg(long, value_name = "url", global = true)]
    base_url: Option<String>,
    #[arg(long, value_name = "folder", global = true)]
    data_dir: Option<PathBuf>,
}

#[derive(Subcommand)]
enum KeyCommand {
    Set,
    ShowWhere,
    Forget,
}

/// The account that belongs to a server.
fn account(base_url: Option<&str>, data_dir: Option<&PathBuf>) -> anyhow::Result<AccountId> {
    let folders = Folders::find(data_dir.map(PathBuf::as_path), false).map_err(told)?;
    let mut settings: Settings = config::load(&folders.settings()).map_err(told)?;
    if let Some(server) = base_url {
        takeup_launch::use_server(&mut settings, server);
    }
    Ok(settings.current)
}

/// Stores, finds or removes a key.
pub(super) fn key(world: &mut Environment<'_>, args: &KeyArgs) -> anyhow::Result<u8> {
    let server = args.base_url.clone().or_else(server_from_environment);
    let account = account(server.as_deref(), args.data_dir.as_ref())?;
    match args.what {
        KeyCommand::Set => {
            let mut line = String::new();
            world.input.read_line(&mut line)?;
            let key = line.trim();
            if key.is_empty() {
                write_line(world.err, console::console_key_no_input())?;
                return Ok(USAGE);
            }
            let common = keys::keep(&account, &SecretString::from(key.to_owned())).map_err(told)?;
            write_line(world.out, text::key_kept(&common))?;
        }
        KeyCommand::ShowWhere => {
            let Some((_, common)) = keys::find(&account).map_err(told)? else {
                write_line(world.out, console::console_key_none())?;
                return Ok(KEY);
            };
            write_line(world.out, text::key_kept(&common))?;
        }
        KeyCommand::Forget => {
            keys::forget(&account).map_err(told)?;
            write_line(world.out, console::console_key_forgotten())?;
        }
    }
    Ok(READY)
}
