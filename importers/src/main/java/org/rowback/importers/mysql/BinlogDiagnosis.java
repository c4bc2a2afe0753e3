package org.rowback.importers.mysql;

import org.rowback.history.importing.Evidence;
import org.rowback.history.model.RowbackException;
import org.rowback.importers.mysql.event.BinlogMagic;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Says what a file is that cannot be read as a binlog, and what to give instead.
final class BinlogDiagnosis {
    private static final int LOOKED_AT = 512;

    private BinlogDiagnosis() {}

    /// What a log's first events say.
    ///
    /// @param first the first bytes of the content
    static LogHead require(Evidence evidence, byte[] first) throws RowbackException.BadInput {
        if (!BinlogMagic.isPlain(first, 0)) {
            throw bad(
                    evidence,
                    of(first)
                            .orElse(
                                    first.length == 0
                                            ? "the file is empty; give a binlog with content"
                                            : "not a binlog (it begins with "
                                                    + hex(first)
                                                    + " instead of fe62696e); give the file as the"
                                                    + " server wrote it"));
        }
        LogHead head = LogHead.read(first);
        if (!head.encryption().isEmpty()) {
            throw bad(
                    evidence,
                    "the server encrypted this binlog ("
                            + head.encryption()
                            + ") and its content cannot be read; fetch it decrypted with"
                            + " mariadb-binlog --read-from-remote-server --raw");
        }
        if (head.format() == null) {
            throw bad(
                    evidence,
                    "it ends within its first event ("
                            + first.length
                            + " bytes), so there is nothing to read; copy the whole file from the"
                            + " server");
        }
        return head;
    }

    private static RowbackException.BadInput bad(Evidence evidence, String why) {
        return new RowbackException.BadInput(evidence.path() + ": " + why);
    }

    private static String hex(byte[] first) {
        return java.util.HexFormat.of().formatHex(first, 0, Math.min(4, first.length));
    }

    /// What the content is, as a sentence's end; empty where there is nothing to say.
    static Optional<String> of(byte[] content) {
        if (content.length == 0) {
            return Optional.empty();
        }
        if (BinlogMagic.isEncrypted(content, 0)) {
            return Optional.of(
                    "a binlog that MySQL encrypted with its keyring (it begins with fd62696e);"
                        + " fetch it decrypted with mysqlbinlog --read-from-remote-server --raw");
        }
        if (BinlogMagic.isPlain(content, 0)) {
            return Optional.of(
                    "it ends right after a binlog's first 4 bytes; copy the whole file from the"
                            + " server");
        }
        if (BinlogMagic.startsWith(content, 0, 0xEF, 0xBF, 0xBD, 'b', 'i', 'n')
                || BinlogMagic.startsWith(content, 0, 0xC3, 0xBE, 'b', 'i', 'n')
                || BinlogMagic.startsWith(content, 0, '?', 'b', 'i', 'n')) {
            return Optional.of(
                    "a binlog that was copied or stored as text, which destroyed bytes of it; copy"
                            + " the file again in binary mode");
        }
        if (BinlogMagic.startsWith(content, 0, 'b', 'i', 'n')) {
            return Optional.of(
                    "a binlog whose first byte is missing; copy the file again in binary mode");
        }
        if (isZero(content)) {
            return Optional.of("it holds only zeros; copy the file from the server again");
        }
        return ofText(content);
    }

    private static Optional<String> ofText(byte[] content) {
        int length = Math.min(LOOKED_AT * 8, content.length);
        String text = new String(content, 0, length, StandardCharsets.ISO_8859_1);
        if (text.startsWith("SQLite format 3")) {
            return Optional.of("an SQLite file, maybe a case of this program; give log files");
        }
        if (text.matches("(?s)\\s*[0-9a-fA-F]{4,10}:? +([0-9a-fA-F]{2,4} ?){4,}.*")) {
            return Optional.of(
                    "a hex dump of a file; give the file itself (xxd -r turns the dump back)");
        }
        String start = text.substring(0, Math.min(LOOKED_AT * 8, text.length()));
        if (start.contains("# at 4")
                || start.startsWith("/*!50530 SET")
                || start.startsWith("/*!40019 SET")
                || start.contains("BINLOG '")
                || start.contains("@@SESSION.PSEUDO_SLAVE_MODE")) {
            return Optional.of(
                    "text that mysqlbinlog printed; give the binary log itself (mysqlbinlog"
                            + " --raw fetches it from a server)");
        }
        if (start.contains("MySQL dump")
                || start.contains("MariaDB dump")
                || start.matches("(?is).*\\bcreate\\s+table\\b.*")) {
            return Optional.of("an SQL script; give it with --schema, and a log as the source");
        }
        if (isIndex(content)) {
            return Optional.of(
                    "a list of log files (the server's index); give the folder that it lies in");
        }
        if (isPostgresWal(content)) {
            return Optional.of(
                    "a PostgreSQL WAL segment, not a MySQL or MariaDB binlog; this program's MySQL"
                            + " importer cannot read it");
        }
        return Optional.empty();
    }

    /// Whether it is the list of a server's log files.
    static boolean isIndex(byte[] content) {
        int length = Math.min(LOOKED_AT * 8, content.length);
        return new String(content, 0, length, StandardCharsets.ISO_8859_1)
                .matches("(?s)(\\./)?[\\w./-]+\\.\\d{6,}\\s*\\n.*");
    }

    /// Page magics d05c to d1ff, little-endian, and the flag of a segment's first page.
    private static boolean isPostgresWal(byte[] content) {
        return content.length >= 4
                && (content[1] & 0xFF) >= 0xD0
                && (content[1] & 0xFF) <= 0xD1
                && (content[2] & 0x02) != 0
                && content[3] == 0;
    }

    private static boolean isZero(byte[] content) {
        for (byte b : content) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }
}
