CREATE TABLE border_alerts (traveller_id bigint, full_name text, passport_number text, alert_flag boolean, search_details text, seizure_details text);
CREATE TABLE removal_cases (traveller_id bigint, full_name text, home_address text, removal_order_date date);
