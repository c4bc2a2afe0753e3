package org.rowback.importers.mysql.schema;

import java.util.Locale;
import java.util.Map;

/// Names of charsets and collations.
final class Charsets {
    /// The most bytes of a character, where that is not 1 (`SHOW CHARACTER SET`, Maxlen).
    private static final Map<String, Integer> MAX_BYTES =
            Map.ofEntries(
                    Map.entry("utf8mb4", 4),
                    Map.entry("utf8mb3", 3),
                    Map.entry("utf16", 4),
                    Map.entry("utf16le", 4),
                    Map.entry("utf32", 4),
                    Map.entry("gb18030", 4),
                    Map.entry("ujis", 3),
                    Map.entry("eucjpms", 3),
                    Map.entry("ucs2", 2),
                    Map.entry("gbk", 2),
                    Map.entry("gb2312", 2),
                    Map.entry("big5", 2),
                    Map.entry("sjis", 2),
                    Map.entry("cp932", 2),
                    Map.entry("euckr", 2));

    private Charsets() {}

    /// The charset's own name: lower case, `utf8` as what it means.
    static String canonical(String charset) {
        String name = charset.toLowerCase(Locale.ROOT);
        return name.equals("utf8") ? "utf8mb3" : name;
    }

    /// The charset that a collation belongs to; empty for one that belongs to several (MariaDB's `uca1400_…`).
    static String ofCollation(String collation) {
        String name = collation.toLowerCase(Locale.ROOT);
        int end = name.indexOf('_');
        String charset = canonical(end < 0 ? name : name.substring(0, end));
        return charset.equals("uca1400") ? "" : charset;
    }

    /// The most bytes of a character; 4 where the charset is not known.
    static int maxBytes(String charset) {
        return charset.isEmpty() ? 4 : MAX_BYTES.getOrDefault(charset, 1);
    }
}
