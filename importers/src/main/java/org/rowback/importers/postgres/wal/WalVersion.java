package org.rowback.importers.postgres.wal;

import java.util.Optional;

/// PostgreSQL's major version, which the magic number of each WAL page tells.
///
/// Source: PostgreSQL 13 to 18 `src/include/access/xlog_internal.h` (`XLOG_PAGE_MAGIC`).
public enum WalVersion {
    V13(13, 0xD106),
    V14(14, 0xD10D),
    V15(15, 0xD110),
    V16(16, 0xD113),
    V17(17, 0xD116),
    V18(18, 0xD118);

    private final int major;
    private final int magic;

    WalVersion(int major, int magic) {
        this.major = major;
        this.magic = magic;
    }

    public int major() {
        return major;
    }

    int magic() {
        return magic;
    }

    public boolean atLeast(int version) {
        return major >= version;
    }

    static Optional<WalVersion> ofMagic(int magic) {
        for (WalVersion version : values()) {
            if (version.magic == magic) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /// What a page magic that is not read here belongs to; empty where it is no WAL that is known.
    static Optional<String> unread(int magic) {
        return Optional.ofNullable(
                switch (magic) {
                    case 0xD071 -> "PostgreSQL 9.2";
                    case 0xD075 -> "PostgreSQL 9.3";
                    case 0xD07E -> "PostgreSQL 9.4";
                    case 0xD087 -> "PostgreSQL 9.5";
                    case 0xD093 -> "PostgreSQL 9.6";
                    case 0xD097 -> "PostgreSQL 10";
                    case 0xD098 -> "PostgreSQL 11";
                    case 0xD101 -> "PostgreSQL 12";
                    default ->
                            magic > 0xD118 && magic < 0xD140
                                    ? "a PostgreSQL newer than 18"
                                    : magic > 0xD060 && magic < 0xD118
                                            ? "a PostgreSQL between releases, or one that its"
                                                    + " vendor changed"
                                            : (magic & 0xFF) == 0xD1 || (magic & 0xFF) == 0xD0
                                                    ? "a big-endian machine"
                                                    : null;
                });
    }
}
