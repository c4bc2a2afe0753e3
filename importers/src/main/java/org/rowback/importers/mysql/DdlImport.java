package org.rowback.importers.mysql;

import org.rowback.history.importing.DdlStatement;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.Finding;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.QueryEvent;
import org.rowback.importers.mysql.row.charset.Collations;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Writes what DDL in the log does: a change for each table that it concerns, and the tables' new definitions.
final class DdlImport {
    private final HistoryWriter writer;
    private final SchemaReader schemas;
    private final Findings findings;
    private final TableNotes notes;
    private final RowsImport rows;
    private final String server;

    DdlImport(
            HistoryWriter writer,
            SchemaReader schemas,
            Findings findings,
            TableNotes notes,
            RowsImport rows,
            String server) {
        this.writer = writer;
        this.schemas = schemas;
        this.findings = findings;
        this.notes = notes;
        this.rows = rows;
        this.server = server;
    }

    /// What a statement turned out to be.
    SchemaReader.DdlEffect.Kind write(
            Event event, QueryEvent query, String text, boolean inTransaction, long statement)
            throws RowbackException {
        DdlStatement ddl =
                new DdlStatement(
                        text,
                        query.database(),
                        server,
                        query.ansiQuotes(),
                        query.databaseCharset() == 0
                                ? ""
                                : Collations.charset(query.databaseCharset()));
        SchemaReader.DdlEffect effect = schemas.apply(ddl, writer);
        switch (effect.kind()) {
            case DML, OTHER -> {
                return effect.kind();
            }
            case TABLE_DDL, OTHER_DDL -> {
                if (inTransaction) {
                    changes(effect, event, statement);
                }
                writer.ddl(ddl);
                definitions(effect, event);
            }
        }
        if (!effect.problem().isEmpty()) {
            findings.event(Finding.Kind.UNPARSED_DDL, event, effect.problem());
        }
        return effect.kind();
    }

    private void changes(SchemaReader.DdlEffect effect, Event event, long statement)
            throws RowbackException {
        Set<TableName> concerned = new LinkedHashSet<>(effect.concerned());
        effect.defined().forEach(version -> concerned.add(version.table()));
        concerned.addAll(effect.dropped());
        effect.truncated().forEach(concerned::remove);
        int row = 0;
        for (TableName table : effect.truncated()) {
            rows.tableChange(Op.TRUNCATE, writer.table(table), event, row++, statement);
        }
        for (TableName table : concerned) {
            rows.tableChange(Op.DDL, writer.table(table), event, row++, statement);
        }
        if (row == 0) {
            rows.tableChange(Op.DDL, 0, event, row, statement);
        }
    }

    private void definitions(SchemaReader.DdlEffect effect, Event event) throws RowbackException {
        for (TableName table : effect.dropped()) {
            writer.define(writer.table(table), gone(table));
        }
        for (SchemaVersion version : effect.defined()) {
            writer.define(writer.table(version.table()), version);
            notes.cascades(version, event);
        }
        if (!effect.dropped().isEmpty() || !effect.defined().isEmpty()) {
            rows.schemaChanged();
        }
    }

    private static SchemaVersion gone(TableName table) {
        return new SchemaVersion(
                table, List.of(), List.of(), List.of(), List.of(), Knowledge.LOG_DDL, "");
    }
}
