-- Rowback patch 0852cebe419d, inverse: takes apply.sql back, all or nothing
-- for mysql; run it with: mysql --default-character-set=utf8mb4 < inverse.sql
-- undoes: query contains ?x??? DROP TABLE t? -- ?/ ?
-- evidence: binlog.000001 sha256 
-- completeness: proven 6, assumed 0, unknown 0

SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';
SET SESSION time_zone = '+00:00';
SET SESSION foreign_key_checks = 1, unique_checks = 1, autocommit = 0, completion_type = 0;
SET SESSION sql_safe_updates = 0, innodb_lock_wait_timeout = 50, lock_wait_timeout = 60;
START TRANSACTION;
-- 0 while all is well; else the number of the first statement that did not find its row.
SET @rowback = (SELECT IF(COUNT(*) = 0, 0, -1) FROM information_schema.TABLES t
  JOIN information_schema.ENGINES e ON e.ENGINE = t.ENGINE
 WHERE e.TRANSACTIONS <> 'YES' AND (t.TABLE_SCHEMA = 'ev`il; -- db' AND t.TABLE_NAME = 'keyless'
    OR t.TABLE_SCHEMA = 'ev`il; -- db' AND t.TABLE_NAME = _utf8mb4 x'74276122625c6c652a2f20c3a9'));
-- (-1: the engine of a table cannot roll back)
SET @rowback_let = 0;
SET @rowback_do = IF(@rowback = 0, 'DO 0', 'ROLLBACK');
PREPARE rowback FROM @rowback_do;
EXECUTE rowback;
SET @rowback_do = IF(@rowback = 0, 'DO 0', CONCAT('SELECT `Rowback 0852cebe419d: statement ', COALESCE(@rowback, '?'), ' failed, all rolled back`'));
PREPARE rowback FROM @rowback_do;
DEALLOCATE PREPARE rowback;

