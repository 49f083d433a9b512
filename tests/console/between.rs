//! Behind the sign-in page of a network no command claims that anything was done.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader};

use takeup_cli as cli;
use takeup_rig::process::Running;
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, Times};

use crate::cli::run;
use crate::{console, interface};

const HTML: &[(&str, &str)] = &[("content-type", "text/html")];
const HOTEL: &str = "<html><head><title>Hotel WiFi</title></head><body>Accept the terms</body></html>";

/// Commands that change nothing on the platform.
const CHANGE_NOTHING: [&str; 27] = [
    "accounts list",
    "assets export",
    "assets list",
    "assets show",
    "assets transcription",
    "check",
    "connections list",
    "doctor",
    "history",
    "index items",
    "index list",
    "indexes",
    "key forget",
    "key set",
    "key show-where",
    "queue cancel",
    "queue list",
    "queue show",
    "receipts export",
    "sandbox",
    "sessions list",
    "store collections",
    "store items",
    "store list",
    "tasks export",
    "tasks list",
    "verify",
];
/// The first two words of these are no command; a watched folder has a test of its own.
const WITHOUT_SUBCOMMANDS: [&str; 3] = ["resume", "upload", "watch"];

/// Every command that changes something.
fn changing<'a>(index: &'a str, store: &'a str, clip: &'a str) -> [Vec<&'a str>; 18] {
    [
        vec!["assets", "delete", "a"],
        vec!["assets", "delete", "a", "--force"],
        vec!["index", "create", "Races"],
        vec!["index", "rename", index, "Rallies"],
        vec!["index", "add", index, "a", "--timeout", "1s"],
        vec!["index", "remove", index, "i"],
        vec!["index", "delete", index],
        vec!["store", "create", "Archive"],
        vec!["store", "add", store, "a", "--no-wait", "--timeout", "1s"],
        vec!["store", "remove", store, "i"],
        vec!["store", "delete", store],
        vec!["store", "create-collection", store, "Best"],
        vec!["tasks", "delete", "t"],
        vec!["connections", "add"],
        vec!["connections", "remove", "c"],
        vec!["sessions", "finish", "u", clip],
        vec!["upload", "--timeout", "1s", clip],
        vec!["resume", "--timeout", "1s"],
    ]
}

#[test]
fn every_command_that_changes_something_is_tried_behind_a_sign_in_page() {
    let tried = changing("i", "s", "c.mp4").map(|words| words[..2].join(" "));
    let tried: BTreeSet<String> = tried.into_iter().chain(WITHOUT_SUBCOMMANDS.map(str::to_owned)).collect();
    let offered = interface::commands_and_options().0;
    let untried: Vec<_> = offered.iter().filter(|command| !tried.contains(*command)).collect();
    assert_eq!(untried, CHANGE_NOTHING);
}

#[test]
fn no_changing_command_claims_success_behind_a_sign_in_page() {
    let answers = [
        FaultEffect::Between(200, HTML, HOTEL),
        FaultEffect::Between(302, &[("location", "http://login.hotel.example/")], HOTEL),
        FaultEffect::Between(511, HTML, HOTEL),
        FaultEffect::Between(403, HTML, HOTEL),
        FaultEffect::Between(403, &[], ""),
        FaultEffect::Between(403, &[("content-type", "application/json")], "{\"message\":\"Forbidden\"}"),
        FaultEffect::Between(502, HTML, HOTEL),
    ];
    std::thread::scope(|scope| {
        for answer in &answers {
            scope.spawn(|| nothing_is_claimed_where_this_answers(answer, false));
            scope.spawn(|| nothing_is_claimed_where_this_answers(answer, true));
        }
    });
}

