//! Inputs that somebody made to break a reader, replayed: see `fuzz`.

#[path = "../../fuzz/properties.rs"]
mod properties;

use std::fs;

use takeup_rig::process;

#[test]
fn every_input_that_is_kept_keeps_its_promise() {
    let targets = [
        ("api_answer", properties::api_answer as fn(&[u8])),
        ("error_body", properties::error_body),
        ("journal_row", properties::journal_row),
        ("media_header", properties::media_header),
        ("metadata_table", properties::metadata_table),
        ("presigned_url", properties::presigned_url),
        ("settings", properties::settings),
        ("shell_word", properties::shell_word),
        ("url_field", properties::url_field),
    ];
    for (name, property) in targets {
        let inputs = fs::read_dir(process::file("fuzz/corpus").join(name)).unwrap();
        let inputs: Vec<_> = inputs.map(|entry| fs::read(entry.unwrap().path()).unwrap()).collect();
        assert!(inputs.len() > 8, "{name}");
        for input in &inputs {
            property(input);
        }
    }
}
