//! Replaces what must not be given away: the names that are known, and what has the shape of a secret, a URL, an address
//! or a path.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{BuildHasher as _, RandomState};
use std::net::{IpAddr, SocketAddr};

/// A word of so many letters and digits may be a secret.
const SECRET: usize = 32;
/// Quotes, and what closes them.
const QUOTES: [(char, char); 6] = [('"', '"'), ('\'', '\''), ('`', '`'), ('“', '”'), ('‘', '’'), ('«', '»')];
/// What a path outside quotes does not go beyond.
const BEYOND: [&str; 6] = ["\n", "\r", "\"", ": ", ";", " ("];
/// Hosts and names of services that every installation has.
const USUAL_HOSTS: [&str; 4] = ["api.twelvelabs.io", "org.freedesktop.", "io.takeup.", "docs.rs"];
/// Endings of the files that a program and its source are made of.
const OWN_FILES: [&str; 8] = [".rs", ".toml", ".sqlite", ".log", ".so", ".dll", ".dylib", ".shim"];

/// Replaces what must not be given away. The same code is the same thing.
#[derive(Clone, Debug, Default)]
pub struct Redactor {
    codes: RandomState,
    /// Names that are known, by their first character, the longest first.
    names: BTreeMap<char, Vec<String>>,
}

impl Redactor {
    /// One that knows these names.
    pub fn new(names: impl IntoIterator<Item = String>) -> Self {
        let mut redactor = Self::default();
        redactor.know(names);
        redactor
    }

    /// Knows these names from now on, and no others. What had a code keeps it.
    pub fn know(&mut self, names: impl IntoIterator<Item = String>) {
        self.names.clear();
        let names: BTreeSet<String> = names.into_iter().flat_map(|name| [escaped(&name), name]).collect();
        for name in names.into_iter().filter(|name| is_telling(name)) {
            if let Some(first) = name.chars().next() {
                self.names.entry(first).or_default().push(name);
            }
        }
        for names in self.names.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.len()));
        }
    }

    /// What stands for a text.
    pub fn code(&self, kind: &str, text: &str) -> String {
        format!("{kind}-{:08x}", self.codes.hash_one(text) >> 32)
    }

    /// The text without what must not be given away.
    pub fn clean(&self, text: &str) -> String {
        let known = self.without_names(text);
        let mut clean = String::with_capacity(known.len());
        let (mut word, mut sign_in, mut rest) = (String::new(), false, &*known);
        let mut before = ' ';
        while let Some(letter) = rest.chars().next() {
            if (word.is_empty() || word.ends_with('='))
                && let Some(path) = path_at(rest, before)
            {
                clean.push_str(&word);
                clean.push_str(&self.code("path", path));
                word.clear();
                rest = rest.get(path.len()..).unwrap_or_default();
                before = ' ';
                continue;
            }
            if is_between(letter) {
                // What follows the name of a kind of sign-in is the sign-in.
                let secret = std::mem::replace(&mut sign_in, matches!(&*word, "Basic" | "Bearer"));
                let told = if secret { self.code("secret", &word) } else { self.word(&word) };
                clean.push_str(&told);
                clean.push(letter);
                word.clear();
            } else {
                word.push(letter);
            }
            before = letter;
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
        clean.push_str(&if sign_in { self.code("secret", &word) } else { self.word(&word) });
        clean
    }

    /// The text without the names that are known.
    fn without_names(&self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        let (mut rest, mut before) = (text, ' ');
        while let Some(first) = rest.chars().next() {
            let names = self.names.get(&first).into_iter().flatten();
            let mut found = names.filter(|name| stands_alone(name, before, rest));
            let step = if let Some(name) = found.next() {
                clean.push_str(&self.code("name", name));
                name.len()
            } else {
                clean.push(first);
                first.len_utf8()
            };
            before = rest.get(..step).and_then(|passed| passed.chars().next_back()).unwrap_or(first);
            rest = rest.get(step..).unwrap_or_default();
        }
        clean
    }

    /// One word without what must not be given away.
    fn word(&self, word: &str) -> String {
        let bare = word.trim_end_matches(['.', ':', '\\']);
        let rest = word.get(bare.len()..).unwrap_or_default();
        let (head, value) = match bare.split_once('=') {
            Some((head, value)) if !bare.contains("://") => (format!("{head}="), value),
            _ => (String::new(), bare),
        };
        match kind_of(value) {
            Some(kind) => format!("{head}{}{rest}", self.code(kind, value)),
            None => word.to_owned(),
        }
    }
}

