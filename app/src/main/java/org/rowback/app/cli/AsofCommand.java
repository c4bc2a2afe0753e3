package org.rowback.app.cli;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.CaseFile;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.RowbackException;
import org.rowback.history.query.AsOf;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.RowState;
import org.rowback.history.query.TableSummary;
import org.rowback.history.query.json.JsonLines;
import org.rowback.history.query.table.AsOfTables;
import org.rowback.history.search.Point;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.Callable;

/// `rowback asof CASE --at T`.
@Command(
        name = "asof",
        header = "Shows tables as they were at a point.",
        description = {
            "%nEvery row that the evidence shows to have been there: rows changed before the point,"
                + " and rows that a later change found. Rows that no change in the logs ever"
                + " touched are not known. Each row has its standing: PROVEN, or ASSUMED where log"
                + " is missing or unreadable in between. With --limit, the rows written last come"
                + " first, and no more of the log is read than they need.",
            "%nThe point lies between two transactions: a time ('2026-10-04 14:12:59', after all"
                    + " that committed at or before it), file:offset, tx:N, a GTID, start or end.%n"
        },
        footer = {
            "%nExamples:",
            "  rowback asof shop.rowback --at '2026-10-04 14:12:59' --table shop.orders",
            "  rowback asof shop.rowback --at tx:88 --sql 'select status, count(*) from orders"
                    + " group by 1'",
            "  rowback asof shop.rowback --at end --out end.sqlite"
        })
final class AsofCommand implements Callable<Integer> {
    @Mixin CaseArgument target = new CaseArgument();
    @Mixin ReadOptions read = new ReadOptions();

    @Option(names = "--at", paramLabel = "T", required = true, description = "The point.")
    String at = "end";

    @Option(names = "--table", paramLabel = "TABLE", description = "Only this table. Repeatable.")
    List<String> names = List.of();

    @Option(
            names = "--sql",
            paramLabel = "QUERY",
            description = "A SELECT over the tables (SQLite's SQL).")
    @Nullable String sql;

    @Option(
            names = "--out",
            paramLabel = "FILE.sqlite",
            description = "Write the tables into a new SQLite file.")
    @Nullable Path out;

    private final Console console;
    private long shown;
    private long assumed;

    AsofCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws RowbackException {
        read.refuseWhere("asof");
        try (CaseFile opened = target.openToRead()) {
            History history = opened.history();
            Point point = Point.parse(history, at, read.zone.id);
            AsOf asOf = new AsOf(history, point.afterChange());
            List<TableSummary> tables = new ArrayList<>();
            for (String name : names) {
                tables.add(KeyArguments.tableOf(history, name));
            }
            if (names.isEmpty()) {
                tables.addAll(history.tables());
            }
            List<TableSummary> followed = TableNames.followed(history, tables, console.err());
            String query = sql;
            Path file = out;
            if (query != null) {
                QueryAnswer answer = new QueryAnswer(console, read);
                AsOfTables.query(query, asOf, followed, ImportMonitor.NONE, answer);
                answer.end();
            } else if (file != null) {
                long rows = AsOfTables.write(file, asOf, followed, ImportMonitor.NONE);
                console.out().printf("%,d rows as of %s in %s%n", rows, at, file);
            } else {
                rows(asOf, followed);
            }
            return Exit.DONE;
        }
    }

    private void rows(AsOf asOf, List<TableSummary> tables) throws RowbackException {
        JsonLines json = new JsonLines(console.out());
        for (TableSummary table : tables) {
            if (read.limit > 0) {
                try (Cursor<AsOf.Row> rows = asOf.newest(table.id(), ImportMonitor.NONE)) {
                    end(table, print(table, rows, json), ", those written last");
                }
            } else {
                try (AsOf.Rows rows = asOf.rows(table.id(), ImportMonitor.NONE)) {
                    long known = print(table, rows, json);
                    boolean all = rows.isComplete();
                    String which =
                            all ? ", all there were" : " that the log shows; there may be others";
                    end(table, known, which);
                }
            }
        }
        if (read.json && shown > 0) {
            json.flush();
        }
        if (assumed > 0) {
            console.out().flush();
            console.err()
                    .printf(
                            "%,d rows are assumed: log is missing or unreadable in between (rowback"
                                    + " info lists the findings)%n",
                            assumed);
        }
    }

    private long print(TableSummary table, Cursor<AsOf.Row> rows, JsonLines json)
            throws RowbackException {
        long known = 0;
        while (!read.reached(shown) && !console.readerGone(shown) && rows.next()) {
            known++;
            shown++;
            assumed += rows.get().standing() == RowState.Standing.ASSUMED ? 1 : 0;
            if (read.json) {
                json.asOf(table.name().toString(), rows.get());
            } else {
                console.out().println(line(table, rows.get()));
            }
        }
        return known;
    }

    private void end(TableSummary table, long known, String which) {
        if (!read.json) {
            console.out().printf("-- %s as of %s: %,d rows%s%n", table.name(), at, known, which);
        }
    }

    private static String line(TableSummary table, AsOf.Row row) {
        StringJoiner cells = new StringJoiner("  ");
        for (int i = 0; i < row.image().size(); i++) {
            cells.add(
                    row.image().schema().columns().get(i).name()
                            + "="
                            + ChangeText.value(row.image().value(i)));
        }
        return table.name()
                + "  "
                + cells
                + (row.standing() == RowState.Standing.PROVEN ? "" : "  (assumed)");
    }
}
