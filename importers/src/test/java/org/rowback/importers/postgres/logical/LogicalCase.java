package org.rowback.importers.postgres.logical;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.importing.ImportService;
import org.rowback.history.importing.RowCodec;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.Scan;
import org.rowback.importers.postgres.catalog.PostgresSchemaReader;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/// A case with one capture, and what it says, as text.
public final class LogicalCase implements AutoCloseable {
    public final CaseFile file;

    private LogicalCase(CaseFile file) {
        this.file = file;
    }

    static LogicalCase of(Path folder, byte[] capture) throws IOException, RowbackException {
        return of(folder, capture, "");
    }

    /// @param catalog a catalog file's text; empty for none
    public static LogicalCase of(Path folder, byte[] capture, String catalog)
            throws IOException, RowbackException {
        Path log = Files.write(Files.createTempFile(folder, "capture", ".log"), capture);
        CaseFile file =
                CaseFile.create(
                        log.resolveSibling(log.getFileName() + ".rowback"),
                        Codecs.of(LogicalCodecs.all().toArray(RowCodec[]::new)));
        if (!catalog.isEmpty()) {
            file.addCatalog(
                    new PostgresSchemaReader().readFile("schema.json", new StringReader(catalog)),
                    Bytes.of(catalog.getBytes(StandardCharsets.UTF_8)),
                    "schema.json",
                    "00");
        }
        LogicalCase result = new LogicalCase(file);
        result.importAgain(log);
        return result;
    }

    void importAgain(Path log) throws RowbackException {
        ImportService service =
                new ImportService(
                        List.of(new LogicalImporter()), new ByteArrayInputStream(new byte[0]));
        try (var writer = file.writer(ImportMonitor.NONE)) {
            service.run(ImportRequest.of(log), writer, ImportMonitor.NONE);
        }
    }

    /// `xid op table(before)(after)` of every change that counts.
    List<String> changes() throws RowbackException {
        return changes(Scan.ALL);
    }

    List<String> changes(Scan scan) throws RowbackException {
        List<String> lines = new ArrayList<>();
        try (Cursor<Change> changes = file.history().changes(scan, ImportMonitor.NONE)) {
            while (changes.next()) {
                Change change = changes.get();
                lines.add(
                        change.transaction().xid()
                                + " "
                                + change.op().word()
                                + " "
                                + change.table()
                                + row(change.before())
                                + row(change.after()));
            }
        }
        return lines;
    }

    private static String row(Optional<RowImage> image) {
        if (image.isEmpty()) {
            return "";
        }
        StringJoiner cells = new StringJoiner(", ", " (", ")");
        for (int i = 0; i < image.get().size(); i++) {
            String name = image.get().schema().columns().get(i).name();
            switch (image.get().value(i)) {
                case ColumnValue.NotLogged _ -> {}
                case ColumnValue.SqlNull _ -> cells.add(name + "=NULL");
                case ColumnValue.Undecodable u -> cells.add(name + "=?" + u.reason());
                case Datum d -> cells.add(name + "=" + d.text());
            }
        }
        return cells.toString();
    }

    public List<String> findings() throws RowbackException {
        List<String> kinds = new ArrayList<>();
        try (var findings = file.history().findings()) {
            while (findings.next()) {
                kinds.add(findings.get().kind().name());
            }
        }
        return kinds;
    }

    @Override
    public void close() throws RowbackException {
        file.close();
    }
}
