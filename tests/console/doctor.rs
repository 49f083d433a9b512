//! The test of everything that uploads need: whatever is wrong, the first line that is not as it should be names it.

use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Output};

use jiff::SignedDuration;
use serde_json::Value;
use takeup_rig::Rig;
use takeup_rig::process::{authority_identity, expired_identity, program};
use takeup_rig::proxy::{Proxy, tinyproxy};

use crate::proxies::{Far, console, trusting};

/// The lines of a test: what each is about, its grade, and what was found.
struct Told(Vec<[String; 3]>, Option<i32>);

fn told(said: &Output) -> Told {
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        ["check", "grade", "found"].map(|name| line[name].as_str().unwrap().to_owned())
    };
    let lines: Vec<_> = str::from_utf8(&said.stdout).unwrap().lines().map(line).collect();
    assert!(!lines.is_empty(), "{said:?}");
    Told(lines, said.status.code())
}

impl Told {
    fn grade(&self, check: &str) -> &str {
        self.0.iter().find(|line| line[0] == check).map_or("none", |line| &line[1])
    }

    /// The first line that failed is this one, says this, and made the program fail.
    fn fails(&self, check: &str, why: &str) {
        let first = self.0.iter().find(|line| line[1] == "fail");
        let first = first.ok_or_else(|| format!("nothing failed: {:#?}", self.0)).unwrap();
        assert_eq!(first[0], check, "{:#?}", self.0);
        assert!(first[2].contains(why), "{:#?}", self.0);
        assert_eq!(self.1, Some(1));
    }
}

/// A test on this rig's platform. There is no keyring and no display.
fn doctor(rig: &Rig, words: &[&str]) -> Command {
    let mut command = console(rig, &[&["doctor", "--json"], words].concat());
    command.env("TWELVELABS_BASE_URL", rig.sandbox.url());
    command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere");
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command
}

fn run(command: &mut Command) -> Told {
    told(&command.output().unwrap())
}

#[test]
fn where_everything_works_nothing_fails_and_nothing_is_left_behind() {
    let rig = Rig::plain();
    let clip = rig.video("clip.mp4", 3_000_000);
    assert!(
        crate::cli::run(&rig, None, &["upload", "--method", "multipart", clip.to_str().unwrap()]).code == 0
    );
    // A longer upload would have found out how much the connection carries.
    let host = rig.sandbox.storage_url().split_once("://").unwrap().1;
    let journal = rusqlite::Connection::open(rig.data().join("journal.sqlite")).unwrap();
    journal.execute("INSERT INTO line VALUES (?1, '127.0.0.0/24', 8)", [host]).unwrap();
    drop(journal);
    // SQLite keeps two more files beside a database that is read.
    let files = || {
        let names = std::fs::read_dir(rig.data()).unwrap().map(|entry| entry.unwrap().file_name());
        let own = |name: &std::ffi::OsString| !name.to_string_lossy().starts_with("journal.sqlite-");
        names.filter(own).collect::<std::collections::BTreeSet<_>>()
    };
    let before = files();
    let told = run(&mut doctor(&rig, &[]));
    assert_eq!(told.1, Some(0), "{:#?}", told.0);
    for check in ["names", "proxy", "connection", "tls", "api", "clock", "storage", "data-folder"] {
        assert_eq!(told.grade(check), "ok", "{check}: {:#?}", told.0);
    }
    // Windows is not asked how much room there is.
    if cfg!(unix) {
        assert_eq!(told.grade("disk"), "ok", "{:#?}", told.0);
    }
    assert_eq!(files(), before);
    assert!(told.0.iter().any(|line| line[2] == format!("{host} answers.")), "{:#?}", told.0);
    let text = doctor(&rig, &[]).args(["--direct-for", "localhost"]).output().unwrap();
    assert!(text.status.success());
    let wrong_key = run(doctor(&rig, &[]).env("TWELVE_LABS_API_KEY", "tlk_wrong"));
    wrong_key.fails("api", "key");
    let none = run(doctor(&rig, &[]).env_remove("TWELVE_LABS_API_KEY"));
    assert_eq!((none.grade("api"), none.1), ("warn", Some(0)));
}

