package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.Transaction;
import org.rowback.history.query.Blame;
import org.rowback.history.query.json.JsonLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.Optional;
import java.util.concurrent.Callable;

/// `rowback blame CASE TABLE KEY`.
@Command(
        name = "blame",
        header = "Says for each column of a row which transaction last set it.",
        description = {
            "%nReturning to an old value is blamed on the return, a delete and insert of the same"
                + " key on the insert. A column that was set before the evidence begins says so.%n"
        })
final class BlameCommand implements Callable<Integer> {
    @Mixin KeyArguments row = new KeyArguments();
    @Mixin ReadOptions read = new ReadOptions();
    private final Console console;

    BlameCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = row.openToRead()) {
            KeyArguments.Row named = row.find(opened.history(), read.zone.id);
            Optional<Blame> found = Blame.of(opened.history(), named.table().id(), named.key());
            if (found.isEmpty()) {
                throw new RowbackException.BadInput(
                        "no change of "
                                + named.table().name()
                                + " that counts as history names the key "
                                + named.key()
                                + ": see rowback history");
            }
            if (read.json) {
                JsonLines json = new JsonLines(console.out());
                found.get().names().forEach(json::rename);
                found.get().cells().forEach(json::blame);
                json.flush();
            } else {
                text(named, found.get());
            }
            return Exit.DONE;
        }
    }

    private void text(KeyArguments.Row named, Blame blame) {
        Times times = new Times(read.zone.id);
        console.out()
                .println(
                        named.table().name()
                                + " "
                                + named.key()
                                + blame.endedBy()
                                        .map(
                                                v ->
                                                        ": gone since "
                                                                + time(
                                                                        times,
                                                                        v.change().transaction())
                                                                + ", change "
                                                                + v.id())
                                        .orElse(""));
        TextTable table =
                new TextTable(
                        "column", "value", "set by", ">change", ">txn", ">thread", "position");
        for (Blame.Cell cell : blame.cells()) {
            if (cell.by().isEmpty()) {
                table.add(
                        cell.column(),
                        ChangeText.value(cell.value()),
                        switch (cell.cause()) {
                            case BEFORE_EVIDENCE -> "before the evidence begins";
                            case COLUMN_ADDED -> "added by an ALTER, not set since";
                            case LOST, SET -> "not in the evidence";
                        },
                        "",
                        "",
                        "",
                        "");
                continue;
            }
            Change change = cell.by().get().change();
            String doubt =
                    cell.cause() == Blame.Cause.LOST
                            ? " (found changed)"
                            : cell.certain() ? "" : " (log is missing since)";
            table.add(
                    cell.column(),
                    ChangeText.value(cell.value()),
                    time(times, change.transaction()) + doubt,
                    change.id(),
                    change.transaction().id(),
                    change.transaction().thread(),
                    change.position());
        }
        table.print(console.out());
        blame.names().forEach(rename -> console.out().println("note: " + rename.told()));
    }

    private static String time(Times times, Transaction transaction) {
        return times.show(transaction.commitTimeMicros(), transaction.timeExactToMicros());
    }
}
