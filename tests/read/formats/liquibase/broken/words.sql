--liquibase formatted sql
--changeset club:1
CREATE OR DISPLACE TABLE visits (day date);
--changeset club:2
CREATE TABLE visitors (email text NOT NULL);
