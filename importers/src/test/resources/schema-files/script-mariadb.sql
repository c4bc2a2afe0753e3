-- Schema read by Rowback's script
-- Server: MariaDB 10.11.19-MariaDB-0+deb12u1-log
-- Read: 2026-11-21T08:58:32Z
-- Log position: mbin.000001	497254		
CREATE DATABASE IF NOT EXISTS `shop` DEFAULT CHARACTER SET latin1;
USE `shop`;
customers	CREATE TABLE `customers` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `email` varchar(80) NOT NULL,
  `note` text DEFAULT NULL,
  `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`j`)),
  PRIMARY KEY (`id`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
;
ord`ers	CREATE TABLE `ord``ers` (
  `id` int(11) NOT NULL,
  `customer` bigint(20) unsigned NOT NULL,
  `total` decimal(10,2) DEFAULT NULL,
  `gross` decimal(10,2) GENERATED ALWAYS AS (`total` * 2) VIRTUAL,
  `state` enum('new','it''s') DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `c` (`customer`),
  CONSTRAINT `c` FOREIGN KEY (`customer`) REFERENCES `customers` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci
;
CREATE DATABASE IF NOT EXISTS `test` DEFAULT CHARACTER SET latin1;
USE `test`;
CREATE DATABASE IF NOT EXISTS `we ird` DEFAULT CHARACTER SET latin1;
USE `we ird`;
t	CREATE TABLE `t` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci COMMENT='x | y; ''z'
;
