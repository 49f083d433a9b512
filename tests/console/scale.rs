//! Several machines and one folder: shares, repetition, and the report of a run.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Output};
use std::time::{Duration, Instant};

use serde_json::Value;
use takeup_cli as cli;
use takeup_rig::{Rig, process, sandbox_options};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options, SandboxLimits};

use crate::cli::{Said, run};

/// A folder of so many small files.
fn footage(rig: &Rig, count: usize) -> PathBuf {
    let folder = rig.folder.path().join("footage");
    for card in ["card1", "card2"] {
        std::fs::create_dir_all(folder.join(card)).unwrap();
    }
    for number in 0..count {
        rig.video(&format!("footage/card{}/{number:03}.mp4", number % 2 + 1), 2_000);
    }
    folder
}

/// The console as a process of one of several machines: it has a journal of its own.
fn machine(rig: &Rig, name: &str, words: &[&str]) -> Process {
    let mut process = Process::new(env!("CARGO_BIN_EXE_takeup-cli"));
    process.args(words).args(["--json", "--data-dir"]).arg(rig.folder.path().join(name));
    process.env("TWELVELABS_BASE_URL", rig.sandbox.url()).env("TWELVE_LABS_API_KEY", rig.sandbox.key());
    for name in ["JOB_COMPLETION_INDEX", "TAKEUP_SHARDS", "SLURM_ARRAY_TASK_ID"] {
        process.env_remove(name);
    }
    process
}

/// Runs machines at the same time, and gives back what each has said.
fn at_once(machines: Vec<Process>) -> Vec<Said> {
    let outputs: Vec<Output> = std::thread::scope(|scope| {
        let running: Vec<_> =
            machines.into_iter().map(|mut machine| scope.spawn(move || machine.output().unwrap())).collect();
        running.into_iter().map(|machine| machine.join().unwrap()).collect()
    });
    outputs.into_iter().map(said).collect()
}

fn all_succeed(machines: Vec<Process>) {
    for said in at_once(machines) {
        assert_eq!(said.code, cli::READY, "{} {}", said.out, said.err);
    }
}

fn said(output: Output) -> Said {
    let code = output.status.code().and_then(|code| u8::try_from(code).ok()).unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    Said { code, out, err }
}

/// How often the platform has each file.
fn copies(rig: &Rig) -> BTreeMap<String, usize> {
    let mut copies = BTreeMap::new();
    for asset in rig.ledger().assets {
        assert_eq!(asset.status, "ready");
        *copies.entry(asset.filename).or_default() += 1;
    }
    copies
}

#[test]
fn four_machines_with_a_share_each_upload_every_file_once() {
    let rig = Rig::plain();
    let folder = footage(&rig, 400);
    let folder = folder.to_str().unwrap();
    let machines = (1..=4).map(|index| {
        machine(&rig, &format!("m{index}"), &["upload", "--shard", &format!("{index}/4"), folder])
    });
    let all = at_once(machines.collect());
    let mut taken = 0;
    for said in &all {
        assert_eq!(said.code, cli::READY, "{}", said.err);
        let shard = &said.of("shard")[0];
        assert_eq!(shard["found"], 400);
        assert_eq!(said.of("done").len(), usize::try_from(shard["taken"].as_u64().unwrap()).unwrap());
        taken += shard["taken"].as_u64().unwrap();
    }
    assert_eq!(taken, 400);
    let copies = copies(&rig);
    assert!(copies.len() == 400 && copies.values().all(|count| *count == 1), "{copies:?}");
    // A machine that has lost everything it knew repeats its share, and sends nothing.
    let again = said(
        machine(&rig, "new", &["upload", "--shard", "3/4", "--if-exists", "skip", folder]).output().unwrap(),
    );
    assert_eq!((again.code, rig.ledger().assets.len()), (cli::READY, 400), "{}", again.err);
    assert!(again.of("done").iter().all(|done| done["reused"] == true), "{}", again.out);
}

