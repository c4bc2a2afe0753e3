package org.rowback.history.revert;

import org.rowback.history.model.ColumnValue;
import org.rowback.history.model.Datum;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// What a plan says of a row, as sixteen hexadecimal digits: the same for the same state and statement.
public final class RowFingerprint {
    private final MessageDigest digest;

    private RowFingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String of(PlannedRow row) {
        RowFingerprint print = new RowFingerprint();
        print.add(row.table().toString());
        print.add(row.key());
        print.add(row.state().name());
        print.add(row.waiver());
        if (row.undo().isPresent()) {
            Undo undo = row.undo().get();
            print.add(undo.kind().name());
            print.add(Boolean.toString(undo.derived()));
            print.add(undo.key());
            print.add(undo.set());
            print.add(undo.expect());
            for (InPlace change : undo.inPlace()) {
                print.add("in place");
                print.add(change.name());
                print.add(text(change.before()));
                print.add(text(change.after()));
            }
        }
        long first = ByteBuffer.wrap(print.digest.digest()).getLong();
        return "%016x".formatted(first);
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }

    private void add(List<Cell> cells) {
        add(Integer.toString(cells.size()));
        for (Cell cell : cells) {
            add(cell.name());
            add(text(cell.value()));
        }
    }

    private static String text(ColumnValue value) {
        return switch (value) {
            case ColumnValue.SqlNull _ -> "NULL";
            case ColumnValue.NotLogged _ -> "not logged";
            case ColumnValue.Undecodable u -> "undecodable " + u.raw();
            case Datum d -> d.getClass().getSimpleName() + " " + d.text();
        };
    }
}
