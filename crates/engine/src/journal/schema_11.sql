-- What has happened to an upload. It stays with the receipt when the upload is removed from the list.
CREATE TABLE event (
    job    INTEGER NOT NULL,
    added  TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (job, added)
) STRICT;
