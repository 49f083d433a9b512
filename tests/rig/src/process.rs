//! Other programs, as tests need them: found, started, waited for, and ended with the test.

use std::env::consts::EXE_SUFFIX;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use crate::Rig;

/// The longest that anything may take, on a busy machine too.
const PATIENCE: Duration = Duration::from_mins(1);
/// Between two looks at something that is awaited.
const MOMENT: Duration = Duration::from_millis(20);

/// A program that ends with the test, however the test ends.
pub struct Running(pub Child);

impl Running {
    pub fn start(command: &mut Command) -> Self {
        Self(command.spawn().unwrap_or_else(|error| panic!("{command:?} does not start: {error}")))
    }

    /// Waits until it has ended by itself.
    pub fn ended(&mut self) -> ExitStatus {
        until("the program ends", || self.0.try_wait().unwrap())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // A program that is asked to end takes its sockets and locks away.
        if matches!(self.0.try_wait(), Ok(None)) {
            drop(Command::new("sh").args(["-c", &format!("kill {}", self.0.id())]).status());
        }
        for _ in 0..100 {
            if !matches!(self.0.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(MOMENT);
        }
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// A program of the system. A test whose program is missing fails.
pub fn program(name: &str) -> Command {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let file = if name.ends_with(EXE_SUFFIX) { name.to_owned() } else { format!("{name}{EXE_SUFFIX}") };
    let found = std::env::split_paths(&folders).any(|folder| folder.join(&file).is_file());
    assert!(found, "{name} is not installed; `make test` installs it, or run tests/setup.sh test");
    Command::new(name)
}

/// A file of this repository.
pub fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Asks until there is an answer.
pub fn until<T>(what: impl fmt::Display, mut ask: impl FnMut() -> Option<T>) -> T {
    let start = Instant::now();
    loop {
        if let Some(answer) = ask() {
            return answer;
        }
        assert!(start.elapsed() < PATIENCE, "{what}: not within {} seconds", PATIENCE.as_secs());
        std::thread::sleep(MOMENT);
    }
}

/// The console program on a rig: it tells what it does in JSON.
pub fn console(program: &str, rig: &Rig, words: &[&str]) -> Child {
    console_command(program, rig, words).spawn().unwrap()
}

/// The same before it is started.
pub fn console_command(program: &str, rig: &Rig, words: &[&str]) -> Command {
    let mut command = Command::new(program);
    command
        .args(words)
        .args(["--json", "--data-dir"])
        .arg(rig.data())
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .env("TAKEUP_LANG", "en")
        .stdout(Stdio::piped());
    command
}

/// The memory of this process, where the system tells.
pub fn memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    Some(line.trim().strip_suffix(" kB")?.parse::<u64>().unwrap() * 1024)
}

/// The console program where cargo has built it: beside the folder of this test.
pub fn console_program() -> PathBuf {
    let test = std::env::current_exe().unwrap();
    let name = format!("takeup-cli{}", std::env::consts::EXE_SUFFIX);
    let program = test.ancestors().nth(2).unwrap().join(name);
    assert!(program.is_file(), "{} is missing; `cargo build -p takeup-cli` makes it", program.display());
    program
}

/// A certificate for this computer that clients can be told to trust, and its key: two files in PEM.
pub fn server_identity(folder: &Path) -> (PathBuf, PathBuf) {
    self_signed(folder, "CA:FALSE")
}

/// The same with a certificate that is made for an authority and not for a server.
pub fn authority_identity(folder: &Path) -> (PathBuf, PathBuf) {
    self_signed(folder, "critical, CA:TRUE")
}

fn self_signed(folder: &Path, constraints: &str) -> (PathBuf, PathBuf) {
    let (certificate, key) = (folder.join("certificate.pem"), folder.join("key.pem"));
    let config = folder.join("certificate.conf");
    let text = format!(
        "[req]\ndistinguished_name = name\nx509_extensions = server\nprompt = no\n[name]\nCN = localhost\n\
         [server]\nsubjectAltName = DNS:localhost, DNS:platform.test, DNS:storage.test, IP:127.0.0.1\n\
         basicConstraints = {constraints}\n"
    );
    std::fs::write(&config, text).unwrap();
    let made = program("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-days",
            "30",
        ])
        .arg("-config")
        .arg(&config)
        .arg("-keyout")
        .arg(&key)
        .arg("-out")
        .arg(&certificate)
        .output()
        .unwrap();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    (certificate, key)
}

/// The same with a certificate that has expired.
pub fn expired_identity(folder: &Path) -> (PathBuf, PathBuf) {
    let (_, key) = server_identity(folder);
    let (request, certificate) = (folder.join("request.pem"), folder.join("expired.pem"));
    let config = folder.join("expired.conf");
    let text = format!(
        "[req]\ndistinguished_name = name\nprompt = no\n[name]\nCN = Test Inspection CA\n[ca]\ndefault_ca = one\n\
         [one]\ndatabase = {0}/index.txt\nserial = {0}/serial\nnew_certs_dir = {0}\ndefault_md = sha256\npolicy = any\n\
         x509_extensions = server\n[any]\ncommonName = supplied\n[server]\n\
         subjectAltName = DNS:localhost, DNS:platform.test, IP:127.0.0.1\nbasicConstraints = CA:FALSE\n",
        // In this file, a backslash would hide what follows it.
        folder.display().to_string().replace('\\', "/")
    );
    std::fs::write(&config, text).unwrap();
    std::fs::write(folder.join("index.txt"), "").unwrap();
    std::fs::write(folder.join("serial"), "01").unwrap();
    let run = |words: &[&str], files: [(&str, &Path); 3]| {
        let mut openssl = program("openssl");
        openssl.args(words).arg("-config").arg(&config);
        for (option, file) in files {
            openssl.arg(option).arg(file);
        }
        let made = openssl.output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    run(&["req", "-new"], [("-key", &key), ("-out", &request), ("-writerand", &folder.join("rand"))]);
    let valid = ["-startdate", "20250101000000Z", "-enddate", "20250201000000Z"];
    run(
        &[&["ca", "-batch", "-selfsign", "-notext"][..], &valid].concat(),
        [("-keyfile", &key), ("-in", &request), ("-out", &certificate)],
    );
    (certificate, key)
}
