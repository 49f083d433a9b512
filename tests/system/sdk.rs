//! The official SDKs, as published, against the sandbox: this is what proves the sandbox faithful.

use std::path::{Path, PathBuf};
use std::process::Command;

use takeup_sandbox::Options;

use takeup_rig::Rig;
use takeup_rig::process::{file, program};

const CHUNK: u64 = 2 << 20;

#[test]
fn the_official_python_sdk_works_with_the_sandbox() {
    let mut command = Command::new(python());
    command.arg(file("tests/sdk/python_round.py")).env("PYTHONUTF8", "1");
    round(command);
}

#[test]
fn the_official_node_sdk_works_with_the_sandbox() {
    let home = file("target/sdk-node");
    installed(&home.join("node_modules"));
    let mut command = program(if cfg!(windows) { "node.exe" } else { "node" });
    command.arg(file("tests/sdk/node_round.mjs")).env("NODE_MODULES", home);
    round(command);
}

/// The Python that has what the tests need.
pub(crate) fn python() -> PathBuf {
    let python =
        file(if cfg!(windows) { "target/sdk-py/Scripts/python.exe" } else { "target/sdk-py/bin/python" });
    installed(&python);
    python
}

fn installed(path: &Path) {
    assert!(
        path.exists(),
        "{} is missing; `make test` installs it, or run tests/setup.sh test",
        path.display()
    );
}

/// Runs a script that ends with the number of its passed and failed steps.
fn round(mut command: Command) {
    let rig = Rig::new(Options { chunk_size: CHUNK, ..Options::default() });
    command
        .arg(rig.folder.path())
        .env("TWELVELABS_BASE_URL", rig.sandbox.url())
        .env("TWELVE_LABS_API_KEY", rig.sandbox.key())
        .env("TWELVELABS_LARGE_BYTES", (12 * CHUNK - 12_345).to_string());
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let errors = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().last().unwrap_or_default();
    let passed = last.strip_suffix(" passed, 0 failed").and_then(|count| count.parse::<u32>().ok());
    assert!(output.status.success() && passed.is_some_and(|count| count > 0), "{said}{errors}");
    assert_eq!(rig.sandbox.ledger().violations, Vec::<String>::new(), "{said}");
}
