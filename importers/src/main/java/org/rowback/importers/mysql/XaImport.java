package org.rowback.importers.mysql;

import org.rowback.history.importing.HistoryWriter;
import org.rowback.history.model.Finding;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.importers.mysql.event.Event;
import org.rowback.importers.mysql.event.QueryEvent;
import org.rowback.importers.mysql.event.XaName;

/// Reads XA statements: a transaction that is prepared in one place, and committed or rolled back in another one, perhaps
/// in another log.
final class XaImport {
    private static final long MICROS = 1_000_000;

    private final HistoryWriter writer;
    private final Findings findings;
    private final TransactionAssembler transactions;
    private final Window window;
    private final LogState state;

    XaImport(
            HistoryWriter writer,
            Findings findings,
            TransactionAssembler transactions,
            Window window,
            LogState state) {
        this.writer = writer;
        this.findings = findings;
        this.transactions = transactions;
        this.window = window;
        this.state = state;
    }

    /// @param verb of XA's
    /// @param text of the statement that `query` holds
    void statement(Verb verb, String text, QueryEvent query, Event at) throws RowbackException {
        String name = XaName.ofStatement(afterTwoWords(text.strip()));
        switch (verb) {
            case XA_START -> {
                transactions.begin(at);
                named(name);
            }
            case XA_END -> named(name);
            case XA_PREPARE -> transactions.end(at, Transaction.Status.PREPARED, 0, query.micros());
            case XA_COMMIT -> resolve(at, name, Transaction.Status.COMMITTED);
            case XA_ROLLBACK -> resolve(at, name, Transaction.Status.ROLLED_BACK);
            default -> throw new IllegalArgumentException(verb + " is not XA's");
        }
    }

    private void named(String name) {
        transactions.flag(Transaction.Flag.XA);
        transactions.xaName(name);
    }

    private static String afterTwoWords(String text) {
        int first = text.indexOf(' ');
        int second = first < 0 ? -1 : text.indexOf(' ', first + 1);
        return second < 0 ? "" : text.substring(second + 1);
    }

    private void resolve(Event at, String name, Transaction.Status status) throws RowbackException {
        transactions.consumeGtid();
        boolean known = writer.resolveXa(name, status, at.timestamp() * MICROS);
        if (state.preparedXa.remove(name)) {
            state.touch();
        }
        String what = status == Transaction.Status.COMMITTED ? "committed" : "rolled back";
        if (known && status == Transaction.Status.ROLLED_BACK) {
            findings.event(
                    Finding.Kind.VOIDED,
                    at,
                    "the XA transaction " + name + " was " + what + " here");
        } else if (!known && window.isOpen()) {
            findings.event(
                    Finding.Kind.GAP,
                    at,
                    "the XA transaction "
                            + name
                            + " is "
                            + what
                            + " here, and what it changed was logged before this evidence begins");
        }
    }
}
