package org.rowback.history.snapshot;

import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/// Where in the log changes may be missing: a row that was not seen since such a place is assumed, not proven.
final class Doubts {
    private static final Set<Finding.Kind> MISSING =
            EnumSet.of(
                    Finding.Kind.GAP,
                    Finding.Kind.INCIDENT,
                    Finding.Kind.STATEMENT_DML,
                    Finding.Kind.UNDECODABLE_EVENT,
                    Finding.Kind.UNKNOWN_EVENT,
                    Finding.Kind.BAD_CHECKSUM,
                    Finding.Kind.ENCRYPTED);

    /// Ids of changes right before which something may be missing.
    private final NavigableSet<Long> places = new TreeSet<>();

    private Doubts() {}

    static Doubts of(History history) throws RowbackException {
        Map<Integer, NavigableSet<Long>> offsets = new HashMap<>();
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                Finding finding = findings.get();
                if (MISSING.contains(finding.kind())) {
                    offsets.computeIfAbsent(finding.sourceId(), _ -> new TreeSet<>())
                            .add(finding.offset());
                }
            }
        }
        Doubts doubts = new Doubts();
        if (!offsets.isEmpty()) {
            doubts.locate(history, offsets);
        }
        return doubts;
    }

    private void locate(History history, Map<Integer, NavigableSet<Long>> offsets)
            throws RowbackException {
        Map<Integer, Long> lastEnd = new HashMap<>();
        long lastChange = 0;
        try (Cursor<Transaction> all = history.transactions(1, true)) {
            while (all.next()) {
                Transaction transaction = all.get();
                NavigableSet<Long> here = offsets.get(transaction.sourceId());
                if (here != null) {
                    long from = lastEnd.getOrDefault(transaction.sourceId(), -1L);
                    Long next = here.ceiling(from);
                    if (next != null && next < transaction.end()) {
                        places.add(lastChange + 1);
                    }
                    lastEnd.put(transaction.sourceId(), transaction.end());
                }
                if (transaction.changes() > 0) {
                    lastChange = transaction.firstChange() + transaction.changes() - 1;
                }
            }
        }
        for (Map.Entry<Integer, NavigableSet<Long>> source : offsets.entrySet()) {
            if (source.getValue().ceiling(lastEnd.getOrDefault(source.getKey(), -1L)) != null) {
                places.add(lastChange + 1);
            }
        }
    }

    /// Whether changes may be missing after one change and up to another.
    boolean between(long from, long to) {
        Long place = places.higher(from);
        return place != null && place <= to;
    }
}
