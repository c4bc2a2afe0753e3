package org.rowback.importers.postgres.logical;

import org.rowback.history.importing.Evidence;
import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.LogImporter;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LogContent;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipException;

/// Imports PostgreSQL's logical captures: what pg_recvlogical wrote with test_decoding, wal2json or pgoutput, and the
/// results of pg_logical_slot_get_changes as CSV or psql prints them; as they are, or compressed as a whole.
/// `docs/formats/postgres-logical.md` says what is read.
public final class LogicalImporter implements LogImporter {
    /// What [#format] says.
    public static final String FORMAT = "postgres-logical";

    private static final int FINGERPRINT_BYTES = 64;

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public boolean recognises(Evidence evidence, byte[] head) {
        return CaptureKind.of(LogContent.uncompressedHead(head)).isPresent();
    }

    /// A capture does not say what came before it.
    @Override
    public List<Evidence> inLogOrder(List<Evidence> evidence) throws RowbackException {
        return CaptureOrder.of(evidence);
    }

    @Override
    public void importFrom(
            Evidence evidence, ImportOptions options, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException {
        try (LogContent content = LogContent.open(evidence)) {
            byte[] head = content.stream().readNBytes(1 << 16);
            Optional<CaptureKind> kind = CaptureKind.of(head);
            if (kind.isEmpty()) {
                throw new RowbackException.BadInput(
                        evidence.path()
                                + ": not what test_decoding, wal2json or pgoutput write; give the"
                                + " file of pg_recvlogical, or the result of"
                                + " pg_logical_slot_get_changes as CSV");
            }
            HistoryWriter.Resume resume =
                    writer.source(
                            new HistoryWriter.SourceStart(
                                    evidence.name(),
                                    evidence.path().toString(),
                                    FORMAT,
                                    fingerprint(head),
                                    evidence.sizeBytes()));
            LogicalState state = LogicalState.decode(resume.state());
            for (HistoryWriter.Earlier earlier : writer.earlier(FORMAT)) {
                state.after(LogicalState.decode(earlier.state()));
            }
            if (resume.complete()) {
                writer.endSource(state.at(resume.contentOffset()), state.sha256, true);
                return;
            }
            new CaptureImport(
                            writer,
                            state,
                            new TransactionWindow(options, evidence.name()),
                            monitor,
                            evidence.name())
                    .run(kind.get(), content, head, resume.contentOffset(), content.size(evidence));
        } catch (EOFException | ZipException e) {
            throw new RowbackException.BadInput(
                    evidence.path()
                            + ": the compressed file is damaged; copy it from the server again",
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

    private static Bytes fingerprint(byte[] head) {
        return Bytes.of(Arrays.copyOf(head, Math.min(head.length, FINGERPRINT_BYTES)));
    }
}
