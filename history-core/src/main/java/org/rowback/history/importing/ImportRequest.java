package org.rowback.history.importing;

import java.nio.file.Path;
import java.util.List;

/// What to import.
///
/// @param inputs files, folders, or `-` for standard input
/// @param format as [LogImporter#format()]; empty to tell by content
public record ImportRequest(List<Path> inputs, String format, ImportOptions options) {
    public ImportRequest {
        inputs = List.copyOf(inputs);
    }

    /// Everything in some files and folders.
    public static ImportRequest of(Path... inputs) {
        return new ImportRequest(List.of(inputs), "", ImportOptions.ALL);
    }
}
