ALTER TABLE people ADD COLUMN city text;
CREATE OR DISPLACE TABLE visits (day date);
