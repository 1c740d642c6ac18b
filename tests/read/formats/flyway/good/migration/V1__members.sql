-- minlint: purpose=membership

CREATE TYPE membership_kind AS ENUM ('junior', 'adult', 'honorary');

-- Everybody who has joined the club
CREATE TABLE members (
    id            bigserial PRIMARY KEY,
    full_name     varchar(120) NOT NULL,
    birth_date    date,        -- asked of juniors alone
    kind          membership_kind NOT NULL DEFAULT 'adult',
    fax           varchar(40),
    mail          varchar(254) NOT NULL UNIQUE,
    passport_scan bytea
);

CREATE TABLE guests (
    id   bigserial PRIMARY KEY,
    name text NOT NULL
);
