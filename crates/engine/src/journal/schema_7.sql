-- The digest of a file is its BLAKE3. What single parts have for the older one is of no use any more: these parts are
-- read again for their leaves. In `job`, `whole` keeps the older digest of files that have one.
ALTER TABLE digest DROP COLUMN leaves;
ALTER TABLE digest ADD COLUMN blake3 BLOB;
ALTER TABLE job ADD COLUMN blake3 TEXT;
