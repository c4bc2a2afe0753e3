package org.rowback.recording;

import java.sql.SQLException;
import java.util.List;

/// Everything around the rows: keys of all kinds, ALTERs, XA, savepoints, engines without transactions, TRUNCATE,
/// RENAME, generated and invisible columns.
final class Transactions {
    private final Recorder recorder;
    private final ServerKind kind;

    Transactions(Recorder recorder) {
        this.recorder = recorder;
        this.kind = recorder.kind;
    }

    void play() throws SQLException {
        keys();
        keyless();
        alters();
        savepoints();
        engines();
        xa();
        truncateAndRename();
        generated();
        if (kind.mysqlSince(800) || kind.mariaSince(1011)) {
            invisible();
        }
        if (kind.mysqlSince(800)) {
            hidden();
        }
        if (kind.mysqlSince(900)) {
            taggedGtid();
        }
        recorder.run("SET SESSION foreign_key_checks = 0, unique_checks = 0");
        recorder.define("flags", "CREATE TABLE flags (id int PRIMARY KEY, v int)");
        recorder.insert("flags", "id,v", "1,1", 1);
        recorder.run("SET SESSION foreign_key_checks = 1, unique_checks = 1");
    }

    private void keys() throws SQLException {
        recorder.define(
                "k_composite",
                "CREATE TABLE k_composite (v varchar(20), b bigint unsigned NOT NULL, a varchar(30)"
                        + " NOT NULL, id int NOT NULL, PRIMARY KEY (a, b), UNIQUE KEY u (id))");
        recorder.insert(
                "k_composite",
                "v,b,a,id",
                List.of("'one',1,'x',1", "'two',18446744073709551615,'X\u00e9',2"),
                List.of(1, 2));
        recorder.update("k_composite", "v='three', b=7", 2);
        recorder.update("k_composite", "a='moved'", 1);
        recorder.delete("k_composite", 1);
        String[] types = {
            "varchar(40)",
            "char(10)",
            "decimal(20,5)",
            "datetime(3)",
            "varbinary(20)",
            "binary(8)",
            "enum('a','b','c')",
            "bigint unsigned",
            "time(2)",
            "double",
            "timestamp NULL DEFAULT NULL",
            "bit(12)"
        };
        String[] first = {
            "'Key '",
            "'ck'",
            "'1.5'",
            "'2024-01-01 01:02:03.456'",
            "x'0001'",
            "x'01'",
            "'b'",
            "18446744073709551615",
            "'-01:02:03.45'",
            "1.5e10",
            "'2024-05-06 07:08:09'",
            "b'101'"
        };
        String[] second = {
            "'\u00e9\u4e2d'",
            "''",
            "'-12345.67891'",
            "'1999-12-31 23:59:59.999'",
            "x'ff00'",
            "x'0100000000000001'",
            "'c'",
            "9223372036854775808",
            "'838:59:59'",
            "-2.25",
            "'2038-01-19 03:14:07'",
            "b'111111111111'"
        };
        for (int i = 0; i < types.length; i++) {
            String table = "k_" + i;
            String type =
                    types[i].replace(
                            "timestamp NULL DEFAULT NULL",
                            "timestamp DEFAULT '2000-01-01 00:00:00'");
            recorder.define(
                    table,
                    "CREATE TABLE "
                            + table
                            + " (id int NOT NULL, k "
                            + type
                            + " NOT NULL, v text, PRIMARY KEY (k))");
            recorder.insert(
                    table,
                    "id,k,v",
                    List.of("1," + first[i] + ",'a'", "2," + second[i] + ",'b'"),
                    List.of(1, 2));
            recorder.update(table, "v='changed'", 1);
            recorder.delete(table, 2);
            recorder.update(table, "k=" + second[i] + ", v='moved'", 1);
        }
    }

    private void keyless() throws SQLException {
        recorder.define("keyless", "CREATE TABLE keyless (id int, v varchar(50), f float, b blob)");
        recorder.insert(
                "keyless",
                "id,v,f,b",
                List.of("1,'a',0.5,x'00'", "2,NULL,NULL,NULL", "3,'c',-0.1,REPEAT('z',300)"),
                List.of(1, 2, 3));
        recorder.update("keyless", "v='new'", 2);
        recorder.update("keyless", "f=f+1", 1, 2, 3);
        recorder.delete("keyless", 3);
        recorder.define(
                "unique_null", "CREATE TABLE unique_null (id int, v varchar(50), UNIQUE KEY (v))");
        recorder.insert(
                "unique_null", "id,v", List.of("1,NULL", "2,NULL", "3,'x'"), List.of(1, 2, 3));
        recorder.update("unique_null", "v='y'", 1);
        recorder.define(
                "unique_not_null",
                "CREATE TABLE unique_not_null (id int NOT NULL, v varchar(50) NOT NULL, w int,"
                        + " UNIQUE KEY (v))");
        recorder.insert("unique_not_null", "id,v,w", List.of("1,'a',1", "2,'b',2"), List.of(1, 2));
        recorder.update("unique_not_null", "w=5", 1);
        recorder.delete("unique_not_null", 2);
    }

