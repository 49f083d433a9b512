-- When a job was last moved to the front of those that wait; 0 if never.
ALTER TABLE job ADD COLUMN front INTEGER NOT NULL DEFAULT 0;