#[test]
fn eight_machines_without_a_share_leave_no_more_copies_than_there_are_machines() {
    let rig = Rig::plain();
    let folder = footage(&rig, 60);
    let folder = folder.to_str().unwrap();
    let words = ["upload", "--if-exists", "skip", folder];
    let all = at_once((0..8).map(|index| machine(&rig, &format!("m{index}"), &words)).collect());
    for said in &all {
        assert_eq!(said.code, cli::READY, "{}", said.err);
    }
    let first = copies(&rig);
    // Looking and creating are two requests: whoever looked before the first asset was there sends a copy, and each
    // machine looks once.
    assert!(first.len() == 60 && first.values().all(|count| (1..=8).contains(count)), "{first:?}");
    let sent: usize =
        all.iter().flat_map(|said| said.of("done")).filter(|done| done["reused"] == false).count();
    assert_eq!(first.values().sum::<usize>(), sent, "each copy is told by the machine that sent it");
    // Repetition adds none, also by machines that know nothing.
    for said in at_once((0..8).map(|index| machine(&rig, &format!("new{index}"), &words)).collect()) {
        assert_eq!(said.code, cli::READY, "{}", said.err);
    }
    assert_eq!(copies(&rig), first);
}

#[test]
fn machines_that_share_a_rate_limit_wait_in_turn_and_upload_every_file_once() {
    const MACHINES: usize = 4;
    const FILES: usize = 32;
    let (limit, minute) = (8, Duration::from_secs(3));
    for (method, waits) in [("direct", true), ("auto", false)] {
        let limits = SandboxLimits { posts_per_minute: Some(limit), minute, ..SandboxLimits::default() };
        let rig = Rig::new(Options { limits, ..sandbox_options() });
        let folder = footage(&rig, FILES);
        let begun = Instant::now();
        let machines = (1..=MACHINES).map(|index| {
            let shard = format!("{index}/{MACHINES}");
            let words = ["upload", "--method", method, "--shard", &shard, folder.to_str().unwrap()];
            machine(&rig, &format!("m{index}"), &words)
        });
        for said in at_once(machines.collect()) {
            assert_eq!(said.code, cli::READY, "{method}: {} {}", said.out, said.err);
            assert!(said.of("done").iter().all(|done| done["status"] == "ready"), "{method}: {}", said.out);
        }
        let (took, ledger) = (begun.elapsed(), rig.ledger());
        let copies = copies(&rig);
        assert!(copies.len() == FILES && copies.values().all(|count| *count == 1), "{method}: {copies:?}");
        let direct = ledger.assets.iter().filter(|asset| asset.method == "direct").count();
        let refused = usize::try_from(ledger.requests_to("POST /assets")).unwrap() - direct;
        assert!(!waits || refused > 0, "the limit was never reached");
        // Each answer asks for a second at least. Whoever keeps to that asks again with what it has under way.
        let seconds = usize::try_from(took.as_secs()).unwrap() + 1;
        assert!(refused <= MACHINES * 6 * seconds, "{method}: {refused} refused within {took:?}");
        if waits {
            let minutes = u32::try_from(FILES).unwrap().div_ceil(limit) - 1;
            assert!(took >= minute * minutes, "{took:?}");
        } else {
            assert!(direct < FILES, "what may not go in one request goes in parts");
        }
    }
}

/// Stands for ssh: each machine has a home of its own and none of the variables of this one, and what is typed for it
/// is kept.
#[cfg(target_os = "linux")]
const SSH: &str = r#"#!/bin/sh
printf '%s\n' "$*" >> "$HOMES/typed"
home="$HOMES/$1"
shift 2
mkdir -p "$home" && cd "$home" || exit 255
printf %s "$KEY" > takeup-key
exec env -i HOME="$home" SHELL=/bin/sh PATH="$PATH" TWELVELABS_BASE_URL="$SERVER" sh -c "$*"
"#;

