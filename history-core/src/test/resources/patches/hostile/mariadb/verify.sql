-- Rowback patch 0852cebe419d, verify: reads only; says whether each row is as it should be after apply.sql
-- for mariadb; run it with: mariadb --default-character-set=utf8mb4 < verify.sql
-- undoes: query contains ?x??? DROP TABLE t? -- ?/ ?
-- evidence: binlog.000001 sha256 
-- completeness: proven 6, assumed 0, unknown 0

SET NAMES utf8mb4;
SET SESSION sql_mode = 'STRICT_TRANS_TABLES,STRICT_ALL_TABLES,ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION';
SET SESSION time_zone = '+00:00';
START TRANSACTION WITH CONSISTENT SNAPSHOT;
SET @rowback_ready = 0, @rowback_already = 0, @rowback_other = 0;
SET @rowback_sum0 = 0;
SET @rowback_sum1 = 0;

-- 1: ev?il? -- db.keyless () | proven | bad write change 6 tx 2 at binlog.000001:2006 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
SET @rowback_r = TRUE;
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 1 AS statement, 'ev`il; -- db.keyless ()' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;

-- 2: ev?il? -- db.keyless () | proven | bad write change 5 tx 2 at binlog.000001:2005 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
SET @rowback_r = EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'444b2765795c' AND `i64` <=> -9223372036854775808 AND `u``64` <=> 18446744073709551615 AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891 AND `f` <=> 0.10000000149011612E0 AND `g` <=> 3.141592653589793E200 AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880' AND CAST(`l1` AS BINARY) <=> x'e980' AND CAST(`sj` AS BINARY) <=> x'955c975c' AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000' AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d' AND CAST(`da` AS CHAR) <=> '2010-02-31' AND CAST(`ti` AS CHAR) <=> '-838:59:58.125' AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004' AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 0 AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615 AND `en` <=> _utf8mb4 x'63207769746820277127' AND CAST(`se` AS CHAR) <=> 'x,z' AND CAST(`js` AS BINARY) <=> x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840' AND `nu` IS NULL AND `un` <=> 7);
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 2 AS statement, 'ev`il; -- db.keyless ()' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;

-- 3: ev?il? -- db.keyless () | proven | bad write change 4 tx 2 at binlog.000001:2004 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:2?
SET @rowback_r = EXISTS (SELECT 1 FROM `ev``il; -- db`.`keyless` WHERE CAST(`id` AS BINARY) <=> x'554b2765795c' AND `i64` <=> -9223372036854775808 AND `u``64` <=> 18446744073709551615 AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891 AND `f` <=> 0.10000000149011612E0 AND `g` <=> 3.141592653589793E200 AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880' AND CAST(`l1` AS BINARY) <=> x'e980' AND CAST(`sj` AS BINARY) <=> x'955c975c' AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000' AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d' AND CAST(`da` AS CHAR) <=> '2010-02-31' AND CAST(`ti` AS CHAR) <=> '-838:59:58.125' AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004' AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 0 AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615 AND `en` <=> _utf8mb4 x'63207769746820277127' AND CAST(`se` AS CHAR) <=> 'x,z' AND CAST(`js` AS BINARY) <=> x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840' AND `nu` IS NULL AND `un` <=> 7);
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 3 AS statement, 'ev`il; -- db.keyless ()' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;

-- 4: ev?il? -- db.t?a?b?le?/ ? ?IK?ey?? | proven | bad write change 3 tx 1 at binlog.000001:1003 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
SET @rowback_r = NOT EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'494b2765795c' AND CAST(`id` AS BINARY) <=> x'494b2765795c');
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 4 AS statement, _utf8mb4 x'657660696c3b202d2d2064622e74276122625c6c652a2f20c3a92027494b2765795c27' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;

