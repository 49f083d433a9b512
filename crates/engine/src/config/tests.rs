use super::*;

fn watched_folders(next: &NextUploads) -> Vec<WatchedFolder> {
    vec![
        WatchedFolder { folder: std::env::temp_dir(), ..WatchedFolder::default() },
        WatchedFolder {
            folder: std::env::temp_dir().join("촬영"),
            on: false,
            subfolders: false,
            include: vec!["*.mov".to_owned()],
            exclude: vec!["*_proxy.*".to_owned()],
            next: next.clone(),
            rest: Duration::from_secs(30),
            existing: Existing::Upload,
            copy: Some(CopyChoice::Automatic),
            move_to: Some("uploaded".to_owned()),
        },
    ]
}

#[test]
fn settings_come_back_as_they_were_written() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("설정").join("settings.toml");
    assert_eq!(load(&path).unwrap(), Settings::default());
    let mut settings = Settings {
        theme: Theme::Dark,
        text_size: 120,
        parts_at_once: PartsAtOnce::Fixed(12),
        ..Settings::default()
    };
    settings.accounts[0].limits.set.insert(LimitKey::Multipart, 10_000_000_000);
    let next = &mut settings.accounts[0].next;
    next.indexes.insert("64f0".into(), "Races \"2026\"".to_owned());
    next.stores.insert("64f1".into(), "봄".to_owned());
    for (key, value) in [("take", "7"), ("note", "\"7\""), ("tags", "[\"a\",\"b\"]"), ("live", "true")] {
        next.told.set(key, value).unwrap();
    }
    settings.accounts.push(AccountSettings { id: "second".into(), ..AccountSettings::default() });
    settings.accounts[1].next.task = Some(("64f2".into(), "Old".to_owned()));
    settings.accounts[1].next.language = "ko".to_owned();
    settings.accounts[0].watched = watched_folders(&settings.accounts[0].next);
    (settings.if_exists, settings.ask_hosts) = (IfExists::Reuse, true);
    (settings.copies_at_once, settings.tell_copies) = (2, true);
    settings.ffmpeg = Some("/opt/ffmpeg/ffmpeg".into());
    settings.accounts[0].copy = CopyChoice::Automatic;
    settings.language = Some("en".to_owned());
    (settings.notifications, settings.hold_sleep, settings.delete_reserved) = (false, false, false);
    settings.check_updates = true;
    settings.window = WindowMemory {
        size: Some((900, 700)),
        position: Some((-1200, 40)),
        maximized: true,
        page: Some("assets".to_owned()),
        sort: Some("size".to_owned()),
    };
    settings.log_level = LogLevel::Detailed;
    settings.network = Network {
        proxy: ProxyChoice::Own,
        own_proxy: "http://ann@proxy.example.com:3128".parse().ok(),
        direct_for: "localhost, .example.com".to_owned(),
        extra_ca: Some("/etc/회사.pem".into()),
        addresses: Addresses::Ipv4,
    };
    settings.bandwidth = Bandwidth { limited: true, bytes_per_sec: 1_250_000, ..Bandwidth::default() };
    settings.bandwidth.by_hours = true;
    settings.bandwidth.hours.from = jiff::civil::time(22, 30, 0, 0);
    save(&path, &settings).unwrap();
    assert_eq!(load(&path).unwrap(), settings);
    assert_eq!(language(&path).as_deref(), Some("en"));
    std::fs::write(&path, "language = ").unwrap();
    assert_eq!((language(&path), path.exists()), (None, true), "a damaged file stays for the next reader");
}

/// The file was written by a version that knew no language.
#[test]
fn settings_of_an_earlier_version_are_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, include_str!("../../fixtures/settings_1.toml")).unwrap();
    let mut wanted = Settings {
        theme: Theme::Dark,
        files_at_once: 3,
        parts_at_once: PartsAtOnce::Fixed(12),
        multipart_above: 64_000_000,
        resume_at_start: false,
        mark_uploads: false,
        checks: false,
        whole_sha256: true,
        if_exists: IfExists::Reuse,
        ask_hosts: true,
        current: "second".into(),
        ..Settings::default()
    };
    let (from, to) = (jiff::civil::time(22, 30, 0, 0), jiff::civil::time(6, 30, 0, 0));
    let hours = Hours { from, to };
    wanted.bandwidth = Bandwidth { limited: true, bytes_per_sec: 2_500_000, by_hours: true, hours };
    let mut second = wanted.accounts[0].clone();
    wanted.accounts[0].name = "스튜디오".to_owned();
    wanted.accounts[0].limits.set.insert(LimitKey::Multipart, 9_000_000_000);
    (second.id, second.name) = ("second".into(), "Second".to_owned());
    second.server = "http://127.0.0.1:9/v1.3".to_owned();
    wanted.accounts.push(second);
    assert_eq!(load(&path).unwrap(), wanted);
}

/// Settings as a later version may write them, with this folder watched.
fn of_a_newer_version(watched: &Path) -> String {
    format!(
        r#"
written_by = "900.0.0"
theme = "sepia"
shape = {{ corners = "round", of = ["window", "row"] }}
files_at_once = 900
if_exists = "merge"
current = "main"

[window]
maximized = true
screen = 2

[future]
sent = 3

[[accounts]]
id = "main"
name = "Studio"
server = "https://api.twelvelabs.io/v1.3"
team = "blue"
[accounts.limits]
tomorrow = 7
[accounts.next]
collections = ["a"]
[accounts.next.indexes]
one = "One"
two = "Two"
[[accounts.watched]]
folder = '{0}'
rest_seconds = 30
days = ["mon"]
[[accounts.watched]]
folder = ""
bucket = "s3"

[[accounts]]
id = "gone"
name = "Gone"
server = "https://api.twelvelabs.io/v1.3"
team = "red"

[[accounts]]
kind = "guest"
"#,
        watched.display()
    )
}

