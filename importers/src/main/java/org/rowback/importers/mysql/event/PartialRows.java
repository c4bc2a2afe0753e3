package org.rowback.importers.mysql.event;

import java.util.Arrays;

/// Puts a rows event together again that MariaDB 12.3 and later split because of its size.
///
/// | part | bytes |
/// |---|---|
/// | how many parts there are | 4 |
/// | which this is | 4, from 1 |
/// | flags | 1: 0x1 the size follows |
/// | size of the whole | 8 with that flag |
/// | a part of the rows event, its header included | the rest |
///
/// Source: MariaDB's documentation of PARTIAL_ROW_DATA_EVENT (MDEV-32570).
public final class PartialRows {
    private final BodyReader in = new BodyReader();
    private byte[] bytes = new byte[0];
    private int length;
    private long expected = 1;

    /// Takes a part, and says whether it was the last.
    public boolean add(Event event) throws MalformedEvent {
        in.over(event.buffer(), event.bodyStart(), event.bodyEnd());
        long parts = in.u32("its count of parts");
        long number = in.u32("its number");
        int flags = in.u8("its flags");
        if ((flags & 1) != 0) {
            in.skip(8, "the size of the whole");
        }
        if (number == 1) {
            length = 0;
            expected = 1;
        }
        if (number != expected || number > parts) {
            expected = 1;
            length = 0;
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
