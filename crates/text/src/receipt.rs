//! What a receipt says.

use crate::failures::happened;
use crate::msg::receipts;
use crate::refusals::refused;
use crate::{numbers, times};
use takeup_model::{
    ContentDigest, EtagCheck, EtagKind, Model, Outcome, PartLayout, Receipt, SessionOrigin, acts,
};

/// What the file of all receipts is called until the person says otherwise.
pub const RECEIPTS_FILE: &str = "takeup-receipts.csv";

/// What a digest is called, and what the button that copies it does.
pub fn digest_label(digest: &ContentDigest) -> (&'static str, &'static str) {
    match digest {
        ContentDigest::Blake3(_) => (receipts::receipt_blake3(), receipts::receipt_copy_blake3()),
        ContentDigest::Tree(_) => (receipts::receipt_tree(), receipts::receipt_copy_tree()),
    }
}

/// "Every part verified", where that is so: sums are made while files are read, and the storage answers with them.
pub fn every_part_verified(model: &Model) -> Option<&'static str> {
    let md5 = model
        .current_account()
        .is_some_and(|account| account.etags.values().any(|kind| *kind == EtagKind::Md5));
    (model.settings.checks && md5).then(receipts::receipt_every_part_verified)
}

/// "352 of 352 parts": those whose arrival the storage has proven, where there were any to prove.
pub fn parts_verified(receipt: &Receipt) -> Option<String> {
    Some(receipts::receipt_parts_of(receipt.cut?.parts, receipt.proof.agreed()?))
}

/// What was verified, and how.
pub fn verified(receipt: &Receipt) -> String {
    if receipt.reused {
        return receipts::receipt_reused().to_owned();
    }
    let facts = [
        Some(proof(receipt)),
        receipt.same_file.then(|| receipts::receipt_same_file().to_owned()),
        (receipt.size_agrees() == Some(true)).then(|| receipts::receipt_same_size().to_owned()),
    ];
    numbers::facts(facts.into_iter().flatten())
}

fn proof(receipt: &Receipt) -> String {
    let parts = receipt.cut.map_or(0, |cut| cut.parts);
    let plain = match receipt.proof {
        EtagCheck::Matched(agreed) if agreed == parts => return receipts::receipt_verified_all(parts),
        EtagCheck::Matched(agreed) => return receipts::receipt_verified_some(parts, agreed),
        EtagCheck::NotComparable => receipts::receipt_not_comparable(),
        EtagCheck::NotCompared => receipts::receipt_not_compared(),
        EtagCheck::NoParts if receipt.size.is_none() => receipts::receipt_fetched(),
        EtagCheck::NoParts => receipts::receipt_no_parts(),
        EtagCheck::Unrecorded => receipts::receipt_unrecorded(),
    };
    plain.to_owned()
}

/// That the platform reports another size than the file has, if it does.
pub fn size_differs(receipt: &Receipt) -> Option<String> {
    let (Some(false), Some(size), Some(told)) = (receipt.size_agrees(), receipt.size, receipt.reported_size)
    else {
        return None;
    };
    Some(receipts::receipt_size_differs(told, size))
}

/// How long it took, how fast it went, and in what pieces.
pub fn sending(receipt: &Receipt) -> Option<String> {
    let (started, sent) = (receipt.started?, receipt.sent?);
    let time = times::took(started, sent);
    #[expect(clippy::cast_precision_loss, reason = "a speed for the eye")]
    let rate = receipt.bytes_per_second().map(|rate| numbers::rate(rate as f64));
    let ready = receipt.outcome == Outcome::Ready;
    let facts =
        [
            Some(rate.map_or_else(
                || receipts::receipt_sent(&time),
                |rate| receipts::receipt_sent_rate(&time, rate),
            )),
            ready.then(|| receipts::receipt_ready_later(times::took(sent, receipt.ended))),
            receipt.cut.map(layout),
        ];
    Some(numbers::facts(facts.into_iter().flatten()))
}

fn layout(cut: PartLayout) -> String {
    let parts = receipts::receipt_layout(cut.parts, numbers::bytes(cut.size));
    match cut.origin {
        SessionOrigin::Opened => parts,
        SessionOrigin::OpenedBeside => numbers::facts([parts.as_str(), receipts::receipt_opened_beside()]),
        SessionOrigin::Adopted => numbers::facts([parts.as_str(), receipts::receipt_adopted()]),
    }
}

/// What was sent in place of the file, if something was.
pub fn copy_sent(receipt: &Receipt) -> Option<String> {
    let copy = receipt.copy.as_ref()?;
    let (recipe, size) = (copy.recipe.to_string(), numbers::bytes(copy.original_size));
    Some(match &copy.original {
        Some(digest) => receipts::receipt_copy_of(recipe, &copy.tool, size, digest),
        None => receipts::receipt_copy(recipe, &copy.tool, size),
    })
}

