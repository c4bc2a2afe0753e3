package org.rowback.importers.postgres.replay;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.LogImporter;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.content.TarArchive;
import org.rowback.importers.postgres.wal.SegmentHead;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Imports PostgreSQL's write-ahead log (13 to 18): segments as they are, `.partial`, or compressed as a whole with gzip,
/// lz4 or zstd, also in tar archives. `docs/formats/postgres-wal.md` says what is read.
///
/// One for each import: segments are parts of one log, and what one leaves open the next goes on with.
public final class PostgresWalImporter implements LogImporter {
    /// What [#format] says.
    public static final String FORMAT = "postgres-wal";

    private @Nullable SegmentOrder order;
    private @Nullable WalSeries series;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Evidence evidence, byte[] head) {
        return SegmentHead.of(LogContent.uncompressedHead(head)).isPresent();
    }

    @Override
    public Optional<String> unusable(Evidence evidence, byte[] head) {
        return NotWal.say(LogContent.uncompressedHead(head));
    }

    @Override
    public Optional<List<Evidence>> unpack(
            Evidence evidence, byte[] head, Path scratch, ImportMonitor monitor)
            throws IOException, RowbackException.Cancelled {
        return TarArchive.is(evidence, head)
                ? Optional.of(PackedSegments.unpack(evidence, scratch, monitor))
                : Optional.empty();
    }

    @Override
    public List<Evidence> inLogOrder(List<Evidence> evidence) {
        SegmentOrder found = new SegmentOrder(evidence);
        order = found;
        List<Evidence> ordered = new ArrayList<>();
        found.segments().forEach(s -> ordered.add(s.evidence()));
        ordered.addAll(found.refused().keySet());
        return ordered;
    }

    @Override
    public void importFrom(
            Evidence evidence, ImportOptions options, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException {
        SegmentOrder segments = order;
        if (segments == null) {
            throw new IllegalStateException("the segments were not put in order");
        }
        String why = segments.refused().get(evidence);
        if (why != null) {
            throw new RowbackException.BadInput(evidence.path() + ": " + why);
        }
        boolean done = false;
        WalSeries reading = series;
        try {
            if (reading == null) {
                reading = WalSeries.begin(segments, options, writer, monitor);
                series = reading;
            }
            done = !reading.read(evidence, monitor);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    evidence.path()
                            + ": reading it failed ("
                            + e.getMessage()
                            + "); what was read so far is kept, import it again to go on",
                    e);
        } catch (RowbackException e) {
            done = true;
            throw e;
        } finally {
            if (done && reading != null) {
                reading.close();
            }
        }
    }
}