/// A newer version has settings, words, accounts and folders of its own. An older one reads what it knows, changes some
/// of it, and leaves the rest for the newer one to come back to.
#[test]
fn what_a_newer_version_has_set_outlives_an_older_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let watched = std::env::temp_dir().join("watched");
    let text = of_a_newer_version(&watched);
    let whole = |path: &Path| std::fs::read_to_string(path).unwrap().parse::<toml::Table>().unwrap();
    std::fs::write(&path, &text).unwrap();
    assert_eq!(newer(&path), Version::parse("900.0.0"));
    let mut settings = load(&path).unwrap();
    assert_eq!((settings.theme, settings.files_at_once), (Theme::System, 64));
    save(&path, &settings).unwrap();
    let (before, mut after) = (text.parse::<toml::Table>().unwrap(), whole(&path));
    // What was never said is said now; what was said is as it was.
    after.retain(|key, _| before.contains_key(key));
    for key in ["written_by", "theme", "shape", "files_at_once", "if_exists", "future", "current"] {
        assert_eq!(after[key], before[key], "{key}");
    }

    settings.theme = Theme::Dark;
    settings.window.maximized = false;
    settings.accounts[0].name = "Atelier".to_owned();
    settings.accounts[0].next.indexes.remove(&IndexId("one".to_owned()));
    settings.accounts[0].watched[0].on = false;
    settings.accounts.remove(1);
    save(&path, &settings).unwrap();
    let after = whole(&path);
    assert_eq!(load(&path).unwrap(), settings, "what this version knows is as it was set");
    let account = &after["accounts"][0];
    let told = [&account["name"], &account["team"], &account["watched"][0]["days"][0], &after["theme"]];
    assert_eq!(told.map(|value| value.as_str().unwrap()), ["Atelier", "blue", "mon", "dark"]);
    assert_eq!(account["limits"]["tomorrow"].as_integer(), Some(7));
    assert_eq!(account["watched"][1]["bucket"].as_str(), Some("s3"));
    assert_eq!(
        (&account["next"]["collections"], after["window"]["screen"].as_integer()),
        (&before["accounts"][0]["next"]["collections"], Some(2))
    );
    let indexes = account["next"]["indexes"].as_table().unwrap();
    assert_eq!(indexes.keys().collect::<Vec<_>>(), ["two"], "what was taken away is gone");
    let accounts = after["accounts"].as_array().unwrap();
    assert_eq!((accounts.len(), accounts[1]["kind"].as_str()), (2, Some("guest")), "so is an account");
}

#[test]
fn a_file_that_was_broken_meanwhile_is_not_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, "theme = [").unwrap();
    let refused = save(&path, &Settings::default()).unwrap_err();
    assert_eq!(refused.reason(), Some(FailureReason::SettingsNotSaved));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), "theme = [");
}

#[test]
fn what_was_named_for_one_run_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let mut settings = Settings { files_at_once: 5, ..Settings::default() };
    let mut other = settings.accounts[0].clone();
    other.id = "https://elsewhere.example.org".into();
    other.passing = true;
    settings.current = other.id.clone();
    settings.accounts.push(other);
    save(&path, &settings).unwrap();
    assert_eq!(load(&path).unwrap(), Settings { files_at_once: 5, ..Settings::default() });
}

#[test]
fn a_bandwidth_limit_that_makes_no_sense_is_put_right() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    let text =
        "[bandwidth]\nlimited = true\nbytes_per_sec = 3\nby_hours = true\nfrom = \"25:00\"\nto = \"6:30\"";
    std::fs::write(&path, text).unwrap();
    let found = load(&path).unwrap().bandwidth;
    let to = jiff::civil::time(6, 30, 0, 0);
    let hours = Hours { to, ..Bandwidth::default().hours };
    let wanted = Bandwidth { limited: true, bytes_per_sec: 10_000, by_hours: true, hours };
    assert_eq!(found, wanted);
}

#[cfg(unix)]
#[test]
fn settings_that_are_kept_elsewhere_stay_there() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (path, kept) = (folder.path().join("settings.toml"), other.path().join("kept.toml"));
    std::fs::write(&kept, "").unwrap();
    std::os::unix::fs::symlink(&kept, &path).unwrap();
    save(&path, &Settings { files_at_once: 7, ..Settings::default() }).unwrap();
    assert!(path.symlink_metadata().unwrap().is_symlink());
    assert_eq!(load(&kept).unwrap().files_at_once, 7);
    let mode = std::os::unix::fs::PermissionsExt::mode(&kept.metadata().unwrap().permissions());
    assert_eq!(mode & 0o077, 0, "they are for their owner alone");
    std::fs::remove_file(&kept).unwrap();
    let lost = save(&path, &Settings::default()).unwrap_err();
    assert_eq!(lost.reason(), Some(FailureReason::SettingsNotSaved), "its disk may come back");
    assert!(path.symlink_metadata().unwrap().is_symlink());
}

#[test]
fn a_damaged_file_is_set_aside_and_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("settings.toml");
    std::fs::write(&path, "theme = [").unwrap();
    assert_eq!(load(&path).unwrap_err().reason(), Some(FailureReason::SettingsUnreadable));
    assert!(folder.path().join("settings.damaged.toml").exists());
    assert_eq!(load(&path).unwrap(), Settings::default());
}
