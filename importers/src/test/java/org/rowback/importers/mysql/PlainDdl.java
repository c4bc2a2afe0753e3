package org.rowback.importers.mysql;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.KnownTables;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.io.Reader;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// DDL as far as tests of events need it: which table a statement names, and whether it empties it.
final class PlainDdl implements SchemaReader {
    private static final Pattern TABLE =
            Pattern.compile(
                    "(?is)^\\s*(create|alter|drop|rename|truncate)\\s+(?:temporary\\s+)?(?:table\\s+)"
                        + "(?:if\\s+(?:not\\s+)?exists\\s+)?(?:`?(\\w+)`?\\.)?`?(\\w+)`?.*");

    @Override
    public String dialect() {
        return "mysql";
    }

    @Override
    public List<SchemaVersion> readFile(String name, Reader text) throws RowbackException.BadInput {
        throw new RowbackException.BadInput(name + ": no schema files in these tests");
    }

    @Override
    public DdlEffect apply(DdlStatement statement, KnownTables known) {
        Matcher matcher = TABLE.matcher(statement.text());
        if (!matcher.matches()) {
            return new DdlEffect(
                    DdlEffect.Kind.OTHER_DDL, List.of(), List.of(), List.of(), List.of(), "");
        }
        String database = matcher.group(2) == null ? statement.database() : matcher.group(2);
        TableName table = new TableName(database, matcher.group(3));
        boolean truncate = matcher.group(1).toLowerCase(Locale.ROOT).equals("truncate");
        return new DdlEffect(
                DdlEffect.Kind.TABLE_DDL,
                List.of(),
                List.of(),
                truncate ? List.of(table) : List.of(),
                List.of(table),
                "");
    }
}
