//! What holds for every input, whoever made it. `tests/console/corpora.rs` calls these with the inputs in `corpus`.

use std::io::Cursor;
use std::sync::OnceLock;

use takeup_api::any_answer::{AnyAnswer, signed};
use takeup_engine::config;
use takeup_engine::journal::{HistoryQuery, Journal, JournalEntry, OpenedJournal, read_history};
use takeup_media::{BUDGETS, see};
use takeup_model::{
    Cut, FailureReason, Intake, IntakeNo, Job, Obstacle, Source, UploadOptions, acts, address, shown,
};
use takeup_text::Shell;

/// A header is read within its budget, and tells no picture without a side. What is cut off is shorter than it says.
pub(super) fn media_header(bytes: &[u8]) {
    let seen = see(&mut Cursor::new(bytes), bytes.len() as u64);
    let [first, second] = BUDGETS;
    assert!(seen.cost.reads <= first.reads + second.reads, "{:?}", seen.cost);
    assert!(seen.cost.bytes <= first.bytes + second.bytes, "{:?}", seen.cost);
    assert!(seen.media.picture.is_none_or(|picture| picture.short() > 0));
    if let Cut::Of(whole) = seen.media.cut {
        assert!(whole > bytes.len() as u64);
    }
}

/// A table knows every line that it has taken, and flaws are in lines that exist.
pub(super) fn metadata_table(bytes: &[u8]) {
    let table = takeup_engine::metadata_table::read(bytes);
    let names = table.unknown([]);
    assert_eq!(names.len(), table.len());
    let lines = bytes.split(|byte| *byte == b'\n').count() as u64;
    for (line, name) in &names {
        assert!(*line <= lines);
        assert!(table.of(&Source::File(name.into())).is_some(), "{name:?}");
    }
    assert!(table.flaws.iter().all(|(line, _)| *line <= lines), "{:?}", table.flaws);
}

/// Of an answer, which is a status, headers, an empty line and a body, nothing is believed that is no answer: what it
/// names has an ID, what it says is bounded, and a page is neither a success nor a proof.
pub(super) fn api_answer(bytes: &[u8]) {
    let Some((status, rest)) = bytes.split_at_checked(3) else { return };
    let status = str::from_utf8(status).ok().and_then(|status| status.parse().ok());
    let status = status.filter(|status| (100..1_000).contains(status)).unwrap_or(200);
    let (head, body) = match rest.windows(2).position(|pair| pair == b"\n\n") {
        Some(end) => (&rest[..end], &rest[end + 2..]),
        None => (rest, &[][..]),
    };
    let headers = head.split(|byte| *byte == b'\n').filter_map(|line| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        Some((&line[..colon], line[colon + 1..].trim_ascii()))
    });
    let answer = AnyAnswer { status, headers: headers.collect(), body };
    let page = body.trim_ascii_start().starts_with(b"<!DOCTYPE html");
    match answer.of_platform() {
        Ok(told) => {
            assert!((200..300).contains(&status) && !page);
            assert!(told.ids.iter().all(|id| !id.is_empty() && !id.ends_with('…')), "{:?}", told.ids);
            assert!(told.texts.iter().all(|text| text.chars().count() <= 1_000), "{:?}", told.texts);
            assert!(told.facts <= 1_000, "{}", told.facts);
        }
        Err(failure) => assert!(failure.detail.chars().count() <= 600, "{failure:?}"),
    }
    match answer.of_storage() {
        Ok(proof) => assert!((200..300).contains(&status) && !page && !proof.is_empty()),
        Err(failure) => assert!(failure.detail.chars().count() <= 600, "{failure:?}"),
    }
}

/// An error with this body, whatever its status and type, is told in bounded words that do not act on a terminal, and
/// of the storage never with what could be a presigned URL.
pub(super) fn error_body(body: &[u8]) {
    let kinds: [&[u8]; 4] = [b"application/json", b"text/html", b"application/xml", b""];
    for status in [302, 400, 403, 404, 407, 413, 429, 500, 502, 511, 522] {
        for kind in kinds {
            let headers = vec![(&b"content-type"[..], kind)];
            let answer = AnyAnswer { status, headers, body };
            let platform = answer.of_platform().unwrap_err();
            let storage = answer.of_storage().unwrap_err();
            for failure in [&platform, &storage] {
                assert!(failure.detail.chars().count() <= 600, "{failure:?}");
                let told = takeup_text::failure(failure);
                assert!(!told.is_empty() && !shown(&told).contains(acts), "{told:?}");
            }
            for word in ["://", "X-Amz", "ignature"] {
                assert!(!storage.detail.contains(word), "{storage:?}");
            }
        }
    }
}

