//! Notices.

use crate::change_requests::{changed, gone};
use crate::failures::{failure, happened, sentences};
use crate::msg::news as words;
use crate::reasons::not_finished;
use takeup_model::{News, PassedOver};

/// What was left out of the folders that were added, if anything was.
pub fn passed_over(passed: PassedOver) -> Option<String> {
    let PassedOver { not_media, system, links } = passed;
    let said = [
        (not_media > 0).then(|| words::news_skipped_not_media(not_media)),
        (system > 0).then(|| words::news_skipped_system(system)),
        (links > 0).then(|| words::news_skipped_links(links)),
    ];
    said.into_iter().flatten().reduce(sentences)
}

/// One piece of news.
pub fn news(news: &News) -> String {
    match news {
        News::Added { added, passed } => {
            let first =
                if *added == 0 { words::news_added_none().to_owned() } else { words::news_added(*added) };
            passed_over(*passed).map_or_else(|| first.clone(), |rest| sentences(&first, rest))
        }
        News::AlreadySent(jobs) => words::news_already_sent(jobs.len()),
        News::NotInTable(count) => words::news_not_in_table(*count),
        News::Adopted(name) => words::news_adopted(name),
        News::OtherLength(name, file, asset) => {
            words::news_other_length(name, crate::times::tenths(*asset), crate::times::tenths(*file))
        }
        News::Connected(connection) => words::news_connected(connection.name()),
        News::OpenedBeside(name) => words::news_opened_beside(name),
        News::Changed { change, created } => changed(change, created.as_deref()),
        News::Gone(change) => gone(change),
        News::NotFinished(why) => not_finished(*why).to_owned(),
        News::AssetsAdded { placed, known: 0 } => words::news_assets_added(*placed),
        News::AssetsAdded { placed, known } => {
            sentences(words::news_assets_added(*placed), words::news_assets_known(*known))
        }
        News::Trouble(trouble) => failure(trouble),
        News::KeyForThisRun(why) => sentences(happened(why), words::news_key_this_run()),
        News::JournalSetAside(place) => words::news_journal_set_aside(place),
        News::JournalLost(why) => sentences(happened(why), words::news_journal_lost()),
    }
}
