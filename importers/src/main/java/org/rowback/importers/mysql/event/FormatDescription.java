package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// What a log's first event says of all others: the server, header lengths, numbers of types, the checksum.
///
/// | offset | bytes | field |
/// |---|---|---|
/// | 0 | 19 | common header, always of this length |
/// | 19 | 2 | binlog version: 4; 1 and 3 in START_EVENT_V3, which ends after `created` |
/// | 21 | 50 | server version, padded with zeros |
/// | 71 | 4 | created: time of the server's start, or 0 in a file that followed another |
/// | 75 | 1 | length of the common header of all other events |
/// | 76 | n | post-header length of event types 1 to n |
/// | 76+n | 1 | checksum algorithm: 0 none, 1 CRC32; from MySQL 5.6.1 and MariaDB 5.3 |
/// | 77+n | 4 | CRC32 of this event with the in-use flag cleared; there even where the algorithm is none |
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/control_events.{h,cpp}`; MariaDB 11.8 `sql/log_event.cc`
/// (`Format_description_log_event`), also for the permuted numbers of 5.1 and 5.2 pre-releases.
public final class FormatDescription {
    /// How events are checked.
    public enum Checksum {
        NONE,
        CRC32
    }

    public static final int MINIMAL_HEADER = 19;
    private static final int FIXED_PART = 57;

    /// Numbers of 5.1 and 5.2 pre-releases (`-a_drop…`) to the numbers that were released.
    private static final byte[] PERMUTATION = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 19, 20, 21, 22, 16, 17, 18
    };

    private final int binlogVersion;
    private final ServerVersion server;
    private final long created;
    private final int headerLength;
    private final byte[] postHeaderLengths;
    private final Checksum checksum;
    private final boolean permuted;
    private final boolean assumed;

    private FormatDescription(
            int binlogVersion,
            ServerVersion server,
            long created,
            int headerLength,
            byte[] postHeaderLengths,
            Checksum checksum,
            boolean permuted,
            boolean assumed) {
        this.binlogVersion = binlogVersion;
        this.server = server;
        this.created = created;
        this.headerLength = headerLength;
        this.postHeaderLengths = postHeaderLengths;
        this.checksum = checksum;
        this.permuted = permuted;
        this.assumed = assumed;
    }

    /// Reads a whole format description or START_EVENT_V3, from its header on.
    public static FormatDescription parse(byte[] buffer, int offset, int length)
            throws MalformedEvent {
        int type = buffer[offset + 4] & 0xFF;
        return type == EventType.START_V3
                ? parseV3(buffer, offset, length)
                : parseV4(buffer, offset, length);
    }

    private static FormatDescription parseV4(byte[] buffer, int offset, int length)
            throws MalformedEvent {
        BodyReader in = new BodyReader().over(buffer, offset + MINIMAL_HEADER, offset + length);
        int version = in.u16("binlog version");
        String text = zeroTerminated(buffer, in.take(50, "server version"), 50);
        long created = in.u32("creation time");
        int headerLength = in.u8("header length");
        if (version != 4) {
            throw new MalformedEvent("it says binlog version " + version + " and 4 is expected");
        }
        if (headerLength < MINIMAL_HEADER) {
            throw new MalformedEvent("it says a header length of " + headerLength + " bytes");
        }
        int types = in.remaining();
        ServerVersion server = ServerVersion.parse(text, types > EventType.MARIA_ANNOTATE_ROWS);
        boolean aware =
                types >= 5 && (server.knowsChecksums() || crcMatches(buffer, offset, length));
        Checksum checksum = Checksum.NONE;
        if (aware) {
            types -= 5;
            int algorithm = buffer[in.position() + types] & 0xFF;
            if (algorithm > 1) {
                throw new MalformedEvent("it says checksum algorithm " + algorithm);
            }
            checksum = Checksum.values()[algorithm];
        }
        byte[] lengths = Arrays.copyOfRange(buffer, in.position(), in.position() + types);
        boolean permuted = types == 22 && text.matches("5\\.[12]\\.\\d-a_drop[56].*");
        if (permuted) {
            byte[] sorted = new byte[22];
            for (int i = 1; i <= 22; i++) {
                sorted[PERMUTATION[i] - 1] = lengths[i - 1];
            }
            lengths = sorted;
        }
        return new FormatDescription(
                version, server, created, headerLength, lengths, checksum, permuted, false);
    }

    private static FormatDescription parseV3(byte[] buffer, int offset, int length)
            throws MalformedEvent {
        int header = length < MINIMAL_HEADER + 56 ? 13 : MINIMAL_HEADER;
        BodyReader in = new BodyReader().over(buffer, offset + header, offset + length);
        int version = in.u16("binlog version");
        if (version != 1 && version != 3) {
            throw new MalformedEvent("it says binlog version " + version + ", which is not known");
        }
        String text = zeroTerminated(buffer, in.take(50, "server version"), 50);
        long created = in.u32("creation time");
        byte[] lengths = {56, 11, 0, (byte) (version == 1 ? 0 : 8), 0, 18, 0, 4, 4, 4, 4, 18, 0, 0};
        return new FormatDescription(
                version,
                ServerVersion.parse(text, false),
                created,
                header,
                lengths,
                Checksum.NONE,
                false,
                false);
    }

    /// Whether the four bytes at the end are the CRC32 of the rest, with the in-use flag cleared.
    static boolean crcMatches(byte[] buffer, int offset, int length) {
        if (length < MINIMAL_HEADER + 4) {
            return false;
        }
        CRC32 crc = new CRC32();
        crc.update(buffer, offset, 17);
        crc.update(buffer[offset + 17] & ~1);
        crc.update(buffer, offset + 18, length - 22);
        return crc.getValue() == LittleEndian.u32(buffer, offset + length - 4);
    }

    private static String zeroTerminated(byte[] buffer, int offset, int length) {
        int end = offset;
        while (end < offset + length && buffer[end] != 0) {
            end++;
        }
        return new String(buffer, offset, end - offset, StandardCharsets.ISO_8859_1);
    }

    /// 4, or 1 and 3 for servers before 5.0.
    public int binlogVersion() {
        return binlogVersion;
    }

    public ServerVersion server() {
        return server;
    }

    /// Seconds since 1970 of the server's start; 0 in a file that followed another.
    public long created() {
        return created;
    }

    /// The common header's length of all events but format descriptions and rotates.
    public int headerLength() {
        return headerLength;
    }

    public Checksum checksum() {
        return checksum;
    }

    /// What is most likely where a log's format description is missing or damaged: the layout of MySQL 5.6 and later,
    /// with MariaDB's own types.
    static FormatDescription assumed(Checksum checksum) {
        byte[] lengths = new byte[EventType.MARIA_PARTIAL_ROW_DATA];
        int[][] known = {
            {EventType.START_V3, 56},
            {EventType.QUERY, 13},
            {EventType.ROTATE, 8},
            {EventType.LOAD, 18},
            {EventType.CREATE_FILE, 4},
            {EventType.APPEND_BLOCK, 4},
            {EventType.EXEC_LOAD, 4},
            {EventType.DELETE_FILE, 4},
            {EventType.NEW_LOAD, 18},
            {EventType.BEGIN_LOAD_QUERY, 4},
            {EventType.EXECUTE_LOAD_QUERY, 26},
            {EventType.TABLE_MAP, 8},
            {EventType.WRITE_ROWS_V1, 8},
            {EventType.UPDATE_ROWS_V1, 8},
            {EventType.DELETE_ROWS_V1, 8},
            {EventType.INCIDENT, 2},
            {EventType.WRITE_ROWS, 10},
            {EventType.UPDATE_ROWS, 10},
            {EventType.DELETE_ROWS, 10},
            {EventType.PARTIAL_UPDATE_ROWS, 10},
            {EventType.GTID, 42},
            {EventType.ANONYMOUS_GTID, 42},
            {EventType.TRANSACTION_CONTEXT, 18},
            {EventType.VIEW_CHANGE, 52},
            {EventType.TRANSACTION_PAYLOAD, 40},
            {EventType.MARIA_BINLOG_CHECKPOINT, 4},
            {EventType.MARIA_GTID, 19},
            {EventType.MARIA_GTID_LIST, 4},
            {EventType.MARIA_QUERY_COMPRESSED, 13},
            {EventType.MARIA_WRITE_ROWS_COMPRESSED_V1, 8},
            {EventType.MARIA_UPDATE_ROWS_COMPRESSED_V1, 8},
            {EventType.MARIA_DELETE_ROWS_COMPRESSED_V1, 8},
            {EventType.MARIA_WRITE_ROWS_COMPRESSED, 10},
            {EventType.MARIA_UPDATE_ROWS_COMPRESSED, 10},
            {EventType.MARIA_DELETE_ROWS_COMPRESSED, 10},
        };
        for (int[] pair : known) {
            lengths[pair[0] - 1] = (byte) pair[1];
        }
        return new FormatDescription(
                4,
                ServerVersion.parse("", false),
                0,
                MINIMAL_HEADER,
                lengths,
                checksum,
                false,
                true);
    }

    /// The same, but events are checked otherwise than it says.
    FormatDescription withChecksum(Checksum other) {
        return new FormatDescription(
                binlogVersion,
                server,
                created,
                headerLength,
                postHeaderLengths,
                other,
                permuted,
                assumed);
    }

    /// Whether it stands for one that is missing or damaged.
    boolean isAssumed() {
        return assumed;
    }

    /// The same, written by `other`.
    FormatDescription by(ServerVersion other) {
        return new FormatDescription(
                binlogVersion,
                other,
                created,
                headerLength,
                postHeaderLengths,
                checksum,
                permuted,
                assumed);
    }

    /// The released number of a type as this log numbers it.
    public int typeOf(int logged) {
        return permuted && logged < PERMUTATION.length ? PERMUTATION[logged] : logged;
    }

    /// Whether the log declares the type.
    public boolean declares(int type) {
        return type >= 1 && type <= postHeaderLengths.length;
    }

    /// The length of a type's fixed part, or `otherwise` where the log does not declare the type.
    public int postHeaderLength(int type, int otherwise) {
        return declares(type) ? postHeaderLengths[type - 1] & 0xFF : otherwise;
    }

    /// Whether an event that claims to be a format description is long enough for one.
    static boolean isLongEnough(long length) {
        return length >= MINIMAL_HEADER + FIXED_PART;
    }
}