/// What a word is by its shape, if it must not be given away.
fn kind_of(word: &str) -> Option<&'static str> {
    let is_url = word.contains("://") || word.to_ascii_lowercase().contains("x-amz");
    let address = word.parse::<SocketAddr>().map(|at| at.ip()).or_else(|_| word.parse::<IpAddr>());
    if is_url {
        Some("url")
    } else if word.starts_with("tlk_") {
        Some("key")
    } else if starts_path(word) || is_below_a_name(word) {
        Some("path")
    } else if may_be_secret(word) {
        Some("secret")
    } else if word.contains('@') {
        Some("address")
    } else if let Ok(address) = address {
        // Those of this computer say nothing of anybody.
        let usual = address.is_loopback() || address.is_unspecified();
        (!usual).then_some(if address.is_ipv4() { "ipv4" } else { "ipv6" })
    } else {
        is_host(word).then_some("host")
    }
}

/// The text as it is within quotes of a program.
fn escaped(text: &str) -> String {
    text.escape_debug().to_string()
}

/// Whether a name says something of somebody. A figure or a single letter would be found everywhere.
fn is_telling(name: &str) -> bool {
    let figure = name.len() < 5 && name.chars().all(|letter| letter.is_ascii_digit());
    name.len() > 2 && !figure && !matches!(name, "true" | "false" | "null")
}

/// Whether this name stands at the start of the text, and is not a piece of a longer word.
fn stands_alone(name: &str, before: char, text: &str) -> bool {
    let Some(rest) = text.strip_prefix(name) else { return false };
    let joins = |one: Option<char>, other: Option<char>| {
        let letter = |one: Option<char>| one.is_some_and(|one| one.is_ascii_alphanumeric());
        letter(one) && letter(other)
    };
    !joins(Some(before), name.chars().next()) && !joins(name.chars().next_back(), rest.chars().next())
}

fn is_between(letter: char) -> bool {
    letter.is_whitespace() || "\"'`“”‘’«»()[]{}<>,;|".contains(letter)
}

/// The path of a file of the person at the start of a text, as far as it goes: to the end of the quotes that it stands in,
/// or of the line. Names of folders have spaces.
fn path_at(text: &str, before: char) -> Option<&str> {
    let word = text.split(is_between).next().unwrap_or_default();
    if !starts_path(word) {
        return None;
    }
    let quote = QUOTES.into_iter().find(|(open, _)| *open == before).map(|(_, close)| close);
    let line = text.split(['\n', '\r']).next().unwrap_or_default();
    let mut quoted = line.match_indices(|letter| Some(letter) == quote).map(|(at, _)| at);
    // An apostrophe may be part of the name.
    let end = if quote == Some('\'') {
        quoted.next_back()
    } else {
        quoted.find(|at| !line.get(..*at).is_some_and(|before| before.ends_with('\\')))
    };
    let end = end.or_else(|| BEYOND.iter().filter_map(|end| text.find(end)).min());
    text.get(..end.unwrap_or(text.len()))
}

/// Whether a word begins the path of a file of the person; where the source of a program was is no such path.
fn starts_path(word: &str) -> bool {
    let source = ["/rustc/", "/registry/src/", "crates/", "src/"].iter().any(|part| word.contains(part));
    let drive = matches!(word.get(1..3), Some(":\\" | ":/"));
    let absolute = word.starts_with('/') || word.starts_with("~/") || word.starts_with("\\\\") || drive;
    absolute && word.len() > 2 && !source
}

/// Whether a word goes on below a folder whose name was replaced.
fn is_below_a_name(word: &str) -> bool {
    word.starts_with("name-") && word.contains(['/', '\\'])
}

fn may_be_secret(word: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_alphanumeric() || "+/=_-%&".contains(letter);
    let digits = word.chars().any(|letter| letter.is_ascii_digit());
    word.len() >= SECRET && digits && word.chars().all(letters) && !word.contains("::")
}

