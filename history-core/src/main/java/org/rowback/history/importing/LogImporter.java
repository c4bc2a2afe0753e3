package org.rowback.history.importing;

import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one family of logs into a case.
public interface LogImporter {
    /// For `--format` and [org.rowback.history.model.Source#format()], e.g. `mysql-binlog`.
    String format();

    /// Whether the evidence is of this family. Reads only its beginning (uncompressing it where need be).
    ///
    /// @param head the first bytes of the file, at most 64 KiB
    boolean recognises(Evidence evidence, byte[] head);

    /// Why evidence that looks as though it were meant to be of this family cannot be used: what it is, and what to do,
    /// as a sentence's end. Empty where there is nothing to say of it.
    ///
    /// @param head as for [#recognises]
    default Optional<String> unusable(Evidence evidence, byte[] head) {
        return Optional.empty();
    }

    /// Whether a file lies beside logs of this family without being one, so that it is passed over in a folder.
    ///
    /// @param head as for [#recognises]
    default boolean isCompanion(byte[] head) {
        return false;
    }

    /// What logs of this family an archive holds, unpacked; empty where the evidence is no archive.
    ///
    /// @param head as for [#recognises]
    /// @param scratch a folder for what is unpacked, which stays until the import is over
    /// @throws IOException where the archive cannot be read
    default Optional<List<Evidence>> unpack(
            Evidence evidence, byte[] head, Path scratch, ImportMonitor monitor)
            throws IOException, RowbackException.Cancelled {
        return Optional.empty();
    }

    /// Puts evidence of this family that belongs together (a folder's logs) into log order, by content.
    List<Evidence> inLogOrder(List<Evidence> evidence) throws RowbackException;

    /// Imports one piece of evidence: streams, reports, stops when asked. What cannot be decoded becomes a finding.
    ///
    /// @throws RowbackException.BadInput where nothing of it can be used
    void importFrom(
            Evidence evidence, ImportOptions options, HistoryWriter writer, ImportMonitor monitor)
            throws RowbackException;
}
