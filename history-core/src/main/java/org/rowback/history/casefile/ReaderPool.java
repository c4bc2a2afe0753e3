package org.rowback.history.casefile;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/// Connections that only read, lent to one thread at a time. Thread-safe.
final class ReaderPool {
    private static final int CACHE_KIB = 4 << 10;
    private static final int KEPT = 4;

    private final Path path;
    private final Deque<Db> idle = new ArrayDeque<>();
    private boolean closed;

    ReaderPool(Path path) {
        this.path = path;
    }

    <T> T read(Db.Work<T> work) throws RowbackException.CaseFile {
        Db db = take();
        try {
            // One transaction: all of an answer is of one moment, and the file is locked and looked
            // at once.
            return db.inTransaction(work);
        } finally {
            give(db);
        }
    }

    private Db take() throws RowbackException.CaseFile {
        synchronized (this) {
            if (closed) {
                throw new RowbackException.CaseFile(path + ": the case is closed");
            }
            Db db = idle.pollLast();
            if (db != null) {
                return db;
            }
        }
        return Db.open(path, Db.Mode.READ_ONLY, CACHE_KIB);
    }

    private void give(Db db) throws RowbackException.CaseFile {
        synchronized (this) {
            if (!closed && idle.size() < KEPT) {
                idle.addLast(db);
                return;
            }
        }
        db.close();
    }

    void close() throws RowbackException.CaseFile {
        Deque<Db> left;
        synchronized (this) {
            closed = true;
            left = new ArrayDeque<>(idle);
            idle.clear();
        }
        for (Db db : left) {
            db.close();
        }
    }
}
