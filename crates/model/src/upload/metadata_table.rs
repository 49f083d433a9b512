//! A table of metadata beside files: the first column names a file, each other column is a key.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::upload::metadata::{self, Metadata, MetadataFlaw};

/// A table as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MetadataTable {
    rows: BTreeMap<String, Row>,
    /// What could not be used, with the number of its line.
    pub flaws: Vec<(u64, MetadataTableFlaw)>,
    /// The text it was read from.
    pub text: Vec<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    line: u64,
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
    /// It is not UTF-8.
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
        let name = composed(name.trim());
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        if cells.len() != keys.len() + 1 {
            return flaw(MetadataTableFlaw::Cells(cells.len(), keys.len() + 1));
        }
        if name.is_empty() {
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
        if self.rows.contains_key(&name) {
            return flaw(MetadataTableFlaw::Again(name));
        }
        self.rows.insert(name, Row { line, metadata });
    }

    /// How many files it tells of.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it tells of no file.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// What it tells of a file of this name.
    pub fn of(&self, name: &str) -> Option<&Metadata> {
        self.rows.get(&composed(name)).map(|row| &row.metadata)
    }

    /// The files it tells of that are not among these names, with the numbers of their lines.
    pub fn unknown<'a>(&self, names: impl IntoIterator<Item = &'a str>) -> Vec<(u64, String)> {
        let names: BTreeSet<String> = names.into_iter().map(composed).collect();
        let unknown = self.rows.iter().filter(|(name, _)| !names.contains(*name));
        let mut unknown: Vec<(u64, String)> = unknown.map(|(name, row)| (row.line, name.clone())).collect();
        unknown.sort();
        unknown
    }
}

/// Systems differ in whether they write letters composed; as names they are equal.
fn composed(name: &str) -> String {
    name.nfc().collect()
}
