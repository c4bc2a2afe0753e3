package org.rowback.importers.postgres.catalog;

import java.util.List;

/// What the server calls an object of a database that a value can name by its OID.
///
/// @param table the OID of the server's own table that describes it
/// @param namespace the OID of its schema; 0 for what lies in none
/// @param types of a function's arguments, or of an operator's left and right operand (0 for none); of an array type its
///     elements' type; else empty
public record ObjectName(long table, long oid, long namespace, String name, List<Long> types) {
    public static final long TYPE = 1247;
    public static final long PROC = 1255;
    public static final long CLASS = 1259;
    public static final long ROLE = 1260;
    public static final long OPERATOR = 2617;
    public static final long NAMESPACE = 2615;
    public static final long COLLATION = 3456;
    public static final long CONFIG = 3602;
    public static final long DICTIONARY = 3600;

    public ObjectName {
        types = List.copyOf(types);
    }
}
