package org.rowback.app.cli;

import org.rowback.history.casefile.CaseFile;
import org.rowback.history.model.Change;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.Rename;
import org.rowback.history.query.RowHistory;
import org.rowback.history.query.Version;
import org.rowback.history.query.json.JsonLines;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// `rowback history CASE TABLE KEY`.
@Command(
        name = "history",
        header = "Lists every change of one row, across changes of its key and its table's name.",
        description = {
            "%nThe row is followed backward and forward through updates of its key, and through"
                + " renames of its table where the log proves that it is the same table. Values"
                + " that a change did not log are filled in where earlier changes of the row prove"
                + " them (marked with *). A version that does not follow from the one before it is"
                + " marked: gap, hole (log is missing or damaged, which of them cannot be told),"
                + " reinserted.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback history shop.rowback shop.orders 4711",
            "  rowback history shop.rowback prices \"'DE',7\" --json"
        })
final class HistoryCommand implements Callable<Integer> {
    @Mixin KeyArguments row = new KeyArguments();
    @Mixin ReadOptions read = new ReadOptions();
    private final Console console;

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        try (CaseFile opened = row.openToRead()) {
            KeyArguments.Row named = row.find(opened.history(), read.zone.id);
            RowHistory history = RowHistory.of(opened.history(), named.table().id(), named.key());
            List<Version> versions =
                    read.limit > 0
                            ? history.versions().stream().limit(read.limit).toList()
                            : history.versions();
            if (read.json) {
                JsonLines json = new JsonLines(console.out());
                history.names().forEach(json::rename);
                versions.forEach(json::version);
                history.voided().forEach(json::change);
                json.flush();
            } else {
                text(named, history, versions);
            }
            return Exit.DONE;
        }
    }

    private void text(KeyArguments.Row named, RowHistory history, List<Version> versions) {
        Times times = new Times(read.zone.id);
        TextTable table =
                new TextTable(">change", "time", "op", ">txn", ">thread", "position", "", "what");
        List<Rename> names = new ArrayList<>(history.names());
        for (Version version : versions) {
            while (!names.isEmpty() && names.getFirst().change().id() < version.id()) {
                add(table, times, names.removeFirst());
            }
            add(
                    table,
                    times,
                    version.change(),
                    switch (version.link()) {
                        case FIRST, NEXT -> "";
                        case REINSERTED -> "reinserted";
                        case GAP -> "after a gap";
                        case HOLE -> "hole: " + String.join(",", version.broken());
                    },
                    ChangeText.summary(version.change(), version.before(), version.after()));
        }
        if (versions.size() == history.versions().size()) {
            names.forEach(rename -> add(table, times, rename));
        }
        for (Change change : history.voided()) {
            add(
                    table,
                    times,
                    change,
                    "rolled back",
                    ChangeText.summary(change, change.before(), change.after()));
        }
        console.out()
                .println(
                        named.table().name()
                                + " "
                                + named.key()
                                + ": "
                                + history.versions().size()
                                + " changes");
        table.print(console.out());
    }

    private static void add(TextTable table, Times times, Rename rename) {
        String remark =
                rename.follows() == Rename.Follows.PROVEN ? "renamed" : "not followed through";
        add(table, times, rename.change(), remark, rename.told());
    }

    private static void add(
            TextTable table, Times times, Change change, String remark, String what) {
        table.add(
                change.id(),
                times.show(
                        change.transaction().commitTimeMicros(),
                        change.transaction().timeExactToMicros()),
                ChangeText.sign(change.op()) + " " + change.op().word(),
                change.transaction().id(),
                change.transaction().thread(),
                change.position(),
                remark,
                what);
    }
}
