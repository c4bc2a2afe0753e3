package org.rowback.importers.postgres.heap.value;

/// Quotes what stands inside arrays, composite values and ranges, as the server does.
final class Quoting {
    private Quoting() {}

    static void array(StringBuilder out, CharSequence text, char delimiter) {
        boolean quote = text.isEmpty() || text.toString().equalsIgnoreCase("NULL");
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == '"' || c == '\\' || c == '{' || c == '}' || c == delimiter || isSpace(c);
        }
        quoted(out, text, quote, '\\');
    }

    /// Composite values and bounds of ranges: quotes and backslashes are doubled.
    ///
    /// @param special what else makes it be quoted
    static void doubled(StringBuilder out, CharSequence text, String special) {
        boolean quote = text.isEmpty();
        for (int i = 0; i < text.length() && !quote; i++) {
            char c = text.charAt(i);
            quote = c == '"' || c == '\\' || special.indexOf(c) >= 0 || isSpace(c);
        }
        quoted(out, text, quote, '\0');
    }

    /// @param escape stands before quotes and backslashes; zero where they are doubled
    private static void quoted(StringBuilder out, CharSequence text, boolean quote, char escape) {
        if (!quote) {
            out.append(text);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append(escape == '\0' ? c : escape);
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
