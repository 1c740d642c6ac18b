CREATE TABLE case_subjects (
  case_id bigint PRIMARY KEY,
  subject_name text,
  social_security_number text,
  resident_status text,
  country_of_origin text,
  place_of_birth text,
  race text,
  hair_color text,
  eye_color text,
  scars_marks_tattoos text,
  gang_affiliation text,
  license_plate_reads text,
  location_data text,
  place_of_employment text,
  schooling text,
  family_relationships text,
  phone_records text,
  bankruptcy_filings text,
  criminal_record text,
  biometric_traits bytea,
  home_address text,
  work_address text
);
CREATE TABLE case_links (
  case_id bigint REFERENCES case_subjects (case_id),
  linked_case_id bigint REFERENCES case_subjects (case_id),
  social_security_number text
);
