package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.casefile.sql.SqlFailure;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes, checks, opens and leaves the SQLite file of a case.
final class CaseDoor {
    private static final int SMALL_CACHE_KIB = 256;

    /// Pages of write-ahead log after which SQLite copies them into the file.
    private static final int WAL_PAGES = 4000;

    private CaseDoor() {}

    static void checkNew(Path path) throws RowbackException.CaseFile {
        if (Files.isDirectory(path)) {
            throw new RowbackException.CaseFile(path + ": is a folder: name a file for the case");
        }
        if (Files.exists(path)) {
            throw new RowbackException.CaseFile(
                    path + ": is there already: open it, or name another file");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new RowbackException.CaseFile(
                    path + ": its folder does not exist: make the folder first");
        }
        if (!Files.isWritable(folder)) {
            throw new RowbackException.CaseFile(
                    path + ": no permission to make a file in its folder");
        }
    }

    /// Makes the file beside its place and moves it there: at any moment it is a whole case, or it is not there.
    static void create(Path path) throws RowbackException.CaseFile {
        String name = "." + path.getFileName() + ".new-" + ProcessHandle.current().pid();
        Path beside = path.resolveSibling(name);
        try {
            Files.deleteIfExists(beside);
            fill(beside);
            Files.move(beside, path);
        } catch (FileAlreadyExistsException e) {
            throw new RowbackException.CaseFile(
                    path + ": is there already: open it, or name another file", e);
        } catch (IOException e) {
            throw new RowbackException.CaseFile(path + ": cannot be made: " + e.getMessage(), e);
        } finally {
            deleteQuietly(beside);
        }
    }

    private static void fill(Path path) throws RowbackException.CaseFile {
        try (Db db = Db.open(path, Db.Mode.CREATE, SMALL_CACHE_KIB)) {
            db.execute("PRAGMA page_size = " + CaseTables.PAGE_BYTES);
            db.execute("BEGIN IMMEDIATE");
            db.execute("PRAGMA application_id = " + CaseTables.APPLICATION_ID);
            db.execute("PRAGMA user_version = " + CaseTables.VERSION);
            for (String statement : CaseTables.CREATE) {
                db.execute(statement);
            }
            db.execute("COMMIT");
        }
    }

    static void check(Path path, Db.Mode mode) throws RowbackException.CaseFile {
        if (!Files.exists(path)) {
            throw new RowbackException.CaseFile(
                    path + ": there is no such file: import evidence into it to make a case");
        }
        if (Files.isDirectory(path)) {
            throw new RowbackException.CaseFile(path + ": is a folder, not a case file");
        }
        if (!Files.isReadable(path)) {
            throw new RowbackException.CaseFile(path + ": no permission to read the file");
        }
        if (mode != Db.Mode.READ_ONLY && !Files.isWritable(path)) {
            throw new RowbackException.CaseFile(
                    path + ": no permission to write the file: open it for reading only");
        }
        if (size(path) == 0) {
            throw new RowbackException.CaseFile(path + ": not a Rowback case: the file is empty");
        }
        try (Db db = Db.open(path, mode, SMALL_CACHE_KIB)) {
            long application = db.number("PRAGMA application_id", 0);
            long version = db.number("PRAGMA user_version", 0);
            if (application != CaseTables.APPLICATION_ID) {
                throw new RowbackException.CaseFile(
                        path
                                + ": not a Rowback case: it is an SQLite file of another"
                                + " application");
            }
            if (version > CaseTables.VERSION) {
                throw new RowbackException.CaseFile(
                        path
                                + ": the case was written by a newer Rowback (format "
                                + version
                                + ", this program reads up to "
                                + CaseTables.VERSION
                                + "): use the newer program");
            }
            if (version < 1) {
                throw new RowbackException.CaseFile(
                        path
                                + ": the case file is damaged (format "
                                + version
                                + "): restore a copy, or import the evidence into a new case");
            }
            checkWhole(db, path);
        }
    }

    /// A file cut short shows here.
    private static void checkWhole(Db db, Path path) throws RowbackException.CaseFile {
        db.number("SELECT max(first_change) FROM change_block", 0);
        db.number("SELECT count(*) FROM source_row", 0);
        long bytes = db.number("PRAGMA page_count", 0) * db.number("PRAGMA page_size", 0);
        boolean inOneFile = !Files.exists(path.resolveSibling(path.getFileName() + "-wal"));
        if (inOneFile && size(path) < bytes) {
            throw SqlFailure.damaged(path, "it is cut short");
        }
    }

    private static long size(Path path) throws RowbackException.CaseFile {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw new RowbackException.CaseFile(path + ": cannot be read", e);
        }
    }

    /// A connection that writes. Others read meanwhile what was committed.
    static Db writing(Path path, int cacheKib) throws RowbackException.CaseFile {
        Db db = Db.open(path, Db.Mode.READ_WRITE, cacheKib);
        boolean ready = false;
        try {
            db.text("PRAGMA journal_mode = WAL");
            db.execute("PRAGMA synchronous = NORMAL");
            db.execute("PRAGMA wal_autocheckpoint = " + WAL_PAGES);
            ready = true;
            return db;
        } finally {
            if (!ready) {
                db.close();
            }
        }
    }

    /// Brings the write-ahead log home, so that the case is one file that can be read from a read-only disk. Where
    /// another process has it open, the last to leave does it.
    static void leaveOneFile(Path path) throws RowbackException.CaseFile {
        if (!Files.exists(path)) {
            throw new RowbackException.CaseFile(
                    path
                            + " is gone: the case was deleted or moved away while it was open; move"
                            + " it back, or import the evidence again");
        }
        try (Db db = Db.open(path, Db.Mode.READ_WRITE, SMALL_CACHE_KIB)) {
            db.execute("PRAGMA busy_timeout = 100");
            db.text("PRAGMA wal_checkpoint(TRUNCATE)");
            db.tryText("PRAGMA journal_mode = DELETE");
        }
    }

    private static void deleteQuietly(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The failure that led here says more.
        }
    }
}
