//! Receipts, from a real upload to what people and programs read of it.

use std::path::Path;
use std::process::Command as Process;

use serde_json::Value;
use takeup_cli as cli;
use takeup_engine::{Command, JobSelection, ReceiptSelection};
use takeup_launch::{Started, launch};
use takeup_model::{End, EtagCheck, FailureKind};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};

use crate::cli::{Said, run, run_bare, running_here};
use takeup_rig::process::{self, until};
use takeup_rig::{Driver, Rig, sandbox_options, sha256};

/// What the console tells of what is over on this rig.
fn history(rig: &Rig, words: &[&str]) -> Said {
    let data = rig.data();
    run_bare(None, &[&["history", "--data-dir", data.to_str().unwrap()], words].concat())
}

/// The digest by its plain definition.
fn tree(path: &Path) -> String {
    use sha2::{Digest as _, Sha256};
    let bytes = std::fs::read(path).unwrap();
    let leaves: Vec<u8> = bytes.chunks(1 << 20).flat_map(|piece| Sha256::digest(piece).to_vec()).collect();
    hex::encode(Sha256::digest(leaves))
}

#[test]
fn an_upload_in_parts_leaves_a_receipt_of_every_part_that_was_compared() {
    let mut rig = Rig::plain();
    rig.settings.whole_sha256 = true;
    let file = rig.video("=봄 \"소풍\".mp4", 5_000_000);
    rig.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::ResetBefore));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    let receipt = jobs[0].receipt.clone().unwrap();
    let parts = receipt.cut.unwrap().parts;
    assert_eq!((receipt.proof, parts), (EtagCheck::Matched(20), 20));
    assert_eq!((receipt.same_file, receipt.size_agrees()), (true, Some(true)));
    assert_eq!((receipt.tree.clone(), receipt.sha256.clone()), (Some(tree(&file)), Some(sha256(&file))));
    assert!(receipt.retries >= 1 && receipt.bytes_per_second() > Some(0));
    driver.engine.send(Command::Remove(JobSelection::All(driver.account.clone())));
    driver.until("removed", |model| model.jobs.is_empty());
    let (one, all) = (rig.folder.path().join("one.json"), rig.folder.path().join("all.csv"));
    let records = driver.engine.records();
    assert_eq!(records.save(&ReceiptSelection::One(receipt), &one), Ok(1));
    until("it is on record and outlives the list", || {
        (records.save(&ReceiptSelection::All, &all) == Ok(1)).then_some(())
    });
    let one: Value = serde_json::from_slice(&std::fs::read(one).unwrap()).unwrap();
    assert_eq!((one["proof"].as_str(), one["parts_agreed"].as_u64()), (Some("md5"), Some(20)));
    let all = std::fs::read_to_string(all).unwrap();
    assert!(all.lines().nth(1).unwrap().starts_with("\"'=봄 \"\"소풍\"\".mp4\","), "{all}");
    assert!(
        records.save(&ReceiptSelection::All, &rig.folder.path().join("nowhere").join("all.csv")).is_err()
    );
}

#[test]
fn a_receipt_comes_back_with_the_list_after_a_restart() {
    let rig = Rig::plain();
    let (good, gone) = (rig.video("good.mp4", 3_000_000), rig.folder.path().join("gone.mp4"));
    let driver = rig.engine();
    driver.add(&[&good, &gone]);
    let before = driver.over(2);
    driver.engine.shutdown();
    let driver = rig.engine();
    let model = driver.engine.model();
    for job in before {
        assert!(job.receipt.is_some());
        assert_eq!(model.job(job.id).unwrap().receipt, job.receipt, "{:?}", job.end);
    }
    let failed = model.jobs.values().find(|job| job.ended_badly()).unwrap();
    assert!(matches!(&failed.end, Some(End::Failed(why)) if why.kind == FailureKind::FileMissing));
}

