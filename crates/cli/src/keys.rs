//! The API key, from the console.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use secrecy::SecretString;

use takeup_engine::config::{self, Folders};
use takeup_engine::keys;
use takeup_launch::server_from_environment;
use takeup_model::{AccountId, Settings};
use takeup_text as text;

use super::{Environment, KEY, READY, USAGE, told};

#[derive(Args)]
pub(super) struct KeyArgs {
    #[command(subcommand)]
    what: KeyCommand,
    /// The key of this server
    #[arg(long, value_name = "URL", global = true)]
    base_url: Option<String>,
    /// The folder of the settings
    #[arg(long, value_name = "DIR", global = true)]
    data_dir: Option<PathBuf>,
}

#[derive(Subcommand)]
enum KeyCommand {
    /// Read a key from the standard input and keep it in the keyring
    Set,
    /// Say where the key is kept
    ShowWhere,
    /// Remove the key from the keyring
    Forget,
}

/// The account that a server's key and jobs belong to.
fn account(base_url: Option<&str>, data_dir: Option<&PathBuf>) -> anyhow::Result<AccountId> {
    let folders = Folders::find(data_dir.map(PathBuf::as_path), false).map_err(told)?;
    let mut settings: Settings = config::load(&folders.settings()).map_err(told)?;
    if let Some(server) = base_url {
        takeup_launch::use_server(&mut settings, server);
    }
    Ok(settings.current)
}

/// Keeps, finds or forgets a key.
pub(super) fn key(world: &mut Environment<'_>, args: &KeyArgs) -> anyhow::Result<u8> {
    let server = args.base_url.clone().or_else(server_from_environment);
    let account = account(server.as_deref(), args.data_dir.as_ref())?;
    match args.what {
        KeyCommand::Set => {
            let mut line = String::new();
            world.input.read_line(&mut line)?;
            let key = line.trim();
            if key.is_empty() {
                writeln!(world.err, "No key came in on the standard input. Try: takeup-cli key set < FILE")?;
                return Ok(USAGE);
            }
            let common = keys::keep(&account, &SecretString::from(key.to_owned())).map_err(told)?;
            writeln!(world.out, "{}.", text::key_kept(&common))?;
        }
        KeyCommand::ShowWhere => {
            let Some((_, common)) = keys::find(&account).map_err(told)? else {
                writeln!(world.out, "There is no key.")?;
                return Ok(KEY);
            };
            writeln!(world.out, "{}.", text::key_kept(&common))?;
        }
        KeyCommand::Forget => {
            keys::forget(&account).map_err(told)?;
            writeln!(world.out, "The key is forgotten.")?;
        }
    }
    Ok(READY)
}
