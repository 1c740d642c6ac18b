CREATE TABLE people (
    email text NOT NULL
);
ALTER TABLE people ADD COLUMN note text DEFAULT 'never closed;
ALTER TABLE people ADD COLUMN phone text;
