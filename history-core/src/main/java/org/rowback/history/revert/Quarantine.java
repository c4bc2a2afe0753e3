package org.rowback.history.revert;

import org.rowback.history.model.Check;
import org.rowback.history.model.Partitions;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.model.TableName;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/// Deleted rows that cannot come back to their place, kept in a table beside it that has no foreign keys: what was lost
/// is there, and somebody decides. Such tables are made by `prepare.sql`, before the patch.
public final class Quarantine {
    private static final String PREFIX = "rowback_quarantine_";

    /// PostgreSQL's limit, in bytes; MySQL's is 64 characters.
    private static final int LONGEST = 63;

    private final PlannedRows kept = new PlannedRows();
    private final BitSet places = new BitSet();

    Quarantine() {}

    /// The table beside another; one table always has the same.
    public static TableName tableFor(TableName table) {
        String name = PREFIX + table.table();
        if (name.getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return new TableName(table.database(), name);
        }
        CRC32 sum = new CRC32();
        sum.update(table.table().getBytes(StandardCharsets.UTF_8));
        String end = "_" + HexFormat.of().toHexDigits((int) sum.getValue());
        StringBuilder cut = new StringBuilder();
        for (int c : table.table().codePoints().toArray()) {
            String more = cut + Character.toString(c);
            if ((PREFIX + more + end).getBytes(StandardCharsets.UTF_8).length > LONGEST) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return new TableName(table.database(), PREFIX + cut + end);
    }

    /// Whether a row's statement keeps it in quarantine.
    public static boolean holds(PlannedRow row) {
        return row.undo().filter(u -> !u.table().equals(row.table())).isPresent();
    }

    /// Keeps a row that is taken out of the patch.
    ///
    /// @param row as it was with its statement
    /// @param refused the same without it
    void keep(int place, PlannedRow row, PlannedRow refused) throws RowbackException {
        Undo undo = row.undo().orElse(null);
        if (undo == null
                || undo.kind() != Undo.Kind.INSERT
                || undo.isKeyless()
                || undo.derived()
                || places.get(place)) {
            return;
        }
        places.set(place);
        Undo aside =
                new Undo(
                        Undo.Kind.INSERT,
                        beside(undo.schema()),
                        undo.key(),
                        undo.set(),
                        List.of(),
                        false,
                        List.of());
        kept.append(
                refused.decided(
                        RowState.READY,
                        Resolution.BY_RULE,
                        "kept in " + aside.table() + ", because " + refused.reason(),
                        row.cells(),
                        Optional.of(aside),
                        List.of(),
                        row.now()));
    }

    boolean isKept(int place) {
        return places.get(place);
    }

    /// The rows kept, in the order in which they were.
    List<PlannedRow> rows() {
        return kept;
    }

    private static SchemaVersion beside(SchemaVersion schema) {
        return schema.of(tableFor(schema.table()), List.of())
                .with(Partitions.NONE)
                .with(List.<Check>of());
    }
}
