-- What exactly went wrong: a code of the platform, or a reason of our own.
ALTER TABLE job ADD COLUMN end_code TEXT;
ALTER TABLE goal ADD COLUMN code TEXT;
