package org.rowback.history.report;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

/// Text and values in a page.
final class Html {
    private static final int LONGEST = 240;

    private Html() {}

    static String escape(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> {
                    if (c < 0x20 && c != '\n' && c != '\t') {
                        out.append((char) (0x2400 + c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    /// A value, told apart from NULL, the empty text and what the log does not hold; long ones are cut, and say so.
    static String value(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "<span class=badge>NULL</span>";
            case ColumnValue.NotLogged n ->
                    "<span class=badge title=\"" + escape(n.reason()) + "\">⌀ not logged</span>";
            case ColumnValue.Undecodable u ->
                    "<span class=badge title=\"" + escape(u.reason()) + "\">undecodable</span>";
            case Datum.TextDatum t when t.text().isEmpty() -> "<span class=badge>''</span>";
            case Datum d -> "<code>" + cut(d.text()) + "</code>";
        };
    }

    private static String cut(String text) {
        return text.length() <= LONGEST
                ? escape(text)
                : escape(text.substring(0, LONGEST))
                        + "</code> <small>… "
                        + text.length()
                        + " characters</small><code>";
    }
}