/// The example for GNU parallel runs as it is, once its folder is that of the test.
#[cfg(target_os = "linux")]
#[test]
fn the_example_of_gnu_parallel_runs_and_what_failed_is_repeated() {
    use std::os::unix::fs::PermissionsExt as _;
    let rig = Rig::plain();
    let folder = footage(&rig, 40);
    let guide = std::fs::read_to_string(process::file("docs/scale.md")).unwrap();
    let (_, line) = guide.split_once("```bash\nparallel ").unwrap();
    let (line, _) = line.split_once("```").unwrap();
    let line = format!("parallel {}", line.replace("/mnt/footage", folder.to_str().unwrap()));
    let (homes, ssh) = (rig.folder.path().join("homes"), rig.folder.path().join("ssh"));
    std::fs::create_dir(&homes).unwrap();
    std::fs::write(&ssh, SSH).unwrap();
    std::fs::set_permissions(&ssh, std::fs::Permissions::from_mode(0o755)).unwrap();
    let run = |key: &str, line: &str| {
        let mut shell = Process::new("bash");
        shell.args(["-c", line]).current_dir(&homes).env("HOME", &homes).env("PATH", path_of_the_console());
        shell.env("PARALLEL_SSH", &ssh).env("HOMES", &homes).env("KEY", key).env("SERVER", rig.sandbox.url());
        shell.env_remove("TWELVE_LABS_API_KEY").output().unwrap()
    };
    let codes = || {
        let log = std::fs::read_to_string(homes.join("uploads.log")).unwrap();
        let lines = log.lines().skip(1).map(|line| line.split('\t').nth(6).unwrap().to_owned());
        lines.collect::<Vec<_>>()
    };
    let refused = run("tlk_wrong", &line);
    let key_refused = vec![cli::KEY.to_string(); 4];
    assert!(!refused.status.success() && codes() == key_refused, "{:?} {refused:?}", codes());
    assert_eq!(rig.ledger().assets.len(), 0);
    let output = run(rig.sandbox.key(), &line.replacen("parallel ", "parallel --resume-failed ", 1));
    assert!(output.status.success(), "{output:?}");
    let first = copies(&rig);
    assert!(first.len() == 40 && first.values().all(|count| *count == 1), "{first:?}");
    // A share that is repeated on another machine sends nothing.
    std::fs::remove_file(homes.join("uploads.log")).unwrap();
    let again = run(rig.sandbox.key(), &line.replace("::: 1 2 3 4", "::: 4 3 2 1"));
    assert!(again.status.success() && codes() == ["0"; 4], "{again:?}");
    assert_eq!(copies(&rig), first);
    let typed = std::fs::read_to_string(homes.join("typed")).unwrap();
    assert!(["studio1", "studio4"].iter().all(|host| typed.contains(host)), "{typed}");
    // It packs what it types in hex.
    for key in [rig.sandbox.key().to_owned(), hex::encode(rig.sandbox.key())] {
        assert!(!typed.contains(&key), "the key is seen by everybody on these machines");
    }
}

/// The search path, with the console in front.
fn path_of_the_console() -> std::ffi::OsString {
    let program = Path::new(env!("CARGO_BIN_EXE_takeup-cli")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(program).chain(std::env::split_paths(&path))).unwrap()
}

