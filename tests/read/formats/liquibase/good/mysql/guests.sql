--liquibase formatted sql

--changeset hotel:1 dbms:mysql
--comment: who stays the night
create table guests (
    id       int auto_increment primary key,
    email    varchar(80) not null, -- minlint: allow X101 until 2027-04-30 because the bill
    passport varchar(20) -- as the law asks
) engine=InnoDB;
--rollback drop table guests;
