//! What holds for every input, whoever made it. `tests/console/corpora.rs` calls these with the inputs in `corpus`.

use std::io::Cursor;

use takeup_api::any_answer::AnyAnswer;
use takeup_media::{BUDGETS, see};
use takeup_model::{Source, address};
use takeup_text::Shell;

/// A header is read within its budget, and tells no picture without a side.
pub(super) fn media_header(bytes: &[u8]) {
    let seen = see(&mut Cursor::new(bytes), bytes.len() as u64);
    let [first, second] = BUDGETS;
    assert!(seen.cost.reads <= first.reads + second.reads, "{:?}", seen.cost);
    assert!(seen.cost.bytes <= first.bytes + second.bytes, "{:?}", seen.cost);
    assert!(seen.media.picture.is_none_or(|picture| picture.short() > 0));
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
        assert!(name.is_empty() || name.chars().any(char::is_control));
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