/// That the asset plays for another time than the file, if it does.
pub fn length_differs(receipt: &Receipt) -> Option<String> {
    let differs = receipt.length_agrees() == Some(false);
    let (length, told) = receipt.length.zip(receipt.reported_length).filter(|_| differs)?;
    Some(receipts::receipt_length_differs(times::tenths(told), times::tenths(length)))
}

/// The header of the table of receipts: when, outcome, size, checksums, asset, name.
pub fn receipt_header() -> [String; 6] {
    [
        receipts::receipt_column_ended(),
        receipts::receipt_column_outcome(),
        receipts::receipt_column_size(),
        receipts::receipt_column_verified(),
        receipts::receipt_column_asset(),
        receipts::receipt_column_name(),
    ]
    .map(str::to_owned)
}

/// One receipt as a row of this table.
pub fn receipt_row(receipt: &Receipt) -> [String; 6] {
    let size = receipt.size.or(receipt.reported_size).map(numbers::bytes).unwrap_or_default();
    let parts = receipt.cut.map_or(0, |cut| cut.parts);
    let proof = match receipt.proof {
        EtagCheck::Matched(agreed) => receipts::receipt_cell_parts(agreed, parts),
        EtagCheck::NotComparable => receipts::receipt_cell_no_md5().to_owned(),
        EtagCheck::NotCompared | EtagCheck::NoParts | EtagCheck::Unrecorded => "–".to_owned(),
    };
    let id = receipt.asset.as_ref().map(ToString::to_string);
    let id = id.or(receipt.task.as_ref().map(ToString::to_string)).unwrap_or_else(|| "–".to_owned());
    let name = numbers::facts([receipt.name.clone()].into_iter().chain(outcome_reason(&receipt.outcome)));
    [times::column(receipt.ended), outcome(&receipt.outcome).to_owned(), size, proof, id, name]
}

/// Why an upload ended badly, if it did.
pub fn outcome_reason(outcome: &Outcome) -> Option<String> {
    match outcome {
        Outcome::Ready | Outcome::Cancelled => None,
        Outcome::Failed(why) => Some(happened(why)),
        Outcome::Refused(rule, detail) => Some(refused(*rule, detail)),
    }
}

fn outcome(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Ready => receipts::receipt_outcome_ready(),
        Outcome::Failed(_) => receipts::receipt_outcome_failed(),
        Outcome::Refused(..) => receipts::receipt_outcome_refused(),
        Outcome::Cancelled => receipts::receipt_outcome_cancelled(),
    }
}

/// What the file of a receipt is called until the person says otherwise.
pub fn receipt_file(receipt: &Receipt) -> String {
    file_name(&format!("{}.receipt.json", receipt.name))
}

/// A name from anywhere as the name of a file in one folder, on every system: its last part, without letters that mean
/// something in a path, and no longer than file systems allow.
pub fn file_name(name: &str) -> String {
    const LONGEST: usize = 200;
    let last = name.rsplit(['/', '\\']).find(|part| !part.is_empty()).unwrap_or_default();
    let kept = |letter: char| !acts(letter) && !r#":*?"<>|"#.contains(letter);
    let name: String = last.chars().map(|letter| if kept(letter) { letter } else { '_' }).collect();
    let name = name.trim_matches(['.', ' ']);
    let (stem, ending) = name.split_at_checked(name.find('.').unwrap_or(name.len())).unwrap_or((name, ""));
    // Windows takes these for devices, whatever follows.
    let device = ["con", "prn", "aux", "nul"].iter().any(|device| stem.eq_ignore_ascii_case(device))
        || ((stem.len() == 4)
            && ["com", "lpt"].iter().any(|port| stem.to_ascii_lowercase().starts_with(port)));
    if stem.is_empty() || device {
        return file_name(&format!("upload_{stem}{ending}"));
    }
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let (stem, ending) = name.rsplit_once('.').filter(|(_, ending)| ending.len() <= 16).unwrap_or((name, ""));
    let end = stem.floor_char_boundary(LONGEST - ending.len());
    format!("{}.{ending}", stem.get(..end).unwrap_or_default()).trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_anywhere_names_a_file_in_one_folder() {
        for (name, file) in [
            ("봄 소풍.srt", "봄 소풍.srt"),
            ("../../.ssh/authorized_keys.txt", "authorized_keys.txt"),
            ("/etc/passwd", "passwd"),
            (r"C:\Windows\a.srt", "a.srt"),
            ("a:b*c?.txt", "a_b_c_.txt"),
            ("a\u{202e}b\n.txt", "a_b_.txt"),
            ("..", "upload_"),
            ("", "upload_"),
            (". hidden.txt ", "hidden.txt"),
            ("CON.receipt.json", "upload_CON.receipt.json"),
            ("lpt1", "upload_lpt1"),
            ("console.txt", "console.txt"),
        ] {
            assert_eq!(file_name(name), file, "{name}");
        }
        let long = file_name(&format!("{}.srt", "가".repeat(300)));
        assert!(long.len() <= 200 && long.ends_with("가.srt"), "{long}");
        assert!(file_name(&"x".repeat(1_000)).len() <= 200);
    }
}
