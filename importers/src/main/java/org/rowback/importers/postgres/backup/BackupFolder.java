package org.rowback.importers.postgres.backup;

import org.rowback.history.model.RowbackException;
import org.rowback.importers.content.LittleEndian;
import org.rowback.importers.postgres.wal.WalVersion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A data directory as a base backup has it.
///
/// | file | what is read |
/// |---|---|
/// | `PG_VERSION` | the major version |
/// | `global/pg_control` | 8 bytes system identifier, 4 version, 4 catalog version; at 40, 8 bytes: where replay of the last checkpoint begins |
/// | `backup_label` | `START WAL LOCATION`: where replay begins instead |
/// | `global/`, `base/OID/`, `pg_tblspc/OID/PG_…/OID/` | `pg_filenode.map`, relations' files in pieces of 1 GB |
/// | `pg_xact/` | 2 bits a transaction, 4 a byte, pages of 8192 bytes, 32 a file |
/// | `pg_wal/` | the log that makes the copy whole |
///
/// Source: PostgreSQL 18 `src/include/catalog/pg_control.h`, `src/backend/access/transam/xlogbackup.c`, `clog.c`.
///
/// @param version the major one
/// @param system the cluster's identifier
/// @param start where replay begins
/// @param label whether it is a backup that a record of the log ends
/// @param packed where its files come from, unless they are all there
record BackupFolder(
        Path folder,
        int version,
        long system,
        long start,
        boolean label,
        Optional<PackedBackup> packed) {
    private static final Pattern START =
            Pattern.compile("START WAL LOCATION: ([0-9A-F]{1,8})/([0-9A-F]{1,8})");

    /// Opens a folder.
    static BackupFolder open(Path folder) throws RowbackException {
        try {
            Path version = folder.resolve("PG_VERSION");
            if (!Files.isRegularFile(version)) {
                throw new RowbackException.BadInput(
                        folder
                                + ": not a base backup: it has no PG_VERSION; name the folder that"
                                + " pg_basebackup wrote, or a copy of the data directory");
            }
            String major = Files.readString(version).strip();
            boolean read =
                    Stream.of(WalVersion.values()).anyMatch(v -> major.equals("" + v.major()));
            if (!read) {
                throw new RowbackException.BadInput(
                        folder + ": of PostgreSQL " + major + "; 13 to 18 are read");
            }
            Path label = folder.resolve("backup_label");
            String text = Files.exists(label) ? Files.readString(label) : "";
            if (text.contains("INCREMENTAL FROM LSN: ")) {
                throw new RowbackException.BadInput(
                        folder
                                + ": an incremental backup, which holds parts of files only: put it"
                                + " together with the backups before it with pg_combinebackup, and"
                                + " name the folder that this writes");
            }
            byte[] control = Files.readAllBytes(folder.resolve("global/pg_control"));
            if (LittleEndian.u32(control, 8) >>> 16 != 0) {
                throw new RowbackException.BadInput(
                        folder
                                + ": of a fork of PostgreSQL (Postgres Pro has such a pg_control);"
                                + " stock servers' are read");
            }
            Matcher start = START.matcher(text);
            boolean ends = start.find() && !text.contains("BACKUP FROM: standby");
            return new BackupFolder(
                    folder,
                    Integer.parseInt(major),
                    LittleEndian.u64(control, 0),
                    text.isEmpty()
                            ? LittleEndian.u64(control, 40)
                            : Long.parseLong(start.group(1), 16) << 32
                                    | Long.parseLong(start.group(2), 16),
                    ends,
                    Optional.empty());
        } catch (IOException | IndexOutOfBoundsException | IllegalStateException e) {
            throw new RowbackException.BadInput(
                    folder + ": cannot be read as a base backup (" + e.getMessage() + ")", e);
        }
    }

    /// The same, with its other files in archives.
    BackupFolder of(PackedBackup archives) {
        return new BackupFolder(folder, version, system, start, label, Optional.of(archives));
    }

    /// Sees to it that files of a database's relations are there, if there are such.
    void have(long database, Collection<Long> files) throws IOException {
        if (packed.isPresent() && database != 0) {
            packed.get().have(database, Set.copyOf(files));
        }
    }

    /// The folder of a database's files; 0 is what all databases share.
    Path database(long oid) throws IOException {
        if (oid == 0) {
            return folder.resolve("global");
        }
        Path base = folder.resolve("base").resolve(Long.toString(oid));
        if (Files.isDirectory(base)) {
            return base;
        }
        Path spaces = folder.resolve("pg_tblspc");
        if (Files.isDirectory(spaces)) {
            try (Stream<Path> all =
                    Files.walk(spaces, 3, java.nio.file.FileVisitOption.FOLLOW_LINKS)) {
                Optional<Path> found =
                        all.filter(p -> p.endsWith(Long.toString(oid)))
                                .filter(p -> Files.exists(p.resolve("pg_filenode.map")))
                                .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return base;
    }

    /// The pieces of a relation's file, in their order.
    List<Path> pieces(long database, long file) throws IOException {
        Path first = database(database).resolve(Long.toString(file));
        List<Path> pieces = new java.util.ArrayList<>();
        for (int i = 0; ; i++) {
            Path piece = i == 0 ? first : first.resolveSibling(file + "." + i);
            if (!Files.isRegularFile(piece)) {
                return pieces;
            }
            pieces.add(piece);
        }
    }
}
