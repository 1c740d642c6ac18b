CREATE TABLE tag_positions (
  wearer_id bigint NOT NULL,
  latitude numeric(9,6) NOT NULL,
  longitude numeric(9,6) NOT NULL,
  recorded_at timestamptz NOT NULL,
  speed_kmh numeric,
  battery_level integer,
  last_check_in timestamptz
);
