package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.replay.SegmentOrder.Segment;
import org.rowback.importers.postgres.wal.KeptRecords;
import org.rowback.importers.postgres.wal.RecordReader;
import org.rowback.importers.postgres.wal.SegmentHead;
import org.rowback.importers.postgres.wal.SegmentReader;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads a log for what it does to the catalog ([CatalogScan]). Parts of it are read side by side, for the records that may
/// matter; where the parts do not make one whole log, it is read once more, from its beginning to its end.
final class CatalogReading {
    private static final String WHAT = "reading the catalog's changes";

    /// How much a thread reads at a time.
    private static final long PART_BYTES = 16L << 20;

    private static final int THREADS = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);

    private final List<Segment> segments;
    private final PostgresCatalog catalog;
    private final CatalogTables tables;
    private final ImportMonitor monitor;
    private final SegmentHead head;

    CatalogReading(
            List<Segment> segments,
            PostgresCatalog catalog,
            CatalogTables tables,
            ImportMonitor monitor) {
        this.segments = segments;
        this.catalog = catalog;
        this.tables = tables;
        this.monitor = monitor;
        head = segments.getFirst().head();
    }

    /// What the segments, which are one log, do to the catalog.
    static CatalogScan.Found of(
            List<Segment> segments,
            PostgresCatalog catalog,
            CatalogTables tables,
            ImportMonitor monitor)
            throws RowbackException, IOException {
        var reading = new CatalogReading(segments, catalog, tables, monitor);
        Optional<CatalogScan.Found> found = reading.inParts(reading.partBytes());
        return found.isPresent() ? found.get() : reading.inOrder();
    }

    private boolean isWithoutGaps() {
        long address = head.address();
        for (Segment segment : segments) {
            if (segment.head().address() != address) {
                return false;
            }
            address += head.segmentBytes();
        }
        return true;
    }

    /// Whole segments, unless they are large and reading can begin anywhere in them.
    private long partBytes() {
        boolean plain =
                segments.stream().allMatch(s -> s.evidence().sizeBytes() == head.segmentBytes());
        return plain ? Math.min(PART_BYTES, head.segmentBytes()) : head.segmentBytes();
    }

    CatalogScan.Found inOrder() throws RowbackException, IOException {
        try (var scan = new CatalogScan(catalog, tables)) {
            var reader = new RecordReader(head.version(), head.system(), head.segmentBytes(), scan);
            long total = segments.size() * head.segmentBytes();
            long done = 0;
            for (Segment segment : segments) {
                reader.segment(segment.head().address());
                try (LogContent content = LogContent.openUnhashed(segment.evidence())) {
                    var pages = new SegmentReader(content.stream(), reader);
                    boolean more = true;
                    while (more) {
                        more = pages.next();
                        monitor.check();
                        monitor.progress(WHAT, done + pages.readBytes(), total, "bytes");
                    }
                }
                done += head.segmentBytes();
            }
            return scan.found();
        }
    }

    /// @param step bytes of a part: a segment, or a power of two from 512 KB on that is smaller
    /// @return empty where the parts leave open what the log does
    Optional<CatalogScan.Found> inParts(long step) throws RowbackException, IOException {
        if (!isWithoutGaps()) {
            return Optional.empty();
        }
        Deque<Future<LogPart>> under = new ArrayDeque<>();
        try (ExecutorService threads =
                        Executors.newFixedThreadPool(
                                THREADS,
                                Thread.ofPlatform()
                                        .daemon()
                                        .name("rowback-catalog-", 1)
                                        .factory());
                var scan = new CatalogScan(catalog, tables)) {
            try {
                return inParts(step, threads, under, scan);
            } finally {
                under.forEach(part -> part.cancel(true));
            }
        }
    }

    private Optional<CatalogScan.Found> inParts(
            long step, ExecutorService threads, Deque<Future<LogPart>> under, CatalogScan scan)
            throws RowbackException, IOException {
        CatalogScan.Interest interest = scan.interest();
        long total = segments.size() * head.segmentBytes();
        @Nullable KeptRecords before = null;
        boolean ended = false;
        long next = 0;
        for (long at = 0; at < total; at += step) {
            while (next < total && under.size() <= THREADS) {
                long from = next;
                under.add(threads.submit(() -> LogPart.read(segments, from, step, interest)));
                next += step;
            }
            monitor.check();
            LogPart part = taken(under.removeFirst());
            KeptRecords records = part.records();
            if (records.isDamaged() || (ended && !records.isEmpty())) {
                return Optional.empty();
            }
            if (!records.isEmpty()) {
                if (before != null && !records.follows(before)) {
                    return Optional.empty();
                }
                records.replay(head.version(), scan);
                before = records;
            }
            ended |= part.ended();
            if (!scan.interest().equals(interest)) {
                return Optional.empty();
            }
            monitor.progress(WHAT, Math.min(total, at + step), total, "bytes");
        }
        return Optional.of(scan.found());
    }

    private static LogPart taken(Future<LogPart> part) throws RowbackException, IOException {
        try {
            return part.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RowbackException.Cancelled();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException failure -> throw failure;
                case RowbackException failure -> throw failure;
                case null, default ->
                        throw new IllegalStateException("reading the catalog failed", e.getCause());
            }
        }
    }
}
