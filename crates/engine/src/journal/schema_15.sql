-- The file name that the platform tells of an imported asset.
ALTER TABLE job ADD COLUMN told_name TEXT;
