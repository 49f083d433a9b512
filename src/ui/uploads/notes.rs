//! What there is to say of a file beside how its upload stands.

use takeup_model::requirements::{self, Verdict};
use takeup_model::{End, Job, Model, Recipe, Refusal};
use takeup_text as text;

/// What there is to say of a file that goes all the same, or has failed after it did.
pub(crate) fn notes(model: &Model, job: &Job) -> Vec<Verdict> {
    match (&job.file, model.account_of(job)) {
        // What is sent of a copy is not what the file has against it.
        (Some(file), Some(account))
            if job.copy.is_none() && matches!(job.end, None | Some(End::Failed(_))) =>
        {
            requirements::judge(file, &job.options, account)
        }
        _ => Vec::new(),
    }
}

/// How a copy has to differ from a file that is held back, where a copy puts it right.
pub(crate) fn recipe(model: &Model, job: &Job) -> Option<Recipe> {
    requirements::recipe(job.file.as_ref()?, None, &job.options, model.account_of(job)?)
}

/// The line for a shell that puts a file right, if something is to be put right and such a line does it.
pub(crate) fn shell_line(model: &Model, job: &Job) -> Option<String> {
    let path = job.source.path()?;
    let file = job.file.as_ref()?;
    if matches!(job.end, None | Some(End::Refused(Refusal::Unmet(_)) | End::Failed(_)))
        && let Some(recipe) = recipe(model, job)
    {
        return text::ffmpeg_copy(&recipe, file, path);
    }
    if let Some(End::Refused(Refusal::Unmet(verdict))) = &job.end {
        return text::ffmpeg(verdict.fix?, file, path);
    }
    notes(model, job).iter().find_map(|verdict| text::ffmpeg(verdict.fix?, file, path))
}
