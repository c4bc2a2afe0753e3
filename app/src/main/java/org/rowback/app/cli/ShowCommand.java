package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.LogPosition;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Source;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;
import org.rowback.history.query.json.JsonLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback show CASE ID`.
@Command(
        name = "show",
        header = "Shows one change or transaction whole, with its evidence.",
        description = {
            "%nA number is a change; tx:N, a GTID, or file:offset (where it begins) is a"
                    + " transaction with all its changes.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback show shop.rowback 27301 --hex",
            "  rowback show shop.rowback tx:88"
        })
final class ShowCommand implements Callable<Integer> {
    @Mixin ReadOptions read = new ReadOptions();

    @Mixin IdArgument named = new IdArgument();

    @Option(names = "--hex", description = "The image bytes as logged, too.")
    boolean hex;

    private final Console console;

    ShowCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = named.openToRead()) {
            History history = opened.history();
            Optional<Change> change = named.change(history);
            if (change.isPresent()) {
                show(history, change.get());
            } else {
                show(history, named.transaction(history));
            }
            return Exit.DONE;
        }
    }

    private void show(History history, Transaction transaction) throws RowbackException {
        Scan scan =
                Scan.ALL
                        .ids(
                                transaction.firstChange(),
                                transaction.firstChange() + transaction.changes() - 1)
                        .includingVoid();
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            json.transaction(transaction);
            long count = 0;
            try (Cursor<Change> changes = history.changes(scan, ImportMonitor.NONE)) {
                while (transaction.changes() > 0 && !read.reached(count) && changes.next()) {
                    json.change(changes.get());
                    count++;
                }
            }
            json.flush();
            return;
        }
        PrintStream out = console.out();
        Times times = new Times(read.zone.id);
        out.println(
                "transaction "
                        + transaction.id()
                        + ", "
                        + transaction
                                .status()
                                .name()
                                .toLowerCase(java.util.Locale.ROOT)
                                .replace('_', ' ')
                        + (transaction.flags().isEmpty() ? "" : " " + transaction.flags()));
        out.println(
                "  committed  "
                        + times.show(
                                transaction.commitTimeMicros(), transaction.timeExactToMicros())
                        + (transaction.timeExactToMicros() ? "" : " (the log has whole seconds)"));
        out.println(
                "  gtid       "
                        + (transaction.gtid().isEmpty() ? "not logged" : transaction.gtid()));
        out.println(
                "  thread     "
                        + transaction.thread()
                        + ", xid "
                        + transaction.xid()
                        + (transaction.lsn() == 0
                                ? ""
                                : ", LSN " + LogPosition.lsn(transaction.lsn()))
                        + ", server "
                        + transaction.serverId());
        out.println(
                "  evidence   "
                        + transaction.begin()
                        + " to "
                        + transaction.end()
                        + "; "
                        + source(history, transaction.sourceId()));
        if (transaction.changes() == 0) {
            return;
        }
        TextTable table = new TextTable(">change", "op", "table", "key", "what");
        String sql = "";
        long count = 0;
        try (Cursor<Change> changes = history.changes(scan, ImportMonitor.NONE)) {
            while (changes.next() && count < (read.limit > 0 ? read.limit : 1000)) {
                Change change = changes.get();
                count++;
                String text = change.statement().orElse("");
                if (!text.equals(sql) && change.op().isRow()) {
                    table.add("", "", "", "", "-- " + text);
                }
                sql = text;
                table.add(
                        change.id(),
                        ChangeText.sign(change.op()) + " " + change.op().word(),
                        change.table(),
                        change.key().map(Object::toString).orElse(""),
                        ChangeText.summary(change, change.before(), change.after()));
            }
        }
        table.print(out);
        if (count < transaction.changes()) {
            out.printf("… and %,d more changes (--limit N)%n", transaction.changes() - count);
        }
    }

    private void show(History history, Change change) throws RowbackException {
        if (read.json) {
            JsonLines json = new JsonLines(console.out());
            json.wholeChange(change);
            if (hex) {
                json.object(
                        out -> {
                            out.writeNumberField("id", change.id());
                            out.writeStringField("beforeHex", change.rawBefore().hex());
                            out.writeStringField("afterHex", change.rawAfter().hex());
                        });
            }
            json.flush();
            return;
        }
        PrintStream out = console.out();
        Transaction transaction = change.transaction();
        out.println(
                "change "
                        + change.id()
                        + ": "
                        + change.op().word()
                        + " "
                        + change.table()
                        + " "
                        + change.key().map(Object::toString).orElse("")
                        + (change.isVoid() ? "  (does not count as history)" : ""));
        out.println(
                "  transaction "
                        + transaction.id()
                        + ", "
                        + new Times(read.zone.id)
                                .show(
                                        transaction.commitTimeMicros(),
                                        transaction.timeExactToMicros())
                        + ", thread "
                        + transaction.thread()
                        + (transaction.gtid().isEmpty() ? "" : ", gtid " + transaction.gtid()));
        out.println(
                "  evidence    "
                        + change.position()
                        + ", row "
                        + change.position().row()
                        + "; "
                        + source(history, change.sourceId()));
        out.println("  schema      " + change.schema().origin());
        change.statement().ifPresent(sql -> out.println("  statement   " + sql));
        if (change.op().isRow()) {
            images(change);
        }
        if (hex) {
            bytes("before", change.rawBefore());
            bytes("after", change.rawAfter());
        }
    }

    private void images(Change change) {
        TextTable table = new TextTable("", "column", "type", "before", "after", "name from");
        Optional<RowImage> before = change.before();
        Optional<RowImage> after = change.after();
        for (int i = 0; i < change.schema().columns().size(); i++) {
            Column column = change.schema().columns().get(i);
            table.add(
                    change.changedColumns().get(i) ? "*" : "",
                    column.name(),
                    column.type().sql(),
                    cell(before, i),
                    cell(after, i),
                    column.nameFrom().label());
        }
        console.out().println();
        table.print(console.out());
    }

    private static String cell(Optional<RowImage> image, int column) {
        if (image.isEmpty()) {
            return "";
        }
        return switch (image.get().value(column)) {
            case ColumnValue.NotLogged missing -> "⌀ not logged: " + missing.reason();
            case ColumnValue.Undecodable damaged ->
                    "undecodable: " + damaged.reason() + " " + damaged.raw();
            case ColumnValue value -> ChangeText.value(value);
        };
    }

    private static String source(History history, int sourceId) throws RowbackException {
        for (Source source : history.sources()) {
            if (source.id() == sourceId) {
                return source.path()
                        + (source.sha256().isEmpty() ? "" : " sha256 " + source.sha256());
            }
        }
        return "source " + sourceId;
    }

    private void bytes(String name, Bytes bytes) {
        if (bytes.length() == 0) {
            return;
        }
        console.out().printf("%n%s image, %,d bytes as logged%n", name, bytes.length());
        for (int at = 0; at < bytes.length(); at += 16) {
            StringBuilder hexes = new StringBuilder();
            StringBuilder text = new StringBuilder();
            for (int i = at; i < Math.min(at + 16, bytes.length()); i++) {
                int b = bytes.array()[i] & 0xFF;
                hexes.append(String.format("%02x ", b));
                text.append(b >= 0x20 && b < 0x7F ? (char) b : '.');
            }
            console.out().printf("%08x  %-48s |%s|%n", at, hexes, text);
        }
    }
}
