//! The report of a run, for whoever was not there.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;

use takeup_engine::journal::receipts;
use takeup_model::{RunReport, RunUpload, Shard};
use takeup_text::msg::console;
use takeup_text::report_page;

use super::asking::say_failed;
use super::{Environment, READY, UploadArgs};

/// A report that is written at the end of a run.
pub(super) struct Report {
    file: Option<PathBuf>,
    shard: Option<Shard>,
    json: bool,
    started: Timestamp,
    /// Files and URLs that were uploaded before.
    pub(super) uploaded_before: usize,
}

impl Report {
    pub(super) fn new(file: Option<&PathBuf>, shard: Option<Shard>, json: bool) -> Self {
        Self { file: file.cloned(), shard, json, started: now(), uploaded_before: 0 }
    }

    pub(super) fn of(args: &UploadArgs) -> Self {
        Self::new(args.pace.report.as_ref(), args.shard, args.common.json)
    }

    /// Writes it, if it is wanted. The answer is the exit code: a report that cannot be written is a failure too.
    pub(super) fn save(
        &self,
        world: &mut Environment<'_>,
        exit_code: u8,
        uploads: impl Iterator<Item = RunUpload>,
    ) -> io::Result<u8> {
        let Some(file) = &self.file else { return Ok(exit_code) };
        let run = RunReport {
            started: self.started,
            ended: now(),
            exit_code,
            shard: self.shard,
            uploaded_before: self.uploaded_before,
            uploads: uploads.collect(),
        };
        let Err(error) = receipts::save_report(&run, &report_page(&run), file) else { return Ok(exit_code) };
        let failed = say_failed(world, &console::console_report_not_saved(error.to_string()), self.json)?;
        Ok(if exit_code == READY { failed } else { exit_code })
    }
}

#[expect(clippy::disallowed_methods, reason = "a report tells when the run was")]
fn now() -> Timestamp {
    Timestamp::now()
}
