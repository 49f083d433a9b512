//! The examples for Kubernetes, systemd and Slurm: each is what its engine accepts. `tests/console/scale.rs` runs them.

use std::io::Write as _;
use std::process::{Command, Stdio};

use takeup_rig::process::file;

use crate::sdk::python;

/// What is wrong with each of these manifests.
fn judged(manifests: &[String]) -> Vec<Option<String>> {
    let mut judge = Command::new(python());
    judge.arg(file("tests/system/kubernetes.py")).env("PYTHONUTF8", "1");
    let mut judge = judge.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let asked = serde_json::to_vec(manifests).unwrap();
    judge.stdin.take().unwrap().write_all(&asked).unwrap();
    let output = judge.wait_with_output().unwrap();
    assert!(output.status.success());
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn kubernetes_accepts_the_job_and_none_with_a_mistake() {
    let manifest = std::fs::read_to_string(file("packaging/kubernetes/takeup-upload.yaml")).unwrap();
    let mistakes = [
        ("apiVersion: batch/v1", "apiVersion: batch/v2", "find schema"),
        ("completionMode: Indexed", "completionmode: Indexed", "'completionmode' was unexpected"),
        ("completionMode: Indexed", "completionMode: NonIndexed", "completionMode"),
        ("completions: 8", "completions: \"8\"", "'8' is not of type"),
        ("parallelism: 8", "parallelism: many", "'many' is not of type"),
        ("parallelism: 8", "parallelism: 8\n  parallelism: 8", "twice"),
        ("restartPolicy: Never", "restartPolicy: OnFailure", "restartPolicy"),
        ("containerName: takeup", "containerName: upload", "containerName: upload"),
        ("values: [2, 3, 4]", "values: [two]", "'two' is not of type"),
        ("      containers:", "      container:", "'containers' is a required property"),
        ("          image: takeup-cli\n", "", "without an image"),
        ("          args: [", "          args: takeup-cli # [", "is not of type"),
        ("secretKeyRef:", "secretRef:", "'secretRef' was unexpected"),
        ("value: \"8\"", "value: 8", "8 is not of type"),
        ("memory: 512Mi", "memory: 512 MB", "amount: 512 MB"),
        ("mountPath: /data", "mountpath: /data", "'mountPath' is a required property"),
        ("- name: data\n          persistent", "- name: journals\n          persistent", "no volume data"),
    ];
    let mut manifests = vec![manifest.clone()];
    for (right, wrong, _) in mistakes {
        assert!(manifest.contains(right), "{right}");
        manifests.push(manifest.replacen(right, wrong, 1));
    }
    let found = judged(&manifests);
    assert_eq!((found.len(), &found[0]), (manifests.len(), &None));
    for (found, (_, wrong, said)) in found[1..].iter().zip(mistakes) {
        assert!(found.as_ref().is_some_and(|found| found.contains(said)), "{wrong}: {found:?}");
    }
}

#[cfg(target_os = "linux")]
mod linux {
    use std::fs;
    use std::path::Path;
    use std::process::Output;

    use takeup_rig::process::{console_program, file, program};

    /// What systemd says of the units in a folder.
    fn verified(folder: &Path) -> (bool, String) {
        let units = fs::read_dir(folder).unwrap().map(|unit| unit.unwrap().path());
        let mut verify = program("systemd-analyze");
        verify.args(["verify", "--man=no", "--recursive-errors=no"]).args(units);
        let Output { status, stdout, stderr } = verify.output().unwrap();
        (status.success(), String::from_utf8([stdout, stderr].concat()).unwrap())
    }

    #[test]
    fn systemd_accepts_the_units_and_none_with_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        // It looks for the program.
        let real = console_program();
        for unit in fs::read_dir(file("packaging/systemd")).unwrap() {
            let unit = unit.unwrap();
            let text = fs::read_to_string(unit.path()).unwrap();
            let text = text.replace("/usr/bin/takeup-cli", real.to_str().unwrap());
            fs::write(folder.path().join(unit.file_name()), text).unwrap();
        }
        assert_eq!(verified(folder.path()), (true, String::new()));
        let watch = folder.path().join("takeup-watch.service");
        let right = fs::read_to_string(&watch).unwrap();
        for (good, bad) in [("RestartSec=", "RestartSeconds="), ("TimeoutStopSec=60", "TimeoutStopSec=soon")]
        {
            fs::write(&watch, right.replace(good, bad)).unwrap();
            let (_, said) = verified(folder.path());
            assert!(said.contains("takeup-watch.service"), "{bad}: {said}");
        }
    }

    #[test]
    fn a_shell_reads_the_script_for_slurm_as_it_is_meant() {
        let checked = program("shellcheck").arg(file("packaging/slurm/takeup-upload.sh")).output().unwrap();
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}
