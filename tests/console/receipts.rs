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

fn blake3(path: &Path) -> String {
    blake3::hash(&std::fs::read(path).unwrap()).to_hex().to_string()
}

#[test]
fn an_upload_in_parts_leaves_a_receipt_of_every_part_that_was_compared() {
    let mut rig = Rig::plain();
    rig.settings.whole_sha256 = true;
    // Windows has no quotation marks in names.
    let (name, told) = if cfg!(windows) {
        ("=봄, 소풍.mp4", "\"'=봄, 소풍.mp4\",")
    } else {
        ("=봄 \"소풍\".mp4", "\"'=봄 \"\"소풍\"\".mp4\",")
    };
    let file = rig.video(name, 5_000_000);
    rig.sandbox.script(Fault::once(FaultTarget::Part, FaultEffect::ResetBefore));
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    let receipt = jobs[0].receipt.clone().unwrap();
    let parts = receipt.cut.unwrap().parts;
    assert_eq!((receipt.proof, parts), (EtagCheck::Matched(20), 20));
    assert_eq!((receipt.same_file, receipt.size_agrees()), (true, Some(true)));
    assert_eq!((receipt.blake3(), &receipt.sha256), (Some(blake3(&file).as_str()), &Some(sha256(&file))));
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
    assert!(all.lines().nth(1).unwrap().starts_with(told), "{all}");
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
    assert_eq!((receipt.proof, receipt.digest.clone()), (EtagCheck::NotCompared, None));
}

