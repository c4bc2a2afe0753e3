package org.rowback.importers.postgres.backup;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/// `pg_filenode.map`: which files those of the server's own tables have that `pg_class` cannot say it of.
///
/// | offset | bytes | meaning |
/// |---|---|---|
/// | 0 | 4 | magic: 0x592717 |
/// | 4 | 4 | how many |
/// | 8 | 8 each | OID, file; room for 62 (from 16: 64) |
/// | 504 (from 16: 520) | 4 | CRC-32C of what is before it |
///
/// Little-endian. Source: PostgreSQL 18 `src/backend/utils/cache/relmapper.c`.
final class RelationMap {
    private static final long MAGIC = 0x592717;
    private static final int HEAD = 8;

    private RelationMap() {}

    /// @return files by OID
    static Map<Long, Long> read(Path file, int version) throws IOException, RowbackException {
        byte[] bytes = Files.readAllBytes(file);
        int checked = HEAD + 8 * (version < 16 ? 62 : 64);
        if (bytes.length < checked + 4) {
            throw new RowbackException.BadInput(file + ": shorter than such a file is");
        }
        var crc = new CRC32C();
        crc.update(bytes, 0, checked);
        if (crc.getValue() != LittleEndian.u32(bytes, checked)) {
            throw new RowbackException.BadInput(
                    file + ": damaged (its checksum is wrong); take it from another copy");
        }
        return pairs(bytes, 0);
    }

    /// The same as a record of the log holds it.
    static Map<Long, Long> pairs(byte[] bytes, int at) throws RowbackException {
        long count = LittleEndian.u32(bytes, at + 4);
        if (LittleEndian.u32(bytes, at) != MAGIC || count > 64) {
            throw new RowbackException.BadInput("a map of relations' files that is none");
        }
        Map<Long, Long> files = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            files.put(
                    LittleEndian.u32(bytes, at + HEAD + 8 * i),
                    LittleEndian.u32(bytes, at + HEAD + 4 + 8 * i));
        }
        return files;
    }
}
