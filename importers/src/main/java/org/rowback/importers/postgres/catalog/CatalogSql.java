package org.rowback.importers.postgres.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The SQL that reads a catalog on the server: the same over a connection and in a script for `psql`.
public final class CatalogSql {
    /// What a transaction must have set before [#query]: values are printed as [CatalogReader] expects them.
    public static final List<String> SESSION =
            List.of(
                    "SET LOCAL search_path = ''",
                    "SET LOCAL DateStyle = ISO",
                    "SET LOCAL IntervalStyle = postgres",
                    "SET LOCAL TimeZone = 'UTC'",
                    "SET LOCAL bytea_output = hex",
                    "SET LOCAL extra_float_digits = 1");

    private CatalogSql() {}

    /// One column: the lines of the file, in order.
    public static String query() {
        try (InputStream in = CatalogSql.class.getResourceAsStream("catalog.sql")) {
            if (in == null) {
                throw new IllegalStateException("catalog.sql is not in the program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
