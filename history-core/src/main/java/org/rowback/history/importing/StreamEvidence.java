package org.rowback.history.importing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// Standard input, or another stream that can be read only once, as evidence.
public final class StreamEvidence implements Evidence {
    private final BufferedInputStream in;
    private boolean opened;

    public StreamEvidence(InputStream in) {
        this.in = new BufferedInputStream(in, 1 << 17);
    }

    @Override
    public String name() {
        return "-";
    }

    @Override
    public Path path() {
        return Path.of("-");
    }

    @Override
    public long sizeBytes() {
        return 0;
    }

    /// The first bytes, which are read again afterwards.
    byte[] head(int length) throws IOException {
        in.mark(length);
        byte[] head = in.readNBytes(length);
        in.reset();
        return head;
    }

    @Override
    public InputStream open() throws IOException {
        if (opened) {
            throw new IOException("standard input can be read only once");
        }
        opened = true;
        return in;
    }
}
