CREATE TABLE driver_licences (full_name text, date_of_birth date, home_address text, drivers_license_number text, license_photo bytea);
CREATE TABLE tax_returns (tax_id text, full_name text, last_known_address text, adjusted_gross_income numeric);
CREATE TABLE utility_accounts (full_name text, service_address text, phone_number text, meter_reading numeric, connected_on date);