/// A presigned URL of a server on the internet leads to an https host there, and shows that host and nothing else; so
/// does the reason why one is not used. What is kept of a URL that is refused has no secret any more.
pub(super) fn presigned_url(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    match signed(text, "https://api.example.org/v1.3") {
        Ok(url) => {
            let strange = |text: &str| {
                let judged = address::judge(text, false);
                matches!(judged, Err(Obstacle::Credentials | Obstacle::Local(_) | Obstacle::Scheme(_)))
            };
            let led_to = format!("https://{}/", url.authority());
            assert!(!strange(text) && !strange(&led_to), "{text:?} {led_to:?}");
            // As a browser reads it.
            let scheme =
                text.trim_start_matches(|letter| letter <= ' ').split(':').next().unwrap_or_default();
            let scheme = scheme.replace(['\t', '\n', '\r'], "");
            assert!(scheme.eq_ignore_ascii_case("https"), "{text:?}");
            assert_eq!(format!("{url:?}"), format!("SignedUrl({}, …)", url.host()));
        }
        Err(why) => assert!(!why.detail.contains(['/', '?', '#', '@']), "{why:?}"),
    }
    let kept = address::hidden(&address::clean(text));
    assert_eq!(address::hidden(&kept), kept);
    let query = |text: &str| Some(text.split('#').next()?.split_once('?')?.1.to_owned());
    for pair in query(&kept).iter().flat_map(|query| query.split('&')) {
        let (key, value) = pair.split_once('=').unwrap_or(("", pair));
        assert!(
            value == "***" || address::DATES.iter().any(|date| date.eq_ignore_ascii_case(key)),
            "{kept:?}"
        );
    }
}

/// Settings that can be read are written as they are; those that cannot are kept.
pub(super) fn settings(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, bytes).unwrap();
    match config::load(&path) {
        Ok(read) => {
            config::save(&path, &read).unwrap();
            assert_eq!(config::load(&path).unwrap(), read);
        }
        Err(why) => {
            assert_eq!(why.reason(), Some(FailureReason::SettingsUnreadable));
            let places = [&path, &path.with_extension("damaged.toml")];
            assert!(places.iter().any(|place| std::fs::read(place).is_ok_and(|kept| kept == bytes)));
        }
    }
}

/// A journal in which any value is another one, which is named as `table.column`, a line break, `i`, `t` or `b` for its
/// type, and the value, is read or kept. What is read is written as it is.
pub(super) fn journal_row(bytes: &[u8]) {
    let Some(end) = bytes.iter().position(|byte| *byte == b'\n') else { return };
    let (Ok(place), value) = (str::from_utf8(&bytes[..end]), &bytes[end + 1..]) else { return };
    let Some((table, column)) = place.split_once('.') else { return };
    if ![table, column].iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
    {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    std::fs::write(&path, journal()).unwrap();
    let disk = rusqlite::Connection::open(&path).unwrap();
    let update = format!("UPDATE \"{table}\" SET \"{column}\" = ?1");
    let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
    let changed = match value.split_first() {
        Some((b'i', value)) => {
            text(value).trim().parse::<i64>().is_ok_and(|it| disk.execute(&update, [it]).is_ok())
        }
        Some((b't', value)) => disk.execute(&update, [text(value)]).is_ok(),
        Some((b'b', value)) => disk.execute(&update, [value]).is_ok(),
        _ => disk.execute(&update, [rusqlite::types::Null]).is_ok(),
    };
    drop(disk);
    drop(read_history(folder.path(), &HistoryQuery::default()));
    let before = std::fs::read(&path).unwrap();
    match Journal::open(folder.path(), "aside") {
        Ok(opened) => {
            let damaged = folder.path().join("journal.damaged-aside.sqlite");
            assert!(opened.set_aside.is_none() || changed && damaged.exists());
            let save = |opened: OpenedJournal| {
                let save = |job: &Job| JournalEntry::Save(job.clone().into(), None);
                drop(opened.journal.write(opened.jobs.iter().map(save).collect()));
                opened.journal.close();
                Journal::open(folder.path(), "again").unwrap()
            };
            // The first time, headers that have had their time are left out.
            let once = save(opened);
            let jobs = once.jobs.clone();
            let twice = save(once);
            assert!(twice.set_aside.is_none() && twice.jobs == jobs, "{place}");
            twice.journal.close();
        }
        Err(why) => {
            assert_eq!(why.reason(), Some(FailureReason::JournalNewer), "{why:?}");
            assert!(changed && std::fs::read(&path).is_ok_and(|kept| kept == before));
        }
    }
}

/// A journal with a row in every table that holds uploads.
fn journal() -> &'static [u8] {
    static JOURNAL: OnceLock<Vec<u8>> = OnceLock::new();
    JOURNAL.get_or_init(|| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.sqlite");
        std::fs::write(&path, include_bytes!("../crates/engine/fixtures/schema_6.sqlite")).unwrap();
        let opened = Journal::open(folder.path(), "x").unwrap();
        let intake = Intake {
            account: "main".into(),
            paths: vec!["/videos/a.mp4".into()],
            options: UploadOptions::default(),
            mark: "0".to_owned(),
            added: "2026-01-01T00:00:00Z".parse().unwrap(),
            recovered: false,
            stopped_at_start: false,
        };
        drop(opened.journal.write(vec![JournalEntry::Intake(IntakeNo(1), intake)]));
        opened.journal.close();
        std::fs::read(path).unwrap()
    })
}

