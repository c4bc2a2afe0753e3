package org.rowback.app.cli;

import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.model.Truth;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;

import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// `CASE TABLE KEY`: names one row.
final class KeyArguments {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case file, e.g. shop.rowback.")
    Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "TABLE",
            description = "The table, e.g. shop.orders, or orders where only one is called so.")
    String table = "";

    @Parameters(
            index = "2",
            paramLabel = "KEY",
            description = "The primary key's value, e.g. 4711, or values in key order: 'DE',7")
    String key = "";

    CaseFile openToRead() throws RowbackException {
        return CaseFile.openReadOnly(file, Wiring.codecs());
    }

    /// A row of a case.
    record Row(TableSummary table, RowKey key) {}

    Row find(History history, ZoneId zone) throws RowbackException {
        TableSummary summary = tableOf(history, table);
        Filter filter = filter(history, summary, zone);
        Optional<List<Filter.RowOf>> rows = filter.rows();
        if (rows.isPresent() && rows.get().size() == 1) {
            RowKey found = rows.get().getFirst().key();
            if (history.changesOf(summary.id(), found).length > 0) {
                return new Row(summary, found);
            }
        } else {
            try (Cursor<Change> changes =
                    history.changes(filter.scan().includingVoid(), ImportMonitor.NONE)) {
                while (changes.next()) {
                    if (filter.test(changes.get()) == Truth.TRUE
                            && changes.get().key().isPresent()) {
                        return new Row(summary, changes.get().key().get());
                    }
                }
            }
        }
        throw new RowbackException.BadInput(
                "no change of "
                        + summary.name()
                        + " names the key "
                        + key
                        + ": check the key, or list keys with: rowback changes CASE --where 'table:"
                        + summary.name()
                        + "' --limit 20");
    }

    static TableSummary tableOf(History history, String name) throws RowbackException {
        int dot = name.indexOf('.');
        TableName wanted =
                dot < 0
                        ? new TableName("", name)
                        : new TableName(name.substring(0, dot), name.substring(dot + 1));
        Optional<TableSummary> found = history.table(wanted);
        if (found.isPresent()) {
            return found.get();
        }
        List<String> known = history.tables().stream().map(t -> t.name().toString()).toList();
        String some =
                known.isEmpty()
                        ? "the case has no tables"
                        : "the case has "
                                + String.join(", ", known.subList(0, Math.min(known.size(), 12)))
                                + (known.size() > 12 ? ", … (rowback info lists all)" : "");
        throw new RowbackException.BadInput("no table " + name + " in the case: " + some);
    }

    /// The key as typed, else as one text value: nobody should have to quote twice in a shell.
    private Filter filter(History history, TableSummary summary, ZoneId zone)
            throws RowbackException {
        Catalog catalog = Catalog.of(history, zone);
        String prefix = "table:" + summary.name() + " key(";
        try {
            return Filter.parse(prefix + key + ")", catalog);
        } catch (RowbackException.BadFilter typed) {
            try {
                return Filter.parse(
                        prefix + "'" + key.replace("\\", "\\\\").replace("'", "''") + "')",
                        catalog);
            } catch (RowbackException.BadFilter _) {
                throw new RowbackException.BadInput(
                        "'" + key + "' is no key of " + summary.name() + ": " + typed.getMessage(),
                        typed);
            }
        }
    }
}
