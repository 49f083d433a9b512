//! What is shipped, and the documents about it: they must not say other than the code.

use std::collections::BTreeSet;
use std::fs;

use takeup_model::{Failure, FailureKind, FailureReason};
use takeup_rig::process::file;
use takeup_text::{Language, happened, in_language};

fn read(path: &str) -> String {
    fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Every manifest of the workspace.
fn manifests() -> Vec<String> {
    let crates = fs::read_dir(file("crates")).unwrap().map(|entry| entry.unwrap().path());
    let names = crates.map(|path| path.strip_prefix(file("")).unwrap().join("Cargo.toml"));
    let names = names.map(|path| path.to_str().unwrap().replace('\\', "/"));
    let others = ["Cargo.toml", "benches/Cargo.toml", "tests/rig/Cargo.toml", "packaging/Cargo.toml"];
    names.chain(others.map(str::to_owned)).collect()
}

/// The crates of others that a manifest names, in any of its tables of dependencies.
fn named(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut dependencies = false;
    for line in manifest.lines() {
        if let Some(table) = line.strip_prefix('[') {
            dependencies = table.ends_with("dependencies]") && !table.starts_with("workspace");
        } else if let Some((name, _)) = line.split_once(['.', ' ']).filter(|_| dependencies) {
            names.extend((!name.starts_with("takeup") && !name.starts_with('#')).then(|| name.to_owned()));
        }
    }
    names
}

#[test]
fn every_dependency_has_its_reason() {
    let named: BTreeSet<String> = manifests().iter().flat_map(|path| named(&read(path))).collect();
    let table = read("docs/dependencies.md");
    let rows = table.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let told: BTreeSet<String> = rows.map(|(name, _)| name.to_owned()).collect();
    let untold: Vec<_> = named.difference(&told).collect();
    let gone: Vec<_> = told.difference(&named).collect();
    assert!(
        untold.is_empty() && gone.is_empty(),
        "docs/dependencies.md: {untold:?} without, {gone:?} too many"
    );
}

#[test]
fn what_each_version_has_left_is_there() {
    let versions = read("crates/engine/fixtures/versions");
    let rows = versions.lines().filter(|line| !line.starts_with('#'));
    let rows: Vec<Vec<&str>> = rows.map(|line| line.split(' ').collect()).collect();
    assert!(!rows.is_empty());
    let [journals, settings] =
        ["crates/engine/src/journal/earlier.rs", "crates/engine/src/config/tests.rs"].map(read);
    for row in rows {
        let [version, journal, kept] = row[..] else { panic!("{row:?}") };
        assert!(journals.contains(journal) && settings.contains(kept), "no test reads what {version} left");
    }
}

#[test]
fn no_crate_may_be_unsafe() {
    assert!(read("Cargo.toml").contains("\nunsafe_code = \"forbid\""));
    // What libFuzzer calls has to be. It is no part of the workspace, and its programs are in no package.
    assert!(read("Cargo.toml").contains("exclude = [\"fuzz\"]"));
    for path in manifests() {
        assert!(read(&path).contains("\n[lints]\nworkspace = true"), "{path} has lints of its own");
    }
}

/// The messages in English, with … for what is filled in and without the last full stop.
fn messages() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(file("assets/locales/en")).unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((_, message)) = line.split_once(" = ") else { continue };
            let mut plain = String::new();
            let mut rest = message;
            while let Some((before, after)) = rest.split_once('{') {
                let Some((_, after)) = after.split_once('}') else { break };
                plain += before;
                plain.push('…');
                rest = after;
            }
            found.insert((plain + rest).trim_end_matches('.').to_owned());
        }
    }
    found
}

