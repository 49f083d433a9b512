CREATE TABLE job (
    id           INTEGER PRIMARY KEY,
    account      TEXT NOT NULL,
    path         BLOB,
    url          TEXT,
    nonce        TEXT NOT NULL,
    wish_method  TEXT,
    task_index   TEXT,
    language     TEXT,
    anyway       INTEGER NOT NULL,
    size         INTEGER,
    modified     TEXT,
    fingerprint  TEXT,
    media_kind   TEXT,
    format       TEXT,
    media_type   TEXT,
    method       TEXT,
    why          TEXT,
    creation     TEXT NOT NULL,
    upload       TEXT,
    part_size    INTEGER,
    total        INTEGER,
    headers      TEXT,
    expires      TEXT,
    complete     INTEGER NOT NULL,
    asset        TEXT,
    asset_status TEXT,
    task         TEXT,
    task_status  TEXT,
    paused       INTEGER NOT NULL,
    retries      INTEGER NOT NULL,
    "end"        TEXT,
    end_kind     TEXT,
    end_detail   TEXT,
    added        TEXT NOT NULL,
    started      TEXT,
    sent         TEXT,
    ended        TEXT
) STRICT;

CREATE TABLE goal (
    job    INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    place  INTEGER NOT NULL,
    kind   TEXT NOT NULL,
    target TEXT NOT NULL,
    state  TEXT NOT NULL,
    thing  TEXT,
    status TEXT,
    detail TEXT,
    PRIMARY KEY (job, place)
) STRICT, WITHOUT ROWID;

CREATE TABLE part (
    job    INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    etag   TEXT,
    PRIMARY KEY (job, number)
) STRICT, WITHOUT ROWID;