-- 5: ev?il? -- db.t?a?b?le?/ ? ?DK?ey?? | proven | bad write change 2 tx 1 at binlog.000001:1002 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
SET @rowback_r = EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'444b2765795c' AND CAST(`id` AS BINARY) <=> x'444b2765795c' AND `i64` <=> -9223372036854775808 AND `u``64` <=> 18446744073709551615 AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891 AND `f` <=> 0.10000000149011612E0 AND `g` <=> 3.141592653589793E200 AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880' AND CAST(`l1` AS BINARY) <=> x'e980' AND CAST(`sj` AS BINARY) <=> x'955c975c' AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000' AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d' AND CAST(`da` AS CHAR) <=> '2010-02-31' AND CAST(`ti` AS CHAR) <=> '-838:59:58.125' AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004' AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12' AND CAST(`auto` AS CHAR) <=> '2001-09-09 01:46:40' AND `yr` <=> 0 AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615 AND `en` <=> _utf8mb4 x'63207769746820277127' AND CAST(`se` AS CHAR) <=> 'x,z' AND CAST(`js` AS BINARY) <=> x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840' AND `nu` IS NULL AND `un` <=> 7);
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 5 AS statement, _utf8mb4 x'657660696c3b202d2d2064622e74276122625c6c652a2f20c3a92027444b2765795c27' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;
SET @rowback_sum1 = (@rowback_sum1 + COALESCE((SELECT CAST(CONV(LEFT(SHA2(CONCAT_WS(',', IF(`id` IS NULL, 'N', CONCAT('V', SHA2(CAST(`id` AS BINARY), 256))),
    IF(`i64` IS NULL, 'N', CONCAT('V', CAST(CAST(`i64` AS SIGNED) AS CHAR))),
    IF(`u``64` IS NULL, 'N', CONCAT('V', CAST(CAST(`u``64` AS UNSIGNED) AS CHAR))),
    IF(`ci` IS NULL, 'N', CONCAT('V', SHA2(CAST(`ci` AS BINARY), 256))),
    IF(`l1` IS NULL, 'N', CONCAT('V', SHA2(CAST(`l1` AS BINARY), 256))),
    IF(`sj` IS NULL, 'N', CONCAT('V', SHA2(CAST(`sj` AS BINARY), 256))),
    IF(`bin` IS NULL, 'N', CONCAT('V', SHA2(CAST(`bin` AS BINARY), 256))),
    IF(`blo` IS NULL, 'N', CONCAT('V', SHA2(CAST(`blo` AS BINARY), 256))),
    IF(`da` IS NULL, 'N', CONCAT('V', CAST(`da` AS CHAR))),
    IF(`ti` IS NULL, 'N', CONCAT('V', CAST(`ti` AS CHAR))),
    IF(`dt` IS NULL, 'N', CONCAT('V', CAST(`dt` AS CHAR))),
    IF(`ts` IS NULL, 'N', CONCAT('V', CAST(`ts` AS CHAR))),
    IF(`auto` IS NULL, 'N', CONCAT('V', CAST(`auto` AS CHAR))),
    IF(`yr` IS NULL, 'N', CONCAT('V', CAST(`yr` AS CHAR))),
    IF(`bi` IS NULL, 'N', CONCAT('V', CAST(CAST(`bi` AS UNSIGNED) AS CHAR))),
    IF(`en` IS NULL, 'N', CONCAT('V', CAST(`en` AS CHAR))),
    IF(`se` IS NULL, 'N', CONCAT('V', CAST(`se` AS CHAR))),
    IF(`nu` IS NULL, 'N', CONCAT('V', '?')),
    IF(`un` IS NULL, 'N', CONCAT('V', CAST(CAST(`un` AS SIGNED) AS CHAR)))), 256), 12), 16, 10) AS UNSIGNED)
  FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'444b2765795c' AND CAST(`id` AS BINARY) <=> x'444b2765795c' LIMIT 1), 0)) % 281474976710656;

