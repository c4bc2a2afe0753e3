package org.rowback.importers.mysql.row.charset;

import java.util.ArrayList;
import java.util.List;

/// Which character set a collation id belongs to. MySQL and MariaDB use one numbering that does not clash.
public final class Collations {
    /// The id of the collation `binary`: bytes without a character set.
    public static final int BINARY = 63;

    /// MariaDB's UCA 14.0.0 collations (10.10, `include/m_ctype.h`): 2048 + character set × 256 + tailoring and
    /// flags, the character sets in this order.
    private static final int UCA1400 = 2048;

    private static final List<String> UCA1400_CHARSETS =
            List.of("utf8mb3", "utf8mb4", "ucs2", "utf16", "utf32");

    private static final List<String> BY_ID = load();

    private Collations() {}

    private static List<String> load() {
        List<String> names = new ArrayList<>();
        for (String[] line : Resource.lines("collations.txt")) {
            for (int i = 1; i < line.length; i++) {
                String[] range = line[i].split("-");
                int last = Integer.parseInt(range[range.length - 1]);
                while (names.size() <= last) {
                    names.add("");
                }
                for (int id = Integer.parseInt(range[0]); id <= last; id++) {
                    names.set(id, line[0]);
                }
            }
        }
        return List.copyOf(names);
    }

    /// The server's name of the character set, e.g. `utf8mb4`, `binary`; empty for an id that neither server has.
    public static String charset(int collation) {
        int uca1400 = collation - UCA1400;
        if (uca1400 >= 0) {
            return uca1400 >> 8 < UCA1400_CHARSETS.size() ? UCA1400_CHARSETS.get(uca1400 >> 8) : "";
        }
        return collation >= 0 && collation < BY_ID.size() ? BY_ID.get(collation) : "";
    }
}