#[test]
fn a_share_comes_from_the_array_that_the_machine_is_in() {
    let rig = Rig::plain();
    let folder = footage(&rig, 20);
    let folder = folder.to_str().unwrap();
    let auto = ["upload", "--dry-run", "--shard", "auto", folder];
    let of = |variables: &[(&str, &str)]| {
        let mut machine = machine(&rig, "m", &auto);
        said(machine.envs(variables.iter().copied()).output().unwrap())
    };
    let plans = |said: &Said| said.of("plan").iter().map(|plan| plan["path"].clone()).collect::<Vec<_>>();
    let named = run(&rig, None, &["upload", "--dry-run", "--json", "--shard", "3/4", folder]);
    let kubernetes = of(&[("JOB_COMPLETION_INDEX", "2"), ("TAKEUP_SHARDS", "4")]);
    let slurm = of(&[
        ("SLURM_ARRAY_TASK_ID", "12"),
        ("SLURM_ARRAY_TASK_MIN", "10"),
        ("SLURM_ARRAY_TASK_MAX", "13"),
        ("SLURM_ARRAY_TASK_COUNT", "4"),
        ("SLURM_ARRAY_TASK_STEP", "1"),
    ]);
    for said in [&kubernetes, &slurm] {
        assert_eq!((said.code, &said.of("shard")[0]["shard"]), (cli::READY, &"3/4".into()), "{}", said.err);
        assert!(!plans(&named).is_empty() && plans(said) == plans(&named), "{}", said.out);
    }
    for (variables, sentence) in [
        (&[][..], "neither a Kubernetes Indexed Job nor a Slurm array"),
        (&[("JOB_COMPLETION_INDEX", "2")], "TAKEUP_SHARDS"),
        (&[("SLURM_ARRAY_TASK_ID", "12")], "SLURM_ARRAY_TASK_COUNT"),
    ] {
        let said = of(variables);
        assert!(said.code == cli::USAGE && said.err.contains(sentence), "{sentence}: {}", said.err);
    }
}

#[test]
fn a_share_without_files_is_no_failure_and_a_folder_without_files_is() {
    let rig = Rig::plain();
    let folder = footage(&rig, 1);
    let one = folder.join("card1/000.mp4");
    let report = rig.folder.path().join("report.json");
    let words = |shard: &'static str| ["upload", "--shard", shard, "--report", report.to_str().unwrap()];
    let codes = ["1/2", "2/2"].map(|shard| {
        let said = run(&rig, None, &[&words(shard)[..], &[one.to_str().unwrap()]].concat());
        let report: Value = serde_json::from_slice(&std::fs::read(&report).unwrap()).unwrap();
        assert_eq!((&report["shard"], &report["exit_code"]), (&shard.into(), &0.into()));
        (said.code, report["totals"]["uploads"].as_u64())
    });
    assert!(codes == [(0, Some(1)), (0, Some(0))] || codes == [(0, Some(0)), (0, Some(1))], "{codes:?}");
    assert_eq!(rig.ledger().assets.len(), 1);
    let empty = folder.join("card2");
    assert_eq!(run(&rig, None, &["upload", "--shard", "1/2", empty.to_str().unwrap()]).code, cli::NOTHING);
    for wrong in ["3/2", "0/2", "half"] {
        let said = run(&rig, None, &["upload", "--shard", wrong, one.to_str().unwrap()]);
        assert!(said.code == cli::USAGE && said.err.contains("2/4"), "{}", said.err);
    }
}

#[test]
fn a_metadata_table_for_all_shares_is_no_news_for_one() {
    let rig = Rig::plain();
    let folder = footage(&rig, 8);
    let table = rig.folder.path().join("table.csv");
    let lines: Vec<String> = (0..8).map(|number| format!("{number:03}.mp4,{number}")).collect();
    std::fs::write(&table, format!("file,take\n{}\n", lines.join("\n"))).unwrap();
    let words = ["upload", "--metadata", table.to_str().unwrap(), "--shard"];
    for shard in ["1/3", "2/3", "3/3"] {
        let said = run(&rig, None, &[&words[..], &[shard, folder.to_str().unwrap()]].concat());
        assert!(said.code == cli::READY && !said.err.contains("table"), "{}", said.err);
        assert!(!said.err.contains("match"), "{}", said.err);
    }
    let assets = rig.ledger().assets;
    assert!(assets.len() == 8, "{assets:?}");
}

