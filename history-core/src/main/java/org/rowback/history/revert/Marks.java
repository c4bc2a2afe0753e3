package org.rowback.history.revert;

import org.rowback.history.model.Change;
import org.rowback.history.model.TableName;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// What tells that bad writes were undone already, where the row need not: a difference can be added twice. A mark for
/// each bad write stands in a table of its own beside the row's.
///
/// @param texts hexadecimal, sorted
/// @param held whether they must be there, and go; else none of them may be there, and they come
public record Marks(List<String> texts, boolean held) {
    /// The name of the table, in the database or schema of the row.
    public static final String TABLE = "rowback_undone";

    /// Its column.
    public static final String COLUMN = "mark";

    /// More bad writes of one row are not marked.
    static final int MOST = 200;

    public static final Marks NONE = new Marks(List.of(), false);

    public Marks {
        texts = List.copyOf(texts);
    }

    public boolean isEmpty() {
        return texts.isEmpty();
    }

    /// Where the marks of a table's rows stand.
    public static TableName tableFor(TableName table) {
        return new TableName(table.database(), TABLE);
    }

    Marks inverse() {
        return new Marks(texts, !held);
    }

    /// Marks for bad writes of one row, the same whatever case they were imported into; none where the changes show by
    /// themselves that they were made.
    static Marks of(List<InPlace> changes, List<Change> bad) {
        if (changes.stream().noneMatch(c -> c instanceof InPlace.Difference)) {
            return NONE;
        }
        return new Marks(bad.stream().map(Marks::text).distinct().sorted().toList(), false);
    }

    private static String text(Change change) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part :
                    List.of(
                            change.table().toString(),
                            place(change),
                            Long.toString(change.transaction().commitTimeMicros()))) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /// A position differs in a copy of the log that another server wrote; a GTID does not.
    private static String place(Change change) {
        String gtid = change.transaction().gtid();
        return gtid.isEmpty()
                ? change.position() + " " + change.position().row()
                : gtid + " " + (change.id() - change.transaction().firstChange());
    }
}
