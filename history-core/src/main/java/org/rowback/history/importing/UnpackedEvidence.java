package org.rowback.history.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file out of an archive as evidence.
///
/// @param path where the user finds it: the archive, and its name in there
/// @param file where it was unpacked to
public record UnpackedEvidence(Path path, Path file, long sizeBytes) implements Evidence {
    @Override
    public String name() {
        return path.getFileName().toString();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(file);
    }
}
