-- A practice of general medicine: bookings apart from the record of treatment.
CREATE TABLE patients (
  patient_id uuid PRIMARY KEY,
  first_name text NOT NULL,
  last_name text NOT NULL,
  date_of_birth date NOT NULL,
  phone_number text NOT NULL,
  email text,
  next_of_kin_name text,
  next_of_kin_phone text,
  insurance_number text,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE clinicians (
  clinician_id integer PRIMARY KEY,
  full_name text NOT NULL,
  specialty text NOT NULL,
  room text,
  left_on date
);

CREATE TABLE slots (
  slot_id bigint PRIMARY KEY,
  clinician_id integer NOT NULL REFERENCES clinicians (clinician_id),
  service text NOT NULL CHECK (service IN ('first visit', 'follow-up', 'vaccination', 'blood test')),
  starts_at timestamp NOT NULL,
  duration_minutes smallint NOT NULL
);

CREATE TABLE bookings (
  booking_id uuid PRIMARY KEY,
  slot_id bigint NOT NULL UNIQUE REFERENCES slots (slot_id),
  booked_for_name text NOT NULL,
  contact_phone text NOT NULL,
  reminder_sent_on date,
  cancelled_on date,
  visit_on date NOT NULL
);

CREATE TABLE encounters (
  encounter_id uuid PRIMARY KEY,
  patient_id uuid NOT NULL REFERENCES patients (patient_id),
  clinician_id integer NOT NULL REFERENCES clinicians (clinician_id),
  chief_complaint text NOT NULL,
  examination_findings text,
  diagnosis_code varchar(7),
  treated_on date NOT NULL
);

CREATE TABLE prescriptions (
  prescription_id uuid PRIMARY KEY,
  encounter_id uuid NOT NULL REFERENCES encounters (encounter_id),
  patient_id uuid NOT NULL REFERENCES patients (patient_id),
  medication_name text NOT NULL,
  dosage text NOT NULL,
  prescribed_on date NOT NULL
);

CREATE TABLE allergies (
  patient_id uuid NOT NULL REFERENCES patients (patient_id),
  allergen text NOT NULL,
  reaction text,
  noted_on date NOT NULL
);
