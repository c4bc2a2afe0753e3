package org.rowback.importers.mysql.event;

import org.rowback.importers.content.LittleEndian;

import java.util.Arrays;

/// Puts a rows event together again that MariaDB 12.3 and later split because of its size.
///
/// | part | bytes |
/// |---|---|
/// | which part this is, from 1, and how many there are | 4 each, in either order |
/// | flags | 1: 0x1 the size follows |
/// | size of the whole | 8 with that flag |
/// | a part of the rows event, its header included | the rest |
///
/// What MariaDB publishes disagrees on the order of the first two: its documentation of PARTIAL_ROW_DATA_EVENT has the
/// count first, the comment on `Partial_rows_log_event` in 12.3's `sql/log_event.h`, as quoted in the discussion of that
/// page, the number. It need not be known: no part's number is larger than the count of parts.
///
/// Sources: MariaDB's documentation of the replication protocol (MDEV-32570), mariadb-docs pull request 520.
public final class PartialRows {
    private final BodyReader in = new BodyReader();
    private byte[] bytes = new byte[0];
    private int length;
    private long expected = 1;

    /// Whether parts were taken and the last of them is not there yet.
    public boolean isUnfinished() {
        return expected > 1;
    }

    /// Forgets the parts taken so far.
    public void forget() {
        expected = 1;
        length = 0;
    }

    /// Whether an event is the first part of another rows event.
    public static boolean isFirst(Event event) {
        int at = event.bodyStart();
        return event.bodyEnd() - at >= 8
                && (LittleEndian.u32(event.buffer(), at) == 1
                        || LittleEndian.u32(event.buffer(), at + 4) == 1);
    }

    /// Takes a part, and says whether it was the last.
    public boolean add(Event event) throws MalformedEvent {
        in.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long one = in.u32("its number");
        long other = in.u32("its count of parts");
        long number = Math.min(one, other);
        long parts = Math.max(one, other);
        int flags = in.u8("its flags");
        if ((flags & 1) != 0) {
            in.skip(8, "the size of the whole");
        }
        if (number == 1) {
            forget();
        }
        if (number != expected) {
            forget();
            throw new MalformedEvent(
                    "it is part " + number + " of " + parts + " and others are missing");
        }
        int part = in.remaining();
        if (part > Runtime.getRuntime().maxMemory() / 4 - length) {
            throw new MalformedEvent("the whole is too large for this program's memory");
        }
        if (length + part > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes, Math.max(length + part, Math.min(2 * bytes.length, 1 << 30)));
        }
        System.arraycopy(event.buffer(), in.take(part, "its part"), bytes, length, part);
        length += part;
        expected = number == parts ? 1 : number + 1;
        return number == parts;
    }

    /// The event whose last part was `last`.
    public Event whole(Event last) throws MalformedEvent {
        int header = FormatDescription.MINIMAL_HEADER;
        if (length < header || !RowsEvent.isRows(bytes[4] & 0xFF)) {
            throw new MalformedEvent("its parts do not make a rows event");
        }
        long said = LittleEndian.u32(bytes, 9);
        if (said != length && said != length + 4L) {
            throw new MalformedEvent("its parts make " + length + " bytes instead of " + said);
        }
        Event whole = new Event();
        whole.at(bytes, 0, length, last.offset(), header, 0);
        return whole;
    }
}
