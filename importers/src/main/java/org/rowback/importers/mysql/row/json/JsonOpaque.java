package org.rowback.importers.mysql.row.json;

import org.rowback.importers.mysql.row.Malformed;
import org.rowback.importers.mysql.row.Packed;

import java.util.Arrays;
import java.util.Base64;

/// SQL values inside JSON documents as the server prints them (MySQL 9 `sql-common/json_dom.cc`).
///
/// | column type | content | printed |
/// |---|---|---|
/// | 246 DECIMAL | precision (1), scale (1), as a DECIMAL column | `1.50` |
/// | 10 DATE, 12 DATETIME, 7 TIMESTAMP | 8, little-endian: 2^24 × the integer of a DATETIME2, plus microseconds | `"2015-01-15"`, `"2015-01-15 23:24:25.000000"` |
/// | 11 TIME | 8, little-endian, signed: 2^24 × the integer of a TIME2, plus microseconds | `"-23:24:25.120000"` |
/// | others | the bytes | `"base64:type252:…"` |
final class JsonOpaque {
    /// The server breaks base64 into lines, and escapes the breaks.
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(76, new byte[] {'\n'});

    private JsonOpaque() {}

    static String print(int type, byte[] buf, int at, int length) throws Malformed {
        return switch (type) {
            case 246, 0 -> Packed.decimal(buf, at, length);
            case 10 -> '"' + Packed.date(buf, at, length) + '"';
            case 7, 12 -> '"' + Packed.datetime(buf, at, length) + '"';
            case 11 -> '"' + Packed.time(buf, at, length) + '"';
            default -> JsonStrings.quoted("base64:type" + type + ":" + base64(buf, at, length));
        };
    }

    private static String base64(byte[] buf, int at, int length) {
        return LINES.encodeToString(Arrays.copyOfRange(buf, at, at + length));
    }
}
