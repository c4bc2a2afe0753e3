package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.History;
import org.rowback.history.query.NetDiff;
import org.rowback.history.query.TableSummary;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.search.Point;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

/// `rowback diff CASE --from T --to T`.
@Command(
        name = "diff",
        header = "Shows the net change between two points.",
        description = {
            "%nWhat a row was at the first point against what it was at the second: a row that came"
                    + " and went, or whose value went from A to B and back, does not show.",
            "%nA point is a time ('2026-10-04 14:13'), file:offset, tx:N, a GTID, start or end.%n"
        })
final class DiffCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(names = "--from", paramLabel = "T", description = "The first point. Default: start.")
    String from = "start";

    @Option(names = "--to", paramLabel = "T", description = "The second point. Default: end.")
    String to = "end";

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table.")
    @Nullable String table;

    @Option(names = "--stat", description = "Only how many rows differ, by table.")
    boolean stat;

    private final Console console;

    DiffCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        read.refuseWhere("diff");
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            Point begin = Point.parse(history, from, read.zone.id);
            Point end = Point.parse(history, to, read.zone.id);
            NetDiff diff = new NetDiff(history, begin.afterChange(), end.afterChange());
            String only = table;
            List<TableSummary> tables =
                    TableNames.followed(
                            history,
                            only == null
                                    ? history.tables()
                                    : List.of(KeyArguments.tableOf(history, only)),
                            console.err());
            if (stat) {
                stats(diff, tables);
            } else {
                rows(diff, tables);
            }
            return Exit.DONE;
        }
    }

    private void stats(NetDiff diff, List<TableSummary> tables) throws RowbackException {
        JsonLines json = new JsonLines(console.out());
        TextTable text =
                new TextTable(
                        "table",
                        ">inserted",
                        ">updated",
                        ">deleted",
                        ">changes",
                        ">unchanged",
                        "columns");
        for (TableSummary summary : tables) {
            NetDiff.Stat stat = diff.stat(summary.id(), ImportMonitor.NONE);
            if (read.json) {
                json.stat(summary.name().toString(), stat);
            } else if (stat.changes() > 0) {
                StringJoiner columns = new StringJoiner(", ");
                stat.columns().forEach((name, count) -> columns.add(name + " " + count));
                text.add(
                        summary.name(),
                        stat.inserted(),
                        stat.updated(),
                        stat.deleted(),
                        stat.changes(),
                        stat.vanished(),
                        columns);
            }
        }
        if (read.json) {
            json.flush();
        } else {
            text.print(console.out());
        }
    }

    private void rows(NetDiff diff, List<TableSummary> tables) throws RowbackException {
        JsonLines json = new JsonLines(console.out());
        long shown = 0;
        for (TableSummary summary : tables) {
            try (NetDiff.Rows rows = diff.rows(summary.id(), ImportMonitor.NONE)) {
                while (!read.reached(shown) && !console.readerGone(shown) && rows.next()) {
                    shown++;
                    if (read.json) {
                        json.diff(summary.name().toString(), rows.get());
                    } else {
                        console.out().println(line(summary, rows.get()));
                    }
                }
            }
        }
        if (read.json && shown > 0) {
            json.flush();
        }
    }

    private static String line(TableSummary summary, NetDiff.Row row) {
        StringJoiner what = new StringJoiner(", ");
        for (String name : row.changedColumns()) {
            String old = row.before().map(b -> ChangeText.value(b.value(name))).orElse("");
            String now = row.after().map(a -> ChangeText.value(a.value(name))).orElse("");
            what.add(name + " " + (row.op() == Op.UPDATE ? old + " → " + now : old + now));
        }
        return ChangeText.sign(row.op()) + " " + summary.name() + " " + row.key() + "  " + what;
    }
}
