package org.rowback.importers.postgres.replay;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.replay.SegmentOrder.Segment;
import org.rowback.importers.postgres.wal.KeptRecords;
import org.rowback.importers.postgres.wal.RecordReader;
import org.rowback.importers.postgres.wal.SegmentHead;
import org.rowback.importers.postgres.wal.SegmentReader;
import org.rowback.importers.postgres.wal.WalRecord;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/// What was found in a part of a log: the records that begin in it.
///
/// @param ended whether the log seems to end here
record LogPart(KeptRecords records, boolean ended) {
    /// Reads a part of the segments, which follow each other without gaps, and as far beyond as its last record reaches.
    ///
    /// @param from the part's first byte, counted from the first segment's
    /// @param bytes of the part: a segment's, or a power of two from 512 KB on that is smaller
    static LogPart read(List<Segment> segments, long from, long bytes, Predicate<WalRecord> kept)
            throws RowbackException, IOException {
        SegmentHead head = segments.getFirst().head();
        var records = new KeptRecords(kept);
        var reader = new RecordReader(head.version(), head.system(), head.segmentBytes(), records);
        reader.segment(head.address() + from);
        int segment = (int) (from / head.segmentBytes());
        try (LogContent content = open(segments.get(segment))) {
            content.stream().skipNBytes(from % head.segmentBytes());
            var pages = new SegmentReader(content.stream(), reader);
            while (pages.readBytes() < bytes && pages.next()) {
                // The reader hands on what it finds.
            }
            pages.finish();
        } catch (EOFException e) {
            // A file that is cut off ends before.
            return new LogPart(records, true);
        }
        while (reader.isInRecord() && ++segment < segments.size()) {
            try (LogContent content = open(segments.get(segment))) {
                new SegmentReader(content.stream(), reader).finish();
            }
        }
        return new LogPart(records, reader.end() != null);
    }

    private static LogContent open(Segment segment) throws IOException {
        return LogContent.openUnhashed(segment.evidence());
    }
}
