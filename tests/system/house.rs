//! The house rules that a program can check.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The pure half of the engine: it may use the model and itself.
const PURE: &[&str] = &[
    "crates/engine/src/agenda.rs",
    "crates/engine/src/apply",
    "crates/engine/src/plan.rs",
    "crates/engine/src/decide.rs",
    "crates/engine/src/due.rs",
    "crates/engine/src/wire.rs",
    "crates/engine/src/event.rs",
    "crates/engine/src/pace.rs",
];

const LONGEST_FILE: usize = 600;

/// The product's source files, by their path below the root.
pub(crate) fn sources() -> BTreeMap<String, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    let mut folders = vec![root.join("src"), root.join("crates")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
                found.insert(name, std::fs::read_to_string(&path).unwrap());
            }
        }
    }
    found
}

/// The part of a file that is not tests.
pub(crate) fn product(text: &str) -> &str {
    text.split("#[cfg(test)]\nmod tests {").next().unwrap()
}

fn is_test(name: &str) -> bool {
    name.contains("/tests") || name.contains("/histories")
}

/// What the crates of the workspace are for, and which of ours each may use. ARCHITECTURE.md quotes this table.
const MAY_USE: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("sandbox", &[]),
    ("text", &["model"]),
    ("media", &["model"]),
    ("api", &["model"]),
    ("engine", &["api", "media", "model"]),
    ("launch", &["engine", "media", "model", "sandbox"]),
    ("cli", &["engine", "launch", "media", "model", "sandbox", "text"]),
];

fn manifest(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(root.join("crates").join(name).join("Cargo.toml")).unwrap()
}

/// The crates of ours that a manifest names as dependencies, tests aside.
fn dependencies(manifest: &str) -> Vec<String> {
    let product = manifest.split("[dev-dependencies]").next().unwrap();
    let ours = |line: &str| Some(line.strip_prefix("takeup-")?.split('.').next()?.to_owned());
    product.lines().filter_map(ours).collect()
}

#[test]
fn crates_use_only_what_lies_below_them() {
    for (name, may_use) in MAY_USE {
        assert_eq!(dependencies(&manifest(name)), *may_use, "{name}");
    }
}

