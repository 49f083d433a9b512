//! Receipts as text: the JSON that is kept and given out, and CSV for spreadsheets.

use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::jobs::millis;
use crate::export::csv_safe;
use crate::private;
use takeup_model::{
    AccountId, ContentDigest, DestinationId, EtagCheck, Failure, FailureCode, FailureKind, IndexId, JobId,
    Method, Outcome, OutcomeKind, PartLayout, Receipt, ReceiptCopy, ReceiptDestination, Recipe, RefusalRule,
    Route, RouteReason, RunReport, RunStatus, RunUpload, SessionOrigin, StoreId,
};

/// A receipt as it is written. What a newer version adds is passed over, what an older one lacks is empty.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct ReceiptRow {
    name: String,
    source: String,
    outcome: String,
    reason: Option<String>,
    detail: Option<String>,
    size: Option<u64>,
    media_type: Option<String>,
    modified: Option<String>,
    method: Option<String>,
    why: Option<String>,
    asset_id: Option<String>,
    task_id: Option<String>,
    reused: bool,
    upload_id: Option<String>,
    places: Vec<DestinationRow>,
    account: String,
    account_id: String,
    server: String,
    added: String,
    started: Option<String>,
    sent: Option<String>,
    ended: String,
    bytes_per_second: Option<u64>,
    parts: Option<usize>,
    part_size: Option<u64>,
    session: Option<String>,
    retries: u32,
    blake3: Option<String>,
    tree: Option<String>,
    sha256: Option<String>,
    proof: String,
    parts_agreed: Option<usize>,
    same_file: Option<bool>,
    told_size: Option<u64>,
    size_agrees: Option<bool>,
    job: u64,
    code: Option<String>,
    copy: Option<String>,
    copy_tool: Option<String>,
    original_size: Option<u64>,
    original_blake3: Option<String>,
    milliseconds: Option<u64>,
    told_milliseconds: Option<u64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct DestinationRow {
    kind: String,
    id: String,
    name: Option<String>,
    thing_id: Option<String>,
    ready: bool,
}

/// What receipts call the kinds of destinations.
const INDEX: &str = "index";
const STORE: &str = "knowledge-store";

/// One receipt as one line of JSON.
pub fn json(receipt: &Receipt) -> String {
    // Numbers, words and options of them cannot fail to be written.
    serde_json::to_string(&ReceiptRow::from(receipt)).unwrap_or_default()
}

/// Receipts for a spreadsheet, with a header. A cell that a spreadsheet would take for a formula is made text.
pub fn csv(receipts: &[Receipt], out: impl io::Write) -> io::Result<()> {
    csv_rows(receipts.iter().map(ReceiptRow::from), out)
}

fn csv_rows(rows: impl Iterator<Item = ReceiptRow>, out: impl io::Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for row in rows {
        writer.write_record(cells(row).map(|cell| csv_safe(&cell)))?;
    }
    writer.flush()
}

/// Saves a receipt as what the place's name asks for: CSV, or else a JSON object.
pub fn save_one(receipt: &Receipt, path: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    if is_csv(path) {
        text.extend(UTF_8);
        csv(std::slice::from_ref(receipt), &mut text)?;
    } else {
        serde_json::to_writer_pretty(&mut text, &ReceiptRow::from(receipt))?;
    }
    replace(path, text)
}

/// Saves receipts as what the place's name asks for: CSV, or else a JSON list.
pub fn save_all(receipts: &[Receipt], path: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    if is_csv(path) {
        text.extend(UTF_8);
        csv(receipts, &mut text)?;
    } else {
        serde_json::to_writer_pretty(&mut text, &receipts.iter().map(ReceiptRow::from).collect::<Vec<_>>())?;
    }
    replace(path, text)
}

/// What a report of a run is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportFormat {
    /// A table with a row for each upload.
    Csv,
    /// A page for a browser.
    Html,
    /// An object for programs.
    Json,
}

impl ReportFormat {
    /// The one that the ending of a name asks for.
    pub fn of(path: &Path) -> Option<Self> {
        let formats = [("csv", Self::Csv), ("html", Self::Html), ("json", Self::Json)];
        formats.into_iter().find(|(ending, _)| ends_in(path, ending)).map(|(_, format)| format)
    }
}

