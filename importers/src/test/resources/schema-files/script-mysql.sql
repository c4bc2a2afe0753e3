-- Schema read by Rowback's script
-- Server: MySQL 9.7.4-2
-- Read: 2026-11-21T08:58:36Z
-- Log position: binlog.000001	766402			8a7d26c6-e586-11f1-930a-02fc00000001:1-3501
CREATE DATABASE IF NOT EXISTS `shop` DEFAULT CHARACTER SET latin1;
USE `shop`;
customers	CREATE TABLE `customers` (
  `id` bigint unsigned NOT NULL AUTO_INCREMENT,
  `email` varchar(80) NOT NULL,
  `note` text,
  `j` json DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `email` (`email`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;
ord`ers	CREATE TABLE `ord``ers` (
  `id` int NOT NULL,
  `customer` bigint unsigned NOT NULL,
  `total` decimal(10,2) DEFAULT NULL,
  `gross` decimal(10,2) GENERATED ALWAYS AS ((`total` * 2)) VIRTUAL,
  `state` enum('new','it''s') DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `c` (`customer`),
  CONSTRAINT `c` FOREIGN KEY (`customer`) REFERENCES `customers` (`id`) ON DELETE CASCADE ON UPDATE RESTRICT
) ENGINE=InnoDB DEFAULT CHARSET=latin1
;
CREATE DATABASE IF NOT EXISTS `we ird` DEFAULT CHARACTER SET utf8mb4;
USE `we ird`;
t	CREATE TABLE `t` (
  `a` int DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci COMMENT='x | y; ''z'
;
