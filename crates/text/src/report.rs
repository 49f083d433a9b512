//! The page that tells what a run of uploads came to. It needs nothing but itself: no script, no picture, no font of
//! another place. Everything from outside is escaped.

use crate::msg::{receipts, report};
use crate::receipt::{digest_label, outcome_reason, sending, verified};
use crate::{language, numbers, times};
use takeup_model::{Receipt, RunReport, RunStatus, RunUpload, shown};

/// Colors follow the system; wide tables scroll in their own frame.
const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:15px/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}\
h1{font-size:1.5rem;margin-bottom:0}h2{font-size:1.15rem;margin-top:2rem}\
.frame{overflow-x:auto}table{border-collapse:collapse}\
th,td{text-align:start;vertical-align:top;padding:.3rem 1.2rem .3rem 0;border-bottom:1px solid #8884}\
td.number{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}\
td:first-child{overflow-wrap:anywhere}\
small{display:block;opacity:.75;overflow-wrap:anywhere}\
.failed,.refused{color:#c62828}.ready{color:#2e7d32}\
@media(prefers-color-scheme:dark){.failed,.refused{color:#ff8a80}.ready{color:#81c784}}";

/// What a run came to, as a page for a browser.
pub fn report_page(run: &RunReport) -> String {
    let title = escaped(report::report_title());
    let when = [
        Some(report::report_when(times::column(run.started), times::column(run.ended))),
        Some(report::report_took(times::took(run.started, run.ended))),
        run.shard.map(|shard| report::report_shard(shard.to_string())),
        Some(report::report_exit(run.exit_code.to_string())),
    ];
    let when = escaped(&numbers::facts(when.into_iter().flatten()));
    let policy = "default-src 'none'; style-src 'unsafe-inline'";
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n<style>{STYLE}</style>\n\
         </head>\n<body>\n<h1>{title}</h1>\n<p>{when}</p>\n{}{}{}</body>\n</html>\n",
        language().code(),
        totals(run),
        failures(run),
        uploads(run)
    )
}

/// Text for a page: what acts on a reader is shown, and nothing is taken for a tag or the end of an attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in shown(text).chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            letter => safe.push(letter),
        }
    }
    safe
}

/// A table with a heading. The cells are finished.
fn table(heading: &str, columns: &[&str], rows: impl Iterator<Item = String>) -> String {
    let columns: Vec<String> =
        columns.iter().map(|column| format!("<th scope=\"col\">{}</th>", escaped(column))).collect();
    let head = if columns.is_empty() {
        String::new()
    } else {
        format!("<thead><tr>{}</tr></thead>\n", columns.concat())
    };
    let rows: Vec<String> = rows.map(|row| format!("<tr>{row}</tr>\n")).collect();
    let (heading, rows) = (escaped(heading), rows.concat());
    format!("<h2>{heading}</h2>\n<div class=\"frame\"><table>\n{head}<tbody>\n{rows}</tbody></table></div>\n")
}

fn cell(text: &str) -> String {
    format!("<td>{}</td>", escaped(text))
}

/// A cell with a second, smaller line for each further text.
fn cell_of_lines(first: &str, more: impl IntoIterator<Item = String>) -> String {
    let more: Vec<String> =
        more.into_iter().map(|line| format!("<small>{}</small>", escaped(&line))).collect();
    let more = more.concat();
    format!("<td>{}{more}</td>", escaped(first))
}

fn number(text: &str) -> String {
    format!("<td class=\"number\">{}</td>", escaped(text))
}

fn totals(run: &RunReport) -> String {
    let count = |count: usize| numbers::count(count as u64);
    let mut rows = vec![(report::report_uploads(), count(run.uploads.len()))];
    let counted = RunStatus::ALL.map(|one| (status(one), run.count(one)));
    let others =
        [(report::report_reused(), run.reused()), (report::report_uploaded_before(), run.uploaded_before)];
    let some = counted.into_iter().chain(others).filter(|(_, many)| *many > 0);
    rows.extend(some.map(|(label, many)| (label, count(many))));
    rows.push((report::report_bytes(), numbers::bytes(run.bytes())));
    rows.push((report::report_retries(), numbers::count(run.retries())));
    let rows = rows
        .into_iter()
        .map(|(label, value)| format!("<th scope=\"row\">{}</th>{}", escaped(label), number(&value)));
    table(report::report_totals(), &[], rows)
}

