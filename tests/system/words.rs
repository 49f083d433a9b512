//! Words that a person reads stand in the Fluent files. Here code is searched for those that do not.

use crate::house::{product, sources};

/// Where people are spoken to.
const SPEAKS: &[&str] = &["src/", "crates/cli/src/"];
/// What is not for people: logs, names for the compiler and the system, and what text is compared with.
const SILENT: &[&str] = &[
    "tracing::",
    "env!",
    "include_bytes!",
    "include_str!",
    "concat!",
    "strip_prefix",
    "from_bytes",
    "call_method",
    "emit_signal",
    "receive_signal",
    "member",
];
/// These put text together.
const FORMATS: &[&str] = &["format!", "write!", "writeln!", "format_args!", "bail!", "anyhow!"];

/// A string in the code.
struct Literal {
    line: usize,
    text: String,
    /// The calls around it, the outermost first.
    calls: Vec<String>,
}

/// Every string of a source, without those in comments and attributes.
fn literals(source: &str) -> Vec<Literal> {
    let (mut found, mut calls) = (Vec::new(), Vec::new());
    let mut rest = source;
    while let Some(letter) = rest.chars().next() {
        let at = source.len() - rest.len();
        rest = match letter {
            '/' if rest.starts_with("//") => rest.split_once('\n').map_or("", |(_, after)| after),
            '#' if rest.starts_with("#[") || rest.starts_with("#![") => after_attribute(rest),
            '\'' => after_letter(rest),
            '"' | 'r' if rest.starts_with(['"']) || is_raw(source, at) => {
                let (text, after) = string(rest);
                let line = source[..at].lines().count();
                found.push(Literal { line, text: text.to_owned(), calls: calls.clone() });
                after
            }
            '(' | '[' | '{' => {
                calls.push(callee(&source[..at]));
                &rest[1..]
            }
            ')' | ']' | '}' => {
                calls.pop();
                &rest[1..]
            }
            letter => &rest[letter.len_utf8()..],
        };
    }
    found
}

fn is_raw(source: &str, at: usize) -> bool {
    let begins = !source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
    begins && source[at + 1..].trim_start_matches('#').starts_with('"') && source[at..].starts_with('r')
}

/// The text of a string at the beginning, and what follows it.
fn string(rest: &str) -> (&str, &str) {
    if let Some(raw) = rest.strip_prefix('r') {
        let marks = raw.len() - raw.trim_start_matches('#').len();
        let end = format!("\"{}", "#".repeat(marks));
        return raw[marks + 1..].split_once(&end).unwrap();
    }
    let mut escaped = false;
    for (place, letter) in rest.char_indices().skip(1) {
        match letter {
            '"' if !escaped => return (&rest[1..place], &rest[place + 1..]),
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    panic!("a string without an end");
}

/// Past `#[…]`, whose strings may hold brackets.
fn after_attribute(rest: &str) -> &str {
    let (mut deep, mut rest) = (0, &rest[rest.find('[').unwrap()..]);
    loop {
        match rest.chars().next().unwrap() {
            '"' => {
                rest = string(rest).1;
                continue;
            }
            '[' => deep += 1,
            ']' => deep -= 1,
            _ => {}
        }
        rest = &rest[rest.chars().next().unwrap().len_utf8()..];
        if deep == 0 {
            return rest;
        }
    }
}

/// Past a letter in single quotes, or past the mark of a lifetime.
fn after_letter(rest: &str) -> &str {
    let letters: Vec<(usize, char)> = rest.char_indices().take(12).collect();
    let end = if letters[1].1 == '\\' {
        letters.iter().skip(3).find(|(_, letter)| *letter == '\'').map(|(place, _)| *place)
    } else {
        letters.get(2).filter(|(_, letter)| *letter == '\'').map(|(place, _)| *place)
    };
    &rest[end.unwrap_or(0) + 1..]
}

/// What stands right before a bracket: the name of a function or of a macro.
fn callee(before: &str) -> String {
    let start = before.rfind(|c: char| !(c.is_alphanumeric() || "_:!".contains(c)));
    before[start.map_or(0, |place| place + 1)..].to_owned()
}

/// Whether somebody could read it: a word that is put together with others, or that looks like a sentence or a label.
fn readable(literal: &Literal) -> bool {
    if literal.calls.iter().any(|call| SILENT.iter().any(|silent| call.contains(silent))) {
        return false;
    }
    let text = without_places(&literal.text);
    let text = text.trim();
    if is_address(text) {
        return false;
    }
    // An option, or an ID such as `help-any`.
    if text.starts_with("--") || (text.contains('-') && !text.contains(char::is_whitespace)) {
        return false;
    }
    let letters: Vec<char> = text.chars().collect();
    let word = letters.windows(2).any(|two| two.iter().all(|letter| letter.is_alphabetic()));
    let label = letters.windows(2).any(|two| two[0].is_uppercase() && two[1].is_lowercase());
    let formatted =
        literal.calls.last().is_some_and(|call| FORMATS.iter().any(|format| call.ends_with(format)));
    word && (label || formatted || text.contains(' '))
}

/// A URL, a path, or the name of something on a bus, such as `org.example.Name`.
fn is_address(text: &str) -> bool {
    let dots = text.matches('.').count();
    let address = text.starts_with('/') || text.contains("://") || dots > 1 && !text.ends_with('.');
    address && !text.contains(char::is_whitespace)
}

/// Without what stands in braces, and without escapes.
fn without_places(text: &str) -> String {
    let (mut kept, mut deep, mut escaped) = (String::new(), 0, false);
    for letter in text.chars() {
        match letter {
            '{' => deep += 1,
            '}' => deep -= 1,
            '\\' => escaped = true,
            _ if escaped => escaped = false,
            letter if deep == 0 => kept.push(letter),
            _ => {}
        }
    }
    kept
}

#[test]
fn every_word_that_is_read_stands_in_the_messages() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        if SPEAKS.iter().any(|folder| name.starts_with(folder)) {
            let read = literals(product(&text)).into_iter().filter(readable);
            wrong.extend(read.map(|literal| format!("{name}:{}: {}", literal.line, literal.text)));
        }
    }
    assert!(wrong.is_empty(), "{} strings belong into assets/locales: {wrong:#?}", wrong.len());
}

#[test]
fn lists_are_joined_as_the_language_has_it() {
    for (name, source) in sources() {
        let speaks =
            SPEAKS.iter().any(|folder| name.starts_with(folder)) || name.starts_with("crates/text/src/");
        for mark in [", ", "; ", " · "] {
            let joined = format!("join({mark:?})");
            assert!(!speaks || !product(&source).contains(&joined), "{name}: {joined} in place of numbers::");
        }
    }
}

#[test]
fn strings_are_told_from_comments_attributes_and_letters() {
    let source = r##"
        #[doc = "Not [this] one"] // "nor this"
        fn f<'a>(x: &'a str) { tracing::warn!("A log line"); Id::new("some-id"); let c = ['"', '\'', 'x'];
        label("Two words"); format!("{x} of {y}"); format!("{x}%"); raw(r#"Say "x" now"#); "\n\t"; }
    "##;
    let read: Vec<String> = literals(source).into_iter().filter(readable).map(|found| found.text).collect();
    assert_eq!(read, ["Two words", "{x} of {y}", "Say \"x\" now"]);
}
