//! What a receipt says.

use super::{happened, plural, refused};
use crate::{numbers, times};
use takeup_model::{EtagCheck, EtagKind, Model, Outcome, Receipt, SessionOrigin};

/// What the file of all receipts is called until the person says otherwise.
pub const RECEIPTS_FILE: &str = "takeup-receipts.csv";

/// What that button is called where it cannot be seen which upload it belongs to.
pub fn save_one(name: &str) -> String {
    format!("Save receipt of {name}…")
}

/// What was saved, and where.
pub fn saved(count: usize, place: &str) -> String {
    format!("{} saved to {place}.", plural(count, "receipt", "receipts"))
}

/// Why nothing was saved.
pub fn not_saved(why: &str) -> String {
    format!("Nothing was saved: {}.", why.trim_end_matches('.'))
}

/// "Every part verified", where that is so: sums are made while files are read, and the storage answers with them.
pub fn every_part_verified(model: &Model) -> Option<&'static str> {
    let md5 = model.current_account().is_some_and(|account| account.etags == EtagKind::Md5);
    (model.settings.checks && md5).then_some("Every part verified")
}

/// "352 of 352 parts": those whose arrival the storage has proven, where there were any to prove.
pub fn parts_verified(receipt: &Receipt) -> Option<String> {
    let parts = receipt.cut?.parts;
    let agreed = receipt.proof.agreed()?;
    Some(format!("{} of {}", numbers::count(agreed as u64), plural(parts, "part", "parts")))
}

/// What was verified, and how.
pub fn verified(receipt: &Receipt) -> String {
    if receipt.reused {
        return "Nothing was sent: the asset was there before".to_owned();
    }
    let parts = receipt.cut.map_or(0, |cut| cut.parts);
    let mut said = match receipt.proof {
        EtagCheck::Matched(agreed) if agreed == parts => {
            format!("{} verified by the storage's MD5", of_all(parts))
        }
        EtagCheck::Matched(agreed) => format!(
            "{} of {} verified by the storage's MD5",
            numbers::count(agreed as u64),
            plural(parts, "part", "parts")
        ),
        EtagCheck::NotComparable => "Parts not comparable: this storage's ETags are no MD5s".to_owned(),
        EtagCheck::NotCompared => "Parts not compared: no checksums were made of them here".to_owned(),
        EtagCheck::NoParts if receipt.size.is_none() => {
            "Fetched by the platform: nothing was read here".to_owned()
        }
        EtagCheck::NoParts => "Sent in one request: there were no parts to compare".to_owned(),
        EtagCheck::Unrecorded => "What was compared is not on record".to_owned(),
    };
    if receipt.same_file {
        said.push_str(" · file checked again before the last report");
    }
    if receipt.size_agrees() == Some(true) {
        said.push_str(" · same size on the platform");
    }
    said
}

fn of_all(parts: usize) -> String {
    match parts {
        1 => "The one part".to_owned(),
        parts => format!("All {} parts", numbers::count(parts as u64)),
    }
}

/// That the platform tells another size than the file has, if it does.
pub fn size_differs(receipt: &Receipt) -> Option<String> {
    let (Some(false), Some(size), Some(told)) = (receipt.size_agrees(), receipt.size, receipt.told_size)
    else {
        return None;
    };
    Some(format!(
        "The platform tells another size: {} bytes, where the file has {}.",
        numbers::count(told),
        numbers::count(size)
    ))
}

/// How long it took, how fast it went, and in what pieces.
pub fn sending(receipt: &Receipt) -> Option<String> {
    let (started, sent) = (receipt.started?, receipt.sent?);
    let mut said = format!("Sent in {}", times::took(started, sent));
    if let Some(rate) = receipt.bytes_per_second() {
        #[expect(clippy::cast_precision_loss, reason = "a speed for the eye")]
        let rate = rate as f64;
        said = format!("{said} at {}", numbers::rate(rate));
    }
    if receipt.outcome == Outcome::Ready {
        said = format!("{said}, ready {} later", times::took(sent, receipt.ended));
    }
    if let Some(cut) = receipt.cut {
        said = format!("{said} · {} of {}", plural(cut.parts, "part", "parts"), numbers::bytes(cut.size));
        said.push_str(match cut.origin {
            SessionOrigin::Opened => "",
            SessionOrigin::OpenedBeside => " · begun beside unfinished uploads",
            SessionOrigin::Adopted => " · begun elsewhere, finished here",
        });
    }
    Some(said)
}

fn why(receipt: &Receipt) -> String {
    match &receipt.outcome {
        Outcome::Ready | Outcome::Cancelled => String::new(),
        Outcome::Failed(why) => format!(" · {}", happened(why)),
        Outcome::Refused(rule, detail) => format!(" · {}", refused(*rule, detail)),
    }
}

/// The header of the table of receipts.
pub fn receipt_header() -> String {
    row(["Ended (UTC)", "Outcome", "Size", "Verified", "Asset", "Name"])
}

/// One receipt as a line of a table.
pub fn receipt_line(receipt: &Receipt) -> String {
    let ended = receipt.ended.strftime("%Y-%m-%d %H:%M").to_string();
    let size = receipt.size.or(receipt.told_size).map(numbers::bytes).unwrap_or_default();
    let parts = receipt.cut.map_or(0, |cut| cut.parts);
    let proof = match receipt.proof {
        EtagCheck::Matched(agreed) => format!("{agreed}/{parts} parts"),
        EtagCheck::NotComparable => "no MD5s".to_owned(),
        EtagCheck::NotCompared | EtagCheck::NoParts | EtagCheck::Unrecorded => "–".to_owned(),
    };
    let thing = receipt.asset.as_ref().map(ToString::to_string);
    let thing = thing.or(receipt.task.as_ref().map(ToString::to_string)).unwrap_or_else(|| "–".to_owned());
    row([
        &ended,
        receipt.outcome.word(),
        &size,
        &proof,
        &thing,
        &one_line(&format!("{}{}", receipt.name, why(receipt))),
    ])
}

fn row([ended, outcome, size, proof, thing, name]: [&str; 6]) -> String {
    format!("{ended:<16}  {outcome:<9}  {size:>8}  {proof:<13}  {thing:<24}  {name}")
}

/// A name cannot break a table or move a terminal's cursor.
pub fn one_line(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '\u{fffd}' } else { letter }).collect()
}

/// What the file of a receipt is called until the person says otherwise.
pub fn receipt_file(receipt: &Receipt) -> String {
    let name = receipt.name.rsplit('/').find(|part| !part.is_empty()).unwrap_or("upload");
    let kept = |letter: char| !letter.is_control() && !r#"\/:*?"<>|"#.contains(letter);
    let name: String = name.chars().map(|letter| if kept(letter) { letter } else { '_' }).collect();
    format!("{name}.receipt.json")
}