fn failures(run: &RunReport) -> String {
    let found = run.failures();
    if found.is_empty() {
        return String::new();
    }
    let rows = found.iter().map(|failures| {
        let reason = outcome_reason(&failures.example).unwrap_or_default();
        format!("{}{}", number(&numbers::count(failures.count as u64)), cell(&reason))
    });
    table(report::report_failures(), &[report::report_column_count(), report::report_column_reason()], rows)
}

fn uploads(run: &RunReport) -> String {
    if run.uploads.is_empty() {
        return String::new();
    }
    let columns = [
        receipts::receipt_column_name(),
        receipts::receipt_column_outcome(),
        receipts::receipt_column_size(),
        report::report_column_receipt(),
    ];
    table(report::report_receipts(), &columns, run.uploads.iter().map(upload))
}

fn upload(upload: &RunUpload) -> String {
    let receipt = upload.receipt.as_deref();
    let reason = receipt.and_then(|receipt| outcome_reason(&receipt.outcome));
    let status_class = upload.status.word();
    let size = upload.size.map(numbers::bytes).unwrap_or_default();
    let reason = reason.map(|reason| format!("<small>{}</small>", escaped(&reason))).unwrap_or_default();
    [
        cell_of_lines(&upload.name, [upload.source.clone()]),
        format!("<td class=\"{status_class}\">{}{reason}</td>", escaped(status(upload.status))),
        number(&size),
        receipt.map_or_else(|| cell(""), |receipt| cell_of_lines(&made(receipt), particulars(receipt))),
    ]
    .concat()
}

/// The IDs of the asset, or else of the task.
fn made(receipt: &Receipt) -> String {
    let asset = receipt.asset.as_ref().map(ToString::to_string);
    asset.or(receipt.task.as_ref().map(ToString::to_string)).unwrap_or_default()
}

fn particulars(receipt: &Receipt) -> impl Iterator<Item = String> {
    let digest =
        receipt.digest.as_ref().map(|digest| report::report_line(digest_label(digest).0, digest.hex()));
    let places = receipt.places.iter().filter(|place| place.ready).map(|place| {
        let id = place.destination_id.text();
        let name = place.name.clone().unwrap_or_else(|| id.to_owned());
        report::report_line(name, place.thing.clone().unwrap_or_default())
    });
    let ready = receipt.outcome == takeup_model::Outcome::Ready;
    let sent = sending(receipt).filter(|_| !receipt.reused);
    let ended = report::report_ended(times::column(receipt.ended));
    let first = [Some(ended), sent, ready.then(|| verified(receipt)), digest];
    first.into_iter().flatten().chain(places.collect::<Vec<_>>())
}

fn status(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Ready => receipts::receipt_outcome_ready(),
        RunStatus::Failed => receipts::receipt_outcome_failed(),
        RunStatus::Refused => receipts::receipt_outcome_refused(),
        RunStatus::Cancelled => receipts::receipt_outcome_cancelled(),
        RunStatus::Duplicate => report::report_duplicate(),
        RunStatus::Processing => report::report_processing(),
        RunStatus::Unfinished => report::report_unfinished(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_becomes_part_of_the_page() {
        let name = "<script>alert('1')</script>&\"\u{202e}gpj.mp4";
        let upload = RunUpload {
            name: name.to_owned(),
            source: format!("/videos/{name}"),
            size: Some(5),
            status: RunStatus::Unfinished,
            receipt: None,
        };
        let run = RunReport {
            started: jiff::Timestamp::UNIX_EPOCH,
            ended: jiff::Timestamp::UNIX_EPOCH,
            exit_code: 130,
            shard: takeup_model::Shard::new(2, 4),
            uploaded_before: 0,
            uploads: vec![upload],
        };
        let page = report_page(&run);
        assert!(!page.contains("<script") && !page.contains('\u{202e}') && !page.contains("('1')"), "{page}");
        assert!(page.contains("&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;"), "{page}");
        assert!(page.contains("2/4") && page.contains("130"), "{page}");
        assert!(!page.contains("src=") && !page.contains("href=") && !page.contains("url("), "{page}");
    }
}
