package org.rowback.app;

import org.rowback.app.cli.RowbackCommand;
import org.rowback.app.demo.Demo;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.importing.ImportOptions;
import org.rowback.history.importing.ImportRequest;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.ui.Decisions;
import org.rowback.ui.OpenCase;
import org.rowback.ui.Services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the window needs, from the case file and the importers.
public final class WindowServices implements Services {
    @Override
    public OpenCase open(Path file) throws RowbackException {
        return new Held(CaseFile.open(file, Wiring.codecs()));
    }

    @Override
    public OpenCase create(Path file) throws RowbackException {
        return new Held(CaseFile.create(file, Wiring.codecs()));
    }

    @Override
    public Services.ImportResult importInto(
            OpenCase target, List<Path> evidence, ImportMonitor monitor) throws RowbackException {
        List<Path> schemas = new ArrayList<>();
        List<Path> logs = new ArrayList<>();
        for (Path path : evidence) {
            (isSchema(path) ? schemas : logs).add(path);
        }
        CaseFile file = ((Held) target).file;
        if (logs.isEmpty()) {
            for (Path schema : schemas) {
                Imports.addSchema(file, schema);
            }
            return new Services.ImportResult(0, 0, 0, List.of());
        }
        var result =
                Imports.run(file, schemas, new ImportRequest(logs, "", ImportOptions.ALL), monitor);
        return new Services.ImportResult(
                result.sources().size(), result.changes(), result.findings(), result.refused());
    }

    private static boolean isSchema(Path path) {
        return Files.isRegularFile(path)
                && path.toString()
                        .toLowerCase(Locale.ROOT)
                        .matches(".*\\.(sql|json|ddl)(\\.gz|\\.zst)?");
    }

    @Override
    public DemoCase openDemo(ImportMonitor monitor) throws RowbackException {
        Path folder;
        try {
            folder = Files.createTempDirectory("rowback-demo");
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    "no temporary folder can be made ("
                            + e.getMessage()
                            + "): set TMPDIR to one that can be written",
                    e);
        }
        Path file = Demo.importInto(folder, monitor);
        return new DemoCase(open(file), Demo.incident());
    }

    @Override
    public String version() {
        return RowbackCommand.version();
    }

    /// A case that the window holds open.
    private static final class Held implements OpenCase {
        private final CaseFile file;

        Held(CaseFile file) {
            this.file = file;
        }

        @Override
        public Path file() {
            return file.path();
        }

        @Override
        public History history() {
            return file.history();
        }

        @Override
        public Decisions decisions() {
            return new JournalDecisions(file.journal());
        }

        @Override
        public void close() {
            try {
                file.close();
            } catch (RowbackException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