#[test]
fn a_storage_that_nobody_has_tried_is_a_warning_and_one_that_cannot_be_reached_fails() {
    let rig = Rig::plain();
    let untried = run(&mut doctor(&rig, &[]));
    assert_eq!((untried.grade("storage"), untried.1), ("warn", Some(0)), "{:#?}", untried.0);
    let clip = rig.video("clip.mp4", 3_000_000);
    let upload = ["upload", "--method", "multipart", clip.to_str().unwrap()];
    assert_eq!(crate::cli::run(&rig, None, &upload).code, 0);
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let journal = rusqlite::Connection::open(rig.data().join("journal.sqlite")).unwrap();
    journal.execute("DELETE FROM line", ()).unwrap();
    let host = format!("127.0.0.1:{port}");
    journal.execute("INSERT INTO line VALUES (?1, '127.0.0.0/24', 8)", [&host]).unwrap();
    drop(journal);
    run(&mut doctor(&rig, &[])).fails("storage", &host);
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "namespaces are for Linux")]
fn without_a_network_no_name_is_found() {
    let rig = Rig::plain();
    let mut command = doctor(&rig, &[]);
    command.env("TWELVELABS_BASE_URL", "https://api.example.com/v1.3");
    let mut alone = alone(&command, "exec \"$0\" \"$@\"");
    let told = run(&mut alone);
    told.fails("names", "api.example.com");
    for check in ["proxy", "connection", "tls", "api", "clock", "storage"] {
        assert_eq!(told.grade(check), "skipped", "{check}");
    }
}

/// The same program in namespaces of its own, without a network, after these lines of shell.
fn alone(command: &Command, first: &str) -> Command {
    apart(command, ["-rmn", "-mn"], first)
}

/// The same in namespaces by these words for `unshare`. Where users may not have any, root does it by the second.
pub(crate) fn apart(command: &Command, [users, roots]: [&str; 2], first: &str) -> Command {
    let allowed = program("unshare").args([users, "true"]).status().unwrap().success();
    let mut alone = if allowed { program("unshare") } else { program("sudo") };
    alone.args(if allowed { vec![users] } else { vec!["-nE", "unshare", roots] });
    alone.args(["sh", "-c", first]).arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => alone.env(name, value),
            None => alone.env_remove(name),
        };
    }
    alone
}

#[test]
fn a_name_without_a_connection_is_the_network_or_a_firewall() {
    let rig = Rig::plain();
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let told = run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", format!("https://localhost:{port}/v1.3")));
    assert_eq!(told.grade("names"), "ok");
    told.fails("connection", "firewall");
    assert_eq!(told.grade("api"), "skipped");
}

#[test]
fn the_sign_in_page_of_a_network_is_told_by_its_title() {
    let rig = Rig::plain();
    let portal = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}/v1.3", portal.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in portal.incoming() {
            let (mut stream, mut head) = (stream.unwrap(), [0; 4096]);
            // Whoever only connects sends nothing.
            if stream.read(&mut head).unwrap_or_default() > 0 {
                let page = "<html><title>Hotel WiFi</title></html>";
                let length = page.len();
                let head = "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nconnection: close";
                write!(stream, "{head}\r\ncontent-length: {length}\r\n\r\n{page}").unwrap_or_default();
            }
        }
    });
    let told = run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", server));
    told.fails("api", "Hotel WiFi");
    assert_eq!(told.grade("clock"), "skipped", "the clock of a page says nothing");
}

