//! The part of the build script that reads Fluent and writes Rust.

#[path = "../build/generate.rs"]
mod generate;

use generate::{File, Locale};

fn locale(code: &str, files: &[(&str, &str)]) -> Locale {
    let file = |(name, text): &(&str, &str)| File { name: (*name).to_owned(), text: (*text).to_owned() };
    Locale { code: code.to_owned(), files: files.iter().map(file).collect() }
}

fn english(text: &str) -> Result<String, String> {
    generate::generate(&[locale("en", &[("uploads", text)])], &["en"])
}

fn beside_english(text: &str, korean: &str, complete: &[&str]) -> Result<String, String> {
    generate::generate(&[locale("en", &[("uploads", text)]), locale("ko", &[("uploads", korean)])], complete)
}

#[test]
fn a_message_becomes_a_function_with_its_text_and_its_arguments_in_order() {
    let code = english(
        "-brand = Takeup\nfiles-left = { $count ->\n    [one] { $count } file of { $list-name }\n   *[other] { $count } files\n}\nquit = Quit { -brand }\n",
    )
    .unwrap();
    assert!(code.contains("pub mod uploads {"), "{code}");
    assert!(
        code.contains(
            "pub fn files_left(count: impl Into<crate::Number>, list_name: impl AsRef<str>) -> String"
        ),
        "{code}"
    );
    assert!(code.contains(r#"[("count", count.into().into()), ("list-name", list_name.as_ref().into())]"#));
    assert!(code.contains("/// quit = Quit { -brand }\n/// ```\npub fn quit() -> &'static str"), "{code}");
    assert!(code.contains(r#"ALL: &[&str] = &["files-left", "quit"]"#), "{code}");
}

#[test]
fn numbers_are_what_selects_a_plural_or_is_given_to_number() {
    let code =
        english("shown = { NUMBER($count) } by { $kind ->\n    [url] URL\n   *[other] file\n}\n").unwrap();
    assert!(code.contains("pub fn shown(count: impl Into<crate::Number>, kind: impl AsRef<str>)"), "{code}");
}

#[test]
fn help_texts_have_no_functions() {
    let help = |text| generate::generate(&[locale("en", &[("help", text)])], &["en"]);
    let code = help("help-force = Send again.\n").unwrap();
    assert!(code.contains(r#"HELP: &[&str] = &["help-force"]"#) && !code.contains("fn help_force"), "{code}");
    let fault = "en/help.ftl: help-force takes arguments; help texts take none";
    assert_eq!(help("help-force = Send { $file }.\n").unwrap_err(), fault);
}

#[test]
fn faults_name_file_and_message() {
    for (text, fault) in [
        ("first = 1\n= no name\n", "en/uploads.ftl: not understood: = no name"),
        ("open = { $name\n", "en/uploads.ftl: not understood: open = { $name"),
        ("same = 1\nsame = 2\n", "en/uploads.ftl: same: also in uploads.ftl"),
        ("quit = Quit { -brand }\n", "en/uploads.ftl: quit: no such term: -brand"),
        ("-brand = 1\n-brand = 2\n", "en/uploads.ftl: -brand: defined twice"),
        (
            "both = { other }\nother = 1\n",
            "en/uploads.ftl: both: refers to other; only terms can be included",
        ),
        ("when = { DATETIME($day) }\n", "en/uploads.ftl: when: no such function: DATETIME"),
        ("field = Name\n    .hint = hint\n", "en/uploads.ftl: field: attributes are not used here"),
    ] {
        assert_eq!(english(text).unwrap_err(), fault);
    }
    let twice = locale("en", &[("assets", "delete = Delete\n"), ("uploads", "delete = Delete\n")]);
    let fault = generate::generate(&[twice], &["en"]).unwrap_err();
    assert_eq!(fault, "en/uploads.ftl: delete: also in assets.ftl");
}

#[test]
fn all_faults_are_told_at_once() {
    assert_eq!(english("one = { -a }\ntwo = { -b }\n").unwrap_err().lines().count(), 2);
}

#[test]
fn a_translation_has_no_more_than_english() {
    let fault = beside_english("one = 1\n", "two = 2\n", &["en"]).unwrap_err();
    assert_eq!(fault, "ko/uploads.ftl: two: English has no such message");
    let fault = beside_english("one = { $name }\n", "one = { $file }\n", &["en"]).unwrap_err();
    assert_eq!(fault, "ko/uploads.ftl: one: English has no variable $file");
    let fault = beside_english("one = { $name }\n", "one = { NUMBER($name) }\n", &["en"]).unwrap_err();
    assert_eq!(fault, "ko/uploads.ftl: one: $name is text in English, not a number");
    assert!(beside_english("one = { $name }\n-brand = Takeup\n", "one = { -brand }\n", &["en"]).is_ok());
}

#[test]
fn a_complete_translation_has_every_message_and_argument() {
    let (text, korean) = ("one = 1\ntwo = 2\n", "one = 1\n");
    assert!(beside_english(text, korean, &["en"]).is_ok());
    let fault = beside_english(text, korean, &["en", "ko"]).unwrap_err();
    assert_eq!(fault, "ko/uploads.ftl: two is missing");
    let fault = beside_english("one = { $name }\n", "one = 1\n", &["en", "ko"]).unwrap_err();
    assert_eq!(fault, "ko/uploads.ftl: one: $name is missing");
    assert_eq!(
        generate::generate(&[locale("en", &[])], &["en", "ja"]).unwrap_err(),
        "ja: the locale is missing"
    );
}
