//! What an `ETag` says of the bytes that arrived, where the storage answers with MD5s, and nothing where it does not.

use takeup_model::{EtagCheck, Job, Method, MethodChoice, UploadOptions};
use takeup_sandbox::{Fault, FaultEffect, FaultTarget, Options};

use takeup_rig::{Rig, sandbox_options};

/// Bytes of a file of thirteen parts.
const THIRTEEN: usize = 3_400_000;

/// Uploads a file through these faults; answers how often each of its parts was sent. No proof was ever refused.
fn sent(rig: &Rig, size: usize, faults: &[Fault]) -> Vec<u64> {
    let file = rig.video("clip.mp4", size);
    for fault in faults {
        rig.sandbox.script(fault.clone());
    }
    let driver = rig.engine();
    let options = UploadOptions { method: MethodChoice::Only(Method::Multipart), ..UploadOptions::default() };
    driver.add_as(&[&file], options);
    driver.ready(1);
    rig.holds_only(&file);
    let ledger = rig.ledger();
    assert_eq!((ledger.refused_reports, ledger.unfired_faults), (0, 0));
    ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts).collect()
}

/// One part was sent so many times, and every other once.
fn one_part_again(puts: &[u64], times: u64) {
    let mut again: Vec<u64> = puts.iter().copied().filter(|puts| *puts != 1).collect();
    again.sort_unstable();
    assert_eq!((puts.len(), again), (13, vec![times]), "{puts:?}");
}

#[test]
fn a_part_whose_etag_is_of_other_bytes_is_sent_once_more() {
    // The first answer, the third, and the last: before and after it is known that the storage tells MD5s.
    for passing in [0, 2, 12] {
        let fault = Fault::once(FaultTarget::Part, FaultEffect::CorruptEtag).after(passing);
        one_part_again(&sent(&Rig::plain(), THIRTEEN, &[fault]), 2);
    }
}

#[test]
fn a_part_is_sent_until_its_etag_is_of_its_bytes() {
    let fault = Fault::once(FaultTarget::Chunk(9), FaultEffect::CorruptEtag).times(2);
    one_part_again(&sent(&Rig::plain(), THIRTEEN, &[fault]), 3);
}

#[test]
fn etags_of_a_storage_that_tells_no_md5s_send_nothing_again() {
    let rig = Rig::new(Options { md5: false, ..sandbox_options() });
    assert_eq!(sent(&rig, THIRTEEN, &[]), [1; 13]);
}

#[test]
fn a_file_of_too_few_parts_to_know_arrives_all_the_same() {
    for (size, parts) in [(200_000, 1), (500_000, 2)] {
        let rig = Rig::new(Options { md5: false, ..sandbox_options() });
        let puts = sent(&rig, size, &[]);
        assert_eq!(puts.len(), parts);
        assert!(puts.iter().sum::<u64>() <= 3, "three answers are enough to know: {puts:?}");
    }
}

#[test]
fn a_storage_that_tells_no_md5s_is_known_again_after_a_restart() {
    let rig = Rig::new(Options { md5: false, ..sandbox_options() });
    let slow = FaultEffect::Stall(std::time::Duration::from_millis(60));
    rig.sandbox.script(Fault::once(FaultTarget::Part, slow).times(10_000));
    let file = rig.video("clip.mp4", 8_000_000);
    let driver = rig.engine();
    driver.add(&[&file]);
    driver.under_way(2_000_000);
    driver.engine.shutdown();
    rig.engine().ready(1);
    rig.holds_only(&file);
    let ledger = rig.ledger();
    let again: u64 = ledger.sessions[0].chunks.iter().map(|chunk| chunk.puts - 1).sum();
    assert!(again <= 8 && ledger.refused_reports == 0, "{again} parts sent again; 8 were in flight");
}

#[test]
fn md5s_are_made_no_longer_once_there_is_nothing_to_compare_them_with() {
    let rig = Rig::new(Options { md5: false, ..sandbox_options() });
    let driver = rig.engine();
    driver.add(&[&rig.video("first.mp4", THIRTEEN)]);
    driver.ready(1);
    driver.add(&[&rig.video("second.mp4", THIRTEEN)]);
    let jobs = driver.ready(2);
    let made = |job: &Job| -> Vec<bool> { job.digests.values().map(|digest| digest.md5.is_some()).collect() };
    assert!(made(&jobs[0]).contains(&true));
    assert_eq!(made(&jobs[1]), [false; 13]);
    for job in &jobs {
        let receipt = job.receipt.as_ref().unwrap();
        assert!(receipt.proof == EtagCheck::NotComparable && receipt.blake3().is_some(), "{receipt:?}");
    }
}
