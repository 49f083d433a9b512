//! What the platform holds, for other programs: tables for spreadsheets, and JSON.

use serde_json::{Value, json};

use takeup_model::{Asset, IndexTask, shown_lines};

const ASSET_COLUMNS: [&str; 11] = [
    "asset_id",
    "filename",
    "status",
    "method",
    "file_type",
    "size",
    "duration",
    "width",
    "height",
    "created_at",
    "error",
];
const TASK_COLUMNS: [&str; 9] = [
    "task_id",
    "index_id",
    "video_id",
    "filename",
    "status",
    "duration",
    "created_at",
    "updated_at",
    "reason",
];

/// Assets for a spreadsheet.
pub fn assets_csv<'a>(assets: impl Iterator<Item = &'a Asset>) -> String {
    table(&ASSET_COLUMNS, assets.map(asset_cells))
}

/// Assets as a JSON array.
pub fn assets_json<'a>(assets: impl Iterator<Item = &'a Asset>) -> String {
    let object = |asset: &Asset| {
        let (width, height) = asset.picture.unzip();
        json!({
            "asset_id": asset.id.0, "filename": asset.filename, "status": asset.status.to_string(),
            "method": asset.method, "file_type": asset.file_type, "size": asset.size,
            "duration": asset.duration_secs, "width": width, "height": height, "created_at": at(asset.created),
            "error": asset.error,
        })
    };
    array(assets.map(object))
}

/// Classic tasks for a spreadsheet.
pub fn tasks_csv<'a>(tasks: impl Iterator<Item = &'a IndexTask>) -> String {
    table(&TASK_COLUMNS, tasks.map(task_cells))
}

/// Classic tasks as a JSON array.
pub fn tasks_json<'a>(tasks: impl Iterator<Item = &'a IndexTask>) -> String {
    let object = |task: &IndexTask| {
        json!({
            "task_id": task.id.0, "index_id": task.index.0, "video_id": task.video, "filename": task.filename,
            "status": task.status.to_string(), "duration": task.duration_secs, "created_at": at(task.created),
            "updated_at": at(task.updated), "reason": task.reason,
        })
    };
    array(tasks.map(object))
}

fn asset_cells(asset: &Asset) -> Vec<String> {
    let (width, height) = asset.picture.unzip();
    vec![
        asset.id.0.clone(),
        asset.filename.clone(),
        asset.status.to_string(),
        asset.method.clone(),
        asset.file_type.clone(),
        said(asset.size),
        said(asset.duration_secs),
        said(width),
        said(height),
        said(at(asset.created)),
        said(asset.error.as_ref()),
    ]
}

fn task_cells(task: &IndexTask) -> Vec<String> {
    vec![
        task.id.0.clone(),
        task.index.0.clone(),
        said(task.video.as_ref()),
        task.filename.clone(),
        task.status.to_string(),
        said(task.duration_secs),
        said(at(task.created)),
        said(at(task.updated)),
        said(task.reason.as_ref()),
    ]
}

fn said(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn at(time: Option<jiff::Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

/// A cell of a table. Hidden characters are shown, line breaks aside. Spreadsheets run what begins like this, unless an
/// apostrophe says that it is text.
pub(crate) fn csv_safe(cell: &str) -> String {
    const BEGIN: [char; 9] = ['=', '+', '-', '@', '\n', '＝', '＋', '－', '＠'];
    let cell = shown_lines(cell);
    if cell.starts_with(BEGIN) { format!("'{cell}") } else { cell.into_owned() }
}

fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Memory does not refuse what is written to it.
    drop(writer.write_record(columns));
    for row in rows {
        drop(writer.write_record(row.into_iter().map(|cell| csv_safe(&cell))));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn array(objects: impl Iterator<Item = Value>) -> String {
    let lines: Vec<String> = objects.map(|object| format!("  {object}")).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use takeup_model::AssetStatus;

    fn asset(filename: &str) -> Asset {
        Asset {
            id: "a1".into(),
            filename: filename.to_owned(),
            method: "direct".to_owned(),
            status: AssetStatus::Ready,
            file_type: "video/mp4".to_owned(),
            size: Some(12),
            duration_secs: Some(1.5),
            picture: Some((1920, 1080)),
            created: Some("2026-01-02T03:04:05Z".parse().unwrap()),
            error: None,
        }
    }

    #[test]
    fn a_table_runs_nothing_and_breaks_nowhere() {
        let odd = [asset("=1+1,\"x\".mp4"), asset("two\nlines.mp4")];
        let text = assets_csv(odd.iter());
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().unwrap();
        assert_eq!(rows.len(), 2);
        assert_eq!(&rows[0][1], "'=1+1,\"x\".mp4");
        assert_eq!(&rows[1][1], "two\nlines.mp4");
        assert_eq!(rows[0].len(), ASSET_COLUMNS.len());
    }

    #[test]
    fn whatever_a_spreadsheet_may_run_is_marked_as_text() {
        for letter in "=+-@\n＝＋－＠".chars() {
            assert_eq!(csv_safe(&format!("{letter}1")), format!("'{letter}1"));
        }
        // What is shown as an escape begins with a backslash, which nothing runs.
        assert_eq!((csv_safe("\t=1"), csv_safe("\r=1")), ("\\t=1".to_owned(), "\\r=1".to_owned()));
        assert_eq!(csv_safe("a=1"), "a=1");
    }

    #[test]
    fn json_is_one_array_whatever_is_in_it() {
        for count in 0..3 {
            let assets: Vec<Asset> = (0..count).map(|_| asset("clip.mp4")).collect();
            let read: Vec<Value> = serde_json::from_str(&assets_json(assets.iter())).unwrap();
            assert_eq!(read.len(), count);
        }
        let read: Vec<Value> = serde_json::from_str(&assets_json([asset("clip.mp4")].iter())).unwrap();
        assert_eq!((&read[0]["width"], &read[0]["error"]), (&json!(1920), &Value::Null));
    }
}
