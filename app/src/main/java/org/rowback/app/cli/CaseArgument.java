package org.rowback.app.cli;

import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.RowbackException;

import picocli.CommandLine.Parameters;

import java.nio.file.Path;

/// The case a command works on.
final class CaseArgument {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case file, e.g. shop.rowback.")
    Path file = Path.of("");

    CaseFile openToRead() throws RowbackException {
        return CaseFile.openReadOnly(file, Wiring.codecs());
    }
}
