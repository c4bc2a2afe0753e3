package org.rowback.importers.mysql.event;

import java.util.HexFormat;

/// The name of an XA transaction, in the form that servers log: `X'gtrid',X'bqual',format`.
public final class XaName {
    private XaName() {}

    /// Reads what XA_PREPARE (38) holds: one phase (1), format (4), length of gtrid and of bqual (4 each), both.
    ///
    /// Source: MySQL 9.4 `libs/mysql/binlog/event/control_events.cpp` (`XA_prepare_event`).
    public static String ofPrepare(BodyReader in) throws MalformedEvent {
        long format = in.u32("its XA format");
        int gtrid = in.length(in.u32("its XA name"), "its XA name's length");
        int bqual = in.length(in.u32("its XA name"), "its XA name's length");
        int at = in.take(gtrid + bqual, "its XA name");
        HexFormat hex = HexFormat.of();
        return "X'"
                + hex.formatHex(in.array(), at, at + gtrid)
                + "',X'"
                + hex.formatHex(in.array(), at + gtrid, at + gtrid + bqual)
                + "',"
                + (int) format;
    }

    /// The name in the text of `XA START`, `XA COMMIT` and the like, in the same form however it is spelt there.
    ///
    /// @param text what follows the verb
    public static String ofStatement(String text) {
        StringBuilder name = new StringBuilder();
        int parts = 0;
        int at = 0;
        while (at < text.length() && parts < 2) {
            char c = text.charAt(at);
            boolean hex =
                    (c == 'x' || c == 'X') && at + 1 < text.length() && text.charAt(at + 1) == '\'';
            if (c == '\'' || hex) {
                int open = hex ? at + 1 : at;
                int close = text.indexOf('\'', open + 1);
                if (close < 0) {
                    break;
                }
                String inside = text.substring(open + 1, close);
                name.append(parts == 0 ? "X'" : ",X'")
                        .append(hex ? inside.toLowerCase(java.util.Locale.ROOT) : toHex(inside))
                        .append('\'');
                parts++;
                at = close + 1;
            } else if (c == ',' || Character.isWhitespace(c)) {
                at++;
            } else {
                break;
            }
        }
        if (parts == 1) {
            name.append(",X''");
        }
        return name.append(',').append(format(text, at)).toString();
    }

    private static String format(String text, int at) {
        int start = at;
        while (start < text.length() && (text.charAt(start) == ',' || text.charAt(start) == ' ')) {
            start++;
        }
        int end = start;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end > start ? text.substring(start, end) : "1";
    }

    private static String toHex(String text) {
        return HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
