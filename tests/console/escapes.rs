//! Names and words from outside: no command lets them act on the terminal, and none lets an ID lead elsewhere.
#![cfg(unix)]

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

use takeup_cli as cli;
use takeup_model::acts;
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};

use crate::cli::{Said, run, run_bare};
use crate::interface;

/// A title for the window of a terminal, a cleared screen in both notations, two lines in one, and a name turned round.
const EVIL: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}2J\r\nready\u{2028}\u{202e}gpj";

fn harmless(words: &[&str], said: &Said) {
    for (stream, text) in [("out", &said.out), ("err", &said.err)] {
        let acting = text.chars().find(|letter| acts(*letter) && *letter != '\n');
        assert!(acting.is_none(), "{words:?} lets {acting:?} out on {stream}: {text:?}");
    }
}

/// Runs a command as people and as programs read it.
fn both(rig: &Rig, words: &[&str]) -> Said {
    for words in [words.to_vec(), [words, &["--json"]].concat()] {
        harmless(&words, &run(rig, None, &words));
    }
    run(rig, None, words)
}

fn id(said: &Said, name: &str) -> String {
    assert_ne!(said.out, "", "{}", said.err);
    said.events()[0][name].as_str().unwrap().to_owned()
}

#[test]
fn no_command_lets_a_name_act_on_the_terminal() {
    let rig = Rig::new(Options { preloaded: (1, 1), ..sandbox_options() });
    let file = rig.video(&format!("{EVIL}.mp4"), 300_000);
    let path = file.to_str().unwrap();
    let text = rig.folder.path().join(format!("text{EVIL}.mp4"));
    std::fs::write(&text, "words, only words\n").unwrap();
    let table = rig.folder.path().join(format!("{EVIL}.csv"));
    std::fs::write(&table, format!("file,{EVIL}\nnowhere{EVIL}.mp4,{EVIL}\n")).unwrap();
    let (text, table) = (text.to_str().unwrap(), table.to_str().unwrap());
    rig.index(&format!("index {EVIL}"));
    rig.store(&format!("store {EVIL}"));
    let index = id(&run(&rig, None, &["index", "list", "--json"]), "index_id");
    let store = id(&run(&rig, None, &["store", "list", "--json"]), "knowledge_store_id");
    // The first upload fails with these words of the platform.
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed(EVIL.to_owned())));
    both(&rig, &["upload", "--dry-run", "--metadata", table, path, text]);
    both(&rig, &["upload", "--if-exists", "reuse", "--meta", &format!("k={EVIL}"), path, text]);
    both(&rig, &["queue", "list"]);
    both(&rig, &["check", path, text]);
    both(&rig, &["assets", "list"]);
    both(&rig, &["assets", "export"]);
    let asset = id(&run(&rig, None, &["assets", "list", "--json"]), "asset_id");
    both(&rig, &["assets", "show", &asset]);
    both(&rig, &["assets", "show", EVIL]);
    both(&rig, &["assets", "delete", EVIL]);
    both(&rig, &["index", "add", &index, &asset]);
    both(&rig, &["index", "items", &index]);
    both(&rig, &["index", "rename", &index, EVIL]);
    both(&rig, &["index", "list"]);
    both(&rig, &["store", "add", &store, &asset]);
    both(&rig, &["store", "items", &store]);
    both(&rig, &["tasks", "list"]);
    both(&rig, &["sessions", "list"]);
    both(&rig, &["sessions", "finish", EVIL, path]);
    both(&rig, &["upload", "--index", EVIL, path]);
    both(&rig, &["upload", EVIL]);
    both(&rig, &["queue", "cancel", EVIL]);
    let data = rig.data();
    let data = data.to_str().unwrap();
    for words in [
        &["history", "--data-dir", data][..],
        &["history", "--json", "--data-dir", data],
        &["receipts", "export", "--data-dir", data],
        &["verify", "--data-dir", data, path],
        &["verify", "--json", "--data-dir", data, path],
        &[EVIL],
        &["upload", "--files", EVIL, path],
        &["sandbox", "--network", EVIL],
    ] {
        harmless(words, &run_bare(None, words));
    }
}

/// What the platform answers to everything: the same in its words.
const WORDS: &str =
    r#"{"code":"parameter_invalid","message":"\u001b]0;x\u0007\u001b[2J\u009b2J\r\nready\u2028\u202egpj"}"#;