#[test]
fn a_server_that_answers_any_json_is_not_the_platform() {
    let rig = Rig::plain();
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let server = format!("http://{}/v1.3", other.local_addr().unwrap());
    std::thread::spawn(move || {
        for stream in other.incoming() {
            let (mut stream, mut head) = (stream.unwrap(), [0; 4096]);
            if stream.read(&mut head).unwrap_or_default() > 0 {
                let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close";
                write!(stream, "{head}\r\ncontent-length: 15\r\n\r\n{{\"status\":\"ok\"}}")
                    .unwrap_or_default();
            }
        }
    });
    run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", &server)).fails("api", "could not be read");
    let mut list = console(&rig, &["assets", "list"]);
    let list = list.env("TWELVELABS_BASE_URL", &server).output().unwrap();
    assert_eq!(list.status.code(), Some(1), "nothing is known, so nothing is listed: {list:?}");
}

#[test]
fn a_proxy_whose_name_is_not_found_is_told_as_that() {
    let rig = Rig::plain();
    let mut command = doctor(&rig, &[]);
    command.env("TWELVELABS_BASE_URL", "https://platform.test/v1.3");
    let told = run(command.env("HTTPS_PROXY", "http://proxy.invalid:3128"));
    told.fails("names", "The name of the proxy, proxy.invalid");
    for check in ["proxy", "connection", "tls", "api", "clock", "storage"] {
        assert_eq!(told.grade(check), "skipped", "{check}");
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "tinyproxy is for Linux")]
fn a_proxy_is_told_by_whether_it_accepts_the_sign_in() {
    let (far, last) = (Far::new(), Proxy::open());
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let more = format!("BasicAuth ann s3cret\nUpstream http {}", last.address());
    let _running = tinyproxy(&far.rig, port, &more);
    let by = |proxy: &str| {
        let mut command = doctor(&far.rig, &[]);
        command.env("TWELVELABS_BASE_URL", far.rig.sandbox.url().replace("127.0.0.1", "platform.test"));
        command.env("SSL_CERT_FILE", &far.certificate).env("HTTPS_PROXY", proxy);
        run(&mut command)
    };
    let right = by(&format!("http://ann:s3cret@127.0.0.1:{port}"));
    assert_eq!(
        (right.grade("proxy"), right.grade("tls"), right.grade("api")),
        ("ok", "ok", "ok"),
        "{:#?}",
        right.0
    );
    assert_eq!(right.1, Some(0));
    let wrong = by(&format!("http://ann:wr0ng@127.0.0.1:{port}"));
    wrong.fails("proxy", "answers with HTTP 40");
    wrong.fails("proxy", "does not accept the sign-in");
    // A refused sign-in is reported as nothing else.
    assert!(!format!("{:?}", wrong.0).contains("does not allow"), "{:#?}", wrong.0);
    assert!(!format!("{:?}", wrong.0).contains("wr0ng"));
    by("ftp://127.0.0.1").fails("proxy", "HTTPS_PROXY");
    let other = by(&format!("socks5h://127.0.0.1:{port}"));
    other.fails("proxy", "a proxy of the kind socks5h");
    assert!(!format!("{:?}", other.0).contains("Retry"), "{:#?}", other.0);
}

#[test]
fn a_proxy_that_refuses_is_told_by_its_answer() {
    let far = Far::new();
    for (answer, why) in [
        ("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", "does not accept the sign-in"),
        ("HTTP/1.1 401 Unauthorized\r\n\r\n", "does not accept the sign-in"),
        ("HTTP/1.1 403 Filtered\r\n\r\n", "does not allow this server"),
        ("HTTP/1.1 502 Bad Gateway\r\n\r\n", "does not reach this server"),
    ] {
        let proxy = Proxy::answering(answer);
        let mut command = doctor(&far.rig, &[]);
        command.env("TWELVELABS_BASE_URL", far.rig.sandbox.url().replace("127.0.0.1", "platform.test"));
        let told = run(command.env("HTTPS_PROXY", format!("http://{}", proxy.address())));
        told.fails("proxy", why);
    }
}

