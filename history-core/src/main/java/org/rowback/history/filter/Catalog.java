package org.rowback.history.filter;

import org.rowback.history.model.Knowledge;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.Source;
import org.rowback.history.query.CaseTotals;
import org.rowback.history.query.History;
import org.rowback.history.query.TableSummary;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a filter is typed against: a case's tables, columns, sources and days, read once. Immutable; build a new one
/// when the case has grown.
public final class Catalog {
    private final History history;
    private final ZoneId zone;
    private final CaseTotals totals;
    private final List<Table> tables;
    private final List<Source> sources;

    /// A table and every version of it.
    record Table(TableSummary summary, List<SchemaVersion> versions) {
        int id() {
            return summary.id();
        }

        /// Column names of all versions, newest first.
        List<String> columnNames() {
            Map<String, String> names = new LinkedHashMap<>();
            for (SchemaVersion version : versions.reversed()) {
                version.columns()
                        .forEach(
                                c ->
                                        names.putIfAbsent(
                                                c.name().toLowerCase(Locale.ROOT), c.name()));
            }
            return List.copyOf(names.values());
        }

        boolean hasColumn(String name) {
            return versions.stream().anyMatch(v -> v.indexOf(name) >= 0);
        }
    }

    private Catalog(
            History history,
            ZoneId zone,
            CaseTotals totals,
            List<Table> tables,
            List<Source> sources) {
        this.history = history;
        this.zone = zone;
        this.totals = totals;
        this.tables = List.copyOf(tables);
        this.sources = List.copyOf(sources);
    }

    /// Reads what a case knows.
    ///
    /// @param zone in which times without an offset are meant
    public static Catalog of(History history, ZoneId zone) throws RowbackException {
        List<Table> tables = new ArrayList<>();
        for (TableSummary summary : history.tables()) {
            tables.add(new Table(summary, history.schemaVersions(summary.id())));
        }
        return new Catalog(history, zone, history.totals(), tables, history.sources());
    }

    /// The same with times meant in another zone.
    public Catalog in(ZoneId other) {
        return new Catalog(history, other, totals, tables, sources);
    }

    public ZoneId zone() {
        return zone;
    }

    History history() {
        return history;
    }

    CaseTotals totals() {
        return totals;
    }

    List<Table> tables() {
        return tables;
    }

    /// Tables by id; null for all.
    List<Table> tables(@org.jspecify.annotations.Nullable BitSet ids) {
        return ids == null ? tables : tables.stream().filter(t -> ids.get(t.id())).toList();
    }

    List<Source> sources() {
        return sources;
    }

    /// The place of a source in log order, or -1.
    int sourceIndex(String name) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /// Whether nothing names some column of a version.
    static boolean namesMissing(SchemaVersion schema) {
        return schema.columns().stream().anyMatch(c -> c.nameFrom() == Knowledge.LAYOUT);
    }
}
