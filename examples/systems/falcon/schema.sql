CREATE TABLE indexed_records (
  record_id bigint PRIMARY KEY,
  full_name text,
  home_address text,
  phone_number text,
  social_security_number text,
  commercial_profile text,
  credit_header text,
  license_plate text,
  device_gps_trace text,
  phone_forensics text,
  notes text
);
CREATE TABLE lookout_records (
  full_name text,
  social_security_number text,
  entered_on date
);
