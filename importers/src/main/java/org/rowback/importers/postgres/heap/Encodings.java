package org.rowback.importers.postgres.heap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;

/// The server's names of encodings (PostgreSQL 18 `src/common/encnames.c`) as Java's charsets.
final class Encodings {
    private Encodings() {}

    /// UTF-8 for those that Java does not have, and for SQL_ASCII, which says nothing: bytes that are none become
    /// undecodable values, never other characters.
    static Charset of(String encoding) {
        String upper = encoding.toUpperCase(Locale.ROOT);
        String java =
                switch (upper) {
                    case "UTF8", "UNICODE", "SQL_ASCII", "" -> "UTF-8";
                    case "LATIN1" -> "ISO-8859-1";
                    case "LATIN2" -> "ISO-8859-2";
                    case "LATIN3" -> "ISO-8859-3";
                    case "LATIN4" -> "ISO-8859-4";
                    case "LATIN5" -> "ISO-8859-9";
                    case "LATIN7" -> "ISO-8859-13";
                    case "LATIN9" -> "ISO-8859-15";
                    case "ISO_8859_5" -> "ISO-8859-5";
                    case "ISO_8859_6" -> "ISO-8859-6";
                    case "ISO_8859_7" -> "ISO-8859-7";
                    case "ISO_8859_8" -> "ISO-8859-8";
                    case "KOI8R" -> "KOI8-R";
                    case "KOI8U" -> "KOI8-U";
                    case "EUC_JP" -> "EUC-JP";
                    case "EUC_KR" -> "EUC-KR";
                    case "EUC_CN" -> "GB2312";
                    case "WIN866" -> "IBM866";
                    case "WIN874" -> "x-windows-874";
                    default ->
                            upper.startsWith("WIN12") ? "windows-" + upper.substring(3) : "UTF-8";
                };
        try {
            return Charset.forName(java);
        } catch (UnsupportedCharsetException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
