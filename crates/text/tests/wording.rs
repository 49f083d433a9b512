//! What holds for every English message.

#![expect(clippy::unwrap_used, reason = "tests may fail loudly")]

use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|own| own == extension) {
            found.push(path);
        }
    }
}

/// File, ID, and each text that the message can become, with nothing in the place of arguments.
fn messages() -> Vec<(String, String, Vec<String>)> {
    let mut locale = Vec::new();
    files(&workspace().join("assets/locales/en"), "ftl", &mut locale);
    let mut found = Vec::new();
    for path in locale {
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let text = fs::read_to_string(&path).unwrap();
        let resource = parser::parse(text.as_str()).unwrap();
        for entry in &resource.body {
            if let Entry::Message(message) = entry {
                let texts = message.value.as_ref().map(texts).unwrap_or_default();
                found.push((file.clone(), message.id.name.to_owned(), texts));
            }
        }
    }
    found
}

fn texts(pattern: &Pattern<&str>) -> Vec<String> {
    let mut texts = vec![String::new()];
    for element in &pattern.elements {
        let next = match element {
            PatternElement::TextElement { value }
            | PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => vec![(*value).to_owned()],
            PatternElement::Placeable { expression: Expression::Inline(_) } => vec!["\u{fffc}".to_owned()],
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                variants.iter().flat_map(|variant| self::texts(&variant.value)).collect()
            }
        };
        texts = texts.iter().flat_map(|text| next.iter().map(move |end| format!("{text}{end}"))).collect();
    }
    texts
}

#[test]
fn english_keeps_to_the_rules() {
    for (file, id, texts) in messages() {
        for text in texts {
            let lower = text.to_lowercase();
            for unwanted in ["!", "...", "  ", "please", "simply", "sorry"] {
                assert!(!lower.contains(unwanted), "{file}.ftl: {id}: {unwanted:?} in {text:?}");
            }
            let sentence = text.ends_with('.');
            assert!(!(sentence && text.starts_with(char::is_lowercase)), "{file}.ftl: {id}: {text:?}");
        }
    }
}

#[test]
fn every_message_is_used() {
    let mut sources = Vec::new();
    files(&workspace().join("src"), "rs", &mut sources);
    for package in fs::read_dir(workspace().join("crates")).unwrap() {
        files(&package.unwrap().path().join("src"), "rs", &mut sources);
    }
    let code: String = sources.iter().map(|path| fs::read_to_string(path).unwrap()).collect();
    let used = |name: &str| {
        code.match_indices(name).any(|(at, _)| {
            !code[at + name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        })
    };
    // The console looks help texts up by the names of its arguments, and tests them itself.
    let unused: Vec<String> = messages()
        .into_iter()
        .filter(|(file, id, _)| file != "help" && !used(&format!("::{}", id.replace('-', "_"))))
        .map(|(file, id, _)| format!("{file}.ftl: {id}"))
        .collect();
    assert_eq!(unused, [""; 0], "nothing uses these");
}
