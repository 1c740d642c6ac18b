-- A case-management programme without monitoring technology (YACMP and CMPP, as their partners describe them).
CREATE TABLE participants (
  participant_id bigint PRIMARY KEY,
  display_name text NOT NULL,
  phone_number text,
  preferred_language text
);
CREATE TABLE appointments (
  appointment_id bigint PRIMARY KEY,
  participant_id bigint NOT NULL REFERENCES participants (participant_id),
  appointment_date date NOT NULL,
  came boolean
);
