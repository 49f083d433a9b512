//! Behind the sign-in page of a network no command claims that anything was done.

use takeup_cli as cli;
use takeup_rig::{Rig, sandbox_options};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, Times};

use crate::cli::run;

const HTML: &[(&str, &str)] = &[("content-type", "text/html")];
const HOTEL: &str = "<html><head><title>Hotel WiFi</title></head><body>Accept the terms</body></html>";

#[test]
fn no_changing_command_claims_success_behind_a_sign_in_page() {
    let answers = [
        FaultEffect::Between(200, HTML, HOTEL),
        FaultEffect::Between(302, &[("location", "http://login.hotel.example/")], HOTEL),
        FaultEffect::Between(511, HTML, HOTEL),
        FaultEffect::Between(403, HTML, HOTEL),
        FaultEffect::Between(502, HTML, HOTEL),
    ];
    for answer in answers {
        let rig = Rig::plain();
        let (index, store) = (rig.index("one"), rig.store("two"));
        let clip = rig.video("clip.mp4", 300_000);
        let clip = clip.to_str().unwrap();
        let before = rig.ledger();
        rig.sandbox.script(Fault::once(FaultTarget::Api, answer.clone()).times(1_000_000));
        let commands: [&[&str]; 15] = [
            &["assets", "delete", "a"],
            &["assets", "delete", "a", "--force"],
            &["index", "create", "Races"],
            &["index", "rename", &index, "Rallies"],
            &["index", "add", &index, "a", "--timeout", "1s"],
            &["index", "remove", &index, "i"],
            &["index", "delete", &index],
            &["store", "create", "Archive"],
            &["store", "add", &store, "a", "--no-wait", "--timeout", "1s"],
            &["store", "remove", &store, "i"],
            &["store", "delete", &store],
            &["tasks", "delete", "t"],
            &["sessions", "finish", "u", clip],
            &["upload", "--timeout", "1s", clip],
            &["resume", "--timeout", "1s"],
        ];
        for words in commands {
            let said = run(&rig, None, words);
            assert_eq!(said.code, cli::FAILED, "{answer:?} {words:?}: {} {}", said.out, said.err);
            let told = said.err.contains("Something between this computer and the server");
            assert!(told, "{answer:?} {words:?}: {}", said.err);
            for claim in ["Deleted", "Created", "Renamed", "Removed", "ready", "plan", "region"] {
                assert!(!said.out.contains(claim), "{answer:?} {words:?}: {}", said.out);
            }
            let json = run(&rig, None, &[words, &["--json"]].concat());
            let done =
                json.events().into_iter().any(|one| one["event"] == "done" && one["status"] != "failed");
            assert!(json.code == cli::FAILED && !done, "{words:?}: {}", json.out);
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
