-- What the person tells about an upload, as JSON: of each key what would be typed for its value.
ALTER TABLE job ADD COLUMN metadata TEXT;
-- What happens with a file that is there already, and whether the asset was there before.
ALTER TABLE job ADD COLUMN if_exists TEXT;
ALTER TABLE job ADD COLUMN ask_host INTEGER;
ALTER TABLE job ADD COLUMN reused INTEGER NOT NULL DEFAULT 0;
