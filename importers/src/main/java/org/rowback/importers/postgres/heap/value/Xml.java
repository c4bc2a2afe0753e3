package org.rowback.importers.postgres.heap.value;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `xml` as printed: without its declaration, but where that names a version other than 1.0 or says standalone.
///
/// Source: PostgreSQL 18 `xml_out_internal`, `print_xml_decl` in `src/backend/utils/adt/xml.c`.
final class Xml {
    private static final Pattern DECLARATION =
            Pattern.compile(
                    "<\\?xml\\s+version\\s*=\\s*([\"'])([^\"']*)\\1(?:\\s+encoding\\s*=\\s*([\"'])[^\"']*\\3)?(?:\\s+standalone\\s*=\\s*([\"'])(yes|no)\\4)?\\s*\\?>");

    private Xml() {}

    static void print(StringBuilder out, String stored) {
        Matcher m = DECLARATION.matcher(stored);
        if (!m.lookingAt()) {
            out.append(stored);
            return;
        }
        boolean kept = !"1.0".equals(m.group(2)) || m.group(5) != null;
        int rest = m.end();
        if (kept) {
            out.append("<?xml version=\"").append(m.group(2)).append('"');
            if (m.group(5) != null) {
                out.append(" standalone=\"").append(m.group(5)).append('"');
            }
            out.append("?>");
        } else if (rest < stored.length() && stored.charAt(rest) == '\n') {
            rest++;
        }
        out.append(stored, rest, stored.length());
    }
}
