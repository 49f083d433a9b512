//! Every line of the console under the pseudo-locale: what is not marked is data.

use takeup_cli as cli;
use takeup_rig::Rig;
use takeup_text::msg::console;
use takeup_text::{Language, in_language};

use crate::cli::{Said, run, run_bare};

/// Words that are the same in every language: names of the program, its servers, models, formats and
/// documents, words of the platform, and what the sandbox holds.
const DATA: &[&str] = &[
    "takeup-cli",
    "marengo3.0",
    "visual",
    "audio",
    "clear",
    "hotel",
    "storm",
    "example.org",
    "https://",
    "http://",
    "API reference 1.3 (July 2026)",
    "Guide “Upload from the local file system” (examples of 2022)",
    "Older pages on classic tasks (undated)",
    "Python SDK 1.3.6 (2026)",
    "AAC",
    "GIF",
    "JPEG",
    "drive.google.com/file/d/film/view",
    "drive.google.com/file/d/other/view",
    "drive-film",
    "practice@",
    "YouTube",
    "youtu.be",
    "plain text",
    "width",
    "No such file or directory",
    "os error",
    "Direct",
    "Stocked index",
    "There is no asset with the id",
    "resource_not_exist",
    "ksi_",
    "thumbnails",
    "stream.example",
    "master.m3u8",
    "video/mp4",
    "file_mime_type",
    "file_size_bytes",
    "video_duration_seconds",
];

/// Possible values, as the console lists them: they are typed as they stand.
const VALUES: [&str; 19] = [
    "again",
    "analysis",
    "any",
    "ipv4",
    "ipv6",
    "asset",
    "auto",
    "direct",
    "multipart",
    "leave",
    "original",
    "reuse",
    "search",
    "skip",
    "index",
    "store",
    "task",
    "upload",
    "url",
];

/// Runs commands under the pseudo-locale, and keeps every line with words that are not from a message.
pub(crate) struct Listener<'a> {
    rig: &'a Rig,
    faults: Vec<String>,
}

impl<'a> Listener<'a> {
    pub(crate) fn on(rig: &'a Rig) -> Self {
        Self { rig, faults: Vec::new() }
    }

    pub(crate) fn run(&mut self, words: &[&str]) -> Said {
        self.run_with(None, words)
    }

    pub(crate) fn run_with(&mut self, key: Option<&str>, words: &[&str]) -> Said {
        let said = in_language(Language::Pseudo, || run(self.rig, key, words));
        self.check(said, words)
    }

    /// The same without the rig's sandbox.
    pub(crate) fn run_bare(&mut self, words: &[&str]) -> Said {
        let said = in_language(Language::Pseudo, || run_bare(None, words));
        self.check(said, words)
    }

    fn check(&mut self, said: Said, words: &[&str]) -> Said {
        // What this system says of a file that is not there.
        let missing = std::fs::read("/0").unwrap_err().to_string();
        let data = [self.rig.folder.path().to_str().unwrap(), &self.rig.sandbox.url(), &missing];
        self.faults.extend(faults(&said, words, &data));
        said
    }