-- 6: ev?il? -- db.t?a?b?le?/ ? ?UK?ey?? | proven | bad write change 1 tx 1 at binlog.000001:1001 gtid 3e11fa47-71ca-11e1-9e33-c80aa9429562:1?
SET @rowback_r = EXISTS (SELECT 1 FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'554b2765795c' AND CAST(`id` AS BINARY) <=> x'554b2765795c' AND `i64` <=> -9223372036854775808 AND `u``64` <=> 18446744073709551615 AND `d` <=> -12345678901234567890123456789012345.123456789012345678901234567891 AND `f` <=> 0.10000000149011612E0 AND `g` <=> 3.141592653589793E200 AND CAST(`ci` AS BINARY) <=> x'4f274e65696c205c20000a1a223b2044524f50205441424c4520783b202d2d20f09f9880' AND CAST(`l1` AS BINARY) <=> x'e980' AND CAST(`sj` AS BINARY) <=> x'955c975c' AND CAST(`bin` AS BINARY) <=> x'00ff275c00000000' AND OCTET_LENGTH(`blo`) = 800 AND SHA2(CAST(`blo` AS BINARY), 256) = '9566468a54f535c7be73b3c33ae0db4bbd39f58f0e4f856c79110e6cec232c3d' AND CAST(`da` AS CHAR) <=> '2010-02-31' AND CAST(`ti` AS CHAR) <=> '-838:59:58.125' AND CAST(`dt` AS CHAR) <=> '2010-00-00 01:02:03.000004' AND CAST(`ts` AS CHAR) <=> '2026-03-29 01:30:00.12' AND `yr` <=> 0 AND CAST(`bi` AS UNSIGNED) <=> 18446744073709551615 AND `en` <=> _utf8mb4 x'63207769746820277127' AND CAST(`se` AS CHAR) <=> 'x,z' AND CAST(`js` AS BINARY) <=> x'7b226b223a205b312c20322e352c2022c3a9275c5c222c206e756c6c5d7d' AND CAST(`ge` AS BINARY) <=> x'e6100000010100000000000000000000400000000000000840' AND `nu` IS NULL AND `un` <=> 7);
SET @rowback_ready = @rowback_ready + @rowback_r;
SELECT 6 AS statement, _utf8mb4 x'657660696c3b202d2d2064622e74276122625c6c652a2f20c3a92027554b2765795c27' AS `row`, 'not as it should be' AS state FROM DUAL WHERE NOT @rowback_r;
SET @rowback_sum1 = (@rowback_sum1 + COALESCE((SELECT CAST(CONV(LEFT(SHA2(CONCAT_WS(',', IF(`i64` IS NULL, 'N', CONCAT('V', CAST(CAST(`i64` AS SIGNED) AS CHAR))),
    IF(`u``64` IS NULL, 'N', CONCAT('V', CAST(CAST(`u``64` AS UNSIGNED) AS CHAR))),
    IF(`ci` IS NULL, 'N', CONCAT('V', SHA2(CAST(`ci` AS BINARY), 256))),
    IF(`l1` IS NULL, 'N', CONCAT('V', SHA2(CAST(`l1` AS BINARY), 256))),
    IF(`sj` IS NULL, 'N', CONCAT('V', SHA2(CAST(`sj` AS BINARY), 256))),
    IF(`bin` IS NULL, 'N', CONCAT('V', SHA2(CAST(`bin` AS BINARY), 256))),
    IF(`blo` IS NULL, 'N', CONCAT('V', SHA2(CAST(`blo` AS BINARY), 256))),
    IF(`da` IS NULL, 'N', CONCAT('V', CAST(`da` AS CHAR))),
    IF(`ti` IS NULL, 'N', CONCAT('V', CAST(`ti` AS CHAR))),
    IF(`dt` IS NULL, 'N', CONCAT('V', CAST(`dt` AS CHAR))),
    IF(`ts` IS NULL, 'N', CONCAT('V', CAST(`ts` AS CHAR))),
    IF(`yr` IS NULL, 'N', CONCAT('V', CAST(`yr` AS CHAR))),
    IF(`bi` IS NULL, 'N', CONCAT('V', CAST(CAST(`bi` AS UNSIGNED) AS CHAR))),
    IF(`en` IS NULL, 'N', CONCAT('V', CAST(`en` AS CHAR))),
    IF(`se` IS NULL, 'N', CONCAT('V', CAST(`se` AS CHAR))),
    IF(`nu` IS NULL, 'N', CONCAT('V', '?')),
    IF(`un` IS NULL, 'N', CONCAT('V', CAST(CAST(`un` AS SIGNED) AS CHAR)))), 256), 12), 16, 10) AS UNSIGNED)
  FROM `ev``il; -- db`.`t'a"b\le*/ é` WHERE `id` = _utf8mb4 x'554b2765795c' AND CAST(`id` AS BINARY) <=> x'554b2765795c' LIMIT 1), 0)) % 281474976710656;

-- checksum of ev?il? -- db.keyless: without (all or some of) auto, bi, bin, blo, ci, d, da, dt, en, f, g, ge, i64, id, js, l1, nu, se, sj, ti, ts, u?64, un, yr, whose text servers print in more than one way
-- checksum of ev?il? -- db.t?a?b?le?/ ?: without (all or some of) d, f, g, ge, js, whose text servers print in more than one way
SELECT 'ev`il; -- db.keyless' AS `table`, 0 AS `rows`, 0 AS expected, @rowback_sum0 AS found, IF(@rowback_sum0 = 0, 'same', 'DIFFERS') AS checksum;
SELECT _utf8mb4 x'657660696c3b202d2d2064622e74276122625c6c652a2f20c3a9' AS `table`, 2 AS `rows`, 37500295829917 AS expected, @rowback_sum1 AS found, IF(@rowback_sum1 = 37500295829917, 'same', 'DIFFERS') AS checksum;
SELECT 'Rowback 0852cebe419d' AS verify, 6 AS statements, @rowback_ready AS as_they_should_be;
ROLLBACK;
