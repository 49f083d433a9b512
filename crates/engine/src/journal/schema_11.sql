<<<<<<< HEAD
-- What the marks of the uploads begin with that added paths become, and when they were added: looked through again
-- after a crash, they become the same uploads.
ALTER TABLE intake ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE intake ADD COLUMN added TEXT;
=======
-- What has happened to an upload. It stays with the receipt when the upload is removed from the list.
CREATE TABLE event (
    job    INTEGER NOT NULL,
    added  TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (job, added)
) STRICT;
>>>>>>> main
