package org.rowback.importers.mysql.event;

import org.rowback.history.model.Gtid;

import java.util.Arrays;
import java.util.HexFormat;

/// Reads GTID events of every server. Remembers the last stream's text, since transactions repeat it.
///
/// GTID (33) and ANONYMOUS_GTID (34):
///
/// | part | bytes |
/// |---|---|
/// | flags | 1 |
/// | uuid | 16 |
/// | number | 8 |
/// | type of the logical timestamps | 1: the number 2; from 5.7 |
/// | last committed, sequence number | 8 and 8 |
/// | immediate commit timestamp | 7, microseconds; its highest bit says that the original one follows; from 8.0.1 |
/// | original commit timestamp | 7 |
/// | transaction length, server versions, ticket | not needed here |
///
/// GTID_TAGGED (42), in the form of MySQL's serialisation library: format version, size, last field that may not be
/// ignored (each an integer of variable length), then fields, each with its number first: 0 flags, 1 uuid (16 integers),
/// 2 number (signed), 3 tag (length, characters), 4 last committed, 5 sequence number (signed), 6 immediate commit
/// timestamp, 7 original commit timestamp where it differs, 8 transaction length, 9 and 10 server versions, 11 ticket.
///
/// MariaDB's GTID (162):
///
/// | part | bytes |
/// |---|---|
/// | number | 8 |
/// | domain | 4 |
/// | flags | 1: 0x1 standalone, 0x2 a commit id follows, 0x40 XA prepared, 0x80 XA completed |
/// | commit id | 8 with flag 0x2 |
/// | XA format, lengths, name | 4, 1, 1, n with flag 0x40 or 0x80 |
/// | more flags | 1: 0x1 engines, 0x2/0x4/0x8 an ALTER starts, commits, rolls back, 0x10 thread id |
/// | engines | 1 |
/// | number of the ALTER's start | 8 |
/// | thread id | 4 |
///
/// Sources: MySQL 9.4 `libs/mysql/binlog/event/control_events.{h,cpp}`, `libs/mysql/serialization/readme.md`; MariaDB
/// 11.8 `sql/log_event.cc` (`Gtid_log_event`).
public final class GtidReader {
    private static final long SECOND_TIMESTAMP_FOLLOWS = 1L << 55;
    private static final int TAGGED_FIELDS = 12;

    private final BodyReader in = new BodyReader();
    private byte[] lastUuid = new byte[0];
    private String lastUuidText = "";
    private String lastStream = "";
    private String lastPrefix = ":";
    private long lastDomain = -1;
    private long lastServer = -1;

    /// Reads an event of one of the types 33, 34, 42 and 162.
    public GtidEvent read(Event event) throws MalformedEvent {
        in.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        return switch (event.type()) {
            case EventType.MARIA_GTID -> maria(event.serverId());
            case EventType.GTID_TAGGED -> tagged();
            default -> classic(event.type() == EventType.ANONYMOUS_GTID);
        };
    }

    private GtidEvent classic(boolean anonymous) throws MalformedEvent {
        in.skip(1, "its flags");
        String uuid = uuid(in.array(), in.take(16, "its uuid"));
        long number = in.u64("its number");
        long immediate = 0;
        long original = 0;
        if (in.remaining() >= 17 && in.u8("its timestamp type") == 2) {
            in.skip(16, "its logical timestamps");
            if (in.remaining() >= 7) {
                immediate = in.fixed(7, "its commit timestamp");
                original = immediate;
                if ((immediate & SECOND_TIMESTAMP_FOLLOWS) != 0) {
                    immediate &= ~SECOND_TIMESTAMP_FOLLOWS;
                    original = in.fixed(7, "its original commit timestamp");
                }
            }
        }
        if (anonymous) {
            return mysql("", 0, immediate, original);
        }
        if (number <= 0) {
            throw new MalformedEvent("its number is " + number);
        }
        return mysql(uuid, number, immediate, original);
    }

