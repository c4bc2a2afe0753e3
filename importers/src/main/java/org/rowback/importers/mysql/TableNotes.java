package org.rowback.importers.mysql;

import org.rowback.history.model.Finding;
import org.rowback.history.model.ForeignKey;
import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.ServerVersion;

import java.util.List;

/// Reports, once for each table, what an undo of its changes will have to do without.
final class TableNotes {
    private final Findings findings;
    private boolean cascadesLogged;

    TableNotes(Findings findings) {
        this.findings = findings;
    }

    void server(ServerVersion server) {
        cascadesLogged = server.logsCascades();
    }

    /// A layout is met for the first time since definitions changed.
    void layout(MappedLayout layout, Event event) throws RowbackException {
        SchemaVersion schema = layout.schema();
        String table = layout.table().toString();
        if (!layout.isFull()) {
            findings.once(
                    table,
                    Finding.Kind.PARTIAL_IMAGE,
                    event,
                    table
                            + ": rows are logged without some of their columns, here for the first"
                            + " time");
        }
        if (schema.columns().stream().anyMatch(c -> c.nameFrom() == Knowledge.LAYOUT)) {
            findings.once(
                    table,
                    Finding.Kind.NO_COLUMN_NAMES,
                    event,
                    table + ": the log does not name its columns");
        } else if (!schema.hasKey()) {
            findings.once(
                    table,
                    Finding.Kind.NO_PRIMARY_KEY,
                    event,
                    table
                            + (schema.keysFrom() == Knowledge.LAYOUT
                                    ? ": the log does not say what its primary key is"
                                    : ": it has no primary key"));
        }
        cascades(schema, event);
    }

    /// A table's definition is met.
    void cascades(SchemaVersion schema, Event event) throws RowbackException {
        if (cascadesLogged) {
            return;
        }
        List<String> parents =
                schema.foreignKeys().stream()
                        .filter(TableNotes::cascades)
                        .map(k -> k.parent().toString())
                        .distinct()
                        .toList();
        if (!parents.isEmpty()) {
            findings.once(
                    schema.table().toString(),
                    Finding.Kind.CASCADES_NOT_LOGGED,
                    event,
                    schema.table()
                            + ": its rows change when those of "
                            + String.join(", ", parents)
                            + " do, and this server does not log it");
        }
    }

    private static boolean cascades(ForeignKey key) {
        return acts(key.onDelete()) || acts(key.onUpdate());
    }

    private static boolean acts(ForeignKey.Action action) {
        return switch (action) {
            case CASCADE, SET_NULL, SET_DEFAULT -> true;
            case NO_ACTION, RESTRICT -> false;
        };
    }
}
