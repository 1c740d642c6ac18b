/* minlint: purpose=care */
ALTER TABLE patients MODIFY COLUMN `surname` varchar(200) NOT NULL;
ALTER TABLE `patients` ADD `allergies` text, ADD COLUMN `gp_name` varchar(80) NOT NULL AFTER `surname`;