/// What is read as a URL is clean and reads as itself; what is not has no scheme.
pub(super) fn url_field(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    for source in Source::read(text) {
        drop(address::judge(&source.text(), false));
        match source {
            Source::Url(url) => {
                assert_eq!(address::clean(&url), url);
                let fetched = address::judge(&url, true).is_ok();
                assert!(!fetched || Source::read(&url) == [Source::Url(url.clone())], "{url:?}");
                assert!(!fetched || url.bytes().all(|byte| byte.is_ascii_graphic()), "{url:?}");
                assert!(address::expiry(&url).is_none_or(|until| address::expired(&url, until).is_some()));
            }
            Source::File(path) => assert!(!path.as_os_str().is_empty()),
            Source::Asset(..) => unreachable!("no text is an asset"),
        }
    }
}

/// Each shell gives the name back that was quoted for it.
pub(super) fn shell_word(bytes: &[u8]) {
    let Ok(name) = str::from_utf8(bytes) else { return };
    let dashed = if name.starts_with('-') { format!("./{name}") } else { name.to_owned() };
    let Some(word) = Shell::Posix.quoted(name) else {
        assert!(name.is_empty() || name.contains(acts));
        return;
    };
    assert_eq!(read_quoted(&word, false).as_deref(), Some(dashed.as_str()), "POSIX: {word}");
    assert_eq!(read_quoted(&word, true).as_deref(), Some(dashed.as_str()), "fish: {word}");
    let word = Shell::PowerShell.quoted(name).unwrap_or_default();
    assert_eq!(read_powershell(&word).as_deref(), Some(dashed.as_str()), "PowerShell: {word}");
}

/// What a POSIX shell or fish reads one word as, in which nothing stands outside quotes but an escaped quote or
/// backslash. None if anything else does.
fn read_quoted(word: &str, fish: bool) -> Option<String> {
    let (mut name, mut letters) = (String::new(), word.chars().peekable());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => name.push(letters.next().filter(|letter| matches!(letter, '\'' | '\\'))?),
            '\'' => loop {
                match letters.next()? {
                    '\'' => break,
                    '\\' if fish && matches!(letters.peek(), Some('\'' | '\\')) => {
                        name.extend(letters.next());
                    }
                    letter => name.push(letter),
                }
            },
            _ => return None,
        }
    }
    Some(name)
}

/// What `PowerShell` reads one word in single quotes as. None if it does not end with the text.
fn read_powershell(word: &str) -> Option<String> {
    let quote = |letter: &char| matches!(letter, '\'' | '‘' | '’' | '‚' | '‛');
    let mut letters = word.strip_prefix('\'')?.chars().peekable();
    let mut name = String::new();
    while let Some(letter) = letters.next() {
        if quote(&letter) && letters.next_if(quote).is_none() {
            return letters.next().is_none().then_some(name);
        }
        name.push(letter);
    }
    None
}
