package org.rowback.history.query;

import org.jspecify.annotations.Nullable;
import org.rowback.history.model.Bytes;
import org.rowback.history.model.RowbackException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A map from keys to states of rows, sorted by key, that goes to a scratch file where it grows beyond what memory
/// should hold. Not thread-safe.
final class ScratchRows implements AutoCloseable {
    private static final Map.Entry<Bytes, byte[]> NONE =
            Map.entry(Bytes.of(new byte[0]), new byte[0]);

    private final long maxBytes;
    private final TreeMap<Bytes, byte[]> recent = new TreeMap<>();
    private long recentBytes;
    private @Nullable Path file;
    private @Nullable Connection db;

    ScratchRows(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// An empty one that may grow as much.
    ScratchRows another() {
        return new ScratchRows(maxBytes);
    }

    Optional<byte[]> get(Bytes key) throws RowbackException {
        byte[] state = recent.get(key);
        if (state != null) {
            return Optional.of(state);
        }
        Connection spilled = db;
        if (spilled == null) {
            return Optional.empty();
        }
        try (PreparedStatement select =
                spilled.prepareStatement("SELECT state FROM row WHERE key = ?")) {
            select.setBytes(1, key.array());
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    void put(Bytes key, byte[] state) throws RowbackException {
        byte[] old = recent.put(key, state);
        recentBytes += state.length - (old == null ? -key.length() - 100L : old.length);
        if (recentBytes > maxBytes) {
            spill();
        }
    }

    void clear() throws RowbackException {
        recent.clear();
        recentBytes = 0;
        Connection spilled = db;
        if (spilled != null) {
            try (Statement delete = spilled.createStatement()) {
                delete.execute("DELETE FROM row");
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    private void spill() throws RowbackException {
        try {
            Connection open = db;
            if (open == null) {
                open = create();
                db = open;
            }
            try (PreparedStatement insert =
                    open.prepareStatement("INSERT OR REPLACE INTO row(key, state) VALUES(?, ?)")) {
                for (Map.Entry<Bytes, byte[]> entry : recent.entrySet()) {
                    insert.setBytes(1, entry.getKey().array());
                    insert.setBytes(2, entry.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            open.commit();
            recent.clear();
            recentBytes = 0;
        } catch (SQLException | IOException e) {
            throw failed(e);
        }
    }

    private Connection create() throws SQLException, IOException {
        Path path = Files.createTempFile("rowback-rows-", ".sqlite");
        file = path;
        Connection open = DriverManager.getConnection("jdbc:sqlite:" + path);
        try (Statement setup = open.createStatement()) {
            setup.execute("PRAGMA journal_mode = OFF");
            setup.execute("PRAGMA synchronous = OFF");
            setup.execute("PRAGMA cache_size = -16000");
            setup.execute("CREATE TABLE row(key BLOB PRIMARY KEY, state BLOB) WITHOUT ROWID");
        }
        open.setAutoCommit(false);
        return open;
    }

    /// The states by rising key. Nothing may be put while they are read.
    Cursor<byte[]> states() throws RowbackException {
        Cursor<Map.Entry<Bytes, byte[]>> entries = entries();
        return new Cursor<>() {
            @Override
            public boolean next() throws RowbackException {
                return entries.next();
            }

            @Override
            public byte[] get() {
                return entries.get().getValue();
            }

            @Override
            public void close() {
                entries.close();
            }
        };
    }

    /// The same with their keys.
    Cursor<Map.Entry<Bytes, byte[]>> entries() throws RowbackException {
        if (db == null) {
            return new InMemory(recent.entrySet().iterator());
        }
        spill();
        return new Spilled(db);
    }

    @Override
    public void close() {
        recent.clear();
        Path path = file;
        try {
            if (db != null) {
                db.close();
            }
            if (path != null) {
                Files.deleteIfExists(path);
            }
        } catch (SQLException | IOException e) {
            if (path != null) {
                path.toFile().deleteOnExit();
            }
        }
    }

    private static RowbackException.CaseFile failed(Throwable e) {
        return new RowbackException.CaseFile(
                "the scratch file in %s cannot be written (%s): free some space there or set -Djava.io.tmpdir"
                        .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                e);
    }

    private static final class InMemory implements Cursor<Map.Entry<Bytes, byte[]>> {
        private final Iterator<Map.Entry<Bytes, byte[]>> entries;
        private Map.Entry<Bytes, byte[]> current = NONE;

        InMemory(Iterator<Map.Entry<Bytes, byte[]>> entries) {
            this.entries = entries;
        }

        @Override
        public boolean next() {
            boolean more = entries.hasNext();
            current = more ? entries.next() : current;
            return more;
        }

        @Override
        public Map.Entry<Bytes, byte[]> get() {
            return current;
        }
    }

    private static final class Spilled implements Cursor<Map.Entry<Bytes, byte[]>> {
        private final PreparedStatement select;
        private final ResultSet rows;
        private Map.Entry<Bytes, byte[]> current = NONE;

        Spilled(Connection db) throws RowbackException {
            try {
                select = db.prepareStatement("SELECT key, state FROM row ORDER BY key");
                rows = select.executeQuery();
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public boolean next() throws RowbackException {
            try {
                boolean more = rows.next();
                current = more ? Map.entry(Bytes.of(rows.getBytes(1)), rows.getBytes(2)) : current;
                return more;
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        @Override
        public Map.Entry<Bytes, byte[]> get() {
            return current;
        }

        @Override
        public void close() {
            try {
                rows.close();
                select.close();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
