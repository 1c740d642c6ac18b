-- What nobody needed
ALTER TABLE members DROP COLUMN passport_scan;
COMMENT ON COLUMN addresses.postcode IS 'of the place of residence';
CREATE TABLE ${prefix}payments (
    member_id bigint REFERENCES members,
    iban      varchar(34) NOT NULL
);
