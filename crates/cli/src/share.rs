//! The share of the files and URLs that this machine uploads, where several work on one folder.

use std::path::{Path, PathBuf};

use serde_json::json;

use takeup_engine::handover::HandoverRequest;
use takeup_model::Shard;
use takeup_text::msg::console;

use super::{Environment, NOTHING, READY, write_json, write_line};

/// Keeps the share of what is asked for, and says how much that is. An exit code, if nothing is left: a share without
/// files is no failure of the machine, a folder without files is.
pub(super) fn keep(
    world: &mut Environment<'_>,
    request: &mut HandoverRequest,
    shard: Option<Shard>,
    json: bool,
) -> std::io::Result<Option<u8>> {
    let Some(shard) = shard else { return Ok(None) };
    let roots: Vec<PathBuf> = request.paths.iter().map(|path| takeup_media::whole(path)).collect();
    let files = takeup_media::walk(&request.paths).files;
    let found = files.len() + request.urls.len();
    let mine = files.into_iter().map(|(path, _)| path).filter(|path| shard.holds_path(below(&roots, path)));
    request.paths = mine.collect();
    request.urls.retain(|url| shard.holds(url));
    let taken = request.paths.len() + request.urls.len();
    if json {
        let told = json!({ "event": "shard", "shard": shard.to_string(), "taken": taken, "found": found });
        write_json(world.out, &told)?;
    } else {
        write_line(world.err, console::console_shard(shard.to_string(), taken, found))?;
    }
    Ok((taken == 0).then_some(if found == 0 { NOTHING } else { READY }))
}

/// The path below the folder that was given. A file that was given itself, or that a link leads to, goes by its name:
/// what is above it can differ from machine to machine.
fn below<'a>(roots: &[PathBuf], path: &'a Path) -> &'a Path {
    let found = roots.iter().find_map(|root| path.strip_prefix(root).ok());
    let found = found.filter(|below| below.file_name().is_some());
    found.or_else(|| path.file_name().map(Path::new)).unwrap_or(path)
}
