CREATE TABLE `patients` (
  `id` int NOT NULL AUTO_INCREMENT,
  `surname` varchar(80) NOT NULL COMMENT 'as in the passport',
  `blood_group` char(3) DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
