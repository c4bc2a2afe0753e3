package org.rowback.importers.mysql.row;

/// How one column lies in a row image.
///
/// @param type a [WireType]; ENUM and SET, which the log calls STRING, are resolved to what they are
/// @param length by type: bytes a CHAR can take; most bytes of a VARCHAR; bytes of the length prefix of a BLOB, JSON,
///     GEOMETRY or VECTOR; bytes of an ENUM, SET, FLOAT or DOUBLE; bits of a BIT; precision of a DECIMAL; fraction
///     digits of TIME2, DATETIME2, TIMESTAMP2 and, where they were learnt elsewhere, of TIME, DATETIME, TIMESTAMP
/// @param scale of a DECIMAL
/// @param array whether the column is a typed array (of `type`), which only hidden index columns are
record WireColumn(int type, int length, int scale, boolean array) {
    /// What [#walk()] answers for a type whose length no log says.
    static final int UNKNOWN_LENGTH = -9;

    /// How the walk passes a value: its bytes where they are a fixed number (≥ 0), `-1` to `-4` for a length prefix
    /// of as many bytes, or [#UNKNOWN_LENGTH].
    int walk() {
        if (array) {
            return -4;
        }
        return switch (type) {
            case WireType.NULL -> 0;
            case WireType.TINY, WireType.YEAR -> 1;
            case WireType.SHORT -> 2;
            case WireType.INT24, WireType.DATE, WireType.NEWDATE -> 3;
            case WireType.LONG -> 4;
            case WireType.LONGLONG -> 8;
            case WireType.FLOAT, WireType.DOUBLE, WireType.ENUM, WireType.SET -> length;
            case WireType.TIME -> OldTemporal.timeBytes(length);
            case WireType.TIMESTAMP -> OldTemporal.timestampBytes(length);
            case WireType.DATETIME -> OldTemporal.datetimeBytes(length);
            case WireType.TIME2 -> 3 + (length + 1) / 2;
            case WireType.TIMESTAMP2 -> 4 + (length + 1) / 2;
            case WireType.DATETIME2 -> 5 + (length + 1) / 2;
            case WireType.BIT -> (length + 7) / 8;
            case WireType.NEWDECIMAL -> Decimals.storedBytes(length, scale);
            case WireType.DECIMAL -> length > 0 ? length : UNKNOWN_LENGTH;
            case WireType.STRING,
                    WireType.VARCHAR,
                    WireType.VAR_STRING,
                    WireType.VARCHAR_COMPRESSED ->
                    length > 255 ? -2 : -1;
            case WireType.TINY_BLOB,
                    WireType.BLOB,
                    WireType.MEDIUM_BLOB,
                    WireType.LONG_BLOB,
                    WireType.BLOB_COMPRESSED,
                    WireType.JSON,
                    WireType.GEOMETRY,
                    WireType.VECTOR ->
                    length >= 1 && length <= 4 ? -length : UNKNOWN_LENGTH;
            default -> UNKNOWN_LENGTH;
        };
    }

    boolean isCharacter() {
        return !array
                && switch (type) {
                    case WireType.STRING,
                            WireType.VARCHAR,
                            WireType.VAR_STRING,
                            WireType.VARCHAR_COMPRESSED,
                            WireType.BLOB_COMPRESSED,
                            WireType.TINY_BLOB,
                            WireType.BLOB,
                            WireType.MEDIUM_BLOB,
                            WireType.LONG_BLOB ->
                            true;
                    default -> false;
                };
    }

    /// Whether a partial update has a partial bit for the column.
    boolean isJson() {
        return type == WireType.JSON && !array;
    }

    /// Whether `binlog_row_image=NOBLOB` leaves the column out where it can.
    boolean isBlob() {
        return switch (type) {
            case WireType.TINY_BLOB,
                    WireType.BLOB,
                    WireType.MEDIUM_BLOB,
                    WireType.LONG_BLOB,
                    WireType.BLOB_COMPRESSED,
                    WireType.JSON,
                    WireType.GEOMETRY,
                    WireType.VECTOR ->
                    true;
            default -> array;
        };
    }

    boolean isNumeric() {
        return !array
                && switch (type) {
                    case WireType.TINY,
                            WireType.SHORT,
                            WireType.INT24,
                            WireType.LONG,
                            WireType.LONGLONG,
                            WireType.NEWDECIMAL,
                            WireType.FLOAT,
                            WireType.DOUBLE ->
                            true;
                    default -> false;
                };
    }

    boolean isEnumOrSet() {
        return !array && (type == WireType.ENUM || type == WireType.SET);
    }
}
