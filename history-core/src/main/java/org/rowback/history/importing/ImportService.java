package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Imports what the user names into a case: tells formats by content, takes folders and archives apart, puts logs in order, and
/// says of each piece that cannot be used why. One bad piece among good ones does not stop the others.
public final class ImportService {
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
        try (ScratchFolder scratch = ScratchFolder.make()) {
            return run(request, writer, scratch.path(), monitor);
        } catch (IOException e) {
            throw new RowbackException.BadInput(
                    "the folder for temporary files cannot be used (" + e.getMessage() + ")", e);
        }
    }

    private ImportResult run(
            ImportRequest request, HistoryWriter writer, Path scratch, ImportMonitor monitor)
            throws RowbackException {
        long begin = System.nanoTime();
        List<String> refused = new ArrayList<>();
        EvidenceSorter sorter = new EvidenceSorter(importers, standardInput, scratch, monitor);
        Map<LogImporter, List<Evidence>> found = sorter.sort(request, refused);
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
}
