-- What is sent of a video, whether what is wrong with it is put right, the copy that is sent in its place, and how long
-- the asset plays.
ALTER TABLE job ADD COLUMN wish_copy TEXT;
ALTER TABLE job ADD COLUMN fix INTEGER NOT NULL DEFAULT 0;
ALTER TABLE job ADD COLUMN copy TEXT;
ALTER TABLE job ADD COLUMN told_millis INTEGER;
ALTER TABLE intake ADD COLUMN wish_copy TEXT;
ALTER TABLE intake ADD COLUMN fix INTEGER NOT NULL DEFAULT 0;
