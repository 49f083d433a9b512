//! The accounts of the settings.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use takeup_engine::config::{self, Folders};
use takeup_text as text;

use super::{Environment, READY, told, write_json, write_line};

#[derive(Subcommand)]
pub(super) enum AccountsCommand {
    List(AccountsArgs),
}

#[derive(Args)]
pub(super) struct AccountsArgs {
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
}

/// Prints the accounts, the one that is used unless another is named with a star.
pub(super) fn list(world: &mut Environment<'_>, args: &AccountsArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), false).map_err(told)?;
    let settings = config::load(&folders.settings()).map_err(told)?;
    for account in &settings.accounts {
        let current = account.id == settings.current;
        if args.json {
            let object = json!({
                "account_id": account.id.0, "name": account.name, "server": account.server, "current": current,
            });
            write_json(world.out, &object)?;
        } else {
            let mark = if current { '*' } else { ' ' };
            let name = text::account_name(&account.id, &account.name);
            write_line(world.out, format!("{mark} {}  {name}  {}", account.id, account.server))?;
        }
    }
    Ok(READY)
}
