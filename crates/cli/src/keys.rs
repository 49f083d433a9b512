//! The API key: stored, found and removed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use secrecy::SecretString;
use secrecy::zeroize::Zeroizing;

use takeup_engine::config::{self, Folders};
use takeup_engine::keys::{self, KeyOwner};
use takeup_launch::server_from_environment;
use takeup_model::{KeyLocation, ProxyUrl, Settings};
use takeup_text as text;
use takeup_text::msg::console;

use super::arguments::{proxy_url, server_url};
use super::{Environment, KEY, READY, USAGE, told, write_line};

#[derive(Args)]
pub(super) struct KeyArgs {
    #[command(subcommand)]
    what: KeyCommand,
    #[arg(long, value_name = "account", global = true, conflicts_with = "base_url")]
    account: Option<String>,
    #[arg(long, value_name = "url", value_parser = server_url, global = true)]
    base_url: Option<String>,
    #[arg(long, value_name = "folder", global = true)]
    data_dir: Option<PathBuf>,
    #[arg(long, value_name = "proxy", value_parser = proxy_url, global = true, conflicts_with = "base_url")]
    proxy: Option<ProxyUrl>,
}

#[derive(Subcommand)]
enum KeyCommand {
    Set,
    ShowWhere,
    Forget,
}

/// The account that is named, or that of a server, with its server.
fn owner(args: &KeyArgs) -> anyhow::Result<KeyOwner> {
    let folders = Folders::find(args.data_dir.as_deref(), false).map_err(told)?;
    let mut settings: Settings = config::load(&folders.settings()).map_err(told)?;
    if let Some(name) = &args.account {
        takeup_launch::use_account(&mut settings, takeup_text::named_account(name)).map_err(told)?;
    } else if let Some(server) = args.base_url.clone().or_else(server_from_environment) {
        takeup_launch::use_server(&mut settings, &server);
    }
    let server = settings.account(&settings.current).map(|account| account.server.as_str());
    Ok(KeyOwner::new(settings.current.clone(), server.unwrap_or_default()))
}

/// Stores, finds or removes a key.
pub(super) fn key(world: &mut Environment<'_>, args: &KeyArgs) -> anyhow::Result<u8> {
    if let Some(proxy) = &args.proxy {
        return proxy_password(world, &args.what, proxy);
    }
    let owner = owner(args)?;
    match args.what {
        KeyCommand::Set => {
            let Some(key) = read_secret(world, console::console_key_prompt())? else {
                write_line(world.err, console::console_key_no_input())?;
                return Ok(USAGE);
            };
            let place = keys::keep(&owner, &key).map_err(told)?;
            write_line(world.out, text::key_kept(&place))?;
        }
        KeyCommand::ShowWhere => {
            let place = if keys::from_environment().is_some() {
                Some(KeyLocation::Environment)
            } else {
                keys::find(&owner).map_err(told)?.map(|(_, place)| place)
            };
            let Some(place) = place else {
                write_line(world.out, console::console_key_none())?;
                return Ok(KEY);
            };
            write_line(world.out, text::key_kept(&place))?;
        }
        KeyCommand::Forget => {
            keys::forget(&owner).map_err(told)?;
            write_line(world.out, console::console_key_forgotten())?;
        }
    }
    Ok(READY)
}

/// Stores, finds or removes the password of a proxy.
fn proxy_password(world: &mut Environment<'_>, what: &KeyCommand, proxy: &ProxyUrl) -> anyhow::Result<u8> {
    if proxy.user().is_none() {
        write_line(world.err, console::console_proxy_no_user())?;
        return Ok(USAGE);
    }
    match what {
        KeyCommand::Set => {
            let Some(password) = read_secret(world, console::console_proxy_prompt())? else {
                write_line(world.err, console::console_proxy_no_input())?;
                return Ok(USAGE);
            };
            keys::keep_proxy(proxy, &password).map_err(told)?;
            write_line(world.out, console::console_proxy_kept())?;
        }
        KeyCommand::ShowWhere => {
            if keys::find_proxy(proxy).map_err(told)?.is_none() {
                write_line(world.out, console::console_proxy_none())?;
                return Ok(KEY);
            }
            write_line(world.out, console::console_proxy_kept())?;
        }
        KeyCommand::Forget => {
            keys::forget_proxy(proxy).map_err(told)?;
            write_line(world.out, console::console_proxy_forgotten())?;
        }
    }
    Ok(READY)
}

/// The text of a line. Files and pipes of Windows begin with a mark, and some are UTF-16.
fn text_of(line: &[u8]) -> Zeroizing<String> {
    let text = if let Some(wide) = line.strip_prefix(&[0xff, 0xfe]) {
        let units = wide.chunks_exact(2).filter_map(|pair| Some(u16::from_le_bytes(pair.try_into().ok()?)));
        char::decode_utf16(units).map(|one| one.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
    } else {
        String::from_utf8_lossy(line).into_owned()
    };
    Zeroizing::new(text)
}

/// What somebody meant to type.
fn typed(line: &str) -> &str {
    line.trim_start_matches('\u{feff}').trim()
}

/// Reads a key: from a terminal without showing it, or from the standard input.
fn read_secret(world: &mut Environment<'_>, prompt: &str) -> anyhow::Result<Option<SecretString>> {
    let line = if let Some(read_hidden) = world.read_hidden {
        write_line(world.err, prompt)?;
        Zeroizing::new(read_hidden()?)
    } else {
        let mut line = Zeroizing::new(Vec::new());
        world.input.read_until(b'\n', &mut line)?;
        text_of(&line)
    };
    let key = typed(&line);
    Ok((!key.is_empty()).then(|| SecretString::from(key)))
}

#[cfg(test)]
mod tests {
    use super::{text_of, typed};

    #[test]
    fn a_key_from_a_file_of_windows_is_the_key() {
        let wide: Vec<u8> = "\u{feff}tlk_1\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        // A line is read up to the first byte of its end.
        for line in ["\u{feff}tlk_1\r\n".as_bytes(), b" tlk_1 \n", &wide[..wide.len() - 1]] {
            assert_eq!(typed(&text_of(line)), "tlk_1");
        }
    }
}
