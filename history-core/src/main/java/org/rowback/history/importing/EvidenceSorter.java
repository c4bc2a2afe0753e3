package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Tells by content who reads what the user named: takes folders and archives apart.
final class EvidenceSorter {
    private static final int HEAD = 64 << 10;
    private static final String STANDARD_INPUT = "-";

    private final List<LogImporter> importers;
    private final InputStream standardInput;
    private final Path scratch;
    private final ImportMonitor monitor;
    private final Map<LogImporter, List<Evidence>> found = new LinkedHashMap<>();
    private Optional<LogImporter> forced = Optional.empty();

    /// @param scratch a folder for what archives hold
    EvidenceSorter(
            List<LogImporter> importers,
            InputStream standardInput,
            Path scratch,
            ImportMonitor monitor) {
        this.importers = importers;
        this.standardInput = standardInput;
        this.scratch = scratch;
        this.monitor = monitor;
    }

    /// What the user named, by who reads it.
    ///
    /// @param refused takes what cannot be used, each with the reason
    Map<LogImporter, List<Evidence>> sort(ImportRequest request, List<String> refused)
            throws RowbackException {
        forced = forced(request.format());
        for (Path input : request.inputs()) {
            try {
                if (input.toString().equals(STANDARD_INPUT)) {
                    StreamEvidence stream = new StreamEvidence(standardInput);
                    add(stream, stream.head(HEAD));
                } else if (Files.isDirectory(input)) {
                    addFolder(input, refused);
                } else {
                    Evidence file = file(input);
                    byte[] head = head(input);
                    Optional<Integer> packed = addPacked(file, head);
                    if (packed.isEmpty()) {
                        add(file, head);
                    } else if (packed.get() == 0) {
                        throw new RowbackException.BadInput(
                                input
                                        + ": no log that this program reads is in this archive, or"
                                        + " another beside it (pg_wal.tar) has it; name that");
                    }
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

    /// Adds the logs that an archive holds.
    ///
    /// @return how many; empty where it is no archive
    private Optional<Integer> addPacked(Evidence evidence, byte[] head)
            throws IOException, RowbackException.Cancelled {
        for (LogImporter importer : forced.map(List::of).orElse(importers)) {
            Optional<List<Evidence>> logs = importer.unpack(evidence, head, scratch, monitor);
            if (logs.isPresent()) {
                if (!logs.get().isEmpty()) {
                    found.computeIfAbsent(importer, _ -> new ArrayList<>()).addAll(logs.get());
                }
                return Optional.of(logs.get().size());
            }
        }
        return Optional.empty();
    }

    private void add(Evidence evidence, byte[] head) throws RowbackException.BadInput {
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
    private void addFolder(Path folder, List<String> refused)
            throws IOException, RowbackException.BadInput, RowbackException.Cancelled {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        int logs = 0;
        for (Path path : files) {
            try {
                Evidence evidence = FileEvidence.of(path);
                byte[] head = head(path);
                Optional<Integer> packed = addPacked(evidence, head);
                if (packed.isPresent()) {
                    logs += packed.get();
                    continue;
                }
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