#[test]
fn troubleshooting_quotes_the_messages() {
    let messages = messages();
    let page = read("docs/troubleshooting.md");
    let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let own = [
        "Files do not arrive by \"Open with\", or by a drop on the icon in the Dock",
        "Nothing of this helps",
    ];
    // A heading is a message, or its first sentences.
    let known = |heading: &str| {
        let begins = format!("{heading}.");
        messages.contains(heading) || messages.iter().any(|message| message.starts_with(&begins))
    };
    let unknown: Vec<_> = headings.iter().filter(|text| !own.contains(text) && !known(text)).collect();
    assert!(headings.len() > 15 && unknown.is_empty(), "no message says {unknown:#?}");
    let untold: Vec<String> = FailureKind::ALL
        .iter()
        .map(|kind| in_language(Language::En, || happened(&Failure::new(kind.clone(), ""))))
        .map(|said| said.trim_end_matches('.').to_owned())
        .filter(|said| !headings.iter().any(|heading| heading == said))
        .collect();
    assert!(untold.is_empty(), "docs/troubleshooting.md does not tell {untold:#?}");
    // A heading has dots where the message names something.
    let begins = |said: &str, heading: &str| {
        let mut rest = said;
        heading.split('…').all(|piece| match rest.find(piece) {
            Some(at) => {
                rest = &rest[at + piece.len()..];
                true
            }
            None => false,
        }) && heading.chars().filter(|letter| *letter != '…').count() > 10
    };
    let untold: Vec<String> = FailureReason::ALL
        .iter()
        .map(|reason| {
            let failure = Failure::own(FailureKind::Setup, *reason, "7, 8");
            in_language(Language::En, || happened(&failure))
        })
        .filter(|said| !headings.iter().any(|heading| begins(said, heading)))
        .collect();
    assert!(untold.is_empty(), "docs/troubleshooting.md does not tell {untold:#?}");
}

#[test]
fn the_threat_model_names_tests_that_are_there() {
    let table = read("docs/threat-model.md");
    let rows: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && line.contains(" | `")).collect();
    assert!(rows.len() > 10);
    for row in rows {
        let (_, tests) = row.trim_end_matches(" |").rsplit_once(" | ").unwrap();
        for test in tests.split(", ").map(|test| test.trim_matches('`')) {
            let (path, function) = test.split_once("::").unwrap_or((test, ""));
            assert!(file(path).is_file(), "{path} is not there: {row}");
            let there = function.is_empty() || read(path).contains(&format!("fn {function}("));
            assert!(there, "{test} is not there: {row}");
            // What is no program has no functions.
            assert!(!function.is_empty() || !path.contains(".rs"), "{test} is no test: {row}");
        }
    }
}

#[test]
fn the_documents_link_to_what_is_there() {
    let guides = fs::read_dir(file("docs")).unwrap().map(|entry| entry.unwrap().path());
    let roots = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "packaging/README.md"];
    let documents = guides.chain(roots.map(file));
    for path in documents.filter(|path| path.extension().is_some_and(|ending| ending == "md")) {
        let text = fs::read_to_string(&path).unwrap();
        for (_, link) in text.match_indices("](").map(|(at, _)| text[at + 2..].split_at(0)) {
            let target = link.split([')', '#']).next().unwrap();
            let there =
                target.is_empty() || target.starts_with("https:") || path.with_file_name(target).exists();
            assert!(there, "{} links to {target}", path.display());
        }
    }
}

#[test]
fn the_readme_is_short_and_begins_with_installing() {
    let text = read("README.md");
    assert!(text.lines().count() < 150);
    assert_eq!(text.lines().find_map(|line| line.strip_prefix("## ")), Some("Install"));
}

/// One ID: of the desktop file, its description, the icon, the bundle, and the Flatpak.
#[test]
fn every_package_has_the_same_id() {
    let id = "io.takeup.Takeup";
    for (path, line) in [
        ("packaging/linux/io.takeup.Takeup.desktop", format!("StartupWMClass={id}\n")),
        ("packaging/linux/io.takeup.Takeup.desktop", format!("Icon={id}\n")),
        ("packaging/linux/io.takeup.Takeup.metainfo.xml", format!("<id>{id}</id>")),
        ("packaging/linux/io.takeup.Takeup.metainfo.xml", format!("{id}.desktop</launchable>")),
        ("packaging/macos/Info.plist", format!("<string>{id}</string>")),
        ("packaging/manifests/flathub/io.takeup.Takeup.yml", format!("id: {id}\n")),
        ("packaging/windows/takeup.manifest", format!("name=\"{id}\"")),
        ("packaging/windows/takeup.nsi", format!("AppUserModelId\\{id}\"")),
        ("src/desktop/identity.rs", format!("APP_ID: &str = \"{id}\"")),
    ] {
        assert!(read(path).contains(&line), "{path} does not say {line}");
    }
}

