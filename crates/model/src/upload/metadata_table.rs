//! A table of metadata beside files: the first column names a file, each other column is a key.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::Source;
use crate::upload::metadata::{self, Metadata, MetadataFlaw};

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataTable {
    /// By the last piece of the path that a line begins with.
    rows: BTreeMap<String, Vec<Row>>,
    /// What could not be used, with the number of its line.
    pub flaws: Vec<(u64, MetadataTableFlaw)>,
    /// The text it was read from.
    pub text: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    line: u64,
    /// What the line calls the file.
    name: String,
    /// The pieces of that, from the last to the first.
    path: Vec<String>,
    /// Whether it is the whole path on some computer.
    whole: bool,
    metadata: Metadata,
}

/// Why a line, or a column, cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetadataTableFlaw {
    /// It has so many cells where the first line has so many.
    Cells(usize, usize),
    /// The file was named in an earlier line.
    Again(String),
    /// It names no file.
    NoName,
    /// The column was named before.
    Column(String),
    /// A quote is opened in it and not closed.
    Quote,
    /// It is text in no encoding that is understood.
    NotUtf8,
    /// It holds no table at all: one column, or none.
    NoTable,
    /// A key or a value breaks a rule of the platform.
    Metadata(MetadataFlaw),
}

impl MetadataTable {
    /// Takes in the lines of a table, each with its number and its cells. The first one names the columns.
    pub fn of_lines<'a>(lines: impl IntoIterator<Item = (u64, Vec<&'a str>)>) -> Self {
        let mut metadata_table = Self::default();
        let mut keys: Option<Vec<Option<String>>> = None;
        for (line, cells) in lines {
            match &keys {
                None => keys = Some(metadata_table.header(line, &cells)),
                Some(keys) => metadata_table.row(line, &cells, keys),
            }
        }
        if keys.is_none_or(|keys| keys.is_empty()) {
            metadata_table.flaws.push((1, MetadataTableFlaw::NoTable));
        }
        metadata_table
    }

    fn header(&mut self, line: u64, cells: &[&str]) -> Vec<Option<String>> {
        let mut keys: Vec<Option<String>> = Vec::new();
        for cell in cells.iter().skip(1) {
            keys.push(match metadata::checked(cell) {
                // A table may have empty columns; what stands in one has no key.
                Err(MetadataFlaw::NoKey) => Some(String::new()),
                Ok(key) if keys.iter().flatten().any(|known| known == key) => {
                    self.flaws.push((line, MetadataTableFlaw::Column(key.to_owned())));
                    None
                }
                Ok(key) => Some(key.to_owned()),
                Err(flaw) => {
                    self.flaws.push((line, MetadataTableFlaw::Metadata(flaw)));
                    None
                }
            });
        }
        keys
    }

    fn row(&mut self, line: u64, cells: &[&str], keys: &[Option<String>]) {
        let mut flaw = |flaw| self.flaws.push((line, flaw));
        let Some((name, values)) = cells.split_first() else { return };
        let name = name.trim().to_owned();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if cells.len() != keys.len() + 1 {
            return flaw(MetadataTableFlaw::Cells(cells.len(), keys.len() + 1));
        }
        let path = pieces(&name);
        if path.is_empty() {
            return flaw(MetadataTableFlaw::NoName);
        }
        let mut metadata = Metadata::default();
        for (key, value) in keys.iter().zip(values) {
            if let Some(key) = key.as_ref().filter(|_| !value.trim().is_empty())
                && let Err(why) = metadata.set(key, value)
            {
                return flaw(MetadataTableFlaw::Metadata(why));
            }
        }
        let namesakes = self.rows.entry(path.first().cloned().unwrap_or_default()).or_default();
        if namesakes.iter().any(|row| row.path == path) {
            return self.flaws.push((line, MetadataTableFlaw::Again(name)));
        }
        let drive = name.as_bytes().get(1) == Some(&b':');
        let whole = drive || name.starts_with(['/', '\\']);
        namesakes.push(Row { line, name, path, whole, metadata });
    }

    /// How many files it tells of.
    pub fn len(&self) -> usize {
        self.rows.values().map(Vec::len).sum()
    }

    /// Whether it tells of no file.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What it tells of a source: the line whose path is the longest ending of the source's own. A path that is whole
    /// on another computer counts by the file's name, if no other line has that name.
    pub fn of(&self, source: &Source) -> Option<&Metadata> {
        self.row_of(source).map(|row| &row.metadata)
    }

    fn row_of(&self, source: &Source) -> Option<&Row> {
        let path = match source {
            Source::Url(_) => pieces(&source.name()),
            Source::File(_) | Source::Asset(..) => pieces(&source.text()),
        };
        let namesakes = self.rows.get(path.first()?)?;
        let endings = namesakes.iter().filter(|row| path.starts_with(&row.path));
        let alone = match namesakes.as_slice() {
            [only] if only.whole => Some(only),
            _ => None,
        };
        endings.max_by_key(|row| row.path.len()).or(alone)
    }

    /// The files it tells of that are not among these, with the numbers of their lines.
    pub fn unknown<'a>(&self, sources: impl IntoIterator<Item = &'a Source>) -> Vec<(u64, String)> {
        let known: BTreeSet<u64> =
            sources.into_iter().filter_map(|one| Some(self.row_of(one)?.line)).collect();
        let unknown = self.rows.values().flatten().filter(|row| !known.contains(&row.line));
        let mut unknown: Vec<(u64, String)> = unknown.map(|row| (row.line, row.name.clone())).collect();
        unknown.sort();
        unknown
    }
}

/// The pieces of a path or a URL from the last to the first, so that equal ones are equal text: systems differ in which
/// slash they write, whether letters are composed, and whether case counts.
fn pieces(path: &str) -> Vec<String> {
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split(['?', '#']).next().unwrap_or(rest));
    let same = |piece: &str| -> String {
        let composed = piece.nfc();
        if cfg!(any(windows, target_os = "macos")) {
            composed.flat_map(char::to_lowercase).collect()
        } else {
            composed.collect()
        }
    };
    let pieces = path.split(['/', '\\']).filter(|piece| !piece.is_empty() && *piece != ".");
    let mut pieces: Vec<String> = pieces.map(same).collect();
    pieces.reverse();
    pieces
}
