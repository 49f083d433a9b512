//! Google Drive on the console: a connection made in a browser, whose part an HTTP client plays, and imports.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use serde_json::Value;
use takeup_cli as cli;
use takeup_sandbox::{Fault, FaultEffect, FaultTarget};

use crate::cli::run;
use crate::console;
use takeup_rig::Rig;
use takeup_rig::process::{Running, until};

const IMPORT: &str = "POST /connections/{connection_id}/imports";
const FILM: &str = "https://drive.google.com/file/d/film/view?usp=sharing";

/// The next event that the program tells.
fn next(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> Value {
    serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap()
}

/// Starts `connections add`, answers in the browser, and gives back what the browser shows and what is told last.
fn connect(rig: &Rig, answer: &str) -> (String, Value, Option<i32>) {
    let mut program = Running(console(rig, &["connections", "add"]));
    let mut lines = BufReader::new(program.0.stdout.take().unwrap()).lines();
    let consent = next(&mut lines);
    assert_eq!(consent["event"], "consent");
    let back = rig.answer(consent["url"].as_str().unwrap(), answer);
    let (_, _, shown) = rig.browse(&back);
    (shown, next(&mut lines), program.ended().code())
}

#[test]
fn a_drive_is_connected_imported_from_and_disconnected() {
    let rig = Rig::plain();
    let said = run(&rig, None, &["upload", "--json", FILM]);
    let done = said.of("done").remove(0);
    assert_eq!((said.code, &done["status"]), (cli::FAILED, &"refused".into()), "{}", said.out);
    assert!(said.out.contains("takeup-cli connections add"), "{}", said.out);
    assert_eq!(run(&rig, None, &["connections", "list"]).out, "");

    let (shown, told, code) = connect(&rig, "refuse");
    assert!(shown.contains("Google Drive was not connected. You can close this tab."), "{shown}");
    assert_eq!(
        (&told["event"], &told["code"], code),
        (&"failed".into(), &"takeup:consent-refused".into(), Some(1))
    );

    let (shown, told, code) = connect(&rig, "allow");
    assert!(shown.contains("Google Drive is connected. You can close this tab."), "{shown}");
    assert_eq!(
        (&told["event"], &told["owner"], code),
        (&"connected".into(), &"practice@example.org".into(), Some(0))
    );
    let id = told["connection_id"].as_str().unwrap();
    let listed = run(&rig, None, &["connections", "list", "--json"]);
    let row = listed.events().remove(0);
    assert_eq!((&row["connection_id"], &row["status"]), (&id.into(), &"active".into()));
    assert!(run(&rig, None, &["connections", "list"]).out.contains("Active  practice@example.org"));

    let links = ["https://drive.google.com/open?id=film", "https://drive.google.com/file/d/missing/view"];
    let said = run(&rig, None, &["upload", "--json", FILM, links[0], links[1]]);
    let done = said.of("done");
    assert_eq!((said.code, done.len()), (cli::FAILED, 2), "{}", said.out);
    let film = done.iter().find(|one| one["status"] == "ready").unwrap();
    assert_eq!(
        (&film["method"], &film["path"]),
        (&"import".into(), &"https://drive.google.com/file/d/film/view".into())
    );
    assert!(done.iter().any(|one| one["code"] == "resource_not_exist"), "{}", said.out);
    let again = run(&rig, None, &["upload", "--if-exists", "again", FILM]);
    assert!(again.code == cli::READY && again.out.contains("drive-film.mp4"), "{} {}", again.out, again.err);
    assert_eq!(rig.ledger().assets.len(), 1);

    let folder = run(&rig, None, &["upload", "https://drive.google.com/drive/folders/1aB"]);
    assert!(
        folder.code == cli::FAILED && folder.out.contains("only files can be imported"),
        "{}",
        folder.out
    );

    let removed = run(&rig, None, &["connections", "remove", id]);
    assert!(removed.code == cli::READY && removed.out.contains("was removed"), "{}", removed.out);
    assert_eq!(run(&rig, None, &["connections", "list"]).out, "");
}

#[test]
fn a_kill_during_an_import_loses_nothing_and_imports_nothing_twice() {
    let rig = Rig::plain();
    rig.drive();
    rig.sandbox.script(Fault::once(FaultTarget::Route(IMPORT), FaultEffect::HoldAnswer));
    let mut killed: Child = console(&rig, &["upload", FILM, "https://drive.google.com/file/d/other/view"]);
    until("it was asked", || (rig.ledger().requests_to(IMPORT) == 1).then_some(()));
    killed.kill().unwrap();
    killed.wait().unwrap();
    let said = run(&rig, None, &["resume", "--json"]);
    assert_eq!((said.code, said.of("done").len()), (cli::READY, 2), "{} {}", said.out, said.err);
    let ledger = rig.ledger();
    assert_eq!((ledger.assets.len(), ledger.requests_to(IMPORT)), (2, 2));
}
