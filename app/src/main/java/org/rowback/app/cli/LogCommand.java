package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.search.ChangeSearch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback log CASE`.
@Command(
        name = "log",
        header = "Lists transactions in log order.",
        description = {
            "%nOne line a transaction: number, commit time, thread, how many changes, status, GTID,"
                    + " position. With --where only transactions that have a matching change.%n"
        })
final class LogCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();
    private final Console console;

    LogCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            Printer printer = read.json ? new JsonPrinter() : new TextPrinter();
            String where = read.where;
            if (where == null) {
                all(history, printer);
            } else {
                matching(history, Filter.parse(where, Catalog.of(history, read.zone.id)), printer);
            }
            printer.end();
            return Exit.DONE;
        }
    }

    private void all(History history, Printer printer) throws RowbackException {
        long count = 0;
        try (Cursor<Transaction> transactions = history.transactions(1, true)) {
            while (!read.reached(count) && !console.readerGone(count) && transactions.next()) {
                printer.print(transactions.get());
                count++;
            }
        }
    }

    private void matching(History history, Filter filter, Printer printer) throws RowbackException {
        long count = 0;
        long last = 0;
        try (Matches matches =
                new ChangeSearch(history, filter).matches(true, ImportMonitor.NONE)) {
            while (!read.reached(count) && !console.readerGone(count) && matches.next()) {
                Transaction transaction = matches.get().transaction();
                if (transaction.id() != last) {
                    printer.print(transaction);
                    last = transaction.id();
                    count++;
                }
            }
            Undecided.tell(console, matches.undecidable());
        }
    }

    private interface Printer {
        void print(Transaction transaction);

        void end();
    }

    private final class JsonPrinter implements Printer {
        private final JsonLines json = new JsonLines(console.out());

        @Override
        public void print(Transaction transaction) {
            json.transaction(transaction);
        }

        @Override
        public void end() {
            json.flush();
        }
    }

    private final class TextPrinter implements Printer {
        private final Times times = new Times(read.zone.id);

        @Override
        public void print(Transaction t) {
            String status = t.status() == Transaction.Status.COMMITTED ? "" : "  " + t.status();
            console.out()
                    .printf(
                            "tx:%-8d %s  thread %-6d %6d changes  %s%s%s%n",
                            t.id(),
                            times.show(t.commitTimeMicros(), t.timeExactToMicros()),
                            t.thread(),
                            t.changes(),
                            t.begin(),
                            Optional.of(t.gtid())
                                    .filter(g -> !g.isEmpty())
                                    .map(g -> "  " + g)
                                    .orElse(""),
                            status);
        }

        @Override
        public void end() {
            console.out().flush();
        }
    }
}
