package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.filter.Catalog;
import org.rowback.history.filter.Filter;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Count;
import org.rowback.history.query.History;
import org.rowback.history.query.Matches;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.query.table.ChangeTable;
import org.rowback.history.search.ChangeSearch;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/// `rowback changes CASE`.
@Command(
        name = "changes",
        header = "Lists row changes with before and after.",
        description = {
            "%nIn log order. A filter decides by what the log holds: changes that it cannot decide"
                    + " are not listed, and counted.",
            "%nWith --json one object a change: id, txn, time, table, op, key, before, after,"
                    + " changed, source, position, gtid, xid, thread, sql.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback changes shop.rowback --where 'shop.orders op:update changed(total)' --limit"
                    + " 50",
            "  rowback changes shop.rowback --where 'query contains \"agent-7\"' --out bad.sqlite"
        })
final class ChangesCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(
            names = "--out",
            paramLabel = "FILE.sqlite",
            description =
                    "Write the changes as plain SQLite tables: 'changes' with one row each, and for"
                            + " each table its columns before and after.")
    @Nullable Path out;

    @Option(names = "--count", description = "Only say how many there are.")
    boolean count;

    private final Console console;

    ChangesCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            Filter filter =
                    Filter.parse(
                            read.where == null ? "" : read.where,
                            Catalog.of(history, read.zone.id));
            ChangeSearch search = new ChangeSearch(history, filter);
            Path file = out;
            if (count) {
                count(search);
            } else if (file != null) {
                write(search, file);
            } else {
                list(search);
            }
            return Exit.DONE;
        }
    }

    private void count(ChangeSearch search) throws RowbackException {
        Count found = search.count(ImportMonitor.NONE);
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            json.object(
                    fields -> {
                        fields.writeNumberField("matching", found.matching());
                        fields.writeNumberField("undecidable", found.undecidable());
                    });
            json.flush();
        } else {
            console.out().println(found.matching());
            Undecided.tell(console, found.undecidable());
        }
    }

    private void write(ChangeSearch search, Path file) throws RowbackException {
        ProgressLine progress = new ProgressLine(console, false);
        try (Matches matches = search.matches(true, progress)) {
            long written = ChangeTable.write(file, matches, progress);
            progress.end();
            console.out().printf("%,d changes in %s%n", written, file);
            Undecided.tell(console, matches.undecidable());
        }
    }

    private void list(ChangeSearch search) throws RowbackException {
        JsonLines json = new JsonLines(console.out());
        Times times = new Times(read.zone.id);
        long shown = 0;
        try (Matches matches = search.matches(true, ImportMonitor.NONE)) {
            while (!read.reached(shown) && !console.readerGone(shown) && matches.next()) {
                if (read.json) {
                    json.change(matches.get());
                } else {
                    print(console.out(), times, matches.get());
                }
                shown++;
            }
            if (read.json && shown > 0) {
                json.flush();
            }
            Undecided.tell(console, matches.undecidable());
        }
    }

    private static void print(PrintStream out, Times times, Change change) {
        out.printf(
                "%8d  %s  %s %s %s  tx:%d thread %d  %s%n",
                change.id(),
                times.show(
                        change.transaction().commitTimeMicros(),
                        change.transaction().timeExactToMicros()),
                ChangeText.sign(change.op()),
                change.table(),
                change.key().map(Object::toString).orElse(""),
                change.transaction().id(),
                change.transaction().thread(),
                ChangeText.summary(change, change.before(), change.after()));
    }
}