/// What software centres show is in every language that the program speaks.
#[test]
fn the_metainfo_speaks_every_language() {
    let metainfo = read("packaging/linux/io.takeup.Takeup.metainfo.xml");
    for tag in ["summary", "p", "caption"] {
        let count = |begin: &str| metainfo.matches(begin).count();
        let english = count(&format!("<{tag}>"));
        assert!(english > 0, "{tag}");
        for language in ["ko", "ja"] {
            assert_eq!(count(&format!("<{tag} xml:lang=\"{language}\">")), english, "{tag} in {language}");
        }
    }
}

#[test]
fn the_desktop_file_speaks_every_language() {
    let desktop = read("packaging/linux/io.takeup.Takeup.desktop");
    for key in ["GenericName", "Comment", "Keywords"] {
        for name in [key.to_owned(), format!("{key}[ko]"), format!("{key}[ja]")] {
            assert!(desktop.lines().any(|line| line.starts_with(&format!("{name}="))), "{name}");
        }
    }
}

#[test]
fn the_version_has_one_place() {
    let version = env!("CARGO_PKG_VERSION");
    for path in manifests() {
        let own = read(&path).lines().any(|line| line.starts_with("version = ")) && path != "Cargo.toml";
        assert!(!own, "{path} has a version of its own");
    }
    let metainfo = read("packaging/linux/io.takeup.Takeup.metainfo.xml");
    let newest = metainfo.split("<release version=\"").nth(1).unwrap();
    assert!(
        newest.starts_with(&format!("{version}\"")),
        "the newest release of the metainfo is not {version}"
    );
}

#[test]
fn what_is_installed_to_build_and_test_is_pinned() {
    let setup = read("tests/setup.sh");
    assert!(setup.contains("--require-hashes") && setup.contains("npm ci"), "packages of others are whole");
    assert!(
        setup.lines().filter(|line| line.contains("npm ci")).all(|line| line.contains("--ignore-scripts"))
    );
    let lines = read("tests/sdk/requirements.txt");
    let packages = lines.lines().filter(|line| line.contains("==")).count();
    assert!(packages > 3 && lines.matches("--hash=sha256:").count() >= packages, "each has its digest");
    for path in [".github/workflows/ci.yml", ".github/workflows/release.yml", "Makefile"] {
        for line in read(path).lines().filter(|line| line.contains("cargo install ")) {
            assert!(line.contains("--locked") && line.contains("--version"), "{path}: {line}");
        }
    }
}

/// Cargo forgets `strip` for a package that has an entry of its own, and programs would carry their symbols.
#[test]
fn programs_are_stripped() {
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("[profile.release]\n") && manifest.contains("\nstrip = true\n"));
    for program in ["takeup", "takeup-cli"] {
        let entry = manifest.split(&format!("[profile.release.package.{program}]\n")).nth(1);
        let own = entry.map(|text| text.split("\n\n").next().unwrap_or_default());
        assert!(own.is_none_or(|own| own.contains("strip = true")), "{program}");
    }
}

#[test]
fn workflows_pin_every_action_by_its_commit() {
    for path in [".github/workflows/ci.yml", ".github/workflows/release.yml"] {
        for line in read(path).lines().filter(|line| line.contains("uses: ")) {
            let (_, commit) = line.split_once('@').unwrap();
            let commit = commit.split(' ').next().unwrap();
            let pinned = commit.len() == 40 && commit.chars().all(|digit| digit.is_ascii_hexdigit());
            assert!(pinned && line.contains(" # v"), "{path}: {line}");
        }
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::process::Command;

    use super::{file, read};

    fn says(command: &mut Command) -> String {
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        let said = String::from_utf8(said).unwrap();
        assert!(output.status.success(), "{command:?}: {said}");
        said
    }

    #[test]
    fn stores_accept_the_desktop_entry_and_its_description() {
        let entry = file("packaging/linux/io.takeup.Takeup.desktop");
        assert_eq!(says(Command::new("desktop-file-validate").arg(entry)), "");
        let described = file("packaging/linux/io.takeup.Takeup.metainfo.xml");
        says(Command::new("appstreamcli").args(["validate", "--no-net"]).arg(described));
    }

    #[test]
    fn the_man_page_of_the_window_has_every_option() {
        let help = says(Command::new(env!("CARGO_BIN_EXE_takeup")).arg("--help"));
        let page = read("packaging/linux/takeup.1").replace('\\', "");
        let options: Vec<&str> = help.split([' ', ',', '\n']).filter(|word| word.starts_with("--")).collect();
        assert!(options.len() > 4);
        for option in options {
            assert!(page.contains(option), "the man page does not tell {option}");
        }
    }
}
