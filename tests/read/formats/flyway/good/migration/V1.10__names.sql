ALTER TABLE members RENAME COLUMN mail TO email;
ALTER TABLE members ALTER COLUMN phone DROP DEFAULT;
ALTER TABLE members ALTER COLUMN full_name TYPE varchar(200);
ALTER TABLE guests RENAME TO visitors;
ALTER TABLE visitors ADD COLUMN arrived_at timestamptz NOT NULL;
