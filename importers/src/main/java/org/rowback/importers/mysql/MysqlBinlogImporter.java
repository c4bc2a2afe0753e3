package org.rowback.importers.mysql;

import org.jspecify.annotations.Nullable;
import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.LogImporter;
import org.rowback.history.importing.SchemaReader;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;
import org.rowback.importers.mysql.event.BinlogMagic;
import org.rowback.importers.mysql.event.EventReader;
import org.rowback.importers.mysql.event.FormatDescription;
import org.rowback.importers.mysql.event.MalformedEvent;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Imports binlogs and relay logs of MySQL (5.0 and later), Percona, Aurora and MariaDB: as they are, or compressed as
/// a whole with gzip or zstd. `docs/formats/mysql-binlog.md` says what is read.
///
/// One for each import: it remembers from log to log what the next must know.
public final class MysqlBinlogImporter implements LogImporter {
    /// What [#format] says.
    public static final String FORMAT = "mysql-binlog";

    private final SchemaReader schemas;
    private final RowReaders readers = new RowReaders();
    private @Nullable LogSeries series;
    private @Nullable Evidence last;

    /// @param schemas understands MySQL's and MariaDB's DDL; remembers databases, so not shared between imports
    public MysqlBinlogImporter(SchemaReader schemas) {
        this.schemas = schemas;
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Evidence evidence, byte[] head) {
        byte[] content = LogContent.uncompressedHead(head);
        return BinlogMagic.isPlain(content, 0) && content.length > BinlogMagic.LENGTH;
    }

    /// The server's index: logs are put in order by their content.
    @Override
    public boolean isCompanion(byte[] head) {
        return BinlogDiagnosis.isIndex(head);
    }

    @Override
    public Optional<String> unusable(Evidence evidence, byte[] head) {
        return BinlogDiagnosis.of(LogContent.uncompressedHead(head));
    }

    @Override
    public List<Evidence> inLogOrder(List<Evidence> evidence) throws RowbackException {
        List<Evidence> ordered = LogOrder.of(evidence);
        last = ordered.isEmpty() ? null : ordered.getLast();
        return ordered;
    }

    @Override
    public void importFrom(
            Evidence evidence, ImportOptions options, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException {
        try (LogContent content = LogContent.open(evidence)) {
            byte[] first = content.stream().readNBytes(LogHead.BYTES);
            LogHead head = BinlogDiagnosis.require(evidence, first);
            importFrom(evidence, content, first, head, options, writer, monitor);
        } catch (EOFException | ZipException e) {
            throw new RowbackException.BadInput(
                    evidence.path()
                            + ": the compressed file is damaged from its beginning; copy it from"
                            + " the server again",
                    e);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    evidence.path()
                            + ": reading it failed ("
                            + e.getMessage()
                            + "); what was read so far is kept, import it again to go on",
                    e);
        }
    }

    private void importFrom(
            Evidence evidence,
            LogContent content,
            byte[] first,
            LogHead head,
            ImportOptions options,
            HistoryWriter writer,
            ImportMonitor monitor)
            throws RowbackException, IOException {
        LogName name = LogName.of(evidence.name());
        LogSeries logs = series(writer);
        Window window = new Window(options, name);
        logs.refuseOlder(evidence, name, head);
        if (window.needsTimes() && !evidence.name().equals("-")) {
            window.use(CommitTimeScan.read(evidence, name, options, monitor));
        }
        HistoryWriter.Resume resume =
                writer.source(
                        new HistoryWriter.SourceStart(
                                name.text(),
                                evidence.path().toString(),
                                FORMAT,
                                head.fingerprint(),
                                evidence.sizeBytes()));
        LogState state = LogState.decode(resume.state());
        if (resume.complete()) {
            logs.know(state);
            writer.endSource(unchanged(resume, state), state.sha256, true);
            return;
        }
        boolean fresh = resume.contentOffset() == 0;
        if (fresh) {
            state = logs.begin(name, head);
        } else {
            logs.goOn(state);
        }
        InputStream stream =
                new SequenceInputStream(new ByteArrayInputStream(first), content.stream());
        long offset = fresh ? BinlogMagic.LENGTH : resume.contentOffset();
        skip(stream, offset);
        EventReader reader =
                EventReader.ofFile(stream, offset, content.size(evidence), format(state, fresh));
        BinlogImport run =
                new BinlogImport(writer, schemas, readers, state, window, reader, monitor);
        boolean done = false;
        try {
            if (fresh) {
                logs.current(name);
                logs.reportGap(run.findings(), head, options);
            } else if (head.inUse()) {
                run.goOnInUse(head.formatBytes());
            }
            run.run(Math.max(0, content.size(evidence)));
            if (evidence.equals(last)) {
                logs.reportPrepared(run.findings(), state, reader.offset());
            }
            String sha256 = content.sha256();
            done = true;
            run.end(sha256);
            logs.know(state);
        } catch (IOException e) {
            if (!done) {
                run.stop();
            }
            throw e;
        }
    }

    private static HistoryWriter.SourceState unchanged(
            HistoryWriter.Resume resume, LogState state) {
        return new HistoryWriter.SourceState(
                state.server,
                state.serverId,
                resume.contentOffset(),
                resume.state(),
                state.eventsRead,
                state.eventsUsed,
                state.eventsSetAside,
                state.firstMicros,
                state.lastMicros);
    }

    private LogSeries series(HistoryWriter writer) throws RowbackException {
        LogSeries known = series;
        if (known == null) {
            known = new LogSeries(writer.earlier(FORMAT));
            series = known;
        }
        return known;
    }

    private static @Nullable FormatDescription format(LogState state, boolean fresh) {
        if (fresh || state.format.length == 0) {
            return null;
        }
        try {
            return FormatDescription.parse(state.format, 0, state.format.length);
        } catch (MalformedEvent e) {
            throw new IllegalStateException("a format description that was read before", e);
        }
    }

    private static void skip(InputStream in, long count) throws IOException {
        long left = count;
        byte[] buffer = new byte[1 << 16];
        while (left > 0) {
            int got = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (got < 0) {
                return;
            }
            left -= got;
        }
    }
}