    private void alters() throws SQLException {
        recorder.define(
                "altered",
                "CREATE TABLE altered (id int PRIMARY KEY, a int, b varchar(20)) COMMENT 'it''s; a"
                        + " `test`'");
        recorder.insert(
                "altered", "id,a,b", List.of("1,10,'x'", "2,20,'y'", "3,30,'z'"), List.of(1, 2, 3));
        recorder.define(
                "altered",
                "ALTER TABLE altered ADD COLUMN c decimal(10,2) NOT NULL DEFAULT 1.50 AFTER id, ADD"
                        + " COLUMN d datetime(3) FIRST");
        recorder.update("altered", "c=2.25, d='2024-01-02 03:04:05.678'", 1);
        recorder.define(
                "altered",
                "ALTER TABLE altered CHANGE a alpha bigint unsigned, MODIFY b varchar(300)"
                        + " CHARACTER SET latin1");
        recorder.update("altered", "alpha=18446744073709551615, b='caf\u00e9'", 2);
        recorder.define("altered", "ALTER TABLE altered DROP COLUMN c, ADD KEY (b)");
        recorder.update("altered", "alpha=1", 1, 2);
        recorder.define(
                "altered", "ALTER TABLE altered DROP PRIMARY KEY, ADD PRIMARY KEY (id, alpha)");
        recorder.update("altered", "b='again'", 2);
        recorder.define(
                "altered",
                "ALTER TABLE altered MODIFY d date AFTER b, ADD COLUMN e enum('p','q') DEFAULT"
                        + " 'q'");
        recorder.insert("altered", "id,alpha,b,d,e", "4,4,'four','2024-12-31','p'", 4);
        recorder.delete("altered", 3);
        recorder.run("CREATE INDEX ix ON altered (e)");
        recorder.run("CREATE VIEW v_altered AS SELECT id, b FROM altered");
        recorder.define("liked", "CREATE TABLE liked LIKE altered");
        recorder.insert("liked", "id,alpha,b", "1,2,'like'", 1);
        recorder.run(
                "CREATE TABLE empty_select (id int PRIMARY KEY) SELECT 1 AS id FROM DUAL WHERE 1 ="
                        + " 0");
        recorder.describe("empty_select");
        recorder.insert("empty_select", "id", "5", 5);
    }

    private void savepoints() throws SQLException {
        recorder.define("sp", "CREATE TABLE sp (id int PRIMARY KEY, v int)");
        recorder.run("BEGIN");
        recorder.insert("sp", "id,v", "1,1", 1);
        recorder.run("SAVEPOINT s1");
        recorder.hold();
        recorder.insert("sp", "id,v", "2,2", 2);
        recorder.update("sp", "v=100", 1);
        recorder.run("ROLLBACK TO SAVEPOINT s1");
        recorder.forget();
        recorder.insert("sp", "id,v", "3,3", 3);
        recorder.run("SAVEPOINT s2");
        recorder.update("sp", "v=4", 3);
        recorder.run("RELEASE SAVEPOINT s2");
        recorder.run("COMMIT");
        recorder.hold();
        recorder.run("BEGIN");
        recorder.insert("sp", "id,v", "9,9", 9);
        recorder.run("ROLLBACK");
        recorder.forget();
    }

    private void engines() throws SQLException {
        recorder.define("my", "CREATE TABLE my (id int PRIMARY KEY, v varchar(10)) ENGINE=MyISAM");
        recorder.define(
                "inno", "CREATE TABLE inno (id int PRIMARY KEY, v varchar(10)) ENGINE=InnoDB");
        recorder.insert("my", "id,v", List.of("1,'a'", "2,'b'"), List.of(1, 2));
        recorder.update("my", "v='c'", 1, 2);
        recorder.delete("my", 1);
        recorder.run("BEGIN");
        recorder.insert("inno", "id,v", "1,'in'", 1);
        recorder.run("COMMIT");
    }

