ALTER TABLE patients ADD COLUMN `blood_group` char(3) DEFAULT NULL;
