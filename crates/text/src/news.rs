//! Notices.

use crate::change_requests::{changed, gone};
use crate::failures::{bare, failure, sentences};
use crate::msg::news as words;
use takeup_model::News;

/// One piece of news.
pub fn news(news: &News) -> String {
    match news {
        News::Added { added: 0, skipped: 0 } => words::news_added_none().to_owned(),
        News::Added { added, skipped: 0 } => words::news_added(*added),
        News::Added { added, skipped } => words::news_added_skipped(*added, *skipped),
        News::Adopted(name) => words::news_adopted(name),
        News::OpenedBeside(name) => words::news_opened_beside(name),
        News::Changed { change, created } => changed(change, created.as_deref()),
        News::Gone(change) => gone(change),
        News::NotFinished(why) => words::news_not_finished(bare(why)),
        News::AssetsAdded { placed, known: 0 } => words::news_assets_added(*placed),
        News::AssetsAdded { placed, known } => {
            sentences(words::news_assets_added(*placed), words::news_assets_known(*known))
        }
        News::Trouble(trouble) => failure(trouble),
        News::KeyForThisRun(reason) => words::news_key_this_run(bare(reason)),
        News::JournalSetAside(place) => words::news_journal_set_aside(place),
        News::JournalLost(reason) => words::news_journal_lost(bare(reason)),
    }
}
