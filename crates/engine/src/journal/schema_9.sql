-- Paths that were added and have not been looked through yet, with what is to become of what they hold.
CREATE TABLE intake (
    id             INTEGER PRIMARY KEY,
    account        TEXT NOT NULL,
    paths          TEXT NOT NULL,
    wish_method    TEXT,
    task_index     TEXT,
    language       TEXT,
    destinations   TEXT NOT NULL,
    anyway         INTEGER NOT NULL,
    metadata       TEXT,
    metadata_table BLOB,
    if_exists      TEXT,
    ask_host       INTEGER,
    skip_finished  INTEGER NOT NULL
) STRICT;