#[test]
fn a_report_tells_what_a_run_came_to() {
    let rig = Rig::plain();
    // Windows has no angle brackets in names.
    let (name, told) = if cfg!(windows) {
        ("봄 & 소풍.mp4", "봄 &amp; 소풍.mp4")
    } else {
        ("<b>봄 & 소풍.mp4", "&lt;b&gt;봄 &amp; 소풍.mp4")
    };
    let good = rig.video(name, 300_000);
    let bad = rig.video("bad.mp4", 400_000);
    let text = rig.folder.path().join("=notes.mp4");
    std::fs::write(&text, "words, only words\n").unwrap();
    rig.sandbox
        .script(Fault::once(FaultTarget::PostAsset, FaultEffect::AssetFailed("<i>no frames</i>".to_owned())));
    let paths = [&bad, &text, &good].map(|path| path.to_str().unwrap());
    let place = |name: &str| rig.folder.path().join(name);
    let write = |name: &str, words: &[&str]| {
        let place = place(name);
        let said = run(&rig, None, &[words, &["--report", place.to_str().unwrap()]].concat());
        (said.code, std::fs::read_to_string(place).unwrap())
    };
    let (code, text) = write("report.json", &[&["upload"], &paths[..1]].concat());
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((code, &report["exit_code"]), (cli::FAILED, &1.into()));
    assert_eq!((&report["totals"]["failed"], &report["totals"]["ready"]), (&1.into(), &0.into()), "{text}");
    assert_eq!(report["failures"][0]["count"], 1, "{text}");
    let (code, page) = write("report.html", &[&["upload", "--if-exists", "again"], &paths[..]].concat());
    assert_eq!(code, cli::FAILED);
    assert!(page.contains(told) && page.contains("Failures by reason"), "{page}");
    for (inside, outside) in [("<b>", "<i>"), ("<script", "src="), ("href", "javascript")] {
        assert!(!page.contains(inside) && !page.contains(outside), "{page}");
    }
    let asset = rig.ledger().assets.into_iter().find(|asset| asset.filename.contains('봄')).unwrap();
    assert!(page.contains(&asset.id), "{page}");
    let (code, table) = write("report.csv", &[&["upload", "--if-exists", "again"], &paths[..]].concat());
    assert_eq!((code, table.lines().count()), (cli::FAILED, 4), "{table}");
    assert!(table.contains("\n'=notes.mp4,") && table.starts_with("\u{feff}name,source,outcome,"), "{table}");
    for secret in [rig.sandbox.key(), "nonce"] {
        assert!(!page.contains(secret) && !table.contains(secret) && !text.contains(secret));
    }
}

#[test]
fn a_report_counts_what_other_runs_have_done_and_have_left() {
    let rig = Rig::plain();
    let (early, late) = (rig.video("early.mp4", 300_000), rig.video("late.mp4", 300_000));
    let place = rig.folder.path().join("report.json");
    let report = |key: Option<&str>, words: &[&str]| {
        let said = run(&rig, key, &[words, &["--report", place.to_str().unwrap()]].concat());
        let report: Value = serde_json::from_slice(&std::fs::read(&place).unwrap()).unwrap();
        assert_eq!(report["exit_code"], said.code, "{}", said.err);
        (said.code, report)
    };
    let line = ["upload", early.to_str().unwrap()];
    assert_eq!(report(None, &line).0, cli::READY);
    let (code, again) = report(None, &line);
    assert_eq!((code, &again["totals"]["uploaded_before"]), (cli::READY, &1.into()), "{again}");
    let (code, stopped) = report(Some("tlk_wrong"), &["upload", late.to_str().unwrap()]);
    assert_eq!((code, &stopped["totals"]["unfinished"]), (cli::KEY, &1.into()), "{stopped}");
    let (code, resumed) = report(None, &["resume"]);
    let uploads = resumed["uploads"].as_array().unwrap();
    assert_eq!((code, uploads.len(), &uploads[0]["name"]), (cli::READY, 1, &"late.mp4".into()), "{resumed}");
    assert_eq!((&uploads[0]["outcome"], &uploads[0]["proof"]), (&"ready".into(), &"no-parts".into()));
}

