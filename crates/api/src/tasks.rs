//! Classic indexing tasks: one request that both uploads and indexes.

use std::sync::Arc;

use reqwest::multipart::Form;

use crate::body::{BodyProgress, FileRange, Throttle};
use takeup_model::{IndexId, IndexTask, TaskId};

use super::uploads::{AS_MANY, NEWEST, NewAsset, file_part};
use super::wire::{Named, WirePage, WireTask};
use super::{Client, CreatedAfter, Error};

/// What goes with the file or the URL.
#[derive(Clone, Copy, Debug)]
pub struct NewTask<'a> {
    /// The index it feeds.
    pub index: &'a IndexId,
    /// The language field, if the person set it. Newer versions of the platform refuse it.
    pub language: Option<&'a str>,
    /// What the video is told about itself.
    pub asset: NewAsset<'a>,
}

impl Client {
    /// `POST /tasks` with a local file.
    pub async fn create_task(
        &self,
        new: NewTask<'_>,
        range: FileRange,
        sight: Arc<BodyProgress>,
        throttle: Arc<Throttle>,
    ) -> Result<TaskId, Error> {
        let length = range.length;
        let part = file_part(&new.asset, range, &sight, &throttle)?;
        let form = task_form(&new).part("video_file", part);
        let request = self.request(reqwest::Method::POST, &["tasks"])?.multipart(form);
        named(self.ask_with_body(request, &sight, length).await?)
    }

    /// `POST /tasks` with a public URL.
    pub async fn create_task_from_url(&self, new: NewTask<'_>, url: &str) -> Result<TaskId, Error> {
        let form = task_form(&new).text("video_url", url.to_owned());
        named(self.ask_rated(self.post(&["tasks"])?.multipart(form)).await?)
    }

    /// `GET /tasks/{id}`.
    pub async fn task(&self, id: &TaskId) -> Result<IndexTask, Error> {
        let task: WireTask = self.ask(self.get(&["tasks", &id.0])?).await?;
        Ok(task.into())
    }

    /// The tasks of an index with exactly this file name that were not created before, newest first.
    pub async fn tasks_named(
        &self,
        index: &IndexId,
        filename: &str,
        since: CreatedAfter,
    ) -> Result<Vec<IndexTask>, Error> {
        let query = [("index_id", index.0.as_str()), ("filename", filename), NEWEST[0], NEWEST[1], AS_MANY];
        let (page, now): (WirePage<WireTask>, _) =
            self.ask_with_date(self.get(&["tasks"])?.query(&query)).await?;
        let since = since.by(now);
        let tasks = page.data.rows.into_iter().map(IndexTask::from);
        let ours = |task: &IndexTask| task.filename == filename && task.created.is_some_and(|at| at >= since);
        Ok(tasks.filter(ours).collect())
    }
}

fn task_form(new: &NewTask<'_>) -> Form {
    let mut form = Form::new().text("index_id", new.index.0.clone()).text("enable_video_stream", "true");
    if let Some(language) = new.language {
        form = form.text("language", language.to_owned());
    }
    if let Some(metadata) = new.asset.metadata() {
        form = form.text("user_metadata", metadata.to_string());
    }
    form
}

fn named(answer: Named) -> Result<TaskId, Error> {
    if answer.id.is_empty() { Err(Error::Malformed("_id".to_owned())) } else { Ok(TaskId(answer.id)) }
}
