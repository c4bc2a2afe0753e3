package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Imports what the user names into a case: tells formats by content, takes folders apart, puts logs in order, and
/// says of each piece that cannot be used why. One bad piece among good ones does not stop the others.
public final class ImportService {
    private static final int HEAD = 64 << 10;
    private static final String STANDARD_INPUT = "-";

    private final List<LogImporter> importers;
    private final InputStream standardInput;

    /// @param importers in the order in which they are asked whether evidence is theirs; made anew for each import
    public ImportService(List<LogImporter> importers, InputStream standardInput) {
        this.importers = List.copyOf(importers);
        this.standardInput = standardInput;
    }

    /// Imports everything that can be used.
    ///
    /// @throws RowbackException.BadInput where nothing can
    public ImportResult run(ImportRequest request, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException {
        long begin = System.nanoTime();
        List<String> refused = new ArrayList<>();
        Map<LogImporter, List<Evidence>> found = sort(request, refused);
        CountingWriter counting = new CountingWriter(writer);
        for (Map.Entry<LogImporter, List<Evidence>> family : found.entrySet()) {
            LogImporter importer = family.getKey();
            for (Evidence evidence : importer.inLogOrder(family.getValue())) {
                monitor.check();
                try {
                    importer.importFrom(evidence, request.options(), counting, monitor);
                } catch (RowbackException.BadInput e) {
                    // What is wrong with a log as a whole is said once, not for each of its files.
                    if (!refused.contains(e.getMessage())) {
                        refused.add(e.getMessage());
                    }
                }
            }
        }
        if (counting.sources().isEmpty() && !refused.isEmpty()) {
            throw new RowbackException.BadInput(String.join("\n", refused));
        }
        return new ImportResult(
                counting.sources(),
                refused,
                counting.transactions(),
                counting.changes(),
                counting.findings(),
                Duration.ofNanos(System.nanoTime() - begin));
    }

    private Map<LogImporter, List<Evidence>> sort(ImportRequest request, List<String> refused)
            throws RowbackException {
        Optional<LogImporter> forced = forced(request.format());
        Map<LogImporter, List<Evidence>> found = new LinkedHashMap<>();
        for (Path input : request.inputs()) {
            try {
                if (input.toString().equals(STANDARD_INPUT)) {
                    StreamEvidence stream = new StreamEvidence(standardInput);
                    add(found, forced, stream, stream.head(HEAD));
                } else if (Files.isDirectory(input)) {
                    addFolder(found, forced, input, refused);
                } else {
                    add(found, forced, file(input), head(input));
                }
            } catch (RowbackException.BadInput e) {
                refused.add(e.getMessage());
            } catch (IOException e) {
                refused.add(unreadable(input, e));
            }
        }
        return found;
    }

    private Optional<LogImporter> forced(String format) throws RowbackException {
        if (format.isEmpty()) {
            return Optional.empty();
        }
        Optional<LogImporter> named =
                importers.stream().filter(i -> i.format().equals(format)).findFirst();
        if (named.isEmpty()) {
            throw new RowbackException.BadInput(
                    "--format " + format + ": no such format; there are " + formats());
        }
        return named;
    }

    private String formats() {
        return importers.stream().map(LogImporter::format).collect(Collectors.joining(", "));
    }

    private void add(
            Map<LogImporter, List<Evidence>> found,
            Optional<LogImporter> forced,
            Evidence evidence,
            byte[] head)
            throws RowbackException.BadInput {
        Optional<LogImporter> importer = forced.or(() -> recognised(evidence, head));
        if (importer.isPresent()) {
            found.computeIfAbsent(importer.get(), _ -> new ArrayList<>()).add(evidence);
            return;
        }
        String why =
                unusable(evidence, head)
                        .orElse(
                                "not a log that this program reads; give a log file as the server"
                                        + " wrote it, or name its kind with --format ("
                                        + formats()
                                        + ")");
        throw new RowbackException.BadInput(evidence.path() + ": " + why);
    }

    private Optional<LogImporter> recognised(Evidence evidence, byte[] head) {
        return importers.stream().filter(i -> i.recognises(evidence, head)).findFirst();
    }

    private Optional<String> unusable(Evidence evidence, byte[] head) {
        if (head.length == 0) {
            return Optional.of("the file is empty; give a log file with content");
        }
        return importers.stream()
                .map(i -> i.unusable(evidence, head))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Of a folder the files count that are logs, or were meant to be.
    private void addFolder(
            Map<LogImporter, List<Evidence>> found,
            Optional<LogImporter> forced,
            Path folder,
            List<String> refused)
            throws IOException, RowbackException.BadInput {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        int logs = 0;
        for (Path path : files) {
            try {
                Evidence evidence = FileEvidence.of(path);
                byte[] head = head(path);
                Optional<LogImporter> importer = recognised(evidence, head);
                if (forced.isPresent() && !importer.equals(forced)) {
                    importer = Optional.empty();
                }
                if (importer.isPresent()) {
                    logs++;
                    found.computeIfAbsent(importer.get(), _ -> new ArrayList<>()).add(evidence);
                } else if (head.length > 0
                        && importers.stream().noneMatch(i -> i.isCompanion(head))) {
                    unusable(evidence, head).ifPresent(why -> refused.add(path + ": " + why));
                }
            } catch (IOException e) {
                refused.add(unreadable(path, e));
            }
        }
        if (logs == 0) {
            throw new RowbackException.BadInput(
                    folder
                            + ": no log that this program reads is in this folder ("
                            + files.size()
                            + " files); name the folder that holds the log files themselves");
        }
    }

    private static Evidence file(Path path) throws IOException, RowbackException.BadInput {
        if (!Files.exists(path)) {
            throw new RowbackException.BadInput(
                    path + ": there is no such file or folder; check the path");
        }
        return FileEvidence.of(path);
    }

    private static byte[] head(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.readNBytes(HEAD);
        }
    }

    private static String unreadable(Path path, IOException e) {
        if (e instanceof java.nio.file.AccessDeniedException) {
            return path + ": no permission to read it; run as a user who may, or copy the file";
        }
        if (e instanceof java.nio.file.NoSuchFileException) {
            return path + ": there is no such file or folder; check the path";
        }
        return path + ": it cannot be read (" + e.getMessage() + ")";
    }
}
