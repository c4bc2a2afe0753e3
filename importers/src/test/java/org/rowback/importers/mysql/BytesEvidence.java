package org.rowback.importers.mysql;

import org.rowback.history.importing.Evidence;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;

/// A log in memory.
record BytesEvidence(String name, byte[] bytes) implements Evidence {
    @Override
    public Path path() {
        return Path.of("logs").resolve(name);
    }

    @Override
    public long sizeBytes() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }
}