/// A server that answers whoever speaks to it with this, and hangs up.
fn answering(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, mut head) = (stream.unwrap(), [0; 4096]);
            // Whoever only connects sends nothing.
            if stream.read(&mut head).unwrap_or_default() > 0 {
                stream.write_all(answer).unwrap_or_default();
            }
        }
    });
    format!("https://{address}/v1.3")
}

#[test]
fn what_ends_or_answers_an_encrypted_connection_is_on_the_way() {
    let rig = Rig::plain();
    for answer in [&b""[..], b"HTTP/1.1 302 Found\r\nlocation: http://portal/\r\n\r\n"] {
        let told = run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", answering(answer)));
        told.fails("tls", "Something on the way ends or answers the connection");
        assert!(!format!("{:?}", told.0).contains("Retry"), "{:#?}", told.0);
    }
}

#[test]
fn a_server_url_that_is_wrong_is_told_as_that() {
    let rig = Rig::plain();
    let without_version = rig.sandbox.url().replace("/v1.3", "");
    let told = run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", without_version));
    told.fails("api", "must include the API version");
    assert!(!format!("{:?}", told.0).contains("deleted"), "{:#?}", told.0);
    let told = run(doctor(&rig, &[]).env("TWELVELABS_BASE_URL", "api.example.com"));
    told.fails("names", "The server URL is not valid");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "namespaces are for Linux")]
fn a_system_without_certificate_authorities_is_told_what_to_install() {
    let far = Far::new();
    let mut command = doctor(&far.rig, &[]);
    command.env("TWELVELABS_BASE_URL", far.rig.sandbox.url());
    let hide = "for folder in /etc/ssl /etc/pki /usr/local/ssl; do [ ! -d $folder ] || mount -t tmpfs none $folder; done";
    let told = run(&mut apart(&command, ["-rm", "-m"], &format!("{hide}; exec \"$0\" \"$@\"")));
    told.fails(
        "tls",
        "No certificate authorities were found on this system. Install the package ca-certificates",
    );
}

#[test]
fn settings_and_journal_that_cannot_be_used_are_told_and_left_alone() {
    let rig = Rig::plain();
    let data = rig.data();
    std::fs::create_dir(&data).unwrap();
    let [settings, journal] = ["settings.toml", "journal.sqlite"].map(|name| data.join(name));
    let held = |settings_text: &str, journal_bytes: &[u8]| {
        std::fs::write(&settings, settings_text).unwrap();
        std::fs::write(&journal, journal_bytes).unwrap();
        let told = run(&mut doctor(&rig, &[]));
        assert_eq!(std::fs::read_to_string(&settings).unwrap(), settings_text);
        assert_eq!(std::fs::read(&journal).unwrap(), journal_bytes);
        let names = std::fs::read_dir(&data).unwrap().map(|entry| entry.unwrap().file_name());
        let set_aside = names.filter(|name| name.to_string_lossy().contains("damaged")).count();
        assert_eq!(set_aside, 0, "nothing is set aside");
        told
    };
    held("theme = [", b"").fails("data-folder", "settings.toml cannot be read");
    held("", b"no database at all, but long enough to be taken for one").fails("data-folder", "journal");
    let newer = held("written_by = \"900.0.0\"\n", b"");
    assert_eq!(newer.1, Some(0), "{:#?}", newer.0);
    let line = newer.0.iter().find(|line| line[2].contains("900.0.0")).unwrap();
    assert_eq!((&*line[0], &*line[1]), ("data-folder", "warn"));

    std::fs::remove_file(&journal).unwrap();
    let connection = rusqlite::Connection::open(&journal).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let bytes = std::fs::read(&journal).unwrap();
    held("", &bytes).fails("data-folder", "A newer version of Takeup wrote the journal");
}

