package org.rowback.history.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/// A piece of input as the user named it: a file or standard input. Opened anew for each reading, but standard input
/// only once.
public interface Evidence {
    /// Name without folders, or `-`.
    String name();

    Path path();

    /// Bytes as they are, compressed or not; 0 where not known.
    long sizeBytes();

    InputStream open() throws IOException;
}
