//! What happened meanwhile.

use takeup_model::News;

use super::reasons::not_finished;
use super::{changed, failure, gone, happened, plural};

/// One piece of news.
pub fn news(news: &News) -> String {
    match news {
        News::Added { added: 0, skipped: 0 } => "Nothing was added: there were no files.".to_owned(),
        News::Added { added, skipped: 0 } => format!("{} added.", plural(*added, "file", "files")),
        News::Added { added, skipped } => format!(
            "{} added, {} passed over: not media.",
            plural(*added, "file", "files"),
            plural(*skipped, "file", "files")
        ),
        News::Adopted(name) => {
            format!("“{name}” goes on where its upload stopped on another computer or in another folder.")
        }
        News::OpenedBeside(name) => format!(
            "“{name}” starts anew. The account has an unfinished upload of the same size, but nothing on it proves that it is of this file."
        ),
        News::Changed { change, created } => changed(change, created.as_deref()),
        News::Gone(change) => gone(change),
        News::NotFinished(why) => not_finished(*why).to_owned(),
        News::AssetsAdded { placed, known: 0 } => {
            format!("{} on the way.", plural(*placed, "asset", "assets"))
        }
        News::AssetsAdded { placed, known } => {
            let there = plural(*known, "asset", "assets");
            format!("{} on the way; {there} already under way there.", plural(*placed, "asset", "assets"))
        }
        News::Trouble(trouble) => failure(trouble),
        News::KeyForThisRun(reason) => {
            format!("{} The key is kept for this run only.", happened(reason))
        }
        News::JournalSetAside(place) => format!(
            "The journal was damaged, so a new one was begun. The old one lies at {place}; uploads in it are not shown."
        ),
        News::JournalLost(reason) => {
            format!("{} Uploads go on, but will not survive a restart.", happened(reason))
        }
    }
}
