//! Checks files against the requirements of the platform. No network, and nothing changes.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use takeup_engine::config::{self, Folders};
use takeup_media as media;
use takeup_model::address;
use takeup_model::requirements::{Aim, Purpose, Requirement, Severity, Verdict, verdicts};
use takeup_model::{
    Account, AccountId, FileFacts, IndexId, MediaKind, Refusal, Settings, Sound, Source, UploadOptions,
    choose_route,
};
use takeup_text::msg::console;
use takeup_text::{self as text, numbers};

use super::request::named;
use super::{Environment, FAILED, NOTHING, READY, told, write_json, write_line};

#[derive(Args)]
pub(super) struct CheckArgs {
    #[arg(long = "for", value_enum, value_name = "purpose")]
    purposes: Vec<PurposeArg>,
    #[arg(long)]
    json: bool,
    #[arg(long, value_name = "folder")]
    data_dir: Option<PathBuf>,
    #[arg(required = true, value_name = "source")]
    paths: Vec<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum PurposeArg {
    Asset,
    Search,
    Analysis,
    Index,
    Task,
    Store,
}

impl From<PurposeArg> for Purpose {
    fn from(word: PurposeArg) -> Self {
        match word {
            PurposeArg::Asset => Self::Asset,
            PurposeArg::Search => Self::Search,
            PurposeArg::Analysis => Self::Analysis,
            PurposeArg::Index => Self::Index,
            PurposeArg::Task => Self::Task,
            PurposeArg::Store => Self::Store,
        }
    }
}

pub(super) fn check(world: &mut Environment<'_>, args: &CheckArgs) -> anyhow::Result<u8> {
    let folders = Folders::find(args.data_dir.as_deref(), false).map_err(told)?;
    let settings = config::load(&folders.settings()).map_err(told)?;
    let purposes: BTreeSet<Purpose> = if args.purposes.is_empty() {
        // Few uploads go to a knowledge store, which accepts no audio at all, and an index accepts video only.
        Purpose::ALL.into_iter().filter(|one| !matches!(one, Purpose::Store | Purpose::Index)).collect()
    } else {
        args.purposes.iter().map(|word| Purpose::from(*word)).collect()
    };
    let (mut urls, mut paths) = (Vec::new(), Vec::new());
    for source in args.paths.iter().flat_map(|path| named(path.as_os_str())) {
        match source {
            Source::Url(url) => urls.push(url),
            Source::File(path) => paths.push(path),
            Source::Asset(..) => {}
        }
    }
    let media::Found { files, passed } = media::walk(&paths);
    let mut good = true;
    for url in &urls {
        good &= judge(world, url, args.json)?;
    }
    for (path, _) in &files {
        let found = match media::look(path) {
            Ok(file) => CheckedFile::of(path, file, &purposes, &settings),
            Err(error) => {
                good = false;
                if args.json {
                    write_json(
                        world.out,
                        &json!({ "path": path.to_string_lossy(), "error": text::happened(&error) }),
                    )?;
                } else {
                    write_line(world.out, path.to_string_lossy())?;
                    write_line(world.out, format!("  {}", text::happened(&error)))?;
                }
                continue;
            }
        };
        good &= found.objections.is_empty();
        if args.json {
            write_json(world.out, &found.json())?;
        } else {
            found.write(world.out)?;
        }
    }
    if let Some(said) = text::passed_over(passed) {
        write_line(world.err, said)?;
    }
    Ok(match (files.is_empty() && urls.is_empty(), good) {
        (true, _) => NOTHING,
        (false, true) => READY,
        (false, false) => FAILED,
    })
}

/// Checks the text of a URL. Its host is not asked.
fn judge(world: &mut Environment<'_>, url: &str, json: bool) -> std::io::Result<bool> {
    #[expect(clippy::disallowed_methods, reason = "a signed URL is judged by the time of day")]
    let now = jiff::Timestamp::now();
    let judged = address::judge(url, false).and_then(|()| address::expired(url, now).map_or(Ok(()), Err));
    let said = judged.as_ref().err().map(text::obstacle);
    if json {
        write_json(world.out, &json!({ "url": url, "says": said }))?;
    } else {
        write_line(world.out, url)?;
        write_line(world.out, format!("  {}", said.as_deref().unwrap_or(console::console_check_url())))?;
        for note in text::address_notes(url).iter().filter(|_| judged.is_ok()) {
            write_line(world.out, format!("  {note}"))?;
        }
    }
    Ok(judged.is_ok())
}

/// A requirement that a file does not meet.
enum Objection {
    /// The upload method does not accept it.
    Way(Purpose, Refusal),
    /// A measured value is out of range.
    Range(Verdict),
}

/// What an objection leads to.
enum Weight {
    Refused,
    /// The upload waits for a confirmation.
    Held,
    Note,
}

impl Weight {
    fn word(&self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::Held => "held",
            Self::Note => "note",
        }
    }
}

struct CheckedFile<'a> {
    path: &'a Path,
    file: FileFacts,
    objections: Vec<Objection>,
}

