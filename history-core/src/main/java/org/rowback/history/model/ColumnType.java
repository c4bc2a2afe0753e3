package org.rowback.history.model;

import java.util.List;

/// A column's type: the SQL that declares it, and the parts of it that decide how bytes are read and literals are
/// written.
///
/// @param sql the declaration without constraints, in lower case, e.g. `decimal(10,2)`, `bigint unsigned`,
///     `enum('a','b')`; `?` where not known
/// @param family what kind of values the column holds
/// @param unsigned whether an integer column is unsigned
/// @param charset the server's charset name of a character column, empty where there is none or it is not known
/// @param members labels of an ENUM or SET in order, empty where not known
/// @param digits fraction digits of a temporal type or scale of a DECIMAL
public record ColumnType(
        String sql,
        Family family,
        boolean unsigned,
        String charset,
        List<String> members,
        int digits) {
    public ColumnType {
        members = List.copyOf(members);
    }

    /// Kinds of values; more coarse than the server's type names.
    public enum Family {
        INTEGER,
        DECIMAL,
        FLOAT,
        DOUBLE,
        BIT,
        YEAR,
        DATE,
        TIME,
        DATETIME,
        TIMESTAMP,
        TEXT,
        BINARY,
        ENUM,
        SET,
        JSON,
        GEOMETRY,
        VECTOR,
        INET,
        UUID,
        BOOLEAN,
        OTHER,
        UNKNOWN
    }

    /// Nothing is known of the type.
    public static final ColumnType UNKNOWN =
            new ColumnType("?", Family.UNKNOWN, false, "", List.of(), 0);
}