#[test]
fn a_report_that_cannot_be_kept_is_said_before_anything_is_sent() {
    let rig = Rig::plain();
    let file = rig.video("clip.mp4", 300_000);
    let nowhere = rig.folder.path().join("nowhere/report.html");
    for place in [nowhere.to_str().unwrap(), "report.txt", "report"] {
        let said = run(&rig, None, &["upload", "--report", place, file.to_str().unwrap()]);
        assert_eq!(said.code, cli::USAGE, "{place}: {}", said.err);
    }
    // A folder that takes no file is found out at the end: the upload is ready, and the run has failed.
    let folder = rig.folder.path().join("report.html");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("there"), "").unwrap();
    let said = run(&rig, None, &["upload", "--report", folder.to_str().unwrap(), file.to_str().unwrap()]);
    assert!(said.code == cli::FAILED && said.err.contains("report was not saved"), "{}", said.err);
    assert_eq!(rig.ledger().assets.len(), 1);
}

/// The example with `auto` runs as it is, once its folders are those of the test.
#[test]
fn the_examples_of_kubernetes_and_slurm_run() {
    let rig = Rig::plain();
    let folder = footage(&rig, 12);
    let manifest = std::fs::read_to_string(process::file("packaging/kubernetes/takeup-upload.yaml")).unwrap();
    let args = manifest.lines().find_map(|line| line.trim().strip_prefix("args: ")).unwrap();
    let args: Vec<String> = serde_json::from_str(args).unwrap();
    let counts = ["completions: ", "parallelism: ", "value: \""].map(|name| {
        let rest = manifest.split_once(name).unwrap().1;
        rest.chars().take_while(char::is_ascii_digit).collect::<String>()
    });
    assert!(counts.iter().all(|count| count == "8"), "{counts:?}");
    let data = rig.folder.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let mut pods = Vec::new();
    for index in 0..8 {
        let index = index.to_string();
        let real = |word: &String| {
            let word =
                word.replace("$(JOB_COMPLETION_INDEX)", &index).replace("/videos", folder.to_str().unwrap());
            word.replace("/data", data.to_str().unwrap())
        };
        let mut pod = Process::new(env!("CARGO_BIN_EXE_takeup-cli"));
        pod.args(args.iter().map(real)).env("JOB_COMPLETION_INDEX", &index).env("TAKEUP_SHARDS", &counts[2]);
        pod.env_remove("SLURM_ARRAY_TASK_ID").env("TWELVELABS_BASE_URL", rig.sandbox.url());
        pod.env("TWELVE_LABS_API_KEY", rig.sandbox.key());
        pods.push(pod);
    }
    all_succeed(pods);
    for index in 0..8 {
        assert!(data.join(format!("report-{index}.json")).is_file());
    }
    assert_eq!(copies(&rig).len(), 12);
    // Clusters with SLURM run Linux.
    if cfg!(unix) {
        slurm(&rig, &folder);
    }
    assert!(copies(&rig).values().all(|count| *count == 1), "the array finds everything there");
}

fn slurm(rig: &Rig, folder: &Path) {
    let key = rig.folder.path().join("key");
    std::fs::write(&key, rig.sandbox.key()).unwrap();
    let mut tasks = Vec::new();
    for index in 0..8 {
        let mut task = Process::new("bash");
        task.arg(process::file("packaging/slurm/takeup-upload.sh")).env("PATH", path_of_the_console());
        task.env("VIDEOS", folder).env("KEY", &key).env("STATE", rig.folder.path().join("state"));
        task.env("TWELVELABS_BASE_URL", rig.sandbox.url()).env("SLURM_ARRAY_TASK_ID", index.to_string());
        task.envs([
            ("SLURM_ARRAY_TASK_COUNT", "8"),
            ("SLURM_ARRAY_TASK_MIN", "0"),
            ("SLURM_ARRAY_TASK_MAX", "7"),
        ]);
        tasks.push(task);
    }
    all_succeed(tasks);
}
