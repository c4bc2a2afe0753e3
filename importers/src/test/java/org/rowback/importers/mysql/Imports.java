package org.rowback.importers.mysql;

import org.rowback.history.importing.FileEvidence;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Imports files into a [RecordingWriter].
final class Imports {
    private Imports() {}

    static RecordingWriter of(Path... logs) throws RowbackException {
        return into(new RecordingWriter(), logs);
    }

    static RecordingWriter into(RecordingWriter writer, Path... logs) throws RowbackException {
        return into(writer, ImportOptions.ALL, logs);
    }

    static RecordingWriter into(RecordingWriter writer, ImportOptions options, Path... logs)
            throws RowbackException {
        MysqlBinlogImporter importer = new MysqlBinlogImporter(new PlainDdl());
        for (Path log : logs) {
            importer.importFrom(evidence(log), options, writer, ImportMonitor.NONE);
        }
        return writer;
    }

    static RecordingWriter of(String name, byte[] log) throws RowbackException {
        RecordingWriter writer = new RecordingWriter();
        new MysqlBinlogImporter(new PlainDdl())
                .importFrom(
                        new BytesEvidence(name, log),
                        ImportOptions.ALL,
                        writer,
                        ImportMonitor.NONE);
        return writer;
    }

    static FileEvidence evidence(Path log) {
        try {
            return FileEvidence.of(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