    pub(crate) fn end(self) {
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}

/// The lines with words that are neither from a message nor among those that are known.
fn faults(said: &Said, words: &[&str], data: &[&str]) -> Vec<String> {
    // A long message of the help goes on in the next line.
    let mut depth = 0;
    // The commands of FFmpeg are there to be copied.
    let lines = said.out.lines().chain(said.err.lines()).filter(|line| !line.starts_with("    ffmpeg "));
    let fault = |line| Some(format!("{words:?}: {:?} in: {line}", unmarked(line, &mut depth, words, data)?));
    let faults = lines.filter_map(fault).collect();
    assert_eq!(depth, 0, "marks come in pairs");
    faults
}

/// The first word of a line that no message holds. In messages vowels have accents, so a word of three letters
/// with a plain vowel is not from one; outside of the marks three letters are enough.
fn unmarked(line: &str, depth: &mut usize, words: &[&str], data: &[&str]) -> Option<String> {
    let mut rest = line.to_owned();
    let mut data: Vec<&str> = [data, words, DATA].concat();
    // Some are in others. Short ones are in ordinary words.
    data.sort_by_key(|known| std::cmp::Reverse(known.len()));
    for known in data.iter().filter(|known| known.len() > 3) {
        rest = rest.replace(*known, " ");
    }
    let (mut word, mut fault) = (String::new(), None);
    for letter in rest.chars().chain([' ']) {
        if letter.is_ascii_alphanumeric() || letter == '-' {
            word.push(letter);
            continue;
        }
        let word = std::mem::take(&mut word);
        let found = word.split(|letter: char| !letter.is_ascii_alphabetic()).find(|run| {
            let vowel = run.contains(|letter: char| "aeiouAEIOU".contains(letter));
            run.len() >= 3 && (*depth == 0 || vowel)
        });
        if found.is_some() && !is_data(&word) && !data.contains(&word.as_str()) {
            fault = fault.or(Some(word));
        }
        match letter {
            '⟦' => *depth += 1,
            '⟧' => *depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    fault
}

/// Whether a word is an option, an ID, or a name from the sandbox such as clip-00059.
fn is_data(word: &str) -> bool {
    let id = word.len() >= 12 && word.chars().all(|letter| letter.is_ascii_hexdigit() || letter == '-');
    let numbered = ["clip-", "take-"].iter().any(|name| word.starts_with(name));
    id || numbered || word.starts_with('-')
}

/// The commands that a help lists.
fn commands(help: &str) -> Vec<String> {
    let heading = in_language(Language::Pseudo, console::console_commands_heading);
    let section = help.split_once(heading).map_or("", |(_, rest)| rest.split("\n\n").next().unwrap());
    let name = |line: &str| line.strip_prefix("  ")?.split(' ').next().map(str::to_owned);
    section.lines().filter_map(name).filter(|name| !name.is_empty()).collect()
}

fn helps(path: &[String], seen: &mut usize) {
    let words: Vec<&str> = path.iter().map(String::as_str).chain(["--help"]).collect();
    let said = in_language(Language::Pseudo, || run_bare(None, &words));
    assert_eq!(said.code, cli::READY, "{}", said.err);
    let below = commands(&said.out);
    let known: Vec<&str> = below.iter().map(String::as_str).chain(VALUES).collect();
    let faults = faults(&said, &words, &known);
    assert!(faults.is_empty(), "{faults:#?}");
    *seen += 1;
    for name in below {
        helps(&[path, &[name]].concat(), seen);
    }
}

#[test]
fn the_help_of_every_command_is_from_messages() {
    let mut seen = 0;
    helps(&[], &mut seen);
    assert!(seen > 35, "{seen} commands");
}

#[test]
fn what_is_wrong_with_a_command_line_is_from_messages() {
    for words in [
        &["upload"][..],
        &["uplod"],
        &["kkk"],
        &["key"],
        &["key", "--data-dir", "/tmp"],
        &["upload", "--indx", "x"],
        &["upload", "--zzz", "x"],
        &["upload", "--files", "99", "x"],
        &["upload", "--files", "x", "x"],
        &["upload", "--files"],
        &["upload", "--method", "zzz", "x"],
        &["upload", "--method", "direct", "--method", "direct", "x"],
        &["upload", "--json=yes", "x"],
        &["upload", "--limit-rate", "x", "x"],
        &["upload", "--limit-rate", "0", "x"],
        &["upload", "--size-limit", "x", "x"],
        &["upload", "--meta", "x", "x"],
        &["upload", "--meta", "x=", "x"],
        &["upload", "--meta", "width=1", "x"],
        &["upload", "--index", " ", "x"],
        &["upload", "--language", "en", "x"],
        &["upload", "--method", "task", "x"],
        &["upload", "--task-index", "x", "--method", "direct", "x"],
        &["upload", "--task-index", "x", "--index", "x", "x"],
        &["history", "--csv", "--json"],
        &["history", "--limit", "x"],
        &["assets", "--json", "list"],
        &["assets", "show"],
        &["sandbox", "--listen", "x"],
        &["sandbox", "--listen", "192.0.2.1:0"],
        &["sandbox", "--network", "zzz"],
        &["check", "--for"],
    ] {
        let said = in_language(Language::Pseudo, || run_bare(None, words));
        assert_eq!((said.code, said.out.as_str()), (cli::USAGE, ""), "{words:?}: {}", said.err);
        assert!(said.err.contains('⟦'), "{words:?}: {}", said.err);
        let known = [&["upload", "show-where", "forget", "set", "show", "yes"], &VALUES[..]].concat();
        let faults = faults(&said, words, &known);
        assert!(faults.is_empty(), "{faults:#?}");
    }
}

#[test]
fn what_programs_read_is_the_same_in_every_language() {
    let rig = Rig::plain();
    let file = rig.video("1.mp4", 300_000);
    let path = file.to_str().unwrap();
    let text = rig.folder.path().join("2.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    let text = text.to_str().unwrap();
    for words in [
        &["upload", "--json", path, text][..],
        &["upload", "--json", "--dry-run", path, text],
        &["queue", "list", "--json"],
        &["assets", "list", "--json"],
        &["assets", "export"],
        &["tasks", "export", "--json"],
        &["index", "create", "i", "--json"],
        &["index", "delete", "zzz", "--json"],
        &["check", "--json", path],
        &["history", "--csv"],
        &["history", "--json"],
        &["receipts", "export"],
    ] {
        let local = matches!(words[0], "history" | "receipts" | "check");
        let data = rig.data();
        let said = in_language(Language::Pseudo, || {
            if local {
                run_bare(None, &[words, &["--data-dir", data.to_str().unwrap()]].concat())
            } else {
                run(&rig, None, words)
            }
        });
        assert!(!said.out.contains('⟦'), "{words:?}: {}", said.out);
    }
}
