package org.rowback.app.cli;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.Renames;
import org.rowback.history.query.TableSummary;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Tables that are followed under all their names.
final class TableNames {
    private TableNames() {}

    /// Tables by the names that they have now, each once; says what names they had.
    static List<TableSummary> followed(History history, List<TableSummary> asked, PrintStream out)
            throws RowbackException {
        Renames renames = Renames.of(history, ImportMonitor.NONE);
        Map<Integer, TableSummary> all = new HashMap<>();
        history.tables().forEach(t -> all.put(t.id(), t));
        Set<TableSummary> now = new LinkedHashSet<>();
        Set<String> told = new LinkedHashSet<>();
        for (TableSummary table : asked) {
            now.add(all.getOrDefault(renames.now(table.id()), table));
            renames.of(table.id()).forEach(r -> told.add(r.told()));
        }
        told.forEach(line -> out.println("-- " + line));
        return List.copyOf(now);
    }
}