-- 6: ev?il? -- db.t?a?b?le?/ ? ?UK?ey?? | proven | bad write change 1 tx 1 at binlog.000001:1001 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
UPDATE `ev``il; -- db`.`t'a"b\le*/ é`
   SET `i64` = 9223372036854775807,
       `u``64` = 1,
       `d` = 99999999999999999999999999999999999.999999999999999999999999999999,
       `f` = 1.401298464324817E-45,
       `g` = 0.1E0,
       `ci` = _utf8mb4 x'636166c3a920',
       `l1` = 'E',
       `sj` = _sjis x'945c',
       `bin` = x'41',
       `blo` = x'abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab',
       `da` = '0000-00-00',
       `ti` = '-00:00:00.001',
       `dt` = '9999-12-31 23:59:59.999999',
       `ts` = '0000-00-00 00:00:00.00',
       `yr` = 2001,
       `bi` = 5,
       `en` = 'a',
       `se` = '',
       `js` = CAST('{"w": -1}' AS JSON),
       `ge` = x'00000000010100000000000000000000400000000000000840',
       `nu` = 7,
       `un` = NULL,
       `auto` = `auto`
 WHERE `id` = _utf8mb4 x'554b2765795c' AND CAST(`id` AS BINARY) <=> x'554b2765795c'
   AND `i64` <=> -9223372036854775808
   AND `u``64` <=> 18446744073709551615
   AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891
   AND `f` <=> 0.10000000149011612E0
   AND `g` <=> 3.141592653589793E200
   AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880'
   AND CAST(`l1` AS BINARY) <=> x'e980'
   AND CAST(`sj` AS BINARY) <=> x'955c975c'
   AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000'
   AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d'
   AND CAST(`da` AS CHAR) <=> '2010-02-31'
   AND CAST(`ti` AS CHAR) <=> '-838:59:58.125'
   AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004'
   AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12'
   AND `yr` <=> 0
   AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615
   AND `en` <=> _utf8mb4 x'63207769746820277127'
   AND CAST(`se` AS CHAR) <=> 'x,z'
   AND `js` <=> CAST(CONVERT(x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' USING utf8mb4) AS JSON)
   AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840'
   AND `nu` IS NULL
   AND `un` <=> 7
   AND @rowback = 0;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 6);
SET @rowback_own_6 = (SELECT CONCAT_WS(',', IF(`i64` <=> 9223372036854775807, NULL, 1), IF(`u``64` <=> 1, NULL, 2), IF(`d` <=> 99999999999999999999999999999999999.999999999999999999999999999999, NULL, 3), IF(`f` <=> 1.401298464324817E-45, NULL, 4), IF(`g` <=> 0.1E0, NULL, 5), IF(CAST(`ci` AS BINARY) <=> x'636166c3a920', NULL, 6), IF(CAST(`l1` AS BINARY) <=> 'E', NULL, 7), IF(CAST(`sj` AS BINARY) <=> x'945c', NULL, 8), IF(CAST(`bin` AS BINARY) <=> x'4100000000000000', NULL, 9), IF(OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50', NULL, 10), IF(CAST(`da` AS CHAR) <=> '0000-00-00', NULL, 11), IF(CAST(`ti` AS CHAR) <=> '-00:00:00.001', NULL, 12), IF(CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999', NULL, 13), IF(CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00', NULL, 14), IF(`yr` <=> 2001, NULL, 15), IF(CAST(`bi` AS UNSIGNED) <=> 5, NULL, 16), IF(`en` <=> 'a', NULL, 17), IF(CAST(`se` AS CHAR) <=> '', NULL, 18), IF(`js` <=> CAST('{"w": -1}' AS JSON), NULL, 19), IF(CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840', NULL, 20), IF(`nu` <=> 7, NULL, 21), IF(`un` IS NULL, NULL, 22)) FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'554b2765795c' AND CAST(`id` AS BINARY) <=> x'554b2765795c' LIMIT 1);

-- 5: ev?il? -- db.t?a?b?le?/ ? ?DK?ey?? | proven | bad write change 2 tx 1 at binlog.000001:1002 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
DELETE FROM `ev``il; -- db`.`t'a"b\le*/ é`
 WHERE `id` = _utf8mb4 x'444b2765795c' AND CAST(`id` AS BINARY) <=> x'444b2765795c'
   AND `i64` <=> -9223372036854775808
   AND `u``64` <=> 18446744073709551615
   AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891
   AND `f` <=> 0.10000000149011612E0
   AND `g` <=> 3.141592653589793E200
   AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880'
   AND CAST(`l1` AS BINARY) <=> x'e980'
   AND CAST(`sj` AS BINARY) <=> x'955c975c'
   AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000'
   AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d'
   AND CAST(`da` AS CHAR) <=> '2010-02-31'
   AND CAST(`ti` AS CHAR) <=> '-838:59:58.125'
   AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004'
   AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12'
   AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40'
   AND `yr` <=> 0
   AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615
   AND `en` <=> _utf8mb4 x'63207769746820277127'
   AND CAST(`se` AS CHAR) <=> 'x,z'
   AND `js` <=> CAST(CONVERT(x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' USING utf8mb4) AS JSON)
   AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840'
   AND `nu` IS NULL
   AND `un` <=> 7
   AND @rowback = 0;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 5);

-- 4: ev?il? -- db.t?a?b?le?/ ? ?IK?ey?? | proven | bad write change 3 tx 1 at binlog.000001:1003 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
INSERT INTO `ev``il; -- db`.`t'a"b\le*/ é`
       (`id`, `i64`, `u``64`, `d`, `f`, `g`, `ci`, `l1`, `sj`, `bin`, `blo`, `da`, `ti`, `dt`, `ts`, `auto`, `yr`, `bi`, `en`, `se`, `js`, `ge`, `nu`, `un`)
SELECT _utf8mb4 x'494b2765795c', 9223372036854775807, 1, 99999999999999999999999999999999999.999999999999999999999999999999, 1.401298464324817E-45, 0.1E0, _utf8mb4 x'636166c3a920', 'E', _sjis x'945c', x'41', x'abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab', '0000-00-00', '-00:00:00.001', '9999-12-31 23:59:59.999999', '0000-00-00 00:00:00.00', '2001-09-09 01:46:40', 2001, 5, 'a', '', CAST('{"w": -1}' AS JSON), x'00000000010100000000000000000000400000000000000840', 7, NULL
  FROM DUAL
 WHERE @rowback = 0;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 4);
SET @rowback_own_4 = (SELECT CONCAT_WS(',', IF(`i64` <=> 9223372036854775807, NULL, 1), IF(`u``64` <=> 1, NULL, 2), IF(`d` <=> 99999999999999999999999999999999999.999999999999999999999999999999, NULL, 3), IF(`f` <=> 1.401298464324817E-45, NULL, 4), IF(`g` <=> 0.1E0, NULL, 5), IF(CAST(`ci` AS BINARY) <=> x'636166c3a920', NULL, 6), IF(CAST(`l1` AS BINARY) <=> 'E', NULL, 7), IF(CAST(`sj` AS BINARY) <=> x'945c', NULL, 8), IF(CAST(`bin` AS BINARY) <=> x'4100000000000000', NULL, 9), IF(OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50', NULL, 10), IF(CAST(`da` AS CHAR) <=> '0000-00-00', NULL, 11), IF(CAST(`ti` AS CHAR) <=> '-00:00:00.001', NULL, 12), IF(CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999', NULL, 13), IF(CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00', NULL, 14), IF(CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40', NULL, 15), IF(`yr` <=> 2001, NULL, 16), IF(CAST(`bi` AS UNSIGNED) <=> 5, NULL, 17), IF(`en` <=> 'a', NULL, 18), IF(CAST(`se` AS CHAR) <=> '', NULL, 19), IF(`js` <=> CAST('{"w": -1}' AS JSON), NULL, 20), IF(CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840', NULL, 21), IF(`nu` <=> 7, NULL, 22), IF(`un` IS NULL, NULL, 23)) FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'494b2765795c' AND CAST(`id` AS BINARY) <=> x'494b2765795c' LIMIT 1);

-- 3: ev?il? -- db.keyless () | proven | bad write change 4 tx 2 at binlog.000001:2004 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
UPDATE `ev``il; -- db`.`keyless`
   SET `i64` = 9223372036854775807,
       `u``64` = 1,
       `d` = 99999999999999999999999999999999999.999999999999999999999999999999,
       `f` = 1.401298464324817E-45,
       `g` = 0.1E0,
       `ci` = _utf8mb4 x'636166c3a920',
       `l1` = 'E',
       `sj` = _sjis x'945c',
       `bin` = x'41',
       `blo` = x'abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab',
       `da` = '0000-00-00',
       `ti` = '-00:00:00.001',
       `dt` = '9999-12-31 23:59:59.999999',
       `ts` = '0000-00-00 00:00:00.00',
       `yr` = 2001,
       `bi` = 5,
       `en` = 'a',
       `se` = '',
       `js` = CAST('{"w": -1}' AS JSON),
       `ge` = x'00000000010100000000000000000000400000000000000840',
       `nu` = 7,
       `un` = NULL,
       `auto` = `auto`
 WHERE CAST(`id` AS BINARY) <=> x'554b2765795c'
   AND `i64` <=> -9223372036854775808
   AND `u``64` <=> 18446744073709551615
   AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891
   AND `f` <=> 0.10000000149011612E0
   AND `g` <=> 3.141592653589793E200
   AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880'
   AND CAST(`l1` AS BINARY) <=> x'e980'
   AND CAST(`sj` AS BINARY) <=> x'955c975c'
   AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000'
   AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d'
   AND CAST(`da` AS CHAR) <=> '2010-02-31'
   AND CAST(`ti` AS CHAR) <=> '-838:59:58.125'
   AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004'
   AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12'
   AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40'
   AND `yr` <=> 0
   AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615
   AND `en` <=> _utf8mb4 x'63207769746820277127'
   AND CAST(`se` AS CHAR) <=> 'x,z'
   AND `js` <=> CAST(CONVERT(x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' USING utf8mb4) AS JSON)
   AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840'
   AND `nu` IS NULL
   AND `un` <=> 7
   AND @rowback = 0
 LIMIT 1;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 3);
SET @rowback_own_3 = IF(EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'554b2765795c' AND `i64` <=> 9223372036854775807 AND `u``64` <=> 1 AND `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999 AND `f` <=> 1.401298464324817E-45 AND `g` <=> 0.1E0 AND CAST(`ci` AS BINARY) <=> x'636166c3a920' AND CAST(`l1` AS BINARY) <=> 'E' AND CAST(`sj` AS BINARY) <=> x'945c' AND CAST(`bin` AS BINARY) <=> x'4100000000000000' AND OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50' AND CAST(`da` AS CHAR) <=> '0000-00-00' AND CAST(`ti` AS CHAR) <=> '-00:00:00.001' AND CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999' AND CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 2001 AND CAST(`bi` AS UNSIGNED) <=> 5 AND `en` <=> 'a' AND CAST(`se` AS CHAR) <=> '' AND `js` <=> CAST('{"w": -1}' AS JSON) AND CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840' AND `nu` <=> 7 AND `un` IS NULL), '', '1');

-- 2: ev?il? -- db.keyless () | proven | bad write change 5 tx 2 at binlog.000001:2005 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
DELETE FROM `ev``il; -- db`.`keyless`
 WHERE CAST(`id` AS BINARY) <=> x'444b2765795c'
   AND `i64` <=> -9223372036854775808
   AND `u``64` <=> 18446744073709551615
   AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891
   AND `f` <=> 0.10000000149011612E0
   AND `g` <=> 3.141592653589793E200
   AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880'
   AND CAST(`l1` AS BINARY) <=> x'e980'
   AND CAST(`sj` AS BINARY) <=> x'955c975c'
   AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000'
   AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d'
   AND CAST(`da` AS CHAR) <=> '2010-02-31'
   AND CAST(`ti` AS CHAR) <=> '-838:59:58.125'
   AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004'
   AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12'
   AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40'
   AND `yr` <=> 0
   AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615
   AND `en` <=> _utf8mb4 x'63207769746820277127'
   AND CAST(`se` AS CHAR) <=> 'x,z'
   AND `js` <=> CAST(CONVERT(x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' USING utf8mb4) AS JSON)
   AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840'
   AND `nu` IS NULL
   AND `un` <=> 7
   AND @rowback = 0
 LIMIT 1;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 2);

-- 1: ev?il? -- db.keyless () | proven | bad write change 6 tx 2 at binlog.000001:2006 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
INSERT INTO `ev``il; -- db`.`keyless`
       (`id`, `i64`, `u``64`, `d`, `f`, `g`, `ci`, `l1`, `sj`, `bin`, `blo`, `da`, `ti`, `dt`, `ts`, `auto`, `yr`, `bi`, `en`, `se`, `js`, `ge`, `nu`, `un`)
SELECT _utf8mb4 x'494b2765795c', 9223372036854775807, 1, 99999999999999999999999999999999999.999999999999999999999999999999, 1.401298464324817E-45, 0.1E0, _utf8mb4 x'636166c3a920', 'E', _sjis x'945c', x'41', x'abababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababababab', '0000-00-00', '-00:00:00.001', '9999-12-31 23:59:59.999999', '0000-00-00 00:00:00.00', '2001-09-09 01:46:40', 2001, 5, 'a', '', CAST('{"w": -1}' AS JSON), x'00000000010100000000000000000000400000000000000840', 7, NULL
  FROM DUAL
 WHERE @rowback = 0;
SET @rowback = IF(@rowback <> 0 OR ROW_COUNT() = 1, @rowback, 1);
SET @rowback_own_1 = IF(EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'494b2765795c' AND `i64` <=> 9223372036854775807 AND `u``64` <=> 1 AND `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999 AND `f` <=> 1.401298464324817E-45 AND `g` <=> 0.1E0 AND CAST(`ci` AS BINARY) <=> x'636166c3a920' AND CAST(`l1` AS BINARY) <=> 'E' AND CAST(`sj` AS BINARY) <=> x'945c' AND CAST(`bin` AS BINARY) <=> x'4100000000000000' AND OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50' AND CAST(`da` AS CHAR) <=> '0000-00-00' AND CAST(`ti` AS CHAR) <=> '-00:00:00.001' AND CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999' AND CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 2001 AND CAST(`bi` AS UNSIGNED) <=> 5 AND `en` <=> 'a' AND CAST(`se` AS CHAR) <=> '' AND `js` <=> CAST('{"w": -1}' AS JSON) AND CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840' AND `nu` <=> 7 AND `un` IS NULL), '', '1');

-- No trigger has changed again what was put right before it fired.
SET @rowback = IF(@rowback <> 0 OR FIND_IN_SET(1, @rowback_own_1) OR EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'494b2765795c' AND `i64` <=> 9223372036854775807 AND `u``64` <=> 1 AND `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999 AND `f` <=> 1.401298464324817E-45 AND `g` <=> 0.1E0 AND CAST(`ci` AS BINARY) <=> x'636166c3a920' AND CAST(`l1` AS BINARY) <=> 'E' AND CAST(`sj` AS BINARY) <=> x'945c' AND CAST(`bin` AS BINARY) <=> x'4100000000000000' AND OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50' AND CAST(`da` AS CHAR) <=> '0000-00-00' AND CAST(`ti` AS CHAR) <=> '-00:00:00.001' AND CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999' AND CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 2001 AND CAST(`bi` AS UNSIGNED) <=> 5 AND `en` <=> 'a' AND CAST(`se` AS CHAR) <=> '' AND `js` <=> CAST('{"w": -1}' AS JSON) AND CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840' AND `nu` <=> 7 AND `un` IS NULL),
    @rowback, '1 (a trigger changed its row again)'), @rowback_let = @rowback_let + COALESCE(@rowback_own_1 <> '', 0);
SET @rowback = IF(@rowback <> 0 OR FIND_IN_SET(1, @rowback_own_3) OR EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'554b2765795c' AND `i64` <=> 9223372036854775807 AND `u``64` <=> 1 AND `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999 AND `f` <=> 1.401298464324817E-45 AND `g` <=> 0.1E0 AND CAST(`ci` AS BINARY) <=> x'636166c3a920' AND CAST(`l1` AS BINARY) <=> 'E' AND CAST(`sj` AS BINARY) <=> x'945c' AND CAST(`bin` AS BINARY) <=> x'4100000000000000' AND OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50' AND CAST(`da` AS CHAR) <=> '0000-00-00' AND CAST(`ti` AS CHAR) <=> '-00:00:00.001' AND CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999' AND CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 2001 AND CAST(`bi` AS UNSIGNED) <=> 5 AND `en` <=> 'a' AND CAST(`se` AS CHAR) <=> '' AND `js` <=> CAST('{"w": -1}' AS JSON) AND CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840' AND `nu` <=> 7 AND `un` IS NULL),
    @rowback, '3 (a trigger changed its row again)'), @rowback_let = @rowback_let + COALESCE(@rowback_own_3 <> '', 0);
SET @rowback = IF(@rowback <> 0 OR EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'494b2765795c' AND CAST(`id` AS BINARY) <=> x'494b2765795c' AND (FIND_IN_SET(1, @rowback_own_4) OR `i64` <=> 9223372036854775807) AND (FIND_IN_SET(2, @rowback_own_4) OR `u``64` <=> 1) AND (FIND_IN_SET(3, @rowback_own_4) OR `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999) AND (FIND_IN_SET(4, @rowback_own_4) OR `f` <=> 1.401298464324817E-45) AND (FIND_IN_SET(5, @rowback_own_4) OR `g` <=> 0.1E0) AND (FIND_IN_SET(6, @rowback_own_4) OR CAST(`ci` AS BINARY) <=> x'636166c3a920') AND (FIND_IN_SET(7, @rowback_own_4) OR CAST(`l1` AS BINARY) <=> 'E') AND (FIND_IN_SET(8, @rowback_own_4) OR CAST(`sj` AS BINARY) <=> x'945c') AND (FIND_IN_SET(9, @rowback_own_4) OR CAST(`bin` AS BINARY) <=> x'4100000000000000') AND (FIND_IN_SET(10, @rowback_own_4) OR OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50') AND (FIND_IN_SET(11, @rowback_own_4) OR CAST(`da` AS CHAR) <=> '0000-00-00') AND (FIND_IN_SET(12, @rowback_own_4) OR CAST(`ti` AS CHAR) <=> '-00:00:00.001') AND (FIND_IN_SET(13, @rowback_own_4) OR CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999') AND (FIND_IN_SET(14, @rowback_own_4) OR CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00') AND (FIND_IN_SET(15, @rowback_own_4) OR CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40') AND (FIND_IN_SET(16, @rowback_own_4) OR `yr` <=> 2001) AND (FIND_IN_SET(17, @rowback_own_4) OR CAST(`bi` AS UNSIGNED) <=> 5) AND (FIND_IN_SET(18, @rowback_own_4) OR `en` <=> 'a') AND (FIND_IN_SET(19, @rowback_own_4) OR CAST(`se` AS CHAR) <=> '') AND (FIND_IN_SET(20, @rowback_own_4) OR `js` <=> CAST('{"w": -1}' AS JSON)) AND (FIND_IN_SET(21, @rowback_own_4) OR CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840') AND (FIND_IN_SET(22, @rowback_own_4) OR `nu` <=> 7) AND (FIND_IN_SET(23, @rowback_own_4) OR `un` IS NULL)),
    @rowback, '4 (a trigger changed its row again)'), @rowback_let = @rowback_let + COALESCE(@rowback_own_4 <> '', 0);
SET @rowback = IF(@rowback <> 0 OR NOT EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'444b2765795c' AND CAST(`id` AS BINARY) <=> x'444b2765795c'),
    @rowback, '5 (a trigger changed its row again)'), @rowback_let = @rowback_let + COALESCE(@rowback_own_5 <> '', 0);
SET @rowback = IF(@rowback <> 0 OR EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'554b2765795c' AND CAST(`id` AS BINARY) <=> x'554b2765795c' AND (FIND_IN_SET(1, @rowback_own_6) OR `i64` <=> 9223372036854775807) AND (FIND_IN_SET(2, @rowback_own_6) OR `u``64` <=> 1) AND (FIND_IN_SET(3, @rowback_own_6) OR `d` <=> 99999999999999999999999999999999999.999999999999999999999999999999) AND (FIND_IN_SET(4, @rowback_own_6) OR `f` <=> 1.401298464324817E-45) AND (FIND_IN_SET(5, @rowback_own_6) OR `g` <=> 0.1E0) AND (FIND_IN_SET(6, @rowback_own_6) OR CAST(`ci` AS BINARY) <=> x'636166c3a920') AND (FIND_IN_SET(7, @rowback_own_6) OR CAST(`l1` AS BINARY) <=> 'E') AND (FIND_IN_SET(8, @rowback_own_6) OR CAST(`sj` AS BINARY) <=> x'945c') AND (FIND_IN_SET(9, @rowback_own_6) OR CAST(`bin` AS BINARY) <=> x'4100000000000000') AND (FIND_IN_SET(10, @rowback_own_6) OR OCTET_LENGTH(`blo`) = 400 AND SHA2(CAST(`blo` AS BINARY), 256) = 'e979e31a669e9f6ca11f8a6bf625f659eabdfe12f3fa24f0287744afe1f73f50') AND (FIND_IN_SET(11, @rowback_own_6) OR CAST(`da` AS CHAR) <=> '0000-00-00') AND (FIND_IN_SET(12, @rowback_own_6) OR CAST(`ti` AS CHAR) <=> '-00:00:00.001') AND (FIND_IN_SET(13, @rowback_own_6) OR CAST(`dt` AS CHAR) <=> '9999-12-31 23:59:59.999999') AND (FIND_IN_SET(14, @rowback_own_6) OR CAST(`ts` AS CHAR) <=> '0000-00-00 00:00:00.00') AND (FIND_IN_SET(15, @rowback_own_6) OR `yr` <=> 2001) AND (FIND_IN_SET(16, @rowback_own_6) OR CAST(`bi` AS UNSIGNED) <=> 5) AND (FIND_IN_SET(17, @rowback_own_6) OR `en` <=> 'a') AND (FIND_IN_SET(18, @rowback_own_6) OR CAST(`se` AS CHAR) <=> '') AND (FIND_IN_SET(19, @rowback_own_6) OR `js` <=> CAST('{"w": -1}' AS JSON)) AND (FIND_IN_SET(20, @rowback_own_6) OR CAST(`ge` AS BINARY) <=> x'00000000010100000000000000000000400000000000000840') AND (FIND_IN_SET(21, @rowback_own_6) OR `nu` <=> 7) AND (FIND_IN_SET(22, @rowback_own_6) OR `un` IS NULL)),
    @rowback, '6 (a trigger changed its row again)'), @rowback_let = @rowback_let + COALESCE(@rowback_own_6 <> '', 0);

SET @rowback_do = IF(@rowback = 0, 'DO 0', 'ROLLBACK');
PREPARE rowback FROM @rowback_do;
EXECUTE rowback;
SET @rowback_do = IF(@rowback = 0, 'DO 0', CONCAT('SELECT `Rowback 0852cebe419d: statement ', COALESCE(@rowback, '?'), ' failed, all rolled back`'));
PREPARE rowback FROM @rowback_do;
DEALLOCATE PREPARE rowback;
SET @rowback_do = IF(@rowback = 0, 'COMMIT', 'ROLLBACK');
PREPARE rowback FROM @rowback_do;
EXECUTE rowback;
DEALLOCATE PREPARE rowback;
ROLLBACK;
SELECT IF(@rowback = 0, 'Rowback 0852cebe419d: committed, statements: 6', 'Rowback 0852cebe419d: rolled back, nothing was changed') AS rowback;
SELECT CONCAT('rows with columns that a trigger sets: ', @rowback_let, ' (verify.sql names them)') AS note FROM DUAL
 WHERE @rowback = 0 AND @rowback_let > 0;