    private GtidEvent tagged() throws MalformedEvent {
        long version = in.varlen("its format version");
        if (version != 1) {
            throw new MalformedEvent("it has format version " + version + ", which is not known");
        }
        in.varlen("its size");
        long lastNeeded = in.varlen("its last field");
        if (lastNeeded > TAGGED_FIELDS) {
            throw new MalformedEvent("it needs field " + lastNeeded + ", which is not known");
        }
        byte[] uuid = new byte[16];
        String tag = "";
        long number = 0;
        long immediate = 0;
        long original = 0;
        while (in.remaining() > 0) {
            long field = in.varlen("a field's number");
            if (field >= TAGGED_FIELDS) {
                break;
            }
            switch ((int) field) {
                case 1 -> {
                    for (int i = 0; i < 16; i++) {
                        uuid[i] = (byte) in.varlen("its uuid");
                    }
                }
                case 2 -> number = in.varlenSigned("its number");
                case 3 -> {
                    int length = in.length(in.varlen("its tag"), "its tag's length");
                    tag = in.text(length, "its tag");
                }
                case 4, 5 -> in.varlenSigned("its logical timestamps");
                case 6 -> immediate = in.varlen("its commit timestamp");
                case 7 -> original = in.varlen("its original commit timestamp");
                default -> in.varlen("a field");
            }
        }
        if (number <= 0) {
            throw new MalformedEvent("its number is " + number);
        }
        String stream = uuid(uuid, 0) + (tag.isEmpty() ? "" : ":" + tag);
        return mysql(stream, number, immediate, original == 0 ? immediate : original);
    }

    private GtidEvent mysql(String stream, long number, long immediate, long original) {
        if (!stream.equals(lastStream)) {
            lastStream = stream;
            lastPrefix = stream + ":";
        }
        return new GtidEvent(
                number == 0 ? Gtid.NONE : new Gtid(lastPrefix, number),
                stream,
                immediate,
                original,
                false,
                false,
                0,
                GtidEvent.AlterPart.NONE);
    }

    private GtidEvent maria(long serverId) throws MalformedEvent {
        long number = in.u64("its number");
        long domain = in.u32("its domain");
        int flags = in.u8("its flags");
        if ((flags & 0x2) != 0) {
            in.skip(8, "its commit id");
        }
        if ((flags & 0xC0) != 0) {
            in.skip(4, "its XA format");
            int length = in.u8("its XA name") + in.u8("its XA name");
            in.skip(length, "its XA name");
        }
        int extra = in.remaining() > 0 ? in.u8("its further flags") : 0;
        if ((extra & 0x1) != 0) {
            in.skip(1, "its engines");
        }
        if ((extra & 0xC) != 0) {
            in.skip(8, "its ALTER's number");
        }
        long thread = (extra & 0x10) != 0 && in.remaining() >= 4 ? in.u32("its thread") : 0;
        GtidEvent.AlterPart part =
                (extra & 0x2) != 0
                        ? GtidEvent.AlterPart.START
                        : (extra & 0x4) != 0
                                ? GtidEvent.AlterPart.COMMIT
                                : (extra & 0x8) != 0
                                        ? GtidEvent.AlterPart.ROLLBACK
                                        : GtidEvent.AlterPart.NONE;
        if (domain != lastDomain || serverId != lastServer) {
            lastDomain = domain;
            lastServer = serverId;
            lastStream = domain + "-" + serverId;
            lastPrefix = lastStream + "-";
        }
        return new GtidEvent(
                number > 0
                        ? new Gtid(lastPrefix, number)
                        : new Gtid(lastPrefix + Long.toUnsignedString(number), 0),
                lastStream,
                0,
                0,
                (flags & 0x1) == 0,
                (flags & 0x40) != 0,
                thread,
                part);
    }

    private String uuid(byte[] buffer, int at) {
        if (lastUuid.length == 0 || !Arrays.equals(lastUuid, 0, 16, buffer, at, at + 16)) {
            lastUuid = Arrays.copyOfRange(buffer, at, at + 16);
            lastUuidText = uuidText(buffer, at);
        }
        return lastUuidText;
    }

    static String uuidText(byte[] buffer, int at) {
        String hex = HexFormat.of().formatHex(buffer, at, at + 16);
        return hex.substring(0, 8)
                + "-"
                + hex.substring(8, 12)
                + "-"
                + hex.substring(12, 16)
                + "-"
                + hex.substring(16, 20)
                + "-"
                + hex.substring(20);
    }
}
