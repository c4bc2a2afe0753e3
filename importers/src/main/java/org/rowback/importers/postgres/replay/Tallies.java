package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Counts what is reported once, at the log's end.
final class Tallies {
    private static final List<String> MANAGERS =
            List.of(
                    "XLOG",
                    "Transaction",
                    "Storage",
                    "CLOG",
                    "Database",
                    "Tablespace",
                    "MultiXact",
                    "RelMap",
                    "Standby",
                    "Heap2",
                    "Heap",
                    "Btree",
                    "Hash",
                    "Gin",
                    "Gist",
                    "Sequence",
                    "SPGist",
                    "BRIN",
                    "CommitTs",
                    "ReplicationOrigin",
                    "Generic",
                    "LogicalMessage");

    private final long[] skipped = new long[256];
    private final Map<Long, Long> unknownFiles = new TreeMap<>();
    private final Map<Long, Long> otherDatabases = new TreeMap<>();

    void skipped(int manager) {
        skipped[manager]++;
    }

    void unknownFile(int file, long rows) {
        unknownFiles.merge(file & 0xFFFF_FFFFL, rows, Long::sum);
    }

    void otherDatabase(int database) {
        otherDatabases.merge(database & 0xFFFF_FFFFL, 1L, Long::sum);
    }

    void report(HistoryWriter writer, List<LoggedTable> tables) throws RowbackException {
        Map<String, Long> own = new LinkedHashMap<>();
        Map<String, Long> extensions = new LinkedHashMap<>();
        for (int i = 0; i < skipped.length; i++) {
            if (skipped[i] > 0) {
                boolean known = i < MANAGERS.size();
                (known ? own : extensions)
                        .put(known ? MANAGERS.get(i) : "of manager " + i, skipped[i]);
            }
        }
        if (!own.isEmpty()) {
            report(
                    writer,
                    Finding.Kind.IGNORED_EVENT,
                    sum(own)
                            + " records of other resource managers hold no rows and were set aside:"
                            + " "
                            + list(own)
                            + ".");
        }
        if (!extensions.isEmpty()) {
            report(
                    writer,
                    Finding.Kind.UNDECODABLE_EVENT,
                    sum(extensions)
                            + " records of resource managers that an extension or a fork adds were"
                            + " set aside ("
                            + list(extensions)
                            + "): where a table access method writes such, its rows are not in this"
                            + " history.");
        }
        if (!otherDatabases.isEmpty()) {
            report(
                    writer,
                    Finding.Kind.IGNORED_EVENT,
                    "Records of rows in other databases than the catalog file's were set aside: "
                            + text(otherDatabases, "of the database with OID ")
                            + "; to see them, import the segments into another case with a catalog"
                            + " file of that database.");
        }
        if (!unknownFiles.isEmpty()) {
            report(
                    writer,
                    Finding.Kind.UNDECODABLE_EVENT,
                    "Committed changes of rows in files that the catalog does not describe (their"
                            + " tables were dropped before it was read, or the log that made them"
                            + " is missing): "
                            + text(unknownFiles, "in file ")
                            + ".");
        }
        for (LoggedTable table : tables) {
            if (table.partial > 0) {
                report(
                        writer,
                        Finding.Kind.PARTIAL_IMAGE,
                        "%s: %d of %d changes do not have their whole old or new row, as no full-page image of their block came before them in the evidence."
                                .formatted(
                                        table.heap().relation().name(),
                                        table.partial,
                                        table.changed));
            }
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String list(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String text(Map<Long, Long> counts, String prefix) {
        String first =
                counts.entrySet().stream()
                        .limit(10)
                        .map(e -> e.getValue() + " " + prefix + e.getKey())
                        .collect(Collectors.joining(", "));
        return counts.size() > 10 ? first + ", and " + (counts.size() - 10) + " more" : first;
    }

    private static void report(HistoryWriter writer, Finding.Kind kind, String message)
            throws RowbackException {
        writer.finding(kind, -1, 0, Bytes.EMPTY, message);
    }
}
