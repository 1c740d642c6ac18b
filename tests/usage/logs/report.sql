-- yearly
SELECT full_name, birth_date FROM patients WHERE email = 'canary-7f3a@values.example';