/// Saves what a run came to, as what the place's name asks for; `page` is what a browser is to show.
pub fn save_report(report: &RunReport, page: &str, path: &Path) -> io::Result<()> {
    let mut text = Vec::new();
    match ReportFormat::of(path) {
        Some(ReportFormat::Csv) => {
            text.extend(UTF_8);
            csv_rows(report.uploads.iter().map(ReceiptRow::from), &mut text)?;
        }
        Some(ReportFormat::Json) => serde_json::to_writer_pretty(&mut text, &report_json(report))?,
        Some(ReportFormat::Html) | None => text.extend(page.as_bytes()),
    }
    replace(path, text)
}

fn report_json(report: &RunReport) -> serde_json::Value {
    let failures = report.failures().into_iter().map(|failures| {
        let (reason, code) = failures.example.reason().unzip();
        let outcome = failures.example.kind().word();
        json!({ "outcome": outcome, "reason": reason, "code": code.flatten(), "count": failures.count })
    });
    let counts = RunStatus::ALL.map(|status| (status.word().to_owned(), json!(report.count(status))));
    let others = [
        ("uploads", json!(report.uploads.len())),
        ("reused", json!(report.reused())),
        ("uploaded_before", json!(report.uploaded_before)),
        ("bytes", json!(report.bytes())),
        ("retries", json!(report.retries())),
    ];
    let others = others.map(|(name, value)| (name.to_owned(), value));
    json!({
        "started": report.started.to_string(), "ended": report.ended.to_string(), "exit_code": report.exit_code,
        "shard": report.shard.map(|shard| shard.to_string()),
        "totals": others.into_iter().chain(counts).collect::<serde_json::Map<_, _>>(),
        "failures": failures.collect::<Vec<_>>(),
        "uploads": report.uploads.iter().map(ReceiptRow::from).collect::<Vec<_>>(),
    })
}

/// Saves a text as it is.
pub fn save_text(text: &str, path: &Path) -> io::Result<()> {
    let mut bytes = if is_csv(path) { UTF_8.to_vec() } else { Vec::new() };
    bytes.extend(text.as_bytes());
    replace(path, bytes)
}

/// A file is opened by a spreadsheet, which takes names for something else than UTF-8 unless it begins like this.
const UTF_8: [u8; 3] = *b"\xef\xbb\xbf";

fn is_csv(path: &Path) -> bool {
    ends_in(path, "csv")
}

fn ends_in(path: &Path, ending: &str) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(ending))
}

/// Writes a file. One that was there stays whole until the new one is.
fn replace(path: &Path, mut text: Vec<u8>) -> io::Result<()> {
    if !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    // A pipe, a device, or a link that leads elsewhere is written to: a new file would take its place.
    if path.symlink_metadata().is_ok_and(|there| !there.is_file()) {
        return std::fs::OpenOptions::new().write(true).truncate(true).open(path)?.write_all(&text);
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    // What fails below would name a file that nobody has asked for.
    folder.metadata()?;
    let mut new = beside(folder)?;
    new.write_all(&text)?;
    new.as_file().sync_all()?;
    private::put(new, path)
}

/// As any other program would make it: the person's own setting decides who may read it.
#[cfg(unix)]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    let plain = std::fs::Permissions::from_mode(0o666);
    tempfile::Builder::new().permissions(plain).tempfile_in(folder)
}