/// Every command, with what is dangerous in whatever it takes.
const COMMANDS: [(&str, &[&str]); 45] = [
    ("accounts list", &[]),
    ("upload", &["--timeout", "9s", "CLIP"]),
    ("resume", &["--failed", "--timeout", "9s"]),
    ("queue list", &[]),
    ("queue show", &[EVIL]),
    ("queue cancel", &[EVIL]),
    ("assets list", &[]),
    ("assets show", &["a"]),
    ("assets delete", &["a"]),
    ("assets transcription", &["a"]),
    ("assets export", &[]),
    ("tasks list", &[]),
    ("tasks delete", &["a"]),
    ("tasks export", &[]),
    ("indexes", &[]),
    ("check", &["CLIP", EVIL]),
    ("connections list", &[]),
    ("connections add", &[]),
    ("connections remove", &["a"]),
    ("doctor", &[]),
    ("index list", &[]),
    ("index create", &[EVIL]),
    ("index add", &["a", "a"]),
    ("index rename", &["a", EVIL]),
    ("index delete", &["a"]),
    ("index items", &["a"]),
    ("index remove", &["a", "a"]),
    ("store list", &[]),
    ("store create", &[EVIL]),
    ("store collections", &["a"]),
    ("store create-collection", &["a", EVIL]),
    ("store add", &["a", "a"]),
    ("store items", &["a"]),
    ("store remove", &["a", "a"]),
    ("store delete", &["a"]),
    ("sessions list", &[]),
    ("sessions finish", &["a", "CLIP"]),
    ("history", &[]),
    ("receipts export", &[]),
    ("verify", &["CLIP"]),
    ("watch", &[EVIL]),
    ("key set", &["--account", EVIL]),
    ("key show-where", &["--account", EVIL]),
    ("key forget", &["--account", EVIL]),
    ("sandbox", &["--network", EVIL]),
];

/// Runs a command as a program, and one that does not end until it has told something.
fn program(rig: &Rig, words: &[&str]) -> Said {
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_takeup-cli"))
        .args(words)
        .env("TAKEUP_LANG", "en")
        .env("HOME", rig.folder.path())
        .env("XDG_CONFIG_HOME", rig.folder.path())
        .env("XDG_DATA_HOME", rig.folder.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut err = BufReader::new(child.stderr.take().unwrap());
    let mut said = Said { code: 0, out: String::new(), err: String::new() };
    if words[0] == "watch" {
        err.read_line(&mut said.err).unwrap();
        child.kill().unwrap();
    }
    err.read_to_string(&mut said.err).unwrap();
    child.stdout.take().unwrap().read_to_string(&mut said.out).unwrap();
    child.wait().unwrap();
    said
}

#[test]
fn no_command_lets_the_words_of_the_platform_act_on_the_terminal() {
    let known: BTreeSet<String> = COMMANDS.iter().map(|(command, _)| (*command).to_owned()).collect();
    assert_eq!(known, interface::commands_and_options().0);
    let rig = Rig::plain();
    let clip = rig.video(&format!("{EVIL}.mp4"), 300_000);
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    rig.sandbox
        .script(Fault::once(FaultTarget::Api, FaultEffect::Between(400, json, WORDS)).times(1_000_000));
    let data = rig.data();
    let place = ["--data-dir", data.to_str().unwrap()];
    for (command, rest) in COMMANDS {
        let rest = rest.iter().map(|word| if *word == "CLIP" { clip.to_str().unwrap() } else { word });
        let words: Vec<&str> = command.split(' ').chain(rest).collect();
        let by = |words: &[&str]| match words[0] {
            "key" | "sandbox" | "watch" => program(&rig, words),
            "accounts" | "check" | "history" | "receipts" | "verify" => {
                run_bare(None, &[words, &place].concat())
            }
            _ if command == "queue show" => run_bare(None, &[words, &place].concat()),
            _ => run(&rig, None, words),
        };
        let said = by(&words);
        harmless(&words, &said);
        let told = format!("{}{}", said.out, said.err);
        let silent = ["accounts list", "queue list"].contains(&command);
        assert!(silent || told.contains("u{202e}"), "{words:?}: {told}");
        harmless(&words, &by(&[&words[..], &["--json"]].concat()));
    }
}

#[test]
fn an_id_is_one_segment_of_a_path_whatever_is_in_it() {
    let rig = Rig::plain();
    let index = rig.index("kept");
    let up = format!("../indexes/{index}");
    for words in [
        &["assets", "delete", &up][..],
        &["tasks", "delete", &up],
        &["store", "delete", &up],
        &["index", "remove", "x", &format!("../../../indexes/{index}")],
        &["store", "remove", "x", &format!("../../../indexes/{index}?force=true#")],
        &["assets", "show", &format!("{index}/../../indexes/{index}")],
    ] {
        assert_ne!(run(&rig, None, words).code, cli::READY, "{words:?}");
    }
    for nothing in ["", " ", ".", "..", " .. ", ".\t."] {
        for words in [
            &["assets", "delete", nothing][..],
            &["assets", "show", nothing],
            &["tasks", "delete", nothing],
            &["index", "delete", nothing],
            &["index", "items", nothing],
            &["index", "remove", nothing, nothing],
            &["store", "remove", &index, nothing],
            &["index", "add", &index, nothing],
            &["upload", "--index", nothing, "a.mp4"],
            &["sessions", "finish", nothing, "a.mp4"],
        ] {
            let said = run(&rig, None, words);
            assert_eq!((said.code, said.out.as_str()), (cli::USAGE, ""), "{words:?}: {}", said.err);
        }
    }
    let left = run(&rig, None, &["index", "list", "--json"]);
    assert_eq!(left.events()[0]["index_id"], index.as_str());
}
