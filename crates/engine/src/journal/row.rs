//! A table's row as a struct: the one place where its columns are listed.

use std::str::FromStr;

use super::OpenError;

/// Makes a struct of the columns of a table, reads it, and says how it is saved. The first column is the key.
macro_rules! row {
    ($(#[$meta:meta])* $name:ident in $table:literal { $($column:ident: $type:ty,)+ }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub(super) struct $name {
            $(pub(super) $column: $type,)+
        }

        impl $name {
            /// Reads a row that has all the columns.
            pub(super) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
                Ok(Self { $($column: row.get(stringify!($column))?,)+ })
            }

            /// Writes it, over the row with the same key if there is one.
            pub(super) fn save(&self, connection: &rusqlite::Connection) -> rusqlite::Result<()> {
                static SAVE: std::sync::LazyLock<String> =
                    std::sync::LazyLock::new(|| $crate::journal::row::save($table, &[$(stringify!($column)),+]));
                let values: &[&dyn rusqlite::ToSql] = &[$(&self.$column),+];
                connection.prepare_cached(&SAVE)?.execute(values)?;
                Ok(())
            }
        }
    };
}
pub(super) use row;

/// The statement that writes a row. One that is there is changed in place: to replace it would take with it what
/// belongs to it.
pub(super) fn save(table: &str, columns: &[&str]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    let values: Vec<String> = (1..=columns.len()).map(|number| format!("?{number}")).collect();
    let changed: Vec<String> = quoted.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES ({}) ON CONFLICT DO UPDATE SET {}",
        quoted.join(", "),
        values.join(", "),
        changed.join(", ")
    )
}

/// The value of a word of ours. One that could be of a newer version says so; anything else is damage.
pub(super) fn word<T>(word: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, OpenError> {
    let Some(word) = word else { return Ok(None) };
    match parse(word) {
        Some(value) => Ok(Some(value)),
        None if !word.is_empty()
            && word
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-') =>
        {
            Err(OpenError::Newer)
        }
        None => Err(OpenError::Damaged(format!("an unknown word: {word:?}"))),
    }
}

/// Such a value where there must be one.
pub(super) fn must<T>(text: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<T, OpenError> {
    word(text, parse)?.ok_or_else(|| OpenError::Damaged("a word is missing".to_owned()))
}

/// What is kept as its text, if it reads.
pub(super) fn parsed<T: FromStr>(text: Option<String>) -> Option<T> {
    text?.parse().ok()
}
