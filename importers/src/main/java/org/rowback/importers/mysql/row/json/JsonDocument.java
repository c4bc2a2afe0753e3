package org.rowback.importers.mysql.row.json;

/// A JSON column's documents as text.
public final class JsonDocument {
    private JsonDocument() {}

    /// The text of a binary document, exactly as the server prints it.
    public static String text(byte[] buf, int at, int length) throws MalformedJson {
        return print(JsonBinary.parse(buf, at, length));
    }

    /// The text of the document that differences make of another.
    ///
    /// @param before the text of the document before, as [#text] gives it
    public static String changed(String before, byte[] buf, int at, int length)
            throws MalformedJson {
        return print(JsonDifferences.apply(JsonText.parse(before), buf, at, length));
    }

    private static String print(JsonNode node) {
        StringBuilder out = new StringBuilder();
        node.print(out);
        return out.toString();
    }
}
