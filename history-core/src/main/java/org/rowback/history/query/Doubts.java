package org.rowback.history.query;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/// Where log is missing or unreadable, so that rows may have changed unseen: what was known before such a place
/// proves nothing after it.
///
/// A place is the id of the first change that follows it.
public final class Doubts {
    /// No log is missing.
    static final Doubts NONE = new Doubts(new long[0]);

    private static final Pattern SYSTEM_TABLE =
            Pattern.compile(
                    "\\b(?:INSERT|REPLACE|UPDATE|DELETE)\\s+(?:\\w+\\s+){0,2}?(?:INTO\\s+|FROM\\s+)?`?mysql`?\\s*\\.",
                    Pattern.CASE_INSENSITIVE);

    private final long[] places;

    private Doubts(long[] places) {
        this.places = places;
    }

    /// Reads a case's findings.
    static Doubts of(History history) throws RowbackException {
        TreeSet<Long> places = new TreeSet<>();
        Map<Integer, Integer> order = new HashMap<>();
        List<Source> sources = history.sources();
        for (int i = 0; i < sources.size(); i++) {
            order.put(sources.get(i).id(), i);
        }
        try (Cursor<Finding> findings = history.findings()) {
            while (findings.next()) {
                if (isDoubt(findings.get())) {
                    places.add(place(history, order, findings.get()));
                }
            }
        }
        return new Doubts(places.stream().mapToLong(Long::longValue).toArray());
    }

    /// These and others: ids of statements that may have changed a row.
    Doubts and(Collection<Long> statements) {
        return statements.isEmpty()
                ? this
                : new Doubts(
                        LongStream.concat(
                                        Arrays.stream(places),
                                        statements.stream().mapToLong(Long::longValue))
                                .sorted()
                                .distinct()
                                .toArray());
    }

    /// Whether log is missing after one change and before another, or inside that other's transaction before it.
    public boolean between(long earlier, long later) {
        int at = Arrays.binarySearch(places, earlier + 1);
        int next = at >= 0 ? at : -at - 1;
        return next < places.length && places[next] <= later;
    }

    private static boolean isDoubt(Finding finding) {
        return switch (finding.kind()) {
            case BAD_CHECKSUM,
                    UNDECODABLE_EVENT,
                    UNKNOWN_EVENT,
                    TRUNCATED_TAIL,
                    GAP,
                    INCIDENT,
                    ENCRYPTED ->
                    true;
            case STATEMENT_DML -> !isSystemTable(finding);
            default -> false;
        };
    }

    /// A statement that writes a table of the server's own touches no other: there are no triggers on those.
    private static boolean isSystemTable(Finding finding) {
        String text = new String(finding.bytes().array(), StandardCharsets.ISO_8859_1);
        return finding.length() <= finding.bytes().length()
                && SYSTEM_TABLE.matcher(text + " " + finding.message()).find();
    }

    private static long place(History history, Map<Integer, Integer> order, Finding finding)
            throws RowbackException {
        long transactions = history.totals().transactions();
        int source = order.getOrDefault(finding.sourceId(), 0);
        long low = 1;
        long high = transactions + 1;
        while (low < high) {
            long middle = (low + high) >>> 1;
            Optional<Transaction> at = history.transaction(middle);
            boolean after = at.isPresent() && isAfter(at.get(), order, source, finding.offset());
            if (after) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return firstChange(history, order, source, finding, low);
    }

    /// Whether a transaction ends after a place.
    private static boolean isAfter(
            Transaction transaction, Map<Integer, Integer> order, int source, long offset) {
        int its = order.getOrDefault(transaction.sourceId(), 0);
        return its != source ? its > source : transaction.end() > offset;
    }

    private static long firstChange(
            History history, Map<Integer, Integer> order, int source, Finding finding, long id)
            throws RowbackException {
        Optional<Transaction> found = history.transaction(id);
        while (found.isPresent() && found.get().changes() == 0) {
            found = history.transaction(found.get().id() + 1);
        }
        if (found.isEmpty()) {
            return Long.MAX_VALUE;
        }
        Transaction transaction = found.get();
        boolean inside =
                order.getOrDefault(transaction.sourceId(), 0) == source
                        && transaction.begin().offset() <= finding.offset();
        if (!inside) {
            return transaction.firstChange();
        }
        long last = transaction.firstChange() + transaction.changes() - 1;
        Scan scan = Scan.ALL.ids(transaction.firstChange(), last).includingVoid();
        try (Cursor<Change> changes = history.changes(scan, ImportMonitor.NONE)) {
            while (changes.next()) {
                if (changes.get().position().offset() >= finding.offset()) {
                    return changes.get().id();
                }
            }
        }
        return last + 1;
    }
}