#[cfg(not(unix))]
fn beside(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

/// Reads what [`json`] wrote; nothing, if that is not what it is.
pub(crate) fn parse(text: &str) -> Option<Receipt> {
    let row: ReceiptRow = serde_json::from_str(text).ok()?;
    let (reason, detail) = (row.reason.unwrap_or_default(), row.detail.unwrap_or_default());
    let outcome = match OutcomeKind::parse(&row.outcome)? {
        OutcomeKind::Ready => Outcome::Ready,
        OutcomeKind::Cancelled => Outcome::Cancelled,
        OutcomeKind::Refused => Outcome::Refused(RefusalRule::parse(&reason)?, detail),
        OutcomeKind::Failed => Outcome::Failed(Failure {
            kind: FailureKind::parse(&reason)?,
            code: read(row.code, FailureCode::parse)?,
            detail,
        }),
    };
    let why = read(row.why, RouteReason::parse)?.unwrap_or(RouteReason::Asked);
    let method = read(row.method, Method::parse)?;
    let proof = match row.proof.as_str() {
        "" => EtagCheck::Unrecorded,
        word => EtagCheck::parse(word, row.parts_agreed.unwrap_or_default())?,
    };
    let origin = read(row.session, SessionOrigin::parse)?.unwrap_or_default();
    let copy = match (row.copy, row.copy_tool, row.original_size) {
        (Some(recipe), Some(tool), Some(original_size)) => {
            let recipe = Recipe::parse(&recipe)?;
            Some(ReceiptCopy { recipe, tool, original_size, original: row.original_blake3 })
        }
        _ => None,
    };
    Some(Receipt {
        job: JobId(row.job),
        account: AccountId(row.account_id),
        account_name: row.account,
        server: row.server,
        source: row.source,
        name: row.name,
        size: row.size,
        media_type: row.media_type,
        modified: time(row.modified.as_deref()),
        route: method.map(|method| Route { method, why }),
        asset: row.asset_id.as_deref().map(Into::into),
        reused: row.reused,
        upload: row.upload_id.as_deref().map(Into::into),
        task: row.task_id.as_deref().map(Into::into),
        places: row.places.into_iter().map(destination).collect::<Option<_>>()?,
        outcome,
        added: time(Some(&row.added))?,
        started: time(row.started.as_deref()),
        sent: time(row.sent.as_deref()),
        ended: time(Some(&row.ended))?,
        cut: row.parts.zip(row.part_size).map(|(parts, size)| PartLayout { parts, size, origin }),
        retries: row.retries,
        digest: row.blake3.map(ContentDigest::Blake3).or(row.tree.map(ContentDigest::Tree)),
        sha256: row.sha256,
        proof,
        same_file: row.same_file.unwrap_or_default(),
        reported_size: row.told_size,
        copy,
        length: row.milliseconds.map(Duration::from_millis),
        reported_length: row.told_milliseconds.map(Duration::from_millis),
    })
}

/// Reads a word, if there is one. One that nobody knows makes the receipt unreadable.
#[expect(clippy::option_option, reason = "no word and an unknown word are two things")]
fn read<T>(word: Option<String>, parse: impl Fn(&str) -> Option<T>) -> Option<Option<T>> {
    word.map_or(Some(None), |word| parse(&word).map(Some))
}

fn time(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}

impl From<&Receipt> for ReceiptRow {
    fn from(receipt: &Receipt) -> Self {
        let (reason, code) = receipt.outcome.reason().unzip();
        let detail = match &receipt.outcome {
            Outcome::Ready | Outcome::Cancelled => None,
            Outcome::Failed(why) => Some(&why.detail),
            Outcome::Refused(_, detail) => Some(detail),
        };
        let copy = receipt.copy.as_ref();
        let text = |time: Option<Timestamp>| time.map(|time| time.to_string());
        Self {
            name: receipt.name.clone(),
            source: receipt.source.clone(),
            outcome: receipt.outcome.kind().word().to_owned(),
            reason: reason.map(str::to_owned),
            detail: detail.filter(|detail| !detail.is_empty()).cloned(),
            size: receipt.size,
            media_type: receipt.media_type.clone(),
            modified: text(receipt.modified),
            method: receipt.route.map(|route| route.method.word().to_owned()),
            why: receipt.route.map(|route| route.why.word().to_owned()),
            asset_id: receipt.asset.as_ref().map(|id| id.0.clone()),
            task_id: receipt.task.as_ref().map(|id| id.0.clone()),
            reused: receipt.reused,
            upload_id: receipt.upload.as_ref().map(|id| id.0.clone()),
            places: receipt.places.iter().map(DestinationRow::from).collect(),
            account: receipt.account_name.clone(),
            account_id: receipt.account.0.clone(),
            server: receipt.server.clone(),
            added: receipt.added.to_string(),
            started: text(receipt.started),
            sent: text(receipt.sent),
            ended: receipt.ended.to_string(),
            bytes_per_second: receipt.bytes_per_second(),
            parts: receipt.cut.map(|cut| cut.parts),
            part_size: receipt.cut.map(|cut| cut.size),
            session: receipt.cut.map(|cut| cut.origin.word().to_owned()),
            retries: receipt.retries,
            blake3: receipt.blake3().map(str::to_owned),
            tree: receipt.tree().map(str::to_owned),
            sha256: receipt.sha256.clone(),
            proof: receipt.proof.word().to_owned(),
            parts_agreed: receipt.proof.agreed(),
            // Where it was not looked at again, nothing is known; where it was another one, the upload failed.
            same_file: receipt.same_file.then_some(true),
            told_size: receipt.reported_size,
            size_agrees: receipt.size_agrees(),
            job: receipt.job.0,
            code: code.flatten(),
            copy: copy.map(|copy| copy.recipe.to_string()),
            copy_tool: copy.map(|copy| copy.tool.clone()),
            original_size: copy.map(|copy| copy.original_size),
            original_blake3: copy.and_then(|copy| copy.original.clone()),
            milliseconds: receipt.length.map(millis),
            told_milliseconds: receipt.reported_length.map(millis),
        }
    }
}

impl From<&RunUpload> for ReceiptRow {
    /// What is not over has no receipt: its row has what is known.
    fn from(upload: &RunUpload) -> Self {
        let unfinished = || Self {
            name: upload.name.clone(),
            source: upload.source.clone(),
            outcome: upload.status.word().to_owned(),
            size: upload.size,
            ..Self::default()
        };
        upload.receipt.as_deref().map_or_else(unfinished, Self::from)
    }
}

impl From<&ReceiptDestination> for DestinationRow {
    fn from(place: &ReceiptDestination) -> Self {
        let (kind, id) = match &place.destination_id {
            DestinationId::Index(id) => (INDEX, &id.0),
            DestinationId::Store(id) => (STORE, &id.0),
        };
        Self {
            kind: kind.to_owned(),
            id: id.clone(),
            name: place.name.clone(),
            thing_id: place.thing.clone(),
            ready: place.ready,
        }
    }
}

fn destination(row: DestinationRow) -> Option<ReceiptDestination> {
    let destination_id = match row.kind.as_str() {
        INDEX => DestinationId::Index(IndexId(row.id)),
        STORE => DestinationId::Store(StoreId(row.id)),
        _ => return None,
    };
    Some(ReceiptDestination { destination_id, name: row.name, thing: row.thing_id, ready: row.ready })
}

/// The header of the CSV: the names of the JSON.
const COLUMNS: [&str; 43] = [
    "name",
    "source",
    "outcome",
    "reason",
    "detail",
    "size",
    "media_type",
    "modified",
    "method",
    "why",
    "asset_id",
    "task_id",
    "reused",
    "upload_id",
    "places",
    "account",
    "account_id",
    "server",
    "added",
    "started",
    "sent",
    "ended",
    "bytes_per_second",
    "parts",
    "part_size",
    "session",
    "retries",
    "blake3",
    "tree",
    "sha256",
    "proof",
    "parts_agreed",
    "same_file",
    "told_size",
    "size_agrees",
    "job",
    "code",
    "copy",
    "copy_tool",
    "original_size",
    "original_blake3",
    "milliseconds",
    "told_milliseconds",
];

fn cells(row: ReceiptRow) -> [String; 43] {
    let places: Vec<String> = row.places.iter().map(place).collect();
    [
        row.name,
        row.source,
        row.outcome,
        row.reason.unwrap_or_default(),
        row.detail.unwrap_or_default(),
        cell(row.size),
        row.media_type.unwrap_or_default(),
        row.modified.unwrap_or_default(),
        row.method.unwrap_or_default(),
        row.why.unwrap_or_default(),
        row.asset_id.unwrap_or_default(),
        row.task_id.unwrap_or_default(),
        row.reused.to_string(),
        row.upload_id.unwrap_or_default(),
        places.join(" "),
        row.account,
        row.account_id,
        row.server,
        row.added,
        row.started.unwrap_or_default(),
        row.sent.unwrap_or_default(),
        row.ended,
        cell(row.bytes_per_second),
        cell(row.parts),
        cell(row.part_size),
        row.session.unwrap_or_default(),
        row.retries.to_string(),
        row.blake3.unwrap_or_default(),
        row.tree.unwrap_or_default(),
        row.sha256.unwrap_or_default(),
        row.proof,
        cell(row.parts_agreed),
        cell(row.same_file),
        cell(row.told_size),
        cell(row.size_agrees),
        row.job.to_string(),
        row.code.unwrap_or_default(),
        row.copy.unwrap_or_default(),
        row.copy_tool.unwrap_or_default(),
        cell(row.original_size),
        row.original_blake3.unwrap_or_default(),
        cell(row.milliseconds),
        cell(row.told_milliseconds),
    ]
}

/// "index:races=6391…", or "index:races" where it did not get.
fn place(row: &DestinationRow) -> String {
    match row.thing_id.as_ref().filter(|_| row.ready) {
        Some(thing) => format!("{}:{}={thing}", row.kind, row.id),
        None => format!("{}:{}", row.kind, row.id),
    }
}

fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[cfg(test)]
pub(super) mod tests;
