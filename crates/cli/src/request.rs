//! What the command line of an upload asks for.

use std::ffi::OsStr;
use std::path::PathBuf;

use takeup_engine::handover::HandoverRequest;
use takeup_launch::absolute;
use takeup_model::{CopyChoice, CopySize, IfExists, LimitKey, Method, PartsAtOnce, Settings, Source};
use takeup_text as text;
use takeup_text::msg::metadata;

use super::asking::{say_failed, write_failed};
use super::{CopyArg, Environment, ExistsArg, MethodArg, Pace, UploadArgs, write_line};

/// What the command line asks for. None, with the reason on the screen, if its CSV cannot be used.
pub(super) fn request(
    world: &mut Environment<'_>,
    args: &UploadArgs,
) -> anyhow::Result<Option<HandoverRequest>> {
    let table = match args.metadata.as_deref().map(takeup_engine::metadata_table::of_file).transpose() {
        Ok(table) => table,
        Err(error) => {
            say_failed(world, &metadata::metadata_csv_unreadable(error.to_string()), args.common.json)?;
            return Ok(None);
        }
    };
    if let Some(text) = &table {
        let metadata_table = takeup_engine::metadata_table::read(text);
        let flaws: Vec<String> =
            metadata_table.flaws.iter().map(|(line, why)| text::metadata_table_flaw(*line, why)).collect();
        for flaw in &flaws {
            write_line(world.err, flaw)?;
        }
        // Assets sent without their metadata would have to be changed one by one.
        if let Some(first) = flaws.first() {
            if args.common.json {
                write_failed(world, first)?;
            }
            write_line(world.err, metadata::metadata_csv_flawed())?;
            return Ok(None);
        }
    }
    let (mut paths, mut urls) = (Vec::new(), Vec::new());
    for source in args.sources.iter().flat_map(|source| named(source)) {
        match source {
            Source::Url(url) => urls.push(url),
            Source::File(path) => paths.push(path),
            Source::Asset(..) => {}
        }
    }
    if let Some(text) = &table
        && !any_named(text, &paths, &urls)
    {
        say_failed(world, metadata::metadata_csv_none(), args.common.json)?;
        return Ok(None);
    }
    let if_exists = args.if_exists.map_or(IfExists::Again, ExistsArg::meant);
    Ok(Some(HandoverRequest {
        copy: args.copy.map(|copy| copy.choice().word().to_owned()),
        fix: args.fix,
        metadata: args.meta.iter().cloned().collect(),
        table,
        if_exists: Some(if_exists.word().to_owned()),
        // The practice platform of a command begins empty.
        skip_finished: args.if_exists.is_none() && !args.common.sandbox,
        ask_hosts: args.check_urls.then_some(true),
        paths,
        urls,
        method: method(args.method).map(|method| method.word().to_owned()),
        task_index: args.to.task_index.clone(),
        language: args.to.language.clone(),
        indexes: args.to.indexes.clone(),
        stores: args.to.stores.clone(),
        anyway: args.anyway,
        server: args.common.server().filter(|_| !args.common.sandbox),
        ..HandoverRequest::default()
    }))
}

impl CopyArg {
    pub(super) fn choice(self) -> CopyChoice {
        match self {
            Self::Original => CopyChoice::Original,
            Self::Auto => CopyChoice::Automatic,
            Self::P360 => CopyChoice::Smaller(CopySize::P360),
            Self::P480 => CopyChoice::Smaller(CopySize::P480),
            Self::P720 => CopyChoice::Smaller(CopySize::P720),
            Self::P1080 => CopyChoice::Smaller(CopySize::P1080),
        }
    }
}

fn method(asked: MethodArg) -> Option<Method> {
    match asked {
        MethodArg::Auto => None,
        MethodArg::Direct => Some(Method::Direct),
        MethodArg::Multipart => Some(Method::Multipart),
        MethodArg::Url => Some(Method::Url),
        MethodArg::Task => Some(Method::Task),
    }
}

/// The sources that an argument names: URLs, or else a file or folder as an absolute path.
pub(super) fn named(argument: &OsStr) -> Vec<Source> {
    let read = argument.to_str().map(Source::read).unwrap_or_default();
    if read.is_empty() {
        return vec![Source::File(absolute(argument.as_ref()))];
    }
    let whole = |source| match source {
        Source::File(path) => Source::File(absolute(&path)),
        Source::Url(_) | Source::Asset(..) => source,
    };
    read.into_iter().map(whole).collect()
}

/// Whether a table names one of the files that are there, or one of the URLs. If it names none it is not theirs, and
/// they would go without metadata.
fn any_named(table: &[u8], paths: &[PathBuf], urls: &[String]) -> bool {
    let table = takeup_engine::metadata_table::read(table);
    let files = takeup_media::walk(paths).files.into_iter().map(|(path, _)| Source::File(path));
    files.chain(urls.iter().cloned().map(Source::Url)).any(|source| table.of(&source).is_some())
}

/// Applies the options of the command line to the settings of this run.
pub(super) fn adjust(settings: &mut Settings, pace: &Pace, direct: bool) {
    if let Some(files) = pace.files {
        settings.files_at_once = files;
    }
    if let Some(parts) = pace.parts {
        settings.parts_at_once = PartsAtOnce::Fixed(parts);
    }
    settings.checks &= !pace.no_checks;
    settings.whole_sha256 |= pace.sha256;
    let current = settings.current.clone();
    if let Some(bytes) = pace.size_limit
        && let Some(account) = settings.account_mut(&current)
    {
        let keys = [LimitKey::Multipart, LimitKey::MultipartAudio, LimitKey::Task, LimitKey::Url];
        account.limits.set.extend(keys.map(|key| (key, bytes)));
        if direct || bytes < account.limits.of(LimitKey::Direct).bytes {
            account.limits.set.insert(LimitKey::Direct, bytes);
        }
    }
}
