package org.rowback.app.cli;

import org.rowback.app.Wiring;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;

import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Optional;

/// The case a command works on, and what names one change or transaction in it.
final class IdArgument {
    @Parameters(index = "0", paramLabel = "CASE", description = "The case file, e.g. shop.rowback.")
    Path file = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "A change's number, tx:N, a GTID, or file:offset.")
    String id = "";

    CaseFile openToRead() throws RowbackException {
        return CaseFile.openReadOnly(file, Wiring.codecs());
    }

    /// The change it names; empty where it names a transaction.
    Optional<Change> change(History history) throws RowbackException {
        if (!id.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        Optional<Change> found = history.change(Long.parseLong(id));
        if (found.isEmpty()) {
            throw new RowbackException.BadInput(
                    "no change "
                            + id
                            + " in the case: its changes are numbered from 1 (a transaction is tx:"
                            + id
                            + ")");
        }
        return found;
    }

    Transaction transaction(History history) throws RowbackException {
        if (id.matches("tx:\\d{1,18}")) {
            Optional<Transaction> found = history.transaction(Long.parseLong(id.substring(3)));
            if (found.isPresent()) {
                return found.get();
            }
        } else {
            try (Cursor<Transaction> all = history.transactions(1, true)) {
                while (all.next()) {
                    if (all.get().gtid().equalsIgnoreCase(id)
                            || all.get().begin().toString().equals(id)) {
                        return all.get();
                    }
                }
            }
        }
        throw new RowbackException.BadInput(
                "no transaction "
                        + id
                        + " in the case: give tx:N, a GTID, or file:offset as rowback log prints"
                        + " them");
    }
}
