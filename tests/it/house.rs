//! The house rules that a program can check.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Which module may use which. ARCHITECTURE.md quotes this table.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("words", &["model"]),
    ("body", &[]),
    ("handover", &[]),
    ("sandbox", &[]),
    ("config", &["model"]),
    ("journal", &["model"]),
    ("keys", &["model"]),
    ("media", &["model"]),
    ("desktop", &["words"]),
    ("api", &["body", "model"]),
    ("engine", &["api", "body", "config", "journal", "keys", "media", "model"]),
    ("launch", &["config", "engine", "handover", "keys", "model", "sandbox"]),
    (
        "cli",
        &["config", "engine", "handover", "journal", "keys", "launch", "media", "model", "sandbox", "words"],
    ),
    ("ui", &["desktop", "engine", "model", "words"]),
];

/// The pure half of the engine: it may use the model and itself.
const PURE: &[&str] = &["engine/apply", "engine/plan.rs", "engine/event.rs", "engine/pace.rs"];

const LONGEST_FILE: usize = 600;

fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = BTreeMap::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The part of a file that is not tests.
fn product(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

fn is_test(name: &str) -> bool {
    name.contains("/tests") || name.contains("/histories")
}

/// The modules that a file names behind `crate::`, grouped imports too.
fn used(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut word = String::new();
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' | ':' if depth == 0 => found.push(std::mem::take(&mut word)),
                    c if depth == 0 && (c.is_alphanumeric() || c == '_') => word.push(c),
                    _ => {}
                }
            }
            found.push(word);
        } else {
            found.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    found
}

#[test]
fn modules_use_only_what_lies_below_them() {
    let known: BTreeMap<_, _> = MAY_USE.iter().copied().collect();
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        let module = name.split(['/', '.']).next().unwrap();
        if matches!(module, "main" | "bin" | "lib") {
            continue;
        }
        let allowed = known.get(module).unwrap_or_else(|| panic!("{name} is in no row of the table"));
        for other in used(&text) {
            let known_module = known.contains_key(other.as_str());
            if known_module && other != module && !allowed.contains(&other.as_str()) {
                wrong.push(format!("{name} uses {other}"));
            }
        }
        if PURE.iter().any(|pure| name.starts_with(pure)) && !is_test(&name) {
            for other in used(product(&text))
                .iter()
                .filter(|other| known.contains_key(other.as_str()) && *other != "model")
            {
                wrong.push(format!("{name} is pure and uses {other}"));
            }
            for outside in ["tokio", "reqwest", "std::fs", "Instant::now"] {
                if product(&text).contains(outside) {
                    wrong.push(format!("{name} is pure and names {outside}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_table_notices_what_it_is_for() {
    assert_eq!(used("use crate::{model::{Job, Model}, api};"), ["model", "", "", "api"]);
    assert_eq!(used("crate::ui::App"), ["ui"]);
}

#[test]
fn no_file_holds_two_rooms() {
    let long: Vec<_> = sources()
        .into_iter()
        .filter(|(name, _)| !is_test(name))
        .map(|(name, text)| (product(&text).lines().count(), name))
        .filter(|(lines, _)| *lines > LONGEST_FILE)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn nothing_is_left_unfinished() {
    let words = ["todo!", "unimplemented!", "dbg!", "FIXME", "XXX", "coming soon"];
    for (name, text) in sources() {
        for word in words {
            assert!(!text.contains(word), "{name} says {word}");
        }
    }
}

#[test]
fn the_window_touches_neither_disk_nor_network() {
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("ui/")) {
        for outside in
            ["std::fs", "std::net", "reqwest", "tokio::", "rusqlite", "block_on", ".join()", "std::process"]
        {
            assert!(!product(&text).contains(outside), "{name} names {outside}");
        }
    }
}

#[test]
fn the_map_names_every_module() {
    let map = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for (module, uses) in MAY_USE {
        assert!(map.contains(&format!("`{module}`")), "ARCHITECTURE.md does not name {module}");
        let row = if uses.is_empty() { "–".to_owned() } else { uses.join(", ") };
        assert!(
            map.contains(&format!("| `{module}` | {row} |")),
            "ARCHITECTURE.md tells otherwise of {module}: {row}"
        );
    }
}
