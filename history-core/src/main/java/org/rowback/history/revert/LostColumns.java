package org.rowback.history.revert;

import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.Change;
import org.rowback.history.model.Column;
import org.rowback.history.model.ColumnType.Family;
import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;
import org.rowback.history.model.Op;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.AlteredColumns;
import org.rowback.history.query.Cursor;
import org.rowback.history.query.History;
import org.rowback.history.query.Scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Columns that an ALTER dropped and that are there again: every row lost its value of them, without being logged.
final class LostColumns {
    private static final ColumnValue UNKNOWN =
            new ColumnValue.NotLogged("the column was dropped and added again since");
    private static final Pattern DEFAULT =
            Pattern.compile(
                    "\\bDEFAULT\\s+(?:(NULL)\\b|([-+]?\\d+)(?![\\w.])|'([^'\\\\]*)'(?!'))",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern QUOTED = Pattern.compile("'(?:[^'\\\\]|\\\\.|'')*+'");

    private final History history;
    private final Tables tables;
    private final Map<Integer, List<Loss>> losses = new HashMap<>();

    /// What became of one column of all rows of a table.
    ///
    /// @param by the ALTER that dropped it
    /// @param column its index in the newest schema version
    /// @param left what every row held when it was added again; has no value where the log does not say
    record Loss(Change by, int column, ColumnValue left) {}

    LostColumns(History history, Tables tables) {
        this.history = history;
        this.tables = tables;
    }

    /// Those of a table, in order.
    List<Loss> of(int tableId) throws RowbackException {
        List<Loss> known = losses.get(tableId);
        if (known != null) {
            return known;
        }
        List<Loss> found = new ArrayList<>();
        Optional<SchemaVersion> head = tables.head(tableId);
        if (head.isPresent()
                && history.tables().stream().anyMatch(t -> t.id() == tableId && t.others() > 0)) {
            List<Change> ddl = ddl(tableId);
            for (int i = 0; i < ddl.size(); i++) {
                for (String name : AlteredColumns.of(text(ddl.get(i))).dropped()) {
                    int column = head.get().indexOf(name);
                    if (column >= 0 && had(ddl.get(i), name)) {
                        Column now = head.get().columns().get(column);
                        found.add(
                                new Loss(
                                        ddl.get(i), column, left(ddl.subList(i, ddl.size()), now)));
                    }
                }
            }
        }
        losses.put(tableId, found);
        return found;
    }

    private List<Change> ddl(int tableId) throws RowbackException {
        BitSet only = new BitSet();
        only.set(tableId);
        List<Change> ddl = new ArrayList<>();
        Scan scan = Scan.ALL.tables(only).ops(EnumSet.of(Op.DDL));
        try (Cursor<Change> changes = history.changes(scan, ImportMonitor.NONE)) {
            while (changes.next()) {
                ddl.add(changes.get());
            }
        }
        return ddl;
    }

    private static String text(Change ddl) {
        return ddl.statement().orElse("");
    }

    private boolean had(Change ddl, String name) throws RowbackException {
        return history.schemaAt(ddl.tableId(), ddl.id() - 1)
                .filter(s -> s.indexOf(name) >= 0)
                .isPresent();
    }

    /// What every row held when a column was added again.
    ///
    /// @param ddl the ALTER that dropped it, and what came after
    private static ColumnValue left(List<Change> ddl, Column now) {
        for (Change change : ddl) {
            Optional<String> definition = AlteredColumns.of(text(change)).added(now.name());
            if (definition.isPresent()) {
                return initial(definition.get(), now);
            }
            boolean isDrop = change.id() == ddl.getFirst().id();
            if (!isDrop && change.schema().indexOf(now.name()) >= 0) {
                return UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    /// What rows hold in a column that is added to them.
    private static ColumnValue initial(String definition, Column column) {
        String words = QUOTED.matcher(definition).replaceAll("''").toUpperCase(Locale.ROOT);
        boolean computed = words.matches("(?s).*\\b(AS|GENERATED|AUTO_INCREMENT|SERIAL)\\b.*");
        if (computed || words.startsWith("TIMESTAMP")) {
            return UNKNOWN;
        }
        Family family = column.type().family();
        boolean isText = family == Family.TEXT && words.matches("(?s)(VAR)?CHAR\\b.*");
        if (words.matches("(?s).*\\bDEFAULT\\b.*")) {
            Matcher given = DEFAULT.matcher(definition);
            if (!given.find()) {
                return UNKNOWN;
            }
            if (given.group(1) != null) {
                return ColumnValue.NULL;
            }
            if (given.group(2) != null
                    && family == Family.INTEGER
                    && given.group(2).length() < 18) {
                return new Datum.IntegerDatum(Long.parseLong(given.group(2)));
            }
            return given.group(3) != null && isText ? text(given.group(3), column) : UNKNOWN;
        }
        if (!words.matches("(?s).*\\b(NOT\\s+NULL|PRIMARY)\\b.*")) {
            return ColumnValue.NULL;
        }
        return family == Family.INTEGER
                ? new Datum.IntegerDatum(0)
                : isText ? text("", column) : UNKNOWN;
    }

    private static ColumnValue text(String text, Column column) {
        return text.chars().allMatch(c -> c < 128)
                ? new Datum.TextDatum(
                        text,
                        Bytes.of(text.getBytes(StandardCharsets.US_ASCII)),
                        column.type().charset())
                : UNKNOWN;
    }
}
