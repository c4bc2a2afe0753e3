package org.rowback.history.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file as evidence.
public record FileEvidence(Path path, long sizeBytes) implements Evidence {
    public static FileEvidence of(Path path) throws IOException {
        return new FileEvidence(path, Files.size(path));
    }

    @Override
    public String name() {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    @Override
    public InputStream open() throws IOException {
        return Files.newInputStream(path);
    }
}
