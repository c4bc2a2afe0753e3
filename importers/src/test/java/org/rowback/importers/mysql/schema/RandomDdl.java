package org.rowback.importers.mysql.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Makes DDL as people and tools write it: synonyms, odd order, optional words. Not every statement is legal; the server
/// decides.
final class RandomDdl {
    private static final List<String> TYPES =
            List.of(
                    "int",
                    "INTEGER",
                    "int(7)",
                    "int unsigned",
                    "INT(9) UNSIGNED ZEROFILL",
                    "bigint zerofill",
                    "tinyint",
                    "tinyint(1)",
                    "tinyint(1) unsigned",
                    "bool",
                    "BOOLEAN",
                    "smallint",
                    "mediumint(4) unsigned",
                    "int1",
                    "int2",
                    "int3",
                    "int4",
                    "int8",
                    "middleint",
                    "bigint",
                    "bigint signed",
                    "serial",
                    "float",
                    "float(10)",
                    "float(30)",
                    "float(7,3)",
                    "float unsigned",
                    "float4",
                    "float8",
                    "double",
                    "double precision",
                    "double(9,2)",
                    "real",
                    "real(8,2)",
                    "decimal",
                    "decimal(7)",
                    "dec(9,3)",
                    "numeric(20,4) unsigned",
                    "fixed(5,1)",
                    "decimal(10,0) zerofill",
                    "bit",
                    "bit(12)",
                    "year",
                    "year(4)",
                    "date",
                    "time",
                    "time(3)",
                    "datetime",
                    "datetime(6)",
                    "timestamp",
                    "timestamp NULL",
                    "timestamp(2) NULL",
                    "char",
                    "char(10)",
                    "character(3)",
                    "char varying(20)",
                    "character varying(7)",
                    "varchar(30)",
                    "varchar(300)",
                    "national char(4)",
                    "nchar(5)",
                    "nvarchar(6)",
                    "national varchar(5)",
                    "nchar varchar(6)",
                    "national char varying(9)",
                    "national character(4)",
                    "char(8) character set latin1",
                    "varchar(9) charset utf8mb4 collate utf8mb4_bin",
                    "varchar(10) collate latin1_bin",
                    "varchar(10) binary",
                    "char(5) ascii",
                    "char(3) unicode",
                    "char(4) byte",
                    "varchar(12) character set binary",
                    "varchar(9) character set utf8",
                    "tinytext",
                    "text",
                    "text(100)",
                    "text(5000)",
                    "text(70000)",
                    "mediumtext",
                    "longtext",
                    "text character set latin1",
                    "text character set latin1 collate latin1_general_ci",
                    "text binary",
                    "long",
                    "long varchar",
                    "long varbinary",
                    "longtext charset binary",
                    "binary",
                    "binary(7)",
                    "varbinary(20)",
                    "tinyblob",
                    "blob",
                    "blob(100)",
                    "blob(70000)",
                    "mediumblob",
                    "longblob",
                    "enum('a','b')",
                    "enum('it''s','x  ','\\'q') character set latin1",
                    "set('x','y','z')",
                    "ENUM ( 'p' , \"q\" ) collate utf8mb4_bin",
                    "json",
                    "geometry",
                    "point",
                    "linestring",
                    "polygon",
                    "geometrycollection",
                    "multipoint");

    private static final List<String> MARIADB_TYPES =
            List.of(
                    "uuid",
                    "inet6",
                    "inet4",
                    "varchar(50) compressed",
                    "text compressed",
                    "geometrycollection",
                    "varchar(20) compressed default 'x'",
                    "json",
                    "multilinestring");

    private static final List<String> MYSQL_TYPES =
            List.of(
                    "vector(3)",
                    "vector",
                    "geomcollection",
                    "point srid 4326",
                    "json",
                    "varchar(20) character set utf16",
                    "multipolygon");

    private static final List<String> CHARSETS =
            List.of("latin1", "utf8mb4", "utf8", "ascii", "utf8mb3", "gbk", "binary", "koi8r");

    private static final List<String> NAMES =
            List.of(
                    "a",
                    "b",
                    "c",
                    "id",
                    "`select`",
                    "`we ird`",
                    "name",
                    "value",
                    "status",
                    "type",
                    "`x``y`",
                    "rank_",
                    "data",
                    "timestamp",
                    "date",
                    "`key`",
                    "größe",
                    "`dollar$`",
                    "comment",
                    "position",
                    "level",
                    "`Order`",
                    "action",
                    "format",
                    "host",
                    "visible",
                    "enforced",
                    "account",
                    "role_",
                    "start",
                    "json_",
                    "total",
                    "`1st`",
                    "path",
                    "tags",
                    "url",
                    "json",
                    "text",
                    "bool_",
                    "year",
                    "time",
                    "password",
                    "language",
                    "user",
                    "end",
                    "offset",
                    "hash",
                    "storage",
                    "version",
                    "period",
                    "system",
                    "status2",
                    "json2");

    private final Random random;
    private final boolean mariaDb;

    RandomDdl(long seed, boolean mariaDb) {
        random = new Random(seed);
        this.mariaDb = mariaDb;
    }

