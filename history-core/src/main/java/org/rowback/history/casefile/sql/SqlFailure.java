package org.rowback.history.casefile.sql;

import org.rowback.history.model.RowbackException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

import java.nio.file.Path;
import java.sql.SQLException;

/// What SQLite's failures mean for the user: one sentence with what to do.
public final class SqlFailure {
    private SqlFailure() {}

    public static RowbackException.CaseFile explain(Path path, SQLException e) {
        if (e instanceof SQLiteException sqlite) {
            return new RowbackException.CaseFile(
                    path + ": " + meaning(sqlite.getResultCode(), sqlite), e);
        }
        return damaged(path, String.valueOf(e.getMessage()));
    }

    static boolean isBusy(SQLException e) {
        return e instanceof SQLiteException sqlite
                && (sqlite.getResultCode().code & 0xFF) <= 6
                && (sqlite.getResultCode().code & 0xFF) >= 5;
    }

    /// The file holds something that Rowback never writes.
    public static RowbackException.CaseFile damaged(Path path, String what) {
        return new RowbackException.CaseFile(
                path
                        + ": the case file is damaged ("
                        + what
                        + "): restore a copy, or import the evidence into a new case");
    }

    private static String meaning(SQLiteErrorCode code, SQLiteException e) {
        // Extended codes carry the primary one in their low byte.
        return switch (code.code & 0xFF) {
            case 5, 6 ->
                    "another process is writing to the case file: wait until it is done, or close"
                            + " it";
            case 8, 23, 3 -> "the case file cannot be written: no permission, or a read-only disk";
            case 13 ->
                    "the disk is full: make room and run the same import again, it goes on where it"
                            + " stopped";
            case 14 -> "the case file cannot be opened: no permission, or it is not a file";
            case 26 -> "not a Rowback case: the file is not an SQLite file";
            case 10 -> "the disk failed to read or write the case file (" + code + ")";
            case 7 -> "not enough memory to read the case file";
            default ->
                    "the case file is damaged ("
                            + detail(e)
                            + "): restore a copy, or import the evidence into a new case";
        };
    }

    private static String detail(SQLiteException e) {
        String message = e.getMessage();
        return message == null ? e.getResultCode().toString() : message.replaceAll("\\s+", " ");
    }
}
