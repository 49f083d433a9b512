#![expect(clippy::disallowed_methods, reason = "tests make files")]

use takeup_model::{CopySize, FailureReason};

use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A receipt with everything in it.
pub(in crate::journal) fn full() -> Receipt {
    Receipt {
        job: JobId(4),
        account: "main".into(),
        account_name: "Work, \"A\"".to_owned(),
        server: "https://api.example.org/v1.3".to_owned(),
        source: "/home/ada/봄 소풍.mp4".to_owned(),
        name: "봄 소풍.mp4".to_owned(),
        size: Some(25),
        media_type: Some("video/mp4".to_owned()),
        modified: Some(at("2026-01-01T00:00:00.123456789Z")),
        route: Some(Route { method: Method::Multipart, why: RouteReason::Resumable }),
        asset: Some("a1".into()),
        reused: false,
        upload: Some("u1".into()),
        task: None,
        places: vec![
            ReceiptDestination {
                destination_id: DestinationId::Index("i1".into()),
                name: Some("Races 2026".to_owned()),
                thing: Some("v1".to_owned()),
                ready: true,
            },
            ReceiptDestination {
                destination_id: DestinationId::Store("ks".into()),
                name: None,
                thing: None,
                ready: false,
            },
        ],
        outcome: Outcome::Ready,
        added: at("2026-03-01T12:00:00Z"),
        started: Some(at("2026-03-01T12:00:01Z")),
        sent: Some(at("2026-03-01T12:00:02Z")),
        ended: at("2026-03-01T12:00:03.5Z"),
        cut: Some(PartLayout { parts: 3, size: 10, origin: SessionOrigin::OpenedBeside }),
        retries: 2,
        digest: Some(ContentDigest::Blake3("b".repeat(64))),
        sha256: None,
        proof: EtagCheck::Matched(3),
        same_file: true,
        reported_size: Some(25),
        copy: Some(ReceiptCopy {
            recipe: Recipe::smaller(CopySize::P720),
            tool: "5.1".to_owned(),
            original_size: 900,
            original: Some("o".repeat(64)),
        }),
        length: Some(Duration::from_millis(4004)),
        reported_length: Some(Duration::from_secs(4)),
    }
}

/// A receipt of something that never left.
fn bare(name: &str) -> Receipt {
    Receipt {
        name: name.to_owned(),
        source: format!("/{name}"),
        outcome: Outcome::Refused(RefusalRule::NotMedia, "Plain Text".to_owned()),
        modified: None,
        route: None,
        asset: None,
        reused: false,
        upload: None,
        places: Vec::new(),
        started: None,
        sent: None,
        cut: None,
        retries: 0,
        digest: None,
        proof: EtagCheck::NoParts,
        same_file: false,
        reported_size: None,
        copy: None,
        length: None,
        reported_length: None,
        ..full()
    }
}

