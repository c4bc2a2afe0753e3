package org.rowback.history.casefile;

import org.jspecify.annotations.Nullable;
import org.rowback.history.casefile.journal.Journal;
import org.rowback.history.casefile.sql.Db;
import org.rowback.history.importing.Codecs;
import org.rowback.history.importing.ImportMonitor;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;
import org.rowback.history.model.SchemaVersion;
import org.rowback.history.query.History;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.locks.ReentrantLock;

/// One investigation: an SQLite file with everything imported, found, selected and planned. Thread-safe; close it to
/// leave one file. `docs/formats/case.md` describes the file.
public final class CaseFile implements AutoCloseable {
    private static final int WRITER_CACHE_KIB = 16 << 10;

    private final Path path;
    private final Codecs codecs;
    private final boolean readOnly;
    private final ReaderPool readers;
    private final CaseHistory history;
    private final ReentrantLock writing = new ReentrantLock(true);
    private @Nullable CaseWriter writer;
    private @Nullable WriterLock lock;
    private boolean closed;

    private CaseFile(Path path, Codecs codecs, boolean readOnly) {
        this.path = path;
        this.codecs = codecs;
        this.readOnly = readOnly;
        readers = new ReaderPool(path);
        history = new CaseHistory(readers, codecs, ForkJoinPool.commonPool());
    }

    /// Makes a new case.
    ///
    /// @throws RowbackException.CaseFile where a file is there already, or none can be made
    public static CaseFile create(Path path, Codecs codecs) throws RowbackException.CaseFile {
        CaseDoor.checkNew(path);
        CaseDoor.create(path);
        return new CaseFile(path, codecs, false);
    }

    /// Opens a case for reading and writing.
    ///
    /// @throws RowbackException.CaseFile where it is not a case, too new, damaged, locked or not permitted
    public static CaseFile open(Path path, Codecs codecs) throws RowbackException.CaseFile {
        CaseDoor.check(path, Db.Mode.READ_WRITE);
        return new CaseFile(path, codecs, false);
    }

    /// Opens a case for reading only.
    public static CaseFile openReadOnly(Path path, Codecs codecs) throws RowbackException.CaseFile {
        CaseDoor.check(path, Db.Mode.READ_ONLY);
        return new CaseFile(path, codecs, true);
    }

    public Path path() {
        return path;
    }

    /// Blocks that readers hold were written anew.
    void forget() {
        history.forget();
    }

    Codecs codecs() {
        return codecs;
    }

    /// Everything the case knows, for any number of threads.
    public History history() {
        return history;
    }

    /// What the user decided, for any thread.
    public Journal journal() {
        return new Journal(readers::read, this::decide, Clock.systemUTC());
    }

    /// Begins an import. One at a time, in this process and all others; close it when the import is over.
    ///
    /// @param monitor is asked at each checkpoint whether the user wants to stop, so that all up to there is kept
    public CaseWriter writer(ImportMonitor monitor) throws RowbackException {
        return writer(monitor, CommitPace.Limits.ORDINARY);
    }

    synchronized CaseWriter writer(ImportMonitor monitor, CommitPace.Limits limits)
            throws RowbackException {
        checkWritable();
        if (writer != null) {
            throw new RowbackException.CaseFile(
                    path + ": an import into the case is running: wait until it is done");
        }
        WriterLock taken = WriterLock.take(path);
        Db db = null;
        try {
            db = CaseDoor.writing(path, WRITER_CACHE_KIB);
            WriterStart start = WriterStart.read(db, codecs);
            CaseWriter begun = new CaseWriter(this, new Store(db, writing), start, monitor, limits);
            db = null;
            writer = begun;
            lock = taken;
            return begun;
        } finally {
            if (writer == null) {
                taken.release();
                if (db != null) {
                    db.close();
                }
            }
        }
    }

    synchronized void writerClosed(CaseWriter closedWriter) {
        if (writer == closedWriter) {
            writer = null;
            if (lock != null) {
                lock.release();
                lock = null;
            }
        }
    }

    /// Adds what a schema file says of tables. Where that names or types keys anew, everything imported before is
    /// found by its new keys.
    ///
    /// @param name of the file, for people
    /// @param sha256 hexadecimal; a file that was added before changes nothing
    public void addSchema(List<SchemaVersion> versions, String name, String sha256)
            throws RowbackException {
        checkWritable();
        WriterLock taken = WriterLock.take(path);
        try {
            write(
                    db -> {
                        new SchemaDerivation(db, codecs).add(versions, name, sha256);
                        return true;
                    });
        } finally {
            taken.release();
        }
    }

    /// The same with the catalog file itself, which importers then find under [HistoryWriter#catalogs].
    public void addCatalog(List<SchemaVersion> versions, Bytes catalog, String name, String sha256)
            throws RowbackException {
        addSchema(versions, name, sha256);
        write(
                db -> {
                    CatalogRows.add(db, catalog);
                    return true;
                });
    }

    /// What is due when an import has ended.
    void imported() throws RowbackException {
        write(
                db -> {
                    new SchemaDerivation(db, codecs).afterImport();
                    return true;
                });
    }

    /// Work inside a transaction.
    private interface Step<T, E extends RowbackException> {
        T run(Db db) throws E, RowbackException.CaseFile;
    }

    private <T, E extends RowbackException> T write(Step<T, E> step)
            throws E, RowbackException.CaseFile {
        writing.lock();
        try (Db db = CaseDoor.writing(path, WRITER_CACHE_KIB)) {
            db.execute("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = step.run(db);
                db.execute("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    db.rollback();
                }
            }
        } finally {
            writing.unlock();
        }
    }

    private <T> T decide(Db.Work<T> work) throws RowbackException.CaseFile {
        checkWritable();
        return this.<T, RowbackException.CaseFile>write(work::run);
    }

    private synchronized void checkWritable() throws RowbackException.CaseFile {
        if (closed) {
            throw new RowbackException.CaseFile(path + ": the case is closed");
        }
        if (readOnly) {
            throw new RowbackException.CaseFile(path + ": the case was opened for reading only");
        }
    }

    /// Leaves one file. An import that is still running ends at its last commit. Closing again does nothing.
    @Override
    public synchronized void close() throws RowbackException {
        if (closed) {
            return;
        }
        closed = true;
        try {
            if (writer != null) {
                writer.stop();
            }
        } finally {
            readers.close();
            if (!readOnly) {
                CaseDoor.leaveOneFile(path);
            }
        }
    }
}
