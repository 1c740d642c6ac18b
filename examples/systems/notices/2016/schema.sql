CREATE TABLE records (
  full_name text,
  alien_number text,
  date_of_birth date,
  removal_order_date date,
  fingerprint_template bytea,
  arrest_date date,
  call_recording bytea,
  commissary_account_number text
);