/// Whether a word looks like the name of a host, or of a file.
fn is_host(word: &str) -> bool {
    let bare = word.trim_end_matches(|letter: char| letter.is_ascii_digit() || letter == ':');
    let bare = if word.contains(':') { bare } else { word };
    let labels: Vec<&str> = bare.split('.').collect();
    let label = |label: &&str| {
        let fits = |letter: char| letter.is_alphanumeric() || letter == '-' || letter == '_';
        !label.is_empty() && label.chars().all(fits)
    };
    let last = labels.last().is_some_and(|last| last.chars().next().is_some_and(char::is_alphabetic));
    let usual = USUAL_HOSTS.iter().any(|usual| bare.starts_with(usual))
        || OWN_FILES.iter().any(|own| bare.ends_with(own));
    labels.len() > 1 && labels.iter().all(label) && last && !usual
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_must_not_be_given_away_is_replaced_by_the_same_code() {
        let redactor = Redactor::new(["Anna's wedding.mp4".to_owned(), "Anna's wedding".to_owned()]);
        let text = "lost part 3 of \"Anna's wedding.mp4\" to https://bucket.example/k?X-Amz-Signature=5f (503); \
                    key=tlk_3FAB, in /home/anna/v/x.mov: Anna's wedding.mp4, ann@corp.example 0123456789abcdef0123456789abcdef";
        let clean = redactor.clean(text);
        for secret in ["Anna", "anna", "bucket", "Amz", "tlk_", "x.mov", "ann@", "0123456789abcdef0123"] {
            assert!(!clean.contains(secret), "{secret}: {clean}");
        }
        assert!(clean.starts_with("lost part 3 of \"name-") && clean.contains("(503); key=key-"), "{clean}");
        let codes: Vec<&str> = clean.match_indices("name-").map(|(at, _)| &clean[at..at + 13]).collect();
        assert_eq!((codes.len(), codes.first() == codes.last()), (2, true), "{clean}");
        for plain in [
            "at crates/engine/src/run.rs:12:5 engine_loop=3 2026-03-01T12:00:00.123456Z takeup_engine::run",
            "Takeup 0.1.0 (linux x86_64), tcp connect error: Connection refused (os error 111) on 127.0.0.1",
            "  12: core::ops::function::FnOnce::call_once{{vtable.shim}}",
            "  at /rustc/0123/library/std/src/panicking.rs:698:5",
            "failed kind=\"network\" code=\"index_name_already_exists\" work=Send(JobId(3), PartNo(2))",
            "org.freedesktop.DBus.Error.ServiceUnknown from api.twelvelabs.io",
        ] {
            assert_eq!(redactor.clean(plain), plain);
        }
    }

    #[test]
    fn a_path_is_hidden_to_its_end() {
        let redactor = Redactor::default();
        for (text, left) in [
            ("scan \"/srv/Wedding Of Anna/in\" took 3 s", "scan \"PATH\" took 3 s"),
            ("scan '/srv/Anna's wedding/in' took 3 s", "scan 'PATH' took 3 s"),
            ("folder=/srv/Wedding Of Anna/in", "folder=PATH"),
            ("/srv/Wedding Of Anna/in: No such file", "PATH: No such file"),
            ("in /srv/Wedding Of Anna (os error 2)", "in PATH (os error 2)"),
            (r#"at "C:\\Users\\Anna Lee\\a \"b\" c.mov" it"#, "at \"PATH\" it"),
            (r"at \\server\Anna Lee\a.mov", "at PATH"),
            ("lost C:/Anna Lee/a b.mov\nnext", "lost PATH\nnext"),
        ] {
            let mut clean = redactor.clean(text);
            while let Some(at) = clean.find("path-") {
                clean.replace_range(at..at + 13, "PATH");
            }
            assert_eq!(clean, left, "{text}");
        }
    }

    #[test]
    fn hosts_addresses_and_file_names_have_codes_of_their_kind() {
        let redactor = Redactor::default();
        let text =
            "proxy.corp.example:3128 at 10.1.2.3 [fe80::1] 10.1.2.3:443 is not \"Host.Local\" nor clip.mp4";
        let clean = redactor.clean(text);
        for secret in ["corp", "10.1", "fe80", "Host", "clip"] {
            assert!(!clean.contains(secret), "{secret}: {clean}");
        }
        for kind in ["host-", "ipv4-", "ipv6-"] {
            assert!(clean.contains(kind), "{kind}: {clean}");
        }
    }

    #[test]
    fn a_name_is_found_as_it_is_quoted_and_not_within_a_word() {
        let redactor = Redactor::new(["Races \"2026\"", "봄", "part", "7"].map(str::to_owned));
        let clean = redactor.clean("parts of Races \\\"2026\\\" in 봄에, part 7; apart from 봄");
        assert!(
            clean.starts_with("parts of name-") && clean.ends_with(|letter: char| letter != '봄'),
            "{clean}"
        );
        assert!(!clean.contains("Races") && !clean.contains('봄') && clean.contains(" 7; apart"), "{clean}");
        assert_eq!(clean.matches("name-").count(), 4, "{clean}");
    }
}
