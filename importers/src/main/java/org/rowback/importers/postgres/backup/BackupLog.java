package org.rowback.importers.postgres.backup;

import org.rowback.history.importing.FileEvidence;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.postgres.wal.Loss;
import org.rowback.importers.postgres.wal.Lsn;
import org.rowback.importers.postgres.wal.RecordReader;
import org.rowback.importers.postgres.wal.RecordSink;
import org.rowback.importers.postgres.wal.SegmentHead;
import org.rowback.importers.postgres.wal.SegmentReader;
import org.rowback.importers.postgres.wal.WalRecord;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The log in a backup's `pg_wal`: what happened while the files were copied.
final class BackupLog {
    private static final int XLOG = 0;
    private static final int BACKUP_END = 0x50;

    private final BackupFolder backup;
    private final List<Path> segments;
    private final int segmentBytes;

    private BackupLog(BackupFolder backup, List<Path> segments, int segmentBytes) {
        this.backup = backup;
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /// Finds the segments from where replay begins.
    static BackupLog of(BackupFolder backup) throws RowbackException, IOException {
        TreeMap<Long, Path> found = new TreeMap<>(Long::compareUnsigned);
        int segmentBytes = 0;
        Path folder = backup.folder().resolve("pg_wal");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.list(folder)) {
                for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                    SegmentHead head = head(file);
                    if (head == null || head.system() != backup.system()) {
                        continue;
                    }
                    segmentBytes = (int) head.segmentBytes();
                    // A recycled segment has a new name and an old page.
                    boolean own =
                            file.getFileName().toString().startsWith(head.name(0).substring(8), 8);
                    if (own && head.address() + head.segmentBytes() > backup.start()) {
                        found.put(head.address(), file);
                    }
                }
            }
        }
        boolean begins =
                !found.isEmpty() && Long.compareUnsigned(found.firstKey(), backup.start()) <= 0;
        if (!begins) {
            throw new RowbackException.BadInput(
                    folder
                            + ": the log from "
                            + Lsn.text(backup.start())
                            + " on is not there, without which the copied files are not whole:"
                            + " copy the archived segments from there on into it");
        }
        return new BackupLog(backup, new ArrayList<>(found.values()), segmentBytes);
    }

    private static @org.jspecify.annotations.Nullable SegmentHead head(Path file)
            throws IOException {
        String name = file.getFileName().toString();
        if (!name.matches("[0-9A-F]{24}.*")) {
            return null;
        }
        try (LogContent content = LogContent.open(FileEvidence.of(file))) {
            return SegmentHead.of(content.stream().readNBytes(SegmentHead.BYTES)).orElse(null);
        }
    }

    int segmentBytes() {
        return segmentBytes;
    }

    /// Takes the records.
    interface Replay {
        void record(WalRecord record) throws RowbackException;
    }

    /// Replays all of it.
    ///
    /// @return where the log ends
    long replay(Replay to) throws RowbackException, IOException {
        var sink = new Sink(to);
        SegmentHead first = head(segments.getFirst());
        if (first == null) {
            throw new IOException(segments.getFirst() + " has changed");
        }
        var reader = new RecordReader(first.version(), first.system(), first.segmentBytes(), sink);
        for (Path file : segments) {
            try (LogContent content = LogContent.open(FileEvidence.of(file))) {
                SegmentHead head = head(file);
                reader.segment(head == null ? 0 : head.address());
                var segment = new SegmentReader(content.stream(), reader);
                boolean more = true;
                while (more) {
                    more = segment.next();
                }
            }
        }
        if (backup.label() && !sink.ended) {
            throw new RowbackException.BadInput(
                    backup.folder().resolve("pg_wal")
                            + ": the log ends at "
                            + Lsn.text(sink.end)
                            + ", before the backup does, so the copied files are not whole: copy"
                            + " the archived segments that follow into it");
        }
        return sink.end;
    }

    private final class Sink implements RecordSink {
        private final Replay to;
        private long end;
        private boolean ended;

        Sink(Replay to) {
            this.to = to;
        }

        @Override
        public void record(WalRecord record) throws RowbackException {
            if (Long.compareUnsigned(record.lsn(), backup.start()) < 0) {
                return;
            }
            end = record.endLsn();
            ended |= record.manager() == XLOG && (record.info() & 0xF0) == BACKUP_END;
            to.record(record);
        }

        @Override
        public void lost(Loss loss) throws RowbackException {
            if (Long.compareUnsigned(loss.to(), backup.start()) > 0) {
                throw new RowbackException.BadInput(
                        backup.folder().resolve("pg_wal")
                                + ": log is lost from "
                                + Lsn.text(loss.from())
                                + " to "
                                + Lsn.text(loss.to())
                                + " ("
                                + loss.detail()
                                + "), without which the copied files are not whole: copy those"
                                + " segments from the archive into it");
            }
        }
    }
}
