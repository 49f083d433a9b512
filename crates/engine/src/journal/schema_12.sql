-- What the marks of the uploads begin with that added paths become, and when they were added: looked through again
-- after a crash, they become the same uploads.
ALTER TABLE intake ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE intake ADD COLUMN added TEXT;
