--liquibase formatted sql
-- minlint: purpose=membership

--changeset club:1 labels:people context:prod
--preconditions onFail:MARK_RAN
--precondition-sql-check expectedResult:0 SELECT count(*) FROM information_schema.tables WHERE table_name = 'people'
CREATE TYPE colour AS ENUM ('red', 'white', 'black');
--rollback DROP TYPE colour;

--changeset club:2
--comment: everybody who has joined
CREATE TABLE people (
    id         bigserial PRIMARY KEY,
    email      varchar(254) NOT NULL UNIQUE,
    birth_date date, -- minlint: allow X101 until 2027-04-30 because juniors pay less
    fax        varchar(20),
    belt       colour NOT NULL DEFAULT 'white'
);
--rollback DROP TABLE people;

--changeset club:3 splitStatements:false endDelimiter:/
ALTER TABLE people ADD COLUMN notes text;
/* liquibase rollback
   ALTER TABLE people DROP COLUMN notes;
*/
