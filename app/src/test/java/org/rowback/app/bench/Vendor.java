package org.rowback.app.bench;

import java.util.HexFormat;

/// Whose binlogs are made up: the first event of a file and the numbers of the row events.
///
/// The lengths of post-headers are those of a log of the server named (as its own format description says them).
enum Vendor {
    MARIADB(
            "10.11.19-MariaDB-log",
            HexFormat.of()
                    .parseHex(
                            "380d000800120004040404120000e400041a08000000080808020000000a0a0a0000000000000a0a0a"
                                    + "00".repeat(119)
                                    + "041304000d0808080a0a0a"),
            23,
            24,
            25),
    MYSQL(
            "9.7.4",
            HexFormat.of()
                    .parseHex(
                            "000d0008000000000400040000006300041a08000000000000020000000a0a0a2a2a001234000a280000"),
            30,
            31,
            32);

    final String version;
    final byte[] postHeaderLengths;
    final int write;
    final int update;
    final int delete;

    Vendor(String version, byte[] postHeaderLengths, int write, int update, int delete) {
        this.version = version;
        this.postHeaderLengths = postHeaderLengths;
        this.write = write;
        this.update = update;
        this.delete = delete;
    }
}
