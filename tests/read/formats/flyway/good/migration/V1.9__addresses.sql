-- minlint: purpose=newsletter
CREATE TABLE addresses (
    member_id bigint NOT NULL REFERENCES members (id),
    street    text NOT NULL,
    postcode  varchar(10) NOT NULL
);

ALTER TABLE members
    DROP COLUMN fax,
    ADD COLUMN phone varchar(40) NOT NULL DEFAULT '', -- minlint: allow X101 until 2027-04-30 because the trainer rings
    ADD COLUMN previous_kind membership_kind;
