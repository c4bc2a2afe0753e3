package org.rowback.importers.postgres.replay;

import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.catalog.PostgresCatalog;
import org.rowback.importers.postgres.replay.SegmentOrder.Segment;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.RecordReader;
import org.rowback.importers.postgres.wal.SegmentHead;
import org.rowback.importers.postgres.wal.SegmentReader;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The segments of one import, read one after another.
final class WalSeries implements AutoCloseable {
    private final SegmentOrder order;
    private final List<Segment> segments;
    private final WalHistory history;
    private final RecordReader records;
    private final WalState before;
    private final boolean nothingNew;
    private int next;
    private boolean closed;

    /// Of the source that is written. Used on the thread of commits.
    private HistoryWriter.Resume resume = new HistoryWriter.Resume(0, 0, Bytes.EMPTY, false);

    private WalSeries(SegmentOrder order, WalHistory history, WalState before, boolean nothingNew) {
        this.order = order;
        segments = order.segments();
        this.history = history;
        this.before = before;
        this.nothingNew = nothingNew;
        SegmentHead first = segments.getFirst().head();
        records = new RecordReader(first.version(), first.system(), first.segmentBytes(), history);
    }

    /// Reads the catalog, and what the log changes of it.
    static WalSeries begin(
            SegmentOrder order, ImportOptions options, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException, IOException {
        List<Segment> segments = order.segments();
        SegmentHead first = segments.getFirst().head();
        PostgresCatalog catalog = catalog(writer, first);
        Map<String, WalState> known = new HashMap<>();
        WalState before = WalState.NONE;
        for (HistoryWriter.Earlier earlier : writer.earlier(PostgresWalImporter.FORMAT)) {
            WalState state = WalState.decode(earlier.state());
            known.put(earlier.name(), state);
            if (Long.compareUnsigned(state.done(), before.done()) > 0) {
                before = state;
            }
        }
        if (before.done() != 0 && before.system() != first.system()) {
            throw new RowbackException.BadInput(
                    segments.getFirst().evidence().path()
                            + ": it is of another cluster than the segments that the case holds;"
                            + " import it into a case of its own");
        }
        boolean nothingNew = true;
        for (Segment segment : segments) {
            WalState state = known.get(segment.evidence().name());
            nothingNew &= state != null && state.complete();
            long end = segment.head().address() + segment.head().segmentBytes();
            if (state == null && end <= before.done()) {
                throw new RowbackException.BadInput(
                        segment.evidence().path()
                                + ": it is older than what the case holds; import all segments"
                                + " together into a new case");
            }
        }
        var tables = new CatalogTables(catalog);
        CatalogScan.Found found =
                nothingNew
                        ? CatalogScan.Found.NOTHING
                        : CatalogReading.of(segments, catalog, tables, monitor);
        var finder = new TableFinder(catalog, tables, found.changes(), first.address());
        var history =
                new WalHistory(catalog, finder, writer, options, found.unreadable(), before.done());
        if (Long.compareUnsigned(first.address(), before.done()) >= 0) {
            history.began(before.open());
        }
        return new WalSeries(order, history, before, nothingNew);
    }

    private static PostgresCatalog catalog(HistoryWriter writer, SegmentHead head)
            throws RowbackException {
        List<Bytes> files = writer.catalogs();
        if (files.isEmpty()) {
            throw new RowbackException.BadInput(
                    "WAL names tables by number only, and no catalog file was given: make one with"
                            + " 'rowback schema postgresql://… --out schema.json', or let somebody"
                            + " run what 'rowback schema --script postgres' prints with psql on the"
                            + " server, or read it from a base backup ('rowback schema"
                            + " --base-backup DIR --out schema.json'); give it with --schema, or"
                            + " drop it into the window together with the WAL");
        }
        PostgresCatalog last = null;
        for (Bytes file : files) {
            PostgresCatalog catalog =
                    PostgresCatalog.read(
                            "the catalog file",
                            new StringReader(new String(file.array(), StandardCharsets.UTF_8)));
            long system = catalog.database().systemIdentifier();
            if (system == 0 || system == head.system()) {
                last = catalog;
            }
        }
        if (last == null) {
            throw new RowbackException.BadInput(
                    "the WAL is of the cluster with system identifier "
                            + Long.toUnsignedString(head.system())
                            + " and the catalog file of another: make the catalog file on the"
                            + " server that wrote the WAL");
        }
        if (last.database().version() / 10_000 != head.version().major()) {
            throw new RowbackException.BadInput(
                    "the WAL is of PostgreSQL "
                            + head.version().major()
                            + " and the catalog file of PostgreSQL "
                            + last.database().version() / 10_000
                            + ": make the catalog file on the server that wrote the WAL");
        }
        return last;
    }

    /// Reads a segment, which is the next.
    ///
    /// @return whether there are more
    boolean read(Evidence evidence, ImportMonitor monitor) throws RowbackException, IOException {
        Segment segment = segments.get(next);
        if (!segment.evidence().equals(evidence)) {
            throw new IllegalStateException("segments come in the order that was given");
        }
        next++;
        boolean last = next == segments.size();
        SegmentHead head = segment.head();
        try (LogContent content = LogContent.open(evidence)) {
            history.write(writer -> resume = writer.source(start(segment)));
            long read = history.read();
            long setAside = history.setAside();
            history.commits().source();
            records.segment(head.address());
            long end = head.segmentBytes();
            if (!nothingNew) {
                end = pages(evidence, content, segment, monitor, read, setAside);
            }
            Loss loss = records.end();
            boolean whole =
                    !last
                            || loss == null
                            || (loss.why() == Loss.Why.CUT_OFF && end >= head.segmentBytes());
            if (last && !nothingNew) {
                history.end(loss);
                leftOut();
            }
            String sha256 = content.sha256();
            HistoryWriter.SourceState state =
                    source(segment, known(segment), state(whole).encode(), read, setAside);
            long endBytes = end;
            history.write(writer -> end(writer, whole, endBytes, state, sha256));
            if (last) {
                history.settled();
            }
        } catch (IOException | RowbackException.Cancelled e) {
            // Another file may be imported next; and what was read up to the last checkpoint is
            // kept.
            history.settled();
            throw e;
        }
        return !last;
    }

    private static HistoryWriter.SourceStart start(Segment segment) {
        Evidence evidence = segment.evidence();
        return new HistoryWriter.SourceStart(
                evidence.name(),
                evidence.path().toString(),
                PostgresWalImporter.FORMAT,
                fingerprint(segment),
                evidence.sizeBytes(),
                segment.head().address());
    }

    private void leftOut() throws RowbackException {
        for (Map.Entry<Evidence, String> each : order.leftOut().entrySet()) {
            String message = each.getKey().name() + " was left out: " + each.getValue() + ".";
            history.write(w -> w.finding(Finding.Kind.OVERLAP, -1, 0, Bytes.EMPTY, message));
        }
    }

    /// Ends a source. What the case knows of one that it has whole stays.
    private void end(
            HistoryWriter writer,
            boolean whole,
            long endBytes,
            HistoryWriter.SourceState read,
            String sha256)
            throws RowbackException {
        boolean complete = resume.complete() || whole;
        boolean keeps = nothingNew || resume.complete();
        long content = complete ? endBytes : read.contentOffset();
        writer.endSource(
                new HistoryWriter.SourceState(
                        read.server(),
                        read.serverId(),
                        nothingNew ? resume.contentOffset() : content,
                        keeps ? resume.state() : read.state(),
                        read.eventsRead(),
                        read.eventsUsed(),
                        read.eventsSetAside(),
                        read.firstTimeMicros(),
                        read.lastTimeMicros()),
                complete ? sha256 : "",
                complete);
    }

    /// How many bytes of a segment the case has all of: up to the end of the last whole record.
    private long known(Segment segment) {
        return Math.max(0, history.reached() - segment.head().address());
    }

    /// What is known of a segment so far.
    ///
    /// @param read how many records were read before it
    /// @param setAside how many of them were set aside
    private HistoryWriter.SourceState source(
            Segment segment, long contentBytes, Bytes state, long read, long setAside) {
        long here = history.read() - read;
        long aside = history.setAside() - setAside;
        return new HistoryWriter.SourceState(
                "PostgreSQL " + segment.head().version().major(),
                0,
                contentBytes,
                state,
                here,
                here - aside,
                aside,
                history.commits().firstMicros(),
                history.commits().lastMicros());
    }

    private WalState state(boolean complete) {
        long done = Math.max(before.done(), history.reached());
        return new WalState(complete, records.system(), done, Set.copyOf(history.unfinished()));
    }

    private long pages(
            Evidence evidence,
            LogContent content,
            Segment segment,
            ImportMonitor monitor,
            long read,
            long setAside)
            throws RowbackException, IOException {
        var pages = new SegmentReader(content.stream(), records);
        boolean more = true;
        while (more) {
            monitor.check();
            more = pages.next();
            monitor.progress(
                    "reading " + evidence.name(),
                    pages.readBytes(),
                    segment.head().segmentBytes(),
                    "bytes");
            if (Long.compareUnsigned(history.reached(), before.done()) > 0) {
                history.checkpoint(
                        source(segment, known(segment), state(false).encode(), read, setAside));
            }
        }
        return pages.readBytes();
    }

    private static Bytes fingerprint(Segment segment) {
        SegmentHead head = segment.head();
        byte[] bytes = new byte[24];
        LittleEndian.put64(bytes, 0, head.system());
        LittleEndian.put64(bytes, 8, head.address());
        LittleEndian.put32(bytes, 16, segment.timeline());
        LittleEndian.put32(bytes, 20, head.version().major());
        return Bytes.of(bytes);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            history.close();
        }
    }
}
