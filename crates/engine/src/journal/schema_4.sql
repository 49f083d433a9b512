-- What the header of a file says. Nothing stands for what is not known, and in `audio` an empty text for silence.
ALTER TABLE job ADD COLUMN width INTEGER;
ALTER TABLE job ADD COLUMN height INTEGER;
ALTER TABLE job ADD COLUMN millis INTEGER;
ALTER TABLE job ADD COLUMN video TEXT;
ALTER TABLE job ADD COLUMN audio TEXT;