#[test]
fn a_certificate_is_told_by_who_issued_it_and_how_long_it_holds() {
    let far = Far::new();
    let server = far.rig.sandbox.url();
    let strange = run(&mut doctor(&far.rig, &["--base-url", &server]));
    strange.fails("tls", "“localhost”, which this computer does not trust");
    let certificate = far.certificate.to_str().unwrap();
    let company = run(&mut doctor(&far.rig, &["--base-url", &server, "--extra-ca", certificate]));
    assert_eq!((company.grade("tls"), company.1), ("warn", Some(0)), "{:#?}", company.0);
    assert!(company.0.iter().any(|line| line[2].contains("trusted through certificate.pem")));
    let missing = run(&mut doctor(&far.rig, &["--base-url", &server, "--extra-ca", "no-such.pem"]));
    missing.fails("tls", "no-such.pem");
    if cfg!(target_os = "linux") {
        let none = run(doctor(&far.rig, &["--base-url", &server]).env("SSL_CERT_FILE", "/no/roots.pem"));
        none.fails("tls", "SSL_CERT_FILE=/no/roots.pem");
    }

    let other = Far::new();
    let words = ["--base-url", &server, "--extra-ca", other.certificate.to_str().unwrap()];
    let with_other = run(&mut doctor(&far.rig, &words));
    with_other.fails("tls", "neither this computer nor the file certificate.pem trusts");

    let authority = Far::with(authority_identity);
    let (server, file) = (authority.rig.sandbox.url(), authority.certificate.to_str().unwrap());
    run(&mut doctor(&authority.rig, &["--base-url", &server, "--extra-ca", file]))
        .fails("tls", "the certificate of a certificate authority");
    // Those of a network's own sign-in page are often made like that.
    run(&mut doctor(&authority.rig, &["--base-url", &server])).fails("tls", "sign in to this network");

    let old = Far::with(expired_identity);
    let server = old.rig.sandbox.url();
    let expired = run(trusting(&mut doctor(&old.rig, &["--base-url", &server]), &old.certificate));
    expired.fails("tls", "“Test Inspection CA” is valid from");
    assert!(expired.0.iter().any(|line| line[2].contains("2025")), "{:#?}", expired.0);
}

#[test]
fn a_clock_that_is_off_is_told_with_how_far() {
    let rig = Rig::plain();
    for (ahead, why) in [(24, "24 h behind"), (-24, "24 h ahead")] {
        rig.sandbox.set_clock_ahead(SignedDuration::from_hours(ahead));
        run(&mut doctor(&rig, &[])).fails("clock", why);
    }
    rig.sandbox.set_clock_ahead(SignedDuration::from_mins(3));
    assert_eq!(run(&mut doctor(&rig, &[])).grade("clock"), "warn");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "namespaces are for Linux")]
fn a_full_disk_and_a_folder_that_cannot_be_written_are_told() {
    let rig = Rig::plain();
    std::fs::create_dir(rig.data()).unwrap();
    let on = |disk: &str| {
        let data = rig.data();
        let first =
            format!("mount -t tmpfs -o {disk},mode=700 none '{}' && exec \"$0\" \"$@\"", data.display());
        // With the network of this computer, so that nothing fails before.
        run(&mut apart(&doctor(&rig, &[]), ["-rm", "-m"], &first))
    };
    let full = on("size=64k");
    full.fails("disk", "free");
    assert_eq!(full.grade("data-folder"), "skipped", "{:#?}", full.0);
    on("ro").fails("data-folder", "Read-only");
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "displays are named like this on Linux only")]
fn a_display_is_told_by_whether_it_answers() {
    let rig = Rig::plain();
    let none = run(&mut doctor(&rig, &[]));
    assert_eq!((none.grade("display"), none.1), ("warn", Some(0)));
    run(doctor(&rig, &[]).env("DISPLAY", ":4711")).fails("display", ":4711");
    run(doctor(&rig, &[]).env("DISPLAY", "nowhere")).fails("display", "nowhere has no number");
    let named = run(doctor(&rig, &[]).env("WAYLAND_DISPLAY", "wayland-9").env("XDG_RUNTIME_DIR", "/nowhere"));
    named.fails("display", "wayland-9");
}
