CREATE TABLE tax_records (person_id bigint, tax_id text, adjusted_gross_income numeric, last_known_address text);
CREATE TABLE biometrics (person_id bigint, face_template bytea, fingerprint_template bytea);
CREATE VIEW joined AS SELECT t.person_id, t.tax_id, t.last_known_address, b.face_template FROM tax_records t JOIN biometrics b ON b.person_id = t.person_id;
