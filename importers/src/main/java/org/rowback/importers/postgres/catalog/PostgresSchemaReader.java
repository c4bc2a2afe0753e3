package org.rowback.importers.postgres.catalog;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;

import java.io.Reader;
import java.util.List;
import java.util.regex.Pattern;

/// Reads catalog files. PostgreSQL's logs hold no DDL statements.
public final class PostgresSchemaReader implements SchemaReader {
    private static final Pattern BEGINNING =
            Pattern.compile("\\s*\\{\\s*\"rowback\"\\s*:\\s*\"postgres-catalog\"");

    /// Whether a text begins as a catalog file does.
    public static boolean recognises(String head) {
        return BEGINNING.matcher(head).lookingAt();
    }

    @Override
    public String dialect() {
        return "postgres";
    }

    @Override
    public List<SchemaVersion> readFile(String name, Reader text) throws RowbackException {
        List<SchemaVersion> versions =
                CatalogSchemas.of(
                        PostgresCatalog.read(name, text),
                        name.substring(name.lastIndexOf('/') + 1));
        if (versions.isEmpty()) {
            throw new RowbackException.BadInput(
                    name
                            + ": the catalog has no table but the server's own: name the database"
                            + " that holds the tables");
        }
        return versions;
    }

    @Override
    public DdlEffect apply(DdlStatement statement, KnownTables known) {
        return new DdlEffect(DdlEffect.Kind.OTHER, List.of(), List.of(), List.of(), List.of(), "");
    }
}
