CREATE OR REPLACE VIEW juniors AS
SELECT full_name, birth_date FROM members WHERE kind = 'junior';