    String statement() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> create();
            case 3 ->
                    "CREATE TABLE "
                            + table()
                            + (chance(2) ? " LIKE " + table() : " ( LIKE " + table() + ")");
            case 4 ->
                    "RENAME TABLE "
                            + table()
                            + " TO "
                            + table()
                            + (chance(3) ? ", " + table() + " TO " + table() : "");
            case 5 -> "DROP TABLE " + (chance(2) ? "IF EXISTS " : "") + table();
            case 6 ->
                    "CREATE "
                            + pick(List.of("UNIQUE ", "", "UNIQUE ", "FULLTEXT "))
                            + "INDEX "
                            + index()
                            + (chance(4) ? " USING BTREE" : "")
                            + " ON "
                            + table()
                            + keyParts();
            case 7 -> "DROP INDEX " + index() + " ON " + table();
            case 8 -> "ALTER DATABASE shop CHARACTER SET " + pick(CHARSETS.subList(0, 3));
            default -> alter();
        };
    }

    private String create() {
        List<String> entries = new ArrayList<>();
        int columns = 1 + random.nextInt(7);
        for (int i = 0; i < columns; i++) {
            entries.add(name() + " " + definition());
        }
        if (chance(2)) {
            entries.add(
                    pick(List.of("", "CONSTRAINT ", "CONSTRAINT pk "))
                            + "PRIMARY KEY"
                            + pick(List.of("", " USING BTREE"))
                            + " "
                            + keyParts());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            entries.add(key());
        }
        if (chance(5)) {
            entries.add("CHECK (" + name() + " <> 'a,b)' or (1 = (2)))");
        }
        String options =
                pick(
                                List.of(
                                        "",
                                        " ENGINE=InnoDB",
                                        " engine innodb,",
                                        " COMMENT='charset=x, partition'",
                                        " ROW_FORMAT=DYNAMIC"))
                        + pick(
                                List.of(
                                        "",
                                        " DEFAULT CHARSET=" + pick(CHARSETS),
                                        " CHARACTER SET " + pick(CHARSETS),
                                        " default collate utf8mb4_bin",
                                        " COLLATE=latin1_swedish_ci",
                                        " CHARSET utf8mb4 COLLATE utf8mb4_general_ci"
                                                + " AUTO_INCREMENT=7"));
        if (mariaDb && chance(8)) {
            options += " WITH SYSTEM VERSIONING";
        }
        if (chance(12)) {
            options += "\n/*!50100 PARTITION BY HASH (a) PARTITIONS 2 */";
        }
        return pick(
                        List.of(
                                "CREATE TABLE ",
                                "create table if not exists ",
                                mariaDb ? "CREATE OR REPLACE TABLE " : "CREATE TABLE "))
                + table()
                + " (\n"
                + String.join(pick(List.of(",\n", ", -- x ( , \n", " , ")), entries)
                + ")"
                + options;
    }

    private String alter() {
        List<String> parts = new ArrayList<>();
        for (int i = chance(3) ? 1 + random.nextInt(3) : 1; i > 0; i--) {
            parts.add(part());
        }
        return pick(
                        List.of(
                                "ALTER TABLE ",
                                "alter /* why */ table ",
                                mariaDb ? "ALTER TABLE IF EXISTS " : "ALTER TABLE "))
                + pick(List.of("", "", "shop."))
                + table()
                + " "
                + String.join(", ", parts)
                + pick(List.of("", "", "", ", ALGORITHM=COPY", ", LOCK=SHARED"));
    }

    private String part() {
        String exists = mariaDb && chance(4) ? "IF EXISTS " : "";
        String notExists = mariaDb && chance(4) ? "IF NOT EXISTS " : "";
        return switch (random.nextInt(mariaDb ? 22 : 21)) {
            case 0, 1, 2, 3 ->
                    "ADD "
                            + pick(List.of("", "COLUMN "))
                            + notExists
                            + name()
                            + " "
                            + definition()
                            + place();
            case 4 ->
                    "ADD "
                            + pick(List.of("", "COLUMN "))
                            + "("
                            + name()
                            + " "
                            + definition()
                            + ", "
                            + name()
                            + " "
                            + definition()
                            + (chance(3) ? ", " + key() : "")
                            + ")";
            case 5, 6 ->
                    "MODIFY "
                            + pick(List.of("", "COLUMN "))
                            + exists
                            + name()
                            + " "
                            + definition()
                            + place();
            case 7, 8 ->
                    "CHANGE "
                            + pick(List.of("", "COLUMN "))
                            + exists
                            + name()
                            + " "
                            + name()
                            + " "
                            + definition()
                            + place();
            case 9 -> "DROP " + pick(List.of("", "COLUMN ")) + exists + name();
            case 10 -> "RENAME COLUMN " + name() + " TO " + name();
            case 11 -> "ADD " + key();
            case 12 ->
                    pick(
                            List.of(
                                    "DROP PRIMARY KEY",
                                    "DROP INDEX " + index(),
                                    "DROP KEY " + index(),
                                    "DROP FOREIGN KEY f1",
                                    "DROP CONSTRAINT f1"));
            case 13 -> "ADD PRIMARY KEY " + keyParts();
            case 14 -> "CONVERT TO CHARACTER SET " + pick(CHARSETS);
            case 15 ->
                    pick(
                            List.of(
                                    "DEFAULT CHARACTER SET " + pick(CHARSETS),
                                    "CHARSET=" + pick(CHARSETS),
                                    "DEFAULT CHARSET = " + pick(CHARSETS) + " COMMENT = 'x'"));
            case 16 -> "RENAME " + pick(List.of("", "TO ", "AS ")) + table();
            case 17 -> "RENAME INDEX " + index() + " TO " + index();
            case 18 ->
                    pick(
                            List.of(
                                    "ALTER " + name() + " SET DEFAULT 1",
                                    "ALTER COLUMN " + name() + " DROP DEFAULT",
                                    "ORDER BY a",
                                    "FORCE",
                                    "COMMENT 'it''s'",
                                    "ENGINE=InnoDB"));
            case 19 ->
                    "ADD "
                            + pick(List.of("INDEX ", "KEY "))
                            + pick(List.of("", index() + " "))
                            + keyParts();
            case 20 ->
                    mariaDb
                            ? pick(List.of("ADD SYSTEM VERSIONING", "DROP SYSTEM VERSIONING"))
                            : "ALTER COLUMN "
                                    + name()
                                    + " SET "
                                    + pick(List.of("INVISIBLE", "VISIBLE"));
            default -> "ADD CONSTRAINT c" + random.nextInt(9) + " CHECK (1 < (2))";
        };
    }

    private String definition() {
        List<String> types = mariaDb ? MARIADB_TYPES : MYSQL_TYPES;
        String type = chance(8) ? pick(types) : pick(TYPES);
        if (chance(2)) {
            type =
                    type.toUpperCase(java.util.Locale.ROOT).equals(type) || type.contains("'")
                            ? type
                            : mixed(type);
        }
        return switch (random.nextInt(16)) {
            case 0 -> type + " NOT NULL";
            case 1 -> type + " NULL";
            case 2 -> type + " DEFAULT NULL COMMENT 'a, (b) `c`; d'";
            case 3 -> type + " NOT NULL UNIQUE";
            case 4 -> type + " PRIMARY KEY";
            case 5 -> type + " UNIQUE KEY";
            case 6 -> type + " GENERATED ALWAYS AS (concat('x,(', 1)) STORED";
            case 7 -> type + " AS (1 + (2 * 3)) VIRTUAL";
            case 8 -> type + (mariaDb ? " AS (1) PERSISTENT" : " as (1) STORED");
            case 9 -> type + " INVISIBLE";
            case 10 -> type + " NOT NULL DEFAULT '1'";
            case 11 -> type + " REFERENCES t1 (id) ON DELETE CASCADE";
            case 12 -> type + " AUTO_INCREMENT KEY";
            case 13 -> type + " DEFAULT (1 + 1)";
            default -> type;
        };
    }

    private String key() {
        return switch (random.nextInt(6)) {
            case 0 -> "KEY " + keyParts();
            case 1 -> "UNIQUE " + keyParts();
            case 2 ->
                    "CONSTRAINT "
                            + index()
                            + " UNIQUE "
                            + pick(List.of("", "KEY ", "INDEX u1 "))
                            + keyParts();
            case 3 -> "UNIQUE " + pick(List.of("KEY ", "INDEX ", "")) + index() + " " + keyParts();
            case 4 ->
                    pick(List.of("", "CONSTRAINT f1 ", "CONSTRAINT "))
                            + "FOREIGN KEY "
                            + pick(List.of("", "fx "))
                            + "("
                            + name()
                            + ") REFERENCES "
                            + table()
                            + " (id)"
                            + pick(
                                    List.of(
                                            "",
                                            " ON DELETE CASCADE",
                                            " ON UPDATE CASCADE ON DELETE SET NULL",
                                            " ON DELETE RESTRICT",
                                            " ON UPDATE NO ACTION",
                                            " MATCH SIMPLE"));
            default -> "INDEX " + index() + " " + keyParts() + " COMMENT 'x'";
        };
    }

    private String keyParts() {
        String first = name() + pick(List.of("", "", "", "(3)", " DESC"));
        return "(" + first + (chance(3) ? ", " + name() : "") + ")";
    }

    private String place() {
        return switch (random.nextInt(6)) {
            case 0 -> " FIRST";
            case 1, 2 -> " AFTER " + name();
            default -> "";
        };
    }

    private String table() {
        return "t" + (1 + random.nextInt(3));
    }

    private String name() {
        // The first ones often, so that statements meet.
        return chance(4) ? pick(NAMES) : NAMES.get(random.nextInt(5));
    }

    private String index() {
        return pick(List.of("a", "b", "u1", "u2", "a_2", "`i x`"));
    }

    private String mixed(String text) {
        int at = random.nextInt(text.length());
        return text.substring(0, at).toUpperCase(java.util.Locale.ROOT) + text.substring(at);
    }

    private boolean chance(int of) {
        return random.nextInt(of) == 0;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