#[test]
fn where_etags_are_no_md5s_nothing_is_claimed() {
    let rig = Rig::new(Options { md5: false, ..sandbox_options() });
    let file = rig.video("clip.mp4", 3_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    assert_eq!(driver.ready(1)[0].receipt.as_ref().unwrap().proof, EtagCheck::NotComparable);
    let mut rig = Rig::plain();
    rig.settings.checks = false;
    let file = rig.video("clip.mp4", 3_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    let receipt = driver.ready(1)[0].receipt.clone().unwrap();
    assert_eq!((receipt.proof, receipt.tree.clone()), (EtagCheck::NotCompared, None));
}

#[test]
fn the_console_tells_the_history_as_a_table_as_json_and_as_csv() {
    let rig = Rig::plain();
    assert_eq!(history(&rig, &[]).code, cli::NOTHING);
    let (small, large) = (rig.video("봄 소풍.mp4", 300_000), rig.video("large\u{1b}[2J\nx.mov", 33_000_000));
    let text = rig.folder.path().join("notes.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    let url = "https://example.org/c.mp4?X-Amz-Signature=dead";
    for source in [small.to_str().unwrap(), large.to_str().unwrap(), text.to_str().unwrap(), url] {
        let said = run(&rig, None, &["upload", "--json", source]);
        let done = &said.of("done")[0];
        if source == large.to_str().unwrap() {
            assert_eq!(done["tree"], tree(&large).as_str());
            assert_eq!(
                (&done["proof"], &done["parts"], &done["parts_agreed"]),
                (&"md5".into(), &126.into(), &126.into())
            );
            assert_eq!((&done["same_file"], &done["size_agrees"]), (&true.into(), &true.into()));
        }
    }
    let told = history(&rig, &["--json"]);
    assert_eq!(told.code, cli::READY, "{}", told.err);
    let rows = told.events();
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(
        names,
        ["example.org/c.mp4", "notes.mp4", "large\u{1b}[2J\nx.mov", "봄 소풍.mp4"],
        "newest first"
    );
    assert_eq!((&rows[1]["outcome"], &rows[1]["reason"]), (&"refused".into(), &"not-media".into()));
    assert_eq!((&rows[3]["proof"], &rows[3]["tree"]), (&"no-parts".into(), &tree(&small).into()));
    for secret in [rig.sandbox.key(), "dead", "nonce"] {
        assert!(!told.out.contains(secret), "{secret} was told");
    }
    let table = history(&rig, &[]).out;
    assert_eq!(table.lines().count(), 5, "{table}");
    assert!(
        !table.contains('\u{1b}') && table.contains("126/126 parts") && table.contains("plain text"),
        "{table}"
    );
    assert_eq!(history(&rig, &["--search", "소풍", "--json"]).events().len(), 1);
    assert_eq!(history(&rig, &["--search", "REFUSED", "--limit", "3"]).out.lines().count(), 2);
    assert_eq!(history(&rig, &["--limit", "2", "--json"]).events().len(), 2);
    assert_eq!(history(&rig, &["--search", "nothing like it"]).code, cli::NOTHING);
    let table = history(&rig, &["--csv"]).out;
    assert!(table.starts_with("name,source,outcome,") && table.contains("\nnotes.mp4,"), "{table}");
    assert_eq!(history(&rig, &["--csv", "--json"]).code, cli::USAGE);
}

#[test]
fn the_history_is_read_while_a_window_or_another_console_has_it() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let Ok(Started::Engine(engine)) = launch(&running_here(&rig), |_| {}, || {}) else {
        panic!("nobody else is here")
    };
    let account = engine.model().current.clone();
    let driver = Driver { engine, account };
    driver.add(&[&file]);
    driver.ready(1);
    until("it is on record", || {
        let said = history(&rig, &["--json"]);
        (said.code == cli::READY && said.events()[0]["outcome"] == "ready").then_some(())
    });
}

/// The program in the guide that makes a digest again.
fn program() -> String {
    let guide = std::fs::read_to_string(process::file("docs/receipts-and-verifying.md")).unwrap();
    guide.split_once("```python").unwrap().1.split_once("\n```").unwrap().0.to_owned()
}

#[test]
fn anybody_can_make_the_digest_again_as_the_guide_says() {
    let rig = Rig::plain();
    let file = rig.video("봄 소풍.mp4", 3 * (1 << 20) + 5);
    let wanted = tree(&file);
    let said = |command: &mut Process| {
        let output = command.output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8(output.stdout).unwrap())
    };
    // Not every system has it; where it is there, it has to agree.
    if said(Process::new("python3").arg("--version")).is_some() {
        let told = said(Process::new("python3").arg("-c").arg(program()).arg(&file));
        assert_eq!(told.unwrap().trim(), wanted);
    }
    let driver = rig.engine();
    driver.add(&[&file]);
    assert_eq!(driver.ready(1)[0].receipt.as_ref().unwrap().tree, Some(wanted));
}
