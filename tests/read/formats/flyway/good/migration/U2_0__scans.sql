DROP TABLE ${prefix}payments;
ALTER TABLE members ADD COLUMN passport_scan bytea;