impl<'a> CheckedFile<'a> {
    fn of(path: &'a Path, file: FileFacts, purposes: &BTreeSet<Purpose>, settings: &Settings) -> Self {
        let limits = settings.accounts.iter().find(|one| one.id == settings.current);
        let account = Account {
            id: AccountId::default(),
            limits: limits.map(|one| one.limits.clone()).unwrap_or_default(),
            ..Account::default()
        };
        let way = |purpose: Purpose| {
            let task = (purpose == Purpose::Task).then(|| IndexId::from("chosen-later"));
            // Only assets are limited to media here; the table of requirements covers the rest.
            let anyway = purpose != Purpose::Asset;
            let options = UploadOptions { task_index: task, anyway, ..UploadOptions::default() };
            let source = Source::File(path.to_owned());
            #[expect(clippy::disallowed_methods, reason = "no account here has anything to wait for")]
            let now = std::time::Instant::now();
            choose_route(&source, Some(&file), &options, &account, settings.multipart_above, now).err()
        };
        // Search and analysis need an asset first.
        let mut ways = Vec::new();
        if purposes.iter().any(|purpose| *purpose != Purpose::Task) {
            ways.extend(way(Purpose::Asset).map(|why| (Purpose::Asset, why)));
        }
        if purposes.contains(&Purpose::Task) && matches!(file.kind, MediaKind::Video | MediaKind::Unknown) {
            let why = way(Purpose::Task).filter(|why| ways.iter().all(|(_, said)| said != why));
            ways.extend(why.map(|why| (Purpose::Task, why)));
        }
        let aim = Aim { purposes: purposes.clone(), sound: false };
        let said = |verdict: &Verdict| {
            ways.iter().any(|(_, why)| matches!(why, Refusal::Unmet(one) if **one == *verdict))
        };
        let ranges = verdicts(&file, &aim).into_iter().filter(|verdict| !said(verdict));
        let ranges: Vec<Objection> = ranges.map(Objection::Range).collect();
        let ways = ways.into_iter().map(|(purpose, why)| Objection::Way(purpose, why));
        let objections = ways.chain(ranges).collect();
        Self { path, file, objections }
    }

    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let file = &self.file;
        let kind = if file.is_by_name() { text::format(file) } else { text::kind(file.kind).to_owned() };
        let facts = [kind, numbers::bytes(file.size)];
        let facts = numbers::facts(facts.into_iter().chain(text::media(&file.media)));
        write_line(out, self.path.to_string_lossy())?;
        write_line(out, format!("  {facts}"))?;
        for objection in &self.objections {
            let said = match objection {
                Objection::Way(_, why) => text::refusal(why),
                Objection::Range(verdict) => text::verdict(verdict),
            };
            let said = match objection.weight() {
                Weight::Refused => console::console_check_refused(said),
                Weight::Held => console::console_check_confirm(said),
                Weight::Note => console::console_check_note(said),
            };
            write_line(out, format!("  {said}"))?;
            if let Some(command) = objection.command(self) {
                write_line(out, format!("    {}", text::Shell::HERE.heading()))?;
                write_line(out, format!("    {command}"))?;
            }
        }
        if self.objections.iter().any(|one| matches!(one.weight(), Weight::Held)) {
            write_line(out, format!("  {}", console::console_check_anyway()))?;
        }
        if self.objections.is_empty() {
            write_line(out, format!("  {}", text::nothing_against(file.kind, &file.media)))?;
        }
        Ok(())
    }

    fn json(&self) -> Value {
        let (file, media) = (&self.file, &self.file.media);
        json!({
            "path": self.path.to_string_lossy(),
            "kind": file.kind.word(),
            "format": file.format,
            "size": file.size,
            "width": media.picture.map(|picture| picture.width),
            "height": media.picture.map(|picture| picture.height),
            "seconds": media.length.map(|length| length.as_secs_f64()),
            "video": media.video,
            "audio": match &media.audio {
                Sound::Unknown => None,
                Sound::None => Some("none"),
                Sound::Some(codec) => Some(codec.as_str()),
            },
            "verdicts": self.objections.iter().map(|one| one.json(self)).collect::<Vec<_>>(),
        })
    }
}

impl Objection {
    fn weight(&self) -> Weight {
        match self {
            Self::Way(_, why) if why.may_go_anyway() => Weight::Held,
            Self::Way(..) => Weight::Refused,
            Self::Range(verdict) => match verdict.weight {
                Severity::Wait => Weight::Held,
                Severity::Note => Weight::Note,
            },
        }
    }

    fn command(&self, checked: &CheckedFile<'_>) -> Option<String> {
        match self {
            Self::Way(..) => None,
            Self::Range(verdict) => text::ffmpeg(verdict.fix?, &checked.file, checked.path),
        }
    }

    fn json(&self, checked: &CheckedFile<'_>) -> Value {
        let rows = |rows: &[Requirement]| {
            let told = |row: &Requirement| {
                json!({
                    "limit": text::asked(row.range),
                    "source": row.source.title(),
                    "date": row.source.date(),
                })
            };
            rows.iter().map(told).collect::<Vec<_>>()
        };
        match self {
            Self::Way(purpose, why) => {
                let (limit, source) = match why {
                    Refusal::TooLarge { limit, .. } => {
                        (Some(numbers::bytes(limit.bytes)), Some(limit.source.title()))
                    }
                    Refusal::Address(_)
                    | Refusal::Empty
                    | Refusal::NotMedia { .. }
                    | Refusal::Unmet(_)
                    | Refusal::Unfit(_) => (None, None),
                };
                json!({
                    "rule": why.word(),
                    "weight": self.weight().word(),
                    "purpose": purpose.word(),
                    "limit": limit,
                    "source": source,
                    "says": text::refusal(why),
                })
            }
            Self::Range(verdict) => json!({
                "rule": verdict.demand.word(),
                "weight": self.weight().word(),
                "purpose": verdict.purpose.word(),
                "measured": text::measured(verdict.demand, &verdict.measured),
                "against": rows(&verdict.against),
                "allowing": rows(&verdict.allowing),
                "says": text::verdict(verdict),
                "fix": verdict.fix.map(text::advice),
                "command": self.command(checked),
                "shell": self.command(checked).map(|_| text::Shell::HERE.word()),
            }),
        }
    }
}
