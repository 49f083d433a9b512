-- One row for each upload that is over, by its number and when it was added: numbers come again once the list is
-- empty. An upload that is tried again has its row replaced when it ends anew, so that the row tells its last word.
-- No job is referred to: the row outlives the job's removal from the list.
CREATE TABLE history (
    job     INTEGER NOT NULL,
    added   TEXT NOT NULL,
    ended   INTEGER NOT NULL,
    account TEXT NOT NULL,
    name    TEXT NOT NULL,
    outcome TEXT NOT NULL,
    sought  TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (job, added)
) STRICT;

-- A search reads this alone, newest first, and touches the receipts of what it found only.
CREATE INDEX history_sought ON history (ended, sought);
