CREATE TABLE people (person_id bigint PRIMARY KEY, full_name text);
CREATE TABLE places (place_id bigint PRIMARY KEY, address text, kind text);
CREATE TABLE presences (person_id bigint REFERENCES people (person_id), place_id bigint REFERENCES places (place_id), seen_at timestamptz);
CREATE TABLE associations (person_id bigint REFERENCES people (person_id), associate_id bigint REFERENCES people (person_id), relationship text, first_seen date);
