//! Names and words from outside: no command lets them act on the terminal, and none lets an ID lead elsewhere.
#![cfg(unix)]

use takeup_cli as cli;
use takeup_model::acts;
use takeup_rig::Rig;

use crate::cli::{Said, run};

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
    use crate::cli::run_bare;
    use takeup_rig::sandbox_options;
    use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};
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
