package org.rowback.ui.rowhistory;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Change;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.RowImage;
import org.rowback.history.model.RowKey;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.TableName;
import org.rowback.history.query.Blame;
import org.rowback.history.query.History;
import org.rowback.history.query.Rename;
import org.rowback.history.query.RowHistory;
import org.rowback.history.query.Version;
import org.rowback.ui.diff.ShownValue;
import org.rowback.ui.text.Text;
import org.rowback.ui.text.TimeFormat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The versions of one row. Read on a worker.
record RowPast(TableName table, String key, List<Version> versions, List<Rename> names) {
    RowPast {
        versions = List.copyOf(versions);
        names = List.copyOf(names);
    }

    /// The past and future of the row that a change touched.
    static RowPast of(History history, Change change, ImportMonitor monitor)
            throws RowbackException {
        Optional<RowKey> key = change.keyAfter();
        if (key.isEmpty()) {
            return new RowPast(change.table(), "", List.of(), List.of());
        }
        RowHistory rows = RowHistory.of(history, change.tableId(), key.get(), monitor);
        List<Version> own = rows.versionsOf(change);
        String name = key.get().whole() ? "" : key.get().toString();
        List<Version> shown = own.isEmpty() ? rows.current() : own;
        TableName table = shown.isEmpty() ? change.table() : shown.getLast().change().table();
        return new RowPast(table, name, shown, rows.names());
    }

    List<VersionRow> rows() {
        List<VersionRow> rows = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            if (i == 0) {
                names.stream()
                        .filter(r -> r.change().id() < version.id())
                        .forEach(r -> rows.add(step(1, version, r)));
            }
            String what =
                    names.stream()
                            .filter(r -> r.change().id() == version.id())
                            .findFirst()
                            .map(RowPast::describe)
                            .orElse(describe(version));
            rows.add(new VersionRow(i + 1, version, Optional.empty(), what));
            long next = i + 1 < versions.size() ? versions.get(i + 1).id() : Long.MAX_VALUE;
            for (Rename rename : names) {
                if (rename.change().id() > version.id() && rename.change().id() < next) {
                    rows.add(step(i + 1, version, rename));
                }
            }
        }
        return rows;
    }

    private static VersionRow step(int number, Version version, Rename rename) {
        return new VersionRow(number, version, Optional.of(rename), describe(rename));
    }

    private static String describe(Rename rename) {
        String what = Text.of("history.renamed", rename.from(), rename.to());
        return switch (rename.follows()) {
            case PROVEN -> what;
            case BY_NAME -> what + " · " + Text.of("history.rename.byname");
            case UNPROVEN -> what + " · " + Text.of("history.rename.unproven");
        };
    }

    private static String describe(Version version) {
        String what =
                switch (version.change().op()) {
                    case INSERT -> Text.of("history.inserted");
                    case DELETE -> Text.of("history.deleted");
                    case UPDATE -> String.join(", ", version.setColumnNames());
                    case TRUNCATE, DDL -> version.change().op().word();
                };
        return switch (version.link()) {
            case FIRST, NEXT -> what;
            case REINSERTED -> what + " · " + Text.of("history.link.reinserted");
            case GAP -> what + " · " + Text.of("history.link.gap");
            case HOLE -> what + " · " + Text.of("history.link.hole");
        };
    }

    /// The row as of a step, column by column.
    List<BlameRow> at(VersionRow step, TimeFormat times) {
        Version version = step.version();
        Blame blame = Blame.of(versions.subList(0, step.number()), Optional.empty());
        List<BlameRow> rows = new ArrayList<>();
        for (Blame.Cell cell : blame.cells()) {
            Optional<RowImage> image = version.after();
            rows.add(
                    new BlameRow(
                            cell.column(),
                            shown(step.isRename() ? image : version.before(), cell.column()),
                            shown(image, cell.column()),
                            !step.isRename()
                                    && (cell.by().map(v -> v.id() == version.id()).orElse(false)
                                            || version.endsRow()),
                            by(cell),
                            cell.by().map(this::number).orElse(0),
                            cell.by().map(v -> when(v, times)).orElse("")));
        }
        return rows;
    }

    private static ShownValue shown(Optional<RowImage> image, String column) {
        if (image.isEmpty()) {
            return ShownValue.NO_ROW;
        }
        int at = image.get().schema().indexOf(column);
        return at < 0
                ? ShownValue.of(new ColumnValue.NotLogged("no such column then"), 0)
                : ShownValue.of(image.get(), at);
    }

    private String by(Blame.Cell cell) {
        String doubt = cell.certain() ? "" : " ?";
        return switch (cell.cause()) {
            case SET -> "v" + cell.by().map(this::number).orElse(0) + doubt;
            case BEFORE_EVIDENCE -> Text.of("history.before") + doubt;
            case LOST -> Text.of("history.lost");
            case COLUMN_ADDED -> Text.of("history.added");
        };
    }

    private int number(Version wanted) {
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).id() == wanted.id()) {
                return i + 1;
            }
        }
        return 0;
    }

    private static String when(Version version, TimeFormat times) {
        var tx = version.change().transaction();
        return times.date(tx.commitTimeMicros())
                + " "
                + times.timeOfDay(tx.commitTimeMicros(), tx.timeExactToMicros())
                + "  "
                + Text.of("history.tx", Long.toString(tx.id()))
                + (tx.thread() == 0
                        ? ""
                        : "  " + Text.of("history.thread", Long.toString(tx.thread())));
    }
}
