package org.rowback.ui;

import org.rowback.history.query.History;

import java.nio.file.Path;

/// A case that is open: its file and what it knows. Closed when the window leaves it.
public interface OpenCase extends AutoCloseable {
    Path file();

    /// May be asked from several threads at once, also while an import into this case runs.
    History history();

    /// What the user decided in this case.
    Decisions decisions();

    /// Called on a worker; waits until an import that runs has come to its last commit.
    @Override
    void close();
}
