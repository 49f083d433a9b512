-- The files of watched folders that need not be looked at again unless they change, by their paths below the folder.
-- An empty path is the folder itself, once it was looked at.
CREATE TABLE watched (
    account     TEXT NOT NULL,
    folder      BLOB NOT NULL,
    path        BLOB NOT NULL,
    size        INTEGER NOT NULL,
    modified    TEXT,
    fingerprint TEXT NOT NULL,
    fate        TEXT NOT NULL,
    PRIMARY KEY (account, folder, path)
) STRICT, WITHOUT ROWID;
