package org.rowback.importers.mysql.schema;

/// The options of a table or database that decide how columns are read.
///
/// @param charset empty where the options name none
/// @param versioned WITH SYSTEM VERSIONING
/// @param query whether the table is filled by a query, which may add columns
record TableOptions(String charset, boolean versioned, boolean query) {
    static final TableOptions NONE = new TableOptions("", false, false);

    /// Reads to the end, or to where partitions begin.
    static TableOptions read(Tokens tokens) {
        String charset = "";
        String collation = "";
        boolean versioned = false;
        boolean query = false;
        while (!tokens.atEnd()) {
            Tokens.Token token = tokens.next();
            switch (token.word()) {
                case "CHARSET" -> charset = value(tokens);
                case "CHARACTER", "CHAR" -> {
                    if (tokens.take("SET")) {
                        charset = value(tokens);
                    }
                }
                case "COLLATE" -> collation = value(tokens);
                case "WITH" -> versioned |= tokens.take("SYSTEM", "VERSIONING");
                case "SELECT", "AS", "VALUES", "IGNORE", "REPLACE" -> query = true;
                case "TABLE" -> query = true;
                case "PARTITION" -> {
                    while (!tokens.atEnd() && !tokens.peek().is("SELECT")) {
                        skip(tokens);
                    }
                }
                case "ENGINE", "COMMENT", "ROW_FORMAT", "INSERT_METHOD", "TABLESPACE" -> {
                    tokens.takeSign('=');
                    tokens.next();
                }
                default -> {}
            }
        }
        String fromCollation = collation.isEmpty() ? "" : Charsets.ofCollation(collation);
        String own = charset.equalsIgnoreCase("default") ? "" : Charsets.canonical(charset);
        return new TableOptions(own.isEmpty() ? fromCollation : own, versioned, query);
    }

    private static void skip(Tokens tokens) {
        if (tokens.peek().isSign('(')) {
            tokens.skipParentheses();
        } else {
            tokens.next();
        }
    }

    private static String value(Tokens tokens) {
        tokens.takeSign('=');
        return tokens.next().text();
    }
}
