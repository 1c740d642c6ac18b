CREATE TABLE check_ins (
  participant_id bigint PRIMARY KEY,
  full_name text NOT NULL,
  phone_number text,
  check_in_at timestamptz,
  latitude numeric(9,6),
  longitude numeric(9,6),
  face_template bytea,
  face_image bytea,
  voiceprint bytea,
  contact_phone_numbers text[],
  vehicle_plate text,
  drivers_license_number text,
  medical_conditions text,
  pregnancy_status text,
  children_births text
);
