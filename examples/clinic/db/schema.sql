-- The booking system of a small clinic. Everything here is made up.
CREATE TABLE patients (
  id                 bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  full_name          text NOT NULL,
  phone              text NOT NULL,
  email              text,
  birth_date         date,
  immigration_status text,
  face_embedding     vector(512),
  created_at         timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE appointments (
  id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  patient_id bigint NOT NULL REFERENCES patients (id),
  service    text NOT NULL,
  starts_at  timestamptz NOT NULL,
  status     text NOT NULL DEFAULT 'booked'
);