#[test]
fn the_console_tells_the_history_as_a_table_as_json_and_as_csv() {
    let rig = Rig::plain();
    assert_eq!(history(&rig, &[]).code, cli::NOTHING);
    // Windows has no control characters in names.
    let acting = if cfg!(windows) { "large x.mov" } else { "large\u{1b}[2J\nx.mov" };
    let (small, large) = (rig.video("봄 소풍.mp4", 300_000), rig.video(acting, 33_000_000));
    let text = rig.folder.path().join("notes.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    let url = "https://example.org/c.mp4?X-Amz-Signature=dead";
    for source in [small.to_str().unwrap(), large.to_str().unwrap(), text.to_str().unwrap(), url] {
        let said = run(&rig, None, &["upload", "--json", source]);
        let done = &said.of("done")[0];
        if source == large.to_str().unwrap() {
            assert_eq!((&done["blake3"], &done["tree"]), (&blake3(&large).into(), &Value::Null));
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
    assert_eq!(names, ["example.org/c.mp4", "notes.mp4", acting, "봄 소풍.mp4"], "newest first");
    assert_eq!((&rows[1]["outcome"], &rows[1]["reason"]), (&"refused".into(), &"not-media".into()));
    assert_eq!((&rows[3]["proof"], &rows[3]["blake3"]), (&"no-parts".into(), &blake3(&small).into()));
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

/// The block of the guide that is in this language and holds this.
fn block(language: &str, holds: &str) -> String {
    let guide = std::fs::read_to_string(process::file("docs/receipts-and-verifying.md")).unwrap();
    let fence = format!("```{language}\n");
    let mut blocks = guide.split(&fence).skip(1).map(|rest| rest.split("```").next().unwrap().to_owned());
    blocks.find(|block| block.contains(holds)).unwrap()
}

/// The first word that a program prints.
fn first_word(program: &mut Process) -> String {
    let output = program.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap().split_whitespace().next().unwrap().to_owned()
}

/// Whether these programs are here: systems differ in what they have.
fn here(programs: &str) -> bool {
    Process::new("sh").args(["-c", programs]).output().is_ok_and(|output| output.status.success())
}

#[test]
fn anybody_can_make_the_digest_again_as_the_guide_says() {
    let rig = Rig::plain();
    let file = rig.video("봄 소풍.mp4", 3 * (1 << 20) + 5);
    let driver = rig.engine();
    driver.add(&[&file]);
    let jobs = driver.ready(1);
    let receipt = jobs[0].receipt.as_ref().unwrap();
    assert_eq!(receipt.blake3(), Some(blake3(&file).as_str()));
    if here("b3sum --version") {
        let line = block("sh", "b3sum").replace("holiday.mp4", "\"$FILE\"");
        let said = first_word(Process::new("sh").arg("-c").arg(line).env("FILE", &file));
        assert_eq!(receipt.blake3(), Some(said.as_str()));
    }
    if here("python3 --version") {
        let said = first_word(Process::new("python3").arg("-c").arg(block("python", "hashlib")).arg(&file));
        assert_eq!(said, hex::encode(takeup_api::body::tree_of(&file).unwrap()));
    }
}

#[test]
fn the_digest_of_an_upload_that_was_interrupted_is_that_of_the_file() {
    for older in [false, true] {
        let rig = Rig::slow();
        let file = rig.video("clip.mp4", 8_000_000);
        let driver = rig.engine();
        driver.add(&[&file]);
        driver.under_way(2_000_000);
        driver.engine.shutdown();
        if older {
            // What an older version has left, which made other leaves.
            let journal = rusqlite::Connection::open(rig.data().join("journal.sqlite")).unwrap();
            assert!(journal.execute("UPDATE digest SET blake3 = NULL", []).unwrap() > 0);
        }
        let jobs = rig.engine().ready(1);
        assert_eq!(jobs[0].receipt.as_ref().unwrap().blake3(), Some(blake3(&file).as_str()));
        rig.holds_only(&file);
    }
}

/// What the console says of files beside their receipts.
fn verify(rig: &Rig, words: &[&str]) -> Said {
    let data = rig.data();
    run_bare(None, &[&["verify", "--data-dir", data.to_str().unwrap()], words].concat())
}

#[test]
fn files_are_compared_with_their_receipts() {
    let rig = Rig::plain();
    let (one, two) = (rig.video("하나.mp4", 3_000_000), rig.video("two.mp4", 300_000));
    let [one_text, two_text] = [&one, &two].map(|file| file.to_str().unwrap());
    assert_eq!(verify(&rig, &[one_text]).code, cli::NOTHING);
    assert_eq!(run(&rig, None, &["upload", one_text, two_text]).code, cli::READY);
    let said = verify(&rig, &["--json", one_text, two_text]);
    let rows = said.events();
    assert_eq!((said.code, rows.len()), (cli::READY, 2), "{}", said.out);
    assert_eq!((&rows[0]["result"], &rows[0]["digest"]), (&"same".into(), &"blake3".into()));
    assert_eq!((&rows[0]["found"], &rows[0]["receipt"]), (&blake3(&one).into(), &blake3(&one).into()));
    let asset = rows[0]["asset_id"].as_str().unwrap();
    // A file that was moved is known by its content, and an asset has its receipt wherever the file is.
    let moved = rig.folder.path().join("moved.mp4");
    std::fs::rename(&one, &moved).unwrap();
    let moved_text = moved.to_str().unwrap();
    let said = verify(&rig, &[moved_text]);
    assert!(said.code == cli::READY && said.out.contains(one_text), "{}", said.out);
    assert_eq!(verify(&rig, &["--asset", asset, moved_text]).code, cli::READY);
    let said = verify(&rig, &["--asset", asset, two_text]);
    assert!(said.code == cli::FAILED && said.out.contains(&blake3(&two)), "{}", said.out);
    assert_eq!(verify(&rig, &["--asset", "nothing", two_text]).code, cli::NOTHING);
    assert_eq!(verify(&rig, &["--asset", asset, moved_text, two_text]).code, cli::USAGE);
    // What is gone, what has changed, and what was never sent.
    assert_eq!(verify(&rig, &[one_text]).code, cli::FAILED);
    let never = rig.video("never.mp4", 300_000);
    assert_eq!(verify(&rig, &[two_text, never.to_str().unwrap()]).code, cli::NOTHING);
    std::fs::copy(&never, &two).unwrap();
    let said = verify(&rig, &["--json", two_text, never.to_str().unwrap()]);
    let results: Vec<Value> = said.events().iter().map(|row| row["result"].clone()).collect();
    assert_eq!((said.code, results), (cli::FAILED, vec!["different".into(), "no-receipt".into()]));
}

#[test]
fn a_receipt_of_an_older_version_is_compared_by_the_digest_it_has() {
    let rig = Rig::plain();
    let (file, copy) = (rig.video("clip.mp4", 3_000_000), rig.folder.path().join("copy.mp4"));
    let text = file.to_str().unwrap();
    assert_eq!(run(&rig, None, &["upload", text]).code, cli::READY);
    let tree = hex::encode(takeup_api::body::tree_of(&file).unwrap());
    let journal = rusqlite::Connection::open(rig.data().join("journal.sqlite")).unwrap();
    let older = "UPDATE history SET sought = replace(sought, ?1, ?2),
                 receipt = replace(replace(receipt, '\"tree\":null', '\"tree\":\"' || ?2 || '\"'),
                                   '\"blake3\":\"' || ?1 || '\"', '\"blake3\":null')";
    assert_eq!(journal.execute(older, [blake3(&file), tree.clone()]).unwrap(), 1);
    drop(journal);
    let row = |words: &[&str]| {
        let said = verify(&rig, &[&["--json"], words].concat());
        (said.code, said.events().remove(0))
    };
    let (code, same) = row(&[text]);
    assert_eq!((code, &same["digest"], &same["found"]), (cli::READY, &"tree".into(), &tree.into()));
    std::fs::copy(&file, &copy).unwrap();
    assert_eq!(row(&[copy.to_str().unwrap()]).0, cli::READY);
    rig.video("clip.mp4", 2_999_999);
    let (code, different) = row(&[text]);
    assert_eq!((code, &different["result"]), (cli::FAILED, &"different".into()));
}
