package org.rowback.importers.postgres.heap.value;

import org.rowback.importers.content.LittleEndian;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// `tsvector` and `tsquery` as they are sent. Source: PostgreSQL 18 `tsvectorsend` in `src/backend/utils/adt/tsvector.c`,
/// `tsquerysend` in `tsquery.c`.
final class WireTextSearch {
    private static final int ITEM = 12;
    private static final int OPERAND = 1;
    private static final int NOT = 1;
    private static final int PHRASE = 4;

    private WireTextSearch() {}

    static void vector(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int count = in.getInt();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : " ");
            TextSearch.quoted(out, WireFormats.string(in));
            int positions = in.getShort() & 0xFFFF;
            for (int p = 0; p < positions; p++) {
                TextSearch.position(out.append(p == 0 ? ':' : ','), in.getShort() & 0xFFFF);
            }
        }
    }

    /// Makes the form that lies on disk, and prints that.
    static void query(StringBuilder out, ByteBuffer in) throws MalformedValue {
        int count = in.getInt();
        if (count < 0 || count > in.remaining()) {
            throw new MalformedValue("a tsquery with more items than bytes");
        }
        byte[] items = new byte[ITEM * count];
        var texts = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            int at = ITEM * i;
            items[at] = in.get();
            items[at + 1] = in.get();
            if (items[at] == OPERAND) {
                items[at + 2] = in.get();
                byte[] text = WireFormats.string(in).getBytes(StandardCharsets.UTF_8);
                LittleEndian.put32(items, at + 8, text.length | texts.size() << 12);
                texts.writeBytes(text);
                texts.write(0);
            } else if (items[at + 1] == PHRASE) {
                int distance = in.getShort();
                items[at + 2] = (byte) distance;
                items[at + 3] = (byte) (distance >> 8);
            }
        }
        operands(items);
        var disk = new ByteArrayOutputStream();
        disk.writeBytes(new byte[4]);
        disk.writeBytes(items);
        disk.writeBytes(texts.toByteArray());
        byte[] value = disk.toByteArray();
        LittleEndian.put32(value, 0, count);
        TextSearch.query(out, value, 0, StandardCharsets.UTF_8);
    }

    /// Says of each operator of two where its left operand begins: after all of the right one, which comes next. From
    /// the end, where each item's own end is known before it is asked for.
    private static void operands(byte[] items) {
        int count = items.length / ITEM;
        int[] ends = new int[count + 1];
        for (int i = count - 1; i >= 0; i--) {
            int at = ITEM * i;
            if (items[at] == OPERAND) {
                ends[i] = i + 1;
            } else if (items[at + 1] == NOT) {
                ends[i] = i + 1 < count ? ends[i + 1] : count;
            } else {
                int left = i + 1 < count ? ends[i + 1] : count;
                LittleEndian.put32(items, at + 4, left - i);
                ends[i] = left < count ? ends[left] : count;
            }
        }
    }
}
