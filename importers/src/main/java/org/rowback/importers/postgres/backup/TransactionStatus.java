package org.rowback.importers.postgres.backup;

import org.rowback.importers.postgres.replay.XactRecord;
import org.rowback.importers.postgres.wal.MalformedRecord;
import org.rowback.importers.postgres.wal.WalRecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which transactions committed: as the log says, else as `pg_xact` does.
final class TransactionStatus {
    private static final int FIRST_NORMAL = 3;
    private static final int PER_FILE = 4 * 8192 * 32;
    private static final int COMMITTED = 1;

    private final Path folder;
    private final Map<Integer, Boolean> ended = new HashMap<>();
    private final Map<Integer, Optional<byte[]>> files = new HashMap<>();

    TransactionStatus(BackupFolder backup) {
        folder = backup.folder().resolve("pg_xact");
    }

    void record(WalRecord record) throws MalformedRecord {
        XactRecord xact = XactRecord.read(record);
        boolean committed = xact.kind() == XactRecord.Kind.COMMIT;
        if (committed || xact.kind() == XactRecord.Kind.ABORT) {
            ended.put(xact.xid(), committed);
            for (int xid : xact.subtransactions()) {
                ended.put(xid, committed);
            }
        }
    }

    boolean isCommitted(int xid) {
        if (Integer.compareUnsigned(xid, FIRST_NORMAL) < 0) {
            return xid != 0;
        }
        Boolean known = ended.get(xid);
        if (known != null) {
            return known;
        }
        int number = Integer.divideUnsigned(xid, PER_FILE);
        byte[] file = files.computeIfAbsent(number, this::file).orElse(null);
        int at = Integer.remainderUnsigned(xid, PER_FILE);
        return file != null
                && at / 4 < file.length
                && (file[at / 4] >> (at % 4 * 2) & 3) == COMMITTED;
    }

    private Optional<byte[]> file(int number) {
        Path file = folder.resolve("%04X".formatted(number));
        try {
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
