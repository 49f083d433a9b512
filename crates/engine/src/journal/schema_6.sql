-- The file name of an asset that was on the platform already and only goes to more places.
ALTER TABLE job ADD COLUMN placed TEXT;
