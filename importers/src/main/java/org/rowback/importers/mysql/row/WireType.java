package org.rowback.importers.mysql.row;

/// The column type numbers of TABLE_MAP (MySQL 9 `include/field_types.h`, MariaDB 11 `include/mysql_com.h`).
final class WireType {
    static final int DECIMAL = 0;
    static final int TINY = 1;
    static final int SHORT = 2;
    static final int LONG = 3;
    static final int FLOAT = 4;
    static final int DOUBLE = 5;
    static final int NULL = 6;
    static final int TIMESTAMP = 7;
    static final int LONGLONG = 8;
    static final int INT24 = 9;
    static final int DATE = 10;
    static final int TIME = 11;
    static final int DATETIME = 12;
    static final int YEAR = 13;
    static final int NEWDATE = 14;
    static final int VARCHAR = 15;
    static final int BIT = 16;
    static final int TIMESTAMP2 = 17;
    static final int DATETIME2 = 18;
    static final int TIME2 = 19;

    /// MySQL 8 only: the index column of a multi-valued index.
    static final int TYPED_ARRAY = 20;

    /// MariaDB only.
    static final int BLOB_COMPRESSED = 140;

    /// MariaDB only.
    static final int VARCHAR_COMPRESSED = 141;

    /// MySQL 9 only.
    static final int VECTOR = 242;

    static final int JSON = 245;
    static final int NEWDECIMAL = 246;
    static final int ENUM = 247;
    static final int SET = 248;
    static final int TINY_BLOB = 249;
    static final int MEDIUM_BLOB = 250;
    static final int LONG_BLOB = 251;
    static final int BLOB = 252;
    static final int VAR_STRING = 253;
    static final int STRING = 254;
    static final int GEOMETRY = 255;

    private WireType() {}
}
