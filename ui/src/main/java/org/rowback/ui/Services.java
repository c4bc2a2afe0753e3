package org.rowback.ui;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the window needs and does not know how to do: cases and importers, wired by the app.
///
/// Every method is called on a worker, never on the FX thread.
public interface Services {
    /// Opens a case file that exists.
    OpenCase open(Path file) throws RowbackException;

    /// Whether a case file is where it was.
    default boolean isThere(Path file) {
        return Files.exists(file);
    }

    /// Creates a case file; fails where there is one already.
    OpenCase create(Path file) throws RowbackException;

    /// Imports evidence in log order, with schema files first; blocks until it is done.
    ///
    /// What cannot be used is told in the result, one sentence each; what could be used stays in the case.
    ///
    /// @param evidence files or folders as dropped; schema files (`.sql`, `.json`) may be among them
    /// @throws RowbackException.Cancelled where the monitor asked to stop; what was done so far is kept
    ImportResult importInto(OpenCase target, List<Path> evidence, ImportMonitor monitor)
            throws RowbackException;

    /// Opens the incident that ships with the program, imported anew or from an earlier time.
    DemoCase openDemo(ImportMonitor monitor) throws RowbackException;

    /// Shown in the window's corner, e.g. `0.1.0`.
    String version();

    /// What an import did.
    ///
    /// @param sources how many pieces of evidence were read, or were in the case before
    /// @param refused one sentence for each piece that cannot be used: what, where and what to do
    record ImportResult(int sources, long changes, long findings, List<String> refused) {
        public ImportResult {
            refused = List.copyOf(refused);
        }
    }

    /// The demo's case and the minutes that it is about.
    ///
    /// @param incident what the window brushes at first; empty where nothing is brushed
    record DemoCase(OpenCase opened, Optional<TimeRange> incident) {}
}