#[test]
fn the_pure_half_of_the_engine_uses_the_model_only() {
    let mut wrong = Vec::new();
    for (name, text) in sources() {
        if !PURE.iter().any(|pure| name.starts_with(pure)) || is_test(&name) {
            continue;
        }
        for outside in ["takeup_api", "takeup_media", "tokio", "reqwest", "std::fs", "Instant::now"] {
            if product(&text).contains(outside) {
                wrong.push(format!("{name} is pure and names {outside}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
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
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("src/ui/")) {
        for outside in
            ["std::fs", "std::net", "reqwest", "tokio::", "rusqlite", "block_on", ".join()", "std::process"]
        {
            assert!(!product(&text).contains(outside), "{name} names {outside}");
        }
    }
}

#[test]
fn the_console_prints_by_one_door() {
    // The writer shows what is hidden in names; whatever goes around it would let them act on the terminal.
    let doors = [
        "writeln!",
        "write!(",
        ".write_all(",
        ".write_fmt(",
        "stdout(",
        "stderr(",
        "with_prefix",
        "ProgressStyle",
    ];
    let console = |name: &str| name.starts_with("crates/cli/src/") && !name.ends_with("/writer.rs");
    for (name, text) in sources().into_iter().filter(|(name, _)| console(name)) {
        let text = product(&text);
        for door in doors.into_iter().filter(|door| text.contains(door)) {
            assert!(name == "crates/cli/src/main.rs", "{name} prints by {door}");
        }
    }
}

#[test]
fn the_window_writes_by_one_door() {
    // `parts` shows what is hidden in names and keeps the order of their letters; `breaks` lays out for it.
    let parts = ["src/ui/kit/breaks.rs", "src/ui/kit/parts.rs"];
    let doors = [
        "RichText",
        "LayoutJob",
        "layout_no_wrap",
        "layout_job",
        "Label::new",
        "Button::new",
        "TextFormat",
        "WidgetText",
        ".heading(",
        "ui.button(",
        "ui.checkbox(",
        "ui.radio",
        "ui.selectable_",
        "ui.hyperlink",
        "ui.monospace(",
        "ui.small(",
        "ui.strong(",
        "ui.weak(",
        "ui.colored_label(",
        "ui.menu_button(",
        "selected_text",
        "CollapsingHeader",
        "debug_text",
    ];
    for (name, text) in sources().into_iter().filter(|(name, _)| name.starts_with("src/ui/")) {
        for door in doors.into_iter().filter(|door| product(&text).contains(door)) {
            assert!(parts.contains(&name.as_str()), "{name} writes by {door}");
        }
    }
}

/// Each environment variable of ours that is read stands in the documents, and so does what TLS and proxies go by.
#[test]
fn every_variable_is_documented() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let told = std::fs::read_to_string(root.join("docs/where-things-are-kept.md")).unwrap()
        + &std::fs::read_to_string(root.join("docs/administration.md")).unwrap()
        + &std::fs::read_to_string(root.join("docs/scale.md")).unwrap();
    let mut read: BTreeSet<String> =
        ["SSL_CERT_FILE", "HTTPS_PROXY", "NO_PROXY"].map(str::to_owned).into_iter().collect();
    for (name, text) in sources() {
        if !is_test(&name) {
            let ours = |word: &&str| word.starts_with("TAKEUP_") || word.starts_with("TWELVE");
            read.extend(product(&text).split('"').filter(ours).map(str::to_owned));
        }
    }
    assert!(read.contains("TAKEUP_LANG") && read.contains("TWELVE_LABS_API_KEY"), "{read:?}");
    // Two are beginnings, and two are set when a release is built.
    let variable = |word: &&String| {
        word.bytes().all(|letter| letter.is_ascii_uppercase() || letter == b'_')
            && !["TWELVELABS", "TWELVE_LABS", "TAKEUP_RELEASE_KEY", "TAKEUP_RELEASE_PAGE"]
                .contains(&word.as_str())
    };
    let unknown: Vec<_> =
        read.iter().filter(variable).filter(|word| !told.contains(&format!("`{word}"))).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn the_map_names_every_crate() {
    let map = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    for (name, uses) in MAY_USE {
        let row = if uses.is_empty() { "–".to_owned() } else { uses.join(", ") };
        assert!(
            map.contains(&format!("| `{name}` | {row} |")),
            "ARCHITECTURE.md tells otherwise of {name}: {row}"
        );
    }
}

/// What stands between backticks in a text.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

#[test]
fn the_map_names_only_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = std::fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    let endings = [".rs", ".sql", ".toml", ".sh", ".md", "/"];
    let paths = quoted(&map).filter(|word| endings.iter().any(|ending| word.ends_with(ending)));
    // The source of a crate may go by the name of the crate, that of the window by its room.
    let there = |path: &&str| {
        let (first, rest) = path.split_once('/').unwrap_or((path, ""));
        let source = root.join("crates").join(first).join("src").join(rest);
        path.contains(['*', '<'])
            || [root.join(path), root.join("src").join(path), source].iter().any(|path| path.exists())
    };
    let gone: Vec<&str> = paths.filter(|path| path.contains('/') && !there(path)).collect();
    assert!(gone.is_empty(), "{gone:?}");
}

#[test]
fn the_glossary_names_only_what_the_code_has() {
    let map = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).unwrap();
    let (_, glossary) = map.split_once("\n## Glossary\n").unwrap();
    let glossary = glossary.split("\n## ").next().unwrap();
    let code: String = sources().into_values().collect();
    let names: Vec<&str> = quoted(glossary).map(|name| name.split("::").next().unwrap()).collect();
    let kinds = ["struct", "enum", "type"];
    let has = |name: &&str| {
        kinds.iter().any(|kind| code.contains(&format!("{kind} {name} ")))
            || code.contains(&format!("struct {name}("))
    };
    let unknown: Vec<&str> = names.iter().copied().filter(|name| !has(name)).collect();
    assert!(names.len() > 20 && unknown.is_empty(), "{unknown:?}");
}