    private void xa() throws SQLException {
        recorder.define("x", "CREATE TABLE x (id int PRIMARY KEY, v varchar(10))");
        boolean atPrepare = kind.mysqlSince(507) || kind.mariaSince(1005);
        recorder.run("XA START 'one','branch',7");
        recorder.insert("x", "id,v", "1,'xa'", 1);
        recorder.run("XA END 'one','branch',7");
        recorder.run("XA PREPARE 'one','branch',7");
        recorder.run("XA COMMIT 'one','branch',7");
        recorder.run("XA START 'two'");
        recorder.hold();
        recorder.insert("x", "id,v", "2,'xa2'", 2);
        recorder.run("XA END 'two'");
        recorder.run("XA PREPARE 'two'");
        recorder.run("XA ROLLBACK 'two'");
        if (atPrepare) {
            recorder.voidHeld();
        } else {
            recorder.forget();
        }
        recorder.run("XA START 'three'");
        recorder.update("x", "v='one'", 1);
        recorder.run("XA END 'three'");
        recorder.run("XA COMMIT 'three' ONE PHASE");
    }

    private void truncateAndRename() throws SQLException {
        recorder.define("tr", "CREATE TABLE tr (id int PRIMARY KEY, v int)");
        recorder.insert("tr", "id,v", List.of("1,1", "2,2"), List.of(1, 2));
        recorder.truncate("tr");
        recorder.insert("tr", "id,v", "1,11", 1);
        recorder.rename("tr", "tr_new");
        recorder.update("tr_new", "v=12", 1);
        recorder.define("tr", "CREATE TABLE tr (id int PRIMARY KEY, w varchar(5), v int)");
        recorder.insert("tr", "id,w,v", "1,'w',1", 1);
        recorder.drop("tr_new");
    }

    private void generated() throws SQLException {
        if (kind == ServerKind.MYSQL_5_6) {
            return;
        }
        String stored = kind == ServerKind.MARIADB_10_1 ? "PERSISTENT" : "STORED";
        recorder.define(
                "gen",
                "CREATE TABLE gen (id int PRIMARY KEY, a int, s int AS (a * 2) "
                        + stored
                        + ", v varchar(20) AS (concat('v', a)) VIRTUAL, t text)");
        recorder.insert("gen", "id,a,t", List.of("1,5,'t'", "2,NULL,NULL"), List.of(1, 2));
        recorder.update("gen", "a=6", 1);
        recorder.delete("gen", 2);
    }

    private void invisible() throws SQLException {
        recorder.define(
                "inv",
                "CREATE TABLE inv (id int PRIMARY KEY, a int INVISIBLE DEFAULT 7, b varchar(10))");
        recorder.insert("inv", "id,b", "1,'x'", 1);
        recorder.update("inv", "a=8", 1);
    }

    private void hidden() throws SQLException {
        recorder.define(
                "func",
                "CREATE TABLE func (id int PRIMARY KEY, a varchar(20), KEY f ((lower(a))), KEY g"
                        + " ((length(a) + 1)))");
        recorder.insert("func", "id,a", "1,'ABC'", 1);
        recorder.update("func", "a='DEF'", 1);
        recorder.delete("func", 1);
        recorder.run("SET SESSION sql_generate_invisible_primary_key = ON");
        recorder.define("gipk", "CREATE TABLE gipk (id int, v varchar(10))");
        recorder.run("SET SESSION sql_generate_invisible_primary_key = OFF");
        recorder.insert("gipk", "id,v", List.of("1,'a'", "2,'b'"), List.of(1, 2));
        recorder.update("gipk", "v='c'", 2);
        recorder.define(
                "multi",
                "CREATE TABLE multi (id int PRIMARY KEY, j json, KEY m ((CAST(j->'$.a' AS UNSIGNED"
                        + " ARRAY))))");
        recorder.insert("multi", "id,j", "1,'{\"a\":[1,2,3]}'", 1);
        recorder.update("multi", "j='{\"a\":[4]}'", 1);
        recorder.define("instant", "CREATE TABLE instant (id int PRIMARY KEY, a int)");
        recorder.insert("instant", "id,a", "1,1", 1);
        recorder.define(
                "instant", "ALTER TABLE instant ADD COLUMN b int DEFAULT 3, ALGORITHM=INSTANT");
        recorder.update("instant", "a=2", 1);
        recorder.define("instant", "ALTER TABLE instant DROP COLUMN a, ALGORITHM=INSTANT");
        recorder.update("instant", "b=4", 1);
        recorder.define("instant", "ALTER TABLE instant RENAME COLUMN b TO bb");
        recorder.update("instant", "bb=5", 1);
    }

    private void taggedGtid() throws SQLException {
        if (!recorder.ask("SELECT @@gtid_mode").equals("ON")) {
            return;
        }
        recorder.define("tagged", "CREATE TABLE tagged (id int PRIMARY KEY, v int)");
        recorder.run("SET SESSION gtid_next = 'AUTOMATIC:rowback_tag'");
        recorder.insert("tagged", "id,v", "1,1", 1);
        recorder.run("SET SESSION gtid_next = 'AUTOMATIC'");
        recorder.update("tagged", "v=2", 1);
    }
}