fn nothing_is_claimed_where_this_answers(answer: &FaultEffect, json: bool) {
    let rig = Rig::plain();
    let (index, store) = (rig.index("one"), rig.store("two"));
    let clip = rig.video("clip.mp4", 300_000);
    let clip = clip.to_str().unwrap();
    let before = rig.ledger();
    rig.sandbox.script(Fault::once(FaultTarget::Api, answer.clone()).times(1_000_000));
    let commands = changing(&index, &store, clip);
    for words in commands {
        if json {
            let said = run(&rig, None, &[&words[..], &["--json"]].concat());
            let done =
                said.events().into_iter().any(|one| one["event"] == "done" && one["status"] != "failed");
            assert!(said.code == cli::FAILED && !done, "{words:?}: {}", said.out);
            continue;
        }
        let said = run(&rig, None, &words);
        assert_eq!(said.code, cli::FAILED, "{answer:?} {words:?}: {} {}", said.out, said.err);
        let told = said.err.contains("Something between this computer and the server");
        assert!(told, "{answer:?} {words:?}: {}", said.err);
        for claim in ["Deleted", "Created", "Renamed", "Removed", "connected", "ready", "plan", "region"] {
            assert!(!said.out.contains(claim), "{answer:?} {words:?}: {}", said.out);
        }
    }
    let after = rig.ledger();
    let things = |ledger: &takeup_sandbox::Ledger| {
        (
            ledger.assets.len(),
            ledger.indexes.len(),
            ledger.stores.len(),
            ledger.tasks.len(),
            ledger.sessions.len(),
        )
    };
    assert_eq!(things(&after), things(&before), "{answer:?}");
    assert_eq!(after.indexes[0].name, before.indexes[0].name);
}

#[test]
fn a_watched_folder_claims_nothing_behind_a_sign_in_page_and_goes_on_after_it() {
    let rig = Rig::plain();
    let folder = rig.folder.path().join("in");
    std::fs::create_dir(&folder).unwrap();
    rig.video("in/clip.mp4", 300_000);
    rig.sandbox.script(Fault::once(FaultTarget::Api, FaultEffect::Between(200, HTML, HOTEL)).times(2));
    let line = ["watch", folder.to_str().unwrap(), "--rest", "1s", "--existing", "upload"];
    let mut running = Running(console(&rig, &line));
    let lines = BufReader::new(running.0.stdout.take().unwrap()).lines().map_while(Result::ok);
    let events = lines.map(|line| serde_json::from_str::<serde_json::Value>(&line).unwrap());
    let mut told = false;
    for event in events {
        told |= event.to_string().contains("Hotel WiFi");
        if event["event"] == "done" {
            assert_eq!((told, event["status"].as_str()), (true, Some("ready")), "{event}");
            break;
        }
    }
    assert_eq!((rig.ledger().unfired_faults, rig.ledger().assets.len()), (0, 1));
}

#[test]
fn a_wait_has_an_end_where_somebody_sets_one() {
    let times = Times { asset_ready: std::time::Duration::from_mins(10), ..Times::quick() };
    let rig = Rig::new(Options { times, ..sandbox_options() });
    let clip = rig.video("clip.mp4", 300_000);
    let said = run(&rig, None, &["upload", "--timeout", "1s", clip.to_str().unwrap()]);
    assert_eq!(said.code, cli::FAILED);
    assert!(said.err.contains("Not everything was ready within 1 s. \"takeup-cli resume\""), "{}", said.err);
    let json = run(&rig, None, &["resume", "--json", "--timeout", "1s"]);
    assert_eq!((json.code, json.of("failed").len()), (cli::FAILED, 1), "{}", json.out);
    for bad in ["soon", "0s", "-5s", "5"] {
        let said = run(&rig, None, &["resume", "--timeout", bad]);
        assert_eq!(said.code, cli::USAGE, "{bad}: {}", said.err);
    }
}

#[test]
fn a_status_that_nobody_knows_is_shown_in_its_own_word() {
    let rig = Rig::plain();
    let clip = rig.video("clip.mp4", 300_000);
    let unknown = r#"{"_id":"a","status":"quarantined"}"#;
    let json: &[(&str, &str)] = &[("content-type", "application/json")];
    rig.sandbox.script(Fault::once(FaultTarget::PostAsset, FaultEffect::Between(201, json, unknown)));
    let list = r#"{"data":[{"_id":"a","status":"quarantined"}]}"#;
    rig.sandbox
        .script(Fault::once(FaultTarget::GetAssets, FaultEffect::Between(200, json, list)).times(1_000));
    let said = run(&rig, None, &["upload", "--timeout", "1s", clip.to_str().unwrap()]);
    assert!(said.err.contains("The platform reports the status “quarantined”"), "{} {}", said.out, said.err);
}
