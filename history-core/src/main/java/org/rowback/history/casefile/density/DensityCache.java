package org.rowback.history.casefile.density;

import org.rowback.history.casefile.sql.Db;
import org.rowback.history.model.RowbackException;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/// The chunks that were read last, up to a weight; one that was written anew is known by its header, which has the
/// checksum. Thread-safe.
public final class DensityCache {
    private static final long MAX_BYTES = 96 << 20;
    private static final int HEADER_BYTES = 8;

    private record Held(byte[] header, DensityChunk chunk) {}

    private final Map<Long, Held> chunks = new LinkedHashMap<>(64, 0.75f, true);
    private long bytes;

    DensityChunk chunk(Db db, long rowid) throws RowbackException.CaseFile {
        byte[] header = header(db, rowid);
        synchronized (this) {
            Held held = chunks.get(rowid);
            if (held != null && Arrays.equals(held.header(), header)) {
                return held.chunk();
            }
        }
        DensityChunk chunk = DensityReader.chunk(db, rowid);
        keep(rowid, new Held(header, chunk));
        return chunk;
    }

    private static byte[] header(Db db, long rowid) throws RowbackException.CaseFile {
        return db.query(
                "SELECT substr(content, 1, " + HEADER_BYTES + ") FROM density WHERE id = ?",
                rows -> rows.next() ? rows.getBytes(1) : new byte[0],
                rowid);
    }

    private synchronized void keep(long rowid, Held held) {
        Held old = chunks.put(rowid, held);
        bytes += held.chunk().weightBytes() - (old == null ? 0 : old.chunk().weightBytes());
        Iterator<Held> eldest = chunks.values().iterator();
        while (bytes > MAX_BYTES && eldest.hasNext()) {
            bytes -= eldest.next().chunk().weightBytes();
            eldest.remove();
        }
    }
}