#[test]
fn it_comes_back_as_it_was_written() {
    let failed = Receipt {
        outcome: Outcome::Failed(Failure::own(FailureKind::FileChanged, FailureReason::OtherFile, "it grew")),
        proof: EtagCheck::NotComparable,
        digest: Some(ContentDigest::Tree("t".repeat(64))),
        sha256: Some("s".repeat(64)),
        ..full()
    };
    for receipt in
        [full(), failed, bare("a\nb"), Receipt { outcome: Outcome::Cancelled, reused: true, ..bare("") }]
    {
        assert_eq!(parse(&json(&receipt)), Some(receipt));
    }
    for proof in [EtagCheck::NotCompared, EtagCheck::NoParts, EtagCheck::Unrecorded, EtagCheck::Matched(0)] {
        let receipt = Receipt { proof, ..full() };
        assert_eq!(parse(&json(&receipt)), Some(receipt));
    }
    assert_eq!(parse("{}"), None);
    assert_eq!(parse("no JSON"), None);
    let unknown = json(&full()).replace(r#""why":"resumable""#, r#""why":"mood""#);
    assert_eq!(parse(&unknown), None, "a word that nobody knows");
    let newer = json(&full()).replacen('{', r#"{"weather":"fine","#, 1);
    assert_eq!(parse(&newer), Some(full()));
}

#[test]
fn the_json_is_as_promised() {
    let wanted = concat!(
        r#"{"name":"봄 소풍.mp4","source":"/home/ada/봄 소풍.mp4","outcome":"ready","reason":null,"detail":null,"#,
        r#""size":25,"media_type":"video/mp4","modified":"2026-01-01T00:00:00.123456789Z","method":"multipart","#,
        r#""why":"resumable","asset_id":"a1","task_id":null,"reused":false,"upload_id":"u1","places":[{"kind":"index","id":"i1","#,
        r#""name":"Races 2026","thing_id":"v1","ready":true},{"kind":"knowledge-store","id":"ks","name":null,"#,
        r#""thing_id":null,"ready":false}],"account":"Work, \"A\"","account_id":"main","#,
        r#""server":"https://api.example.org/v1.3","added":"2026-03-01T12:00:00Z","#,
        r#""started":"2026-03-01T12:00:01Z","sent":"2026-03-01T12:00:02Z","ended":"2026-03-01T12:00:03.5Z","#,
        r#""bytes_per_second":25,"parts":3,"part_size":10,"session":"opened-beside","retries":2,"blake3":"#,
        r#""bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb","tree":null,"sha256":null,"proof":"md5","#,
        r#""parts_agreed":3,"same_file":true,"told_size":25,"size_agrees":true,"job":4,"code":null,"copy":"720p","copy_tool":"5.1","original_size":900,"original_blake3":"#,
        r#""oooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooooo","milliseconds":4004,"told_milliseconds":4000}"#,
    );
    assert_eq!(json(&full()), wanted);
}

#[test]
fn the_csv_is_as_promised_and_runs_nothing() {
    let mut out = Vec::new();
    let receipts = [
        full(),
        bare("=HYPERLINK(\"x\").mp4"),
        bare("two\nlines.mp4"),
        bare("-1.mp4"),
        bare("@a"),
        bare("+b"),
    ];
    csv(&receipts, &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let (blake3, original) = ("b".repeat(64), "o".repeat(64));
    let account = "\"Work, \"\"A\"\"\",main,https://api.example.org/v1.3,2026-03-01T12:00:00Z";
    let refused = |name: &str, source: &str| {
        format!(
            "{name},{source},refused,not-media,Plain Text,25,video/mp4,,,,,,false,,,{account},,,\
             2026-03-01T12:00:03.5Z,,,,,0,,,,no-parts,,,,,4,,,,,,,\n"
        )
    };
    let wanted = [
        "name,source,outcome,reason,detail,size,media_type,modified,method,why,asset_id,task_id,reused,upload_id,places,\
         account,account_id,server,added,started,sent,ended,bytes_per_second,parts,part_size,session,retries,blake3,\
         tree,sha256,proof,parts_agreed,same_file,told_size,size_agrees,job,code,copy,copy_tool,\
         original_size,original_blake3,milliseconds,told_milliseconds\n"
            .to_owned(),
        format!(
            "봄 소풍.mp4,/home/ada/봄 소풍.mp4,ready,,,25,video/mp4,2026-01-01T00:00:00.123456789Z,multipart,\
             resumable,a1,,false,u1,index:i1=v1 knowledge-store:ks,{account},2026-03-01T12:00:01Z,\
             2026-03-01T12:00:02Z,2026-03-01T12:00:03.5Z,25,3,10,opened-beside,2,{blake3},,,md5,3,true,25,true,4,,\
             720p,5.1,900,{original},4004,4000\n"
        ),
        refused("\"'=HYPERLINK(\"\"x\"\").mp4\"", "\"/=HYPERLINK(\"\"x\"\").mp4\""),
        refused("\"two\nlines.mp4\"", "\"/two\nlines.mp4\""),
        refused("'-1.mp4", "/-1.mp4"),
        refused("'@a", "/@a"),
        refused("'+b", "/+b"),
    ];
    assert_eq!(text, wanted.concat());
    let mut read = ::csv::Reader::from_reader(text.as_bytes());
    let names: Vec<String> = read.records().map(|record| record.unwrap()[0].to_owned()).collect();
    assert_eq!(names[2], "two\nlines.mp4");
    let of_json: serde_json::Value = serde_json::from_str(&json(&full())).unwrap();
    assert_eq!(of_json.as_object().unwrap().len(), COLUMNS.len());
    assert!(COLUMNS.iter().all(|column| of_json.get(column).is_some()));
}

#[test]
fn they_are_saved_as_the_name_of_the_place_asks_for() {
    let folder = tempfile::tempdir().unwrap();
    let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    let place = |name: &str| folder.path().join(name);
    std::fs::write(place("one.json"), "what was there before").unwrap();
    save_one(&full(), &place("one.json")).unwrap();
    let one: serde_json::Value = serde_json::from_str(&read("one.json")).unwrap();
    assert_eq!(one["name"], "봄 소풍.mp4");
    assert!(read("one.json").starts_with("{\n  \"name\""));
    save_one(&full(), &place("one.CSV")).unwrap();
    assert!(read("one.CSV").starts_with("\u{feff}name,") && read("one.CSV").lines().count() == 2);
    save_all(&[full()], &place("all")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&read("all")).unwrap();
    assert_eq!(all.as_array().unwrap().len(), 1);
    save_all(&[full(), full()], &place("all.csv")).unwrap();
    assert_eq!(read("all.csv").lines().count(), 3);
    assert!(save_all(&[], &place("no folder/all.csv")).is_err());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |name: &str| place(name).metadata().unwrap().permissions().mode() & 0o777;
        std::fs::File::create(place("plain")).unwrap();
        assert_eq!(mode("one.json"), mode("plain"), "readable by whom any other file is");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_plain_file_is_written_to_and_stays_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let (target, link) = (folder.path().join("report.txt"), folder.path().join("link"));
    std::fs::write(&target, "before").unwrap();
    std::os::unix::fs::symlink(&target, &link).unwrap();
    save_text("after", &link).unwrap();
    assert!(link.symlink_metadata().unwrap().is_symlink());
    assert_eq!(std::fs::read_to_string(&target).unwrap(), "after\n");
}
